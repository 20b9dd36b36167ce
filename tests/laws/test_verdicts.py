"""People outrank programs: what they said survives every build, or is listed; nothing of it is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.ask import ask
from onrecord.export import exporter
from onrecord.keep import check, open_ledger, open_reader, open_writer
from onrecord.keep.verdict_json import verdict_line, verdict_of
from onrecord.run import Pipeline, build
from onrecord.settings import Settings
from onrecord.types import Claim, Verdict
from tests.keep.judged import actions, article_of, claims_of, keep, say, target
from tests.support import PATTERN, hash_of, make_article, make_finding, write_pile

ARTICLE = article_of()


def _export(record: Path) -> str:
    with open_reader(record) as reader:
        return "".join(exporter("jsonl")(reader))


def _verdicts(record: Path) -> tuple[Verdict, ...]:
    with open_reader(record) as reader:
        assert [] == list(check(reader))
        return reader.verdicts()


def _first(record: Path) -> Claim:
    with open_reader(record) as reader:
        return next(reader.claims(withdrawn=True))


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record whose first claim is edited, and the second wrong."""
    made = keep(tmp_path / "r", [ARTICLE, make_article("Nothing is said here.", name="b.txt")][:1])
    say(made, 0, "edit", changes=(target("Clara", ARTICLE),))
    say(made, 1, "wrong", by="ben", note="the other way round")
    return made


# --- Built again


def test_a_record_without_verdicts_has_no_trace_of_them(tmp_path: Path) -> None:
    """Where nobody has judged, the file is the same byte for byte, though a ledger was opened on one of two."""
    pile = write_pile(tmp_path / "pile", 3)
    for name in ("one", "two"):
        build([pile], tmp_path / name, settings=Settings(processes=1), pipeline=PATTERN)
    with open_ledger(tmp_path / "one") as desk:
        assert 0 == desk.take(())
    assert hash_of(tmp_path / "one") == hash_of(tmp_path / "two")


def test_verdicts_outlive_a_build(record: Path) -> None:
    """Another article, and the same one read by another version with longer clauses: every verdict still holds."""
    before = _verdicts(record)
    keep(record, [article_of("Menu\nDov praised Elsa, Fay says. " + ARTICLE.text, name="c.txt")])
    keep(record, [ARTICLE], version="2", shift=1)
    assert before == _verdicts(record)
    claim = _first(record)
    assert ("Clara", "finder/2, edited by anna") == (claim.roles[1].mention.wording, claim.by)
    assert 1 == actions(record).count("THANK")


def test_verdicts_hold_for_a_copy(record: Path) -> None:
    """The same text under another name is judged as it was."""
    keep(record, [article_of(name="copy.txt")])
    assert [] == [action for action in actions(record) if action == "THANK"]
    assert 2 == actions(record, withdrawn=True).count("THANK")


def test_verdicts_go_on_after_another_version(record: Path) -> None:
    """Who judges what another version has read adds to what was said of it before."""
    keep(record, [ARTICLE], version="2", shift=1)
    say(record, 1, "right", by="cem")
    assert "THANK" in actions(record)
    things = {verdict.thing for verdict in _verdicts(record)}
    assert (3, 2) == (len(_verdicts(record)), len(things))


def test_what_is_not_read_any_more_is_listed(record: Path) -> None:
    """Verdicts on a text that is gone are kept and listed as orphans, and hold again when it is back."""
    before = _verdicts(record)
    with open_writer(record, extractor="1") as writer:
        writer.add([("1", make_finding(make_article("A new text.", name="a.txt")))])
        writer.finish()
    with open_reader(record) as reader:
        cases = reader.cases()
        assert (True, True) == tuple(case.orphaned for case in cases)
        assert (2, len(before)) == (reader.info().orphans, len(reader.verdicts()))
    keep(record, [ARTICLE], version="3")
    assert "THANK" not in actions(record)
    with open_reader(record) as reader:
        assert 0 == reader.info().orphans


