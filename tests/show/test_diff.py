"""Changes are shown a line each, with signs, and no text can move a terminal's cursor."""

from __future__ import annotations

import json

from onrecord.ask.diff import ArticleChange, ClaimChange, Difference, FactChange, Field
from onrecord.show.diff import as_json, lines

NOTHING = Difference((("one",), ("one",)), (), (), (), (0, 0))
FULL = Difference(
    (("one",), ("two",)),
    (ArticleChange("removed", "x/a.txt", "a", reason="timeout: it took too long"),),
    (
        ClaimChange(
            "changed", "b", "c1", "PRAISE: agent “Әлия\x1b[2J”", "Әлия\npraised Bakı " + "on " * 100,
            (Field("modality", "asserted", "planned"), Field("date", None, "2024")), ("text changed", "verdicts"),
        ),
    ),
    (FactChange("added", "f1", "PRAISE “Әлия” ? asserted", ()),),
    (1, 2),
)  # fmt: skip


def test_a_line_for_each_change() -> None:
    """Signs say what happened, causes stand behind, fields below, a summary at the end."""
    shown = list(lines(FULL))
    assert "- article a (x/a.txt): timeout: it took too long" == shown[0]
    assert "~ b: PRAISE: agent “Әлия<U+001B>[2J” c1: text changed, verdicts" == shown[1]
    assert shown[2].startswith("    “Әлия praised Bakı on on")
    assert shown[2].endswith("…”")
    assert ["    modality: asserted → planned", "    date: none → 2024"] == shown[3:5]
    assert "+ fact PRAISE “Әлия” ? asserted f1" == shown[5]
    assert ["old read by one", "new read by two"] == shown[6:8]
    assert "articles: 1 removed; claims: 1 changed; facts: 1 added; verdicts: 2 more, 1 fewer" == shown[8]


def test_nothing_changed() -> None:
    """Of two records that say the same that is all there is to say."""
    assert ["the two records say the same"] == list(lines(NOTHING))


def test_as_one_object() -> None:
    """The object has every change whole, and can be written as JSON."""
    found = json.loads(json.dumps(as_json(FULL)))
    assert (False, {"old": ["one"], "new": ["two"]}) == (found["same"], found["read_by"])
    assert {"old": 1, "new": 2} == found["verdicts_only_in"]
    assert FULL.claims[0].words == found["claims"][0]["words"]
    assert {"name": "date", "old": None, "new": "2024"} == found["claims"][0]["fields"][1]
    assert as_json(NOTHING)["same"]
