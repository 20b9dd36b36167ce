"""What follows from all claims is kept as it was made, and made anew with every build."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from onrecord.data import load_gazetteer
from onrecord.keep import check, open_reader, open_writer
from onrecord.reconcile import find_copies, reconcile
from onrecord.run import reconcile_all
from onrecord.types import Copy, Judgement
from onrecord.weighed import Reconciled
from tests.reconcile.reports import Report, figure, praises, who
from tests.support import make_finding


def _reports() -> list[Report]:
    a, b = praises("a", "Ana Costa", "Rosa Quispe"), praises("b", "A. Costa", "Rosa Quispe", polarity="negative")
    plan = praises("c", "Ana Costa", "Rosa Quispe", modality="planned")
    made, claims = praises("d", "Ana Costa", "Rosa 54.5 Quispe")
    share = figure(made, "vote_share", "54.5", 54.5, who(made.text, "Rosa 54.5 Quispe"), status="final")
    return [a, b, plan, (made, (*claims, share))]


def _keep(record: Path, *reports: Report) -> None:
    with open_writer(record, extractor="test") as writer:
        refused = writer.add([("from", make_finding(article, *claims)) for article, claims in reports])
        assert () == refused
        writer.finish(reconcile_all)


def _kept(record: Path) -> Reconciled:
    with open_reader(record) as reader:
        assert [] == list(check(reader))
        return Reconciled(
            reader.copies(), reader.stories(), reader.joins(), tuple(reader.facts()), tuple(reader.comparisons())
        )


def test_it_comes_back_as_it_was_made(tmp_path: Path) -> None:
    """Stories, joins, facts and comparisons are read as they were written."""
    reports = _reports()
    _keep(tmp_path / "r", *reports)
    made = reconcile(reports, load_gazetteer(), copies=find_copies(article for article, _ in reports))
    assert made == _kept(tmp_path / "r")
    assert all(getattr(made, field.name) for field in fields(made))


def test_copies_come_back(tmp_path: Path) -> None:
    """Copies are kept with their share and reason."""
    reports = _reports()
    copy = Copy(reports[0][0].id, reports[1][0].id, "near", 0.9, "nine tenths of its words")
    with open_writer(tmp_path / "r", extractor="test") as writer:
        writer.add([("from", make_finding(article, *claims)) for article, claims in reports])
        writer.finish(lambda record: reconcile(reports, load_gazetteer(), copies=(copy,)))
    assert (copy,) == _kept(tmp_path / "r").copies


def test_any_split_into_builds_gives_the_same_file(tmp_path: Path) -> None:
    """Reports added one build after another make the record that one build makes, byte for byte."""
    reports = _reports()
    _keep(tmp_path / "once", *reports)
    for report in reversed(reports):
        _keep(tmp_path / "split", report)
    assert (tmp_path / "once").read_bytes() == (tmp_path / "split").read_bytes()


def test_quotes_are_the_evidence_of_claims(tmp_path: Path) -> None:
    """Each claim of a fact comes with its document and the exact words."""
    reports = _reports()
    _keep(tmp_path / "r", *reports)
    texts = {article.document: article.text for article, _ in reports}
    with open_reader(tmp_path / "r") as reader:
        for fact in reader.facts():
            quotes = reader.quotes(fact.claims)
            assert sorted(fact.claims) == sorted(quote.claim_id for quote in quotes)
            assert all(quote.span.of(texts[quote.document]) == quote.text for quote in quotes)


def test_peoples_verdicts_are_kept_with_their_names(tmp_path: Path) -> None:
    """A join that a person judged says who."""
    reports = _reports()
    judged = Judgement("Ana Costa", "A. Costa", "different", "the editor")
    with open_writer(tmp_path / "r", extractor="test") as writer:
        writer.add([("from", make_finding(article, *claims)) for article, claims in reports])
        writer.finish(lambda record: reconcile(reports, load_gazetteer(), judged=(judged,)))
    said = {(join.one, join.other): (join.verdict, join.by) for join in _kept(tmp_path / "r").joins}
    assert ("different", "the editor") == said[("A. Costa", "Ana Costa")]
