"""The report: one story of a record as one file, each value a link to its words."""

from __future__ import annotations

import tempfile
from pathlib import Path

from onrecord.ask.shelf import Reader
from onrecord.errors import InputError
from onrecord.show.report.build import built
from onrecord.show.report.material import gathered
from onrecord.show.report.model import Report
from onrecord.show.report.page import rendered

__all__ = ["report_of", "write_report"]


def report_of(reader: Reader, story: str | None = None) -> Report:
    """The report of a story, by id or words of its title; of the one with most articles where none is named.

    Raises InputError where the record has no such story.
    """
    return built(gathered(reader, story))


def write_report(reader: Reader, path: Path, story: str | None = None) -> Report:
    """Write the report to a file, whole or not at all; returns what was written.

    Raises InputError where there is no such story, or where the file cannot be written.
    """
    report = report_of(reader, story)
    page = rendered(report).encode("utf-8", "backslashreplace")
    try:
        _replace(path, page)
    except OSError as error:
        raise InputError(
            f"cannot write the report: {error.strerror or error}",
            where=str(path),
            next_step=f"It needs {len(page):,} bytes; make room, or name another place with -o.",
        ) from error
    return report


def _replace(path: Path, page: bytes) -> None:
    """The file's new content at once, by way of a neighbour that takes its place."""
    if path.is_dir():
        raise IsADirectoryError(None, "it is a folder")
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        beside = Path(file.name)
        try:
            file.write(page)
            file.close()
            beside.chmod(0o644)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
