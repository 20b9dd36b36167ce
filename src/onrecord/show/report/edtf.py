"""Dates as precise as their words (EDTF, ISO 8601-2:2019): the days that they may mean, and how they read."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "season", "year", "decade", "interval"]

_DATE = re.compile(r"(\d{3}[\dX])(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([~?%]?)\Z")
_SEASONS = {21: ("spring", 3), 22: ("summer", 6), 23: ("autumn", 9), 24: ("winter", 12)}


@dataclass(frozen=True, slots=True)
class Dated:
    """The first and the last day that a date may mean, both included, how precise it is, and it in words."""

    first: date
    last: date
    precision: Precision
    words: str


def dated(edtf: str | None) -> Dated | None:
    """What a date of the Extended Date/Time Format means; None for one that has no day or cannot be read.

    An interval that is open at an end is as long as the end that is known.
    """
    start, slash, end = (edtf or "").partition("/")
    try:
        first, last = _single(start), _single(end)
    except ValueError:
        return None
    if not slash:
        return first
    known = first or last
    if known is None:
        return None
    if first is None or last is None:
        words = f"until {known.words}" if first is None else f"from {known.words}"
        return Dated(known.first, known.last, "interval", words)
    if last.last < first.first:
        return None
    return Dated(first.first, last.last, "interval", f"{first.words} to {last.words}")


def _single(edtf: str) -> Dated | None:
    found = _DATE.match(edtf)
    if not found:
        return None
    year, month, day, doubt = found.groups()
    about = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}.get(doubt, "")
    if year.endswith("X"):
        decade = int(year[:3] + "0")
        return Dated(date(decade, 1, 1), date(decade + 9, 12, 31), "decade", f"{about}the {decade}s")
    if month in (None, "XX"):
        return Dated(date(int(year), 1, 1), date(int(year), 12, 31), "year", f"{about}{int(year)}")
    return _within(int(year), int(month), day, about)


def _within(year: int, month: int, day: str | None, about: str) -> Dated:
    """A season, a month or a day. Raises ValueError for what no calendar has."""
    if month in _SEASONS:
        name, start = _SEASONS[month]
        end_year, end_month = (year + 1, 2) if name == "winter" else (year, start + 2)
        last = date(end_year, end_month, monthrange(end_year, end_month)[1])
        return Dated(date(year, start, 1), last, "season", f"{about}{name} {year}")
    if day in (None, "XX"):
        last = date(year, month, 1).replace(day=monthrange(year, month)[1])
        return Dated(date(year, month, 1), last, "month", f"{about}{month_name[month]} {year}")
    one = date(year, month, int(day or 0))
    return Dated(one, one, "day", f"{about}{one.day} {month_name[month]} {year}")


def in_words(edtf: str | None) -> str:
    """A date as a page writes it; as it stands where it cannot be read, "undated" where there is none."""
    found = dated(edtf)
    return found.words if found else edtf or "undated"
