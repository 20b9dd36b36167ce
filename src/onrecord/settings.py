"""Every option once: its name with its unit, its default, one line of help."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from typing import Any

from onrecord.errors import SettingError

LEANINGS = ("precision", "balanced", "recall")


def _option(default: Any, words: str) -> Any:
    """A field of Settings with its line of help."""
    return field(default=default, metadata={"help": words})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a record is built. Impossible values are refused with SettingError."""

    processes: int = _option(0, "Processes that read articles; 0 takes one for each core, 1 reads in this process.")
    gate: bool = _option(False, "Parse only articles with a word of an action: others give no quotations and figures.")
    leaning: str = _option("balanced", "Which claims are kept: precision (only sure ones), balanced, recall (more).")
    batch_articles: int = _option(20, "Articles that are committed together: what a killed build can lose.")
    batch_seconds: float = _option(5.0, "A batch is committed after this time even when it is not full.")
    article_seconds: float = _option(600.0, "The longest that one article may take, with two processes or more.")
    files_per_process: int = _option(24, "With processes at 0, a process is started for this many new files.")

    def __post_init__(self) -> None:
        _one_of(self, "leaning", LEANINGS)
        _at_least(self, "processes", 0)
        _at_least(self, "batch_articles", 1)
        _at_least(self, "files_per_process", 1)
        _more_than(self, "batch_seconds", 0.0)
        _more_than(self, "article_seconds", 0.0)
        if self.article_seconds < self.batch_seconds:
            raise SettingError(
                f"article_seconds is {self.article_seconds:g}, less than batch_seconds, {self.batch_seconds:g}",
                next_step="One article may not be cut before its batch could be committed: raise the first or lower"
                " the second.",
            )

    def processes_for(self, files: int) -> int:
        """How many processes read so many files: what was asked for, or one for each core but no idle ones."""
        return self.processes or max(1, min(_cores(), files // self.files_per_process))


def help_for(name: str) -> str:
    """The line of help of one option."""
    return next(str(option.metadata["help"]) for option in fields(Settings) if option.name == name)


def _cores() -> int:
    """The cores that this process may use, where the system says so."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _one_of(settings: Settings, name: str, known: tuple[str, ...]) -> None:
    value = getattr(settings, name)
    if value not in known:
        raise SettingError(f"{name} is {value!r}", next_step=f"It must be one of {', '.join(known)}.")


def _at_least(settings: Settings, name: str, least: int) -> None:
    value = getattr(settings, name)
    if value < least:
        raise SettingError(f"{name} is {value}", next_step=f"It must be {least} or more: {help_for(name)}")


def _more_than(settings: Settings, name: str, bound: float) -> None:
    value = getattr(settings, name)
    if not value > bound:
        raise SettingError(f"{name} is {value:g}", next_step=f"It must be more than {bound:g}: {help_for(name)}")
