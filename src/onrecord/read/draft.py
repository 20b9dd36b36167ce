"""What the readers and ``read_file`` hand each other: a file of the pile, the limits, and a draft of an article."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord.types import Block, Status

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Meta:
    """What a ``sources.csv`` says of one file; None where it says nothing. ``published`` is an ISO date."""

    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class PileFile:
    """One file to read: where it is, its path within the pile, the name it has in exports, and what is known of it."""

    path: Path
    name: str
    document: str
    meta: Meta = Meta()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one input may cost. Above a limit its final status is ``too_large`` or ``timeout``."""

    raw_bytes: int = 20 * MEGABYTE
    text_characters: int = 5 * MEGABYTE
    wall_seconds: float = 20.0
    cpu_seconds: float = 15.0
    memory_bytes: int = 768 * MEGABYTE


STANDARD = Limits()


@dataclass(frozen=True, slots=True)
class Layout:
    """A text's blocks, in order, and what the layout tells of the article; ``published`` is an ISO date."""

    blocks: tuple[Block, ...]
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader made of a file's bytes. Without a layout there is no article, and ``reason`` says why.

    ``reason`` has two parts: what is wrong, and what to do next; ``read_file`` puts the file's name between them.
    """

    status: Status
    reason: tuple[str, str] = ("", "")
    text: str = ""
    layout: Layout | None = None
    url: str | None = None
    by: str = ""
