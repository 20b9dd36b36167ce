"""The shipped map shows what its caption says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest

from onrecord.data import load_gazetteer
from onrecord.show.report import world


def holds(ring: Sequence[tuple[float, float]], x: float, y: float) -> bool:
    """Whether a ring goes round a point, on the plane."""
    inside = False
    for (a, b), (c, d) in pairwise(ring):
        if (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a:
            inside = not inside
    return inside


def owner(x: float, y: float) -> list[str]:
    """The countries of the file that a place lies in, as the drawing shows them."""
    turns = (-360, 0, 360)
    found = [code for code, rings in world.rings() if sum(holds(r, x + turn, y) for r in rings for turn in turns) % 2]
    return [world.borders().drawn_as.get(code, code) for code in found]


@pytest.mark.parametrize(
    ("place", "x", "y", "country"),
    [
        ("Crimea", 34.1, 45.0, "UKR"),
        ("Donetsk", 37.8, 48.0, "UKR"),
        ("Laayoune", -13.2, 27.15, "ESH"),
        ("Pristina", 21.16, 42.67, "XKX"),
        ("Gaza", 34.4, 31.45, "PSE"),
        ("the West Bank", 35.2, 31.9, "PSE"),
        ("the Golan Heights", 35.75, 33.1, "ISR"),
        ("Taipei", 121.5, 25.04, "TWN"),
        ("Khankendi", 46.75, 39.82, "AZE"),
        ("Baku", 49.8, 40.4, "AZE"),
        ("Sukhumi", 41.0, 43.0, "GEO"),
        ("Tskhinvali", 44.0, 42.25, "GEO"),
        ("Kyrenia", 33.3, 35.3, "CYP"),
        ("Hargeisa", 44.06, 9.56, "SOM"),
        ("Singapore", 103.82, 1.36, "SGP"),
        ("Malta", 14.41, 35.92, "MLT"),
        ("Chukotka", 172.0, 67.0, "RUS"),
        ("Chukotka beyond the antimeridian", -175.0, 66.7, "RUS"),
    ],
)
def test_a_place_lies_in_its_country(place: str, x: float, y: float, country: str) -> None:
    """Disputed places lie where the caption says that they are drawn, others where they are."""
    assert [country] == owner(x, y), place


@pytest.mark.parametrize(
    "named", ["Crimea", "Western Sahara", "Golan Heights", "Kosovo", "Palestine", "Taiwan", "Cyprus"]
)
def test_the_caption_names_the_view(named: str) -> None:
    """Whoever looks for a disputed place finds it in the caption."""
    assert named in world.borders().view


def test_every_country_has_a_place() -> None:
    """Each country of the gazetteer has a shape or a dot, or stands in the list of those that have none."""
    drawn = {shape.iso3 for shape in world.shapes()}
    without = {country.iso3 for country in load_gazetteer().countries} - drawn
    assert set(world.borders().without_shape) == without


def test_shapes_lie_on_the_plane() -> None:
    """No outline leaves the drawing to the west, north or east, nor leaps across it."""
    for shape in world.shapes():
        for part in re.findall(r"M(-?\d+) (-?\d+)l([^z]*)z", shape.path):
            x, y, steps = int(part[0]), int(part[1]), [int(n) for n in part[2].split()]
            for dx, dy in zip(steps[::2], steps[1::2], strict=True):
                x, y = x + dx, y + dy
                assert 0 <= x <= world.WIDTH, shape.iso3
                assert y >= 0, shape.iso3
                assert abs(dx) < 200, shape.iso3


def test_small_states_are_seen() -> None:
    """States under 12,000 square kilometres have a dot within the drawing."""
    dots = {shape.iso3: shape.dot for shape in world.shapes() if shape.dot}
    assert {"MLT", "SGP", "LIE", "VAT", "GIB", "BHR", "PSE"} <= set(dots)
    assert all(0 <= x <= world.WIDTH and 0 <= y <= world.HEIGHT for x, y in dots.values())
