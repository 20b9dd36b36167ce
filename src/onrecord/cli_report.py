"""The command line's `report`: one story of a record as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.console import Record, many, say, told


def report(
    context: typer.Context,
    record: Record,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The page to write.")],
    story: Annotated[
        str | None,
        typer.Option(metavar="STORY", help="A story's id, or words of its title; else the one with most articles."),
    ] = None,
) -> None:
    """Write one story as one page that opens without a server: every value a link to its words."""
    with told(context):
        from onrecord.keep import open_reader
        from onrecord.show.report import write_report

        with open_reader(record) as reader:
            made = write_report(reader, output, story)
        size = output.stat().st_size / 1e6
        about = f"“{made.title}”" if made.title else "a record without a story"
        say([f"{output}: {about}, {many(made.counts[0][0], 'article')}, {size:.1f} MB"])
        others = len(made.others) + made.unseen_others
        if others:
            say([f"the record has {others} other {'story' if others == 1 else 'stories'}: --story chooses"])
