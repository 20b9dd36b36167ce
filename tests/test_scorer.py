"""The small network that weighs named features."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from onrecord.errors import DataError
from onrecord.scorer import Scorer, bundled_thresholds, read_scorer

NUMBERS = np.zeros((1, 2), np.float32)


def tiny() -> Scorer:
    """Two features, two numbers, one hidden unit: the logit is the sum of all, but never below nought."""
    rows = np.array([[2.0], [-1.0]], np.float32)
    return Scorer(["a", "b"], rows, np.ones((2, 1), np.float32), np.zeros(1, np.float32), np.array([1, 0], np.float32))


def test_a_score_is_the_logistic_of_the_hidden_layer() -> None:
    """2 - 1 = 1 goes through; what is negative is cut to nought, a half."""
    assert [pytest.approx(1 / (1 + np.exp(-1)), abs=1e-6)] == tiny()([["a", "b"]], NUMBERS).tolist()
    assert [0.5] == tiny()([["b"]], NUMBERS).tolist()


def test_unknown_features_weigh_nothing() -> None:
    """A feature that was not trained on changes no score."""
    assert tiny()([["a"]], NUMBERS).tolist() == tiny()([["a", "unseen"]], NUMBERS).tolist()


def test_each_bag_is_scored_by_itself() -> None:
    """A bag's score does not depend on what else is scored with it, nor on the order."""
    alone = tiny()([["a"]], NUMBERS)[0]
    among = tiny()([["a"], ["b", "a", "b"], []], np.zeros((3, 2), np.float32))
    assert alone == among[0]


def test_nothing_to_score_gives_no_scores() -> None:
    """An article without candidates is no error."""
    assert tiny()([], np.zeros((0, 2), np.float32)).shape == (0,)


def test_broken_weights_say_what_to_do(tmp_path: Path) -> None:
    """A folder without the weights is a DataError with a next step."""
    (tmp_path / "x.json").write_text(json.dumps(["a"]), encoding="utf-8")
    with pytest.raises(DataError, match="weights of x"):
        read_scorer(tmp_path, "x")


@pytest.mark.parametrize("leaning", ["precision", "balanced", "recall"])
def test_every_action_has_a_threshold_for_each_leaning(leaning: str) -> None:
    """Precision never asks for less than recall does."""
    table = bundled_thresholds()
    for finder in ("rules", "heads"):
        assert len(table[leaning][finder]) == 13
        assert all(0 < value < 1 for value in table[leaning][finder].values())
        assert all(
            table["precision"][finder][action] >= table["recall"][finder][action] for action in table[leaning][finder]
        )
