"""Words are compared as they are folded and as they sound; ``text.toml`` has them so."""

from __future__ import annotations

import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onrecord import text
from onrecord.text import name_words, search_words, sounded_words, spelling

PARTICLES = tomllib.loads(Path(text.__file__).with_suffix(".toml").read_text(encoding="utf-8"))["particles"]


def test_a_particle_tells_nobody_apart() -> None:
    """Each particle stands once, spelled as words of names are compared, and is left out of a name."""
    assert PARTICLES == list(dict.fromkeys(map(spelling, PARTICLES)))
    assert {name_words("Hamad Isa")} == {name_words(f"Hamad {particle} Isa") for particle in PARTICLES}


def test_search_words_are_folded() -> None:
    """Words are found without diacritics, marks or case, and numbers as they are."""
    assert ("eliyev", "gul", "9212", "baki") == search_words("Əliyev—GÜL, 9212 “Bakı”")
    assert ("gul",) == search_words("Gu\u0308l")


def test_sounded_words_are_one_for_all_romanisations() -> None:
    """Spellings of one name sound alike, and a word with a digit stays as it is."""
    assert sounded_words("Zelenskyy") == sounded_words("ZELENSKY") == sounded_words("Zelenskiy")
    assert sounded_words("Əliyev") == sounded_words("Aliyev")
    assert ("g20", "92") == sounded_words("G20: 92")


@given(st.text(max_size=60))
def test_both_ways_give_a_word_for_a_word(words: str) -> None:
    """Folding twice changes nothing, and no word has a sign in it that a search could stumble over."""
    folded = search_words(words)
    assert folded == search_words(" ".join(folded))
    assert all(word.isalnum() or not word.isascii() for word in (*folded, *sounded_words(words)))
