"""Reads and checks the project's own annotated corpus: ``python -m tools.train.annotated FOLDER``.

The format is described in ``tools/train/corpus/README.md``. Offsets are code points of the article's plain text.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ACTIONS = (
    "CONGRATULATE",
    "PRAISE",
    "CRITICISE",
    "ACCUSE",
    "REJECT",
    "RECOGNISE",
    "THANK",
    "CALL",
    "MEET",
    "REQUEST",
    "PLEDGE",
    "OBSERVE",
    "CONDOLE",
)
"""The thirteen actions, in the order of the heads' weights."""
MODALITIES = ("asserted", "negated", "planned", "implied")
"""The modalities, in the same."""
KINDS = frozenset({"person", "state", "organization", "group", "thing"})
SIGNS = {"!": "negated", "?": "planned", "~": "implied"}
_ENTITY = re.compile(r"([A-Za-z0-9_]+)\s*\|\s*(\w+)\s*\|\s*(.+?)\s*\|\s*([A-Z]{3})?\s*")
_ACT = re.compile(r"([!?~*]*)([A-Z]+) ([A-Za-z0-9_,+]+)>([A-Za-z0-9_,+]+)")
_OPEN_MENTION = re.compile(r"\[([A-Za-z0-9_]+(?:\+[A-Za-z0-9_]+)*):")
_OPEN_TRIGGER = re.compile(r"\{([^:{}\[\]]+):")


class AnnotationError(ValueError):
    """What is wrong in an annotated file, and where."""


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of an article; ``country`` is ISO 3166 alpha-3 or None."""

    kind: str
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention: its offsets and the entities it speaks of."""

    start: int
    end: int
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """One act of one trigger; an agent or a target that the text does not tell is missing."""

    action: str
    modality: str
    optional: bool
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """One article of the corpus."""

    id: str
    text: str
    entities: dict[str, Known]
    mentions: tuple[Marked, ...]
    acts: tuple[Act, ...]


def read(path: Path) -> Iterator[Annotated]:
    """The articles of a file. Raises AnnotationError for the first thing that is wrong."""
    for part in re.split(r"^=== *", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
        name, _, rest = part.partition("\n")
        try:
            yield _article(name.strip(), rest)
        except AnnotationError as error:
            raise AnnotationError(f"{path.name}, {name.strip()}: {error}") from None


def _article(name: str, rest: str) -> Annotated:
    body, dashes, table = rest.partition("\n--\n")
    if not dashes:
        raise AnnotationError("no line `--` before the entities")
    entities = dict(_entity(line) for line in table.splitlines() if line.strip())
    text, mentions, acts = _marks(body.strip("\n"))
    _check(text, entities, mentions, acts)
    return Annotated(name, text, entities, tuple(mentions), tuple(acts))


def _entity(line: str) -> tuple[str, Known]:
    match = _ENTITY.fullmatch(line.strip()) or _ENTITY.fullmatch(line.strip() + " |")
    if match is None or match[2] not in KINDS:
        raise AnnotationError(f"not an entity (id | kind | name | ISO3): {line!r}")
    return match[1], Known(match[2], match[3], match[4])


def _marks(body: str) -> tuple[str, list[Marked], list[Act]]:
    out: list[str] = []
    size = at = 0
    opened: list[tuple[str, str, int]] = []
    mentions: list[Marked] = []
    acts: list[Act] = []
    while at < len(body):
        mark = body[at]
        pattern = {"[": _OPEN_MENTION, "{": _OPEN_TRIGGER}.get(mark)
        match = pattern.match(body, at) if pattern else None
        if mark in "[{" and match is None:
            raise AnnotationError(f"cannot read the mark at {body[at : at + 40]!r}")
        if match:
            opened.append((mark, match[1], size))
            at = match.end()
        elif mark in "]}":
            if not opened or opened[-1][0] != {"]": "[", "}": "{"}[mark]:
                raise AnnotationError(f"a {mark} that closes nothing before {body[at : at + 40]!r}")
            _, label, start = opened.pop()
            if start == size:
                raise AnnotationError(f"an empty mark {label!r}")
            if mark == "]":
                mentions.append(Marked(start, size, tuple(label.split("+"))))
            else:
                acts += [_act(one.strip(), start, size) for one in label.split(";")]
            at += 1
        else:
            out.append(mark)
            size, at = size + 1, at + 1
    if opened:
        raise AnnotationError(f"{opened[-1][0]}{opened[-1][1]} is never closed")
    return "".join(out), mentions, acts


def _act(label: str, start: int, end: int) -> Act:
    match = _ACT.fullmatch(" ".join(label.split()))
    if match is None or match[2] not in ACTIONS:
        raise AnnotationError(f"not an act (ACTION agents>targets): {label!r}")
    modality = next((SIGNS[sign] for sign in match[1] if sign in SIGNS), "asserted")
    agents, targets = (tuple(one for one in re.split("[,+]", side) if one != "_") for side in (match[3], match[4]))
    return Act(match[2], modality, "*" in match[1], agents, targets, start, end)


def _check(text: str, entities: dict[str, Known], mentions: list[Marked], acts: list[Act]) -> None:
    seen = {one for mention in mentions for one in mention.entities}
    for one in seen - entities.keys():
        raise AnnotationError(f"the entity {one!r} is mentioned and not listed")
    for act in acts:
        for one in (*act.agents, *act.targets):
            if one not in entities:
                raise AnnotationError(f"the entity {one!r} of {act.action} is not listed")
            if one not in seen:
                raise AnnotationError(f"the entity {one!r} of {act.action} has no mention")
        if any(entities[one].kind == "thing" for one in act.agents):
            raise AnnotationError(f"a thing cannot be the agent of {act.action}")
        if set(act.agents) & set(act.targets):
            raise AnnotationError(f"{act.action} is done by {act.agents} to itself")
        if len(text[act.start : act.end].split()) > 8:
            raise AnnotationError(f"too many words carry {act.action}: {text[act.start : act.end]!r}")


def main() -> int:
    """Checks every file of a folder and counts what is in it."""
    counts: Counter[str] = Counter()
    wrong = 0
    for path in sorted(Path(sys.argv[1]).rglob("*.txt")):
        try:
            for article in read(path):
                counts["articles"] += 1
                counts["words"] += len(article.text.split())
                counts["mentions"] += len(article.mentions)
                counts.update(act.action for act in article.acts)
                counts.update(f"({act.modality})" for act in article.acts)
        except AnnotationError as error:
            wrong += 1
            print(error, file=sys.stderr)
    print(", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
