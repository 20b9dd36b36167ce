"""Build a record with the pattern pipeline, as a process of its own: ``builder.py PILE RECORD PROCESSES [slowly]``."""

from __future__ import annotations

import sys
from dataclasses import replace

from onrecord.run import build
from onrecord.settings import Settings
from tests.support import PATTERN, slowly


def main(pile: str, record: str, processes: str, slow: str = "") -> None:
    """Build, a batch for every two articles."""
    steps = (*PATTERN.steps, slowly) if slow else PATTERN.steps
    settings = Settings(processes=int(processes), batch_articles=2)
    build([pile], record, settings=settings, pipeline=replace(PATTERN, steps=steps))


if __name__ == "__main__":
    main(*sys.argv[1:])
