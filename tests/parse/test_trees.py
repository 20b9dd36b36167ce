"""Laws of tree decoding."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from onrecord.parse.trees import are_trees, best_tree, is_tree


def _with_root(heads: np.ndarray) -> np.ndarray:
    return np.concatenate([[0], heads])


def _score(arcs: np.ndarray, heads: np.ndarray) -> float:
    return float(arcs[np.arange(len(heads)), heads].sum())


@pytest.mark.parametrize("seed", range(60))
def test_always_one_root_and_a_tree(seed: int) -> None:
    """Whatever the scores, the result is a tree with exactly one root."""
    chance = np.random.default_rng(seed)
    size = int(chance.integers(1, 40))
    arcs = chance.normal(size=(size, size + 1)) * chance.choice([0.01, 1.0, 1000.0])
    heads = best_tree(arcs)
    assert (size,) == heads.shape
    assert is_tree(_with_root(heads))


@pytest.mark.parametrize("seed", range(40))
def test_no_other_tree_scores_higher(seed: int) -> None:
    """Of all trees with one root over four words, the result has the highest score."""
    arcs = np.random.default_rng(seed).normal(size=(4, 5))
    trees = [np.array(heads) for heads in itertools.product(range(5), repeat=4) if is_tree(_with_root(np.array(heads)))]
    best = max(_score(arcs, heads) for heads in trees)
    assert pytest.approx(best) == _score(arcs, best_tree(arcs))


def test_one_word_is_the_root() -> None:
    """A sentence of one word is its own tree."""
    assert [0] == best_tree(np.array([[-5.0, 3.0]])).tolist()


def test_a_cycle_is_broken() -> None:
    """Two words that point at each other are opened where it costs least."""
    arcs = np.array([[1.0, -9.0, 5.0], [0.0, 5.0, -9.0]])
    assert [0, 1] == best_tree(arcs).tolist()


def test_two_roots_become_one() -> None:
    """Where every word would be root, one is, and the other hangs below it."""
    heads = best_tree(np.array([[9.0, -50.0, 1.0, 1.0], [8.0, 1.0, -50.0, 1.0], [8.0, 1.0, 1.0, -50.0]]))
    assert [0, 1, 1] == heads.tolist()


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 0.0])
def test_degenerate_scores_still_give_a_tree(value: float) -> None:
    """Scores that say nothing give some tree, not an endless loop."""
    assert is_tree(_with_root(best_tree(np.full((6, 7), value))))


def test_a_long_chain_of_cycles_ends() -> None:
    """A sentence in which everything is a cycle of two is decoded all the same."""
    size = 120
    arcs = np.zeros((size, size + 1))
    for word in range(size):
        arcs[word, (word ^ 1) + 1] = 10.0 + word / size
    assert is_tree(_with_root(best_tree(arcs)))


def test_trees_are_told_from_cycles_and_from_two_roots() -> None:
    """A row is a tree only with one root and no cycle."""
    rows = np.array([[0, 0, 1, 2], [0, 0, 3, 2], [0, 0, 0, 1], [0, 2, 3, 0]])
    assert [True, False, False, True] == are_trees(rows).tolist()
