"""Same pile, same record: whatever the order, the processes, the seed of hashes, the time and the place."""

from __future__ import annotations

import random
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from onrecord.read import Pile, list_pile
from onrecord.run import build
from onrecord.settings import Settings

from tests.support import PATTERN, builder, hash_of, surroundings, write_pile


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_pile(tmp_path_factory.mktemp("same") / "pile", 12)
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def expected(pile: Path) -> tuple[str, str]:
    return _built(pile, pile.parent / "expected.record")


def _built(pile: Path, record: Path, **options: int) -> tuple[str, str]:
    build([pile], record, settings=Settings(**{"processes": 1, **options}), pipeline=PATTERN)
    return hash_of(record)


def test_twice(pile: Path, expected: tuple[str, str], tmp_path: Path) -> None:
    """A second build of a pile gives the same file, byte for byte, and the same export."""
    assert expected == _built(pile, tmp_path / "second.record")


@pytest.mark.parametrize("batch_articles", [1, 5])
def test_any_batch(pile: Path, expected: tuple[str, str], tmp_path: Path, batch_articles: int) -> None:
    """How many articles are committed together leaves no trace."""
    assert expected == _built(pile, tmp_path / "batch.record", batch_articles=batch_articles)


def test_two_processes(pile: Path, expected: tuple[str, str], tmp_path: Path) -> None:
    """Two processes give what one gives."""
    assert expected == _built(pile, tmp_path / "two.record", processes=2)


@pytest.mark.parametrize("seed", [1, 2])
def test_any_order(pile: Path, expected: tuple[str, str], tmp_path: Path, seed: int) -> None:
    """The order in which files are listed leaves no trace."""

    def shuffled(paths: list[Path]) -> Pile:
        listed = list_pile(paths)
        return replace(listed, files=tuple(random.Random(seed).sample(listed.files, len(listed.files))))

    build([pile], tmp_path / "any", settings=Settings(processes=1), pipeline=replace(PATTERN, list_pile=shuffled))
    assert expected == hash_of(tmp_path / "any")


def test_any_hash_seed_and_time_zone(pile: Path, expected: tuple[str, str], tmp_path: Path) -> None:
    """Another seed of Python's hashes, another time zone and another locale leave no trace."""
    record = tmp_path / "elsewhere" / "seed.record"
    record.parent.mkdir()
    env = surroundings(PYTHONHASHSEED="4711", TZ="Asia/Baku", LC_ALL="C")
    subprocess.run(builder(pile, record), env=env, check=True)
    assert expected == hash_of(record)


def test_in_two_parts(pile: Path, expected: tuple[str, str], tmp_path: Path) -> None:
    """A record that grew file by file is the record of the whole pile."""
    part = tmp_path / "pile"
    part.mkdir()
    for count, file in enumerate(sorted(pile.iterdir()), 1):
        (part / file.name).write_bytes(file.read_bytes())
        if count % 5 == 0:
            _built(part, tmp_path / "grown.record")
    assert expected == _built(part, tmp_path / "grown.record")


def test_changed_and_changed_back(pile: Path, expected: tuple[str, str], tmp_path: Path) -> None:
    """A file that was changed and changed back leaves no trace."""
    part, record = tmp_path / "pile", tmp_path / "back.record"
    part.mkdir()
    for file in pile.iterdir():
        (part / file.name).write_bytes(file.read_bytes())
    changed = part / "report-03.txt"
    original = changed.read_bytes()
    changed.write_bytes(original.replace(b"Friday", b"Monday"))
    assert expected != _built(part, record)
    changed.write_bytes(original)
    assert expected == _built(part, record)
