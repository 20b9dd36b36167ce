"""Numbers are read off any text with their exact words, their value, their unit and what qualifies them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.find.numbers import Number, numbers
from onrecord.types import Block, Span
from tests.support import make_article


def read(text: str) -> list[Number]:
    return list(numbers(make_article(text), 1000))


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("92.12%", 92.12, "percent"),
        ("92,12 percent", 92.12, "percent"),
        ("4\u00a0281\u202f625", 4281625, "count"),
        ("4 281 625", 4281625, "count"),
        ("1,234", 1234, "count"),
        ("1.234.567", 1234567, "count"),
        ("12,34,567", 1234567, "count"),
        ("6.5 million", 6_500_000, "count"),
        ("€6.5m", 6_500_000, "EUR"),
        ("40 million dollars", 40_000_000, "USD"),
        ("US$31bn", 31_000_000_000, "USD"),
        ("forty-three", 43, "count"),
        ("two hundred and one", 201, "count"),
        ("three and a half million", 3_500_000, "count"),
        ("half a million", 500_000, "count"),
        ("a dozen", 12, "count"),
        ("a hundred thousand", 100_000, "count"),
        ("two-thirds", 67, "percent"),
        ("three quarters", 75, "percent"),
        ("a third", 33, "percent"),
        ("half", 50, "percent"),
        ("one in five", 20, "percent"),
        ("a quarter of a percent", 0.25, "percent"),
        ("eleven points", 11, "points"),
        ("5-year", 5, "years"),
        ("30 km", 30, "kilometres"),
    ],
)
def test_a_number_has_its_value_and_unit(written: str, value: float, unit: str) -> None:
    """Digits with either separator, words, scales, fractions, currencies: one value, one unit."""
    found = read(f"They counted {written} there.")
    assert [(value, unit)] == [(one.value, one.unit) for one in found]


@pytest.mark.parametrize(
    ("phrase", "qualifier"),
    [
        ("about 40 boats", "about"),
        ("some 40 boats", "about"),
        ("close to 40 boats", "about"),
        ("nearly 40 boats", "about"),
        ("40 or so boats", "about"),
        ("more than 40 boats", "more_than"),
        ("over 40 boats", "more_than"),
        ("fewer than 40 boats", "less_than"),
        ("at least 40 boats", "at_least"),
        ("no fewer than 40 boats", "at_least"),
        ("the 40 boats", None),
    ],
)
def test_a_number_keeps_its_qualifier(phrase: str, qualifier: str | None) -> None:
    """Words before a number, or right after it, say how it is to be taken."""
    (found,) = read(f"We saw {phrase} on the lake.")
    assert qualifier == found.qualifier


@pytest.mark.parametrize("text", ["between 31 and 34 percent", "31 to 34 percent", "31–34%"])
def test_a_range_is_two_numbers_between(text: str) -> None:
    """Both ends of a range are told, in the unit that the second names."""
    assert [(31, "percent", "between"), (34, "percent", "between")] == [
        (one.value, one.unit, one.qualifier) for one in read(f"They took {text} there.")
    ]


def test_a_tally_is_no_range() -> None:
    """ "38-32" and "84 votes to 83" are two sides of one vote."""
    found = read("It passed 38-32, then 84 votes to 83.")
    assert [38, 32, 84, 83] == [one.value for one in found]
    assert [None] * 4 == [one.qualifier for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "on 7 February",
        "on May 12",
        "in 2024",
        "at 10:45",
        "at 8 pm",
        "a 44-year-old",
        "the 21st",
        "Article 5",
        "in the 1990s",
        "COVID-19",
        "on 12/03/2024",
        "Psalm 23",
    ],
)
def test_what_counts_nothing_is_no_number(text: str) -> None:
    """Dates, years, times, ages, ordinals and the numbers of articles measure nothing."""
    assert [] == read(f"They spoke {text}, she said.")


def test_a_year_that_counts_is_a_number() -> None:
    """ "2000 people" is told of people."""
    assert [2000] == [one.value for one in read("They saw 2000 people there.")]


def test_page_chrome_has_no_numbers() -> None:
    """What a page says of itself is read no further than its block."""
    article = make_article("Read 45 more")
    chrome = replace(article, blocks=(Block("chrome", Span(0, len(article.text))),))
    assert () == numbers(chrome, 10)
    assert 1 == len(numbers(article, 10))


def test_no_more_numbers_are_read_than_asked() -> None:
    """A table of many cells is read up to a limit."""
    assert 7 == len(numbers(make_article("12 people, " * 500), 7))


_PIECES = st.sampled_from(
    [
        "12",
        "4 281",
        "92,12",
        "%",
        "٣",
        "½",
        "‏",
        "🗳️",
        "million",
        "a third",
        "-",
        "–",
        "€",
        "between",
        "and",
        "to",
        " ",
        "\n",
        "one in",
        "five",
        ".",
        "½m",
    ]
)


@given(st.lists(st.one_of(_PIECES, st.text(max_size=4)), max_size=30).map("".join))
def test_numbers_quote_exactly_and_in_order(text: str) -> None:
    """Over any text: spans lie within it, apart and in order, the digits within the words, twice the same."""
    if not text:
        return
    found = read(text)
    assert found == read(text)
    last = 0
    for one in found:
        assert one.span.covers(one.digits)
        assert one.digits.start >= last
        assert one.span.of(text)
        assert one.value >= 0
        last = one.digits.end
