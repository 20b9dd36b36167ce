"""A record in one SQLite file. The only module that knows the driver; its statements are in queries.sql."""

from __future__ import annotations

import contextlib
import difflib
import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

from onrecord.errors import InputError, SpanError
from onrecord.keep.driver import (
    SCHEMA_VERSION,
    clear,
    connect,
    data,
    must_be_record,
    must_exist,
    numbered,
    schema_of,
    statements,
    transaction,
    true_schema,
)
from onrecord.keep.lock import Lock, beside, hold
from onrecord.keep.reconciled import ReconciledReading, ReconciledRows, rows_of_reconciled
from onrecord.keep.rows import Row, Rows, article_from, claim_from, entity_from, input_from, mention_from, rows_of
from onrecord.keep.store import Info, Proof, Reader, Refused, Settled
from onrecord.keep.verdict_json import verdict_from
from onrecord.keep.verdicts import (
    Case,
    Docket,
    anchor_of,
    by_thing,
    found_again,
    is_wrong,
    judged,
    judgement,
    thing_of,
)
from onrecord.text import fold
from onrecord.types import Anchor, Article, Claim, Entity, Finding, Input, Judgement, Mention, Pair, Span, Verdict
from onrecord.weighed import Reconciled

CLAIMS_AT_ONCE = 500


# --- Reading


