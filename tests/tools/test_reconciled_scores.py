"""The table of quality has what the scorer prints, a line for each pile and one for all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.reconciled_scores import Scores, all_together, main, read_scores, shortfalls, table

PRINTED = """facts                0.667 0.630 0.648   34/51 predicted, 34/54 gold
  sources, facts in several articles  0.649 over 14
figure questions     found 7/8, verdict right 5/7
contradictions       1 right, 2 wrong, 3 missed
answers, mean F1     0.500 over 4 questions
"""


def test_what_the_scorer_prints_is_read() -> None:
    """Every number of the scorer's summary comes into its column."""
    assert Scores("pile", 0.667, 0.63, 0.648, 0.649, 7, 8, 5, 1, 2, 3, 0.5) == read_scores("pile", PRINTED)


def test_shares_are_averaged_and_counts_summed() -> None:
    """The line for all has the mean of shares, over the piles that have them, and the sum of counts."""
    both = all_together((read_scores("a", PRINTED), Scores("b", 0.5, 0.5, 0.5, None, 1, 2, 1)))
    assert (0.5835, 0.649, 8, 10, 6) == (both.precision, both.sources, both.found, both.questions, both.right)


def test_a_table_has_a_line_for_each_pile_and_one_for_all() -> None:
    """Head, rule, piles, all."""
    assert 5 == len(table([Scores("a"), Scores("b")]).splitlines())


def test_what_falls_short_of_a_floor_is_named() -> None:
    """Each floor by itself; contradictions have a ceiling."""
    floors = {
        "answers_f1": 0.5,
        "facts_f1": 0.648,
        "figures_found": 0.87,
        "verdicts_right": 0.71,
        "most_contradictions_off": 5,
    }
    one = read_scores("pile", PRINTED)
    assert [] == shortfalls(one, floors)
    for name, worse in (("answers_f1", 0.51), ("facts_f1", 0.7), ("figures_found", 0.9), ("verdicts_right", 0.8)):
        (line,) = shortfalls(one, {**floors, name: worse})
        assert line.startswith(f"{name} is ")
    assert ["5 contradictions are wrong or missed, above 4"] == shortfalls(
        one, {**floors, "most_contradictions_off": 4}
    )


def test_nothing_to_score_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a corpus the program says so and passes."""
    assert 0 == main([str(tmp_path)])
    assert "nothing was scored" in capsys.readouterr().out
