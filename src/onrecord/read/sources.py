"""Reads ``sources.csv``: what a person knows about the files of a folder and the files do not say."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from onrecord.read.dates import published_date
from onrecord.read.draft import Meta

SOURCES_FILE = "sources.csv"
COLUMNS = ("file", "outlet", "url", "published", "country")
MOST_BYTES = 20_000_000

_ALPHA3 = re.compile(r"[A-Za-z]{3}")


def read_sources(path: Path) -> tuple[tuple[tuple[str, Meta], ...], tuple[str, ...]]:
    """The rows of a ``sources.csv`` as (file, what it says of it), and a line for everything that cannot be used.

    A bad cell is left out and reported; the rest of its row still counts. Of two rows for one file the first counts.
    """
    complaints: list[str] = []
    rows: dict[str, Meta] = {}
    for line, row in _rows(path, complaints):
        name = (row.get("file") or "").strip()
        problem = _problem(name, path.parent, rows)
        if problem:
            complaints.append(f"line {line}: {problem}; the row is not used.")
        else:
            rows[name] = _meta(row, line, complaints)
    return tuple(rows.items()), tuple(complaints)


def _rows(path: Path, complaints: list[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        with path.open("rb") as handle:
            data = handle.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise ValueError(f"it is over {MOST_BYTES} bytes")
        reader = csv.DictReader(data.decode("utf-8-sig").splitlines(), strict=True)
        header = {(name or "").strip().lower() for name in reader.fieldnames or ()}
        if "file" not in header:
            raise ValueError(f"the first line has to name its columns, {', '.join(COLUMNS)}; 'file' is missing")
        for name in sorted(header - set(COLUMNS) - {""}):
            complaints.append(f"line 1: column '{name}' is not known and not used. Known: {', '.join(COLUMNS)}.")
        for row in reader:
            yield reader.line_num, {(key or "").strip().lower(): _text(value) for key, value in row.items()}
    except (OSError, ValueError, csv.Error) as error:
        complaints.append(f"it cannot be read from here on: {error}. Save it as CSV in UTF-8 with a header.")


def _text(value: str | list[str] | None) -> str:
    return value.strip() if isinstance(value, str) else ""


def _problem(name: str, folder: Path, rows: Mapping[str, Meta]) -> str | None:
    if not name:
        return "no file is named"
    if name in rows:
        return f"'{name}' has a row already"
    if not (folder / name).is_file():
        return f"there is no file '{name}' in this folder"
    return None


def _meta(row: Mapping[str, str], line: int, complaints: list[str]) -> Meta:
    published, country, url = row.get("published", ""), row.get("country", ""), row.get("url", "")
    date = published_date(published) if published else None
    if published and date is None:
        complaints.append(f"line {line}: '{published}' is no date with day, month and year; write it as 2024-02-07.")
    if country and not _ALPHA3.fullmatch(country):
        complaints.append(f"line {line}: country '{country}' is not a code of three letters (ISO 3166, such as AZE).")
        country = ""
    if url and scheme_of(url) not in ("http", "https"):
        complaints.append(f"line {line}: '{url}' is no http or https address; it is left out.")
        url = ""
    return Meta(row.get("outlet") or None, url or None, date, country.upper() or None)


def scheme_of(url: str) -> str:
    """The scheme of an address in lower case, empty where it has none or cannot be read."""
    try:
        return urlsplit(url).scheme.lower()
    except ValueError:
        return ""
