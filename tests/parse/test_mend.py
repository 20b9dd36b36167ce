"""Slips of the parser that a rule of English settles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.parse.mend import (
    named_after_office,
    party_tags,
    prepositions_first,
    single_names,
    surnames_are_persons,
    whole_name,
)
from onrecord.parse.trees import is_tree
from onrecord.types import Name
from tests.trees import parsed_of, random_heads, tree_of

_RELATIONS = st.sampled_from(["case", "case", "nmod", "obl", "conj", "fixed"])
_TAGS = st.sampled_from(
    [("ADP", "IN"), ("ADP", "IN"), ("ADP", "POS"), ("NOUN", "NN"), ("PROPN", "NNP"), ("VERB", "VBD")]
)


@st.composite
def parses(draw: st.DrawFn) -> tuple[list[int], list[str], list[str], list[str]]:
    """Heads, relations and tags of a sentence, right or wrong."""
    heads = draw(random_heads())
    size = len(heads)
    relations = draw(st.lists(_RELATIONS, min_size=size, max_size=size))
    tags = draw(st.lists(_TAGS, min_size=size, max_size=size))
    return heads, relations, [upos for upos, _ in tags], [xpos for _, xpos in tags]


@given(parses())
def test_a_tree_stays_a_tree_with_one_root(parse: tuple[list[int], list[str], list[str], list[str]]) -> None:
    """Whatever the labels, what was a tree is one, with the same root."""
    mended = prepositions_first(*parse)
    assert is_tree(np.array([0, *(head + 1 for head in mended)]))
    assert [parse[0].index(-1)] == [word for word, head in enumerate(mended) if head < 0]


@given(parses())
def test_only_a_preposition_moves_and_only_to_a_noun_after_it(
    parse: tuple[list[int], list[str], list[str], list[str]],
) -> None:
    """A word whose head changed is a case-marking preposition without children, now before the noun it marks."""
    heads, relations, upos, xpos = parse
    moved = [(word, new) for word, new in enumerate(prepositions_first(*parse)) if new != heads[word]]
    assert all((relations[word], upos[word]) == ("case", "ADP") and xpos[word] != "POS" for word, _ in moved)
    assert all(heads[word] < word < new and word not in heads for word, new in moved)
    assert all(upos[new] in {"NOUN", "PROPN", "PRON", "NUM"} for _, new in moved)


@given(parses())
def test_what_is_mended_needs_no_mending(parse: tuple[list[int], list[str], list[str], list[str]]) -> None:
    """Mending twice is mending once."""
    once = prepositions_first(*parse)
    assert once == prepositions_first(once, *parse[1:])


def mended(rows: str) -> dict[str, str]:
    """Each word's head after mending, as words ("" for the root)."""
    sentence = tree_of(rows).sentence
    heads = prepositions_first(sentence.heads, sentence.relations, sentence.upos, sentence.xpos)
    return {word: sentence.words[head] if head >= 0 else "" for word, head in zip(sentence.words, heads, strict=True)}


def test_a_preposition_hung_on_the_noun_before_marks_the_noun_after() -> None:
    """In "congratulations to Okrent" the "to" is Okrent's."""
    heads = mended("congratulations congratulation NNS 0 root\nto to IN 1 case\nOkrent Okrent NNP 1 nmod")
    assert {"congratulations": "", "to": "Okrent", "Okrent": "congratulations"} == heads


def test_a_preposition_passes_over_words_inside_the_phrase_it_marks() -> None:
    """In "letter to Prime Minister Okrent" the "to" is the phrase's head's, not the next noun's."""
    heads = mended(
        "letter letter NN 0 root\nto to IN 1 case\nMinister Minister NNP 4 nmod:desc\nOkrent Okrent NNP 1 nmod"
    )
    assert "Okrent" == heads["to"]


@pytest.mark.parametrize(
    "rows",
    [
        "Oslo Oslo NNP 3 nmod:poss\n's 's POS 1 case\nvote vote NN 0 root",
        "vote vote NN 0 root\nin in IN 3 case\nOslo Oslo NNP 1 nmod",
        "spoke speak VBD 0 root\nof of IN 1 case",
        "because because IN 4 case\nof of IN 1 case\nthe the DT 4 det\nvote vote NN 0 root",
    ],
    ids=["the mark of the genitive", "a preposition before its noun", "no noun after it", "a noun that is the root"],
)
def test_what_is_no_slip_stays(rows: str) -> None:
    """A right tree is left alone, and so is a wrong one that no noun can mend."""
    sentence = tree_of(rows).sentence
    assert sentence.heads == prepositions_first(sentence.heads, sentence.relations, sentence.upos, sentence.xpos)


