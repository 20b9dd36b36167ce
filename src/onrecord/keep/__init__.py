"""Keep: the one place that knows a database. A record is read with open_reader and written with open_writer."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.keep import ledger, sqlite
from onrecord.keep.check import check
from onrecord.keep.found import CellRow, Count, NameRow, OutletRow, Selection, TextRow
from onrecord.keep.store import Info, Ledger, Proof, Reader, Refused, Settled, Writer
from onrecord.keep.verdicts import Case

if TYPE_CHECKING:
    from onrecord.keep.search import Shelf

__all__ = [
    "Case",
    "CellRow",
    "Count",
    "Info",
    "Ledger",
    "NameRow",
    "OutletRow",
    "Proof",
    "Reader",
    "Refused",
    "Selection",
    "Settled",
    "TextRow",
    "Writer",
    "check",
    "open_ledger",
    "open_reader",
    "open_search",
    "open_writer",
]


def open_reader(record: Path | str) -> Reader:
    """The record, opened for reading only. Raises RecordError where it is none, or another version's."""
    return sqlite.SqliteReader(Path(record))


def open_search(record: Path | str) -> Shelf:
    """The record's index, made first where there is none. Raises RecordError where the record cannot be read."""
    from onrecord.keep.search import Shelf

    with open_reader(record):  # refuses what is no record
        return Shelf(Path(record))


def open_writer(record: Path | str, *, extractor: str) -> AbstractContextManager[Writer]:
    """A build of the record, alone on it until it is left. Raises RecordLockedError where another build is on it."""
    return sqlite.writing(_behind_links(Path(record)), extractor=extractor)


def open_ledger(record: Path | str) -> AbstractContextManager[Ledger]:
    """The verdicts of a finished record, alone on it until it is left, and that at once.

    Raises RecordLockedError where a build is on it.
    """
    return ledger.judging(_behind_links(Path(record)))


def _behind_links(record: Path) -> Path:
    """The record itself where a link leads to it: a finished build takes the record's place, not the link's."""
    return record.resolve() if record.is_symlink() else record
