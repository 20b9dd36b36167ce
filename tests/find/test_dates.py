"""Expressions of time: which words, and their value in EDTF."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.find.date_words import all_patterns
from onrecord.find.dates import Expression, find_dates
from onrecord.types import BlockKind, Parsed
from tests.find.edtf import is_edtf
from tests.trees import parsed_of, trees_of

THURSDAY = "2024-02-08"


def sentence(words: str, verb: str = "met VBD") -> str:
    """A sentence by hand: the words hang on a verb of that tag, prepositions on the word after them."""
    rows = [[*verb.split(), "0", "root"]]
    tokens = words.split()
    for place, token in enumerate(tokens):
        marks = token.lower() in {"in", "on", "by", "since", "of", "before", "until", "from", "between", "to"}
        number = token[0].isdigit()
        tag = "IN" if marks else "CD" if number else "NNP" if token[0].isupper() else "NN"
        last = place + 1 == len(tokens)
        rows.append([token, tag, str(place + 3) if marks and not last else "1", "case" if marks else "obl"])
    return "; ".join(" ".join(row) for row in rows)


def read(
    *sentences: str, published: str | None = THURSDAY, kinds: tuple[BlockKind, ...] = (), dateline: str | None = None
) -> list[tuple[str, str | None]]:
    """The words and the value of each expression."""
    parsed = parsed_of(*sentences, published=published, kinds=kinds, dateline=dateline)
    return [(one.span.of(parsed.article.text), one.edtf) for one in found(parsed)]


def found(parsed: Parsed) -> tuple[Expression, ...]:
    return find_dates(parsed.article, trees_of(parsed))


@pytest.mark.parametrize(
    ("words", "told", "value"),
    [
        ("on 7 February 2023", "7 February 2023", "2023-02-07"),
        ("on the 7th of February 2023", "the 7th of February 2023", "2023-02-07"),
        ("on 2023-02-07", "2023-02-07", "2023-02-07"),
        ("on 7.02.2023", "7.02.2023", "2023-02-07"),
        ("on 13/02/2023", "13/02/2023", "2023-02-13"),
        ("on 03/04/2023", "03/04/2023", None),
        ("on 30 February 2023", "30 February 2023", None),
        ("in the night of 7 February 2023", "the night of 7 February 2023", "2023-02-07"),
        ("in June 2019", "June 2019", "2019-06"),
        ("in early March 2019", "early March 2019", "2019-03~"),
        ("at the end of April 2019", "the end of April 2019", "2019-04~"),
        ("in 2018", "2018", "2018"),
        ("in late 2018", "late 2018", "2018~"),
        ("in the 1990s", "the 1990s", "199X"),
        ("in the nineties", "the nineties", "199X"),
        ("in the 19th century", "19th century", "18XX"),
        ("in the spring of 2019", "spring of 2019", "2019-21"),
        ("in the third quarter of 2019", "third quarter of 2019", "2019-35"),
        ("in the last half of 2019", "last half of 2019", "2019-41"),
        ("3 to 5 May 2019", "3 to 5 May 2019", "2019-05-03/2019-05-05"),
        ("between 3 and 5 May 2019", "3 and 5 May 2019", "2019-05-03/2019-05-05"),
        ("on 3 and 5 May 2019", "3 and 5 May 2019", None),
        ("between March and May 2019", "March and May 2019", "2019-03/2019-05"),
        ("between November and January 2019", "November and January 2019", "2018-11/2019-01"),
        ("from 2010 to 2014", "2010 to 2014", "2010/2014"),
        ("from 30 April to 2 May 2019", "30 April to 2 May 2019", "2019-04-30/2019-05-02"),
    ],
)
def test_a_date_told_outright(words: str, told: str, value: str | None) -> None:
    """What the words tell alone does not depend on the article's date; an ambiguous or impossible date is None."""
    assert [(told, value)] == read(sentence(words)) == read(sentence(words), published=None)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("today", "2024-02-08"),
        ("yesterday", "2024-02-07"),
        ("last night", "2024-02-07"),
        ("the day before yesterday", "2024-02-06"),
        ("tomorrow morning", "2024-02-09"),
        ("this week", "2024-02-05/2024-02-11"),
        ("last month", "2024-01"),
        ("next year", "2025"),
        ("last summer", "2023-22"),
        ("two days ago", "2024-02-06"),
        ("five years ago", "2019"),
        ("about five years ago", "2019~"),
        ("a few days ago", None),
        ("last Thursday", "2024-02-01"),
        ("next Thursday", "2024-02-15"),
    ],
)
def test_a_date_counted_from_the_articles_own(words: str, value: str | None) -> None:
    """Relative words are read against the article's date, and without one they have no value."""
    assert [(words, value)] == read(sentence(words))
    assert [(words, None)] == read(sentence(words), published=None)


@pytest.mark.parametrize(("verb", "weekday"), [("met VBD", "2024-02-07"), ("meets|meet VBZ", "2024-02-14")])
def test_tense_gives_the_direction(verb: str, weekday: str) -> None:
    """ "on Wednesday" is the nearest past one after a past tense, else the coming one."""
    assert [("Wednesday", weekday)] == read(sentence("on Wednesday", verb))


@pytest.mark.parametrize("verb", ["met VBD", "meets|meet VBZ"])
@pytest.mark.parametrize(("words", "value"), [("5 February", "2024-02-05"), ("20 February", "2024-02-20")])
def test_a_date_without_a_year_is_a_near_one(verb: str, words: str, value: str) -> None:
    """Where the tense would make it almost a year away and the other way it is near, it is the near one."""
    assert [(words, value)] == read(sentence(f"on {words}", verb))


