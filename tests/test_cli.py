"""Data on standard output, messages on standard error, exit codes as the help says, no traceback."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.keep import open_reader
from onrecord.run import build
from onrecord.settings import Settings
from tests.support import PATTERN, surroundings, write_pile

HELP_SECONDS = 0.5


def _run(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "onrecord", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=surroundings(**environment), check=False)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    pile = write_pile(folder / "pile", 4)
    (pile / "empty.txt").write_bytes(b"")
    build([pile], folder / "r", settings=Settings(processes=1), pipeline=PATTERN)
    return folder / "r"


def _first_claim(record: Path) -> str:
    with open_reader(record) as reader:
        return next(reader.claims()).id


def test_help_is_quick() -> None:
    """The best of three runs of --help is within half a second, and it names every command and exit code."""
    took = []
    for _ in range(3):
        began = time.perf_counter()
        done = _run("--help", COLUMNS="200")
        took.append(time.perf_counter() - began)
    assert 0 == done.returncode
    assert all(
        word in done.stdout for word in ("build", "ask", "export", "show", "explain", "info", "check", "diff", "130")
    )
    assert min(took) < HELP_SECONDS


def test_help_loads_nothing_heavy() -> None:
    """The command line alone loads no database, no model, no parser of pages."""
    heavy = "{'sqlite3', 'numpy', 'onnxruntime', 'trafilatura', 'multiprocessing', 'starlette', 'jinja2', 'uvicorn'}"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, onrecord.cli; sys.exit(bool({heavy} & set(sys.modules)))"],
        env=surroundings(),
        check=False,
    )
    assert 0 == done.returncode


def test_version() -> None:
    """The version goes to standard output."""
    assert _run("--version").stdout.startswith("onrecord 0.")


def test_export_is_data_alone(record: Path) -> None:
    """An export is JSON Lines on standard output and nothing on standard error."""
    done = _run("export", record, "--format", "jsonl")
    assert (0, "") == (done.returncode, done.stderr)
    assert 12 == len([json.loads(line) for line in done.stdout.splitlines()])


def test_ask_as_json(record: Path) -> None:
    """An answer as JSON quotes the text that its offsets lead to."""
    answer = json.loads(_run("ask", record, "Who thanked Anna?", "--json").stdout)
    (quote,) = answer["rows"][0]["quotes"]
    with open_reader(record) as reader:
        text = reader.article(quote["document"]).text
    assert text[quote["start"] : quote["end"]] == quote["text"] == "Бабек thanked Anna"


def test_ask_for_people(record: Path) -> None:
    """An answer for people is plain where standard output is no terminal."""
    done = _run("ask", record, "Who thanked Anna?")
    assert 0 == done.returncode
    assert "“Бабек thanked Anna”" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_question_that_cannot_be_read(record: Path) -> None:
    """A question that cannot be read is wrong usage, and the forms that can be read are shown."""
    done = _run("ask", record, "Colourless green ideas?")
    assert (2, "") == (done.returncode, done.stdout)
    assert "Which countries congratulated" in done.stderr


def test_show_marks_claims(record: Path) -> None:
    """An article is shown with its claims marked, without colours where nobody would see them."""
    done = _run("show", record, "report-00")
    assert 0 == done.returncode
    assert "⟦Anna ‹praised› Бабек⟧[1] on Friday." in done.stdout
    assert "[1] Anna PRAISE → Бабек" in done.stdout
    assert "\x1b" not in done.stdout


def test_show_in_colour(record: Path) -> None:
    """On a terminal the marks are in colour, unless NO_COLOR is set."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    shown = {}
    for no_color in ("", "1"):
        master, slave = pty.openpty()
        env = surroundings(TERM="xterm-256color", **({"NO_COLOR": no_color} if no_color else {}))
        words = [sys.executable, "-m", "onrecord", "show", str(record), "report-00"]
        with subprocess.Popen(words, stdout=slave, env={k: v for k, v in env.items() if v}) as process:
            os.close(slave)
            shown[no_color] = _all_of(master)
        assert 0 == process.returncode
    assert (True, False) == (b"\x1b[" in shown[""], b"\x1b[" in shown["1"])


