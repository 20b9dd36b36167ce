"""What the database driver and the system say, in our words: what is wrong, where, what to do next."""

from __future__ import annotations

import contextlib
import errno
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import RecordError

LEAST_SPACE_BYTES = 1 << 20


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
