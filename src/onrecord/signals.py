"""What the encoder's heads say of an article's words: numbers that travel from ``parse`` to ``find`` and ``resolve``.

A row is a word, all sentences in order. Scores of pairs are inner products of a query and a key (Dozat & Manning 2017,
without the matrix between them), divided by the root of their width.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]

PAIR_WIDTH = 64
ACTIONS, MODALITIES, KINDS = 13, 4, 5
_WIDTHS = (ACTIONS, MODALITIES, KINDS, 2 * PAIR_WIDTH, 2 * PAIR_WIDTH, 2, PAIR_WIDTH, PAIR_WIDTH, 1)
COLUMNS = sum(_WIDTHS)
"""How many numbers the encoder's heads give a word: the columns of ``Signals``, side by side, not yet shares."""


@dataclass(frozen=True, slots=True, eq=False)
class Signals:
    """Read-only tables with one row a word.

    ``triggers``: the probability that the word carries each action, in the order of ``actions``. ``modality``: the
    probabilities that what it carries is asserted, negated, planned or implied. ``kinds``: of no party, a person, a
    place, an organisation, a thing. ``asks`` and ``offers``: queries and keys for agent and target, side by side;
    ``nobody``: the scores of neither being told. ``recalls``, ``recalled`` and ``new``: the same for antecedents.
    """

    actions: tuple[str, ...]
    triggers: Numbers
    modality: Numbers
    kinds: Numbers
    asks: Numbers
    offers: Numbers
    nobody: Numbers
    recalls: Numbers
    recalled: Numbers
    new: Numbers

    def party_scores(self, role: int, trigger: int, rows: NDArray[np.int64]) -> Numbers:
        """Scores of the rows for a role (0 agent, 1 target) of the act that the trigger's row carries."""
        part = slice(role * PAIR_WIDTH, (role + 1) * PAIR_WIDTH)
        scores: Numbers = self.offers[rows, part] @ self.asks[trigger, part] / np.float32(8)
        return scores

    def antecedent_scores(self, rows: NDArray[np.int64]) -> Numbers:
        """Rows × rows: the score of the second row's word as what the first one's means again."""
        scores: Numbers = self.recalls[rows] @ self.recalled[rows].T / np.float32(8)
        return scores


def signals_of(table: Numbers, actions: tuple[str, ...]) -> Signals:
    """The heads' numbers (words × ``COLUMNS``) as signals."""
    parts = np.split(table, np.cumsum(_WIDTHS)[:-1], axis=1)
    triggers, modality, kinds, asks, offers, nobody, recalls, recalled, new = parts
    return Signals(
        actions=actions,
        triggers=(1 / (1 + np.exp(-triggers))).astype(np.float32),
        modality=_shares(modality),
        kinds=_shares(kinds),
        asks=asks,
        offers=offers,
        nobody=nobody,
        recalls=recalls,
        recalled=recalled,
        new=new[:, 0],
    )


def _shares(scores: Numbers) -> Numbers:
    exps = np.exp(scores - scores.max(1, keepdims=True))
    shares: Numbers = exps / exps.sum(1, keepdims=True)
    return shares