def _all_of(handle: int) -> bytes:
    parts = []
    try:
        while part := os.read(handle, 4096):
            parts.append(part)
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(handle)
    return b"".join(parts)


def test_explain(record: Path) -> None:
    """A claim is explained by its clause, its trigger, its rule, and the way from words to names."""
    shown = _run("explain", record, _first_claim(record)[:10]).stdout
    for words in (
        "“Anna praised Бабек” [101-119]",
        "“praised” [106-113]",
        "PRAISE/pattern",
        "“Anna” [101-105], person → Anna",
    ):
        assert words in shown


def test_info(record: Path) -> None:
    """A record's figures are shown, with every input that is not ok and why."""
    shown = _run("info", record).stdout
    assert "inputs                  5" in shown
    assert "empty: there is no text in it (empty.txt)." in shown
    assert "pattern-1 gate-False (4 articles)" in shown


def test_check(record: Path, tmp_path: Path) -> None:
    """A sound record passes; of a damaged one the faults are data, and the exit code is 1."""
    done = _run("check", record)
    assert (0, "") == (done.returncode, done.stdout)
    assert "every cell quotes its source" in done.stderr
    wrong = record.read_bytes().replace("Anna praised Бабек on".encode(), "Anna blessed Бабек on".encode())
    (tmp_path / "r").write_bytes(wrong)
    done = _run("check", tmp_path / "r")
    assert 1 == done.returncode
    assert "its text has changed" in done.stdout


def test_diff(record: Path, tmp_path: Path) -> None:
    """Two records that say the same give 0; what differs is data, and the exit code is 1."""
    assert (0, "the two records say the same\n") == ((done := _run("diff", record, record)).returncode, done.stdout)
    pile = write_pile(tmp_path / "pile", 3)
    (pile / "report-00.txt").write_text((pile / "report-00.txt").read_text().replace("praised", "met"))
    build([pile], tmp_path / "r", settings=Settings(processes=1), pipeline=PATTERN)
    done = _run("diff", record, tmp_path / "r")
    assert (1, "") == (done.returncode, done.stderr)
    assert "- article report-03 (report-03.txt)" in done.stdout
    assert "+ report-00: MEET: agent “Anna” (Anna), target “Бабек” (Бабек)" in done.stdout
    found = json.loads(_run("diff", record, tmp_path / "r", "--json").stdout)
    assert ["changed", "removed"] == [change["what"] for change in found["articles"]]


