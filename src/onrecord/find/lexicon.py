"""The lexicon: one TOML file per action, with the words that carry it and the slots that fill its roles.

A *frame* says which predicates mean the action and where its agent and target stand, in deep slots that
``find/clauses.py`` gives whatever the surface: ``agent``, ``obj``, ``iobj``, a preposition, ``object.to`` (a
preposition on the object noun), ``clause.agent`` (a slot of the complement clause), ``verb.from`` (a slot of the verb
that governs a noun), ``reporter`` (who says so), ``speaker`` (whose quotation it stands in), ``addressee``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from onrecord.errors import DataError
from onrecord.find.grammar import grammar

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of saying an action. Empty sets and false flags ask for nothing."""

    id: str
    action: str
    verbs: Words = frozenset()
    nouns: Words = frozenset()
    interjections: Words = frozenset()
    copula: str = ""
    copula_words: Words = frozenset()
    copula_nouns: Words = frozenset()
    object: Words = frozenset()
    object_with: Words = frozenset()
    noun_with: Words = frozenset()
    word: Words = frozenset()
    not_word: Words = frozenset()
    evaluation: str = ""
    complement_verbs: Words = frozenset()
    particle: tuple[tuple[str, tuple[str, ...]], ...] = ()
    agent: tuple[str, ...] = ("agent",)
    target: tuple[str, ...] = ("obj",)
    target_is: str = "any"
    default_target: str = "none"
    needs: tuple[str, ...] = ()
    without_slots: tuple[str, ...] = ()
    needs_infinitive: bool = False
    needs_agent: bool = False
    without_clause: bool = False
    without_complement: bool = False
    passive: bool = False
    refusal: bool = False
    unless_refusal: bool = False
    reciprocal: bool = False
    charge_in_of: bool = False
    of_conduct: bool = False
    of_future: bool = False
    theme: bool = False
    polarity: str = ""
    negated_as: str = ""

    @property
    def rule(self) -> str:
        """The rule's name in a claim: action and frame."""
        return f"{self.action}/{self.id}"


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: a text and the events it must give, each a tuple of (key, value) pairs."""

    action: str
    text: str
    says: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True)
class Lexicon:
    """All frames, indexed by the lemma that calls for them, and the words of evaluation by sign."""

    frames: tuple[Frame, ...]
    examples: tuple[Example, ...]
    positive: Words
    negative: Words
    version: str
    by_verb: dict[str, tuple[Frame, ...]] = field(repr=False)
    by_noun: dict[str, tuple[Frame, ...]] = field(repr=False)
    by_interjection: dict[str, tuple[Frame, ...]] = field(repr=False)
    by_copula_word: dict[str, tuple[Frame, ...]] = field(repr=False)
    by_evaluation: dict[str, tuple[Frame, ...]] = field(repr=False)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Beginnings of words without one of which no frame fits, irregular forms included, for the parser's gate."""
        needed = {word for frame in self.frames for word in _needed(frame)} | self.positive | self.negative
        return (
            frozenset(word[:-1] if len(word) > 3 and word[-1] in "ey" else word for word in needed)
            | grammar()["irregular"]
        )


def _needed(frame: Frame) -> Words:
    """The rarest words a frame cannot do without: its object before its verb."""
    if frame.object:
        return frame.object
    if frame.word:
        return frame.word
    if frame.evaluation or frame.complement_verbs:
        return frame.complement_verbs
    return frame.verbs | frame.nouns | frame.interjections | frame.copula_words | frame.copula_nouns


_LISTS = {f.name for f in fields(Frame) if f.type == "Words"}
_TUPLES = {"agent", "target", "needs", "without_slots"}
_TARGETS = {"any", "party", "thing", "judged", "ruled", "recognised", "person_or_state", "person_or_group"}


@cache
def load_lexicon() -> Lexicon:
    """The shipped lexicon. Raises DataError naming the file and frame of a row that does not pass its check."""
    folder = files("onrecord.lexicon")
    rows = [_read(path) for path in sorted(folder.iterdir(), key=lambda path: path.name) if path.name.endswith(".toml")]
    frames = tuple(frame for row in rows for frame in _frames(row))
    examples = tuple(example for row in rows for example in _examples(row))
    evaluation = {row["action"]: frozenset(row.get("evaluation", ())) for row in rows}
    return Lexicon(
        frames=frames,
        examples=examples,
        positive=evaluation["PRAISE"],
        negative=evaluation["CRITICISE"],
        version="1",
        by_verb=_index(frames, "verbs"),
        by_noun=_index(frames, "nouns"),
        by_interjection=_index(frames, "interjections"),
        by_copula_word=_merge(_index(frames, "copula_words"), _index(frames, "copula_nouns")),
        by_evaluation={
            sign: tuple(frame for frame in frames if frame.copula == sign) for sign in ("positive", "negative")
        },
    )


def _read(path: Traversable) -> dict[str, Any]:
    try:
        row = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"not TOML: {error}", where=path.name, next_step="Mend the file.") from error
    if row.get("action") != path.name.removesuffix(".toml"):
        raise DataError(f"action {row.get('action')!r} differs from the file's name", where=path.name)
    return row


def _frames(row: dict[str, Any]) -> list[Frame]:
    shared: dict[str, Any] = {
        key: row[key] for key in ("target_is", "default_target", "of_conduct", "of_future") if key in row
    }
    return [_frame(str(row["action"]), {**shared, **entry}) for entry in row.get("frame", ())]


def _frame(action: str, entry: dict[str, Any]) -> Frame:
    known = {f.name for f in fields(Frame)}
    unknown = set(entry) - known
    if unknown or "id" not in entry:
        raise DataError(f"unknown key {sorted(unknown)} or no id", where=f"{action}.toml, frame {entry.get('id')}")
    if entry.get("target_is", "any") not in _TARGETS:
        raise DataError(f"target_is {entry['target_is']!r}; known: {sorted(_TARGETS)}", where=f"{action}.toml")
    values = dict(entry)
    for key, value in entry.items():
        if key in _LISTS:
            values[key] = frozenset(value)
        elif key in _TUPLES:
            values[key] = tuple(value)
        elif key == "particle":
            values[key] = tuple((verb, tuple(words)) for verb, words in value.items())
    return Frame(action=action, **values)


def _examples(row: dict[str, Any]) -> list[Example]:
    return [
        Example(str(row["action"]), entry["text"], tuple(tuple(sorted(event.items())) for event in entry["says"]))
        for entry in row.get("example", ())
    ]


def _index(frames: tuple[Frame, ...], key: str) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, tuple[Frame, ...]] = {}
    for frame in frames:
        for word in getattr(frame, key):
            found[word] = (*found.get(word, ()), frame)
    return found


def _merge(one: dict[str, tuple[Frame, ...]], other: dict[str, tuple[Frame, ...]]) -> dict[str, tuple[Frame, ...]]:
    return {word: one.get(word, ()) + other.get(word, ()) for word in one.keys() | other.keys()}
