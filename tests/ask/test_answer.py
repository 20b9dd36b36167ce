"""Answers from claims and articles made by hand: what counts, what stands apart, what is only told."""

from __future__ import annotations

import pytest

from onrecord.ask import ask
from onrecord.types import Answer, Judgement
from tests.ask.support import ELECTION, ERDOGAN, FUAD, ILHAM, RAISI, FakePlaces, FakeRecord, mention, state

PLACES = FakePlaces()
COUNTRIES = "Which countries congratulated Aliyev on his victory?"


def put(record: FakeRecord, question: str) -> Answer:
    """The answer of the record."""
    return ask(record, question, places=PLACES)


def values(record: FakeRecord, question: str) -> list[str]:
    """The values of the answer's rows that are not implied."""
    return [row.value for row in put(record, question).rows if not row.implied]


def test_a_country_counts_once_through_leader_and_ministry() -> None:
    """The leader, the ministry and the state itself are one row with all their words."""
    record = FakeRecord()
    record.article("one", "Raisi congratulated Aliyev. The ministry congratulated Aliyev.")
    ministry = mention("The ministry", "organization", "IRN", name="Ministry of Foreign Affairs of Iran")
    record.says("CONGRATULATE", RAISI, ILHAM, words="Raisi congratulated Aliyev.")
    record.says("CONGRATULATE", ministry, ILHAM, words="The ministry congratulated Aliyev.")
    record.says("CONGRATULATE", state("IRN", "Tehran"), ILHAM, document="two", words="Tehran congratulated Aliyev.")
    record.says("CONGRATULATE", ERDOGAN, ILHAM, document="two")
    rows = put(record, COUNTRIES).rows
    assert ["Iran", "Turkey"] == [row.value for row in rows]
    assert ["one", "two", "one"] == [quote.document for quote in rows[0].quotes]


def test_every_quote_is_exactly_its_words() -> None:
    """A quote is the text between its offsets."""
    record = FakeRecord()
    article = record.article("one", "🙂 Əvvəl: Raisi congratulated Aliyev. End.")
    record.says("CONGRATULATE", RAISI, ILHAM, words="Raisi congratulated Aliyev.")
    (quote,) = put(record, COUNTRIES).rows[0].quotes
    assert "Raisi congratulated Aliyev." == quote.text == article.text[quote.span.start : quote.span.end]


def test_a_domestic_candidate_is_no_country() -> None:
    """Whoever belongs to the target's own country is told of, not counted."""
    record = FakeRecord()
    record.says("CONGRATULATE", mention("Zahid Oruj", country="AZE"), ILHAM)
    answer = put(record, COUNTRIES)
    assert () == answer.rows
    assert "not counted, from Azerbaijan itself: Zahid Oruj" in answer.understood_as


def test_a_domestic_critic_of_the_election_is_no_country() -> None:
    """Where the target has no country, the one most acted on in the article stands in."""
    record = FakeRecord()
    record.says("CONGRATULATE", RAISI, ILHAM)
    record.says("CRITICISE", mention("Ali Karimli", country="AZE"), ELECTION)
    record.says("CRITICISE", state("ARM"), ELECTION)
    assert ["Armenia"] == values(record, "Which countries criticised the election?")


def test_a_body_without_country_is_named_in_a_note() -> None:
    """The EU is no country."""
    record = FakeRecord()
    record.says("CONGRATULATE", mention("EU", "organization", entity="European Union"), ILHAM)
    record.says("CONGRATULATE", RAISI, ILHAM)
    answer = put(record, COUNTRIES)
    assert ["Iran"] == [row.value for row in answer.rows]
    assert "also, not countries: European Union" in answer.understood_as


@pytest.mark.parametrize(
    "actor",
    [
        mention("Russian singer Filipp K.", country="RUS"),
        mention("former president Medvedev", country="RUS"),
        mention("United Russia", "organization", "RUS"),
        mention("Gazprom", "organization", "RUS"),
        mention("Russian people", "group", "RUS"),
        mention("Medvedev", country="RUS", entity="Dmitry Medvedev", office="president", end="2012-05-07"),
        mention("Zyuganov", country="RUS", entity="Gennady Zyuganov", office="party leader"),
    ],
)
def test_private_persons_and_parties_do_not_count(actor: object) -> None:
    """Neither do companies, peoples and those whose term is over."""
    record = FakeRecord()
    record.says("CONGRATULATE", actor, ILHAM)  # type: ignore[arg-type]
    answer = put(record, COUNTRIES)
    assert () == answer.rows
    assert "not counted, private or no known office" in answer.understood_as


