"""The cast of an article: whose names belong together, and what a phrase says of whoever it names."""

from __future__ import annotations

from itertools import permutations

import pytest

from onrecord.data import load_gazetteer
from onrecord.resolve.cast import (
    Actor,
    count_of,
    describe,
    introduces,
    is_of_officials,
    is_told_apart,
    join_names,
    last_word,
    same_office,
    told_apart_by,
)
from onrecord.types import MentionKind
from tests.trees import parsed_of, trees_of

GAZETTEER = load_gazetteer()


def joined(*names: str, kind: MentionKind = "person", date: str | None = None) -> dict[str, str | None]:
    """The full name that each wording is joined to."""
    actors = join_names([(name, kind) for name in names], GAZETTEER, date)
    return {wording: actor.name for wording, actor in actors.items()}


@pytest.mark.parametrize("short", ["Dahlgren", "Vera", "dahlgren", "Vera Dahlgren"])
def test_a_part_of_a_name_joins_the_full_name(short: str) -> None:
    """A surname or given name alone, in any case of letters, is whoever has it, also where it stands first."""
    assert {short: "Vera Dahlgren", "Vera Dahlgren": "Vera Dahlgren"} == joined(short, "Vera Dahlgren")


def test_marks_on_letters_make_no_other_name() -> None:
    """ "Öztaş" and "Oztas" are one."""
    assert 1 == len(set(joined("Selin Öztaş", "Oztas").values()))


@pytest.mark.parametrize("surname", ["Orsa-Lindqvist", "Lindqvist", "Orsa"])
def test_either_part_of_a_double_surname_joins(surname: str) -> None:
    """ "Lindqvist" and "Orsa" are "Marta Orsa-Lindqvist"."""
    assert "Marta Orsa-Lindqvist" == joined("Marta Orsa-Lindqvist", surname)[surname]


def test_a_shorter_full_name_inside_a_longer_is_the_same_person() -> None:
    """ "Jan Okrent" is "Jan Pavel Okrent"; "Pavel Jan" in the other order is not."""
    names = joined("Jan Pavel Okrent", "Jan Okrent", "Pavel Jan")
    assert ["Jan Pavel Okrent", "Pavel Jan"] == [names["Jan Okrent"], names["Pavel Jan"]]


def test_two_full_names_with_one_surname_are_two_persons() -> None:
    """Vera Dahlgren is not Nils Dahlgren."""
    names = joined("Vera Dahlgren", "Nils Dahlgren")
    assert ["Vera Dahlgren", "Nils Dahlgren"] == list(names.values())


def test_a_surname_of_several_is_whoever_is_named_more() -> None:
    """Then the one named first; whichever stands first in the text where neither is named more."""
    more = joined("Vera Dahlgren", "Nils Dahlgren", "Nils Dahlgren", "Dahlgren")
    first = joined("Vera Dahlgren", "Nils Dahlgren", "Dahlgren")
    assert ["Nils Dahlgren", "Vera Dahlgren"] == [more["Dahlgren"], first["Dahlgren"]]


def test_a_surname_of_several_is_whoever_is_in_office_on_the_day() -> None:
    """Of a head of state and a namesake named more, a surname alone is the head of state on a day of the term."""
    leader = next(
        one for one in GAZETTEER.leaders if one.role == "head_of_state" and one.start and len(one.name.split()) == 2
    )
    surname = leader.name.split()[1]
    names = (leader.name, *[f"Zebulon {surname}"] * 3, surname)
    assert [leader.name, f"Zebulon {surname}"] == [
        joined(*names, date=date)[surname] for date in (leader.start, "1900-01-01")
    ]


def test_a_surname_is_not_part_of_a_word() -> None:
    """ "Dahl" is not "Dahlgren"."""
    assert "Dahl" == joined("Vera Dahlgren", "Dahl")["Dahl"]


@pytest.mark.parametrize("order", list(permutations(["CEC", "Central Election Commission", "Election Commission"])))
def test_an_acronym_and_a_shorter_name_join_the_body(order: tuple[str, ...]) -> None:
    """In whatever order they stand."""
    assert {"Central Election Commission"} == set(joined(*order, kind="organization").values())


def test_an_acronym_leaves_out_the_small_words() -> None:
    """ "BFT" is the "Bank for the Fjord Trade"; "BX" is not."""
    names = joined("Bank for the Fjord Trade", "BFT", "BX", kind="organization")
    assert ["Bank for the Fjord Trade", "BX"] == [names["BFT"], names["BX"]]


def test_a_body_with_another_last_word_is_another_body() -> None:
    """The "Fjord Bank" is no short for the "Fjord Bank Commission"."""
    assert 2 == len(set(joined("Fjord Bank Commission", "Fjord Bank", kind="organization").values()))


def test_a_person_and_a_body_never_join() -> None:
    """ "Okrent" the person is not the "Okrent" of a firm that is called so."""
    actors = join_names([("Jan Okrent", "person"), ("Okrent", "organization")], GAZETTEER)
    assert actors["Jan Okrent"] is not actors["Okrent"]


def test_capitals_are_not_preferred() -> None:
    """A headline's "VERA DAHLGREN" is named "Vera Dahlgren", wherever it stands; more words count first."""
    assert {"Vera Dahlgren"} == set(joined("VERA DAHLGREN", "Vera Dahlgren").values())
    assert "VERA DAHLGREN" == Actor("person", ["Dahlgren", "VERA DAHLGREN"]).name


