"""Reads the front of a page: the outlet's name, menus and labels above the article, and the title among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.read import chrome, furniture, shape
from onrecord.read.lines import Unit
from onrecord.read.tables import table

MOST_MASTHEAD_WORDS = 6
LEAST_KICKED_WORDS = 4
MOST_LABEL_WORDS = 2
LEAST_TITLE_WORDS = 3
LEAST_SHARED_LETTERS = 5

_TOKEN = re.compile(r"[^\W_]+")


@cache
def _spare() -> frozenset[str]:
    return frozenset(table("layout")["masthead_words"])


def is_same_outlet(words: str, outlet: str) -> bool:
    """Whether a line says no more than the outlet's name, but for words such as "online" ("CASPIAN WIRE ONLINE")."""
    line, name = (set(_TOKEN.findall(text.casefold().replace("’", "'"))) for text in (words, outlet))
    solid = ["".join(_TOKEN.findall(text.casefold())).removeprefix("the") for text in (words, outlet)]
    return (bool(solid[1]) and solid[0] == solid[1]) or (bool((line & name) - _spare()) and line ^ name <= _spare())


def mastheads(parts: Sequence[Unit], evidence: Sequence[chrome.Evidence], outlet: str | None) -> set[int]:
    """The lines outside the body that are the outlet's name, as it is given or as the page itself lets one know."""
    first, last = _body(parts)
    found: set[int] = set()
    for place, one in enumerate(parts):
        if first <= place <= last or one.hint is not None or one.count > MOST_MASTHEAD_WORDS or one.closed:
            continue
        named = bool(outlet) and is_same_outlet(one.words, outlet or "")
        if named or (place < first and evidence[place] == "none" and _is_known(parts, evidence, place, first)):
            found.add(place)
    return found


def _body(parts: Sequence[Unit]) -> tuple[int, int]:
    prose = [place for place, one in enumerate(parts) if shape.is_prose(one)]
    return (prose[0], prose[-1]) if prose else (len(parts), len(parts))


def _is_known(parts: Sequence[Unit], evidence: Sequence[chrome.Evidence], place: int, first: int) -> bool:
    """Whether a name above another line that can be the title is the outlet's: a menu stands at it, or it recurs."""
    one = parts[place]
    if not shape.is_name(one) or any(evidence[above] == "none" for above in range(place)):
        return False
    if not any(evidence[other] == "none" and _can_be_title(parts[other]) for other in range(place + 1, first)):
        return False
    below = _is_menu(parts[place + 1], evidence[place + 1])
    above = place > 0 and _is_menu(parts[place - 1], evidence[place - 1])
    loud = one.words.isupper()
    if (below and not parts[place + 1].gap) or (above and not one.gap) or ((below or above) and loud):
        return True
    if furniture.is_edition(parts[place + 1]):
        return True
    return _recurs(parts, place) or (loud and furniture.names_house(one.words))


def _is_menu(one: Unit, evidence: chrome.Evidence) -> bool:
    return evidence == "line" and len(chrome.segments(one.words)) > 1


def _recurs(parts: Sequence[Unit], place: int) -> bool:
    """Whether the words stand in a byline, a dateline or a notice of the page too."""
    key = parts[place].words.casefold()
    for other, one in enumerate(parts):
        if other == place or one.hint is not None:
            continue
        signed = furniture.is_byline(one) or furniture.is_dateline(one) or furniture.copyright_holder(one.words)
        if signed and not chrome.is_tag_list(one) and key in one.words.casefold():
            return True
        prefix = furniture.dateline_prefix(one.words, first=True) if shape.is_prose(one) else None
        if prefix and prefix.agency and is_same_outlet(parts[place].words, prefix.agency):
            return True
    return False


def _can_be_title(one: Unit) -> bool:
    """Whether a line can be the headline that labels above it lead to."""
    open_end = not one.closed or one.words[-1] in "?!" + shape.QUOTES
    return (
        one.hint is None
        and open_end
        and LEAST_TITLE_WORDS <= one.count <= shape.MOST_TITLE_WORDS
        and not _is_aside(one)
    )


def _is_aside(one: Unit) -> bool:
    """Whether a line above the body is a date, a byline, a time, a section's name or a menu."""
    return (
        furniture.is_date_only(one)
        or furniture.is_byline(one)
        or furniture.is_dated_name(one)
        or bool(shape.STAMP.fullmatch(one.words))
        or is_label(one)
    )


def is_label(one: Unit) -> bool:
    """Whether a line is page chrome where a title stands below it: the name of a section, or a row of names."""
    segments = chrome.segments(one.words)
    listed = chrome.is_row(one.words) and one.count <= MOST_LABEL_WORDS * len(segments)
    return chrome.is_section(one) or (listed and not any(mark.isdecimal() for mark in one.words))


def title_place(parts: Sequence[Unit], marked: Sequence[bool]) -> int:
    """Where the title stands: the unit that the markup calls so, or the first that is the article's own; else -1."""
    hinted = next((place for place, one in enumerate(parts) if one.hint == "title"), None)
    if hinted is not None:
        return hinted
    for place, one in enumerate(parts):
        if not marked[place] and not (furniture.is_date_only(one) or furniture.is_byline(one)):
            place = _below_labels(parts, marked, place)
            return place if parts[place].hint is None and _is_title(parts, place) else -1
    return -1


def _below_labels(parts: Sequence[Unit], marked: Sequence[bool], place: int) -> int:
    """The first line that is neither a label nor the outlet's motto; the given one where no title could follow it."""
    first = next((at for at in range(place, len(parts)) if not marked[at] and shape.is_prose(parts[at])), len(parts))
    rest = [at for at in range(place, first) if not marked[at] and _can_be_title(parts[at])]
    if not _is_aside(parts[place]):
        motto = rest and rest[0] == place and rest[1:] and _is_motto(parts, marked, place, rest[1])
        return rest[1] if motto else place
    if chrome.is_section(parts[place]):
        rest = [at for at in rest if parts[at].count >= LEAST_KICKED_WORDS]
    return next((at for at in rest if at > place), place)


def _is_motto(parts: Sequence[Unit], marked: Sequence[bool], place: int, following: int) -> bool:
    """Whether a line right below the outlet's name is its motto: a menu ends it, or the article has no word of it."""
    if place == 0 or not marked[place - 1] or parts[place].gap or chrome.segments(parts[place - 1].words)[1:]:
        return False
    if not parts[place + 1].gap and (marked[place + 1] or is_label(parts[place + 1])):
        return True
    body = {word for one in parts[following + 1 :] if shape.is_prose(one) for word in _long_words(one)}
    return parts[place + 1].gap and not _long_words(parts[place]) & body and bool(_long_words(parts[following]) & body)


def _long_words(one: Unit) -> set[str]:
    return {word for word in _TOKEN.findall(one.words.casefold()) if len(word) >= LEAST_SHARED_LETTERS}


def is_above_title(parts: Sequence[Unit], place: int, title: int) -> bool:
    """Whether a line above the title is page chrome: a label, or the motto that the title was looked for below."""
    one = parts[place]
    return is_label(one) or (_can_be_title(one) and parts[title].hint is None)


def _is_title(parts: Sequence[Unit], place: int) -> bool:
    one = parts[place]
    if one.count > shape.MOST_TITLE_WORDS or place + 1 == len(parts):
        return False
    return (
        not one.closed
        or one.words[-1] in "?!" + shape.QUOTES
        or (one.count <= shape.MOST_HEADLINE_WORDS and one.words.count(". ") <= 2)
    )
