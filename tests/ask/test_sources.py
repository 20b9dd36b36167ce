"""How many independent sources stand behind a row, and names that reconciling has joined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.ask import ask
from onrecord.text import stable_id
from onrecord.types import Copy, Judgement
from onrecord.weighed import Join
from tests.ask.support import ILHAM, PUTIN, FakePlaces, FakeRecord, mention

PLACES = FakePlaces()
QUESTION = "Who congratulated Aliyev?"


@dataclass
class ReconciledRecord(FakeRecord):
    """A record with copies and joins."""

    copied: list[Copy] = field(default_factory=list)
    joined: list[Join] = field(default_factory=list)

    def copies(self) -> Iterator[Copy]:
        """Every copy."""
        return iter(self.copied)

    def joins(self) -> Iterator[Join]:
        """Every join."""
        return iter(self.joined)


def note(*copies: Copy) -> str:
    """The note of a congratulation that three articles report."""
    record = ReconciledRecord(copied=list(copies))
    for document in ("one", "two", "three"):
        record.says("CONGRATULATE", PUTIN, ILHAM, document=document, words=f"Putin did, says {document}.")
    return ask(record, QUESTION, places=PLACES).rows[0].note


def copy(document: str, original: str) -> Copy:
    """A copy word for word."""
    return Copy(stable_id(document), stable_id(original), "exact", 1.0, "by hand")


def test_a_row_says_how_many_independent_sources_it_has() -> None:
    """A copy counts as its original, also through another copy, and a ring of copies ends."""
    assert "3 independent sources" == note()
    assert "2 independent sources" == note(copy("two", "one"))
    assert "one source in 3 articles" == note(copy("three", "two"), copy("two", "one"))
    assert note(copy("one", "two"), copy("two", "one")).endswith("independent sources")


def spelt(join: Join | None, *judged: Judgement) -> int:
    """How many rows there are where two articles spell a name in two ways."""
    record = ReconciledRecord(joined=[join] if join else [], judged=list(judged))
    for document, name in (("one", "Olena Sirko"), ("two", "Elena Syrkow")):
        record.says("CONGRATULATE", mention(name), ILHAM, document=document, words=f"{name} did.")
    return len(ask(record, QUESTION, places=PLACES).rows)


def test_spellings_that_are_joined_are_one_row() -> None:
    """Surely joined full names; what people judge stands above."""
    join = Join("Elena Syrkow", "Olena Sirko", "same", 0.9, "by hand", "r/1", "s")
    assert (2, 1) == (spelt(None), spelt(join))
    assert 2 == spelt(Join("Elena Syrkow", "Olena Sirko", "same", 0.6, "by hand", "r/1", "s"))
    assert 2 == spelt(join, Judgement("Elena Syrkow", "Olena Sirko", "different", "a person"))
