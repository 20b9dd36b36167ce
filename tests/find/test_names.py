"""Nouns into mentions: one each, or one for each that shares a plural office."""

from __future__ import annotations

import pytest

from onrecord.data import load_gazetteer
from onrecord.find.names import mentions_at
from onrecord.types import Mention
from tests.trees import parsed_of, trees_of

GAZETTEER = load_gazetteer()
LIST = (
    "The DT 2 det; {0} 10 nsubj; of IN 4 case; Norway NNP 2 nmod LOC; , , 6 punct; Peru NNP 4 conj LOC; and CC 8 cc; "
    "Oman NNP 4 conj LOC; have VB 10 aux; met|meet VBN 0 root"
)


def mentions(sentence: str, word: int = 1) -> tuple[Mention, ...]:
    """What the noun at a word of one sentence stands for."""
    return mentions_at(trees_of(parsed_of(sentence))[0], word, GAZETTEER)


def named(sentence: str, word: int = 1) -> list[tuple[str, str | None]]:
    """The wording and name of each."""
    return [(mention.wording, mention.name) for mention in mentions(sentence, word)]


def test_an_office_in_the_plural_is_shared_out_among_its_countries() -> None:
    """ "The presidents of A, B and C" are three presidents, each at the country's own words."""
    wanted = [(country, f"president of {country}") for country in ("Norway", "Peru", "Oman")]
    assert wanted == named(LIST.format("presidents|president NNS"))
    assert {"person"} == {mention.kind for mention in mentions(LIST.format("presidents|president NNS"))}


def test_each_shared_office_has_a_span_of_its_own() -> None:
    """Every wording is exactly the words of its span, and no two spans meet."""
    text = "The presidents of Norway, Peru and Oman have met"
    found = mentions(LIST.format("presidents|president NNS"))
    assert [mention.wording for mention in found] == [mention.span.of(text) for mention in found]
    assert [(18, 24), (26, 30), (35, 39)] == [(mention.span.start, mention.span.end) for mention in found]


@pytest.mark.parametrize(
    ("noun", "office"),
    [("leaders|leader NNS", "leader"), ("kings|king NNS", "king"), ("ambassadors|ambassador NNS", "ambassador")],
)
def test_the_name_says_the_office(noun: str, office: str) -> None:
    """Which office it is stays known when it is shared out."""
    assert f"{office} of Peru" == named(LIST.format(noun))[1][1]


def test_an_office_of_one_country_is_not_shared_out() -> None:
    """ "The presidents of Norway" are a group, however many."""
    one = "The DT 2 det; presidents|president NNS 5 nsubj; of IN 4 case; Norway NNP 2 nmod LOC; met|meet VBD 0 root"
    assert [("The presidents of Norway", None)] == named(one)
    assert ["group"] == [mention.kind for mention in mentions(one)]


@pytest.mark.parametrize("noun", ["president NN", "lawmakers|lawmaker NNS", "observers|observer NNS", "hills|hill NNS"])
def test_only_an_office_that_a_country_has_once_is_shared_out(noun: str) -> None:
    """One president is one, and "the lawmakers of A, B and C" are more than three."""
    found = mentions(LIST.format(noun))
    assert (1, None) == (len(found), found[0].name)


def test_countries_before_the_office_share_it_too() -> None:
    """ "The Norwegian and Peruvian presidents" are two."""
    sentence = (
        "The DT 5 det; Norwegian JJ 5 amod; and CC 4 cc; Peruvian JJ 2 conj; presidents|president NNS 6 nsubj; "
        "met|meet VBD 0 root"
    )
    assert [("Norwegian", "president of Norway"), ("Peruvian", "president of Peru")] == named(sentence, 4)


def test_where_they_met_is_not_whose_office_it_is() -> None:
    """ "The presidents of Norway and Peru in Oman" are two."""
    sentence = (
        "The DT 2 det; presidents|president NNS 9 nsubj; of IN 4 case; Norway NNP 2 nmod LOC; and CC 6 cc; "
        "Peru NNP 4 conj LOC; in IN 8 case; Oman NNP 2 nmod LOC; met|meet VBD 0 root"
    )
    assert ["Norway", "Peru"] == [wording for wording, _ in named(sentence)]


def test_another_office_among_the_owners_stays_as_it_is_written() -> None:
    """ "The presidents of A and B, and the king of C": the king is himself, not "president of the king"."""
    sentence = (
        "The DT 2 det; presidents|president NNS 12 nsubj; of IN 4 case; Norway NNP 2 nmod LOC; and CC 6 cc; "
        "Peru NNP 4 conj LOC; and CC 9 cc; the DT 9 det; king NN 4 conj; of IN 11 case; Oman NNP 9 nmod LOC; "
        "met|meet VBD 0 root"
    )
    assert [("Norway", "president of Norway"), ("Peru", "president of Peru"), ("the king of Oman", None)] == named(
        sentence
    )


def test_a_name_is_one_mention() -> None:
    """What is no plural stands for itself."""
    assert [("Vera Dahlgren", None)] == named("Vera NNP 3 nsubj PER; Dahlgren NNP 1 flat PER; won VBD 0 root", 0)


def test_whose_act_it_is_stands_before_the_clause() -> None:
    """In "the OSCE, whose observers praised …" it is the OSCE that acts."""
    sentence = (
        "OSCE NNP 6 nsubj ORG; , , 5 punct; whose WP$ 4 nmod:poss; observers|observer NNS 5 nsubj; "
        "came|come VBD 1 acl:relcl; won VBD 0 root"
    )
    assert [("OSCE", None)] == named(sentence, 3)
