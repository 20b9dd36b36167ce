"""Figures drawn: values where they belong on an axis with round numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.show.web.plot import LEFT, RIGHT, WIDTH, drawn, number_of
from onrecord.weighed import Cell, Comparison, FigureGroup


def compared(*values: str, unit: str = "percent") -> Comparison:
    """A comparison of one claimant's values."""
    group = FigureGroup("claimed", "Anna", tuple(Cell(value, ("c",)) for value in values), superseded=values[:1])
    return Comparison("i", "s", "votes", "Anna", None, unit, "contradiction", "why", (group,), 1)


def test_a_cells_number() -> None:
    """A value's number is read with its marks; the middle of a range stands for it."""
    assert (92.12, 4_500_000.0, 90.0, None) == tuple(map(number_of, ("92.12%", "4,500,000", "85–95", "many")))


def test_values_stand_in_order() -> None:
    """A larger value stands further right, one that a later took the place of is marked."""
    plot = drawn(compared("92", "93.9"))
    assert plot is not None
    first, second = plot.lanes[0].marks
    assert first.x < second.x
    assert (True, False) == (first.superseded, second.superseded)


def test_words_alone_are_not_drawn() -> None:
    """Where there are not two numbers to be seen apart there is no drawing."""
    assert drawn(compared("most")) is None
    assert drawn(compared("92", "92.0")) is None


def test_labels_do_not_cover_one_another() -> None:
    """Of values too near to be written side by side the second is written below, and the third only in the table."""
    plot = drawn(compared("20", "92", "92.1", "92.2"))
    assert plot is not None
    assert ["20", "92", "92.1", ""] == [mark.label for mark in plot.lanes[0].marks]
    assert [-10, -10, 18, 0] == [mark.label_y for mark in plot.lanes[0].marks]


@given(st.lists(st.floats(-1e12, 1e12, allow_nan=False), min_size=1, max_size=6))
def test_all_stands_within_the_drawing(values: list[float]) -> None:
    """Whatever the values, marks and ticks lie within the axis, and ticks are few."""
    plot = drawn(compared(*(f"{value:.6f}" for value in values), unit="count"))
    if plot is None:
        assert len({f"{value:.6f}" for value in values}) == 1 or len({float(f"{value:.6f}") for value in values}) == 1
        return
    places = [mark.x for lane in plot.lanes for mark in lane.marks] + [x for x, _ in plot.ticks]
    assert all(LEFT - 1 <= x <= WIDTH - RIGHT + 1 for x in places)
    assert len(plot.ticks) <= 12
