"""Dates are as precise as their words, no more and no less."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.show.report.edtf import dated, in_words


@pytest.mark.parametrize(
    ("edtf", "first", "last", "precision", "words"),
    [
        ("2024-02-07", "2024-02-07", "2024-02-07", "day", "7 February 2024"),
        ("2024-02", "2024-02-01", "2024-02-29", "month", "February 2024"),
        ("2024-02~", "2024-02-01", "2024-02-29", "month", "about February 2024"),
        ("2018", "2018-01-01", "2018-12-31", "year", "2018"),
        ("2018?", "2018-01-01", "2018-12-31", "year", "perhaps 2018"),
        ("2024-24", "2024-12-01", "2025-02-28", "season", "winter 2024"),
        ("199X", "1990-01-01", "1999-12-31", "decade", "the 1990s"),
        ("2024-02-07/2024-02-09", "2024-02-07", "2024-02-09", "interval", "7 February 2024 to 9 February 2024"),
        ("2024-02/2024-03", "2024-02-01", "2024-03-31", "interval", "February 2024 to March 2024"),
        ("2024-02-07/..", "2024-02-07", "2024-02-07", "interval", "from 7 February 2024"),
        ("../2023", "2023-01-01", "2023-12-31", "interval", "until 2023"),
    ],
)
def test_a_date_means_its_days(edtf: str, first: str, last: str, precision: str, words: str) -> None:
    """Day, month, season, year, decade and interval each mean their first to their last day."""
    found = dated(edtf)
    assert found is not None
    assert (date.fromisoformat(first), date.fromisoformat(last)) == (found.first, found.last)
    assert (precision, words) == (found.precision, found.words)


@pytest.mark.parametrize("edtf", [None, "", "yesterday", "2024-13", "2024-02-30", "2024-03/2024-02", "../..", "0000"])
def test_what_is_no_date_has_no_days(edtf: str | None) -> None:
    """What no calendar has is no date, and is shown as it stands."""
    assert dated(edtf) is None
    assert (edtf or "undated") == in_words(edtf)


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_none(text: str) -> None:
    """Nothing raises; a date's last day is never before its first."""
    found = dated(text)
    assert found is None or found.first <= found.last
