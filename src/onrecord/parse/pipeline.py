"""The English pipeline: one article's words to tags, lemmas, trees and names, with onnxruntime and numpy alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, cast

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from onrecord.errors import ParserError
from onrecord.parse.lemmas import Lemmas
from onrecord.parse.trees import are_trees, best_tree
from onrecord.parse.wordpiece import SHAPE_EDGE, WordPiece
from onrecord.signals import COLUMNS, Signals, signals_of
from onrecord.types import Name

FORMAT = 2
"""The layout of the model folder that this code reads."""

MOST_WORDS, MOST_PIECES = 150, 480
"""A longer sentence is parsed in stretches; the encoder has 512 places and its cost grows with the square."""

BATCH_PIECES = 256
"""Padded sub-words of a batch: few, to stay in a core's cache, and fixed, for a batch's make-up shows in its scores."""

Integers = NDArray[np.int64]
Numbers = NDArray[np.float32]
Kind = Literal["PER", "ORG", "LOC"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """One sentence's columns, one item a word; heads are positions, -1 for the root."""

    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[Name, ...]
    heads_say: Numbers = field(compare=False)
    """One row a word: what the heads on the encoder say of it, see ``signals_of``."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words that are parsed in one go: a sentence, or part of an overlong one."""

    sentence: int
    words: tuple[str, ...]
    tokens: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]


@dataclass(frozen=True, slots=True)
class _Table:
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]
    actions: tuple[str, ...]


