"""What is put into a record comes out of it as it was, and a file that is no record is refused with a reason."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import InputError, RecordError
from onrecord.keep import Reader, check, open_reader, open_writer
from onrecord.types import Amount, Block, Claim, Entity, Finding, Input, Role, Span, Speech, When
from tests.kinds import hedged, make_figure, make_quotation, span_of
from tests.support import make_article, make_claim, make_finding, make_mention

TEXT = "Menu\nTürkiye praised Әлия, Anna says. Anna thanked Türkiye. 🕊️"
STATE = Entity("state:TUR", "Türkiye", "state", "TUR")


def _finding(name: str = "a.txt", text: str = TEXT, entity: Entity = STATE) -> Finding:
    article = make_article(text, name=name, chrome=(Span(0, 4),))
    state, person = make_mention(text, "Türkiye", entity=entity), make_mention(text, "Әлия")
    anna = make_mention(text, "Anna")
    again = replace(anna, span=Span(text.index("Anna thanked"), text.index("Anna thanked") + 4), unresolved="two Annas")
    praised = replace(make_claim(article, "praised", state, person, polarity="negative"), reported_by=(anna,))
    thanked = make_claim(article, "thanked", again, state, modality="planned", score=0.25)
    return make_finding(article, praised, thanked, mentions=(state, person))


def _keep(record: Path, findings: Sequence[Finding], *, extractor: str = "test") -> Path:
    with open_writer(record, extractor=extractor) as writer:
        assert () == writer.add([(f"{extractor} {finding.input.name}", finding) for finding in findings])
        writer.finish()
    return record


def _claims(record: Path) -> list[Claim]:
    with open_reader(record) as reader:
        return list(reader.claims())


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return open_reader(_keep(tmp_path / "r", [_finding("b.txt"), _finding("a.txt")]))


def test_an_article_comes_out_as_it_went_in(reader: Reader) -> None:
    """Text, blocks and all that was known of an article are kept."""
    assert [_finding("a.txt").article, _finding("b.txt").article] == list(reader.articles())


def test_claims_come_out_as_they_went_in(reader: Reader) -> None:
    """Roles, evidence, trigger, chain, score: a claim is kept whole."""
    assert [*_finding("a.txt").claims, *_finding("b.txt").claims] == list(reader.claims())


SAID = "“We won,” Anna told Bakı on 7 May. The board allegedly counted more than 1,200.5 ballots in Gəncə."


def _every_kind() -> Finding:
    """An article with an event, a quotation and a figure, each with all the parts that its kind has."""
    article = make_article(SAID, name="kinds.txt")
    anna, board = make_mention(SAID, "Anna"), make_mention(SAID, "The board")
    bare = make_claim(article, "told", anna, make_mention(SAID, "Bakı"))
    dated = replace(bare, when=When("2024-05-07", span_of(article, "7 May")), reported_by=(board, anna))
    quotation = make_quotation(article, "We won,", anna, cue="told", speech=Speech("mixed", repaired=True))
    amount = Amount(1200.5, "count", "preliminary", "more_than", 71.25, span_of(article, "ballots"))
    names = ("subject", "scope", "attributed_to")
    roles = (
        Role(name, make_mention(SAID, words)) for name, words in zip(names, ("Anna", "Gəncə", "The board"), strict=True)
    )
    figure = make_figure(article, "1,200.5", "votes", *roles, amount=amount, within="counted more than 1,200.5 ballots")
    figure = replace(figure, when=When("2024-05~", span_of(article, "May")), reported_by=(board,))
    return make_finding(article, dated, quotation, hedged(figure, article, "allegedly", "more than"))


def test_claims_of_every_kind_come_out_as_they_went_in(tmp_path: Path) -> None:
    """Form, amount, date, hedges and chain are kept whole, in order, and the record has no fault."""
    finding = _every_kind()
    with open_reader(_keep(tmp_path / "r", [finding])) as reader:
        assert set(finding.claims) == set(reader.claims())
        assert list(finding.claims) == [reader.claim(claim.id) for claim in finding.claims]
        assert [] == list(check(reader))


def test_claims_without_their_optional_parts(tmp_path: Path) -> None:
    """What a quotation or a figure does not have is None when it comes out, not an empty something."""
    article = make_article(SAID, name="kinds.txt")
    claims = (make_quotation(article, "We won,"), make_figure(article, "7", "other", amount=Amount(7, "count")))
    with open_reader(_keep(tmp_path / "r", [make_finding(article, *claims)])) as reader:
        assert set(claims) == set(reader.claims())


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("when", "a claim's date"),
        ("hedges", "a claim's hedge"),
        ("noun", "what a figure counts"),
    ],
)
def test_words_that_the_text_does_not_have_are_refused(tmp_path: Path, part: str, says: str) -> None:
    """The database itself holds the words of dates, hedges and nouns against the article's text."""
    tables = {"when": ("dates", "words"), "hedges": ("hedges", "words"), "noun": ("amounts", "noun_words")}
    table, column = tables[part]
    record = _keep(tmp_path / "r", [_every_kind()])
    with closing(sqlite3.connect(record, isolation_level=None)) as db:
        cells = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        row = list(db.execute(f"SELECT * FROM {table} WHERE {column} IS NOT NULL").fetchone())  # noqa: S608
        row[cells.index(column)] = "other words"
        db.execute(f"DELETE FROM {table}")  # noqa: S608
        with pytest.raises(sqlite3.IntegrityError, match=says):
            db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608


