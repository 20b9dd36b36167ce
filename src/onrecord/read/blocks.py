"""Marks a text's blocks: title, byline, dateline, headings, paragraphs, list items and page chrome.

Blocks lie in order, do not overlap and cover all that is not blank. A line is chrome only on evidence; a sentence in
the flow of the body without evidence stays a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.read import chrome, furniture
from onrecord.read.dates import published_date
from onrecord.read.draft import Layout
from onrecord.read.lines import Unit, units
from onrecord.types import Block, BlockKind, Span

MOST_TITLE_WORDS = 40
MOST_HEADLINE_WORDS = 30
MOST_HEADING_WORDS = 14
LEAST_PROSE_WORDS = 8
MOST_NAME_HEADING_WORDS = 4
LEAST_STAMPS = 3
LEAST_KICKED_WORDS = 4

_BULLET = re.compile(r"(?:[-–—•*■▪●◦‣>+]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
_STAMP = re.compile(r"(?:[A-Z][a-z]+day,? )?\d{1,2}[:.h]\d{2}(?: ?(?:[ap]\.?m\.?|[A-Z]{2,4}))?(?: ?[-–—|:])?")
_STAMPED = re.compile(r"\d{1,2}[:.h]\d{2}(?: ?(?:[ap]\.?m\.?|[A-Z]{3,4}))?(?: ?[-–—|:])?\s+(?=[A-Z\"“'‘@])")
_LEADERS = re.compile(r"\.{4,}|\t| {4,}")
_QUOTES = "\"“”'‘«"


def lay_out(text: str, given: Sequence[Unit] | None = None) -> Layout:
    """The layout of a text. ``given`` are its units where the file's own markup has told them, with their kinds."""
    parts = tuple(units(text) if given is None else given)
    kinds = _kinds(parts)
    blocks = tuple(_split(parts, kinds))
    return Layout(
        blocks=blocks,
        title=_first(parts, kinds, "title"),
        byline=_byline(parts, kinds),
        dateline=next((block.span.of(text) for block in blocks if block.kind == "dateline"), None),
        published=_published(text, blocks),
        outlet=_outlet(parts, kinds),
    )


def _kinds(parts: Sequence[Unit]) -> list[BlockKind]:
    """A kind for each unit: first by its own words, then by what stands around it."""
    evidence = [chrome.evidence(one) for one in parts]
    marked = _chrome(parts, evidence)
    title = _title_place(parts, marked)
    body = [place for place, one in enumerate(parts) if not marked[place] and place != title and _is_prose(one)]
    first, last = (body[0], body[-1]) if body else (len(parts), len(parts))
    kinds: list[BlockKind] = []
    for place, one in enumerate(parts):
        outside = place < first or place > last
        if place == title:
            kinds.append("title")
        elif marked[place] or (outside and _is_weak(parts, evidence, place, title)):
            kinds.append("chrome")
        else:
            kinds.append(one.hint or _kind(parts, place, outside=outside))
    return kinds


def _is_weak(parts: Sequence[Unit], evidence: Sequence[chrome.Evidence], place: int, title: int) -> bool:
    """Whether a line before or after the body has evidence that would not do inside it."""
    one = parts[place]
    if place <= title or one.closed or furniture.is_dateline(one) or furniture.is_byline(one):
        return False
    return evidence[place] == "weak" or (chrome.is_row(one.words) and not furniture.is_place(one))


def _chrome(parts: Sequence[Unit], evidence: Sequence[chrome.Evidence]) -> list[bool]:
    """Which units are chrome: those with evidence, and the headlines under a chrome heading."""
    marked = [_is_chrome(evidence, place) for place in range(len(evidence))]
    titled = False  # whether anything that could be the article's title stood before
    place = 0
    while place < len(parts):
        if evidence[place] == "head":
            end = _region_end(parts, evidence, place + 1)
            kept = _kept_of_region(parts, evidence, place + 1, end, titled=titled)
            for other in range(place + 1, end):
                marked[other] = other not in kept
            place = end
        else:
            titled = titled or not marked[place]
            place += 1
    return marked


def _is_chrome(evidence: Sequence[chrome.Evidence], place: int) -> bool:
    if evidence[place] != "button":
        return evidence[place] in ("head", "line")
    return any(
        kind in ("head", "line", "button")
        for kind in (*evidence[max(0, place - 1) : place], *evidence[place + 1 : place + 2])
    )


