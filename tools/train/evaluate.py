"""Scores of a model folder through the runtime pipeline: gold words, raw text, and speed on one core."""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.parse.pipeline import Analysis, Pipeline
from onrecord.parse.words import split
from tools.train import treebank
from tools.train.treebank import KINDS, Tree, bio_spans

ARTICLE = 25
"""Sentences handed to the pipeline at a time, as many as a news article has."""


@dataclass(slots=True)
class Count:
    """Right, found and wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def f1(self) -> float:
        """F1 in percent."""
        return 200 * self.right / max(1, self.found + self.wanted)


def _articles(trees: Sequence[Tree]) -> Iterator[Sequence[Tree]]:
    for start in range(0, len(trees), ARTICLE):
        yield trees[start : start + ARTICLE]


def analyses(pipeline: Pipeline, trees: Sequence[Tree]) -> list[Analysis]:
    """Every sentence parsed from its gold words, an article's worth at a time."""
    return [found for article in _articles(trees) for found in pipeline.parse([tree.words for tree in article])]


def score_gold(pipeline: Pipeline, trees: Sequence[Tree], *, by_relation: bool = False) -> dict[str, object]:
    """Scores from gold sentences and words; UAS and LAS leave gold punctuation out."""
    counts: dict[str, Count] = defaultdict(Count)
    relations: dict[str, Count] = defaultdict(Count)
    for tree, found in zip(trees, analyses(pipeline, trees), strict=True):
        _add_words(counts, relations, tree, found)
        _add_names(counts, tree, found)
    scores: dict[str, object] = {"sentences": len(trees), "words": sum(len(tree.words) for tree in trees)}
    scores |= {name: round(count.f1(), 2) for name, count in sorted(counts.items())}
    if by_relation:
        order = sorted(relations.items(), key=lambda item: -item[1].wanted)
        scores["relations"] = {name: [round(count.f1(), 1), count.wanted] for name, count in order if count.wanted > 9}
    return scores


def _tally(count: Count, right: bool) -> None:
    count.right += right
    count.found += 1
    count.wanted += 1


def _add_words(counts: dict[str, Count], relations: dict[str, Count], tree: Tree, found: Analysis) -> None:
    for at in range(len(tree.words)):
        _tally(counts["upos"], tree.upos[at] == found.upos[at])
        _tally(counts["xpos"], tree.xpos[at] == found.xpos[at])
        if tree.lemmas[at] != "_":
            _tally(counts["lemma"], tree.lemmas[at] == found.lemmas[at])
        headed = tree.heads[at] == found.heads[at]
        labelled = headed and tree.relations[at] == found.relations[at]
        relations[tree.relations[at]].wanted += 1
        relations[found.relations[at]].found += 1
        relations[tree.relations[at]].right += labelled
        if tree.relations[at] != "punct":
            _tally(counts["uas"], headed)
            _tally(counts["las"], labelled)


def _add_names(counts: dict[str, Count], tree: Tree, found: Analysis) -> None:
    if not tree.name_weight:
        return
    wanted = set(bio_spans(tree.names))
    ours = {(name.start, name.end, name.kind) for name in found.names}
    for kind in ("", *KINDS):
        count = counts[f"ner {kind}".strip()]
        theirs, mine = ({span for span in spans if span[2].startswith(kind)} for spans in (wanted, ours))
        count.right += len(theirs & mine)
        count.found += len(mine)
        count.wanted += len(theirs)


@dataclass(frozen=True, slots=True)
class Text:
    """A document as text, with every gold word's offsets."""

    text: str
    sentences: tuple[tuple[Tree, tuple[tuple[int, int], ...]], ...]


def _document(tree: Tree) -> str:
    return tree.id.rpartition("-")[0]


def texts(trees: Sequence[Tree]) -> list[Text]:
    """The documents' texts: sentences joined by single spaces, paragraphs by an empty line."""
    groups: dict[str, list[Tree]] = defaultdict(list)
    for tree in trees:
        groups[_document(tree)].append(tree)
    return [_text(group) for group in groups.values()]


def _text(trees: Sequence[Tree]) -> Text:
    whole = ""
    sentences = []
    for tree in trees:
        if whole:
            whole += "\n\n" if tree.opens_paragraph else " "
        text = " ".join(tree.text.split())
        offsets = _located(tree.words, text)
        if offsets:
            sentences.append((tree, tuple((len(whole) + start, len(whole) + end) for start, end in offsets)))
        whole += text
    return Text(whole, tuple(sentences))


def _located(words: Sequence[str], text: str) -> list[tuple[int, int]]:
    offsets, at = [], 0
    for word in words:
        start = text.find(word, at)
        if start < 0 or text[at:start].strip():
            return []
        at = start + len(word)
        offsets.append((start, at))
    return offsets


