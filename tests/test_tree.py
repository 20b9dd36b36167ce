"""Walking a dependency tree."""

from __future__ import annotations

from hypothesis import given

from onrecord.tree import Tree, words_of
from onrecord.types import Sentence, Span
from tests.trees import parsed_of, random_heads, tree_of, trees_of

LEADERS = tree_of(
    "The the DT 2 det\nleaders leader NNS 9 nsubj\nof of IN 4 case\nNorway Norway NNP 2 nmod\n, , , 6 punct\n"
    "Chad Chad NNP 4 conj\nand and CC 8 cc\nPeru Peru NNP 4 conj\nmet meet VBD 0 root",
    (3, 4, "LOC"),
    (5, 6, "LOC"),
)


def tree_with(heads: list[int]) -> Tree:
    """A tree of these heads whose words and relations say nothing."""
    size = len(heads)
    words = ("w",) * size
    starts, ends = tuple(range(0, 2 * size, 2)), tuple(range(1, 2 * size, 2))
    sentence = Sentence(
        Span(0, 2 * size - 1), 0, starts, ends, words, words, words, words, tuple(heads), ("dep",) * size
    )
    return Tree(sentence, " ".join(words))


@given(random_heads())
def test_every_word_is_below_the_root_once(heads: list[int]) -> None:
    """The root's subtree is the sentence: every word once, each after its head."""
    tree = tree_with(heads)
    below = list(tree.subtree(heads.index(-1)))
    assert list(range(len(heads))) == sorted(below)
    assert all(below.index(head) < below.index(word) for word, head in enumerate(heads) if head >= 0)


@given(random_heads())
def test_every_walk_upwards_ends_at_the_root(heads: list[int]) -> None:
    """A word's ancestors are the words in whose subtree it stands, the root last."""
    tree = tree_with(heads)
    for word in range(len(heads)):
        above = list(tree.ancestors(word))
        assert {other for other in range(len(heads)) if word in tree.subtree(other)} == {word, *above}
        assert [heads.index(-1)] == [word, *above][-1:]


@given(random_heads())
def test_an_extent_is_the_ends_of_the_subtree(heads: list[int]) -> None:
    """The extent reaches from the subtree's first word to its last."""
    tree = tree_with(heads)
    for word in range(len(heads)):
        below = list(tree.subtree(word))
        assert (min(below), max(below) + 1) == tree.extent(word)


def test_a_bare_relation_takes_its_subtypes_and_a_subtype_only_itself() -> None:
    """Asking for ``obl`` gives ``obl:agent`` too; asking for ``obl:agent`` does not give ``obl``."""
    tree = tree_of("praised praise VBN 0 root\nby by IN 3 case\nOslo Oslo NNP 1 obl:agent\nhere here RB 1 obl")
    assert ([2, 3], [2]) == (tree.kids(0, "obl"), tree.kids(0, "obl:agent"))


def test_a_relation_that_begins_alike_is_another_relation() -> None:
    """``nsubj`` is no ``nsub``, and where no child stands in a relation the first one is None."""
    tree = tree_of("Oslo Oslo NNP 2 nsubj\npraised praise VBD 0 root")
    assert ([], None, 0) == (tree.kids(1, "nsub"), tree.kid(1, "obj"), tree.kid(1, "nsubj"))


def test_branches_left_out_take_all_below_them_along() -> None:
    """Without ``nmod`` and ``punct`` the leaders are two words, though a conjunct hangs below the nmod."""
    assert ((0, 8), (0, 2)) == (LEADERS.extent(1), LEADERS.extent(1, without=("nmod", "punct")))


def test_only_the_branches_named_are_kept() -> None:
    """Where relations are named, every other branch is left out."""
    assert ((0, 2), (1, 4)) == (LEADERS.extent(1, only=("det",)), LEADERS.extent(1, only=("nmod", "case")))


def test_a_co_ordination_is_whole_from_its_head() -> None:
    """Conjuncts come in order of appearance, and each knows the first."""
    assert [3, 5, 7] == LEADERS.conjuncts(3)
    assert [3, 3, 3, 1] == [LEADERS.first_conjunct(word) for word in (3, 5, 7, 1)]


def test_a_chain_of_conjuncts_is_one_co_ordination() -> None:
    """ "A and B and C" is one list of three, however the parser chains it."""
    tree = tree_of("Chad Chad NNP 0 root\nand and CC 3 cc\nPeru Peru NNP 1 conj\nand and CC 5 cc\nOman Oman NNP 3 conj")
    assert ([0, 2, 4], 0) == (tree.conjuncts(0), tree.first_conjunct(4))


def test_a_preposition_of_several_words_is_one() -> None:
    """ "because of" is read whole, in lower case."""
    tree = tree_of("Because Because IN 3 case\nof of IN 1 fixed\nOslo Oslo NNP 4 obl\nwon win VBD 0 root")
    assert ("because of", "") == (tree.preposition(2), tree.preposition(3))


def test_the_mark_of_the_genitive_is_no_preposition() -> None:
    """A case marker after its word ("Oslo 's") is not before it."""
    tree = tree_of("Oslo Oslo NNP 3 nmod:poss\n's 's POS 1 case\nvote vote NN 0 root")
    assert "" == tree.preposition(0)


def test_the_named_span_of_a_word_ends_before_its_end() -> None:
    """A name holds its words from the first to before the end."""
    tree = tree_of("Vera Vera NNP 3 nsubj\nDahlgren Dahlgren NNP 1 flat\nspoke speak VBD 0 root", (0, 2, "PER"))
    assert [(0, 2, "PER"), (0, 2, "PER"), None] == [tree.name_at(word) for word in range(3)]


def test_the_top_of_a_stretch_hangs_outside_it() -> None:
    """The head of a stretch is the first word whose head is not in it."""
    assert [1, 3, 8] == [LEADERS.top_of(0, 8), LEADERS.top_of(2, 4), LEADERS.top_of(0, 9)]


def test_a_wording_is_exactly_the_text_of_its_span() -> None:
    """In the second sentence too, and with marks that join the word before, offsets are those of the article."""
    parsed = parsed_of(
        "Өскемен NNP 2 nsubj; won|win VBD 0 root; . . 2 punct",
        "Vera NNP 4 nmod:poss PER; Dahlgren NNP 1 flat PER; 's POS 1 case; vote NN 0 root; . . 4 punct",
    )
    tree = trees_of(parsed)[1]
    assert "Vera Dahlgren's vote" == tree.wording(0, 4)
    assert tree.wording(0, 4) == tree.span(0, 4).of(parsed.article.text)
    assert Span(parsed.article.text.index("Vera"), len(parsed.article.text) - 1) == tree.span(0, 4)


def test_a_lemma_is_in_lower_case() -> None:
    """However the parser wrote it."""
    assert "norway" == LEADERS.lemma(3)


def test_the_words_a_span_touches() -> None:
    """A span that begins or ends inside a word takes the word; one between two words takes none."""
    sentence = tree_of("Oslo Oslo NNP 2 nsubj\npraised praise VBD 0 root\nLima Lima NNP 2 obj").sentence
    assert [(0, 1), (0, 2), (1, 3), (1, 1)] == [
        words_of(sentence, Span(*span)) for span in ((0, 4), (3, 6), (5, 17), (4, 5))
    ]


def test_a_span_past_the_sentence_touches_no_word() -> None:
    """Start and end are then equal."""
    sentence = tree_of("Oslo Oslo NNP 0 root").sentence
    start, end = words_of(sentence, Span(9, 12))
    assert start == end
