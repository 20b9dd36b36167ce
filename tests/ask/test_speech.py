"""What was said: by whom, to whom, on what."""

from __future__ import annotations

from onrecord.ask import ask
from tests.ask.support import ELECTION, ILHAM, PUTIN, FakePlaces, FakeRecord

PLACES = FakePlaces()


def values(record: FakeRecord, question: str) -> list[str]:
    """The values of the answer's rows."""
    return [row.value for row in ask(record, question, places=PLACES).rows]


def talk() -> FakeRecord:
    """Two speakers, three things said."""
    record = FakeRecord()
    record.quotes(ILHAM, "The observers saw an honest ballot", to=PUTIN)
    record.quotes(ILHAM, "that the war is over", form="indirect")
    record.quotes(PUTIN, "Our friendship will grow", document="two")
    return record


def test_what_someone_said_is_in_the_words_themselves() -> None:
    """In marks where they are the speaker's own."""
    assert ["that the war is over", "“The observers saw an honest ballot”"] == values(talk(), "What did Aliyev say?")


def test_a_topic_narrows_in_whatever_form_its_words_stand() -> None:
    """Observing, observers; vote, ballot."""
    assert ["“The observers saw an honest ballot”"] == values(talk(), "What did Aliyev say about the vote's observer?")
    assert [] == values(talk(), "What did Aliyev say about pipelines?")


def test_to_whom_it_was_said() -> None:
    """What someone told another is not what he told the world."""
    assert ["“The observers saw an honest ballot”"] == values(talk(), "What did Aliyev tell Putin?")


def test_who_said_it() -> None:
    """A row for each speaker, with the words as proof."""
    (row,) = ask(talk(), "Who said “friendship will grow”?", places=PLACES).rows
    assert ("Vladimir Putin", ["Our friendship will grow"]) == (row.value, [quote.text for quote in row.quotes])


def test_equal_words_are_one_row() -> None:
    """Two articles that carry one quotation, however they set its capitals."""
    record = talk()
    record.quotes(PUTIN, "our friendship will grow", document="three")
    (row,) = ask(record, "What did Putin say?", places=PLACES).rows
    assert ["three", "two"] == sorted(quote.document for quote in row.quotes)


def test_who_said_that_something_was_so_takes_in_who_judged_it_so() -> None:
    """To say that the vote was fair is to praise it, in whatever words."""
    record = talk()
    record.says("PRAISE", PUTIN, ELECTION, document="four", words="Putin hailed the election.")
    assert ["Vladimir Putin"] == values(record, "Who said that the election was fair?")


def test_an_outlet_that_is_asked_what_it_says_reports() -> None:
    """An outlet of the record speaks through its reports."""
    record = FakeRecord()
    record.article("one", "Putin congratulated Aliyev.", source="Blue Bell")
    record.says("CONGRATULATE", PUTIN, ILHAM, words="Putin congratulated Aliyev.")
    assert ["Vladimir Putin congratulated Ilham Aliyev"] == values(record, "What did Blue Bell say?")
