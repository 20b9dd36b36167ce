"""Two numbers for one thing agree, are rounded, differ in standing, or contradict each other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reconcile.agreement import Number, compare, fits, with_ranges
from onrecord.types import Qualifier

FINAL = Number(92.12, "percent", "final", claimant=("count",), time="2024-02-10")


def _said(value: float, qualifier: Qualifier | None = None) -> Number:
    return replace(FINAL, value=float(value), qualifier=qualifier, article=1)


@pytest.mark.parametrize(
    ("value", "qualifier", "fit"),
    [
        (92, None, True),
        (92.1, None, True),
        (92, "more_than", True),
        (92, "at_least", True),
        (90, "about", True),
        (50, "more_than", True),
        (93, "less_than", True),
        (92, "less_than", False),
        (93, "more_than", False),
        (93, None, False),
        (92.2, None, False),
        (29.12, None, False),
    ],
)
def test_what_is_a_rounded_form_of_a_number(value: float, qualifier: Qualifier | None, fit: bool) -> None:
    """A number fits another if it is that number rounded, cut, or within the bound it gives."""
    assert fit == fits(_said(value, qualifier), FINAL)


@pytest.mark.parametrize(("rough", "exact"), [(4_900_000, 4_912_345), (5_000_000, 4_912_345), (6_500, 6_478)])
def test_round_counts_fit_exact_ones(rough: float, exact: float) -> None:
    """A count that ends in noughts is as exact as its last digit that is none."""
    assert fits(replace(FINAL, value=float(rough), unit="count"), replace(FINAL, value=float(exact), unit="count"))


@given(st.floats(0.01, 1e9), st.floats(0.01, 1e9))
def test_fitting_has_no_direction(one: float, other: float) -> None:
    """Which of two numbers comes first does not matter."""
    first, second = replace(FINAL, value=one), replace(FINAL, value=other, qualifier="about")
    assert fits(first, second) == fits(second, first)


def test_a_number_within_a_range_fits_it() -> None:
    """Two ends of one range agree with each other and with what lies between them."""
    low, high = with_ranges([_said(90, "between"), _said(94, "between")])
    assert [True, True, True, False] == [
        fits(low, high), fits(low, FINAL), fits(FINAL, high), fits(low, replace(FINAL, value=95.0))
    ]  # fmt: skip


def test_an_exit_poll_is_no_count() -> None:
    """An exit poll and a count differ in status."""
    assert "different_status" == compare(replace(FINAL, status="exit_poll", value=93.9), FINAL).verdict


def test_stages_of_one_count_differ_in_status() -> None:
    """A share at half of the count does not contradict the last one."""
    early = replace(FINAL, status="preliminary", value=91.0, counted=54.0)
    assert "different_status" == compare(early, FINAL).verdict


def test_a_rivals_number_contradicts_the_official_one() -> None:
    """What an opponent claims and what the commission says contradict each other."""
    rival = replace(FINAL, status="claimed", value=48.0, claimant=("person", "rival"))
    assert "contradiction" == compare(rival, FINAL).verdict


def test_two_final_numbers_contradict() -> None:
    """Two last counts of one day that differ contradict each other."""
    assert "contradiction" == compare(replace(FINAL, value=89.0, article=1), FINAL).verdict


def test_a_later_number_of_one_claimant_does_not_contradict() -> None:
    """A count of another day is another stage."""
    earlier = replace(FINAL, status="official", value=91.0, time="2024-02-08")
    assert "different_status" == compare(earlier, replace(FINAL, status="official")).verdict


def test_one_report_does_not_disagree_with_itself() -> None:
    """Two numbers that one report gives with one standing are of two things."""
    assert "agree" == compare(replace(FINAL, value=89.0), FINAL).verdict


def test_what_no_count_changes_and_no_status_tells_is_of_two_things() -> None:
    """Two numbers of observers without a status need not be of one mission; two turnouts are of one vote."""
    one, other = (
        Number(value, "count", "unstated", article=at, result=False) for at, value in enumerate((300.0, 170.0))
    )
    assert "agree" == compare(one, other).verdict
    assert "different_status" == compare(replace(one, result=True), replace(other, result=True)).verdict


def test_a_reason_names_both_numbers() -> None:
    """Why two numbers differ is said with the numbers and their standing."""
    reason = compare(replace(FINAL, value=89.0, article=1, claimant_name="the commission"), FINAL).reason
    assert "89 percent (final, the commission) and 92.12 percent (final)" in reason
