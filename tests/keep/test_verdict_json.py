"""A verdict comes out of a line as it went in, and a line that is none is refused with its place."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.keep.verdict_json import verdict_from, verdict_id, verdict_line, verdict_of, verdict_row
from onrecord.keep.verdicts import thing_of
from onrecord.types import Change, Entity, Pair, Verdict
from tests.keep.judged import article_of, claims_of, target, verdict

ARTICLE = article_of()
PRAISED, _, TURNOUT = claims_of(ARTICLE)
KNOWN = replace(target("Clara", ARTICLE).mention, entity=Entity("p:1", "Clara", "person"))  # type: ignore[type-var]
EDIT = verdict(PRAISED, ARTICLE, "edit", changes=(Change("target", "Clara", "Бабек", KNOWN),))
FIGURE = verdict(TURNOUT, ARTICLE, "edit", changes=(Change("value", "92.12", "92.0"),), note="the table says so")
WRITTEN = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@pytest.mark.parametrize("made", [EDIT, FIGURE, verdict(PRAISED, ARTICLE, "undo", withdraws="1")])
def test_there_and_back(made: Verdict) -> None:
    """A row and a line give back the verdict that they were made of."""
    assert made == verdict_from(verdict_row(made)[:-1]) == verdict_of(verdict_line(made), "here")


@given(note=WRITTEN, by=WRITTEN, one=WRITTEN, other=WRITTEN)
def test_any_words(note: str, by: str, one: str, other: str) -> None:
    """Whatever people write, a verdict is one line and comes back whole."""
    pair = Pair(one, other)
    draft = Verdict("", thing_of(pair), "same", by, "2026-01-01T00:00:00.000+00:00", pair, note)
    made = replace(draft, id=verdict_id(draft))
    line = verdict_line(made)
    assert 1 == line.count("\n")
    assert made == verdict_of(line, "here")


def _changed(**parts: object) -> str:
    return json.dumps({**json.loads(verdict_line(FIGURE)), **parts})


LINES = {
    "not JSON": "wrong!",
    "not an object": "[1, 2]",
    "a number": "7",
    "nested deep": "[" * 100_000,
    "an unknown word": _changed(word="perhaps"),
    "no time": _changed(at="yesterday"),
    "a time of nowhere": _changed(at="2026-03-01T12:00:00"),
    "the first of all days": _changed(at="0001-01-01T00:00:00.000+14:00"),
    "another zone": _changed(at="2026-03-01T12:00:00.000+02:00"),
    "no text": _changed(note=3),
    "nothing judged": _changed(about=None),
    "an empty span": _changed(about={**json.loads(verdict_line(FIGURE))["about"], "trigger": {"start": 3, "end": 3}}),
    "an unknown status": _changed(changes=[{"part": "status", "now": "rigged", "was": "", "mention": None}]),
    "no number": _changed(changes=[{"part": "value", "now": "nan", "was": "", "mention": None}]),
    "another reviewer": _changed(by="somebody else"),
}


@pytest.mark.parametrize("what", LINES)
def test_what_is_no_verdict(what: str) -> None:
    """A line that is no verdict, or was changed since, is refused with its place and what to do."""
    with pytest.raises(InputError) as caught:
        verdict_of(LINES[what], "file, line 3")
    assert "file, line 3" == caught.value.where
    assert caught.value.next_step
