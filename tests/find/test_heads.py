"""Events by the learned heads: their candidates, their features, and the weighing with the lexicon's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from onrecord.data import load_gazetteer
from onrecord.find import find_claims, find_events
from onrecord.find.arguments import Page, distance_bucket, likeliest, path_between
from onrecord.find.heads import Act, Choice, Proposal, level, ruled_rows, triggers, without_rivals
from onrecord.find.scene import read_scene
from onrecord.parse import bundled
from onrecord.signals import COLUMNS, Signals, signals_of
from onrecord.types import Parsed
from tests.trees import parsed_of, trees_of

GAZETTEER = load_gazetteer()
ACTIONS = bundled().actions
PRAISED = "Norway NNP 2 nsubj LOC; praised|praise VBD 0 root; Peru NNP 2 obj LOC; . . 2 punct"
RAIN = "Rain NN 2 nsubj; fell|fall VBD 0 root; on IN 4 case; Oman NNP 2 obl LOC; . . 2 punct"


def heard(parsed: Parsed, **said: tuple[int, float]) -> Parsed:
    """The article with signals in which only the given actions are told, each at a row with a logit."""
    table = np.zeros((sum(len(sentence.words) for sentence in parsed.sentences), COLUMNS), np.float32)
    table[:, :13] = -9.0
    for action, (row, logit) in said.items():
        table[row, ACTIONS.index(action)] = logit
    return replace(parsed, signals=signals_of(table, ACTIONS))


def page(parsed: Parsed):
    """The article as the finder sees it."""
    scene = read_scene(parsed, GAZETTEER)
    assert isinstance(parsed.signals, Signals)
    return Page(scene, parsed.signals)


def test_without_signals_the_lexicon_speaks_alone() -> None:
    """An article that another pipeline has parsed is read by the rules, unweighed."""
    parsed = parsed_of(PRAISED)
    assert find_events(parsed, GAZETTEER) == find_claims(parsed, GAZETTEER)


def test_a_trigger_is_a_peak_and_not_its_neighbours() -> None:
    """Of two words side by side that a head takes for one act the surer carries it."""
    parsed = heard(parsed_of(RAIN, PRAISED), THANK=(1, 2.0))
    table = np.array(parsed.signals.triggers)
    table[2, ACTIONS.index("THANK")] = 0.5
    assert [("THANK", 1)] == triggers(page(replace(parsed, signals=replace(parsed.signals, triggers=table))), {})


def test_what_the_lexicon_has_is_a_trigger_too() -> None:
    """The lexicon's own trigger is weighed where no head hears it."""
    parsed = heard(parsed_of(PRAISED))
    claims = [claim for claim in find_events(parsed, GAZETTEER) if claim.kind == "event"]
    here = page(parsed)
    ruled, rows = ruled_rows(here, claims)
    assert {("PRAISE", 1, "agent"): {0}, ("PRAISE", 1, "target"): {2}} == ruled
    assert [(1, 0, 2)] == list(rows.values())
    assert [("PRAISE", 1)] == triggers(here, ruled)


def test_a_light_verb_s_act_is_in_the_noun_where_the_heads_hear_it() -> None:
    """ "Sent congratulations" is one trigger: the word that the heads are surest of, its verb where they hear none."""
    sent = (
        "Norway NNP 2 nsubj LOC; sent|send VBD 0 root; Peru NNP 2 iobj LOC; "
        "congratulations|congratulation NNS 2 obj; . . 2 punct"
    )
    for said, row in (({"CONGRATULATE": (3, 2.0)}, 3), ({}, 1)):
        parsed = heard(parsed_of(sent), **said)
        claims = [claim for claim in find_events(parsed, GAZETTEER) if claim.kind == "event"]
        assert {row} == {trigger for trigger, _, _ in ruled_rows(page(parsed), claims)[1].values()}


def test_the_heads_give_an_act_of_the_lexicon_no_second_target() -> None:
    """Of one act by one agent the lexicon's target stays; what the heads alone tell of other agents stays too."""
    parsed = heard(parsed_of(PRAISED))
    claim = next(claim for claim in find_events(parsed, GAZETTEER) if claim.kind == "event")
    act = Act("PRAISE", 1, 1.0, 0, 1.0, (), ())
    norway, peru, oman = (Choice(row, 0.9, "NAME") for row in (0, 2, 7))
    ruled = Proposal(claim, act, norway, peru, "rules")
    second, another = Proposal(claim, act, norway, oman, "heads"), Proposal(claim, act, oman, peru, "heads")
    assert [ruled, another] == list(without_rivals([ruled, second, another]))


def test_the_lexicon_s_party_is_always_among_the_candidates() -> None:
    """However little the heads think of it."""
    rain = "; ".join(RAIN.split("; "))
    parsed = heard(parsed_of(*[rain] * 8, PRAISED), PRAISE=(41, 3.0))
    weights = {"distance": np.zeros((2, 8), np.float32), "order": np.zeros((2, 2), np.float32)}
    here = page(parsed)
    without = {int(here.rows[party.candidate]) for party in likeliest(here, 41, 0, weights, also=set())}
    missing = next(int(row) for row in here.rows if int(row) not in without)
    with_it = {int(here.rows[party.candidate]) for party in likeliest(here, 41, 0, weights, also={missing})}
    assert without | {missing} == with_it


@pytest.mark.parametrize(("back", "bucket"), [(-3, 7), (-1, 6), (0, 0), (1, 1), (2, 2), (4, 3), (8, 4), (9, 5)])
def test_distances_fall_into_their_buckets(back: int, bucket: int) -> None:
    """Those the weights were trained with."""
    assert [bucket] == distance_bucket(np.array([back])).tolist()


def test_a_path_goes_up_and_then_down() -> None:
    """From the subject over the verb to the object; from a word to itself there is no step."""
    tree = trees_of(parsed_of(PRAISED))[0]
    assert "^nsubj>obj" == path_between(tree, 0, 2)
    assert ">obj" == path_between(tree, 1, 2)
    assert "" == path_between(tree, 1, 1)


def test_a_threshold_is_one_half_and_order_is_kept() -> None:
    """Scores are moved, never exchanged."""
    assert level(0.3, 0.3) == 0.5
    assert level(1.0, 0.3) == 1.0
    scores = [level(score / 50, 0.3) for score in range(51)]
    assert scores == sorted(scores)


def test_claims_of_heads_and_lexicon_say_who_proposed_them() -> None:
    """A kept claim has a score of a half or more, and explains itself by trigger and parties."""
    for claim in find_claims(heard(parsed_of(PRAISED), PRAISE=(1, 4.0)), GAZETTEER, "recall"):
        if claim.kind == "event":
            assert claim.score >= 0.5
            assert "heads PRAISE 0.98, agent" in claim.rule
            assert claim.by in {"rules/1", "heads/1", "rules/1 + heads/1"}
