"""Numbers as English news writes them, read off an article's text: value, unit, qualifier, and the exact words.

One scan over the tokens of each block that is not page chrome, in time linear in its length. Dates, years, times, ages,
ordinals and numbers of things' places ("Article 5") are told apart by their form and left out where it is plain.
Offsets are code points of the article's text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.types import Article, Qualifier, Span

_TOKEN = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{2,3})*,\d{3}(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:[ \u00a0\u202f'’]\d{3}){1,3}(?!\d)(?:[.,]\d+)?"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    r"|\d+(?:[.,·]\d+)?)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>\S)"
)
_DATE = re.compile(r"(?<![\d,])\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?!\d)|\+\d[\d -]{7,20}")  # or a telephone number
_HALVES: Mapping[str, float] = {"¼": 0.25, "½": 0.5, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_TOO_MUCH = 1e16  # nothing that news counts
_LONGEST = 4  # tokens in a unit or a qualifier
_IN_A_HUNDRED = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100})
_YEARS = range(1800, 2100)
_LAST_PLACE = 9999  # no room, page, article or bus has a higher number


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: ``digits`` covers the number alone, ``span`` also its unit or currency.

    ``unit`` is ``percent``, ``points``, a measure's plural ("years"), a currency (ISO 4217) or ``count`` for none.
    ``form`` is how it is written: ``digits``, ``words``, ``fraction``. ``pair`` says that it is joined to another
    one by a dash, "to" or "of": ``first`` or ``second`` of the two, with what joins them. ``bound`` says that a hyphen
    ties it to the word after it ("five-year").
    """

    span: Span
    digits: Span
    value: float
    unit: str = "count"
    form: str = "digits"
    qualifier: Qualifier | None = None
    pair: str = ""
    bound: bool = False


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files("onrecord.find").joinpath("numbers.toml").read_text(encoding="utf-8"))


@cache
def _wordings(table: str) -> dict[tuple[str, ...], str]:
    """Wordings of units or qualifiers as tokens, with what each means."""
    return {tuple(_split(word)): meant for meant, words in _tables()[table].items() for word in words}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_tables()["words"][name])


@cache
def _currencies() -> frozenset[str]:
    return frozenset(_tables()["after"])


def _split(wording: str) -> list[str]:
    return [match.group() for match in _TOKEN.finditer(wording)]


def numbers(article: Article, most: int) -> tuple[Number, ...]:
    """The article's numbers in order of appearance, the first ``most`` of them."""
    found: list[Number] = []
    for block in article.blocks:
        if block.kind != "chrome" and len(found) < most:
            found += _Reader(article.text, block.span).numbers()
    return tuple(found[:most])


