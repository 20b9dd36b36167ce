"""Lists: the members that follow a list's head ("Congratulations came from:") in the lines below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.data import Gazetteer
from onrecord.find.clauses import opened
from onrecord.find.names import mentions_at
from onrecord.tree import Tree
from onrecord.types import PARTIES, Article, Mention

_LONGEST_LINE = 25


def members_below(article: Article, trees: Sequence[Tree], head: Tree, gazetteer: Gazetteer) -> list[Mention]:
    """Whom the lines after a list's head name, one line after another; empty where no list follows.

    A head is a sentence that ends in a colon, or a heading whose next block is a list item.
    """
    index = trees.index(head)
    below = trees[index + 1 :]
    colon = head.sentence.words[-1] == ":"
    heading = article.blocks[head.sentence.block].kind == "heading" and below and _is_item(article, below[0])
    if not colon and not heading:
        return []
    return [mention for tree in _lines(article, below) for mention in _named_by(tree, gazetteer)]


def _lines(article: Article, below: Sequence[Tree]) -> Iterator[Tree]:
    """The lines of the list: its items' first sentences, or short lines without a verb, up to the first other."""
    seen: set[int] = set()
    for tree in below:
        block = tree.sentence.block
        if _is_item(article, tree):
            if block not in seen:
                yield tree
            seen.add(block)
        elif seen or len(tree.sentence.words) > _LONGEST_LINE or "VERB" in tree.sentence.upos:
            return
        else:
            yield tree


def _is_item(article: Article, tree: Tree) -> bool:
    return article.blocks[tree.sentence.block].kind == "item"


def _named_by(tree: Tree, gazetteer: Gazetteer) -> list[Mention]:
    root = tree.sentence.heads.index(-1)
    first = next((w for w, upos in enumerate(tree.sentence.upos) if upos in {"PROPN", "NOUN"}), root)
    top = root if tree.sentence.upos[root] in {"PROPN", "NOUN"} else tree.first_conjunct(first)
    found = [mention for word in opened(tree, top) for mention in mentions_at(tree, word, gazetteer)]
    return [mention for mention in found if mention.kind in PARTIES]