def test_a_genitive_that_is_labelled_a_preposition_stays() -> None:
    """Its own tag tells that it marks the word before it."""
    heads = (-1, 0, 0)
    assert heads == prepositions_first(heads, ("root", "case", "obl"), ("NOUN", "ADP", "NOUN"), ("NN", "POS", "NN"))


def whole(text: str, words: list[str], upos: list[str], end: int) -> str:
    """The words of a name that began with the first word and ended before ``end``, after mending."""
    at, offsets = 0, []
    for word in words:
        at = text.index(word, at)
        offsets.append((at, at + len(word)))
        at += len(word)
    name = whole_name(Name(0, end, "PER"), words, offsets, upos)
    return text[offsets[name.start][0] : offsets[name.end - 1][1]]


@pytest.mark.parametrize("end", [1, 2])
def test_a_name_cut_at_a_hyphen_is_whole_again(end: int) -> None:
    """Whether the cut is before the hyphen or after it."""
    text = "Orsa-Lindqvist won"
    assert "Orsa-Lindqvist" == whole(text, ["Orsa", "-", "Lindqvist", "won"], ["PROPN", "PUNCT", "PROPN", "VERB"], end)


def test_a_name_of_three_hyphenated_parts_is_whole_again() -> None:
    """However many hyphens, in any script."""
    words, upos = ["Анна", "-", "Мария", "-", "Луиза"], ["PROPN", "PUNCT", "PROPN", "PUNCT", "PROPN"]
    assert "Анна-Мария-Луиза" == whole("Анна-Мария-Луиза", words, upos, 1)


@pytest.mark.parametrize(
    ("text", "upos"),
    [("Orsa - Lindqvist", "PROPN"), ("Orsa- Lindqvist", "PROPN"), ("Orsa-backed", "VERB")],
    ids=["a dash", "a hyphen before a space", "no name after it"],
)
def test_a_name_does_not_reach_over_a_dash_or_into_another_word(text: str, upos: str) -> None:
    """Only a hyphen without spaces joins, and only to another name."""
    assert "Orsa" == whole(text, ["Orsa", "-", text.split("-")[1].strip()], ["PROPN", "PUNCT", upos], 1)


def test_a_name_at_the_end_of_its_sentence_stays() -> None:
    """There is nothing after it to join, not even after a hyphen."""
    assert ["Orsa", "Orsa"] == [whole("Orsa-", ["Orsa", "-"][:size], ["PROPN", "PUNCT"][:size], 1) for size in (1, 2)]


_LIST = (
    "the DT 2 det; envoy NN 13 nsubj; of IN 4 case; Peru NNP 2 nmod LOC; , , 6 punct; Ana NNP {ana}; "
    "Lima NNP 6 flat PER; , , 10 punct; and CC 10 cc; scholar NN 2 conj; Jo NNP 2 conj PER; "
    "Berg NNP 11 flat PER; won|win VBD 0 root"
)


@pytest.mark.parametrize("wrong", ["2 conj PER", "4 conj PER"])
def test_a_person_after_an_office_is_its_apposition(wrong: str) -> None:
    """In "the envoy of Peru, Ana Lima, and scholar Jo Berg" two persons won, not an envoy, Ana, a scholar and Jo."""
    sentence = parsed_of(_LIST.format(ana=wrong)).sentences[0]
    heads, relations = named_after_office(
        sentence.heads, sentence.relations, sentence.words, sentence.xpos, sentence.names
    )
    assert (1, "appos") == (heads[5], relations[5])
    assert (10, "nmod:desc") == (heads[9], relations[9])
    assert (1, "conj") == (heads[10], relations[10])
    assert is_tree(np.array([0, *(head + 1 for head in heads)]))


