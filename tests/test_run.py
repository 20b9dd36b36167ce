"""A build reads what is new, gives every input one status, and loses nothing to one bad article."""

from __future__ import annotations

import ast
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import DataError, InputError, RecordLockedError
from onrecord.keep import check, open_reader, open_writer
from onrecord.run import APART, LIBRARIES, BuildReport, Pipeline, Step, Work, build, merge, read
from onrecord.settings import Settings
from onrecord.types import Claim, Input
from tests.support import (
    ENGLISH,
    PATTERN,
    dawdle,
    die,
    make_article,
    make_claim,
    make_mention,
    spot,
    stumble,
    write_pile,
)

TEXT = f"{ENGLISH}Anna praised Bela in the capital. Bela thanked Anna. Anna praised Bela again."


def _build(pile: Path, record: Path, *steps: Step, **options: float) -> BuildReport:
    settings = Settings(**{"processes": 1, **options})  # type: ignore[arg-type]
    return build([pile], record, settings=settings, pipeline=_with(*steps))


def _with(*steps: Step) -> Pipeline:
    return replace(PATTERN, steps=(read, *steps, spot))


def _inputs(record: Path) -> tuple[Input, ...]:
    with open_reader(record) as reader:
        assert [] == list(check(reader))
        assert sum(count for _, count in reader.info().statuses) == reader.info().inputs
        return reader.inputs()


# --- Merging finders


def _claim(**changes: object) -> Claim:
    article = make_article(TEXT)
    agent, target = make_mention(TEXT, "Anna"), make_mention(TEXT, "Bela")
    return replace(make_claim(article, "praised", agent, target), **changes)  # type: ignore[arg-type]


def test_two_finders_that_agree_make_one_claim() -> None:
    """One claim found twice is signed by both and keeps the higher score."""
    first, second = _claim(by="rules/1", score=0.5), _claim(id="other", by="heads/2", rule="head", score=0.9)
    merged = merge((first,), (second,))
    assert (replace(first, by="rules/1 + heads/2", rule="PRAISE/pattern + head", score=0.9),) == merged


@pytest.mark.parametrize(
    "changes", [{"action": "THANK"}, {"polarity": "negative"}, {"modality": "planned"}, {"roles": ()}]
)
def test_two_finders_that_differ_make_two_claims(changes: dict[str, object]) -> None:
    """Claims that differ in what they say stay apart."""
    assert 2 == len(merge((_claim(),), (_claim(id="other", **changes),)))


def test_one_span_that_means_two() -> None:
    """ "Both" is two people at one span: resolved claims about each stay apart."""
    first = _claim()
    other = tuple(replace(role, mention=replace(role.mention, name="Zoé")) for role in first.roles)
    assert 2 == len(merge((first, replace(first, id="other", roles=other))))


def test_merging_keeps_the_order_and_ids_apart() -> None:
    """Claims stay in the order in which they were found, and no two have one id."""
    claims = [_claim(id=name, action=name) for name in ("C", "A", "B")]
    assert ["C", "A", "B"] == [claim.id for claim in merge(claims, claims, [_claim(id="A", action="Z")])]


# --- One bad article


def test_an_article_that_breaks_a_step_keeps_its_text(tmp_path: Path) -> None:
    """A step that fails costs the claims of one article, with a reason that is the same in every run."""
    pile = write_pile(tmp_path / "pile", 3)
    (pile / "bad.txt").write_text(f"They stumble here. {TEXT}")
    report = _build(pile, tmp_path / "r", stumble)
    (bad, *_) = _inputs(tmp_path / "r")
    assert (("ok", 3), ("partial", 1)) == report.statuses
    assert ("bad.txt", "partial") == (bad.name, bad.status)
    assert "stumble failed on it with ValueError" in bad.reason
    assert "0x" not in bad.reason
    assert "ValueError: at 0x" in (tmp_path / "r.log").read_text()


def test_a_worker_that_dies_marks_its_article(tmp_path: Path) -> None:
    """An article that kills its process is marked; the next build tries it again."""
    pile = write_pile(tmp_path / "pile", 3)
    (pile / "dying.txt").write_text(TEXT)
    assert (("ok", 3), ("unreadable", 1)) == _build(pile, tmp_path / "r", die, processes=2).statuses
    assert "died: SIGKILL" in _inputs(tmp_path / "r")[0].reason
    assert 1 == _build(pile, tmp_path / "r").read
    assert ["ok"] * 4 == [source.status for source in _inputs(tmp_path / "r")]


def test_an_article_that_never_ends_is_given_up(tmp_path: Path) -> None:
    """An article that takes too long gets the status timeout, once and for all."""
    pile = write_pile(tmp_path / "pile", 3)
    (pile / "dawdle.txt").write_text(TEXT)
    limits = {"processes": 2, "article_seconds": 0.5, "batch_seconds": 0.1}
    assert (("ok", 3), ("timeout", 1)) == _build(pile, tmp_path / "r", dawdle, **limits).statuses
    assert 0 == _build(pile, tmp_path / "r", dawdle, **limits).read


def _misquote(work: Work) -> Work:
    """A step that quotes wrongly when the article is about it."""
    mentions = (replace(make_mention(TEXT, "Bela"), wording="Nobody"),)
    return replace(work, mentions=mentions) if "misquote" in work.file.name else work


def test_a_finding_that_the_record_refuses(tmp_path: Path) -> None:
    """An article with a wrong quotation is kept without claims and says why; the rest of its batch is kept."""
    pile = write_pile(tmp_path / "pile", 3)
    (pile / "misquote.txt").write_text(TEXT)
    report = _build(pile, tmp_path / "r", _misquote)
    assert (("ok", 3), ("partial", 1)) == report.statuses
    assert "the record refused it" in report.not_ok[0].reason


