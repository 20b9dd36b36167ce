"""The members that follow a list's head."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.data import load_gazetteer
from onrecord.find.lists import members_below
from onrecord.types import Parsed
from tests.trees import parsed_of, trees_of

GAZETTEER = load_gazetteer()
HEAD = "Congratulations|congratulation NNS 2 nsubj; came|come VBD 0 root; from IN 2 obl; : : 2 punct"
HEADING = "Congratulations|congratulation NNS 0 root"
NORWAY = "Norway NNP 0 root LOC"
PERU = "the DT 2 det; president NN 0 root; of IN 4 case; Peru NNP 2 nmod LOC"
VERA = "Vera NNP 0 root PER; Dahlgren NNP 1 flat PER; , , 4 punct; mayor NN 1 appos; of IN 6 case; Oslo NNP 4 nmod LOC"
SENTENCE = "Rain NN 2 nsubj; fell|fall VBD 0 root; on IN 4 case; Oman NNP 2 obl LOC"
BOTH = "Oman NNP 0 root LOC; and CC 3 cc; Fiji NNP 1 conj LOC"


def members(parsed: Parsed, head: int = 0) -> list[str]:
    """Whom the lines below a sentence name."""
    trees = trees_of(parsed)
    return [mention.wording for mention in members_below(parsed.article, trees, trees[head], GAZETTEER)]


def test_items_below_a_colon_are_members_in_their_order() -> None:
    """One line after another, each by its head: a state, an office, a name with its description."""
    parsed = parsed_of(HEAD, VERA, NORWAY, PERU, kinds=("paragraph", "item", "item", "item"))
    assert ["Vera Dahlgren", "Norway", "the president of Peru"] == members(parsed)


def test_members_are_the_words_of_their_spans() -> None:
    """A member is cited from its own line."""
    parsed = parsed_of(HEAD, NORWAY, PERU, kinds=("paragraph", "item", "item"))
    trees = trees_of(parsed)
    found = members_below(parsed.article, trees, trees[0], GAZETTEER)
    assert [mention.wording for mention in found] == [mention.span.of(parsed.article.text) for mention in found]
    assert [parsed.article.text.index(wording) for wording in ("Norway", "the president")] == [
        mention.span.start for mention in found
    ]


def test_items_below_a_heading_are_members() -> None:
    """A heading needs no colon."""
    assert ["Norway"] == members(parsed_of(HEADING, NORWAY, kinds=("heading", "item")))


@pytest.mark.parametrize("kinds", [("paragraph", "item"), ("heading", "paragraph")])
def test_without_a_colon_only_items_right_below_a_heading_are_a_list(kinds: tuple) -> None:
    """A paragraph's end without a colon opens nothing, and a heading above a paragraph is its title."""
    assert [] == members(parsed_of(HEADING, NORWAY, kinds=kinds))


def test_short_lines_without_a_verb_are_a_list_too() -> None:
    """Many an outlet lists without marking it up; the list ends where a sentence tells something."""
    kinds = ("paragraph",) * 5
    assert ["Norway", "the president of Peru"] == members(parsed_of(HEAD, NORWAY, PERU, SENTENCE, BOTH, kinds=kinds))


def test_a_line_may_name_several() -> None:
    """ "Oman and Fiji" on one line are two."""
    assert ["Oman", "Fiji"] == members(parsed_of(HEAD, BOTH, kinds=("paragraph", "item")))


def test_the_list_ends_where_its_items_end() -> None:
    """What stands below the last item is no member, though it be a short line."""
    parsed = parsed_of(HEAD, NORWAY, PERU, BOTH, kinds=("paragraph", "item", "paragraph", "item"))
    assert ["Norway"] == members(parsed)


def test_a_long_line_ends_the_list() -> None:
    """A line of more than 25 words is a paragraph."""
    long = "; ".join(["Norway NNP 0 root LOC", *(f"w{at} NN 1 dep" for at in range(25))])
    assert [] == members(parsed_of(HEAD, long, NORWAY, kinds=("paragraph",) * 3))


def test_only_the_first_sentence_of_an_item_names_its_member() -> None:
    """What an item goes on to tell is of somebody it has named already."""
    parsed = parsed_of(HEAD, NORWAY, PERU, kinds=("paragraph", "item", "item"))
    first, second, third = parsed.sentences
    assert ["Norway"] == members(replace(parsed, sentences=(first, second, replace(third, block=1))))


def test_a_line_that_names_nobody_adds_nobody() -> None:
    """A thing in a list congratulates nobody, and the list goes on."""
    parsed = parsed_of(HEAD, "rain NN 0 root", NORWAY, kinds=("paragraph", "item", "item"))
    assert ["Norway"] == members(parsed)


def test_a_head_at_the_end_of_the_article_has_no_members() -> None:
    """A colon with nothing below it, and a heading likewise."""
    assert [[], []] == [members(parsed_of(HEAD)), members(parsed_of(HEADING, kinds=("heading",)))]
