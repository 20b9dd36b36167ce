"""Reads and checks our own reports with labelled figures: ``python -m tools.train.figure_marks FOLDER``.

The format is described in ``tools/train/figures/README.md``. Offsets are code points of the report's plain text.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from onrecord.find.measures import MEASURES
from onrecord.find.standing import STATUSES
from onrecord.types import Qualifier

UNITS = frozenset({"percent", "count", "years", "days", "money", "other"})
QUALIFIERS = frozenset(get_args(Qualifier))
_MARK = re.compile(r"\[\[([^\[\]|]*(?:\|[^\[\]|]*)*)\]\]")
_KEYS = {"s": "subject", "st": "status", "by": "giver", "q": "qualifier"}
_PUBLISHED = re.compile(r"published: (\d{4}-\d{2}-\d{2})")


class MarksError(ValueError):
    """What is wrong in a file of reports, and where."""


@dataclass(frozen=True, slots=True)
class Label:
    """A figure as labelled: its words ``text[start:end]``, what it measures, whose it is, who gave it (or None)."""

    measure: str
    value: float
    unit: str
    subject: str | None
    status: str
    giver: str | None
    qualifier: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """One report: the title, an empty line, the body; ``published`` is an ISO 8601 date."""

    id: str
    published: str
    text: str
    labels: tuple[Label, ...]


def read(path: Path) -> Iterator[Report]:
    """The reports of a file. Raises MarksError for the first thing that is wrong."""
    for part in re.split(r"^=== *", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
        name, _, rest = part.partition("\n")
        try:
            yield _report(name.strip(), rest)
        except MarksError as error:
            raise MarksError(f"{path.name}, {name.strip()}: {error}") from None


def _report(name: str, rest: str) -> Report:
    dated, _, body = rest.partition("\n")
    published = _PUBLISHED.fullmatch(dated.strip())
    if published is None:
        raise MarksError(f"no line `published: YYYY-MM-DD` but {dated!r}")
    title, _, body = body.partition("\n")
    if not title.strip() or not body.strip():
        raise MarksError("no title and body")
    text, labels = _labels(f"{title.strip()}\n\n{body.strip()}\n")
    return Report(name, published[1], text, labels)


def _labels(marked: str) -> tuple[str, tuple[Label, ...]]:
    text, at, labels = "", 0, []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        words, *fields = mark[1].split("|")
        labels.append(_label(words, fields, len(text)))
        text += words
        at = mark.end()
    text += marked[at:]
    left = re.search(r"\[\[|\]\]|\|", text)
    if left:
        raise MarksError(f"a mark that cannot be read near {text[max(0, left.start() - 20) : left.start() + 40]!r}")
    return text, tuple(labels)


def _label(words: str, fields: list[str], start: int) -> Label:
    if len(fields) < 3 or not words.strip():
        raise MarksError(f"not WORDS|measure|value|unit: {words!r} with {fields}")
    measure, value, unit, *others = (field.strip() for field in fields)
    told = {}
    for other in others:
        key, equals, meant = other.partition("=")
        if key not in _KEYS or not equals or not meant or _KEYS[key] in told:
            raise MarksError(f"not s=, st=, by= or q= once: {other!r}")
        told[_KEYS[key]] = meant
    status, qualifier = told.get("status", "unstated"), told.get("qualifier")
    for name, one, known in (("measure", measure, MEASURES), ("unit", unit, UNITS), ("status", status, STATUSES)):
        if one not in known:
            raise MarksError(f"not a {name}: {one!r} of {words!r}")
    if qualifier is not None and qualifier not in QUALIFIERS:
        raise MarksError(f"not a qualifier: {qualifier!r} of {words!r}")
    if not re.fullmatch(r"-?\d+(\.\d+)?", value):
        raise MarksError(f"not a number: {value!r} of {words!r}")
    giver, subject = told.get("giver"), told.get("subject")
    return Label(measure, float(value), unit, subject, status, giver, qualifier, start, start + len(words))


def main() -> None:
    """Check the files of a folder and count what they hold; what is wrong is printed and the exit code is 1."""
    counts: Counter[str] = Counter()
    for path in sorted(Path(sys.argv[1]).glob("*.txt")):
        try:
            for report in read(path):
                counts.update(["reports", *(label.measure for label in report.labels)])
        except MarksError as error:
            sys.exit(str(error))
    print(*(f"{name} {count}" for name, count in sorted(counts.items())), sep="\n")


if __name__ == "__main__":
    main()
