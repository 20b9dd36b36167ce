"""The circumstances of an article's claims: who says so, when it was, and with which words the source keeps away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.data import Gazetteer
from onrecord.find.chain import Chains
from onrecord.find.hedges import Hedger
from onrecord.find.spots import Page
from onrecord.find.when import Clock
from onrecord.tree import Tree
from onrecord.types import Claim, Parsed, Span


def attach(parsed: Parsed, claims: Iterable[Claim], gazetteer: Gazetteer) -> tuple[Claim, ...]:
    """The claims with their chain, date and hedges, in the same order and with the same ids."""
    claims = tuple(claims)
    if not claims:
        return ()
    page = Page(tuple(Tree(sentence, parsed.article.text) for sentence in parsed.sentences))
    chains = Chains(page, claims, gazetteer, parsed.article.source)
    quoted = _in_marks(chains.quotations)
    clock, hedger = Clock(parsed.article, page, quoted), Hedger(page, quoted)
    found = []
    for claim in claims:
        links = chains.links(claim)
        said = tuple(link.mention for link in links)
        found.append(replace(claim, reported_by=said, when=clock.when(claim), hedges=hedger.hedges(claim, links)))
    return tuple(found)


def _in_marks(quotations: Iterable[Claim]) -> tuple[Span, ...]:
    """The quotations in marks, in order, none within another."""
    kept: list[Span] = []
    for quotation in quotations:
        span = quotation.evidence[0]
        marked = quotation.speech is not None and quotation.speech.form != "indirect"
        if marked and (not kept or kept[-1].end <= span.start):
            kept.append(span)
    return tuple(kept)
