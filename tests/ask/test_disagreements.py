"""What the sources disagree about: judgements, denials, figures; and who leaves a deed out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from onrecord.ask import ask
from onrecord.types import Claim
from onrecord.weighed import Cell, Comparison, Fact, FigureGroup, Party
from tests.ask.support import COMMISSION, ELECTION, ILHAM, PUTIN, FakePlaces, FakeRecord, mention, state

PLACES = FakePlaces()
OBSERVERS = mention("OSCE observers", "organization", name="OSCE observers")
PARTY = mention("the Dawn Party", "organization", "AZE", name="Dawn Party")
MISSION = mention("the Volga monitors", "group", "RUS", name="Volga monitors")
WHAT = "What do the sources disagree about?"


@dataclass
class WeighedRecord(FakeRecord):
    """A record with facts and comparisons."""

    made: list[Fact] = field(default_factory=list)
    compared: list[Comparison] = field(default_factory=list)

    def facts(self) -> Iterator[Fact]:
        """Every fact."""
        return iter(self.made)

    def comparisons(self) -> Iterator[Comparison]:
        """Every comparison."""
        return iter(self.compared)

    def amounts_to(self, claim: Claim, *denied: Claim, story: str = "s") -> None:
        """One more fact, of a claim and those who deny it."""
        parties = []
        for role in ("agent", "target"):
            who = claim.role(role)
            parties.append(Party(Cell(who.name or who.wording, (claim.id,)), who.kind, who.country) if who else None)
        ids = tuple(one.id for one in denied)
        fact = Fact(
            f"f{len(self.made)}", story, claim.action, parties[0], parties[1], "asserted",
            "disputed" if denied else "single-source", (claim.id,), ids, 1, None, (), None, "by hand",
        )  # fmt: skip
        self.made.append(fact)


def judged(story: str = "s") -> WeighedRecord:
    """One article in which observers criticise the vote, another in which a state's monitors praise it."""
    record = WeighedRecord()
    record.article("one", "OSCE observers condemned the vote. Nothing else.", "2024-02-08", "Blue Bell")
    record.article("two", "The Volga monitors praised the election.", "2024-02-09", "Evening Post")
    record.article("three", "The vote took place. Monitors noted irregularities.", "2024-02-09", "Third Wire")
    record.article("four", "It rained. The monitors expressed thanks.", "2024-02-09", "Weather Sheet")
    against = record.says("CRITICISE", OBSERVERS, ELECTION, words="OSCE observers condemned the vote.")
    praise = record.says("PRAISE", MISSION, ELECTION, document="two", words="The Volga monitors praised the election.")
    record.amounts_to(against)
    record.amounts_to(praise, story=story)
    return record


def test_opposite_judgements_of_one_thing_are_a_row() -> None:
    """Who stands where, with the words of both."""
    (row,) = ask(judged(), WHAT, places=PLACES).rows
    assert "the election: praised by Volga monitors; criticised by OSCE observers" == row.value
    assert ["one", "two"] == [quote.document for quote in row.quotes]


def test_judgements_of_two_stories_are_no_disagreement() -> None:
    """One election praised and another criticised."""
    assert () == ask(judged("another"), WHAT, places=PLACES).rows


def test_one_judge_does_not_disagree_with_himself() -> None:
    """Praise and blame by the same one."""
    record = WeighedRecord()
    for action in ("PRAISE", "CRITICISE"):
        record.amounts_to(record.says(action, PARTY, ELECTION, document=action, words=f"{action} by the party."))
    assert () == ask(record, WHAT, places=PLACES).rows


def test_a_state_is_named_once_with_those_who_spoke_for_it() -> None:
    """The president's praise and his state's are one voice."""
    record = judged()
    record.amounts_to(record.says("PRAISE", PUTIN, ELECTION, document="five", words="Putin praised it."))
    record.amounts_to(record.says("PRAISE", state("RUS"), ELECTION, document="six", words="Russia praised it."))
    (row,) = ask(record, WHAT, places=PLACES).rows
    assert "the election: praised by Russia (Vladimir Putin), Volga monitors; criticised by OSCE observers" == row.value


