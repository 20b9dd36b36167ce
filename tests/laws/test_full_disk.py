"""A disk that is full, or a folder that may not be written to, costs nothing but time."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.keep import check, open_reader
from onrecord.run import build
from onrecord.settings import Settings
from tests.support import PATTERN, hash_of, write_pile

KILOBYTES = range(*map(int, os.environ.get("ONRECORD_DISK_KILOBYTES", "40 700 160").split()))
FILES = 60


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of its own, 8 MB, of which tests take most."""
    folder = tmp_path / "disk"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(words, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("only a privileged user on Linux can make a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def _fill(disk: Path, leave: int) -> Path:
    """Take all of a disk but so many bytes."""
    left = os.statvfs(disk)
    ballast = disk / "ballast"
    ballast.write_bytes(b"\0" * max(0, left.f_bavail * left.f_frsize - leave))
    return ballast


def _build(pile: Path, record: Path, settings: Settings) -> RecordError | None:
    """Build, or why that was not possible."""
    try:
        build([pile], record, settings=settings, pipeline=PATTERN)
    except RecordError as error:
        return error
    return None


@pytest.mark.parametrize("kilobytes", KILOBYTES)
def test_a_full_disk(small_disk: Path, tmp_path: Path, kilobytes: int) -> None:
    """A full disk gives one clear error and no half record; with space again the build ends as if nothing had been."""
    pile, record = write_pile(tmp_path / "pile", FILES), small_disk / "r"
    settings = Settings(processes=1, batch_articles=5)
    build([pile], tmp_path / "expected", settings=settings, pipeline=PATTERN)
    ballast = _fill(small_disk, kilobytes * 1024)
    error = _build(pile, record, settings)
    assert (error is None) == record.exists()
    assert error is None or ("full" in error.what and "run the same command again" in error.next_step)
    ballast.unlink()
    build([pile], record, settings=settings, pipeline=PATTERN)
    assert hash_of(tmp_path / "expected") == hash_of(record)


def test_a_full_disk_keeps_the_finished_record(small_disk: Path, tmp_path: Path) -> None:
    """A record that cannot be added to for want of space stays as it was."""
    record, settings = small_disk / "r", Settings(processes=1)
    build([write_pile(tmp_path / "one", 5)], record, settings=settings, pipeline=PATTERN)
    before = record.read_bytes()
    _fill(small_disk, 150 * 1024)
    with pytest.raises(RecordError, match="full"):
        build([write_pile(tmp_path / "pile", FILES)], record, settings=settings, pipeline=PATTERN)
    assert before == record.read_bytes()
    with open_reader(record) as reader:
        assert [] == list(check(reader))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="a privileged user may write anywhere")
def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    """A folder without permission to write is refused with what to do."""
    pile, folder = write_pile(tmp_path / "pile", 1), tmp_path / "locked"
    folder.mkdir(mode=0o500)
    with pytest.raises(RecordError, match="Choose a folder you may write to"):
        build([pile], folder / "r", settings=Settings(processes=1), pipeline=PATTERN)
