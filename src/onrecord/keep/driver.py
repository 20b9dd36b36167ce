"""What reading, building and judging share of SQLite: statements, connections, and its errors in our words."""

from __future__ import annotations

import contextlib
import errno
import re
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path

from onrecord.errors import RecordError, RecordLockedError
from onrecord.keep.lock import beside
from onrecord.keep.rows import Row

APPLICATION_ID = 1330532931
SCHEMA_VERSION = 3
BUSY_SECONDS = 5.0
LEAST_SPACE_BYTES = 1 << 20


@cache
def statements() -> Mapping[str, str]:
    """The statements of queries.sql and reconciled.sql by name."""
    files = (re.split(r"^-- name: (\w+)\n", data(name), flags=re.M)[1:] for name in ("queries.sql", "reconciled.sql"))
    return {name: text for parts in files for name, text in zip(parts[::2], parts[1::2], strict=True)}


def data(name: str) -> str:
    """The text of a file beside this one."""
    return resources.files("onrecord.keep").joinpath(name).read_text(encoding="utf-8")


def numbered(prefix: str) -> Iterator[str]:
    """The statements take_over_1, take_over_2, … in order."""
    count = sum(name.startswith(f"{prefix}_") for name in statements())
    return (statements()[f"{prefix}_{n}"] for n in range(1, count + 1))


def must_exist(record: Path) -> None:
    """Refuse a path where no finished record is."""
    if record.is_file():
        return
    if beside(record, "building").exists():
        what, next_step = "this record is not finished", "Run its `onrecord build` again: it goes on where it stopped."
    else:
        what = "a folder is no record" if record.is_dir() else "there is no such record"
        next_step = "Make one with `onrecord build PATH… -o RECORD`, or check the spelling."
    raise RecordError(what, where=str(record), next_step=next_step)


def must_be_record(db: sqlite3.Connection, record: Path) -> None:
    """Refuse a file that is something else, another version's, or has had its schema changed."""
    kind, version = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    if kind != APPLICATION_ID:
        what, next_step = "this file is not a record", "Records are made by `onrecord build PATH… -o RECORD`."
    elif version != SCHEMA_VERSION:
        what = f"this record has format {version}, this OnRecord reads format {SCHEMA_VERSION}"
        next_step = "Use the OnRecord that made it, or build a new record from the same pile."
    elif schema_of(db) != true_schema():
        what, next_step = "this record's tables have been changed", "Build it again from its pile."
    else:
        return
    raise RecordError(what, where=str(record), next_step=next_step)


def schema_of(db: sqlite3.Connection) -> list[Row]:
    """The tables, indexes and triggers of a database as they were made."""
    return db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").fetchall()


@cache
def true_schema() -> list[Row]:
    """What ``schema_of`` gives for a record of this format."""
    with contextlib.closing(sqlite3.connect(":memory:")) as db:
        db.executescript(data("schema.sql"))
        return schema_of(db)


def connect(path: Path, *, mode: str = "rwc") -> sqlite3.Connection:
    """A connection that reads (``ro``), writes (``rw``), or writes a file that may be new (``rwc``)."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS)


@contextlib.contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All that is done within, or nothing of it."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with contextlib.suppress(sqlite3.Error):  # a full disk has rolled it back already
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


@contextlib.contextmanager
def clear(record: Path) -> Iterator[None]:
    """Say what the driver and the system say in our words: what, where, what to do next."""
    try:
        yield
    except sqlite3.Error as error:
        raise _record_error(error, record) from error
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise (_disk_full(record) if full else RecordError(f"{error.strerror}", where=str(record))) from error


def _record_error(error: sqlite3.Error, record: Path) -> RecordError:
    code = getattr(error, "sqlite_errorcode", 0)
    if code == sqlite3.SQLITE_FULL or (code & 0xFF == sqlite3.SQLITE_IOERR and _hardly_any_space(record)):
        return _disk_full(record)
    match code:
        case sqlite3.SQLITE_NOTADB:
            return RecordError(
                "this file is not a record", where=str(record), next_step="Records are made by `onrecord build`."
            )
        case sqlite3.SQLITE_BUSY:
            return RecordLockedError(
                "this record is in use without pause", where=str(record), next_step="Run the same command again."
            )
        case sqlite3.SQLITE_CORRUPT:
            return RecordError(
                f"this record is damaged: {error}", where=str(record), next_step="Build it again from its pile."
            )
        case _:
            return RecordError(
                f"the database says: {error}", where=str(record), next_step="Check the file and its folder."
            )


def _hardly_any_space(record: Path) -> bool:
    """Whether an error of input or output comes from a full disk: the driver does not always say so."""
    with contextlib.suppress(OSError):
        return shutil.disk_usage(record.parent).free < LEAST_SPACE_BYTES
    return False


def _disk_full(record: Path) -> RecordError:
    return RecordError(
        "the disk is full",
        where=str(record),
        next_step="Free some space and run the same command again: it goes on where it stopped.",
    )