class Pipeline:
    """The weights, loaded, ready to parse. One thread; the same words in one call always give the same result."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(__file__).parent.parent / "model"
        self._table = _read_table(self._folder / "labels.json")
        self._pieces = WordPiece(self._folder / "vocab.txt")
        self._lemmas = Lemmas(self._folder / "lemmas.tsv", self._pieces)
        self._scorer = _session(self._folder / "model.onnx")
        self._labeller = _session(self._folder / "labels.onnx")
        self._root = self._table.relations.index("root")

    @property
    def actions(self) -> tuple[str, ...]:
        """The actions that the heads were trained on, in their order."""
        return self._table.actions

    @cached_property
    def version(self) -> str:
        """The format's number and a short hash of the weights and tables."""
        digest = hashlib.sha256()
        for name in ("model.onnx", "labels.onnx", "labels.json", "lemmas.tsv", "vocab.txt"):
            digest.update((self._folder / name).read_bytes())
        return f"{FORMAT}-{digest.hexdigest()[:12]}"

    def parse(self, words: Sequence[Sequence[str]]) -> list[Analysis]:
        """An analysis of each sentence. Hand in one article's sentences: they share batches and nothing else does."""
        stretches = [stretch for number, sentence in enumerate(words) for stretch in self._stretches(number, sentence)]
        order = sorted(range(len(stretches)), key=lambda at: (len(stretches[at].tokens), at))
        parsed: dict[int, Analysis] = {}
        for batch in _batches(order, stretches):
            for at, analysis in zip(batch, self._run([stretches[at] for at in batch]), strict=True):
                parsed[at] = analysis
        parts: list[list[Analysis]] = [[] for _ in words]
        for at, stretch in enumerate(stretches):
            parts[stretch.sentence].append(parsed[at])
        return [_chained(pieces) for pieces in parts]

    def _stretches(self, number: int, words: Sequence[str]) -> Iterator[_Stretch]:
        start = 0
        while start < len(words):
            stretch = self._stretch(number, words, start)
            yield stretch
            start += len(stretch.words)

    def _stretch(self, number: int, words: Sequence[str], start: int) -> _Stretch:
        tokens, shapes, first, last = [self._pieces.start], [SHAPE_EDGE], [0], [0]
        for word in words[start : start + MOST_WORDS]:
            pieces, shape = self._pieces(word)
            if len(tokens) + len(pieces) > MOST_PIECES:
                break
            first.append(len(tokens))
            tokens.extend(pieces)
            shapes.extend([shape] * len(pieces))
            last.append(len(tokens) - 1)
        tokens.append(self._pieces.end)
        shapes.append(SHAPE_EDGE)
        return _Stretch(number, tuple(words[start : start + len(first) - 1]), tokens, shapes, first, last)

    def _run(self, batch: Sequence[_Stretch]) -> list[Analysis]:
        feed = {
            "tokens": _padded([stretch.tokens for stretch in batch]),
            "shapes": _padded([stretch.shapes for stretch in batch]),
            "first": _padded([stretch.first for stretch in batch]),
            "last": _padded([stretch.last for stretch in batch]),
        }
        arcs, dependents, governors, upos, xpos, names, said = self._call(self._scorer, feed)
        sizes = np.array([len(stretch.words) for stretch in batch])
        heads = _trees(arcs, sizes)
        relations = self._relations(dependents, governors, heads, sizes)
        tags = _named(names, sizes)
        columns = (upos.argmax(-1).tolist(), xpos.argmax(-1).tolist(), heads.tolist(), tags)
        return [
            self._analysis(stretch, *(column[at] for column in columns), relations=relations[at], said=said[at])
            for at, stretch in enumerate(batch)
        ]

    def _call(self, session: Any, feed: dict[str, NDArray[Any]]) -> list[NDArray[Any]]:
        try:
            return cast(list[NDArray[Any]], session.run(None, feed))
        except Exception as error:
            raise ParserError(
                f"the English pipeline failed: {error}", where=str(self._folder), next_step="Re-install OnRecord."
            ) from error

    def _relations(
        self, dependents: NDArray[np.float32], governors: NDArray[np.float32], heads: Integers, sizes: Integers
    ) -> list[list[int]]:
        """The best relation of every word to its head: root under ROOT and nowhere else."""
        rows, places = np.nonzero(np.arange(heads.shape[1])[None] < sizes[:, None])
        chosen = heads[rows, places]
        feed = {"dependents": dependents[rows, places], "heads": governors[rows, chosen]}
        (scores,) = self._call(self._labeller, feed)
        scores[:, self._root] = -np.inf
        best = np.where(chosen == 0, self._root, scores.argmax(-1))
        return [part.tolist() for part in np.split(best, np.cumsum(sizes)[:-1])]

    def _analysis(
        self,
        stretch: _Stretch,
        upos: list[int],
        xpos: list[int],
        heads: list[int],
        tags: list[int],
        *,
        relations: list[int],
        said: Numbers,
    ) -> Analysis:
        size, table = len(stretch.words), self._table
        penn = tuple([table.xpos[number] for number in xpos[:size]])
        return Analysis(
            lemmas=tuple(map(self._lemmas, stretch.words, penn)),
            upos=tuple([table.upos[number] for number in upos[:size]]),
            xpos=penn,
            heads=tuple([head - 1 for head in heads[:size]]),
            relations=tuple([table.relations[number] for number in relations]),
            names=_names([table.names[number] for number in tags]),
            heads_say=said[:size],
        )

    def signals(self, analyses: Sequence[Analysis]) -> Signals:
        """What the heads say of the words of these sentences, in order."""
        return signals_of(np.concatenate([one.heads_say for one in analyses]), self._table.actions)


def _read_table(path: Path) -> _Table:
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ParserError("the label sets cannot be read", where=str(path), next_step="Re-install OnRecord.") from error
    if table.get("format") != FORMAT:
        raise ParserError(
            f"the weights are of format {table.get('format')}, this version reads format {FORMAT}",
            where=str(path),
            next_step="Re-install OnRecord, or export the weights again.",
        )
    return _Table(*(tuple(table[name]) for name in ("upos", "xpos", "relations", "names", "actions")))


def _session(path: Path) -> Any:
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    options.enable_mem_pattern = False  # sizes change from batch to batch, so that a remembered pattern never fits
    options.log_severity_level = 3
    try:
        return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ParserError("the weights cannot be loaded", where=str(path), next_step="Re-install OnRecord.") from error


