"""An index for looking things up in a record: made from the record, beside it, and made again when that has changed.

Both sides of a search are folded by the same functions of ``text``, so that it finds the same on every machine.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import json
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path

from onrecord.errors import RecordError
from onrecord.keep.found import FACETS
from onrecord.keep.lock import beside
from onrecord.text import search_words, sounded_words, stable_id

VERSION = 2
FIRST = {"agent": 0, "speaker": 0, "subject": 0, "target": 1, "addressee": 1, "attributed_to": 1}
Sides = list["Party | None"]


@cache
def statements() -> Mapping[str, str]:
    """The statements of index.sql by name."""
    text = resources.files("onrecord.keep").joinpath("index.sql").read_text(encoding="utf-8")
    parts = re.split(r"^-- name: (\w+)\n", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@dataclass(slots=True)
class Party:
    """Someone or something in roles, as the claims so far name it."""

    key: str
    id: str | None
    name: str
    kind: str
    country: str | None
    office: str | None
    cells: int = 0
    wordings: dict[str, None] = field(default_factory=dict)


def index_of(record: Path) -> Path:
    """The file of the record's index, made now where there is none for the record as it is.

    It stands beside the record, or in a new temporary folder where nothing can be written there. Raises RecordError
    where the record cannot be read.
    """
    stamp = stamp_of(record)
    if _is_for(target := beside(record, "search"), stamp):
        return target
    if not os.access(record.parent, os.W_OK):
        folder = tempfile.mkdtemp(prefix="onrecord-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        target = Path(folder) / "search"
    making = target.with_name(f"{target.name}-{os.getpid()}")
    making.unlink(missing_ok=True)
    try:
        with contextlib.closing(sqlite3.connect(making.absolute().as_uri(), uri=True, isolation_level=None)) as db:
            fill(db, record, stamp)
        making.replace(target)
    except (OSError, sqlite3.Error) as error:
        making.unlink(missing_ok=True)
        next_step = "Free some space, or make the folder writable."
        raise RecordError(f"the index cannot be written: {error}", where=str(target), next_step=next_step) from error
    return target


def stamp_of(record: Path) -> str:
    """The same for a file as long as nothing but people's verdicts is added to it."""
    try:
        known = record.stat()
        with contextlib.closing(sqlite3.connect("file::memory:", uri=True)) as db:
            _attach(db, record)
            digest = hashlib.sha256()
            for row in db.execute(statements()["inputs"]):
                digest.update(json.dumps(row).encode("utf-8", "surrogatepass"))
    except (OSError, sqlite3.Error) as error:
        raise RecordError(f"the record cannot be read: {error}", where=str(record)) from error
    return stable_id(VERSION, digest.hexdigest(), known.st_ino, known.st_dev)


def _is_for(target: Path, stamp: str) -> bool:
    if not target.is_file():
        return False
    try:
        with contextlib.closing(sqlite3.connect(f"{target.absolute().as_uri()}?mode=ro", uri=True)) as db:
            return bool(db.execute(statements()["stamp"]).fetchone() == (stamp,))
    except sqlite3.Error:
        return False


def _attach(db: sqlite3.Connection, record: Path) -> None:
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("ATTACH ? AS record", (f"{record.absolute().as_uri()}?mode=ro",))


def fill(db: sqlite3.Connection, record: Path, stamp: str) -> None:
    """Write the index of a record into an empty database."""
    db.executescript(statements()["schema"])
    _attach(db, record)
    db.execute("BEGIN")
    rows = db.execute(statements()["all_cells"]).fetchall()
    parties: dict[str, Party] = {}
    sides = _sides(db, {row[0]: n for n, row in enumerate(rows)}, parties)
    codes: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for n, row in enumerate(rows):
        _add_cell(db, n, row, sides[n], codes)
    for facet, values in codes.items():
        db.executemany(statements()["add_facet"], ((facet, code, value) for value, code in values.items()))
    _add_names(db, parties)
    for n, (*row, text) in enumerate(db.execute(statements()["all_texts"])):
        db.execute(statements()["add_text"], (n, *row))
        db.execute(statements()["add_text_words"], (n, *_words(" ".join(filter(None, (row[2], row[3], text))))))
    db.execute(statements()["add_stamp"], (stamp,))
    db.execute("COMMIT")
    db.executescript(statements()["indices"])
    db.execute("DETACH record")


