"""Looking things up in a record: what the pages and the interface of programs show, in the record's own order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

from onrecord.keep import CellRow, Count, Info, NameRow, OutletRow, Reader, Selection, TextRow, open_reader, open_search

__all__ = [
    "CellRow",
    "Count",
    "Info",
    "NameRow",
    "OutletRow",
    "Reader",
    "Search",
    "Selection",
    "TextRow",
    "open_record",
    "search_of",
]


class Search(Protocol):
    """The index of one record. Any thread may use it."""

    size: int

    def select(self, choice: Mapping[str, str], words: str = "") -> Selection:
        """How many rows have the chosen value of each facet and all of the words, and what each value would give."""

    def page(self, choice: Mapping[str, str], words: str, start: int, count: int) -> tuple[CellRow, ...]:
        """Some of the rows that ``select`` counts, from a place among them."""

    def place(self, choice: Mapping[str, str], words: str, n: int) -> int:
        """At which place among the rows that fit the record's nth row stands, or would stand."""

    def cells_of(self, document: str) -> tuple[CellRow, ...]:
        """The rows of one article, in order of place."""

    def cells_by_id(self, ids: Iterable[str]) -> tuple[CellRow, ...]:
        """The rows of claims, in the record's order; an id that the record does not have is left out."""

    def cells_of_name(self, key: str, count: int) -> tuple[tuple[str, CellRow], ...]:
        """The rows in which a name has a role, with that role; at most so many."""

    def names(self, kind: str | None, country: str | None, start: int, count: int) -> tuple[int, tuple[NameRow, ...]]:
        """How many names of a kind and a country (None: any) claims have, and some of them, the most frequent first."""

    def name(self, key: str) -> NameRow | None:
        """The name of a page's key; None where there is none."""

    def find_names(self, words: str, count: int) -> tuple[NameRow, ...]:
        """Names that have all of the words in one of their wordings, the most frequent first."""

    def find_texts(self, words: str, count: int) -> tuple[TextRow, ...]:
        """Articles that have all of the words, those with most claims first."""

    def text(self, name: str) -> TextRow | None:
        """The article of a document or an id; None where there is none."""

    def texts(self, outlet: str | None, start: int, count: int) -> tuple[TextRow, ...]:
        """Articles, of one outlet or all, by document."""

    def outlets(self) -> tuple[OutletRow, ...]:
        """Every outlet, by name."""


def search_of(record: Path) -> Search:
    """The index of a record, made first where there is none. Raises RecordError where the record cannot be read."""
    return open_search(record)


def open_record(record: Path) -> Reader:
    """The record itself, for reading only. Raises RecordError where it is none."""
    return open_reader(record)
