"""Scores of arcs to a tree: one root, no cycle, the best such tree."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Heads = NDArray[np.int64]


def is_tree(heads: Heads) -> bool:
    """Whether heads (node 0 is ROOT and its own head) make a tree with exactly one word under ROOT."""
    return bool(are_trees(heads[None])[0])


def are_trees(heads: Heads) -> NDArray[np.bool_]:
    """For each row of heads, whether it is a tree with exactly one word under ROOT.

    Column 0 is ROOT and its own head; columns past a sentence's end must hang on an earlier word.
    """
    reached = heads
    for _ in range(max(1, int(heads.shape[1]).bit_length())):  # each round doubles the steps walked
        reached = np.take_along_axis(reached, reached, axis=1)
    roots = (heads[:, 1:] == 0).sum(axis=1)
    found: NDArray[np.bool_] = (reached == 0).all(axis=1) & (roots == 1)
    return found


def best_tree(arcs: NDArray[np.floating]) -> Heads:
    """The heads (0 is ROOT) of the highest-scoring tree with one root.

    ``arcs`` has a row a word and a column a head, column 0 for ROOT. Scores that are no numbers count as very low.
    """
    scores = _square(arcs)
    if len(scores) == 2:
        return np.array([0], dtype=np.int64)
    # Every tree pays this once for its root; two roots would pay it twice, which no gain elsewhere can make up for.
    scores[1:, 0] -= (np.ptp(scores[1:][scores[1:] > -np.inf]) + 1.0) * len(scores)
    return _arborescence(scores)[1:]


def _square(arcs: NDArray[np.floating]) -> Scores:
    size = arcs.shape[0] + 1
    scores = np.full((size, size), -np.inf)
    scores[1:] = np.nan_to_num(arcs[:, :size].astype(np.float64), nan=-1e6, posinf=1e6, neginf=-1e6)
    np.fill_diagonal(scores, -np.inf)
    return scores


def _cycle(heads: Heads) -> list[int]:
    """The nodes of one cycle, none where there is none."""
    seen = np.zeros(len(heads), dtype=np.int64)
    seen[0] = -1
    for start in range(1, len(heads)):
        node = start
        while seen[node] == 0:
            seen[node] = start
            node = int(heads[node])
        if seen[node] == start:
            cycle, at = [node], int(heads[node])
            while at != node:
                cycle.append(at)
                at = int(heads[at])
            return cycle
    return []


def _arborescence(scores: Scores) -> Heads:
    """Chu-Liu/Edmonds without recursion: cycle after cycle is contracted, then opened again, the last one first."""
    levels = []
    heads = _greedy(scores)
    # Every contraction leaves one node fewer at least, so that the loop ends.
    while cycle := _cycle(heads):
        ring = np.array(cycle, dtype=np.int64)
        rest = np.delete(np.arange(len(scores)), ring)
        entered = scores[ring[:, None], rest] - scores[ring, heads[ring]][:, None]
        left = scores[rest[:, None], ring]
        smaller = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
        smaller[:-1, :-1] = scores[rest[:, None], rest]
        smaller[-1, :-1] = entered.max(axis=0)
        smaller[:-1, -1] = left.max(axis=1)
        levels.append((heads, rest, ring, entered.argmax(axis=0), left.argmax(axis=1)))
        scores = smaller
        heads = _greedy(scores)
    for above, rest, ring, entry, exit_ in reversed(levels):
        heads = _opened(heads, above, rest, ring, entry, exit_)
    return heads


def _greedy(scores: Scores) -> Heads:
    heads: Heads = scores.argmax(axis=1)
    heads[0] = 0
    return heads


def _opened(heads: Heads, above: Heads, rest: Heads, ring: Heads, entry: Heads, exit_: Heads) -> Heads:
    """Heads of the larger graph from those of the one in which ``ring`` was a single last node."""
    opened = above.copy()  # inside the ring the old heads stay, but for the word through which it is entered
    last = len(rest)
    outer = heads[:last]
    opened[rest] = np.where(outer == last, ring[exit_], rest[np.minimum(outer, last - 1)])
    opened[0] = 0
    governor = heads[last]
    opened[ring[entry[governor]]] = rest[governor]
    return opened
