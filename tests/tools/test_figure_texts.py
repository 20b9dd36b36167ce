"""Reports made from templates label what they write."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.find.numbers import numbers
from tests.support import make_article
from tools.train.figure_texts import write_texts


def test_each_label_is_a_number_of_its_text(tmp_path: Path) -> None:
    """The words of a label hold the number that it says, wherever the template put it."""
    write_texts(tmp_path, 1, seed=5)
    missed, labels = 0, 0
    for path in sorted(tmp_path.glob("*.txt")):
        read = numbers(make_article(path.read_text(encoding="utf-8")), 1000)
        for label in json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))["figures"]:
            here = [one for one in read if one.digits.start < label["end"] and label["start"] < one.digits.end]
            missed += label["value"] not in [one.value for one in here]
            labels += 1
    assert labels > 100
    assert missed < labels / 50


def test_the_same_seed_makes_the_same_texts(tmp_path: Path) -> None:
    """Training data are made again exactly."""
    for folder in ("one", "two"):
        write_texts(tmp_path / folder, 1, seed=7)
    one, two = (sorted((tmp_path / name).iterdir()) for name in ("one", "two"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
