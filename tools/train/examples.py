"""Training sentences in numbers: label sets, encoding, batches and their tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from onrecord.parse.wordpiece import SHAPE_EDGE, SHAPES, WordPiece
from tools.train.model import Sizes
from tools.train.treebank import KINDS, Tree

NAME_TAGS = ("O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))
LONGEST_PIECES = 200


@dataclass(frozen=True, slots=True)
class Labels:
    """The label sets, in the order of the weights."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...] = NAME_TAGS

    def sizes(self) -> Sizes:
        """How many of each."""
        return Sizes(SHAPES, len(self.upos), len(self.xpos), len(self.names), len(self.relations))


def labels_of(trees: Sequence[Tree]) -> Labels:
    """Every label of the trees, sorted."""

    def all_of(column: str) -> tuple[str, ...]:
        return tuple(sorted({label for tree in trees if tree.tree_weight for label in getattr(tree, column)}))

    return Labels(all_of("upos"), all_of("xpos"), all_of("relations"))


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in numbers."""

    tokens: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]
    gold: np.ndarray  # upos, xpos, relation, name, head; one row a word
    tree_weight: float
    name_weight: float


def encode(tree: Tree, pieces: WordPiece, labels: Labels) -> Example | None:
    """A sentence in numbers; None where it is too long to train on."""
    tokens, shapes, first, last = [pieces.start], [SHAPE_EDGE], [0], [0]
    for word in tree.words:
        numbers, shape = pieces(word)
        first.append(len(tokens))
        tokens += numbers
        shapes += [shape] * len(numbers)
        last.append(len(tokens) - 1)
    if len(tokens) > LONGEST_PIECES:
        return None
    where = {
        name: {label: at for at, label in enumerate(getattr(labels, name))} for name in ("upos", "xpos", "relations")
    }
    names = {tag: at for at, tag in enumerate(labels.names)}
    gold = [
        (
            where["upos"].get(tree.upos[at], -100),
            where["xpos"].get(tree.xpos[at], -100),
            where["relations"].get(tree.relations[at], -100),
            names[tree.names[at]],
            tree.heads[at] + 1,
        )
        for at in range(len(tree.words))
    ]
    return Example(
        [*tokens, pieces.end],
        [*shapes, SHAPE_EDGE],
        first,
        last,
        np.array(gold, dtype=np.int64),
        tree.tree_weight,
        tree.name_weight,
    )


def batches(examples: Sequence[Example], budget: int, chance: random.Random | None) -> Iterator[list[Example]]:
    """Batches of sentences of like length, each of at most ``budget`` padded sub-words, in a seeded order."""
    jitter = (lambda: chance.uniform(-3, 3)) if chance else (lambda: 0.0)
    order = sorted(examples, key=lambda example: len(example.tokens) + jitter())
    groups: list[list[Example]] = [[]]
    widest = 0
    for example in order:
        widest = max(widest, len(example.tokens))
        if groups[-1] and widest * (len(groups[-1]) + 1) > budget:
            groups.append([])
            widest = len(example.tokens)
        groups[-1].append(example)
    if chance:
        chance.shuffle(groups)
    return iter(groups)


def _padded(rows: Sequence[Sequence[int]], fill: int = 0) -> torch.Tensor:
    out = np.full((len(rows), max(map(len, rows))), fill, dtype=np.int64)
    for at, row in enumerate(rows):
        out[at, : len(row)] = row
    return torch.from_numpy(out)


def collate(group: Sequence[Example]) -> dict[str, torch.Tensor]:
    """A batch's tensors."""
    words = max(len(example.first) - 1 for example in group)
    gold = np.full((len(group), words, 5), -100, dtype=np.int64)
    for at, example in enumerate(group):
        gold[at, : len(example.gold)] = example.gold
        if not example.tree_weight:
            gold[at, :, [0, 1, 2, 4]] = -100
        if not example.name_weight:
            gold[at, :, 3] = -100
    return {
        "tokens": _padded([example.tokens for example in group]),
        "shapes": _padded([example.shapes for example in group]),
        "first": _padded([example.first for example in group]),
        "last": _padded([example.last for example in group]),
        "gold": torch.from_numpy(gold),
        "name_weights": torch.tensor([example.name_weight for example in group]),
        "words": torch.tensor([len(example.first) for example in group]),
    }