class SqliteReader(ReconciledReading):
    """A finished record, opened so that nothing can change it and nothing in it can run."""

    def __init__(self, record: Path, building: sqlite3.Connection | None = None) -> None:
        """Open a finished record, or look at a build under way through its own connection."""
        self.record = record
        self._docket: tuple[int, Docket] | None = None
        if building is not None:
            self._db = building
            return
        must_exist(record)
        with clear(record):
            _roll_back(record)
            self._db = connect(record, mode="ro")
            try:
                self._db.executescript(
                    "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
                )
                must_be_record(self._db, record)
            except BaseException:
                self._db.close()
                raise

    def close(self) -> None:
        """Let the record go."""
        self._db.close()

    def __enter__(self) -> SqliteReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def info(self) -> Info:
        """What the record holds, in figures."""
        inputs, articles, claims, mentions, entities = next(self._rows("totals"))
        by_name = {name: tuple(self._rows(name)) for name in ("statuses", "actions", "extractors", "words")}
        orphans = sum(len(case.verdicts) for case in self.cases() if case.orphaned)
        return Info(inputs, articles, claims, mentions, entities, schema=SCHEMA_VERSION, orphans=orphans, **by_name)

    def counts(self) -> tuple[tuple[str, int], ...]:
        """The counts written when the record was finished: inputs, and each status, by name."""
        return tuple((key, int(value)) for key, value in self._rows("counts"))

    def inputs(self) -> tuple[Input, ...]:
        """What became of every input, by name."""
        return tuple(map(input_from, self._rows("inputs")))

    def articles(self) -> Iterator[Article]:
        """Every article, by document."""
        return (self._article(row) for row in self._rows("articles"))

    def article(self, document: str) -> Article:
        """The article of that document, file name or id. Raises InputError where there is none."""
        found = next(self._rows("article", (document,)), None)
        if found is None:
            raise InputError(f"no article {document!r}", where=str(self.record), next_step=self._near(document))
        return self._article(found)

    def claims(
        self,
        kind: str | None = None,
        action: str | None = None,
        document: str | None = None,
        *,
        withdrawn: bool = False,
    ) -> Iterator[Claim]:
        """The claims of one kind, one action, one document, or all; by document, evidence, action and id.

        Each is as people's verdicts leave it; those that a person found wrong come only with ``withdrawn``.
        """
        docket = self._docket_of(document) if document is not None else self.docket()
        for claim in self._as_read(kind, action, document):
            verdicts = docket.verdicts_on(claim.id)
            if withdrawn or not is_wrong(verdicts):
                yield judged(claim, self.article_of(claim), verdicts) if verdicts else claim

    def claim(self, id_or_prefix: str) -> Claim:
        """The claim with that id, or whose id begins so, as people's verdicts leave it, found wrong or not.

        Raises InputError where none or several do.
        """
        claim = self._claim_as_read(id_or_prefix)
        article = self.article_of(claim)
        return judged(claim, article, self._docket_of(article.document).verdicts_on(claim.id))

    def _as_read(
        self, kind: str | None = None, action: str | None = None, document: str | None = None
    ) -> Iterator[Claim]:
        name = "claims" if document is None else "claims_of_document"
        rows = self._rows(name, (kind, action, document)[: 2 if document is None else 3])
        while some := list(islice(rows, CLAIMS_AT_ONCE)):
            yield from self._claims(some)

    def _claim_as_read(self, id_or_prefix: str) -> Claim:
        found = list(self._rows("claim", (id_or_prefix,))) if id_or_prefix else []
        if len(found) == 1 or (found and found[0][0] == id_or_prefix):
            return self._claims(found[:1])[0]
        several = ", ".join(row[0] for row in found)
        raise InputError(
            f"{'several claims begin' if found else 'no claim begins'} with {id_or_prefix!r}",
            where=str(self.record),
            next_step=f"Give more of the id: {several}." if found else "`onrecord show` and `export` print the ids.",
        )

    def verdicts(self) -> tuple[Verdict, ...]:
        """Every verdict, by time and id."""
        return tuple(map(verdict_from, self._rows("verdicts")))

    def case(self, claim_id: str) -> Case:
        """A claim as what verdicts are about, with those that were given. Raises InputError as ``claim`` does."""
        claim = self._claim_as_read(claim_id)
        article = self.article_of(claim)
        docket = self._docket_of(article.document)
        things = docket.by_claim.get(claim.id)
        if things is None:
            anchor = anchor_of(claim, article)
            return Case((thing_of(anchor),), anchor, claims=(claim.id,))
        verdicts = docket.verdicts_on(claim.id)
        return Case(things, verdicts[-1].about, verdicts, (claim.id,))

    def pair(self, one: str, other: str) -> Case:
        """Two names, or ids of entities, as what verdicts are about. Raises InputError for names that are not there."""
        names = sorted({self._name(one), self._name(other)})
        if len(names) == 1:
            raise InputError(f"{one!r} and {other!r} are one name in this record", where=str(self.record))
        about = Pair(*names)
        thing = thing_of(about)
        return Case((thing,), about, tuple(map(verdict_from, self._rows("chain", (thing,)))))

    def cases(self) -> tuple[Case, ...]:
        """Everything that has been judged."""
        docket = self.docket()
        return tuple(docket.cases(name for _, name in self._rows("names"))) if docket.by_thing else ()

    def judgements(self) -> tuple[Judgement, ...]:
        """What people say of names, by name: which are one's and which are not."""
        found = (judgement(case) for case in self.cases() if not case.orphaned)
        return tuple(sorted((one for one in found if one), key=lambda one: (one.one, one.other)))

    def docket(self) -> Docket:
        """All verdicts with the claims that they are about; read again when somebody has added one."""
        version = next(self._run("PRAGMA data_version"))[0]
        if self._docket is None or self._docket[0] != version:
            self._docket = (version, self._read_docket(self.verdicts()))
        return self._docket[1]

    def _docket_of(self, document: str) -> Docket:
        """The verdicts on the text of one document, without reading all others."""
        sha256 = next(self._rows("text_of_document", (document,)), ("",))[0]
        return self._read_docket(map(verdict_from, self._rows("verdicts_on_text", (sha256,))))

    def _read_docket(self, verdicts: Iterable[Verdict]) -> Docket:
        things = by_thing(verdicts)
        by_text: dict[str, list[str]] = defaultdict(list)
        for thing, verdicts in things.items():
            if isinstance(about := verdicts[0].about, Anchor):
                by_text[about.sha256].append(thing)
        by_claim: dict[str, list[str]] = defaultdict(list)
        for sha256 in sorted(by_text):
            for (document,) in list(self._rows("documents_of_text", (sha256,))):
                claims = list(self._as_read(document=document))
                for thing in by_text[sha256]:
                    for claim in found_again(things[thing], claims):
                        by_claim[claim.id].append(thing)
        return Docket(things, {claim: tuple(sorted(some)) for claim, some in by_claim.items()})

    def _name(self, wanted: str) -> str:
        """The record's own spelling of a name, or the name of the entity with that id."""
        rows = list(self._rows("names"))
        exact = {name for id_, name in rows if wanted in (id_, name)}
        found = sorted(exact or {name for _, name in rows if fold(name) == fold(wanted)})
        if len(found) == 1:
            return str(found[0])
        near = difflib.get_close_matches(wanted, [name for _, name in rows], n=3, cutoff=0.5)
        raise InputError(
            f"{'several names are' if found else 'no name is'} {wanted!r}",
            where=str(self.record),
            next_step=f"Give one of {', '.join(found)}." if found else f"Did you mean {', '.join(near) or 'another'}?",
        )

    def article_of(self, claim: Claim) -> Article:
        """The article that makes the claim."""
        return self.article(claim.article_id)

    def mentions(self, article_id: str) -> tuple[Mention, ...]:
        """The mentions of one article, by span."""
        return tuple(map(mention_from, self._rows("mentions", (article_id,))))

    def entities(self) -> tuple[Entity, ...]:
        """Every entity that a mention resolves to, by id."""
        return tuple(map(entity_from, self._rows("entities")))

    def proofs(self, document: str) -> Iterator[Proof]:
        """The stored words of every cell of one document."""
        rows = self._rows("proofs", (document,))
        return (Proof(of, id_, position, Span(start, end), words) for of, id_, position, start, end, words in rows)

    def faults(self) -> tuple[str, ...]:
        """What the database itself finds wrong with the record: damaged pages, links that lead nowhere."""
        with clear(self.record):
            damage = [row[0] for row in self._db.execute("PRAGMA integrity_check") if row[0] != "ok"]
            links = [
                f"a row of {row[0]} names a missing {row[2]}" for row in self._db.execute("PRAGMA foreign_key_check")
            ]
        bare = [f"claim {row[0]} has no evidence" for row in self._rows("claims_without_evidence")]
        return (*damage, *links, *bare)

    def _rows(self, name: str, values: Sequence[str | None] = ()) -> Iterator[Row]:
        return self._run(statements()[name], values)

    def _run(self, statement: str, values: Sequence[str | None] = ()) -> Iterator[Row]:
        with clear(self.record):
            yield from self._db.execute(statement, values)

    def _article(self, row: Row) -> Article:
        return article_from(row, tuple(self._rows("blocks", (row[0],))))

    def _claims(self, rows: Sequence[Row]) -> list[Claim]:
        ids = json.dumps([row[0] for row in rows])
        parts = [self._by_claim(name, ids) for name in ("roles", "evidence", "reported_by", "hedges")]
        return [claim_from(row, *(part.get(row[0], ()) for part in parts)) for row in rows]

    def _by_claim(self, name: str, ids: str) -> dict[str, tuple[Row, ...]]:
        grouped = groupby(self._rows(name, (ids,)), key=itemgetter(0))
        return {id_: tuple(row[1:] for row in rows) for id_, rows in grouped}

    def _near(self, document: str) -> str:
        names = [row[0] for row in self._rows("documents")]
        near = difflib.get_close_matches(document, names, n=3, cutoff=0.5) or names[:3]
        return f"Did you mean {', '.join(near)}?" if near else "The record has no articles."


