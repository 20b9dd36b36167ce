"""The world's countries as paths of a drawing, from the shipped TopoJSON file; small states as points.

Equal Earth projection (Šavrič, Patterson and Jenny, 2018), whole half-units on a plane 1920 wide; neighbours share
their line, as arcs are snapped to the plane before they are joined.
"""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Any

Point = tuple[float, float]
Arc = tuple[Point, ...]

WIDTH, HEIGHT = 1920, 850
NORTH = 84.0
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_SCALE = WIDTH / (2 * 2.7066299836)


@dataclass(frozen=True, slots=True)
class Shape:
    """One country of the drawing: its code, its outline, and where its dot stands if it is too small to be seen."""

    iso3: str
    path: str
    dot: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Borders:
    """What is said of the borders: their source and view, codes drawn as another's, countries without a shape."""

    view: str
    drawn_as: Mapping[str, str]
    left_out: tuple[str, ...]
    without_shape: tuple[str, ...]


@cache
def borders() -> Borders:
    """The words on the borders, from ``map/borders.toml``."""
    raw = tomllib.loads(_file("borders.toml"))
    return Borders(raw["view"], raw["drawn_as"], tuple(raw["left_out"]), tuple(raw["without_shape"]))


@cache
def shapes() -> tuple[Shape, ...]:
    """Every country with a shape or a dot, by code."""
    flat = [_flat(arc) for arc in arcs()]
    paths: dict[str, str] = {}
    for code, rings in ring_arcs():
        shown = borders().drawn_as.get(code, code)
        if shown not in borders().left_out:
            paths[shown] = paths.get(shown, "") + "".join(_path(_joined(ring, flat)) for ring in rings)
    dots = {code: projected(*place) for code, place in small_states().items()}
    return tuple(Shape(code, paths.get(code, ""), dots.get(code)) for code in sorted({*paths, *dots}))


@cache
def small_states() -> Mapping[str, Point]:
    """Longitude and latitude of the countries under 12,000 square kilometres, by code."""
    rows = csv.DictReader(_file("small.csv").splitlines())
    places = {row["iso3"]: (float(row["longitude"]), float(row["latitude"])) for row in rows}
    gone = {*borders().drawn_as, *borders().left_out}
    return {code: place for code, place in places.items() if code not in gone}


def centre(code: str) -> tuple[int, int] | None:
    """The middle of a country's largest stretch of land in the drawing; None where it has no shape."""
    shape = next((shape for shape in shapes() if shape.iso3 == code), None)
    if shape is None or shape.dot:
        return shape.dot if shape else None
    owned = [points for owner, many in rings() for points in many if borders().drawn_as.get(owner, owner) == code]
    largest = max(owned, key=len)
    west, east = min(x for x, _ in largest), max(x for x, _ in largest)
    south, north = min(y for _, y in largest), max(y for _, y in largest)
    return projected((west + east) / 2, (south + north) / 2)


@cache
def arcs() -> tuple[Arc, ...]:
    """The lines of the file, in degrees of longitude and latitude."""
    topology = _topology()
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    made = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + left, y * scale_y + bottom))
        made.append(tuple(points))
    return tuple(made)


def ring_arcs() -> Iterator[tuple[str, tuple[tuple[int, ...], ...]]]:
    """Each country's code with its rings, holes among them, as numbers of arcs; below zero for one taken backwards."""
    for country in _topology()["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        yield country["id"], tuple(tuple(ring) for polygon in polygons for ring in polygon)


def rings() -> Iterator[tuple[str, tuple[Arc, ...]]]:
    """Each country's code with its rings in degrees."""
    for code, numbers in ring_arcs():
        yield code, tuple(tuple(_joined(ring, arcs())) for ring in numbers)


def projected(longitude: float, latitude: float) -> tuple[int, int]:
    """Where a place stands in the drawing."""
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    a1, a2, a3, a4 = _A
    x = 2 * sqrt(3) * radians(longitude) * cos(theta)
    x /= 3 * (9 * a4 * sixth * square + 7 * a3 * sixth + 3 * a2 * square + a1)
    return round(WIDTH / 2 + _SCALE * x), round(_SCALE * (_height(NORTH) - _rise(theta)))


def _height(latitude: float) -> float:
    return _rise(asin(sqrt(3) / 2 * sin(radians(latitude))))


def _rise(theta: float) -> float:
    square = theta * theta
    sixth = square**3
    a1, a2, a3, a4 = _A
    return float(theta * (a4 * sixth * square + a3 * sixth + a2 * square + a1))


def _flat(arc: Arc) -> tuple[tuple[int, int], ...]:
    """An arc in the drawing, without points that fall on the one before."""
    points = [projected(*point) for point in arc]
    kept = [points[0], *(point for at, point in enumerate(points[1:]) if point != points[at])]
    return tuple(kept)


def _joined(numbers: Sequence[int], lines: Sequence[Sequence[Any]]) -> list[Any]:
    """One ring out of its arcs; where two meet the point stands once."""
    ring: list[Any] = []
    for number in numbers:
        line = lines[number] if number >= 0 else tuple(reversed(lines[~number]))
        ring += line[1:] if ring else line
    return ring


def _path(ring: Sequence[tuple[int, int]]) -> str:
    """A ring as SVG path data; nothing for one that has no area in the drawing."""
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(ring) if (x, y) != (a, b)]
    if len(steps) < 3:
        return ""
    return f"M{ring[0][0]} {ring[0][1]}l" + " ".join(f"{dx} {dy}" for dx, dy in steps[:-1]) + "z"


@cache
def _topology() -> Any:
    return json.loads(_file("world.topo.json"))


def _file(name: str) -> str:
    return resources.files("onrecord.show.report").joinpath("map", name).read_text(encoding="utf-8")
