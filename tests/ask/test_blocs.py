"""Members of a bloc: who did, who is reported not to have, and of whom nothing is reported."""

from __future__ import annotations

from onrecord.ask import ask
from onrecord.types import Answer
from tests.ask.support import ERDOGAN, ILHAM, PUTIN, FakePlaces, FakeRecord, state

PLACES = FakePlaces()


def put(record: FakeRecord, question: str) -> Answer:
    """The answer of the record."""
    return ask(record, question, places=PLACES)


def congratulations() -> FakeRecord:
    """One from inside the bloc, one from outside."""
    record = FakeRecord()
    record.says("CONGRATULATE", PUTIN, ILHAM)
    record.says("CONGRATULATE", ERDOGAN, ILHAM, document="two")
    return record


def test_only_members_count() -> None:
    """Whatever the words for a member are."""
    for words in (
        "Which CSTO countries",
        "Which CSTO members",
        "Which members of the CSTO",
        "Which CSTO member states",
    ):
        answer = put(congratulations(), f"{words} congratulated Aliyev?")
        assert ["Russia"] == [row.value for row in answer.rows], words
        assert "Collective Security Treaty Organization on 2024-02-08" in answer.understood_as


def test_who_did_not_is_who_is_not_reported_to_have() -> None:
    """A row without words to quote, whose value says how much was searched."""
    (row,) = put(congratulations(), "Which CSTO members did not congratulate Aliyev?").rows
    assert ("Armenia (not reported in these 2 articles)", ()) == (row.value, row.quotes)


def test_a_denial_is_told_apart_from_silence() -> None:
    """A member that a source says did not has that source's words."""
    record = congratulations()
    record.says("CONGRATULATE", state("ARM"), ILHAM, document="three", polarity="negative")
    (row,) = put(record, "Which CSTO members did not congratulate Aliyev?").rows
    assert ("Armenia", ["three"]) == (row.value, [quote.document for quote in row.quotes])


def test_the_voters_own_country_is_not_missed() -> None:
    """Nobody waits for a country's congratulations to itself."""
    known = put(congratulations(), "Which members of the Organization of Turkic States did not congratulate Aliyev?")
    assert () == known.rows


def test_of_whom_the_record_does_not_know_nothing_is_missed() -> None:
    """Silence on a name that no article has says nothing about the bloc."""
    assert () == put(congratulations(), "Which CSTO members did not congratulate Zahid Oruj?").rows


def test_membership_is_the_newest_articles() -> None:
    """Who has left by then is no member."""
    record = congratulations()
    record.article("three", "Nothing more.", "2025-03-01")
    assert () == put(record, "Which CSTO members did not congratulate Aliyev?").rows


def test_an_adjective_can_name_a_bloc() -> None:
    """ "Turkic" is a bloc, "Asian" is not used."""
    assert ["Turkey"] == [
        row.value for row in put(congratulations(), "Which Turkic countries congratulated Aliyev?").rows
    ]
    assert (
        "not used to narrow the answer: “Asian”"
        in put(congratulations(), "Which Asian countries congratulated Aliyev?").understood_as
    )
