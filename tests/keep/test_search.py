"""A record's index: the same found everywhere, counted right, made again when the record has changed."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import RecordError
from onrecord.keep import open_reader, open_search
from onrecord.keep.index import index_of, stamp_of
from onrecord.keep.search import Shelf, match_of
from onrecord.run import build
from onrecord.settings import Settings
from tests.support import PATTERN, write_pile


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of six short reports in more than one script."""
    folder = tmp_path_factory.mktemp("search")
    build([write_pile(folder / "pile")], folder / "r", settings=Settings(processes=1), pipeline=PATTERN)
    return folder / "r"


@pytest.fixture(scope="module")
def shelf(record: Path) -> Shelf:
    """Its index."""
    return open_search(record)


def test_rows_are_the_records_claims_in_its_order(record: Path, shelf: Shelf) -> None:
    """The rows are every claim, in the record's order, each with the words of its first evidence."""
    with open_reader(record) as reader:
        claims = [(claim.id, claim.evidence[0].of(reader.article_of(claim).text)) for claim in reader.claims()]
    rows = shelf.page({}, "", 0, 1000)
    assert claims == [(row.id, row.quote) for row in rows]
    assert list(range(len(rows))) == [row.n for row in rows]


def test_counts_are_those_of_the_rows(shelf: Shelf) -> None:
    """Each facet's counts are what counting the rows gives, its own choice aside."""
    rows = shelf.page({}, "", 0, 1000)
    selection = shelf.select({"action": "THANK"})
    counts = {name: {count.value: count.count for count in values} for name, values in selection.counts}
    assert Counter(row.action for row in rows) == counts["action"]
    assert Counter(row.outlet for row in rows if row.action == "THANK") == counts["outlet"]
    assert selection.total == sum(row.action == "THANK" for row in rows)


def test_a_place_among_the_rows(shelf: Shelf) -> None:
    """Where a row stands among those that fit is told by its number."""
    rows = shelf.page({"action": "THANK"}, "", 0, 1000)
    assert list(range(len(rows))) == [shelf.place({"action": "THANK"}, "", row.n) for row in rows]


@pytest.mark.parametrize(
    "words", ["Əliyev", "eliyev", "ALIYEV", "aliev", "əliy", '"thanked Əliyev"', "“thanked Əliyev”"]
)
def test_both_sides_are_folded_alike(shelf: Shelf, words: str) -> None:
    """A name is found by any of its spellings, half written, and within a phrase."""
    assert shelf.select({}, words).total > 0
    assert "Əliyev" in {name for row in shelf.page({}, words, 0, 1000) for name in (row.actor, row.target)}


def test_what_is_not_there_is_not_found(shelf: Shelf) -> None:
    """Words that no claim has together find none; a value that no row has gives none."""
    assert 0 == shelf.select({}, '"Əliyev Əliyev"').total
    assert 0 == shelf.select({"action": "NO SUCH"}).total
    assert () == shelf.page({"outlet": "none"}, "", 0, 10)
    assert () == shelf.find_names("nobody", 5)
    assert shelf.name("0123456789abcdef") is None


def test_a_names_rows_are_those_it_has_a_part_in(shelf: Shelf) -> None:
    """A name's rows are the claims in which it acts or is acted on, with the role it has."""
    (name,) = shelf.find_names("russia", 5)
    parts = shelf.cells_of_name(name.key, 100)
    assert name.cells == len(parts) > 0
    assert all((row.actor if role == "agent" else row.target) == "Russia" for role, row in parts)


def test_the_index_is_kept_until_the_record_changes(tmp_path: Path) -> None:
    """Opened again the index is the same file; after another build it is another, with what is new."""
    pile, record = write_pile(tmp_path / "pile", 3), tmp_path / "r"
    build([pile], record, settings=Settings(processes=1), pipeline=PATTERN)
    first = index_of(record)
    made = first.stat().st_mtime_ns
    assert made == index_of(record).stat().st_mtime_ns
    before, stamp = Shelf(record).size, stamp_of(record)
    write_pile(tmp_path / "pile", 5)
    build([pile], record, settings=Settings(processes=1), pipeline=PATTERN)
    assert stamp != stamp_of(record)
    assert before < Shelf(record).size


def test_a_damaged_index_is_made_again(tmp_path: Path) -> None:
    """A file that is no index, or half of one, is replaced."""
    pile, record = write_pile(tmp_path / "pile", 2), tmp_path / "r"
    build([pile], record, settings=Settings(processes=1), pipeline=PATTERN)
    index = index_of(record)
    index.write_bytes(b"no database")
    assert Shelf(record).size > 0
    index.write_bytes(index.read_bytes()[:5000])
    assert Shelf(record).size > 0


def test_the_index_cannot_be_written_through(shelf: Shelf) -> None:
    """The connection that answers can change nothing."""
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        shelf._db().execute("DELETE FROM cells")


def test_no_record_has_no_index(tmp_path: Path) -> None:
    """What is no record is refused."""
    with pytest.raises(RecordError):
        open_search(tmp_path / "none")


@given(st.text(max_size=80))
def test_any_words_can_be_looked_for(shelf: Shelf, words: str) -> None:
    """Whatever is typed is looked for as words: no operator of the database's, no error."""
    shelf.select({}, words)
    shelf.find_texts(words, 3)
    query = match_of(words) or ""
    assert query.count('"') % 2 == 0


def test_only_a_long_query_is_cut(record: Path) -> None:
    """A query is cut for its own length, never because many short ones came before it."""
    shelf = Shelf(record)
    for _ in range(3000):
        shelf.page({}, "", 0, 50)
    shelf._local.until = -1.0
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        shelf._db().execute(endless).fetchall()
