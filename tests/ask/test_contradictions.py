"""Figures that contradict each other: the record's own comparisons, or a simple comparing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.ask import ask
from tests.ask.support import COMMISSION, FUAD, ILHAM, FakePlaces, FakeRecord, state

PLACES = FakePlaces()
QUESTION = "Which reported figures contradict each other?"


@dataclass(frozen=True)
class Value:
    """A value with its claims."""

    value: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """What one claimant gave."""

    status: str
    attributed_to: str | None
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Compared:
    """A question that figures answer."""

    measure: str
    subject: str | None
    verdict: str
    reason: str
    groups: tuple[Group, ...]


@dataclass
class ComparedRecord(FakeRecord):
    """A record whose figures have been compared."""

    compared: list[Compared] = field(default_factory=list)

    def comparisons(self) -> Iterator[Compared]:
        """Every comparison."""
        return iter(self.compared)


def test_the_records_own_comparisons_answer() -> None:
    """Only what is a contradiction, with the words of every side."""
    record = ComparedRecord()
    one = record.counts("turnout", 76.7, state("AZE"), by=COMMISSION)
    two = record.counts("turnout", 30, state("AZE"), by=FUAD, document="two")
    sides = (
        Group("official", "Central Election Commission", (Value("76.7", (one.id,)),)),
        Group("claimed", "Fuad Aliyev", (Value("30", (two.id,)),)),
    )
    record.compared = [
        Compared("turnout", "Azerbaijan", "contradiction", "a rival's number", sides),
        Compared("turnout", "Azerbaijan", "rounding", "one rounds the other", sides[:1]),
    ]
    (row,) = ask(record, QUESTION, places=PLACES).rows
    assert (
        "turnout of Azerbaijan: 76.7 (Central Election Commission, official) against 30 (Fuad Aliyev, claimed)"
        == row.value
    )
    assert ("a rival's number", ["one", "two"]) == (row.note, [quote.document for quote in row.quotes])


def test_without_comparisons_numbers_of_one_standing_are_compared() -> None:
    """Neither a rounded number nor an exit poll contradicts a count."""
    record = FakeRecord()
    record.counts("turnout", 76.7, state("AZE"))
    record.counts("turnout", 77, state("AZE"), document="two")
    record.counts("turnout", 30, state("AZE"), document="three")
    record.counts("vote_share", 92, ILHAM, status="official")
    record.counts("vote_share", 93.9, ILHAM, document="two", status="exit_poll")
    assert ["turnout of Azerbaijan: 30 against 76.7"] == [
        row.value for row in ask(record, QUESTION, places=PLACES).rows
    ]
