"""Figures drawn: each value a mark on one line, its shape and words saying with which standing it was given.

Plain numbers for a template to write as SVG; no colour carries anything alone, and a table beside says the same.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from onrecord.weighed import Comparison

WIDTH, LEFT, RIGHT, LANE, TOP = 720, 190, 30, 30, 10
TICKS = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """One value: where it stands, what it says, and whether a later one took its place."""

    x: float
    y: float
    status: str
    label: str
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
    """The drawing; None where no value is a number."""
    numbers = [n for group in comparison.groups for cell in group.values if (n := number_of(cell.value)) is not None]
    if not numbers:
        return None
    low, high = _bounds(numbers, comparison.unit)
    lanes = []
    for at, group in enumerate(comparison.groups):
        y = TOP + LANE * at + LANE / 2
        marks = tuple(
            Mark(_x(n, low, high), y, group.status, cell.value, cell.value in group.superseded)
            for cell in group.values
            if (n := number_of(cell.value)) is not None
        )
        lanes.append(Lane(y, group.attributed_to or "not attributed", group.status, marks))
    ticks = tuple((_x(value, low, high), f"{value:,.6g}") for value in _ticks(low, high))
    return Plot(WIDTH, TOP + LANE * len(lanes) + 30, tuple(lanes), ticks)


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
