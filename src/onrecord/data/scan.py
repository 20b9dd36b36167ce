"""Finding the gazetteer's names among a sentence's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.data.entries import Need, Spot, SpotKind
from onrecord.data.wordings import THE

_PIECE = re.compile(r"['’]s\b|[^\s,\-–/]+?(?=['’]s\b)|[^\s,\-–/]+|[,\-–/]")
_OF_A_STATE = frozenset({"the", "of", "Republic", "Kingdom", "State", "Islamic"})


@dataclass(frozen=True, slots=True)
class Target:
    """What a scanned wording stands for."""

    kind: SpotKind
    what: str
    id: str
    country: str | None
    need: Need


Hit = tuple[int, int, Target]
ScanTable = Mapping[str, tuple[tuple[tuple[str, ...], Target], ...]]


def scan_table(entries: Iterable[tuple[str, Target]], case: Callable[[str], str]) -> ScanTable:
    """From a first word to what may follow it, longest first; both usual ways to split words are held."""
    table: dict[str, dict[tuple[str, ...], Target]] = {}
    for wording, target in entries:
        plain = case(wording if target.need == "context" else THE.sub("", wording))
        for words in {tuple(plain.split()), tuple(_PIECE.findall(plain))}:
            held = table.setdefault(words[0], {})
            known = held.get(words[1:])
            if known is None or (known.need == "context" and target.need != "context"):
                held[words[1:]] = target
    return {first: tuple(sorted(rest.items(), key=lambda item: -len(item[0]))) for first, rest in table.items()}


def scan(words: tuple[str, ...], table: ScanTable) -> list[Hit]:
    """The table's wordings among the words, longest first from the left, none overlapping."""
    found: list[Hit] = []
    at = 0
    while at < len(words):
        hit = _hit(words, at, table)
        if hit and words[at].lower() == "the":  # "the Commonwealth" must not hide "Commonwealth of Independent States"
            longer = _hit(words, at + 1, table)
            hit = longer if longer and longer[1] > hit[1] else hit
        if hit:
            found.append(hit)
        at = hit[1] if hit else at + 1
    return found


def _hit(words: tuple[str, ...], at: int, table: ScanTable) -> Hit | None:
    """The longest wording that begins at a word."""
    for rest, target in table.get(words[at], ()) if at < len(words) else ():
        if words[at + 1 : at + 1 + len(rest)] == rest:
            return at, at + 1 + len(rest), target
    return None


def spots(
    words: tuple[str, ...], found: Sequence[Hit], alone: Callable[[tuple[str, ...], int, int], bool]
) -> Iterator[Spot]:
    """What was found as spots, two neighbours that belong together as one.

    ``alone`` says of words from a start to an end whether no neighbour makes them a person's name.
    """
    at = 0
    while at < len(found):
        start, end, target = found[at]
        joined = _join(words, found[at], found[at + 1]) if at + 1 < len(found) else None
        if joined:
            yield joined
            at += 2
            continue
        if target.what != "institution words":
            certain = target.need in ("", "case") or (target.need == "name" and alone(words, start, end))
            yield Spot(start, end, target.kind, target.what, target.id, target.country, certain)
        elif end - start > 1 and words[start][:1].isupper() and words[end - 1][:1].isupper():
            yield Spot(start, end, "ORG", "institution", target.id, None, False)
        at += 1


def _join(words: tuple[str, ...], one: Hit, two: Hit) -> Spot | None:
    """One spot for a place or body next to an institution's words, None where they do not belong together."""
    (start, end, first), (after, last, second) = one, two
    between = words[end:after]
    if second.what == "institution words" and first.what != "institution words" and first.need != "context":
        owned = between in ((), ("'s",), ("’s",), ("'",), ("’",))
        return _joined(start, last, second, first) if owned else None
    if first.what == "institution words" and second.kind == "LOC" and second.what == "name":
        owned = between[:1] == ("of",) and all(word in _OF_A_STATE for word in between[1:])
        return _joined(start, last, first, second) if owned else None
    return None


def _joined(start: int, end: int, words: Target, owner: Target) -> Spot:
    if owner.kind == "ORG":
        return Spot(start, end, "ORG", owner.what, owner.id, owner.country)
    return Spot(start, end, "ORG", "institution", f"{owner.country}:{words.id}", owner.country, owner.need != "context")
