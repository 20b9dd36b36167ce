"""A record in a notebook: results show themselves, let nothing in them run, and give frames that quote exactly."""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

import onrecord
from onrecord.ask import as_json, ask
from onrecord.errors import InputError, LibraryError, QuestionError, RecordError
from onrecord.export import exporter
from onrecord.keep import open_reader, open_writer
from onrecord.show.notebook.results import Coverage, Figures, Frame, ShownAnswer
from onrecord.types import Quote, Span
from onrecord.weighed import Cell, Comparison, FigureGroup
from tests.show.report.support import write_record
from tests.show.web.support import amounting_to, hostile_finding, hostile_record, payloads, visit

QUESTION = "Who congratulated Anna Vale?"
SAID = "What did France say?"
Shape = tuple[str, tuple[str, ...]]


@pytest.fixture(scope="module")
def elected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of one election, read in two articles."""
    return write_record(tmp_path_factory.mktemp("elected") / "elected")


def results(path: Path, *questions: str) -> Iterator[Any]:
    """One of each result."""
    with onrecord.open_record(path) as record:
        yield from (record.figures(), record.coverage(), record.quotations())
        yield from map(record.ask, questions)


def rows_of(result: Frame) -> list[dict[str, object]]:
    """A result's cells by their columns' names."""
    return [dict(zip((name for name, _ in result.columns), row, strict=True)) for row in result.cells()]


# --- The record


def test_an_opened_record_is_still_a_reader(elected: Path) -> None:
    """Whatever could be asked of a record can be: claims, exports, answers, and closing it at the end of the block."""
    with open_reader(elected) as reader, onrecord.open_record(elected) as record:
        assert list(reader.claims(kind="event")) == list(record.claims(kind="event"))
        assert list(reader.facts()) == list(record.facts())
        assert list(exporter("facts")(reader)) == list(exporter("facts")(record))
        assert ask(reader, QUESTION) == ask(record, QUESTION)
        assert f"onrecord.open_record({str(elected)!r})" == repr(record)
        assert {"ask", "figures", "coverage", "claims", "article_of"} <= set(dir(record))
    with pytest.raises(RecordError, match="closed"):
        list(record.articles())


def test_a_record_gives_nothing_private(elected: Path) -> None:
    """Names that begin with an underscore are not looked for in the reader; a copy, which asks for some, works."""
    with onrecord.open_record(elected) as record:
        assert not hasattr(record, "_repr_html_")
        assert not hasattr(record, "_db")
        assert record.info() == copy.copy(record).info()


def test_an_answer_is_an_answer(elected: Path) -> None:
    """What a record answers is the same as what the question's room answers, and shows itself besides."""
    with onrecord.open_record(elected) as record:
        shown = record.ask(QUESTION)
        assert isinstance(shown, onrecord.Answer)
        assert as_json(ask(record, QUESTION)) == as_json(shown)
        assert shown.rows
        with pytest.raises(QuestionError):
            record.ask("Colourless green ideas?")


def test_a_story_is_chosen_by_words_of_its_title(elected: Path) -> None:
    """A story's results are the record's where it has one; one that is not there is refused, with those that are."""
    with onrecord.open_record(elected) as record:
        assert record.coverage() == record.coverage("ruritania")
        assert record.figures().comparisons == record.figures("vale wins").comparisons
        assert record.quotations() == record.quotations("ruritania")
        with pytest.raises(InputError, match=r"no story 'atlantis' \(story=\)\. It has: .* Vale wins"):
            record.coverage("atlantis")


# --- Looking at it


def shapes(page: str) -> set[Shape]:
    """Every element as its name and its attributes' names."""
    return {(node.tag, tuple(sorted(node.attributes))) for node in LexborHTMLParser(page).css("*")}


