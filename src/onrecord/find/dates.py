"""Expressions of time in an article, with their offsets and their value in EDTF (ISO 8601-2:2019).

What counts as one follows TIMEX3 of TimeML (ISO 24617-1; Pustejovsky et al. 2003): the words of a date without its
preposition, and its value on the calendar as far as the words tell it. A value is told outright ("7 February 2024"),
read against the article's own date ("yesterday", "on Wednesday": the nearest in the direction of the verb's tense), or
counted from the date told before it ("two days later"). What cannot be told has the value None: a relative expression
in an article without a date, and every duration ("after seven years"). A date without a year in an article without a
date has a year of unspecified digits (``XXXX-02-07``). The week is an interval from Monday to Sunday, as EDTF has no
weeks; a season has a code (21 to 24), a quarter 33 to 36, a half-year 40 or 41; "early March" is ``2024-03~``.
Offsets are code points of the article's text.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from onrecord.find.date_values import Value, number, season, told
from onrecord.find.date_words import YEAR, Found, matches, month_pattern
from onrecord.find.timeline import direction, nearest, season_at, shifted, table, word_set
from onrecord.tree import Tree, words_of
from onrecord.types import Article, Span

_FULL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FAR = 300  # days: a date without a year this long gone, or this far ahead, is rather the other one


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that tell a time: their span, the sentence they stand in, their value, None where it is not known."""

    span: Span
    sentence: int
    edtf: Value


def find_dates(article: Article, trees: tuple[Tree, ...]) -> tuple[Expression, ...]:
    """Every expression of time in the sentences, in order; none covers another."""
    reader = _Reader(_own_date(article), frozenset(_headlines(article)))
    for at, tree in enumerate(trees):
        reader.read(at, tree)
    return tuple(reader.found)


def _headlines(article: Article) -> Iterator[int]:
    """The blocks written in the headline's present, which is a past."""
    return (at for at, block in enumerate(article.blocks) if block.kind in {"title", "heading"})


def _own_date(article: Article) -> datetime.date | None:
    """The article's date; else the first full date that its dateline or byline states."""
    if article.published:
        return _day(article.published[:10])
    for block in article.blocks:
        if block.kind in {"dateline", "byline"}:
            for found in matches(block.span.of(article.text), 0):
                day = _day(told(found) or "")
                if day is not None:
                    return day
    return None


