"""The word lists of reconciling, from words.toml, and what they say of a wording."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from onrecord.text import fold

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")


@cache
def _tables() -> Mapping[str, Mapping[str, frozenset[str]]]:
    raw = tomllib.loads(resources.files("onrecord.reconcile").joinpath("words.toml").read_text(encoding="utf-8"))
    return {name: {key: frozenset(words) for key, words in table.items()} for name, table in raw.items()}


def listed(table: str, key: str) -> frozenset[str]:
    """The words of one list."""
    return _tables()[table][key]


@cache
def _kind_of_word() -> Mapping[str, str]:
    return {word: kind for kind, words in sorted(_tables()["kinds"].items(), reverse=True) for word in words}


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text, folded, without possessives, in order."""
    return tuple(word.removesuffix("'s") for word in _WORD.findall(fold(text)))


def content_words(text: str) -> frozenset[str]:
    """The words of a text that tell it apart from another."""
    words = plain_words(text)
    return frozenset(word for word in words if word not in listed("empty", "words")) or frozenset(words)


def is_judged(wording: str) -> bool:
    """Whether a wording means an election or its result as the thing that is judged: "the vote", "the outcome"."""
    words = frozenset(plain_words(wording))
    return bool(words & listed("judged", "words")) and not words & listed("judged", "other")


def is_victory(wording: str) -> bool:
    """Whether a wording means what somebody has won: who congratulates on it congratulates the winner."""
    words = frozenset(plain_words(wording))
    return bool(words & listed("judged", "victory")) and not words & listed("judged", "other")


def is_count_body(wording: str) -> bool:
    """Whether a wording means those who count the votes for the state: "the commission", "election officials"."""
    words = frozenset(plain_words(wording))
    return bool(words & listed("claimants", "commission")) and bool(words & listed("claimants", "body"))


def kinds_of(words: Iterable[str]) -> Counter[str]:
    """How many of the words speak of each kind of event."""
    table = _kind_of_word()
    return Counter(kind for word in words if (kind := table.get(word)))
