"""Marks a text's blocks: title, byline, dateline, headings, paragraphs, list items and page chrome.

Blocks lie in order, do not overlap and cover all that is not blank. A line is chrome only on evidence; a sentence in
the flow of the body without evidence stays a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.read import chrome, front, furniture, regions, shape
from onrecord.read.dates import dated_within, published_date
from onrecord.read.draft import Layout
from onrecord.read.lines import Unit, units
from onrecord.types import Block, BlockKind, Span

MOST_HEADING_WORDS = 14
LEAST_STAMPS = 3


def lay_out(text: str, given: Sequence[Unit] | None = None, *, outlet: str | None = None) -> Layout:
    """The layout of a text. ``given`` are its units where the file's own markup has told them, with their kinds.

    ``outlet`` is where the text comes from, where that is known: a line that says no more is the page's, not its title.
    """
    parts = tuple(units(text) if given is None else given)
    kinds = _kinds(parts, outlet)
    blocks = tuple(_split(parts, kinds))
    return Layout(
        blocks=blocks,
        title=_title(parts, kinds),
        byline=_byline(parts, kinds),
        dateline=next((block.span.of(text) for block in blocks if block.kind == "dateline"), None),
        published=_published(text, blocks),
        outlet=_outlet(parts, kinds),
    )


def _kinds(parts: Sequence[Unit], outlet: str | None) -> list[BlockKind]:
    """A kind for each unit: first by its own words, then by what stands around it."""
    evidence = [chrome.evidence(one) for one in parts]
    for place in front.mastheads(parts, evidence, outlet):
        evidence[place] = "line"
    marked = regions.mark(parts, evidence)
    title = front.title_place(parts, marked)
    body = [place for place, one in enumerate(parts) if not marked[place] and place != title and shape.is_prose(one)]
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
    if place < title:
        return one.hint is None and front.is_above_title(parts, place, title)
    if place == title or one.closed or furniture.is_dateline(one) or furniture.is_byline(one):
        return False
    return evidence[place] == "weak" or (chrome.is_row(one.words) and not furniture.is_place(one))


def _kind(parts: Sequence[Unit], place: int, *, outside: bool) -> BlockKind:
    one = parts[place]
    if outside and furniture.is_byline(one):
        return "byline"
    if furniture.is_date_only(one):
        return "dateline" if outside else "heading"
    if outside and place > 0 and (furniture.is_dateline(one) or (place == 1 and furniture.is_place(one))):
        return "dateline"
    if shape.STAMP.fullmatch(one.words):
        return "heading"
    if shape.BULLET.match(one.words) or _is_row(parts, place):
        return "item"
    return "heading" if _is_heading(parts, place) else "paragraph"


def _is_row(parts: Sequence[Unit], place: int) -> bool:
    """Whether a line is one of a table or of a list without bullets: open lines right above or below one another."""
    one = parts[place]
    if one.closed and one.count >= shape.LEAST_PROSE_WORDS:
        return False
    if shape.LEADERS.search(one.words) or one.words.endswith((";", ",")):
        return True
    if place + 1 < len(parts) and shape.BULLET.match(parts[place + 1].words):
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
        if lower.gap or one.closed or one.count > shape.MOST_HEADLINE_WORDS or one.words.endswith(":"):
            break
        count += 1
    return count


def _is_heading(parts: Sequence[Unit], place: int) -> bool:
    """Whether a short line heads what follows it."""
    one = parts[place]
    if place + 1 == len(parts) or one.count > MOST_HEADING_WORDS or one.words[0] in shape.QUOTES + "@(":
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


def _split(parts: Sequence[Unit], kinds: Sequence[BlockKind]) -> list[Block]:
    """The blocks: one for each unit, two where it begins with a dateline, a live blog's time or a number."""
    blocks: list[Block] = []
    stamps = sum(bool(shape.STAMPED.match(one.words)) for one in parts)
    first = True
    for one, kind in zip(parts, kinds, strict=True):
        at = 0
        number = shape.NUMBER.match(one.words) if kind == "title" else None
        if number:
            at = number.end()
            blocks.append(Block("chrome", Span(one.start, one.start + len(number[0].rstrip()))))
        if kind in ("paragraph", "item", "heading", "dateline"):
            lead: BlockKind = "dateline"
            prefix = furniture.dateline_prefix(one.words, first=first) if kind == "paragraph" else None
            stamp = shape.STAMPED.match(one.words) if stamps >= LEAST_STAMPS and kind == "paragraph" else None
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


def _title(parts: Sequence[Unit], kinds: Sequence[BlockKind]) -> str | None:
    """The title without the number that it has in a list of several."""
    words = _first(parts, kinds, "title")
    return shape.NUMBER.sub("", words, count=1) if words else None


def _byline(parts: Sequence[Unit], kinds: Sequence[BlockKind]) -> str | None:
    words = _first(parts, kinds, "byline")
    return re.sub(r"^by\s+", "", words, flags=re.IGNORECASE) if words else None


def _published(text: str, blocks: Sequence[Block]) -> str | None:
    """The first date of the bylines and datelines that is not a change's; a day without its year in the year that fits.

    A year is told by the page's copyright, or by the newest date of the text, if that is not long before.
    """
    lines = [block.span.of(text) for block in blocks if block.kind in ("dateline", "byline")]
    if full := published_date(*lines):
        return full
    chrome = (block.span.of(text) for block in blocks if block.kind == "chrome")
    year = next((found for found in map(furniture.copyright_year, chrome) if found), None)
    return dated_within(lines, text, year)


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