def _sides(db: sqlite3.Connection, places: Mapping[str, int], parties: dict[str, Party]) -> list[Sides]:
    """For each cell who stands on its first and on its second side; every party that has a role is noted."""
    sides: list[Sides] = [[None, None] for _ in places]
    known: dict[tuple[str | None, ...], Party] = {}  # the same few words for the same few people, again and again
    for claim_id, role, *rest in db.execute(statements()["all_roles"]):
        n, mention = places[claim_id], tuple(rest)
        if mention not in known:
            known[mention] = _party(mention, parties)
        party = known[mention]
        side = FIRST.get(role)
        if side is not None and sides[n][side] is None:
            sides[n][side] = party
        if party.key:
            party.cells += 1
            db.execute(statements()["add_part"], (party.key, n, role))
    return sides


def _party(mention: tuple[str | None, ...], parties: dict[str, Party]) -> Party:
    kind, wording, name, country, id_, canonical, known_kind, office = mention
    said = canonical or name
    if said is None:
        return Party("", None, f"“{wording}”", kind or "", country, None)
    kind = known_kind or kind or ""
    key = stable_id("name", id_) if id_ else stable_id("name", kind, country, *sounded_words(said))
    party = parties.get(key)
    if party is None:
        party = parties[key] = Party(key, id_, said, kind, country, office)
    party.country, party.office = party.country or country, party.office or office
    party.wordings.update(dict.fromkeys(filter(None, (canonical, name))))
    if wording and _is_name(wording, party):
        party.wordings[wording] = None
    return party


def _is_name(wording: str, party: Party) -> bool:
    """Whether words name someone on any page, as "him" and "the president" do not."""
    return wording.isupper() or not {*sounded_words(party.name)}.isdisjoint(sounded_words(wording))


def _add_cell(
    db: sqlite3.Connection, n: int, row: tuple[object, ...], sides: Sides, codes: dict[str, dict[str, int]]
) -> None:
    id_, article_id, document, kind, action, stance, outlet, published, start, end, quote, score, *rest = row
    actor, target = sides
    country = actor.country if actor else None
    facts = (kind, action, outlet, country or "", stance)
    coded = {f: codes[f].setdefault(str(v), len(codes[f])) for f, v in zip(FACETS, facts, strict=True)}
    first = (actor.name, actor.key or None, actor.country) if actor else (None, None, None)
    second = (target.name, target.key or None, target.country) if target else (None, None, None)
    order = (coded["kind"], coded["action"], coded["stance"], coded["outlet"], coded["country"])
    said = (n, id_, article_id, document, kind, action, stance, outlet, published)
    db.execute(statements()["add_cell"], (*said, *first, *second, start, end, quote, score, *rest, *order))
    named = (party.name for party in sides if party)
    words = " ".join((str(quote), *named, str(action), str(outlet)))
    db.execute(statements()["add_cell_words"], (n, *_words(words)))


def _add_names(db: sqlite3.Connection, parties: dict[str, Party]) -> None:
    for n, party in enumerate(sorted(parties.values(), key=lambda party: (party.name, party.key))):
        wordings = sorted(party.wordings)
        row = (n, party.key, party.id, party.name, party.kind, party.country, party.office, party.cells)
        db.execute(statements()["add_name"], (*row, json.dumps(wordings, ensure_ascii=False)))
        db.execute(statements()["add_name_words"], (n, *_words(" ".join(wordings))))


def _words(text: str) -> tuple[str, str]:
    return " ".join(search_words(text)), " ".join(sounded_words(text))
