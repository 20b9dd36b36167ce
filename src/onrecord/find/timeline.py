"""Steps along the calendar, in EDTF, and which way along it a date points: back, or ahead.

The result of a step is as precise as its unit: a day shifted by days is a day, by months a month, by years a year. The
direction is read from the tense of the verb that a date belongs to, and from the preposition before it.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.find.modality import colour
from onrecord.tree import Tree

_WEEK = 7
_DEPTH = 12  # heads climbed to the verb


@cache
def table() -> dict[str, Any]:
    """The words of ``dates.toml``."""
    return tomllib.loads(files("onrecord.find").joinpath("dates.toml").read_text(encoding="utf-8"))


def word_set(name: str) -> frozenset[str]:
    """One of the lists of nouns and markers of ``dates.toml``."""
    return frozenset(table()["words"][name])


def shifted(start: datetime.date, unit: str, by: int) -> str | None:
    """The day, week, weekend, month or year so many units from a day; a decade is ten years; None off the calendar."""
    try:
        return _SHIFTS[unit](start, by)
    except (ValueError, OverflowError):
        return None


def _by_days(start: datetime.date, by: int) -> str:
    return (start + datetime.timedelta(days=by)).isoformat()


def _by_weeks(start: datetime.date, by: int) -> str:
    monday = start + datetime.timedelta(days=by * _WEEK - start.weekday())
    return f"{monday.isoformat()}/{_by_days(monday, 6)}"


def _by_weekends(start: datetime.date, by: int) -> str:
    saturday = start + datetime.timedelta(days=by * _WEEK + 5 - start.weekday())
    return f"{saturday.isoformat()}/{_by_days(saturday, 1)}"


def _by_months(start: datetime.date, by: int) -> str:
    months = start.year * 12 + start.month - 1 + by
    return f"{datetime.date(months // 12, months % 12 + 1, 1).isoformat()[:7]}"


def _by_years(start: datetime.date, by: int) -> str:
    return f"{datetime.date(start.year + by, 1, 1).year:04}"


_SHIFTS: dict[str, Callable[[datetime.date, int], str]] = {
    "day": _by_days,
    "days_of_week": lambda start, by: _by_days(start, by * _WEEK),
    "week": _by_weeks,
    "weekend": _by_weekends,
    "month": _by_months,
    "year": _by_years,
    "decade": lambda start, by: _by_years(start, by * 10),
}


def nearest(start: datetime.date, weekday: int, coming: bool, *, strict: bool) -> str | None:
    """The nearest day of the week (Monday is 0) back or ahead; the day itself unless ``strict``."""
    away = (weekday - start.weekday()) % _WEEK if coming else (start.weekday() - weekday) % _WEEK
    away = away or (_WEEK if strict else 0)
    return shifted(start, "day", away if coming else -away)


def season_at(day: datetime.date) -> int:
    """The northern season's code in EDTF, 21 (spring, from March) to 24; 20 for the winter that began last year."""
    return 20 + day.month // 3


def direction(tree: Tree, word: int, *, headline: bool = False) -> int:
    """1 where a date points ahead, -1 where it points back, 0 where the text leaves it open.

    The prepositions decide, else the tense of the verb above; the present of a verb on which the date does not hang
    itself ("the count of 29 June is over") decides nothing.
    """
    words = table()["direction"]
    for climbed in range(_DEPTH):
        marks = tree.preposition(word)
        if marks in words["gone"]:
            return -1
        if marks in words["ahead"] or (not climbed and marks in words["coming"]):
            return 1
        if tree.sentence.upos[word] in {"VERB", "AUX"} or tree.kid(word, "cop") is not None:
            told = _of_verb(tree, word, headline)
            if told:
                return 0 if told > 0 and _present(tree, word) and climbed > 1 else told
        if tree.head(word) < 0:
            return -1
        word = tree.head(word)
    return -1


def _present(tree: Tree, verb: int) -> bool:
    """Whether a verb stands in the plain present."""
    return not tree.kids(verb, "aux") and tree.sentence.xpos[verb] in {"VBZ", "VBP"}


def _of_verb(tree: Tree, verb: int, headline: bool) -> int:
    """The direction of a verb's tense, 0 where its governor's must tell."""
    _, modality, is_open = colour(tree, verb)
    helpers = tree.kids(verb, "aux", "cop")
    tags = {tree.sentence.xpos[kid] for kid in helpers} | ({tree.sentence.xpos[verb]} if not helpers else set())
    lemmas = {tree.lemma(kid) for kid in helpers}
    if "have" in lemmas and modality != "planned":
        return -1
    if modality == "planned" or (is_open and "VBD" not in tags):
        return 1
    if "VBD" in tags:
        return -1
    if tags & {"VBZ", "VBP"}:
        return -1 if headline or lemmas == {"have"} else 1
    return 0 if tree.head(verb) >= 0 else -1
