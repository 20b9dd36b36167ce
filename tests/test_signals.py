"""The encoder's numbers as shares and scores."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.signals import COLUMNS, PAIR_WIDTH, signals_of

ACTIONS = tuple(f"A{number}" for number in range(13))


def test_shares_add_up_and_probabilities_are_probabilities() -> None:
    """Modality and kind are shares of one; triggers each stand alone between nought and one."""
    table = np.random.default_rng(1).normal(size=(7, COLUMNS)).astype(np.float32) * 5
    found = signals_of(table, ACTIONS)
    assert np.allclose(found.modality.sum(1), 1)
    assert np.allclose(found.kinds.sum(1), 1)
    assert ((found.triggers > 0) & (found.triggers < 1)).all()
    assert (7, 13) == found.triggers.shape


def test_a_pair_is_scored_by_query_and_key_of_its_role() -> None:
    """Agent and target have halves of their own; the product is divided by the root of the width."""
    table = np.zeros((2, COLUMNS), np.float32)
    start = 13 + 4 + 5
    table[0, start + PAIR_WIDTH] = 4.0  # what the first word asks of a target
    table[1, start + 2 * PAIR_WIDTH + PAIR_WIDTH] = 6.0  # what the second one offers as a target
    found = signals_of(table, ACTIONS)
    rows = np.array([0, 1])
    assert [0.0, 0.0] == found.party_scores(0, 0, rows).tolist()
    assert [0.0, pytest.approx(24 / 8)] == found.party_scores(1, 0, rows).tolist()
