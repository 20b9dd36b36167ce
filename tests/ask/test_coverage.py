"""Questions about the reports themselves: who tells what, who does not, where they differ."""

from __future__ import annotations

from onrecord.ask import ask
from tests.ask.support import ERDOGAN, ILHAM, PUTIN, RAISI, FakePlaces, FakeRecord

PLACES = FakePlaces()


def pile() -> FakeRecord:
    """Two outlets: one reports two congratulations, the other denies one of them."""
    record = FakeRecord()
    record.article("one", "Putin congratulated Aliyev. Raisi congratulated Aliyev.", "2024-02-08", "Blue Bell")
    record.article("two", "Putin did not congratulate Aliyev. Erdogan did.", "2024-02-09", "Evening Post")
    record.says("CONGRATULATE", PUTIN, ILHAM, words="Putin congratulated Aliyev.")
    record.says("CONGRATULATE", RAISI, ILHAM, words="Raisi congratulated Aliyev.")
    record.says("CONGRATULATE", PUTIN, ILHAM, document="two", words="Putin did not", polarity="negative")
    record.says("CONGRATULATE", ERDOGAN, ILHAM, document="two", words="Erdogan did.")
    return record


def values(question: str, record: FakeRecord | None = None) -> list[str]:
    """The values of the answer's rows."""
    return [row.value for row in ask(record or pile(), question, places=PLACES).rows]


def test_what_the_sources_disagree_about_names_both_sides() -> None:
    """What one asserts and another denies, with the words of both."""
    (row,) = ask(pile(), "What do the sources disagree about?", places=PLACES).rows
    assert "whether Vladimir Putin congratulated Ilham Aliyev (reported in one; denied in two)" == row.value
    assert ["one", "two"] == [quote.document for quote in row.quotes]


def test_which_outlets_report_it() -> None:
    """An outlet that denies it does not report it."""
    assert ["Blue Bell"] == values("Which outlets reported that Putin congratulated Aliyev?")
    assert ["1 outlet"] == values("How many outlets reported that Raisi congratulated Aliyev?")


def test_silence_is_qualified() -> None:
    """That an outlet does not report something says how much of it was read."""
    assert ["Evening Post (not reported in its one article)"] == values(
        "Which outlets did not report that Raisi congratulated Aliyev?"
    )


def test_who_reported_first_goes_by_the_articles_dates() -> None:
    """Of two outlets the one whose article is older."""
    assert ["Blue Bell"] == values("Which outlet reported the congratulations first?")


def test_what_only_one_outlet_reports() -> None:
    """What no other has, with the same parties and the same stance."""
    assert ["Ebrahim Raisi congratulated Ilham Aliyev", "Vladimir Putin congratulated Ilham Aliyev"] == values(
        "What did only Blue Bell report?"
    )


def test_what_an_outlet_reports_about_someone() -> None:
    """Bounded by the words of the topic."""
    assert ["Ebrahim Raisi congratulated Ilham Aliyev"] == values("What does Blue Bell report about Raisi?")


def test_what_an_outlet_leaves_out_is_what_several_others_have() -> None:
    """What only one outlet reports is nobody's omission."""
    record = pile()
    record.article("three", "Raisi congratulated Aliyev.", "2024-02-09", "Third Wire")
    record.says("CONGRATULATE", RAISI, ILHAM, document="three", words="Raisi congratulated Aliyev.")
    assert ["Ebrahim Raisi congratulated Ilham Aliyev"] == values("What did Evening Post leave out?", record)


def test_an_unknown_outlet_is_told_which_there_are() -> None:
    """A slip in an outlet's name is no silence."""
    answer = ask(pile(), "What did only Bleu Bell report?", places=PLACES)
    assert () == answer.rows
    assert "“Bleu Bell” is no outlet of the record, which has Blue Bell, Evening Post" in answer.understood_as


def test_according_to_an_outlet() -> None:
    """An outlet's name bounds any question; its domain is its name too."""
    assert ["Ebrahim Raisi", "Vladimir Putin"] == values("According to Blue Bell, who congratulated Aliyev?")
    assert ["Recep Tayyip Erdoğan"] == values("Who congratulated Aliyev according to the Evening Post?")
    assert ["Ebrahim Raisi", "Vladimir Putin"] == values("Who congratulated Aliyev according to bluebell.example?")
