"""What bounds an answer: dates in many wordings, and what is dated how."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ask import ask
from onrecord.ask.limits import bounds_of, take_limits
from onrecord.ask.opening import opened
from onrecord.types import Article
from tests.ask.support import ILHAM, PUTIN, RAISI, FakePlaces, FakeRecord

PLACES = FakePlaces()
PAGE = Article("1", "one", "one", "one", "text", "", (), published="2024-02-10")


@pytest.mark.parametrize(
    ("said", "bounds"),
    [
        ("by 7 February", ("0001-01-01", "2024-02-07")),
        ("by the night of 7 February", ("0001-01-01", "2024-02-07")),
        ("by the end of February 2023", ("0001-01-01", "2023-02-28")),
        ("before February 8, 2024", ("0001-01-01", "2024-02-07")),
        ("after 8 Feb", ("2024-02-09", "9999-12-31")),
        ("since 2024-02-08", ("2024-02-08", "9999-12-31")),
        ("on 8 February", ("2024-02-08", "2024-02-08")),
        ("in March", ("2024-03-01", "2024-03-31")),
        ("before 2023", ("0001-01-01", "2022-12-31")),
        ("between 7 and 9 February", ("2024-02-07", "2024-02-09")),
        ("from 30 January to 2 February 2024", ("2024-01-30", "2024-02-02")),
        ("by 31 February", ("0001-01-01", "2024-02-29")),
    ],
)
def test_days_in_many_wordings(said: str, bounds: tuple[str, str]) -> None:
    """A year that is not said is the articles'; the words are taken out of the question."""
    words, limits = take_limits(opened(f"Who congratulated Aliyev {said}?"))
    assert limits.date is not None
    assert ("Who congratulated Aliyev", bounds) == (words.text, bounds_of(limits.date, [PAGE]))


@pytest.mark.parametrize(
    "question", ["Who congratulated Aliyev after the election?", "Who congratulated Aliyev in 2024?", "Who may call?"]
)
def test_no_day_no_bound(question: str) -> None:
    """An election or its year is no day, nor is "may"."""
    assert take_limits(opened(question))[1].date is None


@given(st.text(max_size=60))
def test_any_text_has_bounds_or_none(text: str) -> None:
    """Nothing is raised, and bounds are in order."""
    _, limits = take_limits(opened(f"Who congratulated {text} by 3 May?"))
    if limits.date:
        low, high = bounds_of(limits.date, [PAGE])
        assert low <= high or limits.date.bound == "between"


def dated() -> FakeRecord:
    """Two congratulations, one dated by its words, one by its article."""
    record = FakeRecord()
    record.says("CONGRATULATE", PUTIN, ILHAM, document="late", words="Putin congratulated Aliyev.", when="2024-02-07")
    record.article("one", "Raisi congratulated Aliyev.", "2024-02-09")
    record.says("CONGRATULATE", RAISI, ILHAM, words="Raisi congratulated Aliyev.")
    return record


def test_a_claims_own_date_goes_before_its_articles() -> None:
    """And the answer says which claims had to go by their article's."""
    answer = ask(dated(), "Who congratulated Aliyev by 7 February?", places=PLACES)
    assert ["Vladimir Putin"] == [row.value for row in answer.rows]
    late = ask(dated(), "Who congratulated Aliyev after 8 February?", places=PLACES)
    assert ["Ebrahim Raisi"] == [row.value for row in late.rows]
    assert "1 of 1 claims tell no date and go by their article's" in late.understood_as


def test_what_happened_later_is_no_yes() -> None:
    """Where sources say so of another day alone, the value says it."""
    answer = ask(dated(), "Had Putin congratulated Aliyev by 6 February?", places=PLACES)
    assert ["No source says so by 6 February; it is dated 2024-02-07"] == [row.value for row in answer.rows]


def test_what_nothing_dates_is_said_to_be_undated() -> None:
    """An undated claim neither falls within the day nor is lost."""
    record = FakeRecord()
    record.article("one", "Putin congratulated Aliyev.", None)
    record.says("CONGRATULATE", PUTIN, ILHAM, words="Putin congratulated Aliyev.")
    answer = ask(record, "Had Putin congratulated Aliyev by 6 February?", places=PLACES)
    assert ["Yes (not told when)"] == [row.value for row in answer.rows]
