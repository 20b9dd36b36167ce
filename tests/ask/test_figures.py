"""Figures asked for: which count, what a row says, what is never mixed."""

from __future__ import annotations

from onrecord.ask import ask
from onrecord.types import Answer
from tests.ask.support import COMMISSION, FUAD, ILHAM, RAISI, FakePlaces, FakeRecord, mention, state

PLACES = FakePlaces()
SHARE = "What was Ilham Aliyev's share of the vote?"


def put(record: FakeRecord, question: str) -> Answer:
    """The answer of the record."""
    return ask(record, question, places=PLACES)


def values(record: FakeRecord, question: str) -> list[str]:
    """The values of the answer's rows."""
    return [row.value for row in put(record, question).rows]


def test_a_row_begins_with_the_number_and_says_who_and_how() -> None:
    """Number, unit, claimant, standing."""
    record = FakeRecord()
    record.counts("vote_share", 92.12, ILHAM, status="preliminary", by=COMMISSION)
    assert ["92.12 percent (Central Election Commission, preliminary)"] == values(record, SHARE)


def test_one_persons_number_is_never_anothers() -> None:
    """A namesake's share is no share of his."""
    record = FakeRecord()
    record.counts("vote_share", 92.12, ILHAM)
    record.counts("vote_share", 1.8, FUAD, document="two")
    record.counts("vote_share", 44.3, RAISI, document="three")
    assert ["92.12 percent"] == values(record, SHARE)
    assert ["1.8 percent"] == values(record, "What share of the vote did Fuad Aliyev win?")


def test_a_rounded_number_joins_the_exact_one() -> None:
    """92 percent and 92.12 percent are one row with both quotes."""
    record = FakeRecord()
    record.counts("vote_share", 92, ILHAM)
    record.counts("vote_share", 92.12, ILHAM, document="two", status="official")
    (row,) = put(record, SHARE).rows
    assert ("92.12 percent (official)", ["one", "two"]) == (row.value, [quote.document for quote in row.quotes])


def test_an_exit_poll_is_no_count() -> None:
    """Equal numbers of an exit poll and of a count stay apart."""
    record = FakeRecord()
    record.counts("vote_share", 92, ILHAM, status="exit_poll")
    record.counts("vote_share", 92, ILHAM, document="two", status="official")
    assert ["92 percent (official)", "92 percent (exit poll)"] == values(record, SHARE)
    assert ["92 percent for Ilham Aliyev (exit poll)"] == values(record, "What did the exit polls say?")


def test_a_final_share_is_the_one_called_final() -> None:
    """Where a source calls a number final, no other answers."""
    record = FakeRecord()
    record.counts("vote_share", 92.12, ILHAM, status="preliminary")
    record.counts("vote_share", 92.12, ILHAM, document="two", status="preliminary")
    record.counts("vote_share", 92.05, ILHAM, document="three", status="final")
    assert ["92.05 percent (final)"] == values(record, "What was Aliyev's final share of the vote?")


def test_where_nothing_is_called_final_the_answer_says_so() -> None:
    """The number that most articles give stands in, never an exit poll's."""
    record = FakeRecord()
    record.counts("vote_share", 93.9, ILHAM, status="exit_poll")
    record.counts("vote_share", 92.05, ILHAM, document="two", status="official")
    record.counts("vote_share", 92.05, ILHAM, document="three")
    answer = put(record, "What was Aliyev's final share of the vote?")
    assert ["92.05 percent (official)"] == [row.value for row in answer.rows]
    assert "no source in the record calls a figure final" in answer.understood_as


def test_a_turnout_is_the_whole_votes_unless_a_place_is_asked_for() -> None:
    """A district's turnout is told of, and answers where it is asked for."""
    record = FakeRecord()
    place = mention("Nakhchivan", "place", "AZE", name="Nakhchivan")
    record.counts("turnout", 76.7, state("AZE"))
    record.counts("turnout", 83, place, document="two")
    answer = put(record, "What was the turnout?")
    assert ["76.7 percent for Azerbaijan"] == [row.value for row in answer.rows]
    assert "also given for a part, not counted: Nakhchivan" in answer.understood_as
    assert ["83 percent for Nakhchivan"] == values(record, "What was the turnout in Nakhchivan?")


