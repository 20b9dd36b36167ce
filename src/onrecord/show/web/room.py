"""The record that the pages show: opened once for each thread, opened anew when a build has taken its place."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from onrecord.ask import ask
from onrecord.ask.shelf import Reader, Search, open_record, search_of
from onrecord.errors import OnRecordError
from onrecord.types import Answer, Pair, Verdict

LOOK_SECONDS = 1.0
ANSWERS_KEPT = 64
Item = TypeVar("Item")


@dataclass(slots=True)
class Edition:
    """One finished build of the record: its index, and a reader for each thread that asks."""

    record: Path
    mark: tuple[int, int]
    search: Search
    kept: dict[str, Any] = field(default_factory=dict)
    _local: threading.local = field(default_factory=threading.local)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def reader(self) -> Reader:
        """This thread's own reader."""
        if not hasattr(self._local, "reader"):
            self._local.reader = open_record(self.record)
        reader: Reader = self._local.reader
        return reader

    def once(self, name: str, make: Callable[[], Item]) -> Item:
        """What is worked out once for an edition, as a record does not change."""
        with self._lock:
            if name not in self.kept:
                self.kept[name] = make()
            made: Item = self.kept[name]
            return made


@dataclass(frozen=True, slots=True)
class Told:
    """All verdicts as they were when the file was as it is marked."""

    mark: tuple[int, ...]
    claims: Mapping[str, tuple[Verdict, ...]]
    pairs: Mapping[frozenset[str], tuple[Verdict, ...]]


class Room:
    """A record with what people have said of it, for as long as a server runs."""

    def __init__(self, record: Path, *, now: Callable[[], float] = time.monotonic) -> None:
        self.record, self._now = record, now
        self._edition = _opened(record)
        self._looked = now()
        self._opening = threading.Lock()
        self._answers: OrderedDict[tuple[object, ...], Answer] = OrderedDict()
        self._told: Told | None = None

    @property
    def edition(self) -> Edition:
        """The record as it is; where a build has replaced it, the new one as soon as its index is ready."""
        if self._now() - self._looked >= LOOK_SECONDS:
            self._looked = self._now()
            self._look()
        return self._edition

    def _look(self) -> None:
        try:
            changed = _mark(self.record) != self._edition.mark
        except OSError:
            return  # a moment between two names, or somebody took the file away: the open one goes on
        if changed and self._opening.acquire(blocking=False):
            threading.Thread(target=self._reopen, daemon=True).start()

    def _reopen(self) -> None:
        try:
            self._edition = _opened(self.record)
        except OnRecordError:
            return  # the next look tries again
        finally:
            self._opening.release()

    def verdicts(self) -> Mapping[str, tuple[Verdict, ...]]:
        """The verdicts on each claim that has any, by time; read again when somebody has added one."""
        return self._all_told().claims

    def pairs(self) -> Mapping[frozenset[str], tuple[Verdict, ...]]:
        """The verdicts on each two names that have any, by time."""
        return self._all_told().pairs

    def _all_told(self) -> Told:
        edition = self.edition
        try:
            written = self.record.stat().st_mtime_ns
        except OSError:
            written = 0
        mark = (*edition.mark, written)
        if self._told is None or self._told.mark != mark:
            cases = edition.reader.cases()
            claims = {claim: case.verdicts for case in cases for claim in case.claims}
            pairs = {
                frozenset((case.about.one, case.about.other)): case.verdicts
                for case in cases
                if isinstance(case.about, Pair)
            }
            self._told = Told(mark, claims, pairs)
        return self._told

    def answer(self, question: str) -> Answer:
        """The record's answer; the last ones are kept. Raises QuestionError where the question cannot be read."""
        edition = self.edition
        key = (*self._all_told().mark, question)
        if key not in self._answers:
            self._answers[key] = ask(edition.reader, question)
            while len(self._answers) > ANSWERS_KEPT:
                self._answers.popitem(last=False)
        return self._answers[key]


def _opened(record: Path) -> Edition:
    try:
        mark = _mark(record)
    except OSError:
        mark = (0, 0)  # what is wrong with it is told by whoever opens it
    return Edition(record, mark, search_of(record))


def _mark(record: Path) -> tuple[int, int]:
    """What changes when a build takes the record's place, and not when a verdict is added."""
    known = record.stat()
    return known.st_ino, known.st_dev