def test_mentions_of_claims_are_kept_too(reader: Reader) -> None:
    """An article's mentions are those found and those that only a claim names, by place, with their entities."""
    article = reader.article("a")
    names = [(mention.wording, mention.entity) for mention in reader.mentions(article.id)]
    assert [("Türkiye", STATE), ("Әлия", None), ("Anna", None), ("Anna", None)] == names


def test_claims_by_kind_action_and_document(reader: Reader) -> None:
    """Claims can be asked for by kind, action and document, together."""
    assert ["PRAISE"] == [claim.action for claim in reader.claims("event", "PRAISE", "b")]
    assert 2 == len(list(reader.claims(action="THANK")))
    assert [] == list(reader.claims("figure"))


def test_many_claims_come_in_order(tmp_path: Path) -> None:
    """More claims than are fetched at once come once each, in order."""
    text = "".join(f"Anna{n} praised Әлия{n}. " for n in range(1200))
    article = make_article(text)
    mentions = [(make_mention(text, f"Anna{n} "), make_mention(text, f"Әлия{n}.")) for n in range(1200)]
    claims = [make_claim(article, "praised", agent, target) for agent, target in mentions]
    assert claims == _claims(_keep(tmp_path / "r", [make_finding(article, *reversed(claims))]))


def test_a_claim_by_the_beginning_of_its_id(reader: Reader) -> None:
    """A claim is found by its id or by what only its id begins with; otherwise the error says what to do."""
    first, *_ = reader.claims()
    assert first == reader.claim(first.id) == reader.claim(first.id[:8])
    with pytest.raises(InputError, match="no claim begins with 'x'"):
        reader.claim("x")


def test_an_ambiguous_beginning(tmp_path: Path) -> None:
    """What several ids begin with is refused, with the ids."""
    finding = _finding()
    claims = (replace(finding.claims[0], id="aa1"), replace(finding.claims[1], id="aa2"))
    with (
        open_reader(_keep(tmp_path / "r", [replace(finding, claims=claims)])) as reader,
        pytest.raises(InputError, match="aa1, aa2"),
    ):
        reader.claim("aa")


def test_an_article_by_document_file_or_id(reader: Reader) -> None:
    """An article is found by any of its names; an unknown one gets those that are like it."""
    article = reader.article("a")
    assert article == reader.article("a.txt") == reader.article(article.id)
    with pytest.raises(InputError, match="Did you mean"):
        reader.article("aa")


def test_figures_of_a_record(reader: Reader) -> None:
    """The figures count inputs by status and claims by action, and the written counts agree."""
    info = reader.info()
    assert (2, 2, 4, 8, 1) == (info.inputs, info.articles, info.claims, info.mentions, info.entities)
    assert (("PRAISE", 2), ("THANK", 2)) == info.actions
    assert (("inputs", 2), ("status ok", 2)) == reader.counts()
    assert [] == list(check(reader))


def test_an_input_without_article_is_kept(tmp_path: Path) -> None:
    """What could not be read stays listed with its reason."""
    lost = Input("c.txt", "c", "", "empty", "there is no text in it")
    with open_reader(_keep(tmp_path / "r", [Finding(lost)])) as reader:
        assert (lost,) == reader.inputs()
        assert [] == list(check(reader))


def test_check_finds_a_count_that_does_not_add_up(tmp_path: Path) -> None:
    """An input that vanished, its article with it, is missed by the written counts."""
    record = _keep(tmp_path / "r", [_finding("a.txt"), _finding("b.txt")])
    with closing(sqlite3.connect(record, isolation_level=None)) as db:
        db.executescript("PRAGMA foreign_keys = ON; DELETE FROM inputs WHERE name = 'b.txt';")
    with open_reader(record) as reader:
        assert "count of inputs: 2 written, 1 there" in list(check(reader))


def test_check_finds_a_claim_in_chrome(tmp_path: Path) -> None:
    """Nothing in page chrome may be a claim."""
    finding = _finding()
    assert finding.article
    chrome = replace(finding.article, blocks=(Block("chrome", Span(0, 30)),))
    with open_reader(_keep(tmp_path / "r", [replace(finding, article=chrome)])) as reader:
        assert any("rests on page chrome" in fault for fault in check(reader))


# --- Adding to a record


def test_what_is_new_is_added(tmp_path: Path) -> None:
    """A second build adds to the record; what it does not name stays."""
    record = _keep(tmp_path / "r", [_finding("a.txt")])
    assert 4 == len(_claims(_keep(record, [_finding("b.txt")])))


