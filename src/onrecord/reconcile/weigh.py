"""How many independent sources stand behind what is claimed, and what standing that gives it. No score of truth.

A copy counts as what it was copied from; what two outlets have from one agency is the agency's; an outlet counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.reconcile.said import Brief, Said
from onrecord.text import fold
from onrecord.types import Copy
from onrecord.weighed import FactStanding

WHOLE_COPY = 0.5  # a part copied makes an article a copy only from this share on


class Sources:
    """The independent source of every article."""

    def __init__(self, briefs: Sequence[Brief], copies: Sequence[Copy]) -> None:
        by_id = {brief.id: brief for brief in briefs}
        copied = {
            one.article_id: one.original_id
            for one in sorted(copies, key=lambda one: (one.share, one.article_id, one.original_id))
            if one.original_id in by_id and (one.kind != "partial" or one.share >= WHOLE_COPY)
        }
        origins = (by_id[_origin(brief.id, copied)] for brief in briefs)
        self._of = tuple(fold(origin.source) if origin.source else origin.id for origin in origins)

    def of(self, said: Said) -> str:
        """Who a claim is from in the end: the agency it names, or its article's outlet."""
        return said.agency or self._of[said.article]

    def count(self, claims: Iterable[Said]) -> int:
        """How many independent sources the claims have."""
        return len({self.of(one) for one in claims})


def _origin(article: str, copied: Mapping[str, str]) -> str:
    """The article that a chain of copies goes back to; of those in a ring, the first by id."""
    path = [article]
    while (before := copied.get(path[-1])) is not None:
        if before in path:
            return min(path[path.index(before) :])
        path.append(before)
    return path[-1]


def standing(asserted: Sequence[Said], denied: Sequence[Said], sources: int) -> FactStanding:
    """What the claims for and against a fact amount to."""
    if asserted and denied:
        return "disputed"
    if denied:
        return "denied"
    return "corroborated" if sources > 1 else "single-source"
