"""The verdicts of a record: written one after the other into the finished file, each against the last one seen."""

from __future__ import annotations

import contextlib
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from onrecord.errors import DecidedError, InputError
from onrecord.keep.driver import BUSY_SECONDS, clear, connect, must_be_record, must_exist, statements, transaction
from onrecord.keep.lock import hold
from onrecord.keep.verdict_json import time_of, verdict_from, verdict_id, verdict_row
from onrecord.keep.verdicts import OF_PAIRS, last_of, thing_of
from onrecord.types import Anchor, Change, Pair, Verdict, VerdictWord

NOTE_CHARACTERS = 2000
NAME_CHARACTERS = 100
NOT_IN_NAMES = ("Cc", "Cs", "Zl", "Zp")
TICK, CLOCKS_APART = timedelta(milliseconds=1), timedelta(days=1)


def now() -> datetime:
    """The time in UTC. Only what people do has one."""
    return datetime.now(UTC)


@contextlib.contextmanager
def judging(record: Path, *, clock: Callable[[], datetime] = now) -> Iterator[SqliteLedger]:
    """The record's verdicts, to be added to. Raises RecordLockedError where a build is on it and stays on it."""
    must_exist(record)
    with hold(record, wait_seconds=BUSY_SECONDS), clear(record), contextlib.closing(connect(record, mode="rw")) as db:
        must_be_record(db, record)
        db.executescript("PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;")
        yield SqliteLedger(record, db, clock)


class SqliteLedger:
    """The verdicts of one record, while nobody else can add to them."""

    def __init__(self, record: Path, db: sqlite3.Connection, clock: Callable[[], datetime]) -> None:
        self.record, self._db, self._clock = record, db, clock

    def add(
        self,
        about: Anchor | Pair,
        word: VerdictWord,
        *,
        by: str,
        against: str | None,
        note: str = "",
        changes: Sequence[Change] = (),
        withdraws: str | None = None,
    ) -> Verdict:
        """One more verdict, against the id of the last one seen on the same thing, None where there was none.

        Raises DecidedError, showing the other's, where that is no longer the last; InputError for a name or note that
        cannot be kept.
        """
        draft = Verdict("", thing_of(about), word, by, "", about, note, tuple(changes), withdraws, against)
        checked(draft, str(self.record))
        with clear(self.record), transaction(self._db):
            chain = self._chain(draft.thing)
            last = last_of(chain)
            if (last.id if last else None) != against:
                raise _decided(last, self.record)
            _must_be_own(draft, chain)
            timed = replace(draft, at=_time(self._clock(), chain))
            verdict = replace(timed, id=verdict_id(timed))
            self._insert(verdict)
        return verdict

    def take(self, verdicts: Sequence[Verdict]) -> int:
        """Add the verdicts that the record does not have, all or none; how many those were.

        They keep their names and times. Where the record has other verdicts on the same thing they come after those in
        its chain; which stands is a matter of time.
        """
        with clear(self.record), transaction(self._db):
            return sum(self._take(verdict) for verdict in verdicts)

    def _take(self, verdict: Verdict) -> bool:
        checked(verdict, f"verdict {verdict.id}")
        if verdict.at > time_of(self._clock() + CLOCKS_APART):
            raise InputError(
                "this verdict is from the future", where=f"verdict {verdict.id}", next_step="Check the clock."
            )
        if verdict.thing != thing_of(verdict.about):
            raise InputError("this verdict is not about what it names", where=f"verdict {verdict.id}")
        if self._db.execute(statements()["has_verdict"], (verdict.id,)).fetchone():
            return False
        chain = self._chain(verdict.thing)
        _must_be_own(verdict, chain)
        last = last_of(chain)
        self._insert(replace(verdict, before=last.id if last else None))
        return True

    def _chain(self, thing: str) -> tuple[Verdict, ...]:
        return tuple(map(verdict_from, self._db.execute(statements()["chain"], (thing,))))

    def _insert(self, verdict: Verdict) -> None:
        try:
            self._db.execute(statements()["add_verdicts"], verdict_row(verdict))
        except (sqlite3.IntegrityError, UnicodeEncodeError) as error:
            raise InputError(f"the record refuses this verdict: {error}", where=f"verdict {verdict.id}") from error


def checked(verdict: Verdict, where: str) -> None:
    """Refuse a verdict that no record should keep: no reviewer, too long a note, a word that is not for its thing."""
    by, note = verdict.by, verdict.note
    if not by.strip() or len(by) > NAME_CHARACTERS or any(unicodedata.category(char) in NOT_IN_NAMES for char in by):
        raise InputError(
            f"{by[:NAME_CHARACTERS]!r} cannot be a reviewer's name",
            where=where,
            next_step=f"Give one line of 1 to {NAME_CHARACTERS} characters with --by or in ONRECORD_REVIEWER.",
        )
    if len(note) > NOTE_CHARACTERS:
        raise InputError(
            f"the note has {len(note):,} characters, the most is {NOTE_CHARACTERS:,}",
            where=where,
            next_step="Nothing was kept: shorten it.",
        )
    if any(unicodedata.category(char) == "Cs" or char == "\0" for char in note):
        raise InputError("the note is no text that can be kept", where=where, next_step="Write it in UTF-8.")
    if isinstance(verdict.about, Pair) and verdict.word not in (*OF_PAIRS, "undo"):
        raise InputError(f"{verdict.word!r} says nothing of two names", where=where)
    if isinstance(verdict.about, Anchor) and verdict.word in ("same", "different"):
        raise InputError(f"{verdict.word!r} says nothing of a claim", where=where)


def _must_be_own(verdict: Verdict, chain: Sequence[Verdict]) -> None:
    """Refuse to withdraw what somebody else said, or what is not there."""
    own = {other.id for other in chain if other.by == verdict.by and other.word != "undo"}
    if verdict.withdraws and verdict.withdraws not in own:
        raise InputError(
            f"{verdict.by} has not said what is to be withdrawn",
            where=f"verdict {verdict.withdraws}",
            next_step="Each withdraws their own; import the whole file that `onrecord review RECORD export` wrote.",
        )


def _time(moment: datetime, chain: Sequence[Verdict]) -> str:
    """The time of a new verdict: never before one that it was made after, whatever the clocks say."""
    latest = max((datetime.fromisoformat(verdict.at) for verdict in chain), default=moment - TICK)
    return time_of(max(moment, latest + TICK))


def _decided(other: Verdict | None, record: Path) -> DecidedError:
    if other is None:
        return DecidedError(
            "nothing has been decided on this yet", where=str(record), next_step="Decide against no verdict."
        )
    note = f": {other.note}" if other.note else ""
    edits = "".join(f", {change.part} is {change.now}" for change in other.changes)
    return DecidedError(
        f"{other.by} decided meanwhile, at {other.at}: {other.word}{edits}{note}",
        where=f"verdict {other.id}",
        next_step="Look at it, then decide again if you still wish to.",
    )
