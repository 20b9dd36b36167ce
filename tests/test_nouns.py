"""Noun phrases and the mentions they make."""

from __future__ import annotations

import pytest

from onrecord.data import load_gazetteer
from onrecord.nouns import make, mention_at, name_kind, name_span, noun_kind, phrase, role_phrase
from onrecord.tree import Tree
from tests.trees import parsed_of, trees_of

GAZETTEER = load_gazetteer()


def tree(sentence: str) -> Tree:
    """The tree of one sentence written by hand."""
    return trees_of(parsed_of(sentence))[0]


def said(sentence: str, word: str) -> tuple[str, str]:
    """The wording and kind of the mention whose head a word is."""
    read = tree(sentence)
    mention = mention_at(read, read.sentence.words.index(word), GAZETTEER)
    return mention.wording, mention.kind


def test_a_mention_is_exactly_the_words_of_its_span() -> None:
    """In the second sentence of a text in more than one script, too."""
    parsed = parsed_of(
        "Өскемен NNP 2 nsubj LOC; won|win VBD 0 root; . . 2 punct",
        "The DT 3 det; old JJ 3 amod; mayor NN 6 nsubj; of IN 5 case; Oslo NNP 3 nmod LOC; slept|sleep VBD 0 root",
    )
    mention = mention_at(trees_of(parsed)[1], 2, GAZETTEER)
    assert ("The old mayor of Oslo", mention.wording) == (mention.wording, mention.span.of(parsed.article.text))


def test_a_mention_begins_without_a_name() -> None:
    """Who is meant is for resolving to say."""
    mention = make(tree("Oslo NNP 2 nsubj LOC; won|win VBD 0 root"), 0, 1, "state")
    assert (None, None, None) == (mention.name, mention.entity, mention.unresolved)


@pytest.mark.parametrize(
    ("form", "kind"),
    [("he", "person"), ("I", "person"), ("it", "thing"), ("which", "thing"), ("they", "group"), ("both", "group")],
)
def test_a_pronoun_has_the_kind_of_its_form(form: str, kind: str) -> None:
    """A pronoun is one word, and its form tells a person from a thing and a group."""
    assert (form, kind) == said(f"{form} PRP 2 nsubj; won|win VBD 0 root", form)


def test_a_title_is_no_part_of_a_name() -> None:
    """ "President Vera Dahlgren" is named Vera Dahlgren, also where the parser took the title in."""
    sentence = "President NNP 2 nmod:desc PER; Vera NNP 4 nsubj PER; Dahlgren NNP 2 flat PER; spoke VBD 0 root"
    assert ("Vera Dahlgren", "person") == said(sentence, "Vera")
    assert (1, 3, "PER") == name_span(tree(sentence), 2, GAZETTEER)


def test_a_title_alone_is_no_name() -> None:
    """Where the whole named span is a title, or the word is the title before a name, there is no name."""
    alone = tree("President NNP 2 nsubj PER; spoke VBD 0 root")
    before = tree("President NNP 2 nmod:desc PER; Dahlgren NNP 3 nsubj PER; spoke VBD 0 root")
    assert [None, None] == [name_span(alone, 0, GAZETTEER), name_span(before, 0, GAZETTEER)]


@pytest.mark.parametrize(
    ("wording", "label", "kind"),
    [
        ("Norway", "LOC", "state"),
        ("Moscow", "LOC", "state"),
        ("Moscow", "PER", "state"),
        ("Georgia", "LOC", "state"),
        ("Jordan", "PER", "person"),
        ("Moscow Okrent", "PER", "person"),
        ("OSCE", "LOC", "organization"),
        ("Orsa Ironworks", "ORG", "organization"),
        ("Orsafjord", "LOC", "place"),
        ("Vera Dahlgren", "PER", "person"),
    ],
)
def test_the_gazetteer_comes_before_the_label(wording: str, label: str, kind: str) -> None:
    """A known state or body is one whatever the parser calls it; a first name that is also a country is a person."""
    assert kind == name_kind(wording, label, GAZETTEER)


def test_a_body_is_named_with_the_words_that_tell_which() -> None:
    """An unknown body keeps its whole phrase; one that the gazetteer knows is its name alone."""
    unknown = (
        "the DT 3 det; old JJ 3 amod; Ironworks NNP 6 nsubj ORG; of IN 5 case; Oslo NNP 3 nmod LOC; won VBD 0 root"
    )
    known = "the DT 3 det; old JJ 3 amod; OSCE NNP 4 nsubj ORG; won VBD 0 root"
    assert ("the old Ironworks of Oslo", "organization") == said(unknown, "Ironworks")
    assert ("OSCE", "organization") == said(known, "OSCE")


def test_a_body_that_the_parser_cut_short_is_whole() -> None:
    """Of a long name the parser may label and join only the first words; the gazetteer knows all."""
    sentence = (
        "Organization NNP 8 nsubj ORG; for IN 3 case; Security NNP 1 nmod; and CC 5 cc; Cooperation NNP 3 conj; "
        "in IN 7 case; Europe NNP 8 obl; met|meet VBD 0 root"
    )
    wanted = "Organization for Security and Cooperation in Europe"
    assert (wanted, "organization") == said(sentence, "Organization")


