"""A small network over named features: what the learned finder and the mention ranker weigh their choices with.

A thing to be scored is a bag of features (words such as ``path:^nsubj``) and a few numbers; its score is the logistic
of one hidden layer of rectified units over the sum of the features' rows. Unknown features weigh nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from onrecord.errors import DataError

Numbers = NDArray[np.float32]
Bag = Sequence[str]


class Scorer:
    """The weights of one such network, ready to score."""

    def __init__(self, features: Sequence[str], rows: Numbers, numbers: Numbers, hidden: Numbers, out: Numbers) -> None:
        """``rows`` has one row a feature, ``numbers`` one a number, ``out`` the last layer with its bias at the end."""
        self._at = {feature: place for place, feature in enumerate(features)}
        self._rows = np.concatenate([rows, np.zeros((1, rows.shape[1]), np.float32)])
        self._numbers, self._hidden, self._out = numbers, hidden, out

    def __call__(self, bags: Sequence[Bag], numbers: Numbers) -> Numbers:
        """The probability of each bag with its row of numbers."""
        if not bags:
            return np.zeros(0, np.float32)
        beyond = len(self._rows) - 1
        widest = max(map(len, bags))
        places = np.full((len(bags), widest), beyond)
        for at, bag in enumerate(bags):
            places[at, : len(bag)] = [self._at.get(feature, beyond) for feature in bag]
        inner = self._rows[places].sum(1) + numbers @ self._numbers + self._hidden
        logits = np.maximum(inner, 0.0) @ self._out[:-1] + self._out[-1]
        scores: Numbers = (1.0 / (1.0 + np.exp(-logits))).astype(np.float32)
        return scores


def in_one_thread() -> AbstractContextManager[object]:
    """While it lasts numpy multiplies in one thread: on matrices as small as ours more of them cost more than they do.

    They also get in each other's way where several processes read at once.
    """
    limiter: AbstractContextManager[object] = _pools().limit(limits=1, user_api="blas")
    return limiter


@cache
def _pools() -> ThreadpoolController:
    return ThreadpoolController()


def read_scorer(folder: Traversable, name: str) -> Scorer:
    """The scorer of that name in a folder: ``NAME.json`` its features, ``NAME.npz`` its weights. Raises DataError."""
    try:
        features = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        with np.load(BytesIO((folder / f"{name}.npz").read_bytes()), allow_pickle=False) as stored:
            rows, numbers, hidden, out = (
                stored[part].astype(np.float32) for part in ("rows", "numbers", "hidden", "out")
            )
        return Scorer(features, rows, numbers, hidden, out)
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"the weights of {name} cannot be read: {error}", next_step="Re-install OnRecord.") from error


@cache
def bundled_scorer(name: str) -> Scorer:
    """The bundled scorer of that name, read once a process."""
    return read_scorer(files("onrecord") / "model", name)


Weights = Mapping[str, Numbers]


@cache
def bundled_weights(name: str) -> Weights:
    """The tables of the bundled ``NAME.npz``, read once a process. Raises DataError."""
    try:
        with np.load(BytesIO((files("onrecord") / "model" / f"{name}.npz").read_bytes()), allow_pickle=False) as stored:
            return {part: stored[part].astype(np.float32) for part in stored.files}
    except (OSError, ValueError) as error:
        raise DataError(f"the weights of {name} cannot be read: {error}", next_step="Re-install OnRecord.") from error


@cache
def bundled_thresholds() -> dict[str, dict[str, dict[str, float]]]:
    """The score that a claim must reach, by leaning (precision, balanced, recall), finder (rules, heads), action."""
    found: dict[str, dict[str, dict[str, float]]] = json.loads(
        (files("onrecord") / "model" / "thresholds.json").read_text(encoding="utf-8")
    )
    return found
