"""A text's shingles depend on its own words alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reconcile.shingles import SHINGLE_WORDS, WINDOW, shared, shingles, words_of
from tests.reconcile.support import prose, report


def test_words_in_quotation_marks_are_told_apart() -> None:
    """A quotation ends at its mark, or with its paragraph where the mark is missing."""
    words, quoted = words_of(report("a", 'He said “one two” and "three".\nShe said “four\nand left.'))
    assert ["one", "two", "three", "four"] == [word for word, inside in zip(words, quoted, strict=True) if inside]


def test_shingles_of_a_quotation_are_no_prose() -> None:
    """A shingle with a quoted word in it is not prose."""
    words = [f"w{n}" for n in range(20)]
    found = shingles(words, [n == 10 for n in range(20)])
    assert 16 == len(found.all)
    assert 16 - SHINGLE_WORDS == int(found.prose.sum())


@given(st.integers(0, 60), st.integers(0, 60), st.integers(WINDOW + SHINGLE_WORDS - 1, 40), st.integers(0, 99))
def test_an_equal_run_gives_an_equal_fingerprint(before: int, after: int, run: int, seed: int) -> None:
    """Two texts with twelve words in a row in common share a fingerprint, wherever those stand."""
    same = prose(run, seed).split()
    one = [*prose(before, 1000).split(), *same, *prose(after, 1001).split()]
    other = [*prose(after, 1002).split(), *same]
    prints = [shingles(words, [False] * len(words)).fingerprints for words in (one, other)]
    assert shared(*prints) >= 1


@given(st.lists(st.text(min_size=1), max_size=40))
def test_arrays_are_ascending_and_distinct(words: list[str]) -> None:
    """Shingles and fingerprints come in ascending order, each once, and there are none below the length of one."""
    found = shingles(words, [False] * len(words))
    for hashes in (found.all, found.fingerprints):
        assert bool(np.all(hashes[1:] > hashes[:-1]))
    assert (len(words) < SHINGLE_WORDS) == (len(found.all) == 0)
