"""Verdicts are added one after the other, each against the last one seen; none is ever changed or lost."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from onrecord.errors import DecidedError, InputError, RecordError, RecordLockedError
from onrecord.keep import check, driver, ledger, open_ledger, open_reader
from onrecord.keep.ledger import NOTE_CHARACTERS, judging
from onrecord.keep.lock import hold
from onrecord.types import Change, Pair, Verdict
from tests.keep.judged import NOON, actions, article_of, claims_of, keep, say, target, verdict
from tests.support import surroundings

ARTICLE = article_of()
PRAISED = claims_of(ARTICLE)[0]
ABOUT = verdict(PRAISED, ARTICLE).about


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return keep(tmp_path / "r", [ARTICLE])


def _all(record: Path) -> tuple[Verdict, ...]:
    with open_reader(record) as reader:
        return reader.verdicts()


def test_what_is_added_is_there(record: Path) -> None:
    """A verdict is in the record with all that was said, and the record is as sound as before."""
    made = say(record, 0, "edit", note="see line 2", changes=(target("Clara", ARTICLE),))
    assert (made,) == _all(record)
    with open_reader(record) as reader:
        assert [] == list(check(reader))


@pytest.mark.parametrize("statement", ["UPDATE verdicts SET note = 'x'", "DELETE FROM verdicts"])
def test_nothing_is_changed_or_deleted(record: Path, statement: str) -> None:
    """The database refuses to change a verdict or to take it away."""
    say(record, 0, "wrong")
    with (
        closing(sqlite3.connect(record)) as db,
        pytest.raises(sqlite3.IntegrityError, match=r"a verdict (never changes|is never deleted)"),
    ):
        db.execute(statement)


def test_the_slower_one_is_shown_the_other_s(record: Path) -> None:
    """Of two who saw the same, the second is refused with the first one's decision; after looking again it goes."""
    with open_ledger(record) as desk:
        first = desk.add(ABOUT, "wrong", by="anna", note="a misprint", against=None)
        with pytest.raises(DecidedError, match=r"anna decided meanwhile.*wrong: a misprint") as caught:
            desk.add(ABOUT, "right", by="ben", against=None)
        assert first.id in caught.value.where
        second = desk.add(ABOUT, "right", by="ben", against=first.id)
        with pytest.raises(DecidedError, match="nothing has been decided"):
            desk.add(Pair("a", "b"), "same", by="ben", against=first.id)
    assert (None, first.id) == (first.before, second.before)


def test_two_cannot_both_be_next(record: Path) -> None:
    """The database itself refuses a second verdict after the same one."""
    made = say(record, 0, "wrong")
    row = ledger.verdict_row(replace(made, id="another"))
    with closing(sqlite3.connect(record)) as db, pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        db.execute(driver.statements()["add_verdicts"], row)


REVIEWER = """
import sys
from pathlib import Path
from onrecord.errors import DecidedError
from tests.keep.judged import say
kept = 0
for n in range(10):
    try:
        say(Path(sys.argv[1]), 0, "right", by=sys.argv[2])
        kept += 1
    except DecidedError:
        pass
print(kept)
"""


def test_two_reviewers_at_once(record: Path) -> None:
    """Two processes that judge one claim at once: every verdict that was kept is in one chain, none is lost."""
    words = [sys.executable, "-c", REVIEWER, str(record)]
    both = [subprocess.Popen([*words, by], env=surroundings(), stdout=subprocess.PIPE, text=True) for by in ("a", "b")]
    kept = sum(int(process.communicate()[0]) for process in both)
    chain = _all(record)
    assert kept == len(chain) >= 10
    assert [None, *(one.id for one in chain[:-1])] == [one.before for one in chain]


