"""Laws of the lemma table."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import ParserError
from onrecord.parse.lemmas import Lemmas


@pytest.fixture
def lemmas(tmp_path: Path) -> Lemmas:
    """A table of two rules for the past tense, one irregular form and one base form."""
    path = tmp_path / "lemmas.tsv"
    path.write_text("\tVBD\tl\t0\t\ned\tVBD\tl\t2\t\nwent\tVBD\tgo\nprovoke\n", encoding="utf-8")
    return Lemmas(path, frozenset({"deny"}))


def test_an_irregular_form_is_looked_up(lemmas: Lemmas) -> None:
    """A form in the table has the table's lemma, however it is capitalised."""
    assert "go" == lemmas("Went", "VBD")


def test_the_longest_ending_decides(lemmas: Lemmas) -> None:
    """An unknown form follows the rule of its longest known ending."""
    assert "look" == lemmas("looked", "VBD")
    assert "swam" == lemmas("swam", "VBD")


def test_a_known_base_form_beats_an_ending(lemmas: Lemmas) -> None:
    """A form that a known verb can have is that verb's, whatever the endings say."""
    assert "provoke" == lemmas("provoked", "VBD")


def test_a_result_that_is_no_word_gives_way_to_one_that_is(lemmas: Lemmas) -> None:
    """Where the rule's result is no word and another base form is, that one is the lemma."""
    assert "deny" == lemmas("denied", "VBD")


def test_an_unknown_tag_leaves_the_word(lemmas: Lemmas) -> None:
    """Without a rule for its tag a word is its own lemma."""
    assert "Baku" == lemmas("Baku", "NNP")


def test_a_broken_table_is_a_parser_error(tmp_path: Path) -> None:
    """A table that cannot be read says where it is."""
    path = tmp_path / "lemmas.tsv"
    path.write_text("ed\tVBD\tl\tmany\t\n", encoding="utf-8")
    with pytest.raises(ParserError, match=r"lemmas\.tsv"):
        Lemmas(path)
