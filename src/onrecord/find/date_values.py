"""What the words of a date tell of themselves, in EDTF; ``XXXX`` stands for a year that they leave out."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable

from onrecord.find.date_words import Found, months
from onrecord.find.timeline import table

Value = str | None


def told(one: Found) -> Value:
    """The value that needs no other date; ``XXXX`` for a year that is left out, None where there is none."""
    reading = _ABSOLUTE.get(one.rule)
    return reading(one) if reading else None


def _iso(one: Found) -> Value:
    return _whole(one.match["y"], int(one.match["m"]), int(one.match["d"]))


def _numeric(one: Found) -> Value:
    """A day.month.year; 03/04/2024 could be either order, so it is known only where one part is above twelve."""
    first, second, year = int(one.match["a"]), int(one.match["b"]), one.match["y"]
    if one.match["sep"] == "." or first > 12 or first == second:
        return _whole(year, second, first)
    return _whole(year, first, second) if second > 12 else None


def _date(one: Found) -> Value:
    return _whole(one.match["y"], _month(one.match["m"]), _number_in(one.match["d"]))


def _days(one: Found) -> Value:
    """ "3 to 5 May"; "3 and 5 May" without "between" are two days and no interval, "3 or 5 May" is not known."""
    if one.match["join"] == "or" or (one.match["join"] == "and" and not one.match["between"]):
        return None
    ends = [_whole(one.match["y"], _month(one.match["m"]), _number_in(one.match[part])) for part in "de"]
    start, end = ends
    return f"{start}/{end}" if start and end and start < end else None


def _months_of_year(one: Found) -> Value:
    """ "between November and January 2019": the first month may be of the year before."""
    first, last, year = _month(one.match["m"]), _month(one.match["n"]), one.match["y"]
    if first == last or (first > last and not year):
        return None
    start = int(year) - (first > last) if year else 0
    return f"{start:04}-{first:02}/{year}-{last:02}" if year else f"XXXX-{first:02}/XXXX-{last:02}"


def _month_of_year(one: Found) -> Value:
    return f"{one.match['y']}-{_month(one.match['m']):02}{'~' if one.match['part'] else ''}"


def _bare_month(one: Found) -> Value:
    """A month alone; the names that are also words ("May", "March") need a sign that a month is meant."""
    before = one.match["any"].lower()
    sure = before in table()["before_any_month"] or before in table()["parts"]
    month = one.match["m"].rstrip(".").lower()
    if not sure and month in table()["names_too"]:
        return ""
    about = before in table()["parts"] or before == "mid-"
    return f"XXXX-{months()[month]:02}{'~' if about else ''}"


def _one_year(one: Found) -> Value:
    return f"{one.match['y']}{'~' if one.match['part'] else ''}"


def _years(one: Found) -> Value:
    return f"{one.match['y']}/{one.match['z']}" if one.match["y"] < one.match["z"] else None


def _decade(one: Found) -> Value:
    return f"{one.match['y'][:3]}X" if one.match["y"].endswith("0") else None


def _decade_word(one: Found) -> Value:
    """ "the nineties", "the '90s": the last century's from the twenties on, as nobody says it of this one yet."""
    ten = one.match["n"] or table()["decades"][one.match["w"].lower()]
    return f"19{ten}X"


def _century(one: Found) -> Value:
    nth = _ordinal(one.match["o"])
    return f"{nth - 1:02}XX" if nth and nth <= 21 else None


def _fraction(one: Found) -> Value:
    """A quarter has the code 33 to 36, a half-year 40 or 41."""
    first, most = (33, 4) if one.match["u"].lower() == "quarter" else (40, 2)
    nth = most if one.match["o"].lower() == "last" else _ordinal(one.match["o"]) or 0
    return f"{one.match['y']}-{first + nth - 1}" if 1 <= nth <= most else None


def _of_season(one: Found) -> Value:
    return f"{one.match['y']}-{season(one.match['s'])}"


_ABSOLUTE: dict[str, Callable[[Found], Value]] = {
    "iso": _iso,
    "numeric": _numeric,
    "date": _date,
    "days": _days,
    "month": _month_of_year,
    "months": _months_of_year,
    "bare_month": _bare_month,
    "year": _one_year,
    "years": _years,
    "decade": _decade,
    "decade_word": _decade_word,
    "century": _century,
    "fraction": _fraction,
    "season": _of_season,
}


def _whole(year: str | None, month: int, day: int) -> Value:
    """A day of the calendar, None where there is no such day; a leap day of no known year is one."""
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(int(year or 2000), month)[1]:
        return None
    return f"{year or 'XXXX'}-{month:02}-{day:02}"


def _month(words: str) -> int:
    return months()[words.rstrip(".").lower()]


def _number_in(words: str) -> int:
    return int("".join(char for char in words if char in "0123456789"))


def number(words: str | None) -> tuple[int | None, bool]:
    """A number in words or figures and whether it is about that; None where it is none."""
    if words is None:
        return None, False
    lower = words.lower()
    about = next((word for word in table()["about"] if lower.startswith(word + " ")), "")
    rest = lower[len(about) :].strip()
    return (int(rest) if rest.isdecimal() else table()["numbers"].get(rest)), bool(about)


def _ordinal(words: str) -> int | None:
    digits = re.match(r"[0-9]+", words)
    known: int | None = table()["ordinals"].get(words.lower())
    return int(digits[0]) if digits else known


def season(word: str) -> int:
    """The code of a season's name in EDTF, 21 (spring) to 24."""
    words = table()
    return 21 + (2 if word.lower() in words["autumn_too"] else words["seasons"].index(word.lower()))
