"""The words that tell a time: the patterns of ``dates.py``, made of the words of ``dates.toml``.

A pattern has no part that can match one stretch in two ways, so that a search takes time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.find.timeline import table
from onrecord.types import Span

YEAR = r"(?:1[5-9]|20)[0-9][0-9]"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_UNIT = "day|week|month|year|decade"


@cache
def months() -> Mapping[str, int]:
    """The number of each month by its names in lower case, without a full stop."""
    return {name: number for number, names in enumerate(table()["months"], start=1) for name in names}


def _any(words: list[str] | tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


def _capital(words: list[str]) -> str:
    """The words with a capital, or all in capitals."""
    return _any([form for word in words for form in (word.capitalize(), word.upper())])


def month_pattern() -> str:
    """A pattern for the name of a month, with or without a full stop where it is cut short."""
    names = table()["months"]
    short = _capital([name for every in names for name in every[1:]])
    return rf"(?:(?:{short})\b\.?|(?:{_capital([every[0] for every in names])})\b)"


@cache
def _pieces() -> dict[str, str]:
    """The parts that patterns are made of."""
    words = table()
    weekday = rf"(?:{_capital(words['weekdays'])})"
    short = rf"(?:(?:{_capital(words['short_weekdays'])})\.?|{weekday})"
    number = rf"(?:[0-9]{{1,3}}|{_any([*words['numbers']])})"
    return {
        "month": month_pattern(),
        "weekday": weekday,
        "lead": rf"(?:(?:{short},? )?(?:[Tt]he )?(?:(?:{_any(words['dayparts'])}) of )?(?:[Tt]he )?)?",
        "daypart": rf"(?: (?:{_any(words['dayparts'])}))?",
        "part": rf"(?:(?:{_any(words['parts'])}|{_any([w.capitalize() for w in words['parts']])})[ \-])?",
        "parts": _any(words["parts"]),
        "number": rf"(?:(?:{_any(words['about'])}) )?{number}",
        "few": r"(?:a few|several|some|many|a couple of)",
        "season": rf"(?:{_any([*words['seasons'], *words['autumn_too']])})",
        "ordinal": rf"(?:{_any([*words['ordinals']])}|[0-9]{{1,2}}(?:st|nd|rd|th))",
        "days": _any([*words["days"]]),
        "decades": _any([*words["decades"]]),
        "d": rf"{_DAY}(?:st|nd|rd|th)?",
        "y": YEAR,
        "units": rf"(?:{_UNIT})",
        "any_month": _any(words["before_any_month"]),
        "one_month": _any(words["before_month"]),
    }


# Name, pattern (its places are _pieces), whether case counts. The longest match at a place is taken.
_RULES: tuple[tuple[str, str, bool], ...] = (
    ("iso", r"\b(?P<y>{y})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9-])", True),
    ("numeric", r"\b(?P<a>[0-9][0-9]?)(?P<sep>[./])(?P<b>[0-9][0-9]?)(?P=sep)(?P<y>{y})(?![0-9])", True),
    ("days", r"\b(?:(?P<between>[Bb]etween) )?(?P<d>{d}) ?(?P<join>-|–|to|and|or|until|through) ?(?P<e>{d})"
     r"(?: of)? (?P<m>{month})(?:,? (?P<y>{y})\b)?", True),
    ("days", r"\b(?:(?P<between>[Bb]etween) )?(?P<m>{month}) (?P<d>{d}) ?(?P<join>-|–|to|and|or|until|through) ?"
     r"(?P<e>{d})(?![0-9%.]|,[0-9])(?:,? (?P<y>{y})\b)?", True),
    ("months", r"\b(?:[Bb]etween|[Ff]rom) (?P<m>{month}) (?:and|to|until|through) (?P<n>{month})(?:,? (?P<y>{y})\b)?"
     r"(?! [0-9])", True),
    ("date", r"\b{lead}(?P<d>{d})(?: of)?[ \-](?P<m>{month})(?:,?[ \-](?P<y>{y})\b)?", True),
    ("date", r"\b{lead}(?P<m>{month}) (?P<d>{d})(?![0-9%]|[.,:][0-9])(?:,? (?P<y>{y})\b(?!,[0-9]))?", True),
    ("month", r"\b(?P<part>{part})(?P<m>{month})(?: of|,)? (?P<y>{y})\b", True),
    ("bare_month", r"\b(?P<any>{any_month}|{one_month}|{parts})[ ]?(?P<m>{month})(?! ?[0-9]| [A-Z])", True),
    ("year", r"\b(?P<part>{part})(?P<y>{y})(?![0-9%]|[.,][0-9]|[-–/][0-9])\b", True),
    ("years", r"\b(?P<y>{y}) ?[-–] ?(?P<z>{y})\b(?![-–][0-9])", True),
    ("decade", r"\b(?:the )?(?:(?:early|mid|late)[ \-])?(?P<y>{y})'?s\b", False),
    ("decade_word", r"\bthe (?:early |mid-|late )?(?:['’](?P<n>[2-9])0s|(?P<w>{decades}))\b", False),
    ("century", r"\b(?P<o>{ordinal})[ \-]century\b", False),
    ("fraction", r"\b(?P<o>last|{ordinal}) (?P<u>quarter|half) of (?P<y>{y})\b", False),
    ("season", r"\b(?P<s>{season})(?: of)? (?P<y>{y})\b", False),
    ("season_by", r"\b(?P<by>last|this|next) (?P<s>{season})\b", False),
    ("weekday", r"\b(?:(?P<by>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his coming|[Cc]oming|[Tt]his past|[Pp]ast|the following|"
     r"the previous) )?(?P<w>{weekday})\b{daypart}", True),
    ("by_day", r"\b(?P<w>{days})\b", False),
    ("by_unit", r"\b(?:earlier |later )?(?P<by>last|this|next|the coming) (?P<u>week|month|year|weekend)\b", False),
    ("ago", r"\b(?:(?P<n>{number})|{few}) (?P<u>{units})s? ago\b", False),
    ("ahead", r"\b(?P<n>{number}) (?P<u>{units})s?(?:['’] time|['’]s time| from now)\b", False),
    ("offset", r"\b(?:the|(?P<n>{number})) (?P<u>{units}|night|evening|morning)s? "
     r"(?P<by>before|earlier|after|later|afterwards)\b", False),
    ("same", r"\b(?:the )?(?P<by>previous|preceding|following|next|same|that) (?P<u>day|week|month|year|night|"
     r"evening|morning|afternoon)\b", False),
    ("duration", r"\b(?:{number}|{few})[ \-](?:{units}|hour|minute|second|century)(?:s|ies)?\b", False),
)  # fmt: skip


@cache
def all_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every rule's name and pattern; a rule may have several."""

    def made(pattern: str) -> str:
        for name, piece in _pieces().items():
            pattern = pattern.replace(f"{{{name}}}", piece)
        return pattern

    return tuple((name, re.compile(made(text), 0 if case else re.IGNORECASE)) for name, text, case in _RULES)


