"""Quotation and figure claims made by hand, beside the events of ``support.py``."""

from __future__ import annotations

from dataclasses import replace

from onrecord.text import stable_id
from onrecord.types import Amount, Article, Claim, Mention, Role, Span, Speech
from tests.support import BY


def span_of(article: Article, words: str, *, after: int = 0) -> Span:
    """Where the article first has the words."""
    start = article.text.index(words, after)
    return Span(start, start + len(words))


def make_quotation(
    article: Article,
    words: str,
    speaker: Mention | None = None,
    *,
    cue: str | None = None,
    speech: Speech | None = None,
) -> Claim:
    """A quotation of the words, with its cue where one is named."""
    span = span_of(article, words)
    roles = (Role("speaker", speaker),) if speaker else ()
    trigger = span_of(article, cue) if cue else span
    id_ = stable_id("quotation", article.id, span.start, span.end)
    rule = "SAY/quotation"
    return Claim(
        id_, article.id, "quotation", "SAY", roles, (span,), trigger, BY, rule, speech=speech or Speech("direct")
    )


def make_figure(
    article: Article, number: str, measure: str, *roles: Role, amount: Amount | None = None, within: str = ""
) -> Claim:
    """A figure whose number is the words; its evidence is ``within``, else the number alone."""
    trigger = span_of(article, number)
    evidence = span_of(article, within) if within else trigger
    id_ = stable_id("figure", article.id, measure, trigger.start)
    amount = amount or Amount(float(number), "percent")
    return Claim(
        id_, article.id, "figure", measure, roles, (evidence,), trigger, BY, f"{measure}/pattern", amount=amount
    )


def hedged(claim: Claim, article: Article, *words: str) -> Claim:
    """The claim with the words as its hedges."""
    return replace(claim, hedges=tuple(span_of(article, one) for one in words))
