"""How many independent sources stand behind what is claimed, and what standing that gives it. No score of truth.

A copy counts as what it was copied from; what two outlets have from one agency is the agency's; an outlet counts once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from onrecord.reconcile.copies import independent, links
from onrecord.reconcile.said import Brief, Said
from onrecord.text import fold
from onrecord.types import Copy
from onrecord.weighed import FactStanding


class Sources:
    """The independent source of every article."""

    def __init__(self, briefs: Sequence[Brief], copies: Sequence[Copy]) -> None:
        self._copies = links(copies)
        self._ids = tuple(brief.id for brief in briefs)
        self._outlets = tuple(fold(brief.source) or brief.id for brief in briefs)
        self._outlet_of = dict(zip(self._ids, self._outlets, strict=True))

    def count(self, claims: Iterable[Said]) -> int:
        """How many independent sources the claims have."""
        names: dict[str, set[str]] = defaultdict(set)
        for one in claims:
            names[self._ids[one.article]].add(one.agency or self._outlet(one.article))
        groups = independent(names, self._copies)
        return len({min(name for article in group for name in names[article]) for group in groups})

    def _outlet(self, article: int) -> str:
        """The outlet of an article, or of what it was copied from."""
        original = self._copies.whole.get(self._ids[article], "")
        return self._outlet_of.get(original, self._outlets[article])


def standing(asserted: Sequence[Said], denied: Sequence[Said], sources: int) -> FactStanding:
    """What the claims for and against a fact amount to."""
    if asserted and denied:
        return "disputed"
    if denied:
        return "denied"
    return "corroborated" if sources > 1 else "single-source"