@pytest.mark.parametrize(
    "actor",
    [
        mention("Russian ambassador M. Yevdokimov", country="RUS"),
        mention("Speaker of the Federation Council Valentina Matviyenko", country="RUS"),
        mention("the State Duma", "organization", "RUS"),
        mention("Russian Embassy in Baku", "organization", "RUS"),
        mention("the Russian authorities", "group", "RUS"),
        state("RUS", "Moscow"),
    ],
)
def test_those_who_speak_for_a_state_count(actor: object) -> None:
    """An office in the words is enough."""
    record = FakeRecord()
    record.says("CONGRATULATE", actor, ILHAM)  # type: ignore[arg-type]
    (row,) = put(record, COUNTRIES).rows
    assert ("Russia", "") == (row.value, row.note)


def test_a_person_without_known_office_counts_and_the_row_says_so() -> None:
    """The benefit of the doubt is never given in silence."""
    record = FakeRecord()
    record.says("CONGRATULATE", mention("Vladimir Petrov", country="RUS"), ILHAM)
    (row,) = put(record, COUNTRIES).rows
    assert ("Russia", "office of Vladimir Petrov not stated") == (row.value, row.note)


def test_implied_stands_apart_and_after() -> None:
    """What no word of the text states is set apart; a country that is stated elsewhere is stated."""
    record = FakeRecord()
    record.says("CONGRATULATE", state("ARM"), ILHAM, modality="implied")
    record.says("CONGRATULATE", RAISI, ILHAM)
    record.says("CONGRATULATE", RAISI, ILHAM, document="two", modality="implied")
    rows = put(record, COUNTRIES).rows
    assert [("Iran", False), ("Armenia", True)] == [(row.value, row.implied) for row in rows]
    assert ["one"] == [quote.document for quote in rows[0].quotes]


def test_denied_and_planned_do_not_count_and_are_told() -> None:
    """A refusal is no congratulation, nor is a plan."""
    record = FakeRecord()
    record.says("CONGRATULATE", state("ARM"), ILHAM, polarity="negative")
    record.says("CONGRATULATE", ERDOGAN, ILHAM, modality="planned")
    answer = put(record, COUNTRIES)
    assert () == answer.rows
    assert "planned, not counted: Turkey" in answer.understood_as
    assert "reported not to have, not counted: Armenia" in answer.understood_as


def test_a_denial_elsewhere_is_told_beside_the_row() -> None:
    """Both sides of a disagreement are on the row."""
    record = FakeRecord()
    record.says("CONGRATULATE", RAISI, ILHAM)
    record.says("CONGRATULATE", RAISI, ILHAM, document="two", polarity="negative")
    (row,) = put(record, COUNTRIES).rows
    assert "denied in two" == row.note


def test_who_did_not() -> None:
    """Only a reported absence is an answer; silence is none."""
    record = FakeRecord()
    record.says("CONGRATULATE", state("ARM"), ILHAM, polarity="negative")
    record.says("CONGRATULATE", RAISI, ILHAM)
    assert ["Armenia"] == values(record, "Which countries did not congratulate Aliyev?")


def test_a_rejection_answers_who_did_not_recognise() -> None:
    """To reject a result is not to recognise it; the reading says that both were taken."""
    record = FakeRecord()
    result = mention("the result", "thing")
    record.says("REJECT", state("ARM"), result)
    record.says("RECOGNISE", state("TUR"), result)
    answer = put(record, "Which countries refused to recognise the result?")
    assert ["Armenia"] == [row.value for row in answer.rows]
    assert answer.understood_as.startswith("countries that did not recognise or rejected the result")


def test_yes_and_no_and_neither() -> None:
    """Yes with quotes; no where it is denied; no row where no source says so."""
    record = FakeRecord()
    record.says("CONGRATULATE", ERDOGAN, ILHAM)
    record.says("CONGRATULATE", state("ARM"), ILHAM, polarity="negative")
    asked = {
        name: values(record, f"Did {name} congratulate Aliyev?") for name in ("Turkey", "Erdogan", "Armenia", "Iran")
    }
    assert {"Turkey": ["Yes"], "Erdogan": ["Yes"], "Armenia": ["No"], "Iran": []} == asked
    assert ["Yes"] == values(record, "Did Armenia refuse to congratulate Aliyev?")


def test_did_any_country() -> None:
    """Only states answer for states."""
    record = FakeRecord()
    record.says("CRITICISE", mention("OSCE", "organization"), ELECTION)
    assert [] == values(record, "Did any country criticise the election?")
    assert ["Yes"] == values(record, "Did anyone criticise the election?")


