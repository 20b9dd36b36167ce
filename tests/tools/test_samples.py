"""Laws of the samples that need no parser: how they are dealt out, and how a mention is held against a label."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from onrecord.types import Entity, Mention, Span
from tools.train.annotated import Known
from tools.train.samples import GROUPS, OWN, fold_of, is_entity, is_party, party_record


def _sample(group: str, name: str = "x-001") -> Any:
    return SimpleNamespace(group=group, name=name)


def test_a_groups_articles_stay_together() -> None:
    """Whatever their names, in the fold of their group."""
    found = {group: {fold_of(_sample(group, name)) for name in ("a1", "b2")} for groups in GROUPS for group in groups}

    assert found == {group: {fold} for fold, groups in enumerate(GROUPS) for group in groups}


def test_our_own_articles_are_dealt_out_by_their_names() -> None:
    """The same today and tomorrow, on every machine, about as many to each fold."""
    folds = [fold_of(_sample(OWN, f"a{number}-001")) for number in range(500)]

    assert fold_of(_sample(OWN, "a1-001")) == 0
    assert all(60 < folds.count(fold) < 140 for fold in range(len(GROUPS)))


def test_a_group_of_no_fold_is_said() -> None:
    """Nobody's articles are trained on in every fold by mistake."""
    with pytest.raises(ValueError, match="'new', which is in no fold"):
        fold_of(_sample("new"))


@pytest.mark.parametrize("folds", [2, 3, 4, 5])
def test_fewer_folds_are_unions_of_the_five(folds: int) -> None:
    """Each of the five goes whole into one of them, and none is empty."""
    samples = [_sample(groups[0]) for groups in GROUPS] + [_sample(OWN, f"a{number}") for number in range(50)]

    assert {fold_of(one, folds) for one in samples} == set(range(folds))
    assert all(fold_of(one, folds) == fold_of(one) % folds for one in samples)


def _mention(name: str | None, entity: str | None = None, country: str | None = None) -> Mention:
    known = Entity("e", entity, "person", country) if entity else None
    return Mention(Span(0, 3), "person", "she", name, known, country)


def test_a_mention_as_a_record_has_both_names_and_the_country() -> None:
    """The fields that scoring asks for."""
    expected = {"actor": "Berg", "actor_entity": "Anna Berg", "actor_country": "NOR"}

    assert expected == party_record("actor", _mention("Berg", "Anna Berg", "NOR"))


def test_one_of_several_mentions_is_enough() -> None:
    """A group is its members; a label without a target is met by a mention that nobody could name."""
    label = {"actor": "Anna Berg", "actor_country": "NOR", "target": None}

    assert is_party(label, "actor", [_mention("Per Dal"), _mention("Berg")])
    assert not is_party(label, "actor", [_mention("Per Dal")])
    assert is_party(label, "target", [_mention(None)])
    assert is_entity(Known("person", "Anna Berg", "NOR"), [_mention("Berg")])