def _roll_back(record: Path) -> None:
    """Undo what a process that died while it added a verdict has left half written: reading alone cannot."""
    if record.with_name(f"{record.name}-journal").exists():
        with contextlib.closing(connect(record, mode="rw")) as db:
            schema_of(db)


# --- Writing


@contextlib.contextmanager
def writing(record: Path, *, extractor: str) -> Iterator[SqliteWriter]:
    """A build of the record, alone on it until it is left. What was added is kept when it is left early."""
    _must_be_free(record)
    with hold(record) as lock:
        finished = _settled_in(record)
        db = _open_building(record)
        try:
            yield SqliteWriter(record, db, lock, finished, extractor)
        finally:
            with contextlib.suppress(sqlite3.Error):
                db.close()


class SqliteWriter:
    """A build under way, in RECORD.building: committed batch by batch, made into RECORD by ``finish``."""

    def __init__(
        self, record: Path, db: sqlite3.Connection, lock: Lock, finished: Mapping[str, Settled], extractor: str
    ) -> None:
        self.record, self._db, self._lock = record, db, lock
        self._finished, self._extractor = finished, extractor

    def started(self) -> Mapping[str, Settled]:
        """The inputs that this build has already added, by name; those of an interrupted one included."""
        with clear(self.record):
            return _settled(self._db)

    def finished(self) -> Mapping[str, Settled]:
        """The inputs of the record as the last finished build left it, by name."""
        return self._finished

    def forget(self, names: Sequence[str]) -> None:
        """Take back what this build added under these names."""
        with clear(self.record), transaction(self._db):
            self._db.executemany(statements()["forget"], ((name,) for name in names))

    def add(self, batch: Sequence[tuple[str, Finding]]) -> tuple[Refused, ...]:
        """Commit findings, each with what it was made from, all or none; returned are those that break a law."""
        with clear(self.record), transaction(self._db):
            refused = [self._add(made_from, finding) for made_from, finding in batch]
        self._lock.beat()
        return tuple(one for one in refused if one)

    def finish(self, reconcile: Callable[[Reader], Reconciled] | None = None) -> None:
        """Make the record of what this build added and, for other names, of what the finished record had.

        ``reconcile`` is asked what follows from all its claims.
        """
        target = beside(self.record, "finishing")
        with clear(self.record):
            self._take_over()
            self._reconcile(reconcile(SqliteReader(self.record, self._db)) if reconcile else Reconciled())
            target.unlink(missing_ok=True)
            self._db.execute("VACUUM INTO ?", (str(target.absolute()),))
            _to_disk(target)
            target.replace(self.record)
            _to_disk(self.record.parent)
        self.discard()

    def discard(self) -> None:
        """Leave the finished record as it is and take this build away."""
        self._db.close()
        _remove_building(self.record)

    def _add(self, made_from: str, finding: Finding) -> Refused | None:
        try:
            rows = rows_of(finding, made_from=made_from, extractor=self._extractor)
            with _savepoint(self._db):
                _insert(self._db, rows)
        except (sqlite3.IntegrityError, SpanError, UnicodeEncodeError) as error:
            return Refused(finding, made_from, f"{type(error).__name__}: {error}")
        return None

    def _reconcile(self, made: Reconciled) -> None:
        """Write what follows from all claims in place of what followed before."""
        with transaction(self._db):
            for statement in numbered("no_reconciled"):
                self._db.execute(statement)
            _insert(self._db, rows_of_reconciled(made))

    def _take_over(self) -> None:
        """Add what only the finished record has, drop entities that nothing names, count."""
        again = self.record.exists()
        if again:
            uri = f"{self.record.absolute().as_uri()}?mode=ro"
            self._db.execute("ATTACH ? AS finished", (uri,))
        with transaction(self._db):
            for statement in (*(numbered("take_over") if again else ()), *numbered("settle")):
                self._db.execute(statement)
        if again:
            self._db.execute("DETACH finished")


