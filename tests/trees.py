"""Sentences with trees written by hand, so that tests of syntax need no parser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from hypothesis import strategies as st

from onrecord.tree import Tree
from onrecord.types import Block, BlockKind, Name, Parsed, Sentence, Span
from tests.support import make_article

_JOINED = frozenset({".", ",", ":", "?", ";", "'s", "’s", "n't", "”"})


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


def parsed_of(
    *sentences: str, kinds: Sequence[BlockKind] = (), published: str | None = "2024-02-08", dateline: str | None = None
) -> Parsed:
    """An article of sentences written by hand: "word XPOS head relation" with semicolons between the words.

    "met|meet" has its lemma after the bar, else the word is its own; a fifth cell names the word (PER, ORG or LOC).
    With ``kinds`` each sentence is a block of its own, else all stand in one paragraph. Marks join the word before.
    """
    rows = [[cell.split() for cell in sentence.split("; ")] for sentence in sentences]
    gap, text, read = "\n" if kinds else " ", "", []
    for place, row in enumerate(rows):
        text += gap if text else ""
        found, text = _sentence(row, text, place if kinds else 0)
        read.append(found)
    spans = [sentence.span for sentence in read]
    blocks = [Block(kind, span) for kind, span in zip(kinds, spans, strict=True)] if kinds else []
    article = make_article(text)
    article = replace(article, blocks=tuple(blocks) or article.blocks, published=published, dateline=dateline)
    return Parsed(article, tuple(read))


def trees_of(parsed: Parsed) -> tuple[Tree, ...]:
    """The trees of an article's sentences."""
    return tuple(Tree(sentence, parsed.article.text) for sentence in parsed.sentences)


def _sentence(row: list[list[str]], text: str, block: int) -> tuple[Sentence, str]:
    """The sentence whose words follow a text, and the text with it."""
    words, lemmas = zip(*((cell[0].split("|") * 2)[:2] for cell in row), strict=True)
    starts: list[int] = []
    for place, word in enumerate(words):
        joined = not starts or word in _JOINED or words[place - 1] == "“"
        text += "" if joined else " "
        starts.append(len(text))
        text += word
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    sentence = Sentence(
        span=Span(starts[0], ends[-1]),
        block=block,
        starts=tuple(starts),
        ends=tuple(ends),
        words=words,
        lemmas=lemmas,
        upos=tuple(_universal(cell[1]) for cell in row),
        xpos=tuple(cell[1] for cell in row),
        heads=tuple(int(cell[2]) - 1 for cell in row),
        relations=tuple(cell[3] for cell in row),
        names=_names(row),
    )
    return sentence, text


def _names(row: list[list[str]]) -> tuple[Name, ...]:
    runs = groupby(range(len(row)), key=lambda place: row[place][4] if len(row[place]) > 4 else "")
    kept = [(kind, list(places)) for kind, places in runs if kind]
    return tuple(Name(places[0], places[-1] + 1, kind) for kind, places in kept)  # type: ignore[arg-type]


@st.composite
def random_heads(draw: st.DrawFn, most: int = 12) -> list[int]:
    """The heads of some tree with one root, -1 for the root."""
    order = draw(st.permutations(range(draw(st.integers(1, most)))))
    heads = [-1] * len(order)
    for place, word in enumerate(order[1:], 1):
        heads[word] = order[draw(st.integers(0, place - 1))]
    return heads
