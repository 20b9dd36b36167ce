"""What a search of a record gives: rows made for looking at, each leading to its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

FACETS = ("kind", "action", "outlet", "country", "stance")


class CellRow(NamedTuple):  # made by the hundred for every page: a dataclass would take ten times as long
    """One claim as a list shows it. ``n`` is its place in the record's order, from 0.

    ``actor`` and ``target`` are who acts, speaks or is measured, and on whom, to whom or by whose account; their keys
    lead to a name's page, and are None where it is not known who is meant. ``stance`` is asserted, negated, planned or
    implied. ``start`` and ``end`` are where the quote stands in the article's text, in code points.
    """

    n: int
    id: str
    article_id: str
    document: str
    kind: str
    action: str
    stance: str
    outlet: str
    published: str | None
    actor: str | None
    actor_key: str | None
    country: str | None
    target: str | None
    target_key: str | None
    target_country: str | None
    start: int
    end: int
    quote: str
    score: float
    value: float | None
    unit: str | None
    status: str | None
    qualifier: str | None
    form: str | None


@dataclass(frozen=True, slots=True)
class NameRow:
    """Someone or something that claims name: the page's key, what is known, in how many claims, and every wording."""

    n: int
    key: str
    id: str | None
    name: str
    kind: str
    country: str | None
    office: str | None
    cells: int
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextRow:
    """One article as a list shows it, and how many claims it makes."""

    n: int
    id: str
    document: str
    title: str | None
    outlet: str
    published: str | None
    country: str | None
    cells: int


@dataclass(frozen=True, slots=True)
class OutletRow:
    """One outlet: its articles, their claims, the first and last day it was published on, its country."""

    outlet: str
    articles: int
    cells: int
    first: str | None
    last: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows have a value of a facet."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Selection:
    """How many rows fit, and for each facet how many rows each of its values would give.

    A facet's own counts leave its own choice aside.
    """

    total: int
    counts: tuple[tuple[str, tuple[Count, ...]], ...]
