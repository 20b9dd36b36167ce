"""Phrases with trees and names, and how they are joined into training sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tools.train.treebank import Tree, bio_tags


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a phrase; ``head`` is a position in the phrase, -1 for the phrase's own head."""

    form: str
    xpos: str
    relation: str
    head: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words with their tree and named spans."""

    words: tuple[Word, ...]
    names: tuple[tuple[int, int, str], ...] = ()

    @property
    def head(self) -> int:
        """Where the phrase's own head stands."""
        return next(at for at, word in enumerate(self.words) if word.head < 0)


_TAGS = {
    "PROPN": "NNP NNPS",
    "NOUN": "NN NNS",
    "ADP": "IN",
    "DET": "DT",
    "CCONJ": "CC",
    "PRON": "PRP PRP$ WP WDT EX",
    "ADV": "RB",
    "NUM": "CD",
    "AUX": "MD",
    "PART": "POS TO",
    "ADJ": "JJ JJS",
    "VERB": "VB VBD VBZ VBP VBN VBG",
}
_UPOS = {penn: tag for tag, several in _TAGS.items() for penn in several.split()}


def universal(word: Word) -> str:
    """The universal tag that a Penn tag and a relation imply, as the treebanks have it."""
    if word.xpos.startswith("V") and word.relation in ("aux", "aux:pass", "cop"):
        return "AUX"
    if word.xpos == "NNP" and word.relation == "amod":
        return "ADJ"
    if word.xpos == "IN" and word.relation == "mark":
        return "SCONJ"
    if word.xpos == "TO":
        return "ADP" if word.relation == "case" else "PART"
    if word.form.lower() == "not":
        return "PART"
    return _UPOS.get(word.xpos, "PUNCT")


def tree_of(phrase: Phrase, number: str) -> Tree:
    """A training tree of a finished sentence."""
    words = phrase.words
    opens = [at == 0 or words[at - 1].xpos == "``" for at in range(len(words))]
    forms = [
        word.form[:1].upper() + word.form[1:] if raised else word.form
        for word, raised in zip(words, opens, strict=True)
    ]
    return Tree(
        id=number,
        words=tuple(forms),
        lemmas=("",) * len(words),
        upos=tuple(universal(word) for word in words),
        xpos=tuple(word.xpos for word in words),
        heads=tuple(word.head for word in words),
        relations=tuple("root" if word.head < 0 else word.relation for word in words),
        names=tuple(bio_tags(phrase.names, len(words))),
        name_weight=1.0,
    )


def join(parts: Sequence[tuple[Phrase, str, int]]) -> Phrase:
    """One phrase of several: each part with its relation and the number of the part it hangs on, -1 for the head."""
    starts = []
    at = 0
    for phrase, _, _ in parts:
        starts.append(at)
        at += len(phrase.words)
    words: list[Word] = []
    names: list[tuple[int, int, str]] = []
    for (phrase, relation, governor), start in zip(parts, starts, strict=True):
        outer = -1 if governor < 0 else starts[governor] + parts[governor][0].head
        for word in phrase.words:
            if word.head < 0:
                words.append(Word(word.form, word.xpos, relation, outer))
            else:
                words.append(Word(word.form, word.xpos, word.relation, word.head + start))
        names += [(a + start, b + start, kind) for a, b, kind in phrase.names]
    return Phrase(tuple(words), tuple(names))


def leaf(form: str, xpos: str) -> Phrase:
    """A phrase of one word."""
    return Phrase((Word(form, xpos, "", -1),))


def chain(forms: Sequence[str], kind: str) -> Phrase:
    """A flat name, headed by its first word; hyphens hang on what follows them."""
    words = [Word(forms[0], "NNP", "", -1)]
    for at, form in enumerate(forms[1:], 1):
        words.append(Word(form, "HYPH", "punct", at + 1) if form == "-" else Word(form, "NNP", "flat", 0))
    return Phrase(tuple(words), ((0, len(forms), kind),))


def split_name(name: str) -> list[str]:
    """A name's words, split at hyphens as the treebanks do."""
    return [part for part in re.split(r"\s+|(?<=\w)(-)(?=\w)", name) if part]
