"""Figures of another vote than the one that the articles report."""

from __future__ import annotations

import pytest

from onrecord.ask import ask
from tests.ask.support import ILHAM, FakePlaces, FakeRecord

PLACES = FakePlaces()
QUESTION = "What share of the vote did Aliyev win?"


def values(record: FakeRecord) -> list[str]:
    """The values of the answer's rows."""
    return [row.value for row in ask(record, QUESTION, places=PLACES).rows]


def with_two(words: str) -> FakeRecord:
    """A share of this vote, and another in a sentence of its own words."""
    record = FakeRecord()
    record.counts("vote_share", 92, ILHAM, words="Aliyev won 92 percent.")
    record.counts("vote_share", 86, ILHAM, document="two", words=words)
    return record


@pytest.mark.parametrize(
    "words", ["He used to get 86 percent on average", "He had won 86 percent in 2018", "It was 86 percent last time"]
)
def test_what_is_told_of_another_vote_is_left_out_with_a_note(words: str) -> None:
    """By the words around the number."""
    record = with_two(words)
    assert ["92 percent"] == values(record)
    assert "told of another time, not counted: 86 percent" in ask(record, QUESTION, places=PLACES).understood_as


def test_what_is_of_this_year_stays() -> None:
    """The year of the article is no other time."""
    assert ["92 percent", "86 percent"] == values(with_two("He won 86 percent in 2024"))


def test_where_all_are_of_another_time_all_are_given() -> None:
    """An answer with its note is better than none."""
    record = FakeRecord()
    record.counts("vote_share", 86, ILHAM, words="He used to get 86 percent")
    assert ["86 percent"] == values(record)
