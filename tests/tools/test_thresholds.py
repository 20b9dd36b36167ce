"""Laws of how thresholds are chosen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tools.train.annotated import ACTIONS
from tools.train.thresholds import FEWEST, Weighed, choose, lowest_score, told


def _claims(*scored: tuple[float, bool], action: str = "THANK", finder: str = "heads") -> list[Weighed]:
    return [Weighed(action, finder, score, right, ({"action": action, "score": score},)) for score, right in scored]


def test_the_threshold_parts_right_from_wrong_where_it_can() -> None:
    """All above it are right, all below it wrong."""
    assert 0.6 == lowest_score(_claims((0.2, False), (0.4, False), (0.6, True), (0.8, True)), 0.5)


def test_a_claim_with_a_low_score_that_happens_to_be_right_opens_no_door() -> None:
    """Neighbours are pooled until the share of right ones rises with the score."""
    claims = _claims((0.1, True), (0.2, False), (0.3, False), (0.4, False), (0.7, True), (0.8, True))
    assert 0.7 == lowest_score(claims, 0.5)


def test_where_nothing_is_right_next_to_nothing_is_told() -> None:
    """The threshold is at its upper bound."""
    assert 0.95 == lowest_score(_claims((0.3, False), (0.9, False)), 0.5)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40))
def test_asking_for_more_never_lowers_the_threshold(scored: list[tuple[float, bool]]) -> None:
    """Leanings are in order whatever the claims."""
    claims = _claims(*scored)
    found = [lowest_score(claims, least) for least in (0.3, 0.45, 0.65)]
    assert found == sorted(found)


def test_every_action_has_one_and_few_claims_share_that_of_all() -> None:
    """An action with too few claims takes the threshold of all of the finder's."""
    many = _claims(*[(0.5 + at / 1000, True) for at in range(FEWEST)], *[(0.1, False)] * FEWEST)
    chosen = choose([*many, *_claims((0.9, False), action="CALL")])
    assert {leaning: set(by["heads"]) for leaning, by in chosen.items()} == {
        leaning: set(ACTIONS) for leaning in ("precision", "balanced", "recall")
    }
    assert chosen["balanced"]["heads"]["CALL"] == chosen["balanced"]["heads"]["MEET"] == 0.5
    assert chosen["balanced"]["rules"]["THANK"] == 0.95


def test_told_is_what_reaches_its_threshold() -> None:
    """The threshold itself is enough; each finder has its own."""
    claims = [*_claims((0.5, True), (0.4, True)), *_claims((0.4, True), finder="rules")]
    found = told(claims, {"heads": {"THANK": 0.5}, "rules": {"THANK": 0.4}})
    assert [0.5, 0.4] == [record["score"] for record in found]
