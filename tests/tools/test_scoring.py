"""Laws of how training counts what is right."""

from __future__ import annotations

from typing import Any

import pytest

from tools.train.scoring import (
    Record,
    Score,
    document_figures,
    figures_of,
    is_state,
    same_event,
    same_name,
    same_party,
    same_stance,
    words_of,
)


def _event(action: str = "PRAISE", **fields: Any) -> Record:
    row = {
        "action": action,
        "actor": "Anna Berg",
        "actor_country": "NOR",
        "target": "Sweden",
        "target_country": "SWE",
        "modality": "asserted",
        "start": 0,
        "end": 10,
    }
    return row | fields


def test_words_leave_out_offices_accents_and_small_words() -> None:
    """What is left is what names somebody."""
    assert words_of("President Andrzej Łękowski of the Republic") == ("andrzej", "lekowski")
    assert words_of("Turkey's government") == ("turkey",)
    assert words_of("U.N.") == ("un",)
    assert words_of(None) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ebrahim Raisi", "Raisi"),
        ("Aleksandr Lukashenko", "Alexander Lukashenka"),
        ("Volodymyr Zelensky", "Zelenskyy"),
        ("Mohammed bin Salman", "Mohammed Salman"),
        ("Organisation of American States", "OAS"),
        ("the election", "results of Sunday's vote"),
        ("Turkey", "Ankara"),
        ("the German government", "Germany"),
        ("Kazakh ministry", "Kazakh foreign ministry"),
        (None, ""),
    ],
)
def test_names_of_one_are_the_same(one: str | None, other: str | None) -> None:
    """Parts, spellings, acronyms, metonyms, and an election by any of its words; either way round."""
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ilham Aliyev", "Mehriban Aliyeva"),
        ("Norway", "Sweden"),
        ("the election", "the election commission"),
        ("the election", "Anna Berg"),
        ("Anna Berg", None),
        ("Niger", "Nigeria"),
        ("Anna Maria Berg", "Maria"),
    ],
)
def test_names_of_two_are_not(one: str, other: str | None) -> None:
    """Kin, neighbours, a body and the thing it runs, a middle name alone."""
    assert not same_name(one, other)
    assert not same_name(other, one)


def test_a_state_is_known_by_its_names_capital_and_government() -> None:
    """A person of the country is no state."""
    assert all(map(is_state, ("Norway", "Oslo", "the Norwegian government", "Moscow")))
    assert not any(map(is_state, ("Anna Berg", "the election", None)))


def test_a_party_may_be_named_by_either_name() -> None:
    """The article's wording or the canonical one; two states by their country's code."""
    label = _event(actor="Ebrahim Raisi", actor_country="IRN")

    assert same_party(label, {"actor": "the president", "actor_entity": "Ebrahim Raisi"}, "actor")
    assert not same_party(label, {"actor": "the president", "actor_country": "IRN"}, "actor")
    assert same_party({"target": None}, {"target": None}, "target")


def test_an_event_is_action_modality_agent_and_target() -> None:
    """What is implied counts as asserted; all else must be equal."""
    label = _event()

    assert same_event(label, _event(actor="Berg", modality="implied"))
    assert not same_event(label, _event("CRITICISE"))
    assert not same_event(label, _event(modality="negated"))
    assert not same_event(label, _event(actor="Norway"))
    assert not same_event(label, _event(target="Denmark", target_country="DNK"))


def test_a_stance_takes_what_is_said_against_one_as_one() -> None:
    """CRITICISE, ACCUSE and REJECT are one; PRAISE and RECOGNISE are one; a target stands for its country."""
    label = _event("CRITICISE", target="the election", target_country="SWE")

    assert same_stance(label, _event("ACCUSE", target="the commission", target_country="SWE"))
    assert same_stance(_event("PRAISE"), _event("RECOGNISE"))
    assert not same_stance(label, _event("PRAISE", target="the election"))
    assert not same_stance(label, _event("ACCUSE", target="the commission", target_country="DNK"))


def test_optional_and_implied_labels_are_neither_missed_nor_wrong() -> None:
    """Found or not, they change no score; nor does a found event that is implied."""
    optional, implied = _event(optional=True), _event("THANK", modality="implied")

    for found in ([], [_event()], [_event(), _event("THANK")], [_event("MEET", modality="implied")]):
        assert document_figures([optional, implied], found).overall == Score()


def test_repeats_count_once_and_one_label_has_one_event() -> None:
    """Of two wordings of one event the second is no error either: it meets a label."""
    found = [_event(), _event(), _event(actor="Berg")]

    assert document_figures([_event()], found).events["PRAISE"] == Score(hits=1, found=1, wanted=1)


def test_required_labels_take_their_event_first() -> None:
    """An optional label of the same event does not use it up."""
    labels = [_event(actor="Berg", optional=True), _event()]

    assert document_figures(labels, [_event()]).overall == Score(hits=1, found=1, wanted=1)


def test_what_is_missed_and_what_is_wrong_is_counted_where_it_belongs() -> None:
    """By action, among the events not asserted, among the stances, among the countries."""
    labels = [_event("CONGRATULATE"), _event("THANK", modality="negated")]
    found = [_event("CONGRATULATE", actor="Denmark", actor_country="DNK"), _event("THANK", modality="negated")]

    figures = document_figures(labels, found)

    assert figures.events["CONGRATULATE"] == Score(hits=0, found=1, wanted=1)
    assert figures.events["THANK"] == Score(hits=1, found=1, wanted=1)
    assert figures.overall == Score(hits=1, found=2, wanted=2)
    assert figures.not_asserted == Score(hits=1, found=1, wanted=1)
    assert figures.stances == Score(hits=1, found=2, wanted=2)
    assert figures.congratulated == Score(hits=0, found=1, wanted=1)


def test_a_country_congratulates_once_a_document() -> None:
    """Two of its officials are one country, in each of two documents."""
    labels = [_event("CONGRATULATE"), _event("CONGRATULATE", actor="Per Dal")]
    document = (labels, [_event("CONGRATULATE", actor="Per Dal")])

    assert figures_of([document, document]).congratulated == Score(hits=2, found=2, wanted=2)


def test_figures_of_nothing_are_nought() -> None:
    """No document, no division."""
    figures = figures_of([])

    assert (figures.overall.precision, figures.overall.recall, figures.overall.f1) == (0.0, 0.0, 0.0)
