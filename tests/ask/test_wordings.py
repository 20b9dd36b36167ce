"""Questions about figures, quotations and the reports themselves: each kind in many wordings gives one query."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from onrecord.ask import read_question
from onrecord.ask.query import FigureQuery, Query

TABLE: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("wordings.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "question"), [(name, question) for name in TABLE for question in TABLE[name]["questions"]]
)
def test_every_wording_of_a_kind_asks_the_same(name: str, question: str) -> None:
    """Whatever the words, the parts of the query that make its kind are the same."""
    wanted = {part: value for part, value in TABLE[name].items() if part not in ("type", "questions", "none")}
    wanted |= dict.fromkeys(TABLE[name].get("none", ()))
    read = read_question(question)
    found = {part: getattr(read, part) for part in wanted}
    plain = {part: list(value) if isinstance(value, tuple) else value for part, value in found.items()}
    assert (TABLE[name]["type"], wanted) == (type(read).__name__, plain)


def test_there_are_many_wordings() -> None:
    """A kind of question is no sentence that must be known by heart."""
    assert 120 <= len({question for name in TABLE for question in TABLE[name]["questions"]})


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("What was Aliyev's final share of the vote?", ("final",)),
        ("What was Aliyev's preliminary share?", ("preliminary",)),
        ("What is the official turnout?", ("official",)),
        ("What share of the vote did the exit polls give Aliyev?", ("exit_poll",)),
        ("What was Aliyev's share according to exit polls?", ("exit_poll",)),
        ("What was Aliyev's share according to preliminary results?", ("preliminary",)),
    ],
)
def test_the_standing_asked_for(question: str, status: tuple[str, ...]) -> None:
    """A figure's standing is no one's name."""
    read = read_question(question)
    assert isinstance(read, FigureQuery)
    assert (status, None) == (read.statuses, read.limits.source)


@pytest.mark.parametrize(
    ("question", "subject", "scope", "source"),
    [
        ("What was the turnout in Nakhchivan?", None, "Nakhchivan", None),
        (
            "What was the turnout according to the Central Election Commission?",
            None,
            None,
            "the Central Election Commission",
        ),
        ("What turnout did the commission report?", None, None, "commission"),
        ("How many votes did Aliyev get in Baku?", "Aliyev", "Baku", None),
        ("How many observers did the Organization of Turkic States send?", "Organization of Turkic States", None, None),
        ("Which figures were reported by the commission?", None, None, "commission"),
    ],
)
def test_whose_where_and_by_whom(question: str, subject: str | None, scope: str | None, source: str | None) -> None:
    """What is left of a question are names, each by the word before or after it."""
    read = read_question(question)
    assert isinstance(read, FigureQuery)
    assert (subject, scope, source) == (read.subject, read.scope, read.limits.source)


@pytest.mark.parametrize(
    "question",
    [
        "How many countries congratulated Aliyev?",
        "How many candidates conceded?",
        "Which observers praised the vote?",
        "Who congratulated Aliyev on winning 92 percent of the vote?",
        "Who demanded a recount of the votes?",
        "What did the observers do?",
    ],
)
def test_a_question_about_an_act_is_none_about_figures(question: str) -> None:
    """A number or a measure in a question about who did something changes nothing."""
    assert isinstance(read_question(question), Query)