def test_the_same_name_replaces(tmp_path: Path) -> None:
    """An input of the same name takes the old one's place, and nothing of the old one stays."""
    record = _keep(tmp_path / "r", [_finding("a.txt"), _finding("b.txt")])
    _keep(record, [make_finding(make_article("Only this.", name="a.txt"))])
    _keep(record, [make_finding(make_article("Only that.", name="b.txt"))])
    with open_reader(record) as reader:
        assert ["Only this.", "Only that."] == [article.text for article in reader.articles()]
        assert () == reader.entities()


def test_an_entity_of_which_less_was_known(tmp_path: Path) -> None:
    """Two articles may know different things of one entity: both are kept, and it counts once."""
    known = replace(STATE, office="republic")
    record = _keep(tmp_path / "r", [_finding("a.txt"), _finding("b.txt", entity=known)])
    with open_reader(record) as reader:
        assert {STATE, known} == set(reader.entities())
        assert 1 == reader.info().entities


def test_a_build_that_is_discarded_changes_nothing(tmp_path: Path) -> None:
    """A discarded build leaves the record as it was and no file beside it."""
    record = _keep(tmp_path / "r", [_finding()])
    before = record.read_bytes()
    with open_writer(record, extractor="test") as writer:
        writer.add([("x", _finding("b.txt"))])
        writer.discard()
    assert before == record.read_bytes()
    assert [record] == list(tmp_path.iterdir())


def test_a_refused_finding_does_not_take_its_batch_along(tmp_path: Path) -> None:
    """Of a batch, only the finding that breaks a law is refused."""
    bad = replace(_finding("b.txt"), mentions=(replace(_finding().mentions[0], wording="nobody"),))
    with open_writer(tmp_path / "r", extractor="test") as writer:
        refused = writer.add([("1", _finding("a.txt")), ("2", bad), ("3", _finding("c.txt"))])
        assert ["b.txt"] == [one.finding.input.name for one in refused]
        assert {"a.txt", "c.txt"} == set(writer.started())


def test_a_building_file_of_no_use_is_begun_anew(tmp_path: Path) -> None:
    """Rubbish where an interrupted build would be is not built upon."""
    (tmp_path / "r.building").write_bytes(b"rubbish" * 1000)
    assert 2 == len(_claims(_keep(tmp_path / "r", [_finding()])))


# --- What is no record


def _other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE t (x)")


def _older(path: Path) -> None:
    with closing(sqlite3.connect(_keep(path, [_finding()]))) as db:
        db.execute("PRAGMA user_version = 99")


def _booby_trapped(path: Path) -> None:
    with closing(sqlite3.connect(_keep(path, [_finding()]))) as db:
        db.execute("CREATE VIEW trap AS SELECT 1")


NO_RECORDS = {
    "there is no such record": lambda path: None,
    "a folder is no record": Path.mkdir,
    "this file is not a record": lambda path: path.write_text("news" * 200),
    "not a record": _other_database,
    "has format 99": _older,
    "tables have been changed": _booby_trapped,
}


@pytest.mark.parametrize("says", NO_RECORDS)
def test_what_is_no_record_is_refused(tmp_path: Path, says: str) -> None:
    """A file that is no record, or not one of ours, is refused with what, where and what to do."""
    NO_RECORDS[says](tmp_path / "r")
    with pytest.raises(RecordError, match=says) as caught:
        open_reader(tmp_path / "r")
    assert str(tmp_path / "r") == caught.value.where
    assert caught.value.next_step


@pytest.mark.parametrize("make", [_other_database, lambda path: path.write_text("my only copy")])
def test_a_build_never_overwrites_what_is_no_record(tmp_path: Path, make: object) -> None:
    """A build refuses to write over a file that is something else."""
    assert callable(make)
    make(tmp_path / "r")
    before = (tmp_path / "r").read_bytes()
    with pytest.raises(RecordError, match="not a record"), open_writer(tmp_path / "r", extractor="test"):
        pass
    assert before == (tmp_path / "r").read_bytes()


def test_a_damaged_record(tmp_path: Path) -> None:
    """A record with bytes knocked out gives a clear error or a fault, never a crash."""
    record = _keep(tmp_path / "r", [_finding(f"{n}.txt") for n in range(40)])
    data = bytearray(record.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 9000] = b"\xff" * 9000
    record.write_bytes(data)
    try:
        with open_reader(record) as reader:
            faults = list(check(reader))
    except RecordError as error:
        faults = [error.what]
    assert faults


@pytest.mark.parametrize("path", ["missing/r", "."])
def test_a_record_needs_a_place(tmp_path: Path, path: str) -> None:
    """A record in a folder that is not there, or in place of a folder, is refused before anything is read."""
    with pytest.raises(InputError), open_writer(tmp_path / path, extractor="test"):
        pass