class _Reader:
    """One block's tokens, while its numbers are read."""

    def __init__(self, text: str, span: Span) -> None:
        self.text = text
        self.tokens = list(_TOKEN.finditer(text, span.start, span.end))
        self.lower = [token.group().lower() for token in self.tokens]
        dates = _DATE.finditer(text, span.start, span.end)
        self.dated = frozenset(at for date in dates for at in range(date.start(), date.end()))

    def numbers(self) -> list[Number]:
        found: list[tuple[Number, int, int]] = []
        at = 0
        while at < len(self.tokens):
            read = self._number(at)
            if read is None:
                at += 1
                continue
            number, first, after = read
            found.append((number, first, after))
            at = max(at + 1, after)
        return self._paired(found)

    # --- one number

    def _number(self, at: int) -> tuple[Number, int, int] | None:
        """The number that begins at a token, the token it begins at and the one after it; None where none does."""
        read = self._fraction(at) or self._share(at) or self._digits(at) or self._in_words(at)
        if read is None or not read[0] < _TOO_MUCH:
            return None
        value, end, form = read
        first = at
        unit, after = ("percent", end) if form == "fraction" else ("count", end)
        if form == "fraction" and value > 100:  # "half a million"
            unit = "count"
        told = self._unit(end)
        if told is not None and (form != "fraction" or unit == "count"):
            unit, after = told
        currency = self._currency(at)
        if currency is not None:
            unit, first = currency
        digits = Span(self.tokens[at].start(), self.tokens[end - 1].end())
        span = Span(self.tokens[first].start(), self.tokens[after - 1].end())
        if form == "digits" and self._is_place(at, end, unit, value):
            return None
        if self._is_age(after):
            return None
        if (
            unit == "count"
            and "." in digits.of(self.text)
            and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", digits.of(self.text))
        ):
            value = round(value * 1000)  # "12.345 votes": a point between thousands
        bound = self._hyphen(end)
        number = Number(span, digits, value, unit, form, self._qualifier(first, after), "", bound)
        return number, first, after

    def _digits(self, at: int) -> tuple[float, int, str] | None:
        token = self.tokens[at]
        if token.lastgroup == "mark" and token.group() in _HALVES:
            return _HALVES[token.group()] * 100, at + 1, "fraction"
        if token.lastgroup != "digits" or token.start() in self.dated or self._touches(token.start(), token.end()):
            return None
        value, end = _value_of(token.group()), at + 1
        if end < len(self.tokens) and self.lower[end] in _HALVES and self.tokens[end].start() == token.end():
            value, end = value + _HALVES[self.lower[end]], end + 1
        value, end = self._and_a_half(value, end)
        value, end = self._scaled(value, end, token.end())
        return value, end, "digits"

    def _touches(self, start: int, end: int) -> bool:
        """Whether digits are part of a code, a time, a date or an ordinal by the characters that touch them."""
        before, after = self.text[max(0, start - 2) : start], self.text[end : end + 2]
        if (before[-1:].isalpha() and before[-1:].lower() not in "$€£s") or before[-1:] == "_":
            return True
        if before[-1:] in {"-", "/", ".", ":", "#", ","} and before[:1].isalnum() and before[-1:] != "-":
            return not (before[-1:] == "/" and before[:1].isdigit() and after[:1] != "/")
        if before[-1:] == "-" and before[:1].isalpha():
            return True
        if len(after) == 2 and after[0] in ":." and after[1].isdigit():
            return True
        letters = re.match(r"[^\W\d_]+", self.text[end : end + 12])
        known = letters is None or letters.group().lower() in _written_on()
        return not known

    def _and_a_half(self, value: float, at: int) -> tuple[float, int]:
        if self.lower[at : at + 2] == ["and", "a"] and at + 2 < len(self.lower):
            part = self.lower[at + 2]
            if part in {"half", "quarter"}:
                return value + (0.5 if part == "half" else 0.25), at + 3
        return value, at

    def _scaled(self, value: float, at: int, end: int) -> tuple[float, int]:
        """The value with the scale words that follow it ("6.5 million", "6.5m")."""
        while at < len(self.tokens):
            word = self.lower[at]
            touching = self.tokens[at].start() == end
            if word == "-" and at + 1 < len(self.tokens) and self.lower[at + 1] in _tables()["scales"]:
                at, word = at + 1, self.lower[at + 1]
            if word in _tables()["scales"]:
                value *= _tables()["scales"][word]
            elif (touching or self._is_money(at + 1)) and word in _tables()["suffixes"]:
                return round(value * _tables()["suffixes"][word], 6), at + 1
            elif word == "dozen":
                value *= 12
            else:
                break
            at, end = at + 1, self.tokens[at].end()
        return round(value, 6), at

    def _is_money(self, at: int) -> bool:
        """Whether a currency is named at a token ("40 m dollars")."""
        return at < len(self.lower) and self.lower[at] in _currencies()

    def _in_words(self, at: int) -> tuple[float, int, str] | None:
        """ "two hundred and one", "forty-three", "a dozen", "a hundred thousand"."""
        ones, scales, groups = _tables()["ones"], _tables()["scales"], _tables()["collectives"]
        word = self.lower[at]
        following = self.lower[at + 1] if at + 1 < len(self.lower) else ""
        if word in {"a", "an"} and following in groups:
            return float(groups[following]), at + 2, "words"
        if word in {"a", "an"} and following in scales:
            value, end = self._word_value(at + 1, 1.0)
            return value, end, "words"
        if word in {"hundred", "thousand"} and at and self.lower[at - 1] == "the":
            value, end = self._word_value(at, 1.0)
            return value, end, "words"
        if word == "lone":
            return 1.0, at + 1, "words"
        if word not in ones:
            return None
        value, end = self._word_value(at, 0.0)
        value, end = self._and_a_half(value, end)
        value, end = self._scaled(value, end, -1)
        return value, end, "words"

    def _word_value(self, at: int, start: float) -> tuple[float, int]:
        """The value of number words from a token on, and the token after them; at most some twenty words."""
        ones, scales = _tables()["ones"], _tables()["scales"]
        total, part, end, last = 0.0, start, at, ""
        for place in range(at, min(at + 24, len(self.lower))):
            word = self.lower[place]
            if word in scales:
                scale = scales[word]
                if scale == 100:
                    part = max(part, 1.0) * 100
                else:
                    total, part = total + max(part, 1.0) * scale, 0.0
            elif word in ones and _continues(last, word):
                part += ones[word]
            elif not (word == "and" and last in scales) and not (word == "-" and self._tight(place)):
                break
            else:
                continue
            end, last = place + 1, word
        return total + part, end

    def _tight(self, at: int) -> bool:
        """Whether a hyphen touches the words on its two sides."""
        return (
            0 < at < len(self.tokens) - 1
            and self.tokens[at - 1].end() == self.tokens[at].start()
            and self.tokens[at].end() == self.tokens[at + 1].start()
        )

    def _fraction(self, at: int) -> tuple[float, int, str] | None:
        """ "two-thirds", "a quarter", "half", "half a million"; in percent, whole, as news rounds it."""
        word = self.lower[at]
        end, many = at, 1.0
        if word in {"a", "an", "one"} or (word in _tables()["ones"] and 0 < _tables()["ones"][word] < 10):
            many = float(_tables()["ones"].get(word, 1))
            end = at + 1
            if end < len(self.lower) and self.lower[end] in {"-", "‑"}:
                end += 1
        part = self.lower[end] if end < len(self.lower) else ""
        if part not in _tables()["parts"] or (end == at and part != "half"):
            return None
        if not part.endswith("s") and many > 1:
            return None  # "two third places"
        share = many / _tables()["parts"][part]
        after = end + 1
        scale = self._of_scale(after)
        if scale is not None:
            return share * scale[0], scale[1], "fraction"
        if self.lower[after : after + 3] in (["of", "a", "percent"], ["of", "one", "percent"]):
            return share, after + 3, "fraction"
        if self.lower[after : after + 4] in (["of", "a", "per", "cent"], ["of", "a", "percentage", "point"]):
            return share, after + 4, "fraction"
        return float(round(share * 100)), after, "fraction"

    def _of_scale(self, at: int) -> tuple[float, int] | None:
        """The scale that a fraction is of ("half a million", "a quarter of a million"), and the token after it."""
        place = at + 1 if self.lower[at : at + 1] == ["of"] else at
        if self.lower[place : place + 1] == ["a"] and place + 1 < len(self.lower):
            word = self.lower[place + 1]
            if word in _tables()["scales"] or word == "dozen":
                return float(_tables()["scales"].get(word, 12)), place + 2
        return None

    def _share(self, at: int) -> tuple[float, int, str] | None:
        """ "one in five", "three firms in ten", "two out of three", as percent."""
        many = _tables()["ones"].get(self.lower[at])
        for gap in (1, 2):
            joint = at + gap
            if many is None or joint >= len(self.lower):
                return None
            if gap == 2 and self.tokens[at + 1].lastgroup != "word":
                return None
            width = 2 if self.lower[joint : joint + 2] == ["out", "of"] else 1 if self.lower[joint] == "in" else 0
            whole = _whole(self.lower[joint + width]) if width and joint + width < len(self.lower) else None
            if whole in _IN_A_HUNDRED and whole is not None and 0 < many < whole:
                return float(round(100 * many / whole)), joint + width + 1, "fraction"
        return None

    # --- what stands around it

    def _unit(self, at: int) -> tuple[str, int] | None:
        """The unit or currency that begins at a token, and the token after it."""
        start = at + 1 if self._hyphen(at) else at
        for length in range(min(_LONGEST, len(self.lower) - start), 0, -1):
            unit = _wordings("units").get(tuple(self.lower[start : start + length]))
            if unit:
                return unit, start + length
        if start < len(self.lower):
            currency = _tables()["after"].get(self.lower[start])
            nation = start + 1 < len(self.lower) and _tables()["after"].get(self.lower[start + 1])
            if currency:
                return currency, start + 1
            if nation and self.tokens[start].group()[:1].isupper() and self.lower[start] != "the":
                return nation, start + 2
        return None

    def _currency(self, at: int) -> tuple[str, int] | None:
        """The currency right before a token, and the token it begins at."""
        if at == 0:
            return None
        sign = self.lower[at - 1]
        letters = self.lower[at - 2] if at > 1 and self.tokens[at - 2].end() == self.tokens[at - 1].start() else ""
        if letters and letters + sign in _tables()["before"]:
            return _tables()["before"][letters + sign], at - 2
        if sign in _tables()["before"]:
            return _tables()["before"][sign], at - 1
        return None

    def _qualifier(self, first: int, after: int) -> Qualifier | None:
        """How the words before the number, or else after it, qualify it."""
        if first and self.lower[first - 1] in {"a", "the"} and first > 1:
            first -= 1 if tuple(self.lower[max(0, first - 2) : first - 1]) in _wordings("qualifiers") else 0
        for length in range(min(_LONGEST, first), 0, -1):
            found = _wordings("qualifiers").get(tuple(self.lower[first - length : first]))
            if found:
                return found  # type: ignore[return-value]
        for length in range(min(_LONGEST, len(self.lower) - after), 0, -1):
            found = _wordings("following").get(tuple(self.lower[after : after + length]))
            if found:
                return found  # type: ignore[return-value]
        return None

    def _is_place(self, at: int, end: int, unit: str, value: float) -> bool:
        """Whether digits tell a date, a year, a time or a place in an order, not how many."""
        before = self.lower[at - 1] if at else ""
        after = self.lower[end] if end < len(self.lower) else ""
        if before == "." and at > 1 and self.lower[at - 2] in _words("shortened"):
            before = self.lower[at - 2]
        if unit != "count":
            return False
        months, plain = _words("months"), self.tokens[at].group().isdigit()
        if (before in months or after in months) and value <= 31 and plain:
            return before != "may" or self.text[self.tokens[at - 1].start()].isupper()
        if (after in {"a", "p"} and self.lower[end + 1 : end + 3] == [".", "m"]) or after in _words("clocks"):
            return True
        if (before in _words("numbered") or before == "#") and value <= _LAST_PLACE:
            return True
        year = plain and len(self.tokens[at].group()) == 4 and int(value) in _YEARS
        return year and not self._counts(end)

    def _counts(self, at: int) -> bool:
        """Whether what looks like a year is told of counted things: "2000 people" is, "the 2024 election" is not."""
        return at < len(self.lower) and self.lower[at] in _counted()

    def _is_age(self, at: int) -> bool:
        """ "44-year-old", "44 years old", "44 years of age"."""
        rest = self.lower[at : at + 2]
        return rest[:1] in (["old"], ["olds"]) or rest in (["-", "old"], ["of", "age"], ["-", "olds"])

    def _hyphen(self, at: int) -> bool:
        return at < len(self.lower) and self.lower[at] in {"-", "‑"} and self._tight(at)

    # --- two numbers

    def _paired(self, found: list[tuple[Number, int, int]]) -> list[Number]:
        out = [number for number, _, _ in found]
        for place in range(len(found) - 1):
            (one, first, after), (other, start, _) = found[place], found[place + 1]
            between = self.lower[after:start]
            if len(between) > 3:
                continue
            one, other = out[place], out[place + 1]
            opening = self.lower[max(0, first - 1)] if first else ""
            joint = _joint(between, opening, one, other)
            if not joint:
                continue
            if joint == "range":
                unit = other.unit if one.unit == "count" else one.unit
                one, other = replace(one, qualifier="between"), replace(other, qualifier="between")
                one = replace(one, unit=unit, value=_same_scale(one.value, other.value))
            elif one.unit == "count" and other.unit in {"percent", "points"} and joint in {"to", "and"}:
                one = replace(one, unit=other.unit)
            out[place] = replace(one, pair=one.pair or f"first-{joint}")
            out[place + 1] = replace(other, pair=f"second-{joint}")
        return out


