"""Finds the lists of other articles' headlines: where a chrome heading stands, and how far what is under it goes.

Some headings are chrome by themselves ("Related stories"). Others could be the article's own ("Other documents", "Also
from the region"): they count only above lines that read as headlines do, where the article is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.read import chrome, furniture, shape
from onrecord.read.lines import Unit

MOST_NAME_HEADING_WORDS = 4
LEAST_HEADLINES = 2
LEAST_PROSE = 2


def mark(parts: Sequence[Unit], evidence: Sequence[chrome.Evidence]) -> list[bool]:
    """Which units are chrome: those with evidence, and the headlines under a chrome heading."""
    marked = [_is_chrome(evidence, place) for place in range(len(evidence))]
    prose = [shape.is_prose(one) for one in parts]
    titled = False  # whether anything that could be the article's title stood before
    place = 0
    while place < len(parts):
        own = _listed(parts, evidence, place, prose=sum(prose), titled=titled)
        if own is None:
            titled = titled or not (marked[place] or furniture.is_date_only(parts[place]))
            place += 1
        else:
            end, kept = own
            for other in range(place, end):
                marked[other] = other not in kept
            place = end
    return marked


def _is_chrome(evidence: Sequence[chrome.Evidence], place: int) -> bool:
    if evidence[place] != "button":
        return evidence[place] in ("head", "line")
    return any(
        kind in ("head", "line", "button")
        for kind in (*evidence[max(0, place - 1) : place], *evidence[place + 1 : place + 2])
    )


def _listed(
    parts: Sequence[Unit], evidence: Sequence[chrome.Evidence], place: int, *, prose: int, titled: bool
) -> tuple[int, set[int]] | None:
    """Where the list that a heading heads ends, and the lines in it that are not of it; None where there is no list."""
    kind = evidence[place]
    if kind not in ("head", "list", "open"):
        return None
    end = _end(parts, evidence, place + 1)
    kept = _kept(parts, evidence, place + 1, end, titled=titled)
    lines = [parts[other] for other in range(place + 1, end) if other not in kept and evidence[other] == "none"]
    lines = [one for one in lines if not furniture.is_date_only(one)]
    if titled and _is_live_blog(parts[place], lines, prose):
        return place + 1, {place}
    last = not any(shape.is_prose(one) for one in parts[end:])
    if kind == "head" or _are_headlines(lines, kind, last=last, prose=prose, titled=titled):
        return end, kept
    return None


def _is_live_blog(head: Unit, lines: Sequence[Unit], prose: int) -> bool:
    """Whether the lines are an article's own entries: each with its time, where nothing else is told."""
    stamped = sum(bool(shape.STAMPED.match(one.words) or shape.STAMP.fullmatch(one.words)) for one in lines)
    return stamped > 0 and 2 * stamped >= len(lines) and (prose < LEAST_PROSE or chrome.is_of_live(head))


def _are_headlines(lines: Sequence[Unit], kind: chrome.Evidence, *, last: bool, prose: int, titled: bool) -> bool:
    """Whether the lines under a heading that may be the article's own are other articles' headlines."""
    if not lines or not prose or any(shape.is_listed(one) for one in lines):
        return False
    if not titled and (len(lines) < LEAST_HEADLINES or lines[0].gap):
        return False
    if len(lines) < LEAST_HEADLINES and not (last and lines[0].count >= shape.LEAST_HEADLINE_WORDS):
        return False
    names = shape.is_bare if kind == "list" else shape.is_name
    return not all(names(one) for one in lines) and 2 * sum(_is_long(one) for one in lines) >= len(lines)


def _is_long(one: Unit) -> bool:
    return one.count >= shape.LEAST_HEADLINE_WORDS or one.closed


def _end(parts: Sequence[Unit], evidence: Sequence[chrome.Evidence], start: int) -> int:
    """Where the headlines under a chrome heading end: before the next real paragraph, byline or dateline."""
    for place in range(start, len(parts)):
        one = parts[place]
        if evidence[place] not in ("head", "line") and not shape.is_headline(one):
            return place
        if one.hint is None and evidence[place] == "none" and furniture.is_byline(one):
            return place
        if shape.STAMP.fullmatch(one.words) and shape.is_prose(parts[min(place + 1, len(parts) - 1)]):
            return place
    return len(parts)


def _kept(
    parts: Sequence[Unit], evidence: Sequence[chrome.Evidence], start: int, end: int, *, titled: bool
) -> set[int]:
    """The last line before the body goes on is the article's own where it is its title or a heading of it."""
    own = [
        place for place in range(start, end) if evidence[place] == "none" and not furniture.is_date_only(parts[place])
    ]
    if not own or end == len(parts):
        return set()
    last = own[-1]
    if not titled:
        return {last}
    stands_out = _stands_out(parts[last], parts[last - 1]) or _stands_apart(parts, own, end)
    return {last} if stands_out and last + 1 == end and len(own) > 1 else set()


def _stands_out(one: Unit, before: Unit) -> bool:
    """Whether a line looks like a heading and the line before it does not: a name, or capitals."""
    if one.count > MOST_NAME_HEADING_WORDS:
        return False
    return (
        one.count <= 2 or one.words.isupper() > before.words.isupper() or one.words.istitle() > before.words.istitle()
    )


def _stands_apart(parts: Sequence[Unit], own: Sequence[int], end: int) -> bool:
    """Whether blank lines stand around the last line and not between those above it."""
    above = [parts[place].gap for place in own[1:-1]]
    return bool(above) and not any(above) and parts[own[-1]].gap and parts[end].gap