def test_an_empty_answer_counts_the_articles() -> None:
    """Nothing found says how much was searched."""
    record = FakeRecord()
    record.article("one", "Nothing.")
    record.article("two", "Nothing.")
    answer = put(record, COUNTRIES)
    assert ((), 2) == (answer.rows, answer.articles)
    assert "“Aliyev” is not named in any claim of the record" in answer.understood_as


def test_fuad_is_not_ilham() -> None:
    """A full name means that person alone; a surname the one most named, and the reading says which."""
    record = FakeRecord()
    record.says("CONGRATULATE", RAISI, ILHAM)
    record.says("CONGRATULATE", ERDOGAN, ILHAM)
    record.says("CONGRATULATE", state("RUS"), FUAD)
    assert ["Russia"] == values(record, "Which countries congratulated Fuad Aliyev?")
    assert ["Iran", "Turkey"] == values(record, "Which countries congratulated Ilham Aliyev?")
    answer = put(record, COUNTRIES)
    assert ["Iran", "Turkey"] == [row.value for row in answer.rows]
    assert "“Aliyev” is read as Ilham Aliyev; the record also names Fuad Aliyev" in answer.understood_as


def test_a_bare_surname_goes_to_the_most_frequent_full_name() -> None:
    """An article that never gives the first name still speaks of him; where none leads, it stays by itself."""
    record = FakeRecord()
    record.says("CONGRATULATE", RAISI, ILHAM)
    record.says("CONGRATULATE", state("TUR"), mention("President Aliyev"), document="two")
    record.says("CONGRATULATE", state("RUS"), FUAD, document="three")
    assert ["Iran"] == values(record, "Which countries congratulated Ilham Aliyev?")
    record.says("CONGRATULATE", state("ARM"), ILHAM, document="four")
    assert ["Armenia", "Iran", "Turkey"] == values(record, "Which countries congratulated Ilham Aliyev?")


def test_other_spellings_of_a_name_are_found() -> None:
    """Diacritics, capitals and romanisations do not matter."""
    record = FakeRecord()
    record.says("THANK", mention("Zelenskyy", country="UKR", entity="Volodymyr Zelenskyy"), ERDOGAN)
    assert ["Recep Tayyip Erdoğan"] == values(record, "whom did zelensky thank")


def test_a_state_congratulated_where_its_leader_is_not_named() -> None:
    """ "Iran congratulated Azerbaijan" answers for its president only in an article that never names him."""
    record = FakeRecord()
    record.says("CONGRATULATE", RAISI, ILHAM)
    record.says("CONGRATULATE", state("RUS"), state("AZE"), document="one")
    record.says("CONGRATULATE", state("TUR"), state("AZE"), document="two")
    assert ["Iran", "Turkey"] == values(record, COUNTRIES)
    assert ["Iran", "Russia", "Turkey"] == values(record, "Which countries congratulated Baku?")


def test_things_of_one_kind_are_one() -> None:
    """The vote, the poll and the election are the same thing; the election commission is none."""
    record = FakeRecord()
    record.says("CRITICISE", mention("OSCE", "organization"), mention("the vote", "thing"))
    record.says("CRITICISE", mention("Amnesty", "organization"), mention("the election commission", "organization"))
    assert ["OSCE"] == values(record, "Who criticised the election?")


def test_a_victory_that_is_someones() -> None:
    """ "Aliyev's victory" is his."""
    record = FakeRecord()
    record.says("CONGRATULATE", RAISI, ILHAM)
    record.says("RECOGNISE", state("TUR"), mention("Aliyev's victory", "thing"))
    record.says("RECOGNISE", state("RUS"), mention("Karimli's victory", "thing"))
    assert ["Turkey"] == values(record, "Which countries recognised Aliyev's victory?")
    assert ["Turkey"] == values(record, "Which countries recognised Aliyev?")


def test_a_name_that_holds_a_preposition() -> None:
    """The record knows where a name ends."""
    record = FakeRecord()
    body = mention("OSCE", "organization", entity="Organization for Security and Co-operation in Europe")
    record.says("CRITICISE", RAISI, body)
    question = "Who criticised the Organization for Security and Co-operation in Europe in 2024?"
    assert ["Ebrahim Raisi"] == values(record, question)
    assert ["Ebrahim Raisi"] == values(record, "Who criticised the OSCE?")


def test_a_country_in_front_of_a_name() -> None:
    """ "Iran's President Raisi" is Raisi."""
    record = FakeRecord()
    record.says("CONGRATULATE", RAISI, ILHAM)
    for name in ("Raisi", "Iran's Raisi", "Iran's President Ebrahim Raisi", "president raisi"):
        assert ["Yes"] == values(record, f"Did {name} congratulate Aliyev?")