def _broken_data(work: Work) -> Work:
    raise DataError("the lexicon is broken", where="PRAISE.toml")


def test_broken_data_files_stop_a_build(tmp_path: Path) -> None:
    """What would be wrong with every article is said once, and no record is made."""
    with pytest.raises(DataError):
        _build(write_pile(tmp_path / "pile"), tmp_path / "r", _broken_data)
    assert not (tmp_path / "r").exists()


# --- A second time


def test_only_what_is_new_is_read(tmp_path: Path) -> None:
    """A second build of the same pile reads nothing and does not touch the record."""
    pile, record = write_pile(tmp_path / "pile", 4), tmp_path / "r"
    assert 4 == _build(pile, record).read
    before = record.stat().st_mtime_ns
    assert 0 == _build(pile, record).read
    write_pile(tmp_path / "pile", 6)
    assert 2 == _build(pile, record).read
    assert before != record.stat().st_mtime_ns


def test_what_another_version_read_is_read_again(tmp_path: Path) -> None:
    """Another version, or another setting of the gate, reads every file again."""
    pile, record = write_pile(tmp_path / "pile", 4), tmp_path / "r"
    _build(pile, record)
    assert 4 == _build(pile, record, gate=True).read


def test_the_version_names_every_library_that_reads() -> None:
    """What is imported by the parts on which a finding depends is named in the version, and nothing else."""
    home = Path(onrecord.__file__).parent
    parts = (path for path in home.rglob("*.py") if path.relative_to(home).parts[0] not in APART)
    nodes = [node for path in parts for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    found = {name.partition(".")[0] for name in names}
    foreign = found - {"onrecord", *sys.stdlib_module_names}
    assert {name.replace("-", "_") for name in LIBRARIES} == foreign


def test_what_is_said_of_a_file_counts(tmp_path: Path) -> None:
    """A file whose outlet was written down since is read again."""
    pile, record = write_pile(tmp_path / "pile", 2), tmp_path / "r"
    _build(pile, record)
    (pile / "sources.csv").write_text("file,outlet,url,published,country\nreport-01.txt,The Herald,,2024-02-08,\n")
    assert 1 == _build(pile, record).read
    with open_reader(record) as reader:
        assert "The Herald" == reader.article("report-01").source


def test_a_changed_file_replaces(tmp_path: Path) -> None:
    """A file with the name of one that is there replaces it, and the report says so."""
    pile, record = write_pile(tmp_path / "pile", 3), tmp_path / "r"
    _build(pile, record)
    write_pile(tmp_path / "other", 1, marker=" changed")
    report = _build(tmp_path / "other", record)
    assert (("report-00.txt",), 1, 3) == (report.replaced, report.read, report.articles)


def test_another_pile_is_added(tmp_path: Path) -> None:
    """A second pile is added; where only the document would be the same, the newcomer's folder goes before it."""
    record = tmp_path / "r"
    _build(write_pile(tmp_path / "one", 2), record)
    write_pile(tmp_path / "two" / "inner", 2, marker=" of another day")
    report = _build(tmp_path / "two", record)
    assert 4 == report.articles
    assert "inner/report-00.txt is inner_report-00" in report.messages[-1]
    with open_reader(record) as reader:
        documents = [article.document for article in reader.articles()]
    assert ["inner_report-00", "inner_report-01", "report-00", "report-01"] == documents
    assert 0 == _build(tmp_path / "two", record).read


def test_an_interrupted_build_of_another_pile_leaves_no_trace(tmp_path: Path) -> None:
    """What an interrupted build had read of other files does not slip into the record."""

    def stop(done: int, total: int, name: str) -> None:
        if done == 5:
            raise KeyboardInterrupt

    record, settings = tmp_path / "r", Settings(processes=1, batch_articles=2)
    with pytest.raises(KeyboardInterrupt):
        build([write_pile(tmp_path / "one", 6)], record, settings=settings, pipeline=PATTERN, progress=stop)
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "only.txt").write_text(TEXT)
    assert 1 == _build(tmp_path / "two", record).articles


# --- What cannot be built


def test_an_empty_pile(tmp_path: Path) -> None:
    """A folder without articles is an error that says so, and no record is made."""
    with pytest.raises(InputError, match="no article to read"):
        _build(tmp_path, tmp_path / "r")
    assert [] == list(tmp_path.iterdir())


def test_two_builds_at_once(tmp_path: Path) -> None:
    """A build of a record that another one writes to is refused."""
    pile = write_pile(tmp_path / "pile", 2)
    with open_writer(tmp_path / "r", extractor="x"), pytest.raises(RecordLockedError):
        _build(pile, tmp_path / "r")


def test_progress_counts_every_file(tmp_path: Path) -> None:
    """Progress is told of every file, in order."""
    told: list[tuple[int, int, str]] = []
    pile = write_pile(tmp_path / "pile", 3)
    build(
        [pile], tmp_path / "r", settings=Settings(processes=1), pipeline=PATTERN, progress=lambda *now: told.append(now)
    )
    assert [(n + 1, 3, f"report-0{n}.txt") for n in range(3)] == told


def _names(sources: Sequence[Input]) -> list[str]:
    return [source.name for source in sources]


def test_files_of_other_kinds_are_counted(tmp_path: Path) -> None:
    """Files of other kinds are counted by kind, not read; bad ones get a status."""
    pile = write_pile(tmp_path / "pile", 1)
    (pile / "photo.jpg").write_bytes(b"\xff")
    (pile / "empty.txt").write_bytes(b"")
    report = _build(pile, tmp_path / "r")
    assert (("jpg", 1),) == report.other
    assert ["empty.txt"] == _names(report.not_ok)