def test_a_disputed_fact_names_both_sides() -> None:
    """What one article asserts and another denies."""
    record = WeighedRecord()
    said = record.says("CONGRATULATE", PUTIN, ILHAM, words="Putin congratulated Aliyev.")
    record.amounts_to(said, record.says("CONGRATULATE", PUTIN, ILHAM, document="two", polarity="negative", words="No."))
    (row,) = ask(record, WHAT, places=PLACES).rows
    assert "whether Vladimir Putin congratulated Ilham Aliyev (reported in one; denied in two)" == row.value


def with_figures() -> WeighedRecord:
    """A share that an exit poll and a count give, and a turnout that two give with equal standing."""
    record = WeighedRecord()
    poll = record.counts("vote_share", 93.9, ILHAM, status="exit_poll")
    first = record.counts("vote_share", 90, ILHAM, document="two", status="preliminary", by=COMMISSION)
    count = record.counts("vote_share", 92.12, ILHAM, document="two", status="preliminary", by=COMMISSION)
    turnout = [record.counts("turnout", value, document="three") for value in (76, 67)]
    cells = [Cell(str(value), (claim.id,)) for value, claim in ((93.9, poll), (90, first), (92.12, count))]
    shares = (
        FigureGroup("exit_poll", None, (cells[0],)),
        FigureGroup("preliminary", "Central Election Commission", tuple(cells[1:]), ("90",)),
    )
    compared = Comparison(
        "c1", "s", "vote_share", "Ilham Aliyev", None, "percent", "different_status", "a poll and a count", shares, 2
    )
    turnouts = tuple(
        FigureGroup("official", None, (Cell(str(value), (claim.id,)),))
        for value, claim in zip((76, 67), turnout, strict=True)
    )
    against = replace(compared, measure="turnout", verdict="contradiction", subject=None, groups=turnouts, reason="why")
    record.compared = [compared, against]
    return record


def test_contradictions_come_first_and_what_only_differs_says_why() -> None:
    """An exit poll against a count is said as such; a number that was superseded is called an earlier one."""
    contradiction, other = ask(with_figures(), WHAT, places=PLACES).rows
    assert "turnout: 76 percent (official) against 67 percent (official)" == contradiction.value
    assert "vote share of Ilham Aliyev: 93.9 percent (exit poll) against 92.12 percent (Central Election Commission, " \
        "preliminary, earlier 90)" == other.value  # fmt: skip
    assert "of different standing: a poll and a count" == other.note


def test_where_they_differ_on_one_thing() -> None:
    """A topic bounds the answer."""
    rows = ask(with_figures(), "Where do the sources differ on turnout?", places=PLACES).rows
    assert ["turnout: 76 percent (official) against 67 percent (official)"] == [row.value for row in rows]


def test_what_only_differs_is_no_contradiction() -> None:
    """Asked for contradictions, the answer has those, and a note has the rest."""
    answer = ask(with_figures(), "Which figures contradict each other?", places=PLACES)
    assert 1 == len(answer.rows)
    assert "these differ and need not contradict each other: vote share of Ilham Aliyev" in answer.understood_as


def test_who_left_out_a_deed_by_its_noun() -> None:
    """Observers by kind, whatever the verb; who tells it is quoted; words without a claim make nobody an omitter."""
    answer = ask(judged(), "Which outlets left out the observers' criticism?", places=PLACES)
    assert ["Evening Post (not reported in its one article)", "Weather Sheet (not reported in its one article)"] == [
        row.value for row in answer.rows
    ]
    assert "reported by Blue Bell (“OSCE observers condemned the vote.”)" in answer.understood_as
    assert "Third Wire (“Monitors noted irregularities.”)" in answer.understood_as


def test_where_nobody_reports_it_that_is_said() -> None:
    """No list of all outlets."""
    answer = ask(judged(), "Which outlets left out the Dawn Party's criticism?", places=PLACES)
    assert () == answer.rows
    assert "no source in these 4 articles reports it" in answer.understood_as