def test_nothing_of_an_article_becomes_part_of_what_is_shown(tmp_path: Path) -> None:
    """Results of hostile words have no element and no attribute that those of harmless words do not have."""
    for name in ("harmless", "hostile"):
        (tmp_path / name).mkdir()
    harmless = hostile_record(tmp_path / "harmless", [f"word{n}" for n in range(len(payloads()))])
    hostile = hostile_record(tmp_path / "hostile", payloads())
    for known, shown in zip(results(harmless), results(hostile), strict=True):
        assert len(known) == len(shown) == len(payloads())
        assert set() == shapes(shown._repr_html_()) - shapes(known._repr_html_())
        assert not [name for _, names in shapes(known._repr_html_()) for name in names if name.startswith("on")]
        assert "script" not in {tag for tag, _ in shapes(known._repr_html_())}


@pytest.mark.parametrize("text", ["</style><script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_an_answer_s_words_are_escaped(text: str) -> None:
    """Whatever a question, a note, a value or a quotation says is shown as its letters."""
    quote = Quote(text, text, text, Span(0, len(text)), text, "c")
    shown = ShownAnswer(text, f"{text}\nNote: {text}", (onrecord.Row(text, (quote,), True, text),), 1)._repr_html_()
    assert {"script", "img"}.isdisjoint(tag for tag, _ in shapes(shown))
    assert 8 == LexborHTMLParser(shown).css_first("div.onrecord").text().count(text)


def test_text_moves_no_cursor(tmp_path: Path) -> None:
    """The plain text has no control character but line ends, whatever the articles say."""
    for shown in results(hostile_record(tmp_path, ["red\x1b[31m", "bell\x07", "back\u202eward", "two\nlines"])):
        assert 4 == len(shown)
        assert {"\x1b", "\x07", "\u202e"}.isdisjoint(repr(shown))


def test_results_say_what_they_show(elected: Path) -> None:
    """Tables and text name outlets, values, claimants and places; figures that differ are drawn."""
    figures, coverage, quotations, answer = results(elected, QUESTION)
    assert "<svg" in figures._repr_html_()
    assert "61.5 percent, The commission (preliminary, superseded) [report-0 " in repr(figures)
    assert "France congratulated Anna Vale: Outlet 0 [report-0 0-41], Outlet 1 [report-1 0-41]" in repr(coverage)
    assert repr(quotations).endswith("2 quotations")
    assert "Understood as: " in repr(answer)
    table = LexborHTMLParser(coverage._repr_html_())
    assert ["Fact", "Outlet 0", "Outlet 1"] == [cell.text() for cell in table.css("thead th")]
    assert "Outlet 0, 2024-02-06: “France congratulated Anna Vale on Monday.” [report-0 0-41]" in {
        cell.attributes.get("title") for cell in table.css("td")
    }


def test_who_denies_it_is_told_apart(tmp_path: Path) -> None:
    """An outlet whose claim is against a fact carries it as denied, by a sign and a word; one that has both says so."""
    for_it, against_it = (hostile_finding(n, f"word{n}") for n in range(2))
    asserted, denied = for_it.claims[0].id, against_it.claims[0].id
    made = amounting_to([for_it, against_it])
    facts = (
        replace(made.facts[0], asserted=(asserted,), denied=(denied,)),
        replace(made.facts[1], asserted=(denied,), denied=(denied,)),
    )
    with open_writer(tmp_path / "record", extractor="by hand") as writer:
        writer.add([("one", for_it), ("other", against_it)])
        writer.finish(lambda _: replace(made, facts=facts))
    coverage = next(one for one in results(tmp_path / "record") if isinstance(one, Coverage))
    stances = {fact.id: [(one.outlet, one.stance) for one in carried] for fact, carried in coverage}
    assert [("word0", "asserted"), ("word1", "denied")] == stances[facts[0].id]
    assert [("word1", "asserted")] == stances[facts[1].id]
    cells = LexborHTMLParser(coverage._repr_html_()).css("[role=img]")
    shown = [(cell.text(), cell.attributes["aria-label"]) for cell in cells]
    assert [("●", "asserted"), ("●", "asserted"), ("✕", "denied")] == sorted(shown)
    assert "word1 (denied) [1 word1 " in repr(coverage)


def test_what_is_left_out_is_counted() -> None:
    """A long result shows its head and says how much more there is, in the table and in the text."""
    group = FigureGroup("claimed", "Anna", (Cell("1", ("c",)),))
    some = [Comparison(f"{n}", "s", "votes", f"{n}", None, "count", "agree", "why", (group,), 1) for n in range(31)]
    shown = Figures(tuple(some), {})
    assert "… and 1 more, which to_pandas() and to_arrow() have" in repr(shown)
    assert "… and 1 more, which to_pandas() and to_arrow() have" in shown._repr_html_()
    assert 31 == len(shown) == len(shown.cells())


def test_nothing_shows_itself_too(elected: Path) -> None:
    """A result without rows says so and has all its columns."""
    with onrecord.open_record(elected) as record:
        answer = record.ask("Who thanked Norway?")
    assert () == answer.rows
    assert "No source in this record says so" in answer._repr_html_()
    assert "0 facts, 0 outlets" in Coverage(())._repr_html_()
    assert "0 facts, 0 outlets" == repr(Coverage(()))


# --- Frames


def test_every_row_quotes_exactly(elected: Path) -> None:
    """The words of each row are what stands between its offsets in its document."""
    with open_reader(elected) as reader:
        texts = {article.document: article.text for article in reader.articles()}
    for result in results(elected, QUESTION, SAID):
        rows = rows_of(result)
        assert rows
        for row in rows:
            assert row["text"] == texts[str(row["document"])][row["start"] : row["end"]]  # type: ignore[misc]


def test_frames_have_the_cells_of_the_interface_for_programs(elected: Path) -> None:
    """Coverage and figures of a frame are those that the reading room gives to programs."""
    figures, coverage, *_ = results(elected)
    client = visit(elected)
    (story,) = client.get("/api/v1/stories").json()["rows"]
    given = client.get(f"/api/v1/coverage/{story['id']}").json()["rows"]
    carried = [(one["fact"], cell["outlet"], cell["stance"], cell["row"]) for one in given for cell in one["carried"]]
    assert sorted((*cell[:3], cell[3]["document"], cell[3]["start"], cell[3]["end"]) for cell in carried) == sorted(
        tuple(row[name] for name in ("fact", "outlet", "stance", "document", "start", "end"))
        for row in rows_of(coverage)
    )
    told = [
        (one["id"], group["attributed_to"], cell["value"], claim)
        for one in client.get("/api/v1/figures").json()["rows"]
        for group in one["groups"]
        for cell in group["values"]
        for claim in cell["claims"]
    ]
    assert told == [
        tuple(row[name] for name in ("comparison", "attributed_to", "value", "claim_id")) for row in rows_of(figures)
    ]
    assert [True, True, False, False, False, False] == [row["superseded"] for row in rows_of(figures)]


def test_arrow_has_the_rows(elected: Path) -> None:
    """A table of Arrow has the rows, and the same types where there is none."""
    pytest.importorskip("pyarrow")
    for result in results(elected, QUESTION):
        table = result.to_arrow()
        assert rows_of(result) == table.to_pylist()
        assert [name for name, _ in result.columns] == table.column_names
    full = next(one for one in results(elected) if isinstance(one, Coverage))
    assert Coverage(()).to_arrow().schema == full.to_arrow().schema


def test_pandas_has_the_rows(elected: Path) -> None:
    """A data frame has the rows, and the same types where there is none."""
    pandas = pytest.importorskip("pandas")
    for result in results(elected, QUESTION):
        frame = result.to_pandas()
        assert [name for name, _ in result.columns] == list(frame.columns)
        as_objects = frame.astype(object).where(frame.notna(), None)
        assert rows_of(result) == as_objects.to_dict("records")
    empty, full = Coverage(()).to_pandas(), next(one for one in results(elected) if isinstance(one, Coverage))
    assert list(empty.dtypes) == list(full.to_pandas().dtypes)
    assert pandas.Int64Dtype() == empty["start"].dtype


@pytest.mark.parametrize("name", ["pyarrow", "pandas"])
def test_what_is_missing_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a library is not installed, the error says which, and how to install it."""
    monkeypatch.setitem(sys.modules, name, None)
    give = Coverage(()).to_arrow if name == "pyarrow" else Coverage(()).to_pandas
    with pytest.raises(LibraryError, match=rf"{name} is not installed\. Install it: pip install {name}"):
        give()
