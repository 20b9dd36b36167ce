"""The difference of two records for a terminal, and as one object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from onrecord.ask.diff import ClaimChange, Difference, Field
from onrecord.show.claims import harmless

SIGNS = {"added": "+", "removed": "-", "changed": "~"}
SHOWN = 160  # characters of a claim's words; the JSON has all of them


def as_json(found: Difference) -> dict[str, Any]:
    """The interchange object: ``same``, the versions that read either record, and every change."""
    readers, verdicts = ({"old": old, "new": new} for old, new in (found.readers, found.verdicts))
    parts = asdict(found)
    changes = {name: parts[name] for name in ("articles", "claims", "facts")}
    return {"same": found.none, "read_by": readers, **changes, "verdicts_only_in": verdicts}


def lines(found: Difference) -> Iterator[str]:
    """The changes, one with what belongs to it in some lines, then a line of summary."""
    for article in found.articles:
        yield _line(article.what, f"article {article.document} ({article.name})", article.reason)
        yield from map(_field, article.fields)
    for claim in found.claims:
        yield from _claim(claim)
    for fact in found.facts:
        yield _line(fact.what, f"fact {fact.says}  {fact.id}")
        yield from map(_field, fact.fields)
    if found.readers[0] != found.readers[1]:
        yield harmless(f"old read by {'; '.join(found.readers[0]) or 'nothing'}")
        yield harmless(f"new read by {'; '.join(found.readers[1]) or 'nothing'}")
    yield _summary(found)


def _line(what: str, words: str, reason: str = "") -> str:
    return f"{SIGNS[what]} {_plain(words)}" + (f": {_plain(reason)}" if reason else "")


def _claim(change: ClaimChange) -> Iterator[str]:
    yield _line(change.what, f"{change.document}: {change.says}  {change.claim}", ", ".join(change.causes))
    words = _plain(change.words)
    yield f"    “{words if len(words) <= SHOWN else words[: SHOWN - 1] + '…'}”"
    yield from map(_field, change.fields)


def _field(field: Field) -> str:
    old, new = ("none" if value is None else _plain(value) for value in (field.old, field.new))
    return f"    {field.name}: {old} → {new}"


def _plain(text: str) -> str:
    return " ".join(harmless(text).split())


def _summary(found: Difference) -> str:
    if found.none:
        return "the two records say the same"
    groups = (("articles", found.articles), ("claims", found.claims), ("facts", found.facts))
    counts = [_counts(name, [change.what for change in changes]) for name, changes in groups if changes]
    old, new = found.verdicts
    verdicts = [f"verdicts: {new} more, {old} fewer"] if old or new else []
    return "; ".join((*counts, *verdicts))


def _counts(name: str, whats: list[str]) -> str:
    return f"{name}: " + ", ".join(f"{whats.count(what)} {what}" for what in SIGNS if what in whats)