def _day(edtf: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(edtf) if _FULL.fullmatch(edtf) else None
    except ValueError:
        return None


class _Reader:
    """One article's expressions, read in order: each may count from the one before."""

    def __init__(self, today: datetime.date | None, headlines: frozenset[int]) -> None:
        self.today, self.headlines = today, headlines
        self.found: list[Expression] = []
        self.anchor: Value = None

    def read(self, sentence: int, tree: Tree) -> None:
        """Add the expressions of a sentence."""
        offset, text = tree.sentence.span.start, tree.sentence.span.of(tree.text)
        for one in matches(text, offset):
            value = self._value(one, tree)
            if value == "":
                continue
            span = _bare(one)
            if not self._joined(tree, sentence, span, value):
                self._add(sentence, tree, span, value)

    def _add(self, sentence: int, tree: Tree, span: Span, value: Value) -> None:
        value = self._with_year(value, tree, span)
        self.found.append(Expression(span, sentence, value))
        if tree.sentence.block not in self.headlines:
            self.anchor = value or self.anchor

    def _joined(self, tree: Tree, sentence: int, span: Span, value: Value) -> bool:
        """ "between March and May 2024", "from Monday to Wednesday": the two dates as one interval."""
        last = self.found[-1] if self.found else None
        if last is None or last.sentence != sentence or not last.edtf or not value or not _joins(tree.text, last, span):
            return False
        end = self._with_year(value, tree, span)
        start = _before(last.edtf, end, told=_explicit(last.span.of(tree.text))) if end else None
        if start is None:
            return False
        self.found[-1] = replace(last, span=Span(last.span.start, span.end), edtf=f"{start}/{end}")
        self.anchor = end
        return True

    def _value(self, one: Found, tree: Tree) -> Value:
        """The value; empty for words that tell no time after all."""
        if one.rule == "year":
            return told(one) if _is_year(tree, one) else ""
        reading = _RELATIVE.get(one.rule)
        return reading(self, one, tree) if reading else told(one)

    # --- against the article's date

    def weekday(self, one: Found, tree: Tree) -> Value:
        """ "on Wednesday", "last Wednesday", "next Wednesday"."""
        wanted = table()["weekdays"].index((one.group("w") or "").lower())
        by = (one.group("by") or "").lower()
        if by in {"the following", "the previous"}:
            start = _day(self.anchor or "")
            return nearest(start, wanted, by == "the following", strict=True) if start else None
        if self.today is None:
            return None
        coming = by in {"next", "coming", "this coming"} or (by not in {"last", "past", "this past"} and
                 self._direction(tree, one.span) > 0)  # fmt: skip
        return nearest(self.today, wanted, coming, strict=by in {"last", "next"})

    def by_day(self, one: Found, tree: Tree) -> Value:
        """ "yesterday", "the day after tomorrow"."""
        return self._shifted("day", table()["days"][(one.group("w") or "").lower()])

    def by_unit(self, one: Found, tree: Tree) -> Value:
        """ "last month", "this week", "next year"."""
        by = (one.group("by") or "").lower()
        return self._shifted((one.group("u") or "").lower(), {"last": -1, "this": 0}.get(by, 1))

    def season_by(self, one: Found, tree: Tree) -> Value:
        """ "last summer": the one that is over; "this summer"; "next summer"."""
        if self.today is None:
            return None
        code = season(one.group("s") or "")
        now = season_at(self.today)
        by = (one.group("by") or "").lower()
        year = (
            self.today.year + {"last": -int(code >= now), "this": -int(code - now == 4), "next": int(code <= now)}[by]
        )
        return f"{year:04}-{code}"

    def ago(self, one: Found, tree: Tree) -> Value:
        """ "two days ago", "about five years ago"."""
        return self._counted(one, -1)

    def ahead(self, one: Found, tree: Tree) -> Value:
        """ "in two weeks' time"."""
        return self._counted(one, 1)

    def _counted(self, one: Found, sign: int) -> Value:
        amount, about = number(one.group("n"))
        if amount is None:
            return None
        unit = (one.group("u") or "").lower()
        value = self._shifted(unit, sign * amount)
        return f"{value}~" if value and (about or unit == "decade") and "/" not in value else value

    def _shifted(self, unit: str, by: int) -> Value:
        return shifted(self.today, unit, by) if self.today else None

    # --- against the date told before

    def offset(self, one: Found, tree: Tree) -> Value:
        """ "the day before", "two days later"; with a noun or clause after it ("the day before the vote"): unknown."""
        amount, about = number(one.group("n")) if one.group("n") else (1, False)
        by = (one.group("by") or "").lower()
        if amount is None or about or (by in {"before", "after"} and _goes_on(tree, one.span)):
            return None
        return self._from_anchor(one, -amount if by in {"before", "earlier"} else amount)

    def same(self, one: Found, tree: Tree) -> Value:
        """ "the previous day", "the following year", "the same month"."""
        by = (one.group("by") or "").lower()
        return self._from_anchor(one, {"previous": -1, "preceding": -1, "same": 0, "that": 0}.get(by, 1))

    def _from_anchor(self, one: Found, by: int) -> Value:
        unit = (one.group("u") or "").lower()
        unit = unit if unit in {"week", "month", "year", "decade"} else "day"
        anchor = self.anchor or ""
        start = _day(anchor)
        if start is not None:
            return shifted(start, "days_of_week" if unit == "week" and by else unit, by)
        if unit == "year" and re.fullmatch(r"[0-9]{4}(-[0-9]{2})?", anchor):
            return f"{int(anchor[:4]) + by:04}"
        if unit == "month" and re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", anchor):
            return shifted(datetime.date(int(anchor[:4]), int(anchor[5:]), 1), "month", by)
        return None

    # --- a date without a year

    def _with_year(self, value: Value, tree: Tree, span: Span) -> Value:
        """The value with its ``XXXX`` as the year that the article's date and the tense give it."""
        if not value or "XXXX" not in value or self.today is None:
            return value
        end = value.rpartition("/")[2].rstrip("~")
        try:
            filled = value.replace("XXXX", f"{self._year(self.today, end, self._direction(tree, span)):04}")
            datetime.date.fromisoformat(f"{filled.rpartition('/')[2].rstrip('~')}-01"[:10])
        except ValueError:  # a leap day, or beyond the calendar
            return None
        return filled

    def _year(self, today: datetime.date, part: str, direction: int) -> int:
        """The year of a day or month: the last one in which it is gone, or the next in which it comes."""
        month, day, whole = int(part[5:7]), int(part[8:10] or 1), len(part) > 7
        now = (today.month, today.day if whole else 1)
        if (month, day) == now:
            return today.year
        gone = today.year - ((month, day) > now)
        since = (today - _in_year(gone, month, day)).days
        ahead = (_in_year(gone + 1, month, day) - today).days
        if direction > 0:
            return gone if ahead > _FAR and whole else gone + 1
        far = since > _FAR if direction else since > ahead
        return gone + 1 if far and whole else gone

    def _direction(self, tree: Tree, span: Span) -> int:
        start, end = words_of(tree.sentence, span)
        if start >= end:
            return -1
        return direction(tree, tree.top_of(start, end), headline=tree.sentence.block in self.headlines)


_RELATIVE: dict[str, Callable[[_Reader, Found, Tree], Value]] = {
    "weekday": _Reader.weekday,
    "by_day": _Reader.by_day,
    "by_unit": _Reader.by_unit,
    "season_by": _Reader.season_by,
    "ago": _Reader.ago,
    "ahead": _Reader.ahead,
    "offset": _Reader.offset,
    "same": _Reader.same,
}


# --- intervals --------------------------------------------------------------------------------------------------

_JOINTS = frozenset({("between", "and"), ("from", "to"), ("from", "until"), ("from", "through"), ("from", "till")})


def _joins(text: str, last: Expression, span: Span) -> bool:
    """Whether "between … and" or "from … to" joins two expressions."""
    joint = text[last.span.end : span.start].strip().lower()
    before = text[max(0, last.span.start - 8) : last.span.start].lower().split()
    return bool(before) and (before[-1], joint) in _JOINTS


def _before(start: str, end: str, *, told: bool) -> Value:
    """The start of an interval as it is, or in the end's year, or the year before; None where it is not before it."""
    if "/" in start + end or len(start) != len(end):
        return None
    if not told and end[:4].isdigit() and len(end) > 4:
        years = (f"{int(end[:4]) - back:04}{start[4:]}" for back in (0, 1))
        start = next((value for value in years if value < end), start)
    return start if start < end else None


def _explicit(words: str) -> bool:
    """Whether the words of a date leave no doubt of its year."""
    return re.search(YEAR, words) is not None or not re.search(rf"\b{month_pattern()}", words)


# --- which words ------------------------------------------------------------------------------------------------


def _bare(one: Found) -> Span:
    """The span without a preposition or "the" before it, but for those that are part of the date."""
    first = one.match.start()
    if one.rule == "bare_month" and one.match["any"] in {*table()["before_month"], "in", "since", "during"}:
        first = one.match.start("m")
    if one.rule == "months":
        first = one.match.start("m")
    if one.rule == "days":
        first = min(one.match.start("d"), one.match.start("m"))
    return Span(one.span.start - one.match.start() + first, one.span.end)


def _is_year(tree: Tree, one: Found) -> bool:
    """Whether four digits are a year: after a preposition of time, or beside a noun that has one."""
    if one.match["part"]:
        return True
    start, end = words_of(tree.sentence, one.span)
    if start >= end or tree.span(start, end) != one.span:
        return False  # a part of a longer number or name
    head = tree.head(start)
    counts = tree.relation(start) in {"nummod", "compound", "amod", "det"} and head > start
    if counts:
        return tree.lemma(head) in word_set("of_a_year") or tree.sentence.words[start + 1] in {"'s", "’s"}
    before = tree.sentence.words[start - 1].lower() if start else ""
    return before in word_set("before_year") or (before in {"(", ","} and tree.relation(start) != "appos")


def _goes_on(tree: Tree, span: Span) -> bool:
    """Whether a noun or a clause comes after the words: "two days after *the vote*", "the day before *he left*"."""
    after = words_of(tree.sentence, span)[1]
    words = tree.sentence.upos
    return after < len(words) and words[after] in {"NOUN", "PROPN", "DET", "PRON", "ADJ", "NUM", "VERB"}


def _in_year(year: int, month: int, day: int) -> datetime.date:
    """The day of a year, the last of its month where the year has no such day."""
    return datetime.date(year, month, min(day, calendar.monthrange(year, month)[1]))
