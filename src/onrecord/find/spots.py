"""Where a claim's words stand in the trees: its sentence, its head word, the clauses above it.

Positions are words of one sentence; every walk is bounded by the tree.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.tree import Tree, words_of
from onrecord.types import Span

_CLAUSAL = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Words of a sentence: its place and tree, the first word and one past the last, and the word that heads them."""

    sentence: int
    tree: Tree
    start: int
    end: int
    head: int


class Page:
    """One article's trees, to be asked where a span stands."""

    def __init__(self, trees: tuple[Tree, ...]) -> None:
        self.trees = trees
        self._starts = [tree.sentence.span.start for tree in trees]

    def sentence(self, span: Span) -> int:
        """The place of the last sentence that begins no later than the span; -1 where none does."""
        return bisect.bisect_right(self._starts, span.start) - 1

    def sentences(self, span: Span) -> range:
        """The places of the sentences that the span may meet."""
        return range(max(0, self.sentence(span)), bisect.bisect_left(self._starts, span.end))

    def spot(self, span: Span) -> Spot | None:
        """Where the span's first sentence has it, None where no sentence does."""
        at = self.sentence(span)
        if at < 0:
            return None
        tree = self.trees[at]
        start, end = words_of(tree.sentence, span)
        return Spot(at, tree, start, end, tree.top_of(start, end)) if start < end else None


def heads_clause(tree: Tree, word: int) -> bool:
    """Whether the word is the predicate of a clause."""
    if tree.head(word) < 0 or tree.bare[word] in _CLAUSAL:
        return True
    predicate = tree.sentence.upos[word] in {"VERB", "AUX"} or tree.kid(word, "cop", "nsubj") is not None
    return tree.bare[word] == "conj" and predicate


def clause_of(tree: Tree, word: int) -> int:
    """The predicate of the smallest clause that the word stands in: the word itself where it is one."""
    while not heads_clause(tree, word):
        word = tree.head(word)
    return word


def shared(tree: Tree, word: int) -> Iterator[int]:
    """The predicate of the word's clause, then those that it shares subject and time with, nearest first.

    "On Monday he *phoned* her to congratulate her", "*phoned* her and congratulated her", "*met* her, thanking her".
    """
    clause = clause_of(tree, word)
    yield clause
    while tree.head(clause) >= 0 and _goes_along(tree, clause):
        clause = clause_of(tree, tree.head(clause))
        yield clause


def _goes_along(tree: Tree, clause: int) -> bool:
    """Whether a clause has no subject of its own and happens with the one above."""
    relation, own = tree.relation(clause), tree.kid(clause, "nsubj", "csubj")
    if own is not None or (tree.kid(clause, "mark") is not None and tree.sentence.xpos[clause] not in {"VB"}):
        return False
    if relation in {"xcomp", "conj"}:
        return True
    return relation in {"advcl", "acl"} and tree.sentence.xpos[clause] in {"VB", "VBG"}
