"""A build that is killed at any moment and run again gives the record of one that was not."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.keep import open_reader
from onrecord.run import build
from onrecord.settings import Settings
from tests.support import PATTERN, builder, hash_of, surroundings, write_pile

ROUNDS = int(os.environ.get("ONRECORD_CRASH_ROUNDS", "5"))
FILES = 24


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pile(tmp_path_factory.mktemp("crash") / "pile", FILES)


@pytest.fixture(scope="module")
def expected(pile: Path) -> tuple[str, str]:
    record = pile.parent / "expected.record"
    build([pile], record, settings=Settings(processes=1), pipeline=PATTERN)
    return hash_of(record)


def _killed(pile: Path, record: Path, seconds: float, processes: int) -> None:
    """Start a build, wait until it has begun to write, and kill it a while later."""
    words = builder(pile, record, processes=processes, slow=True)
    with subprocess.Popen(words, env=surroundings(), stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not record.with_name(f"{record.name}.building").exists():
            time.sleep(0.01)
        time.sleep(seconds)
        process.kill()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize("round_", range(ROUNDS))
def test_killed_and_resumed(pile: Path, expected: tuple[str, str], tmp_path: Path, round_: int) -> None:
    """Killed up to three times at random moments, then resumed, the record's file and export are the same."""
    chance, record = random.Random(round_), tmp_path / "killed.record"
    for _ in range(chance.randint(1, 3)):
        _killed(pile, record, chance.uniform(0.0, 0.8), processes=1 + round_ % 2)
        _sound(record)
    build([pile], record, settings=Settings(processes=1), pipeline=PATTERN)
    assert expected == hash_of(record)
    assert {"killed.record", "killed.record.log"} == {path.name for path in tmp_path.iterdir()}


def _sound(record: Path) -> None:
    """What a killed build leaves is a sound database, and never a record that is half done."""
    building = record.with_name(f"{record.name}.building")
    if building.exists():
        with closing(sqlite3.connect(building)) as db:
            assert [("ok",)] == db.execute("PRAGMA integrity_check").fetchall()
    if record.exists():
        with open_reader(record) as reader:
            assert reader.info().inputs == FILES


def test_one_batch_is_lost_at_most(pile: Path, tmp_path: Path) -> None:
    """What was committed before a build was stopped is not read again."""
    record, at_work = tmp_path / "r", 0
    settings = Settings(processes=1, batch_articles=4)

    def stop(done: int, total: int, name: str) -> None:
        if done == 11:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([pile], record, settings=settings, pipeline=PATTERN, progress=stop)
    with pytest.raises(RecordError, match="not finished"):
        open_reader(record)

    def count(done: int, total: int, name: str) -> None:
        nonlocal at_work
        at_work = total

    build([pile], record, settings=settings, pipeline=PATTERN, progress=count)
    assert FILES - 8 == at_work


def _stopped(pile: Path, record: Path, after: int) -> None:
    """A build that was stopped after so many files, each committed by itself."""

    def stop(done: int, total: int, name: str) -> None:
        if done == after + 1:
            raise KeyboardInterrupt

    settings = Settings(processes=1, batch_articles=1)
    with pytest.raises(KeyboardInterrupt):
        build([pile], record, settings=settings, pipeline=PATTERN, progress=stop)


def test_killed_before_the_new_file_took_its_place(pile: Path, expected: tuple[str, str], tmp_path: Path) -> None:
    """Half a finished file beside an interrupted build is thrown away."""
    record = tmp_path / "r"
    _stopped(pile, record, FILES - 1)
    record.with_name("r.finishing").write_bytes(b"half a file")
    build([pile], record, settings=Settings(processes=1), pipeline=PATTERN)
    assert expected == hash_of(record)
    assert {"r", "r.log"} == {path.name for path in tmp_path.iterdir()}


def test_killed_after_the_new_file_took_its_place(pile: Path, expected: tuple[str, str], tmp_path: Path) -> None:
    """An interrupted build that is still there beside its finished record changes nothing."""
    record = tmp_path / "r"
    _stopped(pile, record, FILES - 1)
    record.write_bytes((pile.parent / "expected.record").read_bytes())
    build([pile], record, settings=Settings(processes=1), pipeline=PATTERN)
    assert expected == hash_of(record)
    assert {"r", "r.log"} == {path.name for path in tmp_path.iterdir()}
