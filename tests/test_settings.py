"""Options have one place, a line of help each, and no impossible values."""

from __future__ import annotations

from dataclasses import fields

import pytest

from onrecord.errors import SettingError
from onrecord.settings import Settings, help_for


@pytest.mark.parametrize(
    "wrong",
    [
        {"processes": -1},
        {"batch_articles": 0},
        {"batch_seconds": 0.0},
        {"article_seconds": -3.0},
        {"article_seconds": float("nan")},
        {"files_per_process": 0},
        {"leaning": "bold"},
        {"article_seconds": 1.0, "batch_seconds": 2.0},
    ],
)
def test_impossible_values_are_refused(wrong: dict[str, object]) -> None:
    """An impossible value, or two that contradict each other, raises and names the option."""
    with pytest.raises(SettingError, match=next(iter(wrong))):
        Settings(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("option", [option.name for option in fields(Settings)])
def test_every_option_has_its_line_of_help(option: str) -> None:
    """Help is one line, a sentence."""
    assert help_for(option).endswith(".")
    assert "\n" not in help_for(option)


def test_processes_for_a_pile() -> None:
    """What was asked for is used; left to us, a small pile is read in this process."""
    assert 3 == Settings(processes=3).processes_for(1)
    assert 1 == Settings().processes_for(1)
    assert 1 <= Settings(files_per_process=1).processes_for(10_000)
