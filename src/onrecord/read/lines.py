"""Cuts a text into units: its lines, or the paragraphs of a text whose lines were wrapped at a width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.types import BlockKind

# Blanks of a text: white space, and the byte order mark that some editors leave at its start.
MARK = "\ufeff"
WIDEST_WRAP = 120
NARROWEST_WRAP = 40
LONGEST_WORD = 40

_SOLID = re.compile(rf"[^\s{MARK}]")
_CLOSERS = "\"'”’»)]}*_ "
_ENDERS = (".", "!", "?", "…", "。")


@dataclass(frozen=True, slots=True)
class Unit:
    """A line or wrapped paragraph without the blanks around it.

    ``gap`` says whether a blank line stands before it; ``hint`` is what the file's own markup calls it; ``closed``
    whether it ends as a sentence does; ``count`` its words, or as many as would fill its length with long ones: rules
    for short lines never run over a "line" of a megabyte.
    """

    start: int
    end: int
    words: str
    gap: bool
    hint: BlockKind | None = None
    count: int = 0
    closed: bool = False


def unit(text: str, start: int, end: int, *, gap: bool, hint: BlockKind | None = None) -> Unit | None:
    """The unit of a stretch of text, None where it is blank."""
    first = _SOLID.search(text, start, end)
    if first is None:
        return None
    words = text[first.start() : end].rstrip()
    while words.endswith(MARK):
        words = words.rstrip(MARK).rstrip()
    begin = first.start()
    return Unit(begin, begin + len(words), words, gap, hint, _count(words), is_closed(words))


def _count(words: str) -> int:
    return max(len(words.split()), len(words) // LONGEST_WORD)


def is_closed(words: str) -> bool:
    """Whether the words end as a sentence does: a full stop, question or exclamation mark, within quotes or not."""
    return words.rstrip(_CLOSERS).endswith(_ENDERS)


def units(text: str) -> tuple[Unit, ...]:
    """The units of a text, in order; between them there are only blanks."""
    found: list[Unit] = []
    position, gap = 0, True
    for line in text.splitlines(keepends=True):
        one = unit(text, position, position + len(line), gap=gap)
        position += len(line)
        gap = one is None
        if one is not None:
            found.append(one)
    return _unwrapped(text, found)


def _unwrapped(text: str, found: Sequence[Unit]) -> tuple[Unit, ...]:
    width = _wrap_width(found)
    if not width:
        return tuple(found)
    groups: list[list[Unit]] = []
    for one in found:
        if groups and not one.gap and _is_full(groups[-1][-1], one, width):
            groups[-1].append(one)
        else:
            groups.append([one])
    return tuple(_joined(text, group) for group in groups)


def _joined(text: str, group: Sequence[Unit]) -> Unit:
    whole = unit(text, group[0].start, group[-1].end, gap=group[0].gap) if len(group) > 1 else None
    return whole or group[0]


def _is_full(line: Unit, following: Unit, width: int) -> bool:
    """Whether the next line's first word had no room on this line."""
    room = width - (line.end - line.start)
    return len(following.words.split(None, 1)[0]) + 1 > room and following.words[0] not in "-–—•*■>"


def _wrap_width(found: Sequence[Unit]) -> int:
    """The width at which the text's lines were wrapped; zero where each line is a paragraph of its own."""
    width = max((one.end - one.start for one in found), default=0)
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return 0
    pairs = [(one, two) for one, two in pairwise(found) if not two.gap]
    full = [two for one, two in pairs if _is_full(one, two, width)]
    running = [two for one, two in pairs if not one.closed and two.words[0].islower()]
    return width if len(pairs) >= 3 and len(full) >= 0.8 * len(pairs) and len(running) >= 2 else 0
