"""The words of questions made into patterns: the grammar's from ``data``, each action's from the lexicon."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from onrecord.data import QuestionWords, load_questions


@dataclass(frozen=True, slots=True)
class Verb:
    """What a verb of a question stands for: an action, and how its object is read (plain, topic, onward, judging)."""

    action: str
    style: str


@cache
def _whole() -> dict[str, Any]:
    """All the files of the vocabulary as one table; no two have a key in common."""
    found: dict[str, Any] = {}
    for name in ("forms", "figures", "speech", "coverage"):
        with resources.files("onrecord.ask").joinpath("data", f"{name}.toml").open("rb") as file:
            found |= tomllib.load(file)
    return found


@cache
def table(*path: str) -> Any:
    """The part of the vocabulary under the path, as TOML gives it."""
    part: Any = _whole()
    for key in path:
        part = part.get(key, ())
    return part


def words(*path: str) -> tuple[str, ...]:
    """A list of the vocabulary as it stands."""
    return tuple(table(*path))


def inflected(*path: str) -> tuple[str, ...]:
    """A list of verbs with every form written out."""
    return written_out(words(*path))


def written_out(entries: Iterable[str]) -> tuple[str, ...]:
    """Verbs with every form written out: "meet/meets/met with" is three forms, each with its particle."""
    return tuple(form for entry in entries for form in _forms(entry))


def _forms(entry: str) -> tuple[str, ...]:
    head, *tail = entry.split(" ")
    return tuple(dict.fromkeys(" ".join((form, *tail)) for form in head.split("/")))


def either(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases as whole words, the longest first."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return r"(?<![\w'-])(?:" + "|".join(map(re.escape, ordered)) + r")(?![\w-])"


@cache
def pattern(*path: str) -> re.Pattern[str]:
    """The compiled pattern for a list of the vocabulary."""
    return re.compile(either(words(*path)), re.IGNORECASE)


@cache
def actions() -> dict[str, QuestionWords]:
    """The actions that a question can name, each with its words."""
    return {words.action: words for words in load_questions()}


@cache
def words_for(action: str) -> tuple[str, ...]:
    """The verbs and nouns by which a question asks for an action."""
    own = actions().get(action)
    return (*written_out((*own.verbs, *own.topic_verbs, *own.onward_verbs)), *own.nouns) if own else ()


def opposites(named: Iterable[str]) -> tuple[str, ...]:
    """The actions that the named ones are where they are negated ("did not recognise": rejected)."""
    return tuple(actions()[action].opposite for action in named if actions()[action].opposite)


@cache
def verbs() -> dict[str, Verb]:
    """Every verb form that a question may use."""
    found = {form: Verb("", "judging") for form in inflected("judging", "verbs")}
    for action, own in actions().items():
        for style, entries in (("plain", own.verbs), ("topic", own.topic_verbs), ("onward", own.onward_verbs)):
            found.update({form: Verb(action, style) for form in written_out(entries)})
    return found


@cache
def nouns() -> dict[str, str]:
    """Every noun that names an action ("congratulations"), with its action."""
    return {noun: action for action, own in actions().items() for noun in own.nouns}


@cache
def verb_pattern() -> re.Pattern[str]:
    """Any verb form of any action."""
    return re.compile(either(verbs()), re.IGNORECASE)


@cache
def judging_pattern() -> re.Pattern[str]:
    """Any form of a verb that says what something is ("call the vote free")."""
    return re.compile(either(inflected("judging", "verbs")), re.IGNORECASE)


@cache
def noun_pattern() -> re.Pattern[str]:
    """Any noun that names an action."""
    return re.compile(either(nouns()), re.IGNORECASE)


@cache
def kinds() -> dict[str, str]:
    """Every noun of a subject ("countries", "leaders") with the kind of row it asks for."""
    return {
        noun: kind
        for kind in ("narrow", "any", "person", "organization", "mission", "countries")
        for noun in words("nouns", kind)
    }


@cache
def kind_pattern() -> re.Pattern[str]:
    """Any noun of a subject."""
    return re.compile(either(kinds()), re.IGNORECASE)
