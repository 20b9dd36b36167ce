"""Tables of words as the gazetteer's tools read and write them."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

HERE = Path(__file__).parent
Cells = dict[str, str]
LATIN_MAX = 0x1EFF


def read(path: Path) -> list[Cells]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{key: value or "" for key, value in row.items()} for row in csv.DictReader(file)]


def hand(name: str) -> list[Cells]:
    return read(HERE / "hand" / f"{name}.csv")


def write(folder: Path, name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(sorted({tuple(unicodedata.normalize("NFC", cell) for cell in row) for row in rows}))


def listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def latin(text: str) -> bool:
    return all(ord(char) <= LATIN_MAX or char in "’‘–" or unicodedata.combining(char) for char in text)


def bare(wording: str) -> str:
    return re.sub(r"^the\s+", "", wording, flags=re.IGNORECASE)