def test_a_record_of_nothing_keeps_its_verdicts(tmp_path: Path, record: Path) -> None:
    """A record without a single input takes verdicts, and a build does not lose them."""
    with open_writer(tmp_path / "empty", extractor="1") as writer:
        writer.finish()
    with open_ledger(tmp_path / "empty") as desk:
        desk.take(_verdicts(record))
    keep(tmp_path / "empty", [ARTICLE])
    assert _verdicts(record) == _verdicts(tmp_path / "empty")
    assert _export(record) == _export(tmp_path / "empty")


def test_a_build_says_what_it_orphans(tmp_path: Path) -> None:
    """Whoever builds over a text that was judged is told."""
    pile, record = write_pile(tmp_path / "pile", 2), tmp_path / "r"
    built: Pipeline = PATTERN
    build([pile], record, settings=Settings(processes=1), pipeline=built)
    say(record, 0, "wrong")
    (pile / "report-00.txt").write_text((pile / "report-01.txt").read_text(encoding="utf-8"), encoding="utf-8")
    report = build([pile], record, settings=Settings(processes=1), pipeline=built)
    assert any("orphans" in message for message in report.messages)


# --- Same pile, same verdicts, same export


def test_the_same_verdicts_give_the_same_export(record: Path, tmp_path: Path) -> None:
    """Carried as lines, in two parts and in any order, to a record built elsewhere, they give the same claims."""
    lines = [verdict_line(verdict) for verdict in _verdicts(record)]
    other = keep(tmp_path / "other", [ARTICLE])
    assert _export(record) != _export(other)
    for line in reversed(lines):
        with open_ledger(other) as desk:
            assert 1 == desk.take([verdict_of(line, "line")])
    assert _verdicts(record) == _verdicts(other)
    assert _export(record) == _export(other)


def test_a_rebuilt_record_is_the_same(record: Path, tmp_path: Path) -> None:
    """Building again what has been judged gives the file that a new record with those verdicts becomes."""
    other = keep(tmp_path / "other", [ARTICLE])
    with open_ledger(other) as desk:
        desk.take(_verdicts(record))
    for path in (record, other):
        keep(path, [article_of("Menu\nDov praised Elsa. " + ARTICLE.text, name="c.txt")])
    assert hash_of(record) == hash_of(other)


# --- Every answer and export


def test_a_wrong_claim_is_left_out_everywhere(tmp_path: Path) -> None:
    """A claim that a person found wrong is in no answer and no export; asked for, it is there."""
    record = keep(tmp_path / "r", [ARTICLE])
    say(record, 1, "wrong")
    with open_reader(record) as reader:
        assert () == ask(reader, "Who thanked Anna?").rows
        assert ["PRAISE", "turnout"] == [claim.action for claim in reader.claims()]
        assert 3 == len(list(reader.claims(withdrawn=True)))
    assert "THANK" not in _export(record)


def test_an_edited_claim_is_answered_with(record: Path) -> None:
    """An answer names whom the reviewer named, and still quotes the article."""
    with open_reader(record) as reader:
        assert () == ask(reader, "Who praised Бабек?").rows
        (row,) = ask(reader, "Who praised Clara?").rows
    assert ("Anna", "Anna praised Бабек") == (row.value, row.quotes[0].text)
    assert '"target": "Clara"' in _export(record)
    assert "edited by anna" in _export(record)


def test_an_edit_that_is_withdrawn_is_gone(record: Path) -> None:
    """Withdrawn, an edit changes nothing any more, and is still told."""
    before = _verdicts(record)
    edit = next(verdict for verdict in before if verdict.word == "edit")
    say(record, 0, "undo", withdraws=edit.id)
    assert replace(claims_of(ARTICLE)[0], id="", by="") == replace(_first(record), id="", by="")
    assert set(before) < set(_verdicts(record))