def test_a_nobody_has_no_name_and_no_office() -> None:
    """What the article does not say of somebody is None."""
    assert (None, None, "") == (Actor("person").name, Actor("person").office, Actor("person").described)


# --- what a phrase says


def said(sentence: str, word: int):
    """What the noun phrase around a word of one sentence says."""
    return describe(trees_of(parsed_of(sentence))[0], word, GAZETTEER)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("the DT 3 det; Turkish JJ 3 amod; president NN 0 root", 2),
        ("the DT 2 det; president NN 0 root; of IN 4 case; Turkey NNP 2 nmod LOC", 1),
        ("Turkey NNP 3 nmod:poss LOC; 's POS 1 case; president NN 0 root", 2),
    ],
    ids=["Turkish", "of Turkey", "Turkey's"],
)
def test_a_country_is_read_from_a_nouns_own_modifiers(sentence: str, word: int) -> None:
    """The office, its class and its country."""
    found = said(sentence, word)
    assert ("president", {"head_of_state"}, "TUR") == (found.office, found.roles, found.country)


def test_a_country_where_somebody_is_is_not_whose_he_is() -> None:
    """ "The president in Turkey" may be anybody's; "a friend of the president of Turkey" is not Turkey's."""
    inside = said("the DT 2 det; president NN 0 root; in IN 4 case; Turkey NNP 2 nmod LOC", 1)
    below = said(
        "the DT 2 det; minister NN 0 root; with IN 5 case; the DT 5 det; president NN 2 nmod; of IN 7 case; "
        "Turkey NNP 5 nmod LOC",
        1,
    )
    assert [None, None] == [inside.country, below.country]


def test_independent_states_in_the_name_of_a_body_are_no_country() -> None:
    """What a body is called says of no country; that it is an international body is kept."""
    found = said("the DT 2 det; president NN 0 root; of IN 5 case; European NNP 5 amod ORG; Council NNP 2 nmod ORG", 1)
    assert (None, True) == (found.country, found.of_a_body)


def test_number_gender_and_determiners_are_kept() -> None:
    """ "his other kings" are plural, male, his own, and not those before."""
    found = said("his PRP$ 3 nmod:poss; other JJ 3 amod; kings|king NNS 0 root", 2)
    assert (True, "m", True, True) == (found.plural, found.gender, found.own, found.other)


@pytest.mark.parametrize(
    ("word", "count"), [("both DT", 2), ("two CD", 2), ("four CD", 4), ("the DT", 0), ("nine CD", 0)]
)
def test_a_phrase_is_counted_up_to_four(word: str, count: int) -> None:
    """ "Both" is two; what does not count, or counts higher, is 0."""
    tree = trees_of(parsed_of(f"{word} 2 {'det' if 'DT' in word else 'nummod'}; leaders|leader NNS 0 root"))[0]
    assert count == count_of(tree, 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("minister", "foreign minister", True),
        ("foreign minister", "minister", True),
        ("president", "president", True),
        ("president", "vice president", False),
        ("prime minister", "deputy prime minister", False),
        ("president", "former president", False),
        ("minister", "president", False),
        ("resident", "president", False),
    ],
)
def test_a_shorter_office_may_be_a_longer_one(one: str, other: str, same: bool) -> None:
    """ "The minister" may be the foreign minister; nobody is taken for his deputy or for who went before."""
    assert same == same_office(one, other) == same_office(other, one)


def test_the_last_word_of_a_name_is_what_kind_of_body_it_is() -> None:
    """In lower case, empty where there is none."""
    assert ["ministry", ""] == [last_word("Orsa Foreign Ministry"), last_word(" ")]


def test_a_body_of_one_name_is_none_of_another() -> None:
    """ "The mission of Norway" is not Peru's; a person, a named body and a noun without a name are never told apart."""
    tree = trees_of(parsed_of("The DT 2 det; mission NN 0 root; of IN 4 case; Norway NNP 2 nmod LOC; . . 2 punct"))[0]
    marks = told_apart_by(tree, 1)
    assert {"norway"} == marks
    assert is_told_apart(marks, "NOR", Actor("organization", ["the mission of Peru"]))
    assert not is_told_apart(marks, "NOR", Actor("organization", ["Norway's mission"]))
    assert not is_told_apart(marks, "NOR", Actor("organization", ["the mission"], country="NOR"))
    assert not is_told_apart(marks, "NOR", Actor("organization", ["Peru Watch"], named=True))
    assert not is_told_apart(frozenset(), None, Actor("organization", ["the mission of Peru"]))


@pytest.mark.parametrize(
    ("sentence", "new"),
    [
        ("Foreign|foreign JJ 2 amod; leaders|leader NNS 0 root", True),
        ("The DT 3 det; foreign JJ 3 amod; leaders|leader NNS 0 root", False),
    ],
)
def test_a_plural_told_by_a_quality_alone_is_new(sentence: str, new: bool) -> None:
    """ "Foreign leaders" are none who were named; "the foreign leaders" may be."""
    tree = trees_of(parsed_of(sentence))[0]
    assert new == introduces(tree, len(tree.sentence.words) - 1)


@pytest.mark.parametrize(("lemma", "officials"), [("authority", True), ("government", True), ("mission", False)])
def test_who_governs_is_told_by_the_noun(lemma: str, officials: bool) -> None:
    """Some nouns are for those who govern, and others are not."""
    assert officials == is_of_officials(lemma, GAZETTEER)
