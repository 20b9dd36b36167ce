"""Extra training sentences, seeded: other names in the treebanks' trees, generated news, capitals and typography."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tools.train.grammar import Actors, Grammar, surname
from tools.train.phrases import Phrase, chain, split_name, tree_of, universal
from tools.train.treebank import Tree, bio_spans, bio_tags


def replaced(tree: Tree, start: int, end: int, phrase: Phrase) -> Tree:
    """The tree with another name for the words from ``start`` to before ``end``, which must hang on one of them."""
    inside = [at for at in range(start, end) if not start <= tree.heads[at] < end]
    head, grown = inside[0], len(phrase.words) - (end - start)

    def moved(at: int) -> int:
        if at < start:
            return at
        return start + phrase.head if at < end else at + grown

    heads = [moved(at) if at >= 0 else -1 for at in tree.heads]
    middle = [
        moved(tree.heads[head]) if word.head < 0 and tree.heads[head] >= 0 else word.head + start * (word.head >= 0)
        for word in phrase.words
    ]
    relations = [tree.relations[head] if word.head < 0 else word.relation for word in phrase.words]

    def spliced(column: Sequence, new: Sequence) -> tuple:
        return (*column[:start], *new, *column[end:])

    kind = tree.names[start][2:]
    return replace(
        tree,
        words=spliced(tree.words, [word.form for word in phrase.words]),
        lemmas=spliced(tree.lemmas, [""] * len(phrase.words)),
        upos=spliced(tree.upos, [universal(word) for word in phrase.words]),
        xpos=spliced(tree.xpos, [word.xpos for word in phrase.words]),
        heads=tuple(spliced(heads, middle)),
        relations=spliced(tree.relations, relations),
        names=spliced(tree.names, bio_tags([(0, len(phrase.words), kind)], len(phrase.words))),
    )


def _whole(tree: Tree, start: int, end: int) -> bool:
    outer = [at for at in range(start, end) if not start <= tree.heads[at] < end]
    if len(outer) != 1:
        return False
    guests = [at for at, head in enumerate(tree.heads) if start <= head < end and not start <= at < end]
    inner = [at for at in range(start, end) if at != outer[0]]
    return all(tree.heads[at] == outer[0] for at in guests) and all(
        tree.relations[at] in ("flat", "punct") for at in inner
    )


def with_other_names(tree: Tree, grammar: Grammar, actors: Actors, chance: random.Random) -> Tree | None:
    """The tree with its persons and one-word places renamed; None where there is nothing to rename."""
    changed = False
    for start, end, kind in reversed(bio_spans(tree.names)):
        phrase = None
        if not _whole(tree, start, end) or tree.relations[start] in ("amod", "flat"):
            continue
        if kind == "PER" and end - start > 1:
            phrase = chain(split_name(chance.choice(actors.names)), "PER")
        elif kind == "PER" and tree.words[start][:1].isupper():
            phrase = surname(actors, chance)
        elif kind == "LOC" and end - start == 1 and tree.xpos[start] == "NNP":
            phrase = chain([chance.choice(actors.countries + actors.capitals)], "LOC")
        elif kind == "ORG" and tree.relations[start] != "compound":
            phrase = chance.choice(actors.short if end - start == 1 else actors.bodies)
        if phrase:
            tree, changed = replaced(tree, start, end, phrase), True
    return tree if changed else None


_SMALL = frozenset(("DET", "ADP", "CCONJ", "PART", "SCONJ"))


def upper(tree: Tree) -> Tree:
    """The sentence in capitals."""
    return replace(tree, words=tuple(word.upper() for word in tree.words))


def title(tree: Tree) -> Tree:
    """The sentence as a title: capitals but for the small words, no full stop."""
    words = [
        word if at and tag in _SMALL else word[:1].upper() + word[1:]
        for at, (word, tag) in enumerate(zip(tree.words, tree.upos, strict=True))
    ]
    return without_stop(replace(tree, words=tuple(words)))


def without_stop(tree: Tree) -> Tree:
    """The sentence without its final full stop."""
    last = len(tree.words) - 1
    if last < 1 or tree.words[last] != "." or last in tree.heads:
        return tree
    columns = ("words", "lemmas", "upos", "xpos", "heads", "relations", "names")
    return replace(tree, **{name: getattr(tree, name)[:last] for name in columns})


_CURLED = {'"': "“", "'": "’", "n't": "n’t", "'s": "’s", "--": "—", "``": "“", "''": "”"}
_STRAIGHT = {"“": '"', "”": '"', "’": "'", "‘": "'", "’s": "'s", "n’t": "n't", "—": "--", "–": "-", "…": "..."}


def other_marks(tree: Tree) -> Tree:
    """The sentence with curly marks for straight ones and straight ones for curly ones."""
    swap = _CURLED | _STRAIGHT
    return replace(tree, words=tuple(swap.get(word, word) for word in tree.words))


@dataclass(frozen=True, slots=True)
class Extra:
    """How many extra sentences of each sort an epoch gets."""

    news: int = 3000
    renamed: int = 2000
    upper: int = 500
    title: int = 500
    stopless: int = 500
    marks: int = 400


def extra_trees(trees: Sequence[Tree], grammar: Grammar, actors: Actors, seed: int, extra: Extra) -> list[Tree]:
    """An epoch's extra sentences; the same for the same seed."""
    chance = random.Random(f"augment-{seed}")
    news = [tree_of(grammar.make("sentence", chance), f"news-{seed}-{at}") for at in range(extra.news)]
    news = [tree for tree in news if len(tree.words) <= 70]
    named = [tree for tree in trees if tree.name_weight and any(tag != "O" for tag in tree.names)]
    drawn = chance.sample(named, min(extra.renamed, len(named)))
    renamed = [other for tree in drawn if (other := with_other_names(tree, grammar, actors, chance))]
    pool = [*trees, *news]

    def copies(change: Callable[[Tree], Tree], count: int) -> list[Tree]:
        return [change(tree) for tree in chance.sample(pool, count)]

    cased = copies(upper, extra.upper) + copies(title, extra.title)
    typed = copies(without_stop, extra.stopless) + copies(other_marks, extra.marks)
    return [*news, *renamed, *cased, *typed]
