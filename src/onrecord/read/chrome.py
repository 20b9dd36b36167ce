"""Evidence that a line is page chrome: menus, buttons, counters, credits and the headlines of other articles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from onrecord.read.lines import Unit
from onrecord.read.tables import table

Evidence = Literal["none", "head", "line", "button", "weak"]

MOST_WORDS = 40
MOST_MENU_WORDS = 5
MOST_ROW_WORDS = 200

_EDGES = " \t\u00a0:.…>»«<|•·*=#_~-–—→›▶►[]()!?"
_SEPARATORS = re.compile(r"\s*[|·•›»>]\s+|\s+[|·•›»>]\s*|\s+[*/]\s+|\s{3,}")
_PREFIX = re.compile(r"[>»*=#•\s]*([^\W\d_][\w' ’-]{1,32}?)\s?[:|–—](?=\s|$)")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("chrome")[name])


@cache
def _known() -> frozenset[str]:
    """All that a part of a row of buttons can be."""
    return _words("menu") | _words("lines") | _words("buttons") | _words("heads")


@cache
def _head_patterns() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in table("chrome")["head_patterns"]), re.IGNORECASE)


@cache
def _patterns() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in table("chrome")["patterns"]), re.IGNORECASE)


def _key(words: str) -> str:
    return words.strip(_EDGES).casefold().replace("’", "'")


def segments(words: str) -> tuple[str, ...]:
    """The parts of a line that bars, dots, arrows or wide gaps set apart."""
    return tuple(part for part in (part.strip() for part in _SEPARATORS.split(words)) if part)


def evidence(unit: Unit) -> Evidence:
    """What speaks for chrome: it heads others' headlines, is chrome by itself, beside other chrome, or at the edges."""
    if unit.count > MOST_WORDS:
        return "line" if unit.count <= MOST_ROW_WORDS and is_row(unit.words) and _is_menu(unit.words) else "none"
    key = _key(unit.words)
    if not _is_sentence(unit) and (key in _words("heads") or _head_patterns().fullmatch(key)):
        return "head"
    if key in _words("lines") or not key or _patterns().match(unit.words.lstrip("|>» ")):
        return "line"
    if _is_counter(key):
        return "line"
    if key in _words("buttons") or key in _words("menu"):
        return "button"
    return _by_prefix(unit) if not _is_menu(unit.words) else "line"


def _is_sentence(unit: Unit) -> bool:
    return unit.words.endswith(".") and not unit.words.endswith("..")


def _is_counter(key: str) -> bool:
    """A bare number is how often a page was seen or shared; a bare year heads a chronicle."""
    digits = key.replace(",", "")
    return digits.isdecimal() and not (len(key) == 4 and key[:2] in ("18", "19", "20"))


def is_section(unit: Unit) -> bool:
    """Whether a line is no more than the name of a section or a kind of article ("Politics", "ANALYSIS")."""
    return _key(unit.words) in _words("menu")


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