def _region_end(parts: Sequence[Unit], evidence: Sequence[chrome.Evidence], start: int) -> int:
    """Where the headlines under a chrome heading end: before the next real paragraph, byline or dateline."""
    for place in range(start, len(parts)):
        one = parts[place]
        if evidence[place] in ("none", "weak", "button") and not _is_headline(one):
            return place
        if one.hint is None and evidence[place] == "none" and furniture.is_byline(one):
            return place
    return len(parts)


def _kept_of_region(
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
    stands_out = _stands_out(parts[last], parts[last - 1])
    return {last} if stands_out and last + 1 == end and len(own) > 1 else set()


def _stands_out(one: Unit, before: Unit) -> bool:
    """Whether a line looks like a heading and the line before it does not: a name, or capitals."""
    if one.count > MOST_NAME_HEADING_WORDS:
        return False
    return (
        one.count <= 2 or one.words.isupper() > before.words.isupper() or one.words.istitle() > before.words.istitle()
    )


def _is_headline(one: Unit) -> bool:
    """Whether a unit can be another article's headline, its date, or a teaser that breaks off."""
    if one.words.rstrip(")]").endswith(("...", "…", "[…")):
        return True
    if one.count > MOST_HEADLINE_WORDS or one.words.endswith((".", ":")) or _LEADERS.search(one.words):
        return False
    return not _is_prose(one) or (one.count <= 15 and one.words[-1] in "?!" and "." not in one.words)


def _is_prose(one: Unit) -> bool:
    """Whether a unit reads as a paragraph: a sentence that ends, long enough not to be a headline."""
    if one.hint is not None:
        return one.hint == "paragraph" and (one.closed or one.count > MOST_HEADLINE_WORDS)
    if one.count > MOST_TITLE_WORDS:
        return True
    if not one.closed:
        return one.count > MOST_HEADLINE_WORDS or (one.words[0] in _QUOTES and one.count >= LEAST_PROSE_WORDS)
    return one.count >= LEAST_PROSE_WORDS or one.words[0] in _QUOTES


def _kind(parts: Sequence[Unit], place: int, *, outside: bool) -> BlockKind:
    one = parts[place]
    if outside and furniture.is_byline(one):
        return "byline"
    if furniture.is_date_only(one):
        return "dateline" if outside else "heading"
    if outside and place > 0 and (furniture.is_dateline(one) or (place == 1 and furniture.is_place(one))):
        return "dateline"
    if _STAMP.fullmatch(one.words):
        return "heading"
    if _BULLET.match(one.words) or _is_row(parts, place):
        return "item"
    return "heading" if _is_heading(parts, place) else "paragraph"


def _is_row(parts: Sequence[Unit], place: int) -> bool:
    """Whether a line is one of a table or of a list without bullets: open lines right above or below one another."""
    one = parts[place]
    if one.closed and one.count >= LEAST_PROSE_WORDS:
        return False
    if _LEADERS.search(one.words) or one.words.endswith((";", ",")):
        return True
    if place + 1 < len(parts) and _BULLET.match(parts[place + 1].words):
        return False
    run = 1 + _open_lines(parts, place, -1) + _open_lines(parts, place, 1)
    return run >= 3 and not one.closed and not one.words.isupper() and not one.words.endswith(":")


def _open_lines(parts: Sequence[Unit], place: int, step: int) -> int:
    """How many lines without a full stop stand right above (-1) or right below (1) this one; two are enough to know."""
    count = 0
    while count < 2 and 0 <= place + step < len(parts):
        lower = parts[place] if step < 0 else parts[place + step]
        place += step
        one = parts[place]
        if lower.gap or one.closed or one.count > MOST_HEADLINE_WORDS or one.words.endswith(":"):
            break
        count += 1
    return count


def _is_heading(parts: Sequence[Unit], place: int) -> bool:
    """Whether a short line heads what follows it."""
    one = parts[place]
    if place + 1 == len(parts) or one.count > MOST_HEADING_WORDS or one.words[0] in _QUOTES + "@(":
        return False
    if one.words.endswith((",", ";", ".", "!")):
        return False
    _, colon, rest = one.words.partition(": ")
    if colon and not one.words.isupper() and len(rest.split()) > 2:
        return False
    if one.words.endswith(":"):
        return one.words.isupper() or all(word[0].isupper() or len(word) <= 3 for word in one.words.split())
    return not one.closed or (
        one.words.endswith("?") and "." not in one.words and not colon and one.gap and parts[place + 1].gap
    )


def _title_place(parts: Sequence[Unit], marked: Sequence[bool]) -> int:
    """Where the title stands: the unit that the markup calls so, or the first that is the article's own; else -1."""
    hinted = next((place for place, one in enumerate(parts) if one.hint == "title"), None)
    if hinted is not None:
        return hinted
    for place, one in enumerate(parts):
        if not marked[place] and not (furniture.is_date_only(one) or furniture.is_byline(one)):
            place += _is_kicker(parts, place)
            return place if one.hint is None and _is_title(parts, place) else -1
    return -1


def _is_kicker(parts: Sequence[Unit], place: int) -> bool:
    """Whether a line only names the section, and the title stands under it."""
    if place + 1 == len(parts) or not chrome.is_section(parts[place]):
        return False
    below = parts[place + 1]
    return below.count >= LEAST_KICKED_WORDS and not below.closed and not furniture.is_byline(below)


def _is_title(parts: Sequence[Unit], place: int) -> bool:
    one = parts[place]
    if one.count > MOST_TITLE_WORDS or place + 1 == len(parts):
        return False
    return (
        not one.closed
        or one.words[-1] in "?!" + _QUOTES
        or (one.count <= MOST_HEADLINE_WORDS and one.words.count(". ") <= 2)
    )


def _split(parts: Sequence[Unit], kinds: Sequence[BlockKind]) -> list[Block]:
    """The blocks: one for each unit, two where a paragraph begins with a dateline or a live blog's time."""
    blocks: list[Block] = []
    stamps = sum(bool(_STAMPED.match(one.words)) for one in parts)
    first = True
    for one, kind in zip(parts, kinds, strict=True):
        at = 0
        if kind in ("paragraph", "item", "heading", "dateline"):
            lead: BlockKind = "dateline"
            prefix = furniture.dateline_prefix(one.words, first=first) if kind == "paragraph" else None
            stamp = _STAMPED.match(one.words) if stamps >= LEAST_STAMPS and kind == "paragraph" else None
            if prefix:
                at = prefix.length
            elif stamp:
                at, lead = stamp.end(), "heading"
            if at:
                blocks.append(Block(lead, Span(one.start, one.start + len(one.words[:at].rstrip()))))
        first = first and kind != "paragraph"
        blocks.append(Block(kind, Span(one.start + at, one.end)))
    return blocks


def _first(parts: Sequence[Unit], kinds: Sequence[BlockKind], wanted: BlockKind) -> str | None:
    return next((one.words for one, kind in zip(parts, kinds, strict=True) if kind == wanted), None)


def _byline(parts: Sequence[Unit], kinds: Sequence[BlockKind]) -> str | None:
    words = _first(parts, kinds, "byline")
    return re.sub(r"^by\s+", "", words, flags=re.IGNORECASE) if words else None


def _published(text: str, blocks: Sequence[Block]) -> str | None:
    """The date of the first byline or dateline that states one in full."""
    lines = (block.span.of(text) for block in blocks if block.kind in ("dateline", "byline"))
    return next((date for date in map(published_date, lines) if date), None)


def _outlet(parts: Sequence[Unit], kinds: Sequence[BlockKind]) -> str | None:
    """The agency of the first dateline, else the name in the page's head, else the holder of the copyright."""
    body = [one.words for one, kind in zip(parts, kinds, strict=True) if kind == "paragraph"][:1]
    prefix = furniture.dateline_prefix(body[0], first=True) if body else None
    if prefix and prefix.agency and furniture.is_outlet(prefix.agency):
        return prefix.agency
    heads = (furniture.masthead(one) for one, kind in zip(parts, kinds, strict=True) if kind in ("dateline", "byline"))
    holders = (
        furniture.copyright_holder(one.words) for one, kind in zip(parts, kinds, strict=True) if kind == "chrome"
    )
    return next((name for name in (*heads, *holders) if name), None)
