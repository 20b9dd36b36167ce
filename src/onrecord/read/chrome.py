"""Evidence that a line is page chrome: menus, buttons, counters, credits and the headlines of other articles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from onrecord.read.lines import Unit
from onrecord.read.tables import table

Evidence = Literal["none", "head", "list", "open", "line", "button", "weak"]

MOST_WORDS = 40
MOST_MENU_WORDS = 5
MOST_ROW_WORDS = 200
MOST_HEAD_WORDS = 8
MOST_SECTION_WORDS = 4
LEAST_MENU_WORDS = 4

_EDGES = " \t\u00a0:.…>»«<|•·*=#_~-–—→›▶►[]()!?"
_SEPARATORS = re.compile(r"\s*[|·•›»>]\s+|\s+[|·•›»>]\s*|\s+[*/]\s+|\s{2,}")
_PREFIX = re.compile(r"[>»*=#•\s]*([^\W\d_][\w' ’-]{1,32}?)\s?[:|–—](?=\s|$)")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("chrome")[name])


@cache
def _known() -> frozenset[str]:
    """All that a part of a row of buttons can be."""
    return _words("menu") | _words("lines") | _words("buttons") | _words("heads")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in table("chrome")[name]), re.IGNORECASE)


@cache
def _list_pattern() -> re.Pattern[str]:
    """Headings made of a word of choice and a word for what media make ("more live coverage", "news line")."""
    noun = "|".join(table("chrome")["list_nouns"])
    patterns = (pattern.replace("NOUN", f"(?:{noun})") for pattern in table("chrome")["list_patterns"])
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _key(words: str) -> str:
    return words.strip(_EDGES).casefold().replace("’", "'")


def segments(words: str) -> tuple[str, ...]:
    """The parts of a line that bars, dots, arrows or wide gaps set apart."""
    return tuple(part for part in (part.strip() for part in _SEPARATORS.split(words)) if part)


def evidence(unit: Unit) -> Evidence:
    """What speaks for chrome: it heads others' headlines, is chrome by itself, beside other chrome, or at the edges.

    ``list`` and ``open`` head other articles' headlines where such lines follow; ``open`` could head names as well.
    """
    if unit.count > MOST_WORDS:
        return "line" if unit.count <= MOST_ROW_WORDS and is_row(unit.words) and _is_menu(unit.words) else "none"
    key = _key(unit.words)
    if not _is_sentence(unit) and (key in _words("heads") or _pattern("head_patterns").fullmatch(key)):
        return "head"
    if key in _words("lines") or not key or _pattern("patterns").match(unit.words.lstrip("|>»·• ")):
        return "line"
    if _is_counter(key):
        return "line"
    if key in _words("buttons") or key in _words("menu"):
        return "button"
    return "line" if _is_menu(unit.words) else _as_head(unit, key) or _by_prefix(unit)


def _as_head(unit: Unit, key: str) -> Evidence | None:
    """Whether a short line may head a list of other articles."""
    if unit.count > MOST_HEAD_WORDS or unit.closed:
        return None
    if _list_pattern().fullmatch(key):
        return "list"
    return "open" if _pattern("open_heads").fullmatch(key) else None


def is_of_live(unit: Unit) -> bool:
    """Whether a heading says that what follows is reported as it happens."""
    return bool(_pattern("live").fullmatch(_key(unit.words)))


def is_tag_list(unit: Unit) -> bool:
    """Whether a line lists what the article is filed under."""
    match = _PREFIX.match(unit.words)
    return bool(match) and _key(match[1] if match else "") in _words("strong")


def _is_sentence(unit: Unit) -> bool:
    return unit.words.endswith(".") and not unit.words.endswith("..")


def _is_counter(key: str) -> bool:
    """A bare number is how often a page was seen or shared; a bare year heads a chronicle."""
    digits = key.replace(",", "")
    return digits.isdecimal() and not (len(key) == 4 and key[:2] in ("18", "19", "20"))


def is_section(unit: Unit) -> bool:
    """Whether a line is no more than the name of a section or a kind of article ("Politics", "ANALYSIS")."""
    words = re.split(r"\s+(?:and\s+|&\s+)?", _key(unit.words))
    return _key(unit.words) in _words("menu") or (len(words) <= MOST_SECTION_WORDS and _all_in_menu(words))


def _all_in_menu(words: Iterable[str]) -> bool:
    return all(word in _words("menu") for word in words)


def _by_prefix(unit: Unit) -> Evidence:
    match = _PREFIX.match(unit.words)
    if not match:
        return "none"
    prefix = _key(match[1])
    if prefix in _words("strong"):
        return "line"
    return "weak" if prefix in _words("weak") and not _is_sentence(unit) else "none"


def _is_menu(words: str) -> bool:
    """A row of short parts of which two, or half, name sections or buttons."""
    parts = segments(words)
    if len(parts) == 1:
        parts = tuple(words.split())
        return LEAST_MENU_WORDS <= len(parts) <= MOST_ROW_WORDS and _all_in_menu(map(_key, parts))
    if len(parts) < 2 or any(len(part.split()) > MOST_MENU_WORDS for part in parts):
        return False
    known = sum(_key(part) in _known() for part in parts)
    return known >= 2 or known * 2 >= len(parts) + 1


def is_row(words: str) -> bool:
    """A row of three or more short parts, whatever they say: a menu or a tag list where it stands outside the body."""
    parts = segments(words)
    return len(parts) >= 3 and _all_short(parts)


def _all_short(parts: Iterable[str]) -> bool:
    return all(len(part.split()) <= MOST_MENU_WORDS for part in parts)
