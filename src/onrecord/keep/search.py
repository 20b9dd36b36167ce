"""A record's index, opened for looking things up: by words, by facets, by name, by article.

Which rows have which value of a facet is held in memory, one small number a row and facet, so that counts over the
whole record take a moment; rows themselves stay in the file. Everything comes in the record's own order.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.errors import InputError, RecordError
from onrecord.keep.found import FACETS, CellRow, Count, NameRow, OutletRow, Selection, TextRow
from onrecord.keep.index import index_of, statements
from onrecord.text import search_words, sounded_words

Choice = tuple[tuple[str, str], ...]
Numbers = npt.NDArray[np.int32]
KEPT = 48  # selections remembered: each holds one number for every row that fits
WORDS = 12  # words of a query that are looked for
LONGEST_SECONDS = 2.0  # of one query
STEPS = 50_000  # of SQLite's machine, between two looks at the time
COLUMNS = ("kind", "action", "stance", "outlet", "country")


class Shelf:
    """The index of one record as it was when this was opened; any thread may use it."""

    def __init__(self, record: Path) -> None:
        self.path = index_of(record)
        self._local = threading.local()
        self._values = self._facet_values()
        rows = np.array(self._rows("codes"), dtype=np.int32).reshape(-1, len(COLUMNS))
        self._codes = {name: np.ascontiguousarray(rows[:, at]) for at, name in enumerate(COLUMNS)}
        self.size = len(rows)
        self._kept: OrderedDict[tuple[Choice, str], tuple[Numbers, Selection]] = OrderedDict()
        self._lock = threading.Lock()

    def select(self, choice: Mapping[str, str], words: str = "") -> Selection:
        """How many rows have the chosen value of each facet and all of the words, and what each value would give."""
        return self._selected(choice, words)[1]

    def page(self, choice: Mapping[str, str], words: str, start: int, count: int) -> tuple[CellRow, ...]:
        """Some of the rows that ``select`` counts, from a place among them."""
        numbers, _ = self._selected(choice, words)
        some = numbers[start : start + count]
        if len(some) and some[-1] - some[0] == len(some) - 1:
            return self._cells("cells_between", (int(some[0]), int(some[-1]) + 1))
        return self._cells("cells", (json.dumps(some.tolist()),))

    def place(self, choice: Mapping[str, str], words: str, n: int) -> int:
        """At which place among the rows that fit the record's nth row stands, or would stand."""
        return int(np.searchsorted(self._selected(choice, words)[0], n))

    def cells_of(self, document: str) -> tuple[CellRow, ...]:
        """The rows of one article, in order of place."""
        return self._cells("cells_of_document", (document,))

    def cells_by_id(self, ids: Iterable[str]) -> tuple[CellRow, ...]:
        """The rows of claims, in the record's order; an id that the record does not have is left out."""
        return self._cells("cells_by_id", (json.dumps(list(ids)),))

    def cells_of_name(self, key: str, count: int) -> tuple[tuple[str, CellRow], ...]:
        """The rows in which a name has a role, with that role; at most so many."""
        parts = self._rows("parts", (key,))[:count]
        rows = {row.n: row for row in self._cells("cells", (json.dumps(sorted({n for n, _ in parts})),))}
        return tuple((role, rows[n]) for n, role in parts)

    def names(self, kind: str | None, country: str | None, start: int, count: int) -> tuple[int, tuple[NameRow, ...]]:
        """How many names of a kind and a country (None: any) claims have, and some of them, the most frequent first."""
        total = self._rows("count_names", (kind, country))[0][0]
        return total, tuple(map(_name, self._rows("names", (kind, country, count, start))))

    def name(self, key: str) -> NameRow | None:
        """The name of a page's key; None where there is none."""
        return next(map(_name, self._rows("name", (key,))), None)

    def find_names(self, words: str, count: int) -> tuple[NameRow, ...]:
        """Names that have all of the words in one of their wordings, the most frequent first."""
        query = match_of(words)
        return tuple(map(_name, self._rows("find_names", (query, count)))) if query else ()

    def find_texts(self, words: str, count: int) -> tuple[TextRow, ...]:
        """Articles that have all of the words, those with most claims first."""
        query = match_of(words)
        return tuple(TextRow(*row) for row in self._rows("find_texts", (query, count))) if query else ()

    def text(self, name: str) -> TextRow | None:
        """The article of a document or an id; None where there is none."""
        return next((TextRow(*row) for row in self._rows("text", (name,))), None)

    def texts(self, outlet: str | None, start: int, count: int) -> tuple[TextRow, ...]:
        """Articles, of one outlet or all, by document."""
        if outlet is None:
            return tuple(TextRow(*row) for row in self._rows("texts", (count, start)))
        return tuple(TextRow(*row) for row in self._rows("texts_of_outlet", (outlet, count, start)))

    def outlets(self) -> tuple[OutletRow, ...]:
        """Every outlet, by name."""
        return tuple(OutletRow(*row) for row in self._rows("outlets"))

    def _selected(self, choice: Mapping[str, str], words: str) -> tuple[Numbers, Selection]:
        key = (tuple(sorted(choice.items())), words)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = self._select(choice, words)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made

    def _select(self, choice: Mapping[str, str], words: str) -> tuple[Numbers, Selection]:
        fits = {facet: self._codes[facet] == self._code(facet, value) for facet, value in choice.items()}
        base = self._having(words)
        others = {facet: [base, *(mask for name, mask in fits.items() if name != facet)] for facet in FACETS}
        counts = tuple((facet, self._count(facet, masks)) for facet, masks in others.items())
        numbers = np.flatnonzero(_all([base, *fits.values()], self.size)).astype(np.int32)
        return numbers, Selection(len(numbers), counts)

    def _having(self, words: str) -> npt.NDArray[np.bool_] | None:
        """Which rows have the words; None where none are asked for."""
        query = match_of(words)
        if query is None:
            return None
        found = np.zeros(self.size, dtype=bool)
        found[[row[0] for row in self._rows("find_cells", (query,))]] = True
        return found

    def _count(self, facet: str, masks: Sequence[npt.NDArray[np.bool_] | None]) -> tuple[Count, ...]:
        codes = self._codes[facet]
        mask = _all(masks, self.size)
        counts = np.bincount(codes[mask], minlength=len(self._values[facet]))
        found = (Count(value, int(counts[at])) for at, value in enumerate(self._values[facet]) if counts[at])
        return tuple(sorted(found, key=lambda count: (-count.count, count.value)))

    def _code(self, facet: str, value: str) -> int:
        values = self._values[facet]
        return values.index(value) if value in values else -1

    def _facet_values(self) -> dict[str, list[str]]:
        values: dict[str, list[str]] = {facet: [] for facet in FACETS}
        for facet, _, value in self._rows("facets"):
            values[facet].append(value)
        return values

    def _cells(self, name: str, values: Sequence[object]) -> tuple[CellRow, ...]:
        return tuple(map(CellRow._make, self._rows(name, values)))

    def _rows(self, name: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        self._local.until = time.monotonic() + LONGEST_SECONDS
        try:
            return self._db().execute(statements()[name], values).fetchall()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise InputError("this search takes too long", next_step="Ask for other words, or for more.") from error
            raise RecordError(f"the index cannot be read: {error}", where=str(self.path)) from error

    def _db(self) -> sqlite3.Connection:
        """This thread's own connection."""
        if not hasattr(self._local, "db"):
            db = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
            db.executescript("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;")
            db.set_progress_handler(lambda: time.monotonic() > self._local.until, STEPS)
            self._local.db = db
        opened: sqlite3.Connection = self._local.db
        return opened


def _all(masks: Sequence[npt.NDArray[np.bool_] | None], size: int) -> npt.NDArray[np.bool_]:
    fits = np.ones(size, dtype=bool)
    for mask in masks:
        if mask is not None:
            fits &= mask
    return fits


def _name(row: tuple[Any, ...]) -> NameRow:
    n, key, id_, name, kind, country, office, cells, wordings = row
    return NameRow(n, key, id_, name, kind, country, office, cells, tuple(json.loads(wordings)))


def match_of(words: str) -> str | None:
    """What FTS5 is asked for a reader's words: each as folded, or as romanised alike; None where there are no words.

    Words between quotation marks must stand together. The last word, while it is being written, may go on.
    """
    parts: list[str] = []
    for at, piece in enumerate(words.replace("“", '"').replace("”", '"').split('"')[: 2 * WORDS]):
        if at % 2:
            parts += [f'plain : "{" ".join(search_words(piece)[:WORDS])}"'] if search_words(piece) else []
        else:
            parts += _loose(piece)
    return " AND ".join(f"({part})" for part in parts[:WORDS]) or None


def _loose(piece: str) -> list[str]:
    plain, sound = search_words(piece), sounded_words(piece)
    if len(plain) != len(sound):  # a letter that is no letter any more when it is folded
        sound = plain
    pairs = list(zip(plain, sound, strict=True))[:WORDS]
    goes_on = bool(pairs) and piece[-1:].isalnum() and len(pairs[-1][0]) > 2
    found = [f'plain : "{one}" OR sound : "{other}"' for one, other in pairs]
    if goes_on:
        found[-1] += f' OR plain : "{pairs[-1][0]}" *'
    return found
