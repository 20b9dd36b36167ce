"""One build at a time on one record, on every machine that sees its file."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import RecordError, RecordLockedError

PAUSE_SECONDS = 0.02

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> None:
        os.lseek(handle, 1 << 30, os.SEEK_SET)  # far behind what is written, so that others can read who it is
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
else:
    import fcntl

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclass(frozen=True, slots=True)
class Lock:
    """The lock while it is held: the file RECORD.lock, locked by the system, which lets go when its process dies."""

    path: Path
    handle: int

    def beat(self) -> None:
        """Show that the holder is alive."""
        with contextlib.suppress(OSError):
            os.utime(self.path)


@contextlib.contextmanager
def hold(record: Path, *, wait_seconds: float = 0.0) -> Iterator[Lock]:
    """The lock on a record until the block is left. Raises RecordLockedError, naming who has it and for how long."""
    path = beside(record, "lock")
    lock = Lock(path, _take_in_time(path, wait_seconds))
    try:
        yield lock
    finally:
        # Taken away while it is still held: whoever opened the old file before sees below that it is gone.
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(lock.handle)


def beside(record: Path, what: str) -> Path:
    """The path of a file that belongs to a record: RECORD.lock, RECORD.building, …"""
    return record.with_name(f"{record.name}.{what}")


def _take_in_time(path: Path, seconds: float) -> int:
    """The lock, as soon as it is free within some seconds: one verdict takes a moment, and another may wait for it."""
    until = time.monotonic() + seconds
    while True:
        try:
            return _take(path)
        except RecordLockedError:
            if time.monotonic() >= until:
                raise
            time.sleep(PAUSE_SECONDS)


def _take(path: Path) -> int:
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise RecordError(
                f"cannot write here: {error.strerror}", where=str(path), next_step="Choose a folder you may write to."
            ) from error
        if _locked(handle, path):
            _sign(handle)
            return handle
        os.close(handle)


def _locked(handle: int, path: Path) -> bool:
    """Whether the lock was taken; False where the file was taken away meanwhile and must be opened again."""
    try:
        _try_lock(handle)
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
    except (BlockingIOError, PermissionError) as error:
        os.close(handle)
        raise _locked_error(path) from error
    except OSError as error:
        os.close(handle)
        raise RecordError(
            f"this file system cannot lock files: {error.strerror}",
            where=str(path),
            next_step="Build on a local disk, then copy the record.",
        ) from error


def _sign(handle: int) -> None:
    """Write who holds the lock, in place of whoever died with it."""
    words = json.dumps({"host": socket.gethostname(), "pid": os.getpid(), "since": time.time()})
    with contextlib.suppress(OSError):  # on a full disk the lock holds all the same
        os.ftruncate(handle, 0)
        os.write(handle, words.encode())


def _locked_error(path: Path) -> RecordLockedError:
    try:
        holder, beat = json.loads(path.read_text(encoding="utf-8")), path.stat().st_mtime
        age, silent = time.time() - holder["since"], time.time() - beat
        who = f"process {holder['pid']} on {holder['host']}, for {age:.0f} s (last sign of life {silent:.0f} s ago)"
    except (OSError, ValueError, KeyError, TypeError):
        who = "a process that has just begun"
    return RecordLockedError(
        f"another build is writing to this record: {who}",
        where=str(path.with_suffix("")),
        next_step="Wait for it, or end it: what it has read is kept.",
    )