def test_diff_of_what_a_person_judged(record: Path, tmp_path: Path) -> None:
    """A claim that a person found wrong is removed, by a verdict."""
    judged = tmp_path / "r"
    judged.write_bytes(record.read_bytes())
    assert 0 == _run("review", judged, "wrong", _first_claim(record), "--by", "anna").returncode
    found = json.loads(_run("diff", record, judged, "--json").stdout)
    assert [("removed", ["verdicts"])] == [(change["what"], change["causes"]) for change in found["claims"]]
    assert {"old": 0, "new": 1} == found["verdicts_only_in"]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("info", "{folder}/none"), 3, "there is no such record"),
        (("info", "{folder}/pile/report-00.txt"), 3, "this file is not a record"),
        (("show", "{folder}/r", "nothing"), 2, "no article 'nothing'"),
        (("explain", "{folder}/r", "zz"), 2, "no claim begins with 'zz'"),
        (("export", "{folder}/r", "--format", "parchment"), 2, "Known formats"),
        (("build", "{folder}/nowhere", "-o", "{folder}/new"), 2, "no such file or folder"),
        (("build", "{folder}/pile", "-o", "{folder}/nowhere/new"), 2, "folder does not exist"),
        (("build", "{folder}/pile", "-o", "{folder}/pile/report-00.txt"), 3, "this file is not a record"),
        (("build", "{folder}/pile", "-o", "{folder}/new", "-j", "-1"), 2, "processes is -1"),
    ],
)
def test_errors_are_one_line(record: Path, words: tuple[str, ...], code: int, says: str) -> None:
    """What went wrong is one line on standard error, with its exit code and no traceback."""
    done = _run(*(word.format(folder=record.parent) for word in words))
    assert (code, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("onrecord: ")
    assert says in done.stderr
    assert 1 == done.stderr.count("\n")


def test_debug_shows_the_traceback() -> None:
    """With --debug an error comes with its traceback."""
    assert "Traceback" in _run("--debug", "info", "nowhere").stderr


def test_a_reader_that_goes_away(record: Path) -> None:
    """Standard output may be closed early, as `head` does, without complaint."""
    words = [sys.executable, "-m", "onrecord", "export", str(record)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings()) as process:
        assert process.stdout
        process.stdout.close()
        assert process.stderr
        assert (b"", 0) == (process.stderr.read(), process.wait())


# --- The whole pipeline


GOOD = "BAKU (The Herald) - Serbia's president congratulated Ilham Aliyev on his victory on Friday. {n}\n"


def _pile(folder: Path, count: int) -> Path:
    folder.mkdir()
    for n in range(count):
        (folder / f"{n:03}.txt").write_text(GOOD.format(n=f"It was report {n} of the day. " * 40))
    return folder


def test_build_and_ask(tmp_path: Path) -> None:
    """Good and bad files end in one status each, the bad ones with a line of their own; then the record answers."""
    pile, record = _pile(tmp_path / "pile", 2), tmp_path / "r"
    (pile / "empty.txt").write_bytes(b"")
    (pile / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (pile / "photo.jpg").write_bytes(b"\xff\xd8")
    done = _run("build", pile, "-o", record)
    assert (4, "") == (done.returncode, done.stdout)
    for says in ("empty: ", "binary: ", "of other kinds: 1 .jpg", "4 files (1 binary, 1 empty, 2 ok)", "2 articles"):
        assert says in done.stderr
    assert "Traceback" not in done.stderr
    answer = json.loads(_run("ask", record, "Which countries congratulated Aliyev?", "--json").stdout)
    assert ["Serbia"] == [row["value"] for row in answer["rows"]]
    assert 2 == answer["searched"]["articles"]


def test_build_quietly(tmp_path: Path) -> None:
    """With --quiet a build that went well says nothing."""
    done = _run("build", _pile(tmp_path / "pile", 1), "-o", tmp_path / "r", "--quiet")
    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="this system has no process groups")
def test_stopped_from_the_keyboard(tmp_path: Path) -> None:
    """Ctrl-C ends a build and its processes at once, with one line; run again, it goes on."""
    pile, record = _pile(tmp_path / "pile", 120), tmp_path / "r"
    words = [sys.executable, "-m", "onrecord", "build", str(pile), "-o", str(record), "-j", "2"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, env=surroundings(), start_new_session=True) as process:
        _wait_for(record.with_name("r.building-wal").exists)
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr
        said = process.stderr.read().decode()
    assert 130 == process.returncode
    assert said.startswith("onrecord: stopped;")
    assert 1 == said.count("\n")
    assert not record.with_name("r.lock").exists()
    assert not record.exists()
    _wait_for(lambda: not _alive(process.pid))
    assert "not finished" in _run("info", record).stderr


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _wait_for(what: Callable[[], bool]) -> None:
    for _ in range(400):
        if what():
            return
        time.sleep(0.05)
    raise AssertionError("it never came")


def test_serve_answers_until_it_is_stopped(record: Path) -> None:
    """The reading room says where it is, answers there, and ends well when it is stopped from the keyboard."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "onrecord", "serve", str(record), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=surroundings()) as server:
        assert server.stderr is not None
        assert f"http://127.0.0.1:{port}/" in server.stderr.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
            assert b"ok\n" == answer.read()
        taken = _run("serve", record, "--port", port)
        assert 2 == taken.returncode
        assert "another --port" in taken.stderr
        server.send_signal(signal.SIGINT)
        assert 0 == server.wait(10)


def test_serve_refuses_what_is_no_record_and_open_doors(tmp_path: Path, record: Path) -> None:
    """What is no record is refused before anything listens, and so is an address that others can reach."""
    assert 3 == _run("serve", tmp_path / "none").returncode
    assert 2 == _run("serve", record, "--host", "0.0.0.0").returncode
