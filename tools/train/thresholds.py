"""From which score on a claim of each action is told, by who proposed it, for three leanings.

The scorer's scores are made into shares of right claims by isotonic regression (Zadrozny & Elkan 2002, KDD), and a
claim is told from the lowest score on at which that share is as high as the leaning asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tools.train.annotated import ACTIONS
from tools.train.scoring import Record

LEAST_RIGHT = {
    "precision": {"rules": 0.60, "heads": 0.80},
    "balanced": {"rules": 0.25, "heads": 0.69},
    "recall": {"rules": 0.10, "heads": 0.40},
}
"""How likely the least likely claim must be. Who is told something wrong minds it more than who is not told; a rule's
claim explains itself, and on plain news it is right oftener than on the corpora, which are hard by design."""
LEAST, MOST = 0.05, 0.95
FEWEST = 60
"""With fewer claims than this an action takes the threshold of all actions together."""
Thresholds = Mapping[str, Mapping[str, Mapping[str, float]]]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A proposed claim: its action, whose it is (rules or heads), its score, whether it is right, its records."""

    action: str
    finder: str
    score: float
    right: bool
    records: tuple[Record, ...]


def told(claims: Iterable[Weighed], thresholds: Mapping[str, Mapping[str, float]]) -> list[Record]:
    """The records of the claims that reach their threshold."""
    kept = (one for one in claims if one.score >= thresholds[one.finder][one.action])
    return [record for one in kept for record in one.records]


def choose(claims: Sequence[Weighed]) -> Thresholds:
    """The thresholds by leaning, finder and action; precision never asks for less than balanced or recall do."""
    return {
        leaning: {finder: _by_action(claims, finder, least) for finder, least in asked.items()}
        for leaning, asked in LEAST_RIGHT.items()
    }


def _by_action(claims: Sequence[Weighed], finder: str, least: float) -> dict[str, float]:
    mine = [one for one in claims if one.finder == finder]
    shared = lowest_score(mine, least)
    chosen = {}
    for action in ACTIONS:
        own = [one for one in mine if one.action == action]
        chosen[action] = lowest_score(own, least) if len(own) >= FEWEST else shared
    return chosen


def lowest_score(claims: Sequence[Weighed], least: float) -> float:
    """The lowest score from which on claims are right as often as asked, within bounds; two decimals."""
    blocks: list[tuple[float, int, int]] = []  # lowest score, right ones, all
    for one in sorted(claims, key=lambda one: one.score):
        blocks.append((one.score, int(one.right), 1))
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2]:
            (score, right, size), (_, more, others) = blocks[-2], blocks.pop()
            blocks[-1] = (score, right + more, size + others)
    found = next((score for score, right, size in blocks if right >= least * size), MOST)
    return round(min(MOST, max(LEAST, found)), 2)
