"""The same act of the same actor towards the same target in one story is one fact, with all who say so or deny it."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.types import Entity, Mention
from onrecord.weighed import Fact
from tests.reconcile.reports import Report, act, article, praises, reconciled, told, who

TITLE = "Election in Peru: the votes are counted\n"


def _one(name: str, sentence: str, *acts: tuple[str, str, str | None], **options: str) -> Report:
    """A report of acts: action, actor's words, target's words; a target that begins in lower case is a thing."""
    text = TITLE + sentence
    made = article(name, text, **options)
    return made, tuple(act(made, action, who(text, one), _target(text, other)) for action, one, other in acts)


def _target(text: str, words: str | None) -> Mention | None:
    return who(text, words, "thing" if words[:1].islower() else "person") if words else None


def _facts(*reports: Report) -> tuple[Fact, ...]:
    return reconciled(*reports).facts


def test_two_reports_of_one_act_are_one_fact() -> None:
    """Two independent reports corroborate one fact, whose cells rest on both claims."""
    (fact,) = _facts(praises("a", "Ana Costa", "Rosa Quispe"), praises("b", "Ana Costa", "Rosa Quispe"))
    assert ("corroborated", 2) == (fact.standing, fact.sources)
    assert fact.actor is not None
    assert set(fact.claims) == set(fact.actor.name.claims)


@pytest.mark.parametrize(("one", "other"), [("the vote", "the result"), ("the election", "the outcome of the ballot")])
def test_the_vote_and_its_result_are_one_thing_judged(one: str, other: str) -> None:
    """To praise the vote and to praise its result is one act."""
    reports = [_one(n, f"Ana Costa praised {w}.", ("PRAISE", "Ana Costa", w)) for n, w in (("a", one), ("b", other))]
    assert 1 == len(_facts(*reports))


@pytest.mark.parametrize("thing", ["the election commission", "the exit poll", "the voters' roll"])
def test_what_only_sounds_like_the_vote_is_another_thing(thing: str) -> None:
    """The commission, an exit poll or the roll are not the vote."""
    reports = [
        _one(n, f"Ana Costa praised {w}.", ("PRAISE", "Ana Costa", w)) for n, w in (("a", "the vote"), ("b", thing))
    ]
    assert 2 == len(_facts(*reports))


def test_a_victory_congratulated_is_the_winner() -> None:
    """Congratulations on a victory are congratulations to the winner."""
    reports = (
        _one("a", "Ana Costa congratulated Rosa Quispe.", ("CONGRATULATE", "Ana Costa", "Rosa Quispe")),
        _one("b", "Ana Costa congratulated her victory.", ("CONGRATULATE", "Ana Costa", "her victory")),
    )
    assert [("Ana Costa", "Rosa Quispe", "asserted")] == [told(fact) for fact in _facts(*reports)]


def test_a_claim_without_a_target_supports_the_one_fact_that_has_it() -> None:
    """Who is said to have praised, and praised one only, has praised that one."""
    reports = (
        _one("a", "Ana Costa praised Rosa Quispe.", ("PRAISE", "Ana Costa", "Rosa Quispe")),
        _one("b", "Ana Costa was full of praise.", ("PRAISE", "Ana Costa", None)),
    )
    (fact,) = _facts(*reports)
    assert 2 == len(fact.asserted)
    assert fact.target is not None
    assert 1 == len(fact.target.name.claims)


def test_two_levels_of_one_act_are_two_facts_that_are_linked() -> None:
    """A state and its leader each did it; the two facts know of each other."""
    text = TITLE + "Kenya praised Rosa Quispe; President Ana Costa praised her too."
    made = article("a", text)
    target = who(text, "Rosa Quispe")
    claims = (
        act(made, "PRAISE", who(text, "Kenya", "state", country="KEN"), target),
        act(made, "PRAISE", who(text, "Ana Costa", country="KEN"), target),
    )
    one, other = _facts((made, claims))
    assert ((other.id,), (one.id,)) == (one.linked, other.linked)


def test_said_and_denied_is_one_fact_in_dispute() -> None:
    """Where one report says it and another denies it, the fact is asserted, names both, and is disputed."""
    (fact,) = _facts(
        praises("a", "Ana Costa", "Rosa Quispe"), praises("b", "Ana Costa", "Rosa Quispe", polarity="negative")
    )
    assert ("asserted", "disputed", 1, 1) == (fact.modality, fact.standing, len(fact.asserted), len(fact.denied))


def test_only_denied_is_negated() -> None:
    """What nobody asserts and somebody denies is a negated fact."""
    (fact,) = _facts(praises("a", "Ana Costa", "Rosa Quispe", polarity="negative"))
    assert ("negated", "denied", ()) == (fact.modality, fact.standing, fact.asserted)


def test_planned_and_then_done_is_superseded() -> None:
    """A plan that has become a deed stays, superseded by the deed."""
    done, plan = _facts(
        praises("a", "Ana Costa", "Rosa Quispe", modality="planned"), praises("b", "Ana Costa", "Rosa Quispe")
    )
    assert ("asserted", "planned", "superseded", done.id) == (
        done.modality,
        plan.modality,
        plan.standing,
        plan.superseded_by,
    )


def test_what_is_implied_stands_apart() -> None:
    """What no words say makes no source for what words say."""
    facts = _facts(
        praises("a", "Ana Costa", "Rosa Quispe", modality="implied"), praises("b", "Ana Costa", "Rosa Quispe")
    )
    assert [("asserted", 1), ("implied", 1)] == [(fact.modality, fact.sources) for fact in facts]


REPORTS = tuple(
    praises(f"p{n}", agent, target, source=f"paper{n % 3}", polarity="negative" if n % 4 == 0 else "positive")
    for n, (agent, target) in enumerate(
        [("Ana Costa", "Rosa Quispe"), ("A. Costa", "Rosa Quispe"), ("Costa", "Quispe"), ("Costa Ana", "R. Quispe")] * 3
    )
)


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(REPORTS))))
def test_any_order_gives_the_same(order: list[int]) -> None:
    """The order of articles and of their claims leaves no trace."""
    assert reconciled(*REPORTS) == reconciled(*(REPORTS[at] for at in order))


def test_ten_thousand_claims_of_one_fact_are_one_fact() -> None:
    """Many claims of one act make one fact, with all of them."""
    text = TITLE + "Ana Costa praised Rosa Quispe."
    made = article("a", text)
    claim = act(made, "PRAISE", who(text, "Ana Costa"), who(text, "Rosa Quispe"))
    ids = random.Random(3).sample(range(10**6), 10_000)
    claims = tuple(replace(claim, id=f"{n:06}") for n in ids)
    (fact,) = _facts((made, claims))
    assert 10_000 == len(fact.asserted)
    assert sorted(fact.asserted) == list(fact.asserted)


def test_a_countrys_leader_is_whoever_is_named_as_its_head() -> None:
    """The leader of Norway in one report and its prime minister by name in another did one thing, not two."""
    text = "Election in Peru: messages\nJonas Gahr congratulated Rosa Quispe. The leader of Norway did so in Peru too."
    head = Entity("NOR:gahr", "Jonas Gahr", "person", "NOR", "prime minister")
    named = who(text, "Jonas Gahr", country="NOR", entity=head)
    leader = who(text, "The leader of Norway", name="leader of Norway", country="NOR")
    winner = who(text, "Rosa Quispe", country="PER")
    first, second = article("a", text), article("b", text)
    reports = (
        (first, (act(first, "CONGRATULATE", named, winner),)),
        (second, (act(second, "CONGRATULATE", leader, winner),)),
    )
    (fact,) = reconciled(*reports).facts
    assert ("Jonas Gahr", 2) == (fact.actor and fact.actor.name.value, fact.sources)


def test_how_the_voting_was_organised_is_the_vote() -> None:
    """Also where the words were taken for a body."""
    text = (
        "Election in Peru: two views\nAna Costa praised the vote in Peru and Luis Mora the organisation of the voting."
    )
    made = article("a", text)
    claims = (
        act(made, "PRAISE", who(text, "Ana Costa"), who(text, "the vote", "thing")),
        act(made, "PRAISE", who(text, "Luis Mora"), who(text, "the organisation of the voting", "organization")),
    )
    kinds = {fact.target.kind for fact in reconciled((made, claims)).facts if fact.target}
    assert {"thing"} == kinds


def test_a_guessed_country_places_no_story() -> None:
    """Two reports of one vote are together though one's claims are guessed to be of another country."""
    text = (
        "Election in Peru: votes and messages\nIn Peru Ana Costa praised the vote, and Rosa Quispe thanked Ana Costa."
    )
    first, second = article("a", text), article("b", text)
    told = who(text, "the vote", "thing", country="PER")
    guessed = who(text, "the vote", "thing", country="KEN", guessed=True)
    claims = tuple(
        act(second, action, who(text, "Ana Costa"), guessed) for action in ("PRAISE", "OBSERVE", "RECOGNISE")
    )
    made = reconciled((first, (act(first, "PRAISE", who(text, "Ana Costa"), told),)), (second, claims))
    assert ["PER"] == [story.country for story in made.stories]
