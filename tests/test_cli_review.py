"""`onrecord review`: ids and lists on standard output, messages on standard error, one line for what cannot be done."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.keep.lock import hold
from tests.keep.judged import article_of, keep
from tests.support import surroundings


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return keep(tmp_path_factory.mktemp("review") / "made", [article_of()])


@pytest.fixture
def record(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "r"))


def _run(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "onrecord", *map(str, words)]
    env = surroundings(**{"ONRECORD_REVIEWER": "anna", **environment})
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False)


def _review(record: Path, *words: str, by: str = "anna") -> list[str]:
    done = _run("review", record, *words, ONRECORD_REVIEWER=by)
    assert 0 == done.returncode, done.stderr
    return done.stdout.splitlines()


def _ids(record: Path) -> list[str]:
    return [line.split()[0] for line in _review(record, "list")]


def test_claims_are_listed(record: Path) -> None:
    """Each claim is a line with its id, its article and what it says; filters leave lines out."""
    lines = _review(record, "list")
    assert 3 == len(lines)
    assert lines[0].endswith("  a  Anna PRAISE → Бабек")
    assert lines[1:2] == _review(record, "list", "--action", "THANK", "--document", "a.txt")
    assert lines[2:] == _review(record, "list", "--kind", "figure")


def test_a_claim_is_judged(record: Path) -> None:
    """A verdict's id is data, what was kept is said; lists and pages tell of it, exports follow it."""
    first = _ids(record)[0]
    done = _run("review", record, "wrong", first[:8], "--note", "a misprint")
    assert (0, 16) == (done.returncode, len(done.stdout.strip()))
    assert "kept: wrong, by anna, " in done.stderr
    assert _review(record, "list")[0].endswith("[wrong by anna]")
    assert 2 == len(_review(record, "list", "--unjudged"))
    exported = _run("export", record)
    assert 2 == len(exported.stdout.splitlines())
    assert "1 claim that people found wrong left out" in exported.stderr
    assert "[wrong by anna]" in _run("show", record, "a").stdout
    assert "a misprint" in _run("explain", record, first).stdout
    assert (
        "verdicts                1\n  wrong                 1\n  orphaned              0" in _run("info", record).stdout
    )


def test_history_and_undo(record: Path) -> None:
    """What was said is told in order, withdrawn or not: of a claim, or of all."""
    first, second, _ = _ids(record)
    _review(record, "right", first)
    _review(record, "edit", first, "--role", "target", "--words", "Clara", "--by", "ben")
    _review(record, "undo", first, by="ben")
    _review(record, "unsure", second)
    words = [line.split(",")[0].split()[1] for line in _review(record, "history", first)]
    assert ["right", "edit", "undo"] == words
    assert 4 == len(_review(record, "history"))


def test_conflicts(record: Path) -> None:
    """Two reviewers who contradict each other are listed under their claim; who is unsure contradicts nobody."""
    first, second, _ = _ids(record)
    _review(record, "right", first)
    _review(record, "wrong", first, by="ben")
    _review(record, "right", second)
    _review(record, "unsure", second, by="ben")
    lines = _review(record, "conflicts")
    assert first == lines[0].split()[0]
    assert ["right, by anna", "wrong, by ben"] == [
        ", ".join(line.split("  ")[-1].split(", ")[:2]) for line in lines[1:]
    ]


def test_names(record: Path) -> None:
    """Two names are judged, doubted and taken back like a claim."""
    _review(record, "same", "Anna", "бабек")
    _review(record, "unsure", "Anna", "Бабек", by="ben")
    _review(record, "different", "Бабек", "Anna", by="ben")
    _review(record, "undo", "Anna", "Бабек")
    assert 4 == len(_review(record, "history", "Anna", "Бабек"))


def test_verdicts_are_carried(record: Path, made: Path, tmp_path: Path) -> None:
    """What `export` writes, `import` adds to another record, once; what that one does not have is an orphan."""
    _review(record, "wrong", _ids(record)[0])
    (tmp_path / "v.jsonl").write_text("\n".join(_review(record, "export")) + "\n", encoding="utf-8")
    assert "verdict" == json.loads((tmp_path / "v.jsonl").read_text(encoding="utf-8"))["type"]
    other = Path(shutil.copy(made, tmp_path / "other"))
    assert "1 verdict added, 0 there already" in _run("review", other, "import", tmp_path / "v.jsonl").stderr
    assert "0 verdicts added, 1 there already" in _run("review", other, "import", tmp_path / "v.jsonl").stderr
    assert _run("export", record).stdout == _run("export", other).stdout
    elsewhere = keep(tmp_path / "elsewhere", [article_of("Menu\nAnna praised Бабек. Бабек thanked Anna\n92")])
    _run("review", elsewhere, "import", tmp_path / "v.jsonl")
    assert 2 == len(_review(elsewhere, "orphans"))
    assert "  orphaned              1" in _run("info", elsewhere).stdout


def test_who_says_so(record: Path) -> None:
    """Without --by and ONRECORD_REVIEWER it is whoever is logged in."""
    _review(record, "right", _ids(record)[0], by="")
    environment = {"ONRECORD_REVIEWER": "", "LOGNAME": "dora"}
    assert "by dora" in _run("review", record, "right", _ids(record)[0], **environment).stderr


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("{r}", "wrong", "zz"), 2, "no claim begins with 'zz'"),
        (("{r}", "wrong", ""), 2, "no claim begins with ''"),
        (("{r}", "undo", "a", "b", "c"), 2, "3 things at once"),
        (("{r}", "same", "Anna", "Nobody"), 2, "no name is 'Nobody'"),
        (("{r}", "same", "Anna", "Бабек", "--note", "a" * 90_000), 2, "the note has 90,000 characters"),
        (("{r}", "same", "Anna", "Бабек", "--against", "0123"), 3, "nothing has been decided"),
        (("{r}", "list", "--document", "none"), 2, "no article 'none'"),
        (("{r}", "import", "{folder}/none"), 2, "cannot be read"),
        (("{r}", "import", "{r}"), 2, "not in UTF-8"),
        (("{folder}/none", "list"), 3, "there is no such record"),
        (("{folder}/news.txt", "right", "1"), 3, "this file is not a record"),
        (("{folder}/news.txt", "import", "{folder}/empty"), 3, "this file is not a record"),
        (("{folder}", "orphans"), 3, "a folder is no record"),
    ],
)
def test_errors_are_one_line(record: Path, words: tuple[str, ...], code: int, says: str) -> None:
    """What cannot be done is one line on standard error, with its exit code, and nothing is kept."""
    (record.parent / "news.txt").write_text("news" * 200)
    (record.parent / "empty").touch()
    before = record.read_bytes()
    done = _run("review", *(word.format(r=record, folder=record.parent) for word in words))
    assert (code, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("onrecord: ")
    assert says in done.stderr
    assert 1 == done.stderr.count("\n")
    assert before == record.read_bytes()


def test_a_locked_record(record: Path) -> None:
    """While a build is on the record nobody judges, and the message says who holds it."""
    first = _ids(record)[0]
    with hold(record):
        done = _run("review", record, "right", first)
    assert (3, "") == (done.returncode, done.stdout)
    assert "another build is writing to this record: process " in done.stderr