def test_an_office_asked_for() -> None:
    """The president of a state, whoever that is."""
    record = FakeRecord()
    record.says("THANK", ILHAM, state("TUR"))
    for question in ("Whom did the president of Azerbaijan thank?", "Whom did Azerbaijan's president thank?"):
        assert ["Turkey"] == values(record, question)


def test_what_someone_did() -> None:
    """Deeds in words, denied and planned ones as such."""
    record = FakeRecord()
    record.says("CONGRATULATE", RAISI, ILHAM)
    record.says("MEET", RAISI, ERDOGAN, modality="planned")
    record.says("THANK", RAISI, state("ARM"), polarity="negative")
    expected = ["congratulated Ilham Aliyev", "did not thank Armenia", "plans to meet Recep Tayyip Erdoğan"]
    assert expected == values(record, "What did Raisi do?")


def test_a_meeting_has_two_sides() -> None:
    """Whoever met someone was also met."""
    record = FakeRecord()
    record.says("MEET", RAISI, ERDOGAN)
    assert ["Ebrahim Raisi"] == values(record, "Who met Erdogan?")
    assert ["Recep Tayyip Erdoğan"] == values(record, "Who met Raisi?")


def test_a_claim_that_names_nobody_is_told() -> None:
    """An unresolved pronoun and a missing actor make no row, and are counted."""
    record = FakeRecord()
    record.article("one", "He congratulated Aliyev.")
    he = mention("he")
    record.says("CONGRATULATE", type(he)(he.span, "person", "he", None, None, None, "no one before"), ILHAM)
    record.says("CONGRATULATE", None, ILHAM)
    answer = put(record, "Who congratulated Aliyev?")
    assert () == answer.rows
    assert "whose name the article does not give: “he”" in answer.understood_as
    assert "1 claim does not say who" in answer.understood_as


def test_who_says_so_is_on_the_row() -> None:
    """An allegation keeps its source."""
    record = FakeRecord()
    record.says("ACCUSE", state("ARM"), ILHAM, reported_by=(mention("Trend", "organization"),))
    (row,) = put(record, "Who accused Aliyev?").rows
    assert "according to Trend" == row.note


def test_what_was_not_used_is_said() -> None:
    """A topic and a qualifier that filter nothing are shown."""
    record = FakeRecord()
    record.says("CONGRATULATE", RAISI, ILHAM)
    understood = put(record, "Which Asian countries congratulated Aliyev on his victory?").understood_as
    assert "not used to narrow the answer: “Asian”, “on his victory”" in understood


def test_a_year_filters_by_publication() -> None:
    """A year that the record has among others leaves the others out."""
    record = FakeRecord()
    record.article("old", "Old.", published="2018-04-12")
    record.article("new", "New.", published="2024-02-08")
    record.says("CONGRATULATE", RAISI, ILHAM, document="old")
    record.says("CONGRATULATE", ERDOGAN, ILHAM, document="new")
    assert ["Turkey"] == values(record, "Which countries congratulated Aliyev in 2024?")


def test_the_order_of_claims_does_not_matter() -> None:
    """Same record, same answer."""
    record = FakeRecord()
    for document in ("one", "two", "three"):
        record.says("CONGRATULATE", RAISI, ILHAM, document=document)
        record.says("CONGRATULATE", ERDOGAN, FUAD, document=document)
    turned = FakeRecord(dict(reversed(record.pages.items())), record.said[::-1])
    assert put(record, COUNTRIES) == put(turned, COUNTRIES)


def test_people_say_that_two_names_are_one_s() -> None:
    """Names that a person calls one's are one in the answer; those that are not are kept apart."""
    record = FakeRecord()
    old, full = mention("Cassius"), mention("Mohamed Ali")
    record.says("PRAISE", RAISI, old)
    record.says("PRAISE", ERDOGAN, full, document="two")
    assert 1 == len(values(record, "Who praised Mohamed Ali?"))
    record.judged.append(Judgement("Cassius", "Mohamed Ali", "same", "anna"))
    assert 2 == len(values(record, "Who praised Mohamed Ali?"))


def test_people_say_that_two_names_are_not_one_s() -> None:
    """A surname that would be taken for the full name is not, where a person says so."""
    record = FakeRecord()
    record.says("PRAISE", RAISI, mention("Grey", name="Grey"))
    record.says("PRAISE", ERDOGAN, mention("Dorian Grey"), document="two")
    assert 2 == len(values(record, "Who praised Dorian Grey?"))
    record.judged.append(Judgement("Dorian Grey", "Grey", "different", "anna"))
    assert ["Recep Tayyip Erdoğan"] == values(record, "Who praised Dorian Grey?")