@cache
def _hint() -> re.Pattern[str]:
    """What every expression has one of: a digit, or a word that none is without."""
    words = table()
    each = [*words["weekdays"], *months(), *words["days"], *words["decades"], *words["seasons"], *words["dayparts"]]
    units = ["day", "week", "month", "year", "decade", "century", "hour", "minute", "second", "fall"]
    return re.compile(rf"[0-9]|\b(?:{_any([*each, *units])})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A match with the rule it follows."""

    rule: str
    match: re.Match[str]
    span: Span

    def group(self, name: str) -> str | None:
        """A group's words; None where the rule has no such group or it matched nothing."""
        return self.match.groupdict().get(name)


def matches(text: str, offset: int) -> list[Found]:
    """The longest match at each place, none within another, in order."""
    if not _hint().search(text):
        return []
    every = [
        Found(name, match, Span(offset + match.start(), offset + match.end()))
        for name, pattern in all_patterns()
        for match in pattern.finditer(text)
    ]
    kept: list[Found] = []
    for found in sorted(every, key=lambda one: (one.span.start, -one.span.end)):
        if kept and kept[-1].span.meets(found.span):
            longer = found.span.end - found.span.start > kept[-1].span.end - kept[-1].span.start
            if not longer:
                continue
            kept.pop()
        kept.append(found)
    return kept
