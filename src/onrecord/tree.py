"""Walking one sentence's dependency tree: children, extents, lists; positions are word positions in the sentence.

Several steps read syntax and none may import another, so the walking stands here, below them; what a construction
*means* stands in ``find/clauses.py`` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, wraps
from typing import Any, TypeVar

from onrecord.types import Sentence, Span

Known = TypeVar("Known")
Told = TypeVar("Told")


def kept(reading: Callable[[Tree, int, Known], Told]) -> Callable[[Tree, int, Known], Told]:
    """The reading of a word, made once and kept by its tree; a tree is read with one gazetteer all its life."""

    @wraps(reading)
    def once(tree: Tree, word: int, known: Known) -> Told:
        key = reading.__name__, word
        if key not in tree.readings:
            tree.readings[key] = reading(tree, word, known)
        told: Told = tree.readings[key]
        return told

    return once


class Tree:
    """One sentence with its children listed; every answer is in word order."""

    __slots__ = ("bare", "children", "readings", "sentence", "spots", "text")

    def __init__(self, sentence: Sentence, text: str) -> None:
        self.sentence = sentence
        self.text = text
        self.spots: tuple[Any, ...] | None = None  # the gazetteer's names, kept by nouns.py once looked up
        self.readings: dict[tuple[str, int], Any] = {}  # what ``kept`` keeps
        children: list[list[int]] = [[] for _ in sentence.heads]
        for word, head in enumerate(sentence.heads):
            if head >= 0:
                children[head].append(word)
        self.children = children
        self.bare = [bare(relation) for relation in sentence.relations]

    def relation(self, word: int) -> str:
        """The Universal Dependencies relation of the word to its head, subtype included."""
        return self.sentence.relations[word]

    def head(self, word: int) -> int:
        """The head's position, -1 for the root."""
        return self.sentence.heads[word]

    def lemma(self, word: int) -> str:
        """The lemma in lower case."""
        return self.sentence.lemmas[word].lower()

    def kids(self, word: int, *relations: str) -> list[int]:
        """Children in one of the relations; a bare relation takes its subtypes too (``obl`` takes ``obl:agent``)."""
        whole, bare = self.sentence.relations, self.bare
        return [kid for kid in self.children[word] if whole[kid] in relations or bare[kid] in relations]

    def kid(self, word: int, *relations: str) -> int | None:
        """The first child in one of the relations, None where there is none."""
        return next(iter(self.kids(word, *relations)), None)

    def subtree(self, word: int) -> Iterator[int]:
        """The word and all below it, parents before children."""
        waiting = [word]
        while waiting:
            current = waiting.pop()
            yield current
            waiting.extend(reversed(self.children[current]))

    def ancestors(self, word: int) -> Iterator[int]:
        """The heads above the word, nearest first."""
        head = self.sentence.heads[word]
        while head >= 0:
            yield head
            head = self.sentence.heads[head]

    def extent(self, word: int, *, without: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> tuple[int, int]:
        """First word and one past the last of the subtree.

        Branches in the relations ``without`` are left out; where ``only`` names relations, all others are.
        """
        first, last, waiting = word, word, [word]
        while waiting:
            current = waiting.pop()
            first, last = min(first, current), max(last, current)
            for kid in self.children[current]:
                relation = self.sentence.relations[kid]
                if not _among(relation, without) and (not only or _among(relation, only)):
                    waiting.append(kid)
        return first, last + 1

    def conjuncts(self, word: int) -> list[int]:
        """The word and what is co-ordinated with it, in order of appearance."""
        found, waiting = [], [word]
        while waiting:
            current = waiting.pop(0)
            found.append(current)
            waiting.extend(self.kids(current, "conj"))
        return sorted(found)

    def first_conjunct(self, word: int) -> int:
        """The word that heads the co-ordination the word stands in (the word itself where it stands in none)."""
        while self.sentence.relations[word] == "conj":
            word = self.sentence.heads[word]
        return word

    def preposition(self, word: int) -> str:
        """The lemmas of the word's case markers joined by spaces ("because of"), empty where it has none."""
        marks = []
        for mark in self.kids(word, "case"):
            marks += [mark, *self.kids(mark, "fixed")]
        return " ".join(self.sentence.words[mark].lower() for mark in marks if mark < word)

    def name_at(self, word: int) -> tuple[int, int, str] | None:
        """Start, end and kind of the named span that holds the word, None where none does."""
        for name in self.sentence.names:
            if name.start <= word < name.end:
                return name.start, name.end, name.kind
        return None

    def top_of(self, start: int, end: int) -> int:
        """The word of the stretch whose head lies outside it; the first such word where there are several."""
        heads = self.sentence.heads
        return next((word for word in range(start, end) if not start <= heads[word] < end), start)

    def wording(self, start: int, end: int) -> str:
        """The exact words of the text from word ``start`` to before word ``end``."""
        return self.span(start, end).of(self.text)

    def span(self, start: int, end: int) -> Span:
        """The article span of the words from ``start`` to before ``end``."""
        return self.sentence.span_of(start, end)


def _among(relation: str, wanted: tuple[str, ...]) -> bool:
    return any(relation == name or (":" not in name and relation.split(":")[0] == name) for name in wanted)


def words_of(sentence: Sentence, span: Span) -> tuple[int, int]:
    """The word positions (start, end) of a sentence that the span touches; start equals end where it touches none."""
    start = next((i for i, end in enumerate(sentence.ends) if end > span.start), len(sentence.ends))
    end = next((i for i, begin in enumerate(sentence.starts) if begin >= span.end), len(sentence.starts))
    return start, max(start, end)


_TELLING = frozenset({"nsubj:pass", "obl:agent", "nmod:poss", "acl:relcl"})


@cache
def bare(relation: str) -> str:
    """A relation without its subtype."""
    return relation.partition(":")[0]


def short(relation: str) -> str:
    """A relation without its subtype, but for the few that tell an argument's role."""
    return relation if relation in _TELLING else bare(relation)