def test_an_hours_turnout_is_none_of_the_day() -> None:
    """A number of the afternoon does not answer for the vote."""
    record = FakeRecord()
    record.counts("turnout", 44, state("AZE"), words="By 3 p.m. turnout stood at 44%.")
    record.counts("turnout", 76.7, state("AZE"), document="two")
    assert ["76.7 percent for Azerbaijan"] == values(record, "What was the turnout?")


def test_a_bodys_acronym_is_its_name() -> None:
    """The OSCE is the organisation under its full name."""
    record = FakeRecord()
    osce = mention("its mission", "organization", entity="Organization for Security and Co-operation in Europe")
    record.counts("observers", 26, osce, unit="count", qualifier="about")
    assert ["26 observers (about)"] == values(record, "How many observers did the OSCE send?")


def test_according_to_a_claimant() -> None:
    """Only what that one gives, by whatever outlet."""
    record = FakeRecord()
    record.counts("turnout", 76.7, state("AZE"), by=COMMISSION)
    record.counts("turnout", 30, state("AZE"), by=FUAD, document="two", status="claimed")
    assert ["30 percent for Azerbaijan (Fuad Aliyev, claimed)"] == values(
        record, "What was the turnout according to Fuad Aliyev?"
    )


def test_who_gave_a_number() -> None:
    """The claimant first, an outlet that names none after it."""
    record = FakeRecord()
    record.counts("vote_share", 92.12, ILHAM, by=COMMISSION)
    record.counts("vote_share", 92.12, ILHAM, document="two")
    assert [
        "Central Election Commission (92.12 percent, vote share for Ilham Aliyev)",
        "two, naming no source (92.12 percent, vote share for Ilham Aliyev)",
    ] == values(record, "Who gave the figure 92.12?")
    assert "92 is read as 92.12 rounded" in put(record, "Where does 92 percent come from?").understood_as


def test_the_poll_that_came_closest() -> None:
    """By its distance from the winner's share in the end."""
    record = FakeRecord()
    for name, value in (("Alpha", 93.9), ("Beta", 92.4)):
        pollster = mention(name, "organization", name=name)
        record.counts("vote_share", value, ILHAM, document=name, status="exit_poll", by=pollster)
    record.counts("vote_share", 92.1, ILHAM, status="official")
    assert ["Beta (92.4 percent; the count gave 92.1)"] == values(record, "Which exit poll came closest?")


def test_a_number_of_something_else() -> None:
    """What is counted must be in the words, in whatever form."""
    record = FakeRecord()
    record.counts("other", 12, unit="count", words="Twelve people died in the crash.")
    record.counts("other", 40, unit="count", words="Forty people were hurt.", document="two")
    assert ["12"] == [value.split()[0] for value in values(record, "How many people were killed?")]
    assert ["40"] == [value.split()[0] for value in values(record, "How many people were injured?")]


def test_a_pronoun_is_whoever_most_figures_are_of() -> None:
    """And the answer says whom it took."""
    record = FakeRecord()
    record.counts("vote_share", 92.12, ILHAM)
    record.counts("votes", 4567458, ILHAM, unit="count")
    answer = put(record, "How many votes did he receive?")
    assert ["4,567,458 votes"] == [row.value for row in answer.rows]
    assert "“he” is read as Ilham Aliyev" in answer.understood_as


def test_whom_the_record_does_not_know_has_no_number() -> None:
    """No half answer: another's figure is none."""
    record = FakeRecord()
    record.counts("vote_share", 92.12, ILHAM)
    assert [] == values(record, "What share of the vote did Zahid Oruj win?")
