"""How wordings are compared: bare of their article, by case where it counts, and grouped for looking up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

THE = re.compile(r"^the\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_Key = TypeVar("_Key")
_Item = TypeVar("_Item")


@lru_cache(maxsize=1 << 16)
def bare(wording: str) -> str:
    """A wording without a leading "the" and a trailing possessive, its spaces single."""
    return _POSSESSIVE.sub("", THE.sub("", " ".join(wording.split())))


def case_agrees(plain: str, wording: str) -> bool:
    """Whether words are written as the wording is, or wholly in capitals."""
    return plain in (wording, bare(wording)) or (plain == wording.upper() and len(plain) > 3)


def headline(wording: str) -> str:
    """The wording as a headline or a name writes it: small words small."""
    return " ".join(w if w in ("of", "the", "and", "for", "to") else w[:1].upper() + w[1:] for w in wording.split())


def group(pairs: Iterable[tuple[_Key, _Item]]) -> dict[_Key, tuple[_Item, ...]]:
    """The items under their keys, in the order given."""
    lists: dict[_Key, list[_Item]] = {}
    for key, item in pairs:
        lists.setdefault(key, []).append(item)
    return {key: tuple(items) for key, items in lists.items()}