def _batches(order: Sequence[int], stretches: Sequence[_Stretch]) -> Iterator[list[int]]:
    """Stretches of like length together, each batch within ``BATCH_PIECES``."""
    batch: list[int] = []
    for at in order:  # from short to long, so that the one at hand is the longest
        if batch and len(stretches[at].tokens) * (len(batch) + 1) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch


def _padded(rows: Sequence[Sequence[int]]) -> Integers:
    out = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for at, row in enumerate(rows):
        out[at, : len(row)] = row
    return out


def _trees(arcs: NDArray[np.float32], sizes: Integers) -> Integers:
    """Heads (0 is ROOT) of every word: the best head each where that is a tree already, else the best tree."""
    width = arcs.shape[2]
    beyond = np.arange(width)[None] > sizes[:, None]
    arcs = np.where(beyond[:, None], -np.inf, arcs)
    heads: Integers = arcs.argmax(-1)
    padded = np.zeros((len(heads), width), dtype=np.int64)
    padded[:, 1:] = np.where(beyond[:, 1:], 1, heads)  # filling words hang on the first one and disturb no tree
    for at in np.flatnonzero(~are_trees(padded)):
        size = sizes[at]
        heads[at, :size] = best_tree(arcs[at, :size, : size + 1])
    return heads


def _named(scores: NDArray[np.float32], sizes: Integers) -> list[list[int]]:
    """The best sequence of name tags in which every inside tag follows one of its own kind."""
    tags = scores.argmax(-1)
    before = np.zeros_like(tags)
    before[:, 1:] = tags[:, :-1]
    # Tags stand as O, B-PER, I-PER, B-ORG …: inside tags are even, their beginnings one below.
    inside = (tags > 0) & (tags % 2 == 0)
    broken = inside & (before != tags) & (before != tags - 1)
    out = []
    for at, size in enumerate(sizes):
        wrong = bool(broken[at, :size].any())
        out.append(_best_tags(scores[at, :size]) if wrong else tags[at, :size].tolist())
    return out


def _best_tags(scores: NDArray[np.float32]) -> list[int]:
    count = scores.shape[1]
    allowed = np.zeros((count, count))
    for tag in range(2, count, 2):
        allowed[:, tag] = -np.inf
        allowed[[tag - 1, tag], tag] = 0.0
    total = scores[0] + np.where((np.arange(count) > 0) & (np.arange(count) % 2 == 0), -np.inf, 0.0)
    steps = []
    for row in scores[1:]:
        paths = total[:, None] + allowed
        steps.append(paths.argmax(0))
        total = paths.max(0) + row
    tags = [int(total.argmax())]
    for step in reversed(steps):
        tags.append(int(step[tags[-1]]))
    return tags[::-1]


def _names(tags: Sequence[str]) -> tuple[Name, ...]:
    names: list[Name] = []
    for at, tag in enumerate(tags):
        if tag[0] == "B":
            names.append(Name(at, at + 1, cast(Kind, tag[2:])))
        elif tag[0] == "I":
            names[-1] = Name(names[-1].start, at + 1, names[-1].kind)
    return tuple(names)


def _chained(parts: Sequence[Analysis]) -> Analysis:
    """One sentence of its stretches: every later stretch hangs on the first one's root."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return Analysis((), (), (), (), (), (), np.zeros((0, COLUMNS), np.float32))
    top = parts[0].heads.index(-1)
    heads: list[int] = []
    relations: list[str] = []
    names: list[Name] = []
    for part in parts:
        start = len(heads)
        heads += [head + start if head >= 0 else (top if start else -1) for head in part.heads]
        relations += [
            "parataxis" if head < 0 and start else relation
            for head, relation in zip(part.heads, part.relations, strict=True)
        ]
        names += [Name(name.start + start, name.end + start, name.kind) for name in part.names]
    return Analysis(
        lemmas=tuple(lemma for part in parts for lemma in part.lemmas),
        upos=tuple(tag for part in parts for tag in part.upos),
        xpos=tuple(tag for part in parts for tag in part.xpos),
        heads=tuple(heads),
        relations=tuple(relations),
        names=tuple(names),
        heads_say=np.concatenate([part.heads_say for part in parts]),
    )