def _same_scale(low: float, high: float) -> float:
    """The lower end of a range on the scale of the upper one: "2 to 3 million" begins at two million."""
    scale = next((one for one in (1e9, 1e6, 1e3) if high >= one and high / one < 1000), 1.0)
    return low * scale if scale > 1 and low < 1000 and high / scale > low else low


def _joint(between: Sequence[str], opening: str, one: Number, other: Number) -> str:
    """What joins two numbers: ``range``, ``to``, ``dash``, ``of``, ``and``; empty for nothing."""
    rising = one.value < other.value
    words = list(between)
    if words == ["and"] and opening == "between" and rising:
        return "range"
    measured = other.unit not in {"count", "points"}
    if words == ["to"] or (len(words) == 1 and words[0] in _words("dashes")):
        name = "to" if words == ["to"] else "dash"
        plain = one.unit == "count" and other.unit == "percent"
        return "range" if rising and measured and plain and opening != "from" else name
    if words and words[0] in {"of", "out"} and len(words) <= 3:
        return "of"
    if words and words[-1] == "to":
        return "to"
    return "and" if words == ["and"] else ""


def _continues(last: str, word: str) -> bool:
    """Whether a number word can go on after another: "twenty one", "hundred one"; "one two" are two numbers."""
    ones: dict[str, int] = _tables()["ones"]
    if not last or last in _tables()["scales"]:
        return True
    return ones.get(last, 0) >= 20 and 0 < ones[word] < 10


def _whole(word: str) -> int | None:
    value: int | None = _tables()["ones"].get(word, _tables()["scales"].get(word))
    if value is None and word.isascii() and word.isdigit() and len(word) < 4:
        value = int(word)
    return value


@cache
def _written_on() -> frozenset[str]:
    """Letters that can be written right after digits: a scale or a unit."""
    units = (word for words in _tables()["units"].values() for word in words)
    return frozenset((*_tables()["suffixes"], *units, *_tables()["after"], "million", "billion"))


@cache
def _counted() -> frozenset[str]:
    return frozenset(_tables()["words"]["counted"])


def _value_of(written: str) -> float:
    """The value of digits with their separators; a comma before other than three digits is a decimal one."""
    plain = re.sub(r"[ \u00a0\u202f'’]", "", written).replace("·", ".")
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    if "," in plain:
        whole, _, rest = plain.rpartition(",")
        grouped = len(rest.partition(".")[0]) == 3 and not (whole == "0" or whole.startswith("0"))
        plain = plain.replace(",", "") if grouped else plain.replace(",", ".")
    return float(plain)
