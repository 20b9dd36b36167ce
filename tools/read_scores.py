"""Scores the reader on a labelled corpus: ``python tools/read_scores.py CORPUS [--show KIND]``.

The corpus is a folder of ``NAME.txt`` with ``NAME.gold.json`` beside it. Printed: how many labelled spans lie in page
chrome (each is a loss: nothing in chrome becomes a claim), whether titles and dates are right, how many lines that
look like chrome were kept, and the speed of reading on one core.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.read import list_pile, read_file
from onrecord.types import Article, Span

MOST_LOSS_PERCENT = 0.05
# Lines that a person would at once call page chrome; looked for in what was kept. Not the reader's own rules.
OBVIOUS = re.compile(
    r"^[^.\n]*(?:\bsubscri|\bcookies\b|\bsign in\b|\bread (?:more|also|next)\b|\balso read\b|\bmost read\b|\btrending\b"
    r"|\bshare (?:this|on)\b|©|\bunsubscribe\b|\bnewsletters?\b|\brelated\b|\bcomments?\W*\d|\bfollow us\b|\badvert)"
    r"[^.\n]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over a corpus, and the places where the reader is wrong."""

    counts: Counter[str]
    lost: tuple[str, ...]
    kept: tuple[str, ...]
    wrong_titles: tuple[str, ...]
    wrong_dates: tuple[str, ...]


def gold_of(article: Article, folder: Path) -> dict:
    """The labels of an article."""
    return json.loads((folder / article.name).with_suffix(".gold.json").read_text(encoding="utf-8"))


def lost_spans(article: Article, gold: dict) -> list[str]:
    """The labelled events any part of whose evidence lies in a chrome block."""
    spans = [(Span(event["start"], event["end"]), event["action"]) for event in gold["events"]]
    dark = [block.span for block in article.blocks if block.kind == "chrome"]
    return [
        f"{article.document} {action}: {span.of(article.text)}"
        for span, action in spans
        if any(span.meets(block) for block in dark)
    ]


def score(articles: Sequence[Article], folder: Path) -> Score:
    """All counts over the articles."""
    counts: Counter[str] = Counter()
    lost, kept, titles, dates = [], [], [], []
    for article in articles:
        gold = gold_of(article, folder)
        lost += lost_spans(article, gold)
        lines = [(block.kind, block.span.of(article.text)) for block in article.blocks]
        kept += [
            f"{article.document} {kind}: {line}" for kind, line in lines if kind != "chrome" and OBVIOUS.match(line)
        ]
        counts.update(kind for kind, _ in lines)
        counts["events"] += len(gold["events"])
        if article.title != gold["title"]:
            titles.append(f"{article.document}: {article.title!r}, gold {gold['title']!r}")
        counts["dates found"] += article.published is not None
        if article.published not in (None, gold["published"]):
            dates.append(f"{article.document}: {article.published}, gold {gold['published']}")
    return Score(counts, tuple(lost), tuple(kept), tuple(titles), tuple(dates))


def main() -> int:
    """Prints the scores; the exit code is 1 where more labels are lost to chrome than allowed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--show", choices=("lost", "kept", "wrong_titles", "wrong_dates"), action="append", default=[])
    parser.add_argument("--blocks", help="print every block of this kind")
    options = parser.parse_args()
    start = time.perf_counter()
    read = [read_file(file)[1] for file in list_pile([options.corpus]).files]
    seconds = time.perf_counter() - start
    articles = [article for article in read if article is not None]
    result = score(articles, options.corpus)
    print_scores(result, articles, len(read), seconds)
    for name in options.show:
        print(f"\n{name}", *getattr(result, name), sep="\n  ")
    for article in articles if options.blocks else ():
        for block in article.blocks:
            if block.kind == options.blocks:
                print(f"{article.document}\t{block.span.of(article.text)[:200]}")
    return int(100 * len(result.lost) > MOST_LOSS_PERCENT * result.counts["events"])


def print_scores(result: Score, articles: Sequence[Article], read: int, seconds: float) -> None:
    """The scores as lines of text."""
    events, words = result.counts["events"], sum(len(article.text.split()) for article in articles)
    print(f"articles {len(articles)} of {read} files; {words} words, {words / seconds:.0f} words a second")
    print(
        f"labelled events in chrome: {len(result.lost)} of {events} ({100 * len(result.lost) / max(1, events):.2f} %)"
    )
    print(f"lines that look like chrome and were kept: {len(result.kept)}")
    print(f"titles wrong: {len(result.wrong_titles)} of {len(articles)}")
    print(f"dates found: {result.counts['dates found']}, wrong: {len(result.wrong_dates)}")
    kinds = ("title", "byline", "dateline", "heading", "paragraph", "item", "chrome")
    print("blocks: " + ", ".join(f"{kind} {result.counts[kind]}" for kind in kinds))


if __name__ == "__main__":
    raise SystemExit(main())