def _insert(db: sqlite3.Connection, rows: Rows | ReconciledRows) -> None:
    for table in fields(rows):  # the order in which they must be written
        db.executemany(statements()[f"add_{table.name}"], getattr(rows, table.name))


def _settled(db: sqlite3.Connection) -> dict[str, Settled]:
    return {name: Settled(*rest) for name, *rest in db.execute(statements()["settled"])}


def _settled_in(record: Path) -> Mapping[str, Settled]:
    """What a finished record has; nothing where there is none. Raises RecordError where the file is something else."""
    if not record.exists():
        return {}
    with SqliteReader(record) as reader, clear(record):
        return _settled(reader._db)


def _must_be_free(record: Path) -> None:
    """Refuse a target that could never become a record, before anything is written."""
    if record.is_dir():
        raise InputError("the record would be a folder", where=str(record), next_step="Give the name of a file.")
    if not record.parent.is_dir():
        raise InputError(
            "the record's folder does not exist", where=str(record.parent), next_step="Make it, or choose another."
        )


def _open_building(record: Path) -> sqlite3.Connection:
    """The interrupted build's file, or a new one where there is none or it is of no use."""
    with clear(record):
        db = connect(beside(record, "building"))
        try:
            usable = _usable(db)
            if usable is False:
                db.close()
                _remove_building(record)
                db = connect(beside(record, "building"))
            _prepare(db, new=not usable)
        except BaseException:
            db.close()
            raise
    return db


def _usable(db: sqlite3.Connection) -> bool | None:
    """Whether a build can go on in this file; None where it is empty."""
    try:
        schema = schema_of(db)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            return False
        raise
    return schema == true_schema() if schema else None


def _prepare(db: sqlite3.Connection, *, new: bool) -> None:
    if new:
        db.executescript("PRAGMA page_size = 4096; PRAGMA auto_vacuum = NONE; PRAGMA encoding = 'UTF-8';")
    db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;")
    if new:
        db.executescript(f"BEGIN IMMEDIATE; {data('schema.sql')} COMMIT;")


def _remove_building(record: Path) -> None:
    for what in ("building", "building-wal", "building-shm", "finishing"):
        beside(record, what).unlink(missing_ok=True)


@contextlib.contextmanager
def _savepoint(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("SAVEPOINT finding")
    try:
        yield
    except sqlite3.IntegrityError:
        db.execute("ROLLBACK TO finding")
        raise
    finally:
        with contextlib.suppress(sqlite3.Error):
            db.execute("RELEASE finding")


def _to_disk(path: Path) -> None:
    """Have the system put a file, or a folder's list of names, on the disk before going on."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
