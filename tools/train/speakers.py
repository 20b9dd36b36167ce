"""The scorers of quotations: ``python -m tools.train.speakers --corpus DIR --out DIR [--parsed FILE] [--folds]``.

One weighs who says a quotation, one whether words in marks are a quotation at all. They learn from the labelled
articles' quotations: a candidate is right where what it resolves to is the labelled speaker. The second hears of each
article what a speaker scorer says that was not trained on its group. With ``--folds`` the scores on groups not trained
on are printed; nothing is written then.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.data import load_gazetteer
from onrecord.find.quotations import GENUINE, form_of, genuine_rows, survey
from onrecord.find.speakers import Choice, Ground, Question, Speaker, choose, question
from onrecord.parse import parse_article
from onrecord.read import list_pile, read_file
from onrecord.resolve.claims import _Resolver
from onrecord.resolve.in_article import Resolution
from onrecord.resolve.ranker import relink
from onrecord.scorer import Scorer
from onrecord.text import stable_id
from onrecord.tree import Tree
from onrecord.types import Claim, Parsed, Role, Span, Speech
from tools.train.samples import party_record
from tools.train.scoring import Record, Score, same_party
from tools.train.weigh import Recipe, Row, fit

SPEAKERS = Recipe(
    hidden=24, epochs=6, batch=256, least_steps=1, least_seen=3, decay=0.1, dropout=0.4, dropped_features=0.2
)
GENUINES = Recipe(hidden=16, batch=64, least_steps=1200, least_seen=2, decay=0.3, dropout=0.4)
SAME = 0.8
"""From which overlap on, of all that both cover, a found stretch is the labelled one."""
OPTIONAL = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """An article with its stretches, the label of each, and what resolves its mentions."""

    group: str
    ground: Ground
    resolver: _Resolver
    labels: tuple[Record | None, ...]
    missed: int

    def right(self, label: Record, one: Speaker) -> bool:
        """Whether a candidate, once resolved, is the labelled speaker and nobody else."""
        who = self.resolver.who(one.mention)
        return len(who) == 1 and same_party(label, party_record("speaker", who[0]), "speaker")


def heard(parsed: Parsed, labels: Sequence[Record]) -> Heard:
    """An article ready for the scorers."""
    gazetteer = load_gazetteer()
    trees = tuple(Tree(sentence, parsed.article.text) for sentence in parsed.sentences)
    ground, _ = survey(parsed.article, trees, gazetteer)
    resolution = Resolution(parsed.article, trees, tuple(_claims(ground)), gazetteer)
    if parsed.signals is not None:
        relink(resolution, parsed.signals)
    resolver = _Resolver(parsed, trees, resolution, gazetteer)
    wanted = [label for label in labels if label["kind"] != "indirect"]
    met, missed = _met(ground.spans, wanted)
    return Heard(parsed.article.name.split("/")[0], ground, resolver, met, missed)


def _claims(ground: Ground) -> Iterator[Claim]:
    """The stretches as the rules read them, for "I" and "we" in them."""
    for one in ground.ruled:
        roles = tuple(Role(name, who) for name, who in (("speaker", one.speaker), ("addressee", one.addressee)) if who)
        id_ = stable_id(ground.article.id, one.span.start)
        yield Claim(
            id_, ground.article.id, "quotation", "SAY", roles, (one.span,), one.span, "", "", speech=Speech("direct")
        )


def _met(spans: Sequence[Span], labels: Sequence[Record]) -> tuple[tuple[Record | None, ...], int]:
    """The label of each span, and how many required labels none meets."""
    found: list[Record | None] = [None] * len(spans)
    missed = 0
    for label in sorted(labels, key=lambda one: bool(one.get("optional"))):
        free = [at for at, had in enumerate(found) if had is None and _overlap(spans[at], label) >= SAME]
        if free:
            found[max(free, key=lambda at: _overlap(spans[at], label))] = label
        else:
            missed += not label.get("optional")
    return tuple(found), missed


def _overlap(span: Span, label: Record) -> float:
    shared = max(0, min(span.end, label["end"]) - max(span.start, label["start"]))
    return shared / (max(span.end, label["end"]) - min(span.start, label["start"]))


# --- rows -------------------------------------------------------------------------------------------------------


def speaker_rows(one: Heard) -> list[Row]:
    """The candidates of every labelled stretch, each told who really spoke before."""
    rows: list[Row] = []
    before: Speaker | None = None
    for number, label in enumerate(one.labels):
        if label is None:
            continue
        asked = question(one.ground, number, before)
        right = [one.right(label, speaker) for speaker in asked.speakers]
        if any(right):
            weight = OPTIONAL if label.get("optional") else 1.0
            rows += [
                Row(bag, numbers, good, weight)
                for bag, numbers, good in zip(asked.features, asked.numbers.tolist(), right, strict=True)
            ]
            before = _shown(one.ground, number, asked, right)
    return rows


def _shown(ground: Ground, number: int, asked: Question, right: Sequence[bool]) -> Speaker:
    """Of the right candidates the one that the rules read, or else the nearest."""
    good = [speaker for speaker, is_right in zip(asked.speakers, right, strict=True) if is_right]
    ruled = ground.ruled[number].speaker
    return next((one for one in good if ruled and ruled.span.meets(one.mention.span)), good[0])


def genuine_training(one: Heard, choices: Sequence[Choice]) -> list[Row]:
    """Every stretch: is it a quotation? An optional one may be found or not."""
    bags, numbers = genuine_rows(one.ground, choices)
    triples = zip(bags, numbers.tolist(), one.labels, strict=True)
    return [
        Row(bag, row, label is not None, OPTIONAL if label and label.get("optional") else 1.0)
        for bag, row, label in triples
    ]


# --- training ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """An article, whom a scorer not trained on its group lets speak, and the scorers' rows."""

    heard: Heard
    choices: Sequence[Choice]