@pytest.mark.parametrize("told", ["Peru , Ana", "the envoys of Peru , Ana", "the envoy of Peru and Ana"])
def test_a_member_of_a_list_that_no_office_describes_stays_one(told: str) -> None:
    """Countries, several envoys, and a name after "and" are members themselves."""
    sentence = parsed_of(_MEMBERS[told]).sentences[0]
    assert (sentence.heads, sentence.relations) == named_after_office(
        sentence.heads, sentence.relations, sentence.words, sentence.xpos, sentence.names
    )


_MEMBERS = {
    "Peru , Ana": (
        "Peru NNP 6 nsubj LOC; , , 3 punct; Ana NNP 1 conj PER; Lima NNP 3 flat PER; , , 1 punct; won VBD 0 root"
    ),
    "the envoys of Peru , Ana": (
        "the DT 2 det; envoys NNS 9 nsubj; of IN 4 case; Peru NNP 2 nmod LOC; , , 6 punct; Ana NNP 2 conj PER; "
        "Lima NNP 6 flat PER; , , 2 punct; won VBD 0 root"
    ),
    "the envoy of Peru and Ana": (
        "the DT 2 det; envoy NN 8 nsubj; of IN 4 case; Peru NNP 2 nmod LOC; and CC 6 cc; Ana NNP 2 conj PER; "
        "Lima NNP 6 flat PER; won VBD 0 root"
    ),
}


def _kinds(*sentences: str) -> list[list[str]]:
    return [
        [name.kind for name in sentence.names] for sentence in surnames_are_persons(parsed_of(*sentences).sentences)
    ]


def test_a_surname_is_a_person_wherever_it_stands_alone() -> None:
    """Where "Vera Dahlgren" is a person, no lone "Dahlgren" is a body; another word is what it was."""
    full = "Vera NNP 3 nsubj PER; Dahlgren NNP 1 flat PER; won VBD 0 root"
    alone = "Dahlgren NNP 2 nsubj ORG; won VBD 0 root; Oslo NNP 2 obj LOC"
    assert [["PER"], ["PER", "LOC"]] == _kinds(full, alone)
    assert [["ORG", "LOC"]] == _kinds(alone)


def test_a_surname_after_in_may_be_a_place() -> None:
    """A person may have a town's name."""
    full = "Vera NNP 3 nsubj PER; Lund NNP 1 flat PER; won VBD 0 root"
    assert [["PER"], ["LOC"]] == _kinds(full, "it PRP 2 nsubj; rained VBD 0 root; in IN 4 case; Lund NNP 2 obl LOC")


def single(text: str, heads: list[int], relations: str) -> list[str]:
    """The names that a text, all of it one body's name to the parser, is mended into."""
    words = text.split()
    found = single_names(Name(0, len(words), "ORG"), words, heads, relations.split())
    return [" ".join(words[name.start : name.end]) for name in found]


def test_two_bodies_that_the_tree_lists_are_two_names() -> None:
    """Though the parser took them for one."""
    heads, relations = [1, 2, -1, 4, 2, 4], "amod compound root cc conj amod"
    assert ["Human Rights Watch", "Amnesty International"] == single(
        "Human Rights Watch and Amnesty International", heads, relations
    )


def test_a_ministry_of_two_things_is_one_name() -> None:
    """What "and" joins stands below its head."""
    heads, relations = [-1, 2, 0, 5, 5, 2], "root case nmod cc amod conj"
    assert ["Ministry of Health and Social Affairs"] == single(
        "Ministry of Health and Social Affairs", heads, relations
    )


def test_a_firm_of_two_surnames_is_one_name() -> None:
    """One word on either side is no list of bodies; an "and" at the end belongs to none."""
    assert ["Procter and Gamble"] == single("Procter and Gamble", [-1, 2, 0], "root cc conj")
    assert ["Unison"] == single("Unison and", [-1, 0], "root cc")


def test_a_legislator_s_party_and_place_are_nobody() -> None:
    """ "Fox, D-Providence, and Weed" are two, whatever the tree lists."""
    words = ["Fox", ",", "D", "-", "Providence", ",", "and", "Weed"]
    relations = ["nsubj", "punct", "conj", "punct", "flat", "punct", "cc", "conj"]
    told, names = party_tags(words, relations, (Name(0, 1, "PER"), Name(2, 5, "PER"), Name(7, 8, "PER")))
    assert ("nmod:unmarked", "conj") == (told[2], told[7])
    assert (Name(0, 1, "PER"), Name(7, 8, "PER")) == names