def test_a_proper_noun_without_a_label_is_its_whole_stretch() -> None:
    """A name that the parser did not label is still named, with the words that belong to it."""
    person = "Vera NNP 3 nsubj; Dahlgren NNP 1 flat; spoke VBD 0 root"
    assert [("Vera Dahlgren", "person"), ("Norway", "state")] == [
        said(person, "Vera"),
        said("Norway NNP 2 nsubj; won VBD 0 root", "Norway"),
    ]


def test_a_phrase_ends_before_what_is_added_to_it() -> None:
    """Relative clauses, appositions and conjuncts are no part of a phrase, what defines it is."""
    read = tree(
        "the DT 2 det; mayor NN 0 root; of IN 4 case; Oslo NNP 2 nmod LOC; , , 7 punct; who WP 7 nsubj; "
        "won|win VBD 2 acl:relcl; , , 10 punct; and CC 10 cc; others NNS 2 conj"
    )
    assert (0, 4) == phrase(read, 1)


@pytest.mark.parametrize(("preposition", "kept"), [("of", True), ("from", True), ("with", False), ("after", False)])
def test_only_a_preposition_that_tells_which_one_is_kept(preposition: str, kept: bool) -> None:
    """ "the mayor of Oslo" is one phrase; in "the mayor with a dog" the dog tells what he has, not who he is."""
    read = tree(f"the DT 2 det; mayor NN 5 nsubj; {preposition} IN 4 case; Oslo NNP 2 nmod LOC; won VBD 0 root")
    assert (0, 4 if kept else 2) == phrase(read, 1)


def test_a_bare_noun_keeps_the_clause_that_tells_which_one() -> None:
    """ "families who lost a child" is whole; a role, or a noun that is told apart already, needs no clause."""
    clause = "who WP {0} nsubj; lost|lose VBD {1} acl:relcl; a DT {2} det; child NN {0} obj; spoke VBD 0 root"
    bare = "the DT 2 det; families|family NNS 7 nsubj; " + clause.format(4, 2, 6)
    role = "the DT 2 det; mayor NN 7 nsubj; " + clause.format(4, 2, 6)
    told = "the DT 3 det; poor JJ 3 amod; families|family NNS 8 nsubj; " + clause.format(5, 3, 7)
    assert ["the families who lost a child", "the mayor", "the poor families"] == [
        said(bare, "families")[0],
        said(role, "mayor")[0],
        said(told, "families")[0],
    ]


def test_a_clause_of_more_than_ten_words_is_left_out() -> None:
    """Evidence shows it; a mention of a paragraph names nobody."""
    long = "; ".join(f"w{at} RB 4 advmod" for at in range(9))
    sentence = (
        f"the DT 2 det; families|family NNS 14 nsubj; who WP 4 nsubj; lost|lose VBD 2 acl:relcl; {long}; "
        "spoke VBD 0 root"
    )
    assert "the families" == said(sentence, "families")[0]


@pytest.mark.parametrize(
    ("word", "tag", "kind"),
    [
        ("president", "NN", "person"),
        ("presidents|president", "NNS", "group"),
        ("country", "NN", "state"),
        ("countries|country", "NNS", "group"),
        ("ministry", "NN", "organization"),
        ("party", "NN", "organization"),
        ("parties|party", "NNS", "group"),
        ("observers|observer", "NNS", "group"),
        ("rain", "NN", "thing"),
    ],
)
def test_a_common_noun_has_a_kind(word: str, tag: str, kind: str) -> None:
    """A role is a person and several are a group; a state, a body and a thing are told by the noun."""
    assert kind == noun_kind(tree(f"the DT 2 det; {word} {tag} 3 nsubj; won|win VBD 0 root"), 1, GAZETTEER)


def role(sentence: str, word: int) -> str | None:
    """The role that the words around a noun give, as the gazetteer writes it."""
    found = role_phrase(tree(sentence), word, GAZETTEER)
    known = GAZETTEER.role(found) if found else None
    return known.wording if known else None


def test_a_role_is_the_longest_that_the_words_give() -> None:
    """ "foreign minister" is more than "minister", "head of state" more than "head"."""
    assert ["foreign minister", "head of state", "prime minister"] == [
        role("the DT 3 det; foreign JJ 3 amod; minister NN 4 nsubj; won VBD 0 root", 2),
        role("the DT 2 det; head NN 5 nsubj; of IN 4 case; state NN 2 nmod; won VBD 0 root", 1),
        role("Prime NNP 2 amod; Minister NNP 3 nsubj; won VBD 0 root", 1),
    ]


def test_a_role_is_read_through_whose_it_is() -> None:
    """ "the head of our state" is the head of state."""
    assert "head of state" == role(
        "the DT 2 det; head NN 6 nsubj; of IN 5 case; our PRP$ 5 nmod:poss; state NN 2 nmod; won VBD 0 root", 1
    )


def test_what_is_no_role_gives_none() -> None:
    """A thing of the state is nobody's office."""
    assert None is role("the DT 2 det; rain NN 5 nsubj; of IN 4 case; state NN 2 nmod; won VBD 0 root", 1)
