"""Quote, or it did not happen: a cell whose words are not in its source is refused at every door."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import CitationError
from onrecord.export import exporter, formats
from onrecord.keep import check, open_reader, open_writer
from onrecord.run import reconcile_all
from onrecord.types import Finding, Span
from tests.support import make_article, make_claim, make_finding, make_mention

TEXT = "На встрече 🕊️ Әлия praised Łukasz in Bakı."
LETTERS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)


def _finding(text: str = TEXT) -> Finding:
    article = make_article(text)
    agent, target = make_mention(text, "Әлия"), make_mention(text, "Łukasz")
    return make_finding(article, make_claim(article, "praised", agent, target), mentions=(agent, target))


def _why(record: Path, finding: Finding) -> str:
    with open_writer(record, extractor="test") as writer:
        refused = writer.add([("made-from", finding)])
        writer.discard()
    return refused[0].why if refused else ""


def _shifted(span: Span, by: int = 1) -> Span:
    return Span(span.start + by, span.end + by)


def test_a_right_quote_is_taken(tmp_path: Path) -> None:
    """A claim whose spans carry its words is kept, in any script."""
    assert "" == _why(tmp_path / "r", _finding())


def test_the_database_refuses_a_wrong_mention(tmp_path: Path) -> None:
    """A mention one character off is refused by the database itself."""
    finding = _finding()
    wrong = replace(finding.mentions[0], span=_shifted(finding.mentions[0].span))
    assert "wording" in _why(tmp_path / "r", replace(finding, mentions=(wrong,)))


@pytest.mark.parametrize("spans", [{"evidence": (Span(0, 10_000),)}, {"trigger": Span(9_000, 9_001)}])
def test_a_span_outside_the_text_is_refused(tmp_path: Path, spans: dict[str, object]) -> None:
    """Evidence or a trigger that leaves the text is refused."""
    finding = _finding()
    wrong = replace(finding.claims[0], **spans)
    assert "leaves a text" in _why(tmp_path / "r", replace(finding, claims=(wrong,)))


def test_a_role_in_another_article_is_refused(tmp_path: Path) -> None:
    """A claim may not rest on another article's text."""
    finding = _finding()
    stranger = replace(finding.claims[0], article_id=make_article("Another text.").id)
    assert "" != _why(tmp_path / "r", replace(finding, claims=(stranger,)))


@pytest.mark.parametrize("char", ["\0", "\ud800"])
def test_a_text_that_databases_cut_is_refused(tmp_path: Path, char: str) -> None:
    """A NUL ends a text for SQLite's own functions, half a surrogate pair is no text at all: neither is taken."""
    assert "" != _why(tmp_path / "r", _finding(TEXT + char))


@settings(max_examples=40, deadline=None)
@given(before=LETTERS, words=LETTERS.filter(bool), after=LETTERS)
def test_python_and_the_database_count_alike(
    tmp_path_factory: pytest.TempPathFactory, before: str, words: str, after: str
) -> None:
    """A mention planted at any place in any text is found there by the database."""
    article = make_article(before + words + after)
    mention = make_mention(article.text, words, start=len(before))
    record = tmp_path_factory.mktemp("planted") / "r"
    assert "" == _why(record, make_finding(article, mentions=(mention,)))


TAMPERED = {
    "text": ("articles", "UPDATE articles SET text = replace(text, 'Łukasz', 'Lukasz')"),
    "wording": ("mentions", "UPDATE mentions SET wording = 'somebody'"),
    "trigger": ("claims", "UPDATE claims SET trigger_words = 'blamed'"),
    "evidence": ("evidence", "UPDATE evidence SET words = 'said nothing'"),
}
TOLD = {
    "text": "a: its text has changed",
    "wording": "quotes 'somebody', which is not there",
    "trigger": "quotes 'blamed', which is not there",
    "evidence": "quotes 'said nothing', which is not there",
}


def _tamper(record: Path, table: str, statement: str) -> None:
    """Change what may not change: take the guard away, change, put it back."""
    with closing(sqlite3.connect(record, isolation_level=None)) as db:
        guards = db.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? AND sql LIKE '%UPDATE%'",
            (table,),
        ).fetchall()
        db.executescript("".join(f"DROP TRIGGER {name};" for name, _ in guards))
        db.execute(statement)
        db.executescript("".join(f"{sql};" for _, sql in guards))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    with open_writer(tmp_path / "r", extractor="test") as writer:
        writer.add([("made-from", _finding())])
        writer.finish(reconcile_all)
    return tmp_path / "r"


@pytest.mark.parametrize("name", TAMPERED)
def test_what_was_said_cannot_be_changed(kept: Path, name: str) -> None:
    """The database refuses to change an article, a mention, a claim or its evidence."""
    with closing(sqlite3.connect(kept)) as db, pytest.raises(sqlite3.IntegrityError, match="never change"):
        db.execute(TAMPERED[name][1])


@pytest.mark.parametrize("name", TAMPERED)
def test_check_tells_of_a_changed_cell(kept: Path, name: str) -> None:
    """A record that was changed behind our back does not pass its check."""
    _tamper(kept, *TAMPERED[name])
    with open_reader(kept) as reader:
        faults = list(check(reader))
    assert TOLD[name] in "\n".join(faults)


@pytest.mark.parametrize("name", TAMPERED)
@pytest.mark.parametrize("format_", formats())
def test_exporters_refuse_a_changed_cell(kept: Path, name: str, format_: str) -> None:
    """No exporter writes a line whose quotation is not what its source says there."""
    _tamper(kept, *TAMPERED[name])
    with open_reader(kept) as reader, pytest.raises(CitationError):
        list(exporter(format_)(reader))


@pytest.mark.parametrize("format_", formats())
def test_exporters_quote_their_source(kept: Path, format_: str) -> None:
    """A sound record is exported by every exporter."""
    with open_reader(kept) as reader:
        assert list(exporter(format_)(reader))