def test_a_build_keeps_verdicts_away(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a build holds the record a verdict is refused, naming it; reading goes on."""
    monkeypatch.setattr(ledger, "BUSY_SECONDS", 0.05)
    with hold(record), pytest.raises(RecordLockedError, match="another build"), open_ledger(record):
        pass
    assert 3 == len(actions(record))


def test_a_verdict_waits_for_another(record: Path) -> None:
    """A verdict waits for the moment that another takes."""
    held = hold(record)
    held.__enter__()
    timer = threading.Timer(0.2, lambda: held.__exit__(None, None, None))
    timer.start()
    assert say(record, 0, "right")
    timer.join()


def test_a_reader_sees_what_is_added(record: Path) -> None:
    """A reader that is open follows a verdict that is added meanwhile, also while it gives claims."""
    with open_reader(record) as reader:
        first = next(claims := reader.claims())
        say(record, 0, "wrong")
        assert ["THANK", "turnout"] == [claim.action for claim in claims]
        assert first.id not in {claim.id for claim in reader.claims()}


def test_clocks_that_go_back(record: Path) -> None:
    """A verdict is never earlier than the one it follows, whatever its clock says."""
    clock: Iterator[datetime] = iter([NOON, NOON - timedelta(days=1), NOON])
    with judging(record, clock=lambda: next(clock)) as desk:
        first = desk.add(ABOUT, "right", by="anna", against=None)
        second = desk.add(ABOUT, "wrong", by="ben", against=first.id)
        third = desk.add(ABOUT, "right", by="anna", against=second.id)
    assert [first, second, third] == sorted((first, second, third), key=lambda one: one.at)
    assert 3 == len({first.at, second.at, third.at})


BAD = {
    "the note has 1,000,000 characters, the most is 2,000": {"note": "a" * 1_000_000},
    "the note is no text": {"note": "\udcff"},
    "cannot be a reviewer's name": {"by": " "},
    "'a.nb' cannot be a reviewer": {"by": "a\nb"},
    "says nothing of a claim": {"word": "same"},
    "the record refuses": {"word": "edit"},
}


@pytest.mark.parametrize("says", BAD)
def test_what_cannot_be_kept(record: Path, says: str) -> None:
    """A note, a name or a word that cannot be kept is refused in a line, and nothing is kept."""
    parts = {"word": "right", "by": "anna", **BAD[says]}
    with open_ledger(record) as desk, pytest.raises(InputError, match=says) as caught:
        desk.add(ABOUT, against=None, **parts)  # type: ignore[arg-type]
    assert 400 > len(str(caught.value))
    assert () == _all(record)


def test_a_long_note_is_kept_whole(record: Path) -> None:
    """A note of as many characters as may be is kept to the last."""
    note = "🕊️ə\n" * (NOTE_CHARACTERS // 4)
    assert note == say(record, 0, "right", note=note).note == _all(record)[0].note


@pytest.mark.parametrize("text", [None, "news" * 300])
def test_what_is_no_record(tmp_path: Path, text: str | None) -> None:
    """Nothing is written to a file that is no record, and none is made where there is none."""
    if text:
        (tmp_path / "r").write_text(text)
    with pytest.raises(RecordError), open_ledger(tmp_path / "r"):
        pass
    assert ([tmp_path / "r"] if text else []) == list(tmp_path.iterdir())
    assert text is None or text == (tmp_path / "r").read_text()


DIE = """
import os, sys
from pathlib import Path
from onrecord.keep import driver
from tests.keep import judged
path = Path(sys.argv[1])
db = driver.connect(path, mode="rw")
db.executescript("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE;")
for n in range(3000):
    db.execute("INSERT INTO inputs VALUES (?, ?, '', 'ok', '', ?)", (f"n{n}", f"d{n}", "x" * 500))
os._exit(9)
"""


def test_a_process_that_dies_half_way(record: Path) -> None:
    """What a process had half written when it died is undone by whoever opens the record next."""
    assert 9 == subprocess.run([sys.executable, "-c", DIE, str(record)], env=surroundings(), check=False).returncode
    assert record.with_name("r-journal").exists()
    assert 3 == len(actions(record))
    with open_reader(record) as reader:
        assert [] == list(check(reader))
    assert say(record, 0, "right")


def test_another_s_is_not_withdrawn(record: Path) -> None:
    """Nobody can withdraw what another said, whatever program asks for it."""
    made = say(record, 0, "wrong")
    with pytest.raises(InputError, match="ben has not said"):
        say(record, 0, "undo", by="ben", withdraws=made.id)


# --- Carried from another record


def test_taken_from_another_record(record: Path, tmp_path: Path) -> None:
    """Verdicts keep their names and times in another record, and are taken once."""
    other = keep(tmp_path / "other", [ARTICLE])
    made = (say(other, 0, "wrong", by="ben"), say(other, 1, "right"))
    with open_ledger(record) as desk:
        assert (2, 0) == (desk.take(_all(other)), desk.take(_all(other)))
    assert made == _all(record)
    assert ["THANK", "turnout"] == actions(record)


def test_two_histories_become_one(record: Path, tmp_path: Path) -> None:
    """Where both records have judged a thing, all is kept in one chain, and time decides which is followed."""
    other = keep(tmp_path / "other", [ARTICLE])
    for path, by, word, hour in ((other, "ben", "wrong", 1), (record, "anna", "right", 2)):
        with judging(path, clock=lambda hour=hour: NOON + timedelta(hours=hour)) as desk:  # type: ignore[misc]
            desk.add(ABOUT, word, by=by, against=None)  # type: ignore[arg-type]
    with open_ledger(record) as desk:
        desk.take(_all(other))
    assert ["ben", "anna"] == [one.by for one in _all(record)]
    assert "PRAISE" in actions(record)
    with open_reader(record) as reader:
        assert [] == list(check(reader))


def test_all_or_nothing(record: Path) -> None:
    """A verdict that withdraws one that is not there takes the whole file back; another's is not withdrawn either."""
    right = verdict(PRAISED, ARTICLE)
    lone = verdict(PRAISED, ARTICLE, "undo", withdraws="0123")
    theirs = verdict(PRAISED, ARTICLE, "undo", by="ben", second=2, withdraws=right.id)
    for undo in (lone, theirs):
        with open_ledger(record) as desk, pytest.raises(InputError, match="has not said what is to be withdrawn"):
            desk.take([right, undo])
    assert () == _all(record)


def test_a_verdict_from_the_future(record: Path) -> None:
    """A verdict of a clock that is years ahead is refused: it would outlast all that people say after it."""
    later = verdict(PRAISED, ARTICLE)
    with judging(record, clock=lambda: NOON - timedelta(days=2)) as desk, pytest.raises(InputError, match="future"):
        desk.take([later])


def test_what_names_another_thing_is_refused(record: Path) -> None:
    """A verdict that is filed under another thing than it is about is refused."""
    with open_ledger(record) as desk, pytest.raises(InputError, match="not about what it names"):
        desk.take([replace(verdict(PRAISED, ARTICLE), thing="elsewhere")])


def test_check_tells_of_an_edit_that_quotes_nothing(record: Path) -> None:
    """An edit with words that the article does not have, brought from elsewhere, is a fault and is not followed."""
    mention = replace(target("Clara", ARTICLE).mention, wording="Clare")  # type: ignore[type-var]
    with open_ledger(record) as desk:
        desk.take([verdict(PRAISED, ARTICLE, "edit", changes=(Change("target", "Clare", "", mention),))])
    with open_reader(record) as reader:
        assert any("by anna quotes what is not there" in fault for fault in check(reader))
        assert "Бабек" == next(reader.claims()).roles[1].mention.wording
