"""`onrecord report`: the page in its file, messages on standard error, one line for what cannot be done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.show.report.support import write_record
from tests.test_cli import _run


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of one election."""
    return write_record(tmp_path_factory.mktemp("cli-report") / "elected")


def test_a_report_is_written(record: Path, tmp_path: Path) -> None:
    """The file is there, standard output is empty, and one line says what was written."""
    done = _run("report", record, "-o", tmp_path / "r.html", "--story", "ruritania")
    assert (0, "") == (done.returncode, done.stdout)
    assert (tmp_path / "r.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert 1 == done.stderr.count("\n")
    assert "“Vale wins in Ruritania, 0”, 2 articles" in done.stderr


@pytest.mark.parametrize("words", [("--story", "atlantis"), ("-o", "/nowhere/r.html")])
def test_what_cannot_be_done_is_one_line(record: Path, tmp_path: Path, words: tuple[str, str]) -> None:
    """A story that is not there and a place that cannot be written: code 2, one line, no traceback, no file."""
    done = _run("report", record, "-o", tmp_path / "r.html", *words)
    assert (2, "", 1) == (done.returncode, done.stdout, done.stderr.count("\n"))
    assert [] == list(tmp_path.iterdir())
