"""One build at a time: the second learns who is first, and a dead one stands in nobody's way."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.errors import RecordLockedError
from onrecord.keep.lock import beside, hold
from tests.support import surroundings

HOLD = """
import sys, time
from pathlib import Path
from onrecord.keep.lock import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def _holder(record: Path) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", HOLD, str(record)]
    process = subprocess.Popen(words, env=surroundings(), stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert "held\n" == process.stdout.readline()
    return process


def test_the_second_learns_who_is_first(tmp_path: Path) -> None:
    """A second build is refused, with the process, the host and the age of the first."""
    with hold(tmp_path / "r"), pytest.raises(RecordLockedError) as caught, hold(tmp_path / "r"):
        pass
    assert f"process {os.getpid()} on " in caught.value.what
    assert "for 0 s" in caught.value.what
    assert str(tmp_path / "r") == caught.value.where


def test_the_lock_goes_with_its_holder(tmp_path: Path) -> None:
    """The lock's file is there while it is held, and not after."""
    with hold(tmp_path / "r") as lock:
        assert beside(tmp_path / "r", "lock").exists()
        before = lock.path.stat().st_mtime
        time.sleep(0.02)
        lock.beat()
        assert before < lock.path.stat().st_mtime
    assert [] == list(tmp_path.iterdir())


def test_a_dead_holder_is_taken_over(tmp_path: Path) -> None:
    """A lock whose process was killed is free, though its file is still there."""
    process = _holder(tmp_path / "r")
    with pytest.raises(RecordLockedError, match=f"process {process.pid} "), hold(tmp_path / "r"):
        pass
    process.kill()
    process.communicate()
    assert beside(tmp_path / "r", "lock").exists()
    with hold(tmp_path / "r"):
        assert f'"pid": {os.getpid()}' in beside(tmp_path / "r", "lock").read_text()
