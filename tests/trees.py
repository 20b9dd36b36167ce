"""Sentences with trees written by hand, so that tests of syntax need no parser."""

from __future__ import annotations

from onrecord.tree import Tree
from onrecord.types import Name, Sentence, Span


def tree_of(rows: str, *names: tuple[int, int, str]) -> Tree:
    """A tree from lines "word lemma XPOS head relation" (heads count from 1, 0 is the root); ``names`` are spans."""
    cells = [line.split() for line in rows.strip().splitlines()]
    words = [row[0] for row in cells]
    text = " ".join(words)
    starts = [sum(len(word) + 1 for word in words[:place]) for place in range(len(words))]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    sentence = Sentence(
        span=Span(0, len(text)),
        block=0,
        starts=tuple(starts),
        ends=tuple(ends),
        words=tuple(words),
        lemmas=tuple(row[1] for row in cells),
        upos=tuple(_universal(row[2]) for row in cells),
        xpos=tuple(row[2] for row in cells),
        heads=tuple(int(row[3]) - 1 for row in cells),
        relations=tuple(row[4] for row in cells),
        names=tuple(Name(start, end, kind) for start, end, kind in names),  # type: ignore[arg-type]
    )
    return Tree(sentence, text)


def _universal(tag: str) -> str:
    """The universal tag of a Penn tag."""
    exact = {
        "NNP": "PROPN",
        "NNPS": "PROPN",
        "IN": "ADP",
        "TO": "PART",
        "MD": "AUX",
        "CC": "CCONJ",
        "DT": "DET",
        "CD": "NUM",
    }
    if tag in exact:
        return exact[tag]
    prefixes = {
        "NN": "NOUN",
        "VB": "VERB",
        "JJ": "ADJ",
        "RB": "ADV",
        "PR": "PRON",
        "WP": "PRON",
        "WD": "PRON",
        "AU": "AUX",
    }
    return prefixes.get(tag[:2], "PUNCT")
