"""Laws of the generated training sentences; they need no treebank and no torch."""

from __future__ import annotations

import random

import pytest

from tools.train.augment import replaced, title, upper, without_stop
from tools.train.grammar import NEWS, Actors, Grammar
from tools.train.organisations import organisation
from tools.train.phrases import chain, split_name, tree_of
from tools.train.treebank import Tree, bio_spans

ADJECTIVES = frozenset({"democratic", "popular", "national"})


def _organisations(*names: str) -> tuple:
    return tuple(phrase for name in names if (phrase := organisation(name, ADJECTIVES)))


ACTORS = Actors(
    names=("Ilham Aliyev", "Ursula von der Leyen", "Lee Teng-hui"),
    countries=("Belarus", "Georgia", "Peru"),
    capitals=("Baku", "Minsk"),
    demonyms=("Georgian", "Peruvian"),
    bodies=_organisations("Popular Front Party", "Ministry of Justice", "Justice and Development Party"),
    short=_organisations("NATO", "Reuters"),
)


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    """The grammar that training uses, over a few names."""
    return Grammar(NEWS, ACTORS)


def _is_tree(tree: Tree) -> bool:
    def arrives(at: int) -> bool:
        for _ in tree.heads:
            if tree.heads[at] < 0:
                return True
            at = tree.heads[at]
        return False

    return sum(head < 0 for head in tree.heads) == 1 and all(arrives(at) for at in range(len(tree.heads)))


@pytest.mark.parametrize("seed", range(10))
def test_every_generated_sentence_is_a_tree(grammar: Grammar, seed: int) -> None:
    """A generated sentence has one root, no cycle and columns of one length."""
    chance = random.Random(seed)
    for number in range(100):
        tree = tree_of(grammar.make("sentence", chance), str(number))
        assert _is_tree(tree), tree.words
        columns = (tree.upos, tree.xpos, tree.relations, tree.names)
        assert {len(tree.words)} == {len(column) for column in columns}


def test_every_rule_can_be_used(grammar: Grammar) -> None:
    """Each phrase of the grammar expands: no slot and no head is misspelt."""
    for name in grammar.phrases():
        for number in range(200):
            assert _is_tree(tree_of(grammar.make(name, random.Random(number)), name))


def test_the_same_seed_gives_the_same_sentences(grammar: Grammar) -> None:
    """Generation depends on nothing but its seed."""
    assert grammar.make("sentence", random.Random(7)) == grammar.make("sentence", random.Random(7))


def test_hyphenated_names_are_split() -> None:
    """A hyphen in a name is a word of its own and hangs on what follows it."""
    tree = tree_of(chain(split_name("Lee Teng-hui"), "PER"), "x")
    assert ("Lee", "Teng", "-", "hui") == tree.words
    assert (-1, 0, 3, 0) == tree.heads


def test_another_name_keeps_the_tree() -> None:
    """A longer name in a name's place takes over its relation, and everything else stays where it hung."""
    tree = tree_of(chain(["Ann"], "PER"), "x")
    longer = replaced(tree, 0, 1, chain(split_name("Ursula von der Leyen"), "PER"))
    assert ("Ursula", "von", "der", "Leyen") == longer.words
    assert (-1, 0, 0, 0) == longer.heads
    assert [(0, 4, "PER")] == bio_spans(longer.names)


def test_capitals_and_stops_leave_the_tree_alone(grammar: Grammar) -> None:
    """Copies in capitals, as titles and without the full stop are still trees."""
    tree = tree_of(grammar.make("sentence", random.Random(3)), "x")
    for copy in (upper(tree), title(tree), without_stop(tree)):
        assert _is_tree(copy)


def test_an_organisation_is_headed_by_its_last_noun() -> None:
    """In "Justice and Development Party" the party heads, and what it is for is joined below it."""
    (party,) = _organisations("Justice and Development Party")
    assert (3, 2, 0, -1) == tuple(word.head for word in party.words)


def test_a_name_that_ends_in_a_link_has_no_tree() -> None:
    """A name that breaks off is left out."""
    assert organisation("Party of", ADJECTIVES) is None
