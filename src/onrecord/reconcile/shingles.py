"""An article's words as hashed five-word sequences (shingles), and the few of them by which others are found.

Letter case, punctuation, white space and page chrome make no difference, nor do byline and dateline, which each outlet
sets itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.types import Article

SHINGLE_WORDS = 5
WINDOW = 8  # any run of 12 equal words (WINDOW + SHINGLE_WORDS - 1) is certain to give an equal fingerprint
_APART = frozenset({"chrome", "byline", "dateline"})
_WORD = re.compile(r"\w+")
# A quotation ends at its closing mark or, where that is missing, with its paragraph.
_QUOTED = re.compile(r'([“„«][^“”„«»\n]*(?:[”“»]|$|\n)|"[^"\n]*(?:"|$|\n))')
_WEIGHTS = np.array([pow(0x9E3779B97F4A7C15, power, 1 << 64) for power in range(SHINGLE_WORDS)], np.uint64)

Hashes = NDArray[np.uint64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Shingles:
    """A text's distinct shingles in ascending order; which are outside quotations; fingerprints, ascending."""

    all: Hashes
    prose: Flags
    fingerprints: Hashes


def words_of(article: Article) -> tuple[list[str], list[bool]]:
    """The article's own words in lower case, and for each whether it is inside quotation marks."""
    words: list[str] = []
    quoted: list[bool] = []
    for stretch in _stretches(article):
        for number, part in enumerate(_QUOTED.split(stretch)):
            found = plain_words(part)
            words += found
            quoted += [number % 2 == 1] * len(found)
    return words, quoted


def plain_words(text: str) -> list[str]:
    """The words of a text in lower case, without marks."""
    return _WORD.findall(text.casefold())


def _stretches(article: Article) -> Iterator[str]:
    """The text without what stands apart."""
    at = 0
    for span in sorted(block.span for block in article.blocks if block.kind in _APART):
        yield article.text[at : max(at, span.start)]
        at = max(at, span.end)
    yield article.text[at:]


def digest(words: list[str]) -> bytes:
    """The same for two lists of words only where they are equal."""
    return hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def shingles(words: Sequence[str], quoted: Sequence[bool]) -> Shingles:
    """The shingles of a text; none where it is shorter than one.

    The fingerprints are winnowed: the least hash of every window (Schleimer, Wilkerson and Aiken, SIGMOD 2003).
    """
    if len(words) < SHINGLE_WORDS:
        none = np.empty(0, np.uint64)
        return Shingles(none, np.empty(0, np.bool_), none)
    each = np.fromiter(map(_word_hash, words), np.uint64, len(words))
    hashes = _mixed(np.lib.stride_tricks.sliding_window_view(each, SHINGLE_WORDS) @ _WEIGHTS)
    inside: Flags = np.lib.stride_tricks.sliding_window_view(np.array(quoted), SHINGLE_WORDS).max(axis=1)
    distinct, first = np.unique(hashes, return_index=True)
    windows = np.lib.stride_tricks.sliding_window_view(hashes, min(WINDOW, len(hashes)))
    return Shingles(distinct, ~inside[first], np.unique(windows.min(axis=1)))


def shared(one: Hashes, other: Hashes) -> int:
    """How many hashes two ascending arrays of distinct ones have in common."""
    return int(np.intersect1d(one, other, assume_unique=True).size)


@lru_cache(maxsize=1 << 18)
def _word_hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _mixed(hashes: Hashes) -> Hashes:
    """The hashes with every bit depending on all (SplitMix64's finaliser), so that the least one is a fair draw."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))