def score_raw(pipeline: Pipeline, trees: Sequence[Tree]) -> dict[str, object]:
    """Scores from raw text, in the manner of the CoNLL 2018 shared task: F1 over words aligned by their characters."""
    counts: dict[str, Count] = defaultdict(Count)
    skipped = len(trees)
    for text in texts(trees):
        skipped -= len(text.sentences)
        found = _found(pipeline, text.text)
        gold = [(offsets, tree.upos, tree.heads, tree.relations) for tree, offsets in text.sentences]
        _add_raw(counts, gold, [(offsets, a.upos, a.heads, a.relations) for offsets, a in found])
        _add_raw_names(counts, text, found)
    scores: dict[str, object] = {"sentences left out": skipped}
    return scores | {name: round(count.f1(), 2) for name, count in sorted(counts.items())}


Offsets = tuple[tuple[int, int], ...]
Row = tuple[Offsets, Sequence[str], Sequence[int], Sequence[str]]


def _found(pipeline: Pipeline, text: str) -> list[tuple[Offsets, Analysis]]:
    sentences = [tuple(offsets) for offsets in split(text)]
    found = []
    for start in range(0, len(sentences), ARTICLE):
        part = sentences[start : start + ARTICLE]
        parsed = pipeline.parse([[text[a:b] for a, b in offsets] for offsets in part])
        found += list(zip(part, parsed, strict=True))
    return found


def _add_raw(counts: dict[str, Count], gold: Sequence[Row], ours: Sequence[Row]) -> None:
    tables = [_table(rows) for rows in (gold, ours)]
    same = [{name: set(items) for name, items in table.items()} for table in tables]
    for name in tables[0]:
        counts[name].right += len(same[0][name] & same[1][name])
        counts[name].wanted += len(same[0][name])
        counts[name].found += len(same[1][name])


def _table(rows: Sequence[Row]) -> dict[str, list[tuple]]:
    table: dict[str, list[tuple]] = {name: [] for name in ("sentences", "words", "upos", "uas", "las")}
    for offsets, upos, heads, relations in rows:
        table["sentences"].append((offsets[0][0], offsets[-1][1]))
        for at, span in enumerate(offsets):
            head = offsets[heads[at]] if heads[at] >= 0 else None
            table["words"].append(span)
            table["upos"].append((span, upos[at]))
            if relations[at] != "punct":
                table["uas"].append((span, head))
                table["las"].append((span, head, relations[at]))
    return table


def _add_raw_names(counts: dict[str, Count], text: Text, found: Sequence[tuple[Offsets, Analysis]]) -> None:
    wanted = {
        (offsets[start][0], offsets[end - 1][1], kind)
        for tree, offsets in text.sentences
        if tree.name_weight
        for start, end, kind in bio_spans(tree.names)
    }
    ours = {(offsets[n.start][0], offsets[n.end - 1][1], n.kind) for offsets, a in found for n in a.names}
    count = counts["ner"]
    count.right += len(wanted & ours)
    count.wanted += len(wanted)
    count.found += len(ours)


def speed(pipeline: Pipeline, trees: Sequence[Tree]) -> dict[str, float]:
    """Words a second of processor time, on news sentences handed in an article at a time, the best of three rounds."""
    news = [tree for tree in trees if "news" in tree.id and len(tree.words) > 8]
    articles = [[tree.words for tree in article] for article in _articles(news) if len(article) == ARTICLE]
    words = sum(len(sentence) for article in articles for sentence in article)
    pipeline.parse(articles[0])
    rounds = []
    for _ in range(3):
        began = time.process_time()
        for article in articles:
            pipeline.parse(article)
        rounds.append(words / (time.process_time() - began))
    sentences = sum(map(len, articles))
    return {
        "articles": len(articles),
        "words a sentence": round(words / sentences, 1),
        "words a second": round(max(rounds)),
    }


def errors(pipeline: Pipeline, trees: Sequence[Tree]) -> Counter[tuple[str, str]]:
    """How often which relation was read as which other, for whoever works on the model."""
    seen: Counter[tuple[str, str]] = Counter()
    for tree, found in zip(trees, analyses(pipeline, trees), strict=True):
        seen.update((a, b) for a, b in zip(tree.relations, found.relations, strict=True) if a != b)
    return seen


def main() -> None:
    """Prints the scores as JSON."""
    parser = argparse.ArgumentParser(prog="python -m tools.train.evaluate", description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--folder", type=Path, default=None, help="a model folder; default: the one that ships")
    parser.add_argument("--parts", default="dev", help="dev, test or dev,test")
    parser.add_argument("--raw", action="store_true", help="also from raw text")
    parser.add_argument("--relations", action="store_true", help="also by relation")
    parser.add_argument("--speed", action="store_true", help="also words a second on one core")
    options = parser.parse_args()
    if options.speed and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {0})
    pipeline = Pipeline(options.folder)
    report: dict[str, object] = {"version": pipeline.version}
    readers: dict[str, Callable[[Path, str], list[Tree]]] = {"EWT": treebank.ewt, "GUM": treebank.gum}
    for part in options.parts.split(","):
        for name, read in readers.items():
            trees = read(options.treebanks, part)
            report[f"{name} {part}, gold words"] = score_gold(pipeline, trees, by_relation=options.relations)
            if options.raw:
                report[f"{name} {part}, raw text"] = score_raw(pipeline, trees)
    if options.speed:
        report["speed"] = speed(pipeline, treebank.gum(options.treebanks, "train"))
    print(json.dumps(report, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
