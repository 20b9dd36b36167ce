"""Figures drawn: each value a mark on one line, its shape and words saying with which standing it was given.

Plain numbers for a template to write as SVG; no colour carries anything alone, and a table beside says the same.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from onrecord.weighed import Comparison, FigureGroup

WIDTH, LEFT, RIGHT, LANE, TOP = 720, 190, 30, 42, 12
APART, ABOVE, BELOW = 40.0, -10, 18  # of labels: how far from each other, and where from their marks
TICKS = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """One value: where it stands, what it says and where, and whether a later one took its place."""

    x: float
    y: float
    status: str
    label: str
    label_y: int
    superseded: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """One claimant's line: its name, its standing, and its marks."""

    y: float
    name: str
    status: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing of a comparison: its size, its lanes, and the axis as (x, label)."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]


def drawn(comparison: Comparison) -> Plot | None:
    """The drawing; None where there are not two different numbers to be seen apart."""
    numbers = [n for group in comparison.groups for cell in group.values if (n := number_of(cell.value)) is not None]
    if len(set(numbers)) < 2:
        return None
    low, high = _bounds(numbers, comparison.unit)
    lanes = tuple(_lane(group, TOP + LANE * at + LANE / 2, low, high) for at, group in enumerate(comparison.groups))
    ticks = tuple((_x(value, low, high), f"{value:,.6g}") for value in _ticks(low, high))
    return Plot(WIDTH, TOP + LANE * len(lanes) + 30, lanes, ticks)


def _lane(group: FigureGroup, y: float, low: float, high: float) -> Lane:
    """One claimant's marks from left to right; a label too near to the one before goes below, the next is left out."""
    found = [(number, cell.value) for cell in group.values if (number := number_of(cell.value)) is not None]
    marks: list[Mark] = []
    above = below = -math.inf
    for number, value in sorted(found):
        x = _x(number, low, high)
        up, down = x - above >= APART, x - below >= APART
        label_y = ABOVE if up else BELOW if down else None
        above, below = (x, below) if up else (above, x) if down else (above, below)
        marks.append(Mark(x, y, group.status, value if label_y else "", label_y or 0, value in group.superseded))
    return Lane(y, group.attributed_to or "not attributed", group.status, tuple(marks))


def number_of(value: str) -> float | None:
    """The number that a cell's value is, the middle of a range; None where it is none."""
    parts = value.replace(",", "").replace("–", " ").split()
    numbers = []
    for part in parts:
        try:
            numbers.append(float(part.strip("%<>≥≤~")))
        except ValueError:
            continue
    finite = [number for number in numbers if math.isfinite(number)]
    return sum(finite) / len(finite) if finite else None


def _bounds(numbers: list[float], unit: str) -> tuple[float, float]:
    """The ends of the axis: a little beyond the values, whole percentages where they are far apart."""
    low, high = min(numbers), max(numbers)
    room = (high - low) * 0.1 or abs(high) * 0.05 or 1.0
    low, high = low - room, high + room
    return (max(low, 0.0), min(high, 100.0)) if unit == "percent" and high - room <= 100 else (low, high)


def _x(value: float, low: float, high: float) -> float:
    return round(LEFT + (WIDTH - LEFT - RIGHT) * (value - low) / ((high - low) or 1.0), 1)


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers between the ends, about five."""
    step = 10 ** math.floor(math.log10((high - low) / TICKS or 1.0))
    while (high - low) / step > TICKS + 1:
        step *= 2 if (high - low) / step <= 2 * (TICKS + 1) else 2.5
    first = math.ceil(low / step)
    return [n * step for n in range(first, math.floor(high / step) + 1)][: 2 * TICKS + 2]