def test_will_points_ahead() -> None:
    """An auxiliary of the future makes it the coming day."""
    rows = "will MD 2 aux; meet VB 0 root; on IN 4 case; Wednesday NNP 2 obl"
    assert [("Wednesday", "2024-02-14")] == read(rows)


def test_a_preposition_outweighs_the_tense() -> None:
    """ "by Friday" is ahead, "since Friday" behind."""
    assert [("Friday", "2024-02-09")] == read(sentence("by Friday"))
    assert [("Friday", "2024-02-02")] == read(sentence("since Friday", "meets|meet VBZ"))


def test_the_headlines_present_is_past() -> None:
    """In a title "meets" tells of what has happened."""
    assert [("Wednesday", "2024-02-07")] == read(sentence("on Wednesday", "meets|meet VBZ"), kinds=("title",))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two days later", "2019-03-12"),
        ("a day earlier", "2019-03-09"),
        ("the previous day", "2019-03-09"),
        ("the following month", "2019-04"),
        ("that year", "2019"),
        ("a week later", "2019-03-17"),
        ("three years earlier", "2016"),
    ],
)
def test_a_date_counted_from_the_one_before(words: str, value: str) -> None:
    """ "two days later" counts from the date told before it, and is None where none was told."""
    assert (words, value) == read(sentence("on 10 March 2019"), sentence(words))[-1]
    assert [(words, None)] == read(sentence(words))


@pytest.mark.parametrize("words", ["the day before the vote", "two days after the vote"])
def test_what_counts_from_an_event_is_not_known(words: str) -> None:
    """ "the day before the vote" says nothing about the date told before."""
    rows = sentence(words).replace("the NN 1 obl; vote", "the DT 1 obl; vote")
    assert None is read(sentence("on 10 March 2019"), rows)[-1][1]


@pytest.mark.parametrize("words", ["after seven years", "for two weeks", "a five-year term"])
def test_a_duration_has_no_value(words: str) -> None:
    """A length of time is no place on the calendar."""
    assert [None] == [value for _, value in read(sentence(words))]


def test_a_date_without_a_year_in_an_article_without_a_date() -> None:
    """The year is unspecified digits, and is not guessed."""
    assert [("7 February", "XXXX-02-07")] == read(sentence("on 7 February"), published=None)


def test_a_leap_day_of_a_year_without_one_is_not_known() -> None:
    """29 February of a year that has no such day has no value."""
    assert [("29 February", None)] == read(sentence("on 29 February"), published="2023-03-10")


def test_the_datelines_date_stands_in() -> None:
    """Without a publication date, the full date of the dateline is the article's."""
    parsed = read(sentence("8.02.2024"), sentence("yesterday"), published=None, kinds=("dateline", "paragraph"))
    assert ("yesterday", "2024-02-07") == parsed[-1]


@pytest.mark.parametrize("words", ["1999 ballots", "May", "march", "7 per cent", "room 2018b", "12,000 votes"])
def test_what_is_no_date(words: str) -> None:
    """Counts, names and verbs are no dates."""
    rows = sentence(words).replace("1999 CD 1 obl; ballots NN 1 obl", "1999 CD 3 nummod; ballots NNS 1 obl")
    assert [] == read(rows)


def test_a_year_beside_its_election() -> None:
    """ "the 2018 election" has a year in it."""
    assert [("2018", "2018")] == read("won|win VBD 0 root; the DT 4 det; 2018 CD 4 nummod; election NN 1 obj")


WORDS = """
    on in by since the of to and between from early last next this 7 31 February May Feb. 2024 2018 0 12 Wednesday
    yesterday week years two days later ago before 1990s 3.04.2023 29 nineties century quarter third summer – : ٣
    ñandú 🕊️ İ met will
"""


@given(
    st.lists(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=14), min_size=1, max_size=4), st.booleans()
)
def test_spans_are_exact_in_order_and_apart_and_values_are_edtf(drawn: list[list[str]], dated: bool) -> None:
    """Whatever the words, each span lies in its sentence, none meets another, each value is EDTF; twice the same."""
    parsed = parsed_of(*(sentence(" ".join(words)) for words in drawn), published=THURSDAY if dated else None)
    read = found(parsed)
    assert read == found(parsed)
    assert all(one.span.end <= other.span.start for one, other in pairwise(read))
    assert all(parsed.sentences[one.sentence].span.covers(one.span) for one in read)
    assert [] == [one for one in read if one.edtf is not None and not is_edtf(one.edtf)]


@given(st.dates())
def test_any_date_of_an_article_will_do(day: object) -> None:
    """At the edges of the calendar a value may be unknown, and nothing fails."""
    lines = ("yesterday", "next week", "in December", "on 29 February", "two decades ago", "on Friday", "next summer")
    values = [value for line in lines for _, value in read(sentence(line), published=str(day))]
    assert all(value is None or is_edtf(value) for value in values)


def test_no_pattern_repeats_without_a_bound() -> None:
    """A match is never longer than some hundred characters, so that a search takes time in proportion to the text."""
    assert [] == [
        name for name, pattern in all_patterns() if re.search(r"(?<!\\)[*+]|\{\d+,\}", _plain(pattern.pattern))
    ]


def _plain(pattern: str) -> str:
    """A pattern without its classes, in which a star is a star."""
    return re.sub(r"\[[^\]]*\]", "", pattern)


@pytest.mark.parametrize(
    ("value", "good"), [("2024-13", False), ("2023-02-29", False), ("199X-05", False), ("2/1", False)]
)
def test_the_validator_refuses(value: str, good: bool) -> None:
    """The tests' own validator can fail."""
    assert good == is_edtf(value)
