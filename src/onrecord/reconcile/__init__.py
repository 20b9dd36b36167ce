"""Reconcile: one record from many reports. Claims of the same event, person, act or number are brought together.

Everything here follows from the claims alone, whatever order they come in: stories first, then who is who in each,
then facts and figures. Nothing is said of what is true; a fact says who says so and who does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.data import Gazetteer
from onrecord.reconcile.copies import find_copies
from onrecord.reconcile.entities import Cast
from onrecord.reconcile.figures import comparisons_of
from onrecord.reconcile.group import facts_of
from onrecord.reconcile.said import Brief, Said, read_claims
from onrecord.reconcile.stories import draft_stories, finished
from onrecord.reconcile.weigh import Sources
from onrecord.types import Article, Claim, Copy, Judgement
from onrecord.weighed import Comparison, Fact, Join, Reconciled

__all__ = ["find_copies", "reconcile"]


def reconcile(
    articles: Iterable[tuple[Article, Iterable[Claim]]],
    gazetteer: Gazetteer,
    *,
    copies: Sequence[Copy] = (),
    judged: Sequence[Judgement] = (),
) -> Reconciled:
    """All that follows from the claims of a record's articles; the same for any order of articles and claims.

    ``copies`` count as what they were copied from; ``judged`` are people's verdicts on names, which outrank ours.
    """
    read = sorted(_read(articles, gazetteer), key=lambda one: (one[0].document, one[0].id))
    briefs = tuple(brief for brief, _ in read)
    claims = [_numbered(said, at) for at, (_, said) in enumerate(read)]
    drafts = draft_stories(briefs, claims)
    sources = Sources(briefs, copies)
    facts: list[Fact] = []
    comparisons: list[Comparison] = []
    joins: list[Join] = []
    for drafted in sorted(drafts, key=lambda one: one.id):
        cast = Cast(drafted.claims, drafted.id, gazetteer, judged)
        facts += facts_of(drafted, cast, briefs, sources, gazetteer)
        comparisons += comparisons_of(drafted, cast, briefs, sources, gazetteer)
        joins += [cast.joins[pair] for pair in sorted(cast.joins)]
    return Reconciled(
        copies=tuple(sorted(copies, key=lambda one: (one.article_id, one.original_id))),
        stories=finished(drafts, briefs),
        joins=tuple(joins),
        facts=tuple(facts),
        comparisons=tuple(comparisons),
    )


def _read(
    articles: Iterable[tuple[Article, Iterable[Claim]]], gazetteer: Gazetteer
) -> Iterable[tuple[Brief, tuple[Said, ...]]]:
    for article, claims in articles:
        yield read_claims(article, sorted(claims, key=lambda claim: (claim.evidence[0], claim.id)), gazetteer)


def _numbered(said: Sequence[Said], number: int) -> tuple[Said, ...]:
    return tuple(replace(one, article=number) for one in said)
