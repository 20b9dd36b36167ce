"""Same pile, same record: whatever the order, the processes, the seed of hashes, the time and the place."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

import onrecord
from onrecord.read import Pile, list_pile
from onrecord.run import Pipeline, build
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


def _shuffled(seed: int, paths: Sequence[Path]) -> Pile:
    listed = list_pile(paths)
    return replace(listed, files=tuple(random.Random(seed).sample(listed.files, len(listed.files))))


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
    build(
        [pile],
        tmp_path / "any",
        settings=Settings(processes=1),
        pipeline=replace(PATTERN, list_pile=partial(_shuffled, seed)),
    )
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


# --- The whole pipeline

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "azerbaijan-2024"
MODEL = Path(onrecord.__file__).parent / "model"
MISSING = [
    name
    for name in ("labels.json", "labels.onnx", "lemmas.tsv", "model.onnx", "vocab.txt")
    if not (MODEL / name).exists()
]


@pytest.mark.skipif(
    bool(MISSING), reason=f"the trained pipeline is not here: src/onrecord/model lacks {', '.join(MISSING)}"
)
def test_the_whole_pipeline(tmp_path: Path) -> None:
    """The real pipeline gives one record of the examples: in another order, in two processes, with other hashes."""
    build(
        [EXAMPLES], tmp_path / "1", settings=Settings(processes=1), pipeline=Pipeline(list_pile=partial(_shuffled, 3))
    )
    words = [sys.executable, "-m", "onrecord", "build", str(EXAMPLES), "-o", str(tmp_path / "2"), "-j", "2"]
    subprocess.run(words, env=surroundings(PYTHONHASHSEED="11"), check=True, capture_output=True)
    assert hash_of(tmp_path / "1") == hash_of(tmp_path / "2")
