"""Finds the full dates that a line states: day, month and year. A date that lacks one of them is no date here."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import cache

from onrecord.read.tables import table
from onrecord.types import Span

NEAR_DAYS = 21


@cache
def _months() -> dict[str, int]:
    return {name: number for number, names in enumerate(table("dates")["months"], start=1) for name in names}


def month_pattern() -> str:
    """A pattern for the name of a month, with or without a full stop."""
    return rf"(?:{'|'.join(sorted(_months(), key=lambda name: (-len(name), name)))})\b\.?"


def weekday_pattern() -> str:
    """A pattern for the name of a day of the week, with or without a full stop."""
    names = sorted(table("dates")["weekdays"], key=lambda name: (-len(name), name))
    return rf"(?:{'|'.join(names)})\b\.?"


@cache
def _pattern() -> re.Pattern[str]:
    month, day = month_pattern(), r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
    return re.compile(
        rf"(?P<iso>\b(?:19|20)\d\d(?P<mark>[-./])(?:0?\d|1[0-2])(?P=mark)(?:[0-2]?\d|3[01])(?!\d))"
        rf"|\b(?P<day1>{day})(?: of)?[ \-]{{1,2}}(?P<month1>{month}),?[ \-]{{1,2}}(?P<year1>(?:19|20)\d\d)\b"
        rf"|\b(?P<month2>{month}) {{1,2}}(?P<day2>{day}),? {{1,2}}(?P<year2>(?:19|20)\d\d)\b"
        r"|\b(?P<first>[0-3]?\d)(?P<sep>[./])(?P<second>[0-3]?\d)(?P=sep)(?P<year3>(?:19|20)\d\d)(?!\d)",
        re.IGNORECASE,
    )


@cache
def _changed() -> re.Pattern[str]:
    words = "|".join(sorted(table("dates")["changed"], key=lambda word: (-len(word), word)))
    return re.compile(rf"\b(?:{words})\b[ :,\-(]*(?:on |at )?[\d:. apmPMGTCESZ|,]*$", re.IGNORECASE)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _numeric(match: re.Match[str]) -> str | None:
    """A day.month.year; 03/04/2024 could be either order, so it is no date unless one part is above twelve."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year3"])
    if match["sep"] == "." or first > 12 or first == second:
        return _iso(year, second, first)
    return _iso(year, first, second) if second > 12 else None


def _value(match: re.Match[str]) -> str | None:
    if match["iso"]:
        year, month, day = map(int, match["iso"].split(match["mark"]))
        return _iso(year, month, day)
    if match["year3"]:
        return _numeric(match)
    which = "1" if match["year1"] else "2"
    day = int(re.sub(r"\D", "", match["day" + which]))
    return _iso(int(match["year" + which]), _months()[match["month" + which].rstrip(".").lower()], day)


def find_dates(line: str) -> tuple[tuple[str, Span], ...]:
    """Every full date of the line as ISO, with its place in the line."""
    found = ((_value(match), Span(match.start(), match.end())) for match in _pattern().finditer(line))
    return tuple((iso, span) for iso, span in found if iso is not None)


def published_date(*lines: str) -> str | None:
    """The first date of the lines that is not said to be the date of a change; the first of all where all are."""
    dates = [(line, iso, span) for line in lines for iso, span in find_dates(line)]
    kept = [iso for line, iso, span in dates if not _changed().search(line[max(0, span.start - 40) : span.start])]
    return next(iter(kept or [iso for _, iso, _ in dates]), None)


def dated_within(lines: Iterable[str], text: str, last: str | None = None) -> str | None:
    """The day and month that the first line with one gives without a year, in the year that fits.

    That is ``last``, the copyright's, else that of the text's newest date, if it is of the three weeks before; None
    where nothing tells the year.
    """
    match = next((found for line in lines if (found := _day_and_month().search(line))), None)
    if not match:
        return None
    day, month = int(re.sub(r"\D", "", match["day1"] or match["day2"])), match["month1"] or match["month2"]
    number = _months()[month.rstrip(".").lower()]
    if last:
        return _iso(int(last), number, day)
    newest = max((iso for iso, _ in find_dates(text)), default="")
    dated = _iso(int(newest[:4]), number, day) if newest else None
    return dated if dated and 0 <= _days(newest, dated) <= NEAR_DAYS else None


def _days(first: str, last: str) -> int:
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


@cache
def _day_and_month() -> re.Pattern[str]:
    month, day = month_pattern(), r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
    return re.compile(
        rf"\b(?P<day1>{day}) (?P<month1>{month})|\b(?P<month2>{month}) (?P<day2>{day})(?![\d:])", re.IGNORECASE
    )
