"""Events asked for in other ways than by who: how many, who was first, both, missions, pairs, demands."""

from __future__ import annotations

from onrecord.ask import ask
from tests.ask.support import ELECTION, ERDOGAN, FUAD, ILHAM, PUTIN, RAISI, FakePlaces, FakeRecord, mention, state

PLACES = FakePlaces()


def values(record: FakeRecord, question: str) -> list[str]:
    """The values of the answer's rows."""
    return [row.value for row in ask(record, question, places=PLACES).rows]


def test_how_many_is_one_row_with_all_the_words() -> None:
    """The names stand in its note."""
    record = FakeRecord()
    record.says("CONGRATULATE", PUTIN, ILHAM)
    record.says("CONGRATULATE", state("IRN"), ILHAM, document="two")
    (row,) = ask(record, "How many countries congratulated Aliyev?", places=PLACES).rows
    assert ("2 countries", "Iran, Russia", 2) == (row.value, row.note, len(row.quotes))


def test_a_source_that_says_who_was_first_outweighs_dates() -> None:
    """Its words count, in the sentence of the claim or beside it."""
    record = FakeRecord()
    record.says("CONGRATULATE", PUTIN, ILHAM, document="one", words="Putin congratulated Aliyev.")
    text = "Raisi congratulated Aliyev. Raisi was the first to congratulate him."
    record.article("two", text, "2024-02-09")
    record.says("CONGRATULATE", RAISI, ILHAM, document="two", words="Raisi congratulated Aliyev.")
    assert ["Ebrahim Raisi"] == values(record, "Who congratulated Aliyev first?")


def test_without_such_words_the_earliest_day_is_first() -> None:
    """A claim's own date goes before its article's."""
    record = FakeRecord()
    record.says("CONGRATULATE", PUTIN, ILHAM, when="2024-02-07")
    record.says("CONGRATULATE", RAISI, ILHAM, document="two")
    assert ["Vladimir Putin"] == values(record, "Which leader congratulated Aliyev first?")


def test_a_foreign_leader_is_from_elsewhere_and_a_rival_from_here() -> None:
    """Foreign leaders congratulate, rivals concede."""
    record = FakeRecord()
    record.says("CONGRATULATE", FUAD, ILHAM)
    record.says("CONGRATULATE", RAISI, ILHAM)
    record.says("RECOGNISE", FUAD, ELECTION)
    record.says("RECOGNISE", RAISI, ELECTION)
    assert ["Ebrahim Raisi"] == values(record, "Which foreign leaders congratulated Ilham Aliyev?")
    assert ["Fuad Aliyev"] == values(record, "Who conceded?")


def test_a_state_is_told_under_whoever_speaks_for_it() -> None:
    """Iran and its president congratulate once."""
    record = FakeRecord()
    record.says("CONGRATULATE", RAISI, ILHAM)
    record.says("CONGRATULATE", state("IRN", "Tehran"), ILHAM, document="two")
    (row,) = ask(record, "Who congratulated Aliyev?", places=PLACES).rows
    assert ("Ebrahim Raisi", 2) == (row.value, len(row.quotes))


def test_both_are_the_two_that_the_act_is_done_to() -> None:
    """Whoever telephoned one of them has not telephoned both."""
    record = FakeRecord()
    for caller, called in ((PUTIN, ILHAM), (PUTIN, FUAD), (RAISI, ILHAM)):
        record.says("CALL", caller, called)
    assert ["Vladimir Putin"] == values(record, "Who telephoned both candidates?")


def test_a_mission_is_one_under_all_its_names() -> None:
    """A head speaks for the mission; a party is none."""
    record = FakeRecord()
    osce = "Organization for Security and Co-operation in Europe"
    for wording, kind in (("OSCE observers", "group"), ("the OSCE observers", "group"), ("OSCE", "organization")):
        name = mention(wording, kind, entity=osce)  # type: ignore[arg-type]
        record.says("CRITICISE", name, ELECTION, document=wording)
    record.says("CRITICISE", mention("head of the Baltic observer mission Jan Vesk"), ELECTION, document="four")
    record.says("CRITICISE", mention("United Russia", "organization", "RUS"), ELECTION, document="five")
    assert ["Baltic observer mission", "OSCE observers"] == values(record, "Which missions judged it negatively?")


def test_pairs_name_both() -> None:
    """Who did it to whom, in words."""
    record = FakeRecord()
    record.says("THANK", ILHAM, ERDOGAN)
    record.says("THANK", RAISI, mention("they", "group"), document="two")
    assert "Ilham Aliyev thanked Recep Tayyip Erdoğan" in values(record, "Who thanked whom?")


def test_who_met_whom_is_one_row_whichever_way_it_is_told() -> None:
    """A meeting has two sides."""
    record = FakeRecord()
    record.says("MEET", PUTIN, ILHAM)
    record.says("MEET", ILHAM, PUTIN, document="two")
    assert ["Ilham Aliyev met Vladimir Putin"] == values(record, "Who met whom?")


def test_whose_release_was_demanded() -> None:
    """The one whose it is, and who demands it."""
    record = FakeRecord()
    words = "Ankara demanded the release of Selim Kaya."
    record.says("REQUEST", state("TUR", "Ankara"), state("IRN"), words=words)
    record.says("REQUEST", state("TUR", "Ankara"), state("IRN"), document="two", words="Ankara demanded an apology.")
    assert ["Selim Kaya (by Turkey)"] == values(record, "Whose release was demanded, and by whom?")


def test_what_someone_called_for_is_in_the_articles_words() -> None:
    """A demand's content is no name: the words are the answer."""
    record = FakeRecord()
    record.says("REQUEST", PUTIN, state("ARM"), words="Putin called for calm in Yerevan.")
    assert ["Putin called for calm in Yerevan."] == values(record, "What did Putin call for?")


def test_a_thing_that_no_claim_names_is_found_by_its_words() -> None:
    """And the answer says so."""
    record = FakeRecord()
    council = mention("the council", "organization", name="the council")
    record.says("CRITICISE", PUTIN, council, words="Putin criticised the minute of silence.")
    record.says("CRITICISE", RAISI, council, document="two", words="Raisi criticised the budget.")
    answer = ask(record, "Who criticised the minute of silence?", places=PLACES)
    assert ["Vladimir Putin"] == [row.value for row in answer.rows]
    assert "no claim is about “the minute of silence” by name" in answer.understood_as


def test_no_source_says_so_is_no_no() -> None:
    """Where nobody says either there is no row, and the reading says how much was searched."""
    record = FakeRecord()
    record.says("CONGRATULATE", RAISI, ILHAM)
    answer = ask(record, "Has Putin congratulated Aliyev?", places=PLACES)
    assert () == answer.rows
    assert "no source in this one article says so" in answer.understood_as


def test_either_of_two_acts_is_a_yes() -> None:
    """That someone did not do the one is no denial of the other."""
    record = FakeRecord()
    record.says("CONGRATULATE", FUAD, ILHAM)
    record.says("RECOGNISE", FUAD, ELECTION, polarity="negative", document="two")
    assert ["Yes"] == values(record, "Did Fuad Aliyev concede or congratulate?")
