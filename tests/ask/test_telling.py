"""A deed by its noun: whose it is, of what, whatever the order."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from onrecord.ask import vocabulary
from onrecord.ask.telling import noun_act


@pytest.mark.parametrize(
    ("topic", "actor", "target"),
    [
        ("the observers' criticism", "observers", None),
        ("the observers’ criticism of the vote", "observers", "the vote"),
        ("criticism of the vote by observers", "observers", "the vote"),
        ("the criticism by observers", "observers", None),
        ("the criticism of the OSCE", "the OSCE", None),
        ("the OSCE criticism", "OSCE", None),
        ("Iran's criticism of the monitors", "Iran", "the monitors"),
    ],
)
def test_whose_and_of_what(topic: str, actor: str, target: str | None) -> None:
    """Criticism takes in what is rejected and whoever is accused."""
    act = noun_act(topic, "?")
    assert act is not None
    assert ({"CRITICISE", "REJECT", "ACCUSE"}, actor, target) == (set(act.actions), act.actor, act.target)


@pytest.mark.parametrize(
    "topic", ["the turnout", "that observers criticised the vote", "the criticism", "a visit to it"]
)
def test_what_names_no_actor_with_a_deed_is_none(topic: str) -> None:
    """A statement is read elsewhere, a bare noun by its words."""
    assert noun_act(topic, "?") is None


def test_congratulations_are_one_act() -> None:
    """Only what judges takes others along."""
    act = noun_act("Putin's congratulations to Aliyev", "?")
    assert act is not None
    assert (("CONGRATULATE",), "Putin", "Aliyev") == (act.actions, act.actor, act.target)


def test_bodies_that_observe_are_in_the_gazetteer() -> None:
    """A slip in an id would find nobody."""
    with resources.files("onrecord.gazetteer").joinpath("organisations.csv").open(encoding="utf-8") as table:
        known = {row["id"] for row in csv.DictReader(table)}
    assert set(vocabulary.words("coverage", "observers")) <= known
