"""The world's countries as paths of a drawing, from the shipped TopoJSON file; small states as points.

Equal Earth projection (Šavrič, Patterson and Jenny, 2018), whole units on a plane 1920 wide; neighbours share their
line, as every point falls on the plane's grid. Rings that cross the antimeridian are cut there.
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
    paths: dict[str, str] = {}
    for code, many in rings():
        shown = borders().drawn_as.get(code, code)
        if shown not in borders().left_out:
            paths[shown] = paths.get(shown, "") + "".join(_path(part) for ring in many for part in _cut(ring))
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


def rings() -> Iterator[tuple[str, tuple[Arc, ...]]]:
    """Each country's code with its rings, holes among them, in degrees; longitudes go on beyond 180 where one does."""
    for country in _topology()["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        yield country["id"], tuple(_unwrapped(_joined(ring)) for polygon in polygons for ring in polygon)


def _joined(numbers: Sequence[int]) -> list[Point]:
    """One ring out of its arcs, backwards those below zero; where two meet the point stands once."""
    ring: list[Point] = []
    for number in numbers:
        line = arcs()[number] if number >= 0 else tuple(reversed(arcs()[~number]))
        ring += line[1:] if ring else line
    return ring


def _unwrapped(ring: Sequence[Point]) -> Arc:
    """The ring without leaps from one edge of the world to the other."""
    made, turn = [ring[0]], 0.0
    for (before, _), (x, y) in pairwise(ring):
        turn += 360.0 * ((x - before < -180) - (x - before > 180))
        made.append((x + turn, y))
    return tuple(made)


def _cut(ring: Arc) -> Iterator[Arc]:
    """The parts of a ring on the plane, each moved onto it."""
    west, east = min(x for x, _ in ring), max(x for x, _ in ring)
    for turn in (-360.0, 0.0, 360.0):
        moved = [(x + turn, y) for x, y in ring]
        if west + turn >= -180 and east + turn <= 180:
            yield tuple(moved)
        elif west + turn < 180 and east + turn > -180:
            part = _beside(_beside(moved, 180.0, 1), -180.0, -1)
            if len(part) > 2:
                yield (*part, part[0])


def _beside(ring: Sequence[Point], edge: float, sign: int) -> list[Point]:
    """The part of a ring on one side of a meridian (Sutherland and Hodgman, 1974)."""
    kept: list[Point] = []
    for (a, b), (x, y) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        inside, then = sign * (edge - a) >= 0, sign * (edge - x) >= 0
        if inside:
            kept.append((a, b))
        if inside != then:
            kept.append((edge, b + (y - b) * (edge - a) / (x - a)))
    return kept


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


def _path(ring: Arc) -> str:
    """A ring as SVG path data; nothing for one that has no area in the drawing."""
    points = [projected(*point) for point in ring]
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(points) if (x, y) != (a, b)]
    if len(steps) < 3:
        return ""
    return f"M{points[0][0]} {points[0][1]}l" + " ".join(f"{dx} {dy}" for dx, dy in steps[:-1]) + "z"


@cache
def _topology() -> Any:
    return json.loads(_file("world.topo.json"))


def _file(name: str) -> str:
    return resources.files("onrecord.show.report").joinpath("map", name).read_text(encoding="utf-8")
