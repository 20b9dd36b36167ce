"""Which words can head a mention, and in which form."""

from __future__ import annotations

from onrecord.candidates import candidates, forms
from tests.trees import parsed_of, trees_of

TALK = (
    "President NNP 2 nmod:desc; Anna NNP 4 nsubj PER; Keller NNP 2 flat PER; thanked|thank VBD 0 root; "
    "her PRP$ 6 nmod:poss; voters|voter NNS 4 obj; in IN 8 case; Oslo NNP 4 obl LOC; . . 4 punct"
)
BOTH = "Both DT 2 nsubj; agreed|agree VBD 0 root; that IN 5 mark; it PRP 5 expl; rained|rain VBD 2 ccomp; . . 2 punct"


def test_names_nouns_and_pronouns_are_candidates_once_each() -> None:
    """A name counts once, at its head word; a title before it and a word within it do not."""
    parsed = parsed_of(TALK)
    found = candidates(trees_of(parsed))
    assert [("PER", "Anna"), ("she", "her"), ("noun", "voters"), ("LOC", "Oslo")] == [
        (one.form, parsed.sentences[one.sentence].words[one.word]) for one in found
    ]


def test_a_determiner_that_stands_for_people_is_one_and_an_expletive_is_none() -> None:
    """ "Both agreed that it rained": both is somebody, it is nobody."""
    assert ["some"] == [one.form for one in candidates(trees_of(parsed_of(BOTH)))]


def test_rows_count_the_words_of_all_sentences() -> None:
    """A candidate's row is its place among all words of the article."""
    parsed = parsed_of(TALK, BOTH)
    before = len(parsed.sentences[0].words)
    assert all(one.row == one.word + before * one.sentence for one in candidates(trees_of(parsed)))


def test_a_form_is_a_pronoun_a_name_or_neither() -> None:
    """No form is both, and every form of the table is told apart."""
    parsed = parsed_of(TALK, BOTH)
    for one in candidates(trees_of(parsed)):
        assert not (one.is_pronoun and one.is_name)
        assert one.form in forms()
    assert [True, False, False] == [one.is_name for one in candidates(trees_of(parsed))[:3]]
    assert [False, True, False] == [one.is_pronoun for one in candidates(trees_of(parsed))[:3]]
