"""Scores of an exported record against labels: exact on folded names, one gold label to one found event.

Labels are ``NAME.gold.json`` files. Those marked optional or implied are never misses, and a found event that meets
one is never an error; nor is a found event that is itself implied. Only labelled documents and actions are judged.
Stricter on names than a reader would be: the floors are there to notice a fall, not to tell the quality.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from onrecord.data import load_gazetteer
from onrecord.text import fold
from tools.train.scoring import Score

Row = Mapping[str, Any]
SMALL_WORDS = re.compile(r"\b(?:the|of|from|and|in)\b|'s\b")
JUDGED = re.compile(r"\b(?:elections?|votes?|voting|results?|outcomes?|polls?)\b")
NOT_JUDGED = re.compile(r"\b(?:commission|observers?|mission|monitors?|candidates?)\b")


NOTHING = Score()


def read_labels(folder: Path) -> dict[str, tuple[Row, ...]]:
    """The labelled events of every document of the folder, by document."""
    files = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.gold.json"))]
    return {labels["id"]: tuple(labels["events"]) for labels in files}


def events(labels: Mapping[str, tuple[Row, ...]], lines: Iterable[Row]) -> Score:
    """The score of the found events: action, actor, target and modality all right."""
    found = _found(labels, lines)
    return sum((_document(labels[name], found[name]) for name in labels), NOTHING)


def countries(labels: Mapping[str, tuple[Row, ...]], lines: Iterable[Row], action: str) -> Score:
    """The score of the countries that did the action, each once a document."""
    found, total = _found(labels, lines), NOTHING
    for name, wanted in labels.items():
        of_action = [row for row in wanted if row["action"] == action]
        may = {_country(row) for row in of_action}
        must = {_country(row) for row in of_action if _required(row)}
        got = {_country(row) for row in found[name] if row["action"] == action}
        total += Score(len(must & got), len(must & got) + len(got - may), len(must))
    return total


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are one: a body and its abbreviation, an election and its result, or words in the other's."""
    first, second = _words(_in_full(one)), _words(_in_full(other))
    if not first or not second:
        return first == second
    if _is_judged(one) or _is_judged(other):
        return _is_judged(one) and _is_judged(other)
    return set(first) <= set(second) or set(second) <= set(first)


def _in_full(name: str | None) -> str | None:
    body = load_gazetteer().organisation(name) if name else None
    return body.name if body else name


def _found(labels: Mapping[str, tuple[Row, ...]], lines: Iterable[Row]) -> dict[str, list[Row]]:
    """The events that are judged, by document; repeats count once."""
    actions = {row["action"] for rows in labels.values() for row in rows}
    kept: dict[str, dict[tuple[Any, ...], Row]] = {name: {} for name in labels}
    for row in lines:
        judged = row["type"] == "event" and row["action"] in actions and row["modality"] != "implied"
        if judged and row["document"] in kept:
            key = (row["action"], *_words(row["actor"]), "→", *_words(row["target"]), row["modality"])
            kept[row["document"]].setdefault(key, row)
    return {name: list(rows.values()) for name, rows in kept.items()}


def _document(wanted: tuple[Row, ...], found: list[Row]) -> Score:
    """Required labels take their events first, the optional ones what is left; what meets no label is an error."""
    left = list(found)
    hits = sum(_take(label, left) for label in wanted if _required(label))
    errors = sum(not any(_same(label, row) for label in wanted) for row in left)
    return Score(hits, hits + errors, sum(_required(label) for label in wanted))


def _take(label: Row, left: list[Row]) -> bool:
    """Take the first event that is the labelled one out of those left; exact names before others."""
    for row in sorted(left, key=lambda row: _words(row["actor"]) != _words(label["actor"])):
        if _same(label, row):
            left.remove(row)
            return True
    return False


def _same(label: Row, row: Row) -> bool:
    return (
        label["action"] == row["action"]
        and _modality(label) == _modality(row)
        and _same_party(label, row, "actor")
        and _same_party(label, row, "target")
    )


def _same_party(label: Row, row: Row, role: str) -> bool:
    """A wording or the canonical name beside it; for a state its code decides."""
    if label.get(f"{role}_kind") == "state" and label[f"{role}_country"] == row.get(f"{role}_country"):
        return row.get(f"{role}_kind") == "state"
    return any(same_name(label[role], name) for name in _names(row, role))


def _names(row: Row, role: str) -> Iterator[str | None]:
    yield row[role]
    if row.get(f"{role}_entity"):
        yield row[f"{role}_entity"]


def _country(row: Row) -> tuple[str, str]:
    return row.get("actor_country") or " ".join(_words(row["actor"])), _modality(row)


def _required(label: Row) -> bool:
    return not label.get("optional") and label["modality"] != "implied"


def _modality(row: Row) -> str:
    return "asserted" if row["modality"] == "implied" else row["modality"]


def _words(name: str | None) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", SMALL_WORDS.sub(" ", fold(name or ""))))


def _is_judged(name: str | None) -> bool:
    folded = fold(name or "")
    return bool(JUDGED.search(folded)) and not NOT_JUDGED.search(folded)
