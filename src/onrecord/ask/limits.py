"""What bounds an answer ("by the night of 7 February", "according to X"): read from a question, held to claims."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import get_args

from onrecord.ask import vocabulary
from onrecord.ask.opening import Words
from onrecord.ask.query import DateBound, DateLimit, Day, Limits
from onrecord.types import Article, Claim

_FAR = ("0001-01-01", "9999-12-31")


def take_limits(words: Words) -> tuple[Words, Limits]:
    """The question without what bounds its answer, and the bounds."""
    text, limit = _take_date(words.text)
    text, source = _take_source(text)
    return replace(words, text=text), Limits(limit, source)


# ---------------------------------------------------------------- reading


@cache
def _date_pattern() -> re.Pattern[str]:
    month = vocabulary.either(vocabulary.table("dates", "months"))
    day = (
        rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{month})|(?P<m2>{month}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?"
        rf"|(?P<m3>{month}))(?:,? (?P<y>\d{{4}}))?(?!\w)|(?P<iso>\d{{4}}-\d\d(?:-\d\d)?)(?!\w)"
        r"|(?P<only>(?:19|20)\d\d)(?!\w)"
    )
    return re.compile(day, re.IGNORECASE)


@cache
def _bound_pattern(bound: DateBound) -> re.Pattern[str]:
    before = vocabulary.either(vocabulary.words("dates", bound))
    part = vocabulary.either(vocabulary.words("dates", "parts"))
    return re.compile(rf",? ?{before} (?:(?:the )?{part}(?: of| on)? )?(?:the )?(?={_date_pattern().pattern})", re.I)


def _take_date(text: str) -> tuple[str, DateLimit | None]:
    between = re.search(r",? ?(?<!\w)(?:between|from) (?P<one>[\w ,-]{1,20}?) (?:and|to|until) (?=[\w])", text, re.I)
    if between and (both := _two_days(text, between)):
        return both
    for bound in get_args(DateBound)[:5]:
        opener = _bound_pattern(bound).search(text)
        named = _date_pattern().match(text, opener.end()) if opener else None
        if not opener or not named or (named["only"] and bound == "on"):  # the year of an election bounds no day
            continue
        limit = DateLimit(bound, _day(named), text[opener.start() : named.end()].strip(" ,"))
        return _cut(text, opener.start(), named.end()), limit
    return text, None


def _two_days(text: str, between: re.Match[str]) -> tuple[str, DateLimit] | None:
    last = _date_pattern().match(text, between.end())
    if not last:
        return None
    until, first = _day(last), _date_pattern().fullmatch(between["one"])
    if first:
        start = _day(first)
        start = replace(start, year=start.year or until.year)
    elif between["one"].isdigit() and until.day:
        start = replace(until, day=int(between["one"]))
    else:
        return None
    said = text[between.start() : last.end()].strip(" ,")
    return _cut(text, between.start(), last.end()), DateLimit("between", start, said, until)


def _cut(text: str, start: int, end: int) -> str:
    return " ".join(f"{text[:start]} {text[end:]}".split()).strip(" ,")


def _day(found: re.Match[str]) -> Day:
    if found["iso"]:
        year, month, *day = map(int, found["iso"].split("-"))
        return Day(year, month, day[0] if day else None)
    if found["only"]:
        return Day(int(found["only"]), None, None)
    month_name = (found["m"] or found["m2"] or found["m3"]).casefold()
    day_said = found["d"] or found["d2"]
    month_number: int = vocabulary.table("dates", "months")[month_name]
    return Day(int(found["y"]) if found["y"] else None, month_number, int(day_said) if day_said else None)


def _take_source(text: str) -> tuple[str, str | None]:
    """The one according to whom, at the start ("According to X, …") or at the end of a question."""
    according = vocabulary.either(vocabulary.words("words", "according"))
    ahead = re.match(rf"{according} (?P<x>[^,]+), (?=\w)", text, re.IGNORECASE)
    if ahead:
        return text[ahead.end() :], ahead["x"]
    behind = re.search(rf",? ?{according} (?P<x>[^,]+)$", text, re.IGNORECASE)
    if behind and behind.start():
        return text[: behind.start()].strip(" ,"), behind["x"]
    return text, None


# ---------------------------------------------------------------- applying


def bounds_of(limit: DateLimit, articles: Iterable[Article]) -> tuple[str, str]:
    """First and last day, both included, as ISO dates; a year that is not said is the one most articles are of."""
    years = Counter((article.published or "")[:4] for article in articles)
    del years[""]
    usual = int(min(years, key=lambda year: (-years[year], year), default="2000"))
    low, high = _days(limit.day, usual)
    if limit.bound == "between" and limit.until:
        return low, _days(limit.until, usual)[1]
    return {
        "by": (_FAR[0], high),
        "before": (_FAR[0], _shifted(low, -1)),
        "after": (_shifted(high, 1), _FAR[1]),
        "since": (low, _FAR[1]),
    }.get(limit.bound, (low, high))


def _days(day: Day, usual: int) -> tuple[str, str]:
    """The first and the last day of a day, month or year; a day that no month has is its month's last."""
    year = min(max(day.year or usual, 2), 9998)
    if day.month is None:
        return f"{year:04}-01-01", f"{year:04}-12-31"
    month = min(max(day.month, 1), 12)
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    number = min(max(day.day, 1), last) if day.day else None
    return f"{year:04}-{month:02}-{number or 1:02}", f"{year:04}-{month:02}-{number or last:02}"


def _shifted(iso: str, days: int) -> str:
    return (date.fromisoformat(iso) + timedelta(days=days)).isoformat()


def dates_of(claim: Claim, article: Article) -> tuple[str, str] | None:
    """First and last day that a claim may speak of: its own date, else its article's; None where neither is told."""
    told = claim.when.edtf if claim.when else article.published
    if not told:
        return None
    ends = [part for part in re.split("/", re.sub(r"[?~%]", "", told)) if re.match(r"\d{4}", part)]
    found = [_days(Day(*_numbers(part)), 2000) for part in ends]
    return (found[0][0], found[-1][1]) if found else None


def _numbers(part: str) -> tuple[int | None, int | None, int | None]:
    numbers: list[int | None] = [int(number) if number.isdigit() else None for number in part[:10].split("-")]
    year, month, day = [*numbers, None, None][:3]
    return year, month, day


def within(claim: Claim, article: Article, bounds: tuple[str, str]) -> bool:
    """Whether all the days that a claim may speak of lie within the bounds."""
    days = dates_of(claim, article)
    return days is not None and bounds[0] <= days[0] and days[1] <= bounds[1]


def says_the_day(said: str, limit: DateLimit) -> bool:
    """Whether words name the day of the question ("by the night of 7 February")."""
    days = (_day(found) for found in _date_pattern().finditer(said))
    return limit.day.day is not None and any((d.month, d.day) == (limit.day.month, limit.day.day) for d in days)
