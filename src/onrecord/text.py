"""Folding of names, stable ids, stretches of text: the small things that several steps share."""

from __future__ import annotations

import bisect
import hashlib
import json
import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from onrecord.types import Span

Item = TypeVar("Item")

# Letters with no Unicode decomposition that news spells both ways; one letter for one, so lengths are kept.
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ø": "o",
        "Ø": "O",
        "ı": "i",
        "ə": "e",
        "Ə": "E",
        "’": "'",
        "‘": "'",
        "ħ": "h",
    }
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text in lower case without diacritics, for matching names. Lengths may change: it carries no offsets."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def stable_id(*parts: object) -> str:
    """Sixteen hexadecimal digits that depend on the parts alone (SHA-256 of their JSON array)."""
    payload = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(payload.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def place_of(offset: int, items: Sequence[Item], span: Callable[[Item], Span]) -> int:
    """The place of the one of several stretches, in order and apart, that an offset stands in; -1 for none."""
    at = bisect.bisect_right(items, offset, key=lambda item: span(item).start) - 1
    return at if at >= 0 and offset < span(items[at]).end else -1


def text_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


# Names of people
# Spellings that romanise the same letter, longest first. Order matters: "zh" must go before "h" could be touched.
_ROMANISED = (
    ("shch", "sh"), ("tsch", "ch"), ("sch", "sh"), ("tch", "ch"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("kh", "h"),
    ("gh", "g"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("q", "k"), ("w", "v"), ("ou", "u"), ("oo", "u"),
    ("y", "i"),
)  # fmt: skip
_VOWELS = "aeiou"
_PARTICLES = frozenset(tomllib.loads(Path(__file__).with_name("text.toml").read_text(encoding="utf-8"))["particles"])
_ARTICLE = re.compile(r"^(?:al|el|ul|ad|an|ar|as|ash|at|az)-(?=\w)")
_NOT_LETTER = re.compile(r"[^\w]|\d")


@lru_cache(maxsize=65536)
def spelling(word: str) -> str:
    """One spelling for the romanisations of one name word: "Zelenskyy", "Zelensky" and "Zelenskiy" give the same.

    Only for comparing; it is no name that anyone writes, and it carries no offsets.
    """
    plain = _NOT_LETTER.sub("", _ARTICLE.sub("", fold(word.replace("ə", "a").replace("Ə", "A"))))
    for written, kept in _ROMANISED:
        plain = plain.replace(written, kept)
    if len(plain) > 4:  # "Shehbaz Shareef", but "Lee" is not "Li"
        plain = plain.replace("ee", "i")
    letters = [letter for at, letter in enumerate(plain) if at == 0 or plain[at - 1] != letter]
    plain = "".join(letters)
    for vowel in "aou":  # "Tokayev" and "Toqaev": the glide before -ev is written or not
        plain = plain.replace(vowel + "iev", vowel + "ev")
    return plain[:-1] + "o" if plain.endswith("enka") else plain


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a person's name as ``spelling`` writes them; particles ("von der", "al") and suffixes are left out
    where another word remains."""
    words = tuple(filter(None, (spelling(word) for word in name.replace(".", ". ").split())))
    kept = tuple(word for word in words if word not in _PARTICLES)
    return kept or words


def name_key(name: str) -> str:
    """A key that is equal for the spellings of one full name: "Kim Jong-un" and "Kim Jong Un" share it."""
    return "".join(name_words(name))


def consonants(word: str) -> str:
    """The frame of a name word that survives romanisation: its first letter (a vowel as "a") and its consonants."""
    head = "a" if word[:1] in _VOWELS else word[:1]
    return head + "".join(letter for letter in word[1:] if letter not in _VOWELS)


def same_name_word(one: str, other: str) -> bool:
    """Whether two words from ``name_words`` spell one name: equal, or they differ in one vowel and are long enough.

    "Aliyev" and "Aliyeva" are two people; a vowel exchanged in a word of five letters or fewer makes another name.
    """
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if long == short + "a" or len(short) < 5 or consonants(one) != consonants(other):
        return False
    if len(short) == len(long):
        return len(short) > 5 and sum(a != b for a, b in zip(one, other, strict=True)) == 1
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def same_given_name(one: str, other: str, variants: Mapping[str, str]) -> bool:
    """Whether two given names agree: one name, one the initial of the other, or known variants ("Joe", "Joseph").

    ``variants`` maps a given name, as ``spelling`` writes it, to the name of its group.
    """
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return same_name_word(one, other) or (variants.get(one) or one) == (variants.get(other) or other)


def same_name(one: str, other: str, variants: Mapping[str, str]) -> bool:
    """Whether two full names can name one person: surnames agree and no given name speaks against it.

    The shorter may leave words out ("Vladimir Putin", "Vladimir Vladimirovich Putin") but not add or change one.
    """
    short, long = sorted((name_words(one), name_words(other)), key=len)
    if len(short) < 2:
        return bool(short) and "".join(short) == "".join(long)
    if sorted(short) == sorted(long) or "".join(short) == "".join(long):
        return True
    son_of = _is_son_of(one) or _is_son_of(other)
    if son_of and not same_given_name(short[0], long[0], variants):
        return False  # "Mohammed bin Salman" is not Salman
    return _left_out(short, long, variants)


@lru_cache(maxsize=16384)
def _is_son_of(name: str) -> bool:
    return not {"bin", "bint", "ibn"}.isdisjoint(fold(name).split())


def _left_out(short: tuple[str, ...], long: tuple[str, ...], variants: Mapping[str, str]) -> bool:
    """Whether the short name is the long one with words left out; its last word must be written out in both."""
    at = 0
    for given in short[:-1]:
        while at < len(long) - 1 and not same_given_name(given, long[at], variants):
            at += 1
        if at == len(long) - 1:
            return False
        at += 1
    return any(same_name_word(short[-1], word) for word in long[at:])


# Search
_SEARCH_WORD = re.compile(r"[^\W_]+")
_SCHWA = str.maketrans({"ə": "a", "Ə": "A"})


def search_words(text: str) -> tuple[str, ...]:
    """The words of a text as ``fold`` writes them, in order; what a search compares. They carry no offsets."""
    return tuple(_SEARCH_WORD.findall(fold.__wrapped__(text)))


def sounded_words(text: str) -> tuple[str, ...]:
    """The words of a text as ``spelling`` writes them, in order: "Zelenskyy" and "Zelensky" give the same.

    A word with a digit in it stays as ``fold`` writes it.
    """
    words = search_words(text.translate(_SCHWA))
    return tuple(spelling(word) or word if word.isalpha() else word for word in words)
