"""The word lists say what a wording is, and hold no word twice."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib import resources

import pytest

from onrecord.reconcile.words import content_words, is_count_body, is_judged, is_victory, kinds_of, plain_words
from onrecord.text import fold

TABLES = tomllib.loads(resources.files("onrecord.reconcile").joinpath("words.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("table", "key"), [(table, key) for table, lists in TABLES.items() for key in lists])
def test_lists_are_folded_and_without_doubles(table: str, key: str) -> None:
    """A list's words are as ``fold`` writes them, and each is in it once."""
    words = TABLES[table][key]
    assert words == [fold(word) for word in words]
    assert [] == [word for word, times in Counter(words).items() if times > 1]


def test_a_word_speaks_of_one_kind_of_event() -> None:
    """No word counts for two kinds."""
    assert [] == [w for w, times in Counter(w for ws in TABLES["kinds"].values() for w in ws).items() if times > 1]


@pytest.mark.parametrize("wording", ["the vote", "Sunday's elections in Peru", "the outcome", "results of the run-off"])
def test_an_election_is_judged(wording: str) -> None:
    """An election or its result is the thing judged."""
    assert is_judged(wording)


@pytest.mark.parametrize("wording", ["the election commission", "exit polls", "the speech", "poll observers"])
def test_other_things_are_not(wording: str) -> None:
    """Who counts, watches or asks is not the election."""
    assert not is_judged(wording)


def test_a_victory_is_won_by_somebody() -> None:
    """A victory is a winner's; the vote is nobody's."""
    assert (True, False) == (is_victory("his convincing victory"), is_victory("the vote"))


def test_who_counts_for_the_state() -> None:
    """A commission counts votes, a campaign does not."""
    assert (True, True, False) == (
        is_count_body("the Central Election Commission"),
        is_count_body("election officials"),
        is_count_body("the election campaign"),
    )


def test_words_of_a_text() -> None:
    """Words are folded and lose their possessive; empty ones tell nothing apart."""
    assert ("peru's", "elected") != plain_words("Peru’s elected")
    assert ("peru", "elected") == plain_words("Peru’s elected")
    assert frozenset({"peru"}) == content_words("the Peru")
    assert {"election": 2} == kinds_of(plain_words("Votes and ballots"))
