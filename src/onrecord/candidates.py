"""The words of an article that can head a mention, and the little that is known of each before it is resolved.

The learned finder chooses an act's parties among them, the mention ranker a pronoun's antecedent: both must see the
same ones, and neither step may import the other.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.tree import Tree

_INNER = frozenset({"compound", "flat", "fixed", "goeswith", "amod", "advmod", "expl", "nmod:desc"})
_STANDING = frozenset({"nsubj", "obj", "obl", "iobj", "nmod", "conj", "root"})


@cache
def forms() -> tuple[str, ...]:
    """Every form a candidate can have, in the order of the ranker's weights."""
    return tuple(_table()["forms"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("onrecord").joinpath("candidates.toml").read_text(encoding="utf-8"))


@cache
def _pronouns() -> dict[str, str]:
    """Every pronoun that has a form of its own, with that form."""
    return {word: form for form, words in _table()["pronouns"].items() for word in words}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that can head a mention: its sentence, its place there, its row among all words of the article.

    ``form`` is a pronoun's nominative ("he"; "that" for what has none), the label of a name (PER, ORG, LOC, NAME
    where it has none), "noun", or "some" for a bare determiner, number or adjective ("both", "two").
    """

    sentence: int
    word: int
    row: int
    form: str

    @property
    def is_pronoun(self) -> bool:
        """Whether it can only mean somebody told elsewhere."""
        return (self.form.islower() and self.form not in {"noun", "some"}) or self.form == "I"

    @property
    def is_name(self) -> bool:
        """Whether it is named."""
        return self.form.isupper() and self.form != "I"


def candidates(trees: Sequence[Tree]) -> tuple[Candidate, ...]:
    """Every candidate of an article, in order of appearance; rows count the words of all sentences."""
    found: list[Candidate] = []
    row = 0
    for number, tree in enumerate(trees):
        found += [Candidate(number, word, row + word, form) for word, form in _of_sentence(tree)]
        row += len(tree.sentence.words)
    return tuple(found)


def _of_sentence(tree: Tree) -> Iterator[tuple[int, str]]:
    sentence = tree.sentence
    names = {}
    for name in sentence.names:
        top = tree.top_of(name.start, name.end)
        names.update({word: name.kind if word == top else "" for word in range(name.start, name.end)})
    for word, upos in enumerate(sentence.upos):
        relation = sentence.relations[word]
        if upos == "PRON":
            if relation != "expl":
                yield word, _pronouns().get(sentence.words[word].lower(), "that")
        elif word in names:
            if names[word]:
                yield word, names[word]
        elif upos in {"NOUN", "PROPN"}:
            if relation not in _INNER:
                yield word, "noun" if upos == "NOUN" else "NAME"
        elif upos in {"DET", "NUM", "ADJ"} and relation.partition(":")[0] in _STANDING:
            yield word, "some"