def speaker_folds(articles: Sequence[Heard], rows: Mapping[int, list[Row]], recipe: Recipe = SPEAKERS) -> list[Judged]:
    """Every article as the scorer hears it that was trained on the other groups."""
    judged = []
    for group in sorted({one.group for one in articles}):
        train = [row for at, one in enumerate(articles) if one.group != group for row in rows[at]]
        scorer = fit(train, recipe).scorer()
        judged += [Judged(one, choose(one.ground, scorer)) for one in articles if one.group == group]
    return judged


def genuine_folds(judged: Sequence[Judged]) -> list[tuple[Judged, list[float]]]:
    """Every article with the shares of its stretches by a scorer trained on the other groups."""
    rows = [genuine_training(one.heard, one.choices) for one in judged]
    found = []
    for group in sorted({one.heard.group for one in judged}):
        train = [row for one, its in zip(judged, rows, strict=True) if one.heard.group != group for row in its]
        scorer = fit(train, GENUINES).scorer()
        found += [
            (one, _shares(scorer, its)) for one, its in zip(judged, rows, strict=True) if one.heard.group == group
        ]
    return found


def _shares(scorer: Scorer, rows: Sequence[Row]) -> list[float]:
    if not rows:
        return []
    shares: list[float] = scorer(
        [row.features for row in rows], np.array([row.numbers for row in rows], dtype=np.float32)
    ).tolist()
    return shares


def report(found: Sequence[tuple[Judged, list[float]]]) -> None:
    """Prints spans, speakers and forms on groups not trained on."""
    for least in (0.0, 0.2, 0.3, GENUINE, 0.5, 0.6):
        print(f"spans, genuine from {least:.2f}:", _spans(found, least))
    hits = wanted = forms = 0
    for judged, _ in found:
        one = judged.heard
        for number, (label, choice) in enumerate(zip(one.labels, judged.choices, strict=True)):
            if label and not label.get("optional"):
                wanted += 1
                who = one.resolver.who(choice.speaker.mention) if choice.speaker else ()
                hits += any(same_party(label, party_record("speaker", mention), "speaker") for mention in who)
                forms += form_of(one.ground, number) == label["kind"]
    print(f"speakers {hits}/{wanted} {hits / wanted:.4f}, forms {forms / wanted:.4f}")


def _spans(found: Sequence[tuple[Judged, list[float]]], least: float) -> str:
    score = Score()
    for judged, shares in found:
        for label, share in zip(judged.heard.labels, shares, strict=True):
            told, required = share >= least, bool(label) and not (label or {}).get("optional")
            score += Score(required and told, told and (label is None or required), required)
        score += Score(0, 0, judged.heard.missed)
    return f"precision {score.precision:.3f} recall {score.recall:.3f} F1 {score.f1:.3f}"


def articles_of(corpus: Path, parsed: Path | None) -> list[Heard]:
    """The labelled articles below a folder; parsed anew unless a file has them parsed."""
    if parsed:
        every = pickle.loads(parsed.read_bytes())  # noqa: S301 - the trainer's own file
    else:
        read = (read_file(file)[1] for file in list_pile([corpus]).files)
        every = [parse_article(article, stems=None) for article in read if article]
    return [heard(one, _labels(corpus, one)) for one in every]


def _labels(corpus: Path, parsed: Parsed) -> list[Record]:
    path = corpus / f"{parsed.article.name.removesuffix('.txt')}.gold.json"
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    labels: list[Record] = gold["quotes"]
    return labels


def main() -> None:
    """Trains and writes both scorers, or prints what they are worth on folds."""
    parser = argparse.ArgumentParser(prog="python -m tools.train.speakers", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with the labelled articles, by group")
    parser.add_argument("--out", type=Path, required=True, help="where the scorers go")
    parser.add_argument("--parsed", type=Path, help="a pickle of the same articles parsed, to go without parsing")
    parser.add_argument("--folds", action="store_true", help="print scores on folds and write nothing")
    options = parser.parse_args()
    articles = articles_of(options.corpus, options.parsed)
    rows = {at: speaker_rows(one) for at, one in enumerate(articles)}
    judged = speaker_folds(articles, rows)
    if options.folds:
        report(genuine_folds(judged))
        return
    genuine = [row for one in judged for row in genuine_training(one.heard, one.choices)]
    fit([row for its in rows.values() for row in its], SPEAKERS).write(options.out, "speakers")
    fit(genuine, GENUINES).write(options.out, "quotations")


if __name__ == "__main__":
    main()
