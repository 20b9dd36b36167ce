"""Numbers as sources write them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.ask.numbers import digits, roundings, shown


def test_what_a_number_rounds_to() -> None:
    """Every number of fewer digits that a source may give for it, and no other."""
    assert {92.12, 92.1, 92.0} == roundings(92.12)
    assert {77.0} == roundings(77.0)


@given(st.integers(0, 10**9), st.integers(0, 4))
def test_a_number_is_shown_as_it_is(number: int, places: int) -> None:
    """Thousands are set apart, and nothing is lost or added."""
    value = number / 10**places
    assert (value, True) == (float(shown(value).replace(",", "")), digits(value) <= places)
