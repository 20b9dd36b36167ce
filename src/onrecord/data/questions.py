"""How questions speak of an action: the ``[question]`` table of its file in the lexicon."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from onrecord.errors import DataError


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The words by which a question asks for an action, and by which an answer names it.

    A verb is written "base/third/past/participle/gerund", then what follows every form ("concern about"). Of a
    ``topic_verb`` the object is a topic ("call for calm"), of an ``onward_verb`` the one to whom it is done comes later
    ("pledge support to X"). ``topics`` open a topic beside the usual ones. ``mutual`` says that whoever is acted on
    acts too; ``opposite`` is the action that a negated act is as well ("did not recognise": rejected).
    """

    action: str
    base: str
    past: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    topic_verbs: tuple[str, ...] = ()
    onward_verbs: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    mutual: bool = False
    opposite: str = ""


def load_questions(folder: Path | None = None) -> tuple[QuestionWords, ...]:
    """The question words of every action in a folder, the shipped lexicon by default; loaded and checked once.

    Raises DataError with the file where its table is missing or fails its check.
    """
    return _load_questions((folder or Path(__file__).parent.parent / "lexicon").resolve())


@lru_cache(maxsize=4)
def _load_questions(folder: Path) -> tuple[QuestionWords, ...]:
    found = tuple(_questions(path) for path in sorted(folder.glob("*.toml")))
    actions = {words.action for words in found}
    for words in found:
        if words.opposite and words.opposite not in actions:
            raise DataError(
                f"opposite is {words.opposite!r}, which is no action",
                where=f"{words.action}.toml, [question]",
                next_step=f"Known: {', '.join(sorted(actions))}.",
            )
    return found


def _questions(path: Path) -> QuestionWords:
    where = f"{path.name}, [question]"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("question")
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"not TOML: {error}", where=path.name, next_step="Mend the file.") from error
    if not isinstance(table, dict):
        raise DataError("the table is missing", where=where, next_step="Write one with base, past, verbs and nouns.")
    kinds = {field.name: _KINDS[field.type] for field in fields(QuestionWords) if field.name != "action"}
    for key, value in table.items():
        if not _fits(kinds.get(key), value):
            raise DataError(f"{key} = {value!r}", where=where, next_step=f"Known: {_shown(kinds)}.")
    if missing := {"base", "past", "verbs", "nouns"} - set(table):
        raise DataError(f"{', '.join(sorted(missing))} missing", where=where, next_step="Write it, empty if need be.")
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    return QuestionWords(path.stem, **values)


_KINDS: Mapping[Any, type] = {"str": str, "bool": bool, "tuple[str, ...]": list}


def _fits(kind: type | None, value: object) -> bool:
    if kind is None or not isinstance(value, kind):
        return False
    return not isinstance(value, list) or all(isinstance(word, str) and word.strip() for word in value)


def _shown(kinds: Mapping[str, type]) -> str:
    words = {str: "text", bool: "true or false", list: "a list of texts"}
    return ", ".join(f"{key} ({words[kind]})" for key, kind in kinds.items())
