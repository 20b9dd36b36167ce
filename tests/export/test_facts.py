"""The export of facts has the interchange names, and words for every fact and number."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.export import exporter
from onrecord.keep import open_reader, open_writer
from onrecord.run import reconcile_all
from tests.reconcile.reports import figure, praises, who
from tests.support import make_finding

GROUP = {"values", "superseded", "status", "attributed_to", "sources"}


def _lines(tmp_path: Path) -> list[dict[str, object]]:
    yes, no = praises("yes", "Ana Costa", "Rosa Quispe"), praises("no", "Ana Costa", "Rosa Quispe", polarity="negative")
    made, claims = praises("third", "Ana Costa", "Rosa 54.5 Quispe")
    share = figure(made, "vote_share", "54.5", 54.5, who(made.text, "Rosa 54.5 Quispe"), status="final")
    with open_writer(tmp_path / "r", extractor="test") as writer:
        findings = (yes, no, (made, (*claims, share)))
        writer.add([("from", make_finding(article, *claims)) for article, claims in findings])
        writer.finish(reconcile_all)
    with open_reader(tmp_path / "r") as reader:
        return [json.loads(line) for line in exporter("facts")(reader)]


def test_a_fact_names_those_who_say_it_and_those_who_deny_it(tmp_path: Path) -> None:
    """A disputed fact has its documents on both sides, its standing, and a quote for each claim."""
    fact = next(line for line in _lines(tmp_path) if line["denied_by"])
    assert (["third", "yes"], ["no"]) == (fact["sources"], fact["denied_by"])
    assert ("PRAISE", "Ana Costa", "asserted", "disputed") == tuple(
        fact[name] for name in ("action", "actor", "modality", "standing")
    )
    quotes = fact["quotes"]
    assert isinstance(quotes, list)
    assert ["no", "third", "yes"] == [quote["document"] for quote in quotes]


def test_figures_are_in_groups(tmp_path: Path) -> None:
    """A question has its measure, subject, verdict and groups with numbers as numbers."""
    line = next(line for line in _lines(tmp_path) if line["type"] == "figures")
    assert ("vote_share", "agree") == (line["measure"], line["verdict"])
    groups = line["groups"]
    assert isinstance(groups, list)
    assert [GROUP] == [set(group) for group in groups]
    assert ([54.5], "final", ["third"]) == (groups[0]["values"], groups[0]["status"], groups[0]["sources"])
