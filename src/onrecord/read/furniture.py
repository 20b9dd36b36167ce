"""Recognises bylines, date lines, datelines and outlets: what stands around an article's body and belongs to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.read.chrome import segments
from onrecord.read.dates import find_dates, month_pattern, weekday_pattern
from onrecord.read.lines import Unit
from onrecord.read.tables import table

MOST_BYLINE_WORDS = 14
MOST_DATE_WORDS = 16
MOST_PLACE_WORDS = 6
PREFIX_ROOM = 140

_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_BESIDE = re.compile(r"[,/(|]")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_COPYRIGHT = re.compile(r"(?:©|ⓒ|\(c\)|copyright)[\s\d,–-]*(?:by )?([^|.,;\d\n]{2,60})", re.IGNORECASE)
_COPYRIGHT_YEAR = re.compile(
    r"(?:©|ⓒ|\(c\)|copyright)[^|.;\n]{0,60}?(?:(?:19|20)\d\d ?[-–—] ?)?\b((?:19|20)\d\d)\b", re.IGNORECASE
)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("layout")[name])


@cache
def _starts(name: str) -> tuple[str, ...]:
    return tuple(table("layout")[name])


@cache
def _partial_date() -> re.Pattern[str]:
    """A day and a month, with or without a year and a day of the week."""
    month, day = month_pattern(), r"\d{1,2}(?:st|nd|rd|th)?"
    return re.compile(rf"\b(?:{day} {month}|{month} {day})(?:,? (?:19|20)\d\d)?\b", re.IGNORECASE)


@cache
def _weekday() -> re.Pattern[str]:
    return re.compile(rf"\b{weekday_pattern()}", re.IGNORECASE)


def is_byline(unit: Unit) -> bool:
    """Whether a short line names who wrote the article, or the desk it comes from."""
    if unit.count > MOST_BYLINE_WORDS or unit.words.endswith((":", ";", "?", "!")):
        return False
    lower = unit.words.lower()
    if lower.startswith(_starts("byline_starts")):
        return not unit.closed or lower.startswith(_starts("closed_byline_starts"))
    name, comma, house = unit.words.partition(", ")
    return bool(comma) and _is_name(name) and _is_agency(house)


def _is_name(words: str) -> bool:
    parts = words.split()
    return 2 <= len(parts) <= 4 and all(part[0].isupper() for part in parts) and not words.isupper()


def _is_agency(words: str) -> bool:
    key = words.strip(" .()").lower()
    return key in _words("agencies") or (len(key.split()) <= 4 and key.split()[-1:] in _last_words())


@cache
def _last_words() -> tuple[list[str], ...]:
    return tuple([word] for word in table("layout")["agency_words"])


def is_date_only(unit: Unit) -> bool:
    """Whether a line is a date, with the time and words such as "published", and nothing else."""
    if unit.count > MOST_DATE_WORDS:
        return False
    rest = _partial_date().sub(" ", unit.words)
    for _, span in reversed(find_dates(rest)):
        rest = rest[: span.start] + " " + rest[span.end :]
    if rest == unit.words:
        return False
    rest = _weekday().sub(" ", _CLOCK.sub(" ", rest))
    return all(word.lower().rstrip(".") in _words("date_words") for word in _WORD.findall(rest))


def is_dateline(unit: Unit) -> bool:
    """Whether a short line outside the body gives place and date: it holds a date, and little else."""
    if unit.count > MOST_DATE_WORDS or unit.words.endswith(("?", "!", ":")):
        return False
    date = _partial_date().search(unit.words)
    dates = find_dates(unit.words)
    if not date and not dates:
        return False
    if dates:
        return not unit.closed or unit.count <= 10
    before = _WORD.findall(unit.words[: date.start()]) if date else []
    return len(before) <= 4 and all(word[0].isupper() for word in before) and not unit.closed


def is_dated_name(unit: Unit) -> bool:
    """Whether a line is a date and beside it no more than a name, of a place or an outlet ("Moscow, 8 May 2024")."""
    if unit.count > MOST_DATE_WORDS or not find_dates(unit.words) or unit.words.endswith(("?", "!", ":")):
        return False
    rest = unit.words
    for _, span in reversed(find_dates(rest)):
        rest = rest[: span.start] + " " + rest[span.end :]
    beside = _WORD.findall(_weekday().sub(" ", _CLOCK.sub(" ", rest)))
    names = [word for word in beside if word.lower().rstrip(".") not in _words("date_words")]
    return len(names) <= MOST_PLACE_WORDS and all(word[0].isupper() or _is_desk(word) for word in names)


def _is_desk(word: str) -> bool:
    return word.lower() in _words("desk_words")


def is_edition(unit: Unit) -> bool:
    """Whether a line gives the date or the number of an issue ("Friday, 9 May 2024   Edition 31")."""
    return is_dated_name(unit) and any(word.lower() in _words("edition_words") for word in _WORD.findall(unit.words))


def names_house(words: str) -> bool:
    """Whether a name ends as those of news houses do ("... Observer")."""
    return words.split()[-1].lower() in _words("agency_words")


def is_place(unit: Unit) -> bool:
    """Whether a line right under the title is a place: capitals and something beside them ("SUVA, Fiji")."""
    first, mark, _ = (part.strip() for part in _BESIDE.sub("\n\\g<0>\n", unit.words, count=1).partition("\n"))
    if unit.count > MOST_PLACE_WORDS or unit.closed or not mark:
        return False
    return first.isupper() and _is_place_name(first) and first.casefold() not in _words("not_places")


@dataclass(frozen=True, slots=True)
class Prefix:
    """A dateline at the start of a paragraph: how long it is, with its dash, and the agency it names."""

    length: int
    agency: str | None = None


@cache
def _prefix() -> re.Pattern[str]:
    month = month_pattern()
    date = rf"(?:{weekday_pattern()},? )?(?:{month} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}} {month})(?:,? (?:19|20)\d\d)?"
    return re.compile(
        r"(?P<place>[^\W\d_][^\d()\"“”:;?!|—–]{1,60}?)?"
        rf"(?:[,.]? ?(?P<date>{date})(?:, (?P<bare>(?-i:[A-Z]{{3,12}})))?)?"
        r"(?:[,.]? ?(?:\((?P<agency>[^()\d\"“]{2,40})\)|/(?P<slashed>[^/\d]{2,30})/))?"
        r"\s?(?P<mark>--?|[–—|]|\.|:)\s+(?=\S)",
        re.IGNORECASE,
    )


def dateline_prefix(words: str, *, first: bool) -> Prefix | None:
    """The dateline a paragraph begins with, None where it has none.

    A place alone ("VILNIUS -") counts only in the ``first`` paragraph of the body; elsewhere a date or an agency has
    to stand beside it.
    """
    match = _prefix().match(words[:PREFIX_ROOM])
    if not match or match.end() >= len(words):
        return None
    agency = match["agency"] or match["slashed"] or match["bare"]
    place = (match["place"] or "").strip(" ,.-")
    return Prefix(match.end(), agency) if _holds(match, place, agency, first=first) else None


def _holds(match: re.Match[str], place: str, agency: str | None, *, first: bool) -> bool:
    dashed = match["mark"] not in (".", ":")
    if not place:
        return bool(agency) and match["bare"] is None and dashed and _is_agency(agency or "")
    if not _is_place_name(place) or place.casefold() in _words("not_places"):
        return False
    capitals = _head(place).isupper()
    if match["date"]:
        return (dashed or capitals) and (capitals or bool(agency) or first or match["mark"] in ("-", "--", "—", "–"))
    if match["agency"] or match["slashed"]:
        return (dashed or bool(match["slashed"])) and (_is_agency(agency or "") or capitals)
    return first and dashed and capitals and match["bare"] is None


def _head(place: str) -> str:
    """A place without the region behind its comma: "BAKU, Azerbaijan" is "BAKU"."""
    return re.split(r"[,/]", place)[0].strip()


def _is_place_name(place: str) -> bool:
    """Up to six words, each with a capital but for short ones between them ("de", "of", "and")."""
    words = [word for word in re.split(r"[\s,/]+", place) if word]
    if not words or len(words) > MOST_PLACE_WORDS or not words[0][0].isupper():
        return False
    return all(word[0].isupper() or len(word) <= 3 for word in words)


def is_outlet(name: str) -> bool:
    """Whether a name can be an outlet's, and is not what a page says of itself ("wire", "translated from French")."""
    key = name.strip(" .").casefold()
    return name[:1].isupper() and key not in _words("not_outlets") and not key.startswith(("translated", "by "))


def copyright_holder(words: str) -> str | None:
    """Whose name a copyright line gives."""
    match = _COPYRIGHT.search(words)
    name = match[1].strip(" -–—") if match else ""
    return name if name and name[0].isupper() else None


def copyright_year(words: str) -> str | None:
    """The year that a copyright line gives, the last of several."""
    match = _COPYRIGHT_YEAR.search(words)
    return match[1] if match else None


def masthead(unit: Unit) -> str | None:
    """The outlet's name in a line of a page's head, beside a date ("Himal Wire | 17 January 2022")."""
    if not find_dates(unit.words) or not segments(unit.words)[1:]:
        return None
    for part in segments(unit.words):
        dated = _partial_date().search(part) or find_dates(part) or _CLOCK.search(part)
        if not dated and _is_agency(part) and is_outlet(part):
            return part
    return None
