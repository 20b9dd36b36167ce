"""What the shape of a line tells: whether it reads as a paragraph, as a headline, as a time or as an item of a list."""

from __future__ import annotations

import re
from functools import cache

from onrecord.read.lines import Unit
from onrecord.read.tables import table

MOST_TITLE_WORDS = 40
MOST_HEADLINE_WORDS = 30
LEAST_PROSE_WORDS = 8
LEAST_HEADLINE_WORDS = 4
MOST_BARE_WORDS = 3
QUOTES = "\"“”'‘«"

BULLET = re.compile(r"(?:[-–—•*■▪●◦‣>+]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
NUMBER = re.compile(r"\d{1,3}[.)]\s+(?=[^\W\d])")
STAMP = re.compile(r"(?:[A-Z][a-z]+day,? )?\d{1,2}[:.h]\d{2}(?: ?(?:[ap]\.?m\.?|[A-Z]{2,4}))?(?: ?[-–—|:])?")
STAMPED = re.compile(r"\d{1,2}[:.h]\d{2}(?: ?(?:[ap]\.?m\.?|[A-Z]{3,4}))?(?: ?[-–—|:])?\s+(?=[A-Z\"“'‘@])")
LEADERS = re.compile(r"\.{4,}|\t| {4,}")

_WORD = re.compile(r"[^\W\d_][\w.'’-]*")


@cache
def _name_words() -> frozenset[str]:
    return frozenset(table("layout")["name_words"])


def is_prose(one: Unit) -> bool:
    """Whether a unit reads as a paragraph: a sentence that ends, long enough not to be a headline."""
    if one.hint is not None:
        return one.hint == "paragraph" and (one.closed or one.count > MOST_HEADLINE_WORDS)
    if one.count > MOST_TITLE_WORDS:
        return True
    if not one.closed:
        return one.count > MOST_HEADLINE_WORDS or (one.words[0] in QUOTES and one.count >= LEAST_PROSE_WORDS)
    return one.count >= LEAST_PROSE_WORDS or one.words[0] in QUOTES


def is_headline(one: Unit) -> bool:
    """Whether a unit can be another article's headline, its date, or a teaser that breaks off."""
    if one.words.rstrip(")]").endswith(("...", "…", "[…")):
        return True
    if one.count > MOST_HEADLINE_WORDS or one.words.endswith((".", ":")) or LEADERS.search(one.words):
        return False
    return not is_prose(one) or (one.count <= 15 and one.words[-1] in "?!" and "." not in one.words)


def is_listed(one: Unit) -> bool:
    """Whether a line is part of what the article itself lists or quotes: it ends as an item does, or is a quotation."""
    words = BULLET.sub("", one.words, count=1)
    return words.endswith((";", ",", " and", " or")) or (words[0] in QUOTES and words[-1] in QUOTES)


def is_name(one: Unit) -> bool:
    """Whether a line is no more than a name, with an office perhaps ("King Abdullah II of Jordan", "Georgia")."""
    words = _WORD.findall(BULLET.sub("", one.words, count=1))
    return all(word[0].isupper() or word.casefold() in _name_words() for word in words) and not one.closed


def is_bare(one: Unit) -> bool:
    """Whether a line is a name of so few words that it tells nothing."""
    return one.count <= MOST_BARE_WORDS + bool(BULLET.match(one.words)) and is_name(one)
