"""An answer shown: for the terminal, and as the interchange object."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator
from typing import Any

from onrecord.types import Answer, Quote, Row

SHOWN = 240  # characters of a quotation on the terminal; the record and the JSON keep all of it
QUOTES = 3  # quotations shown with a row on the terminal
BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def as_json(answer: Answer) -> dict[str, Any]:
    """The interchange object. Rows that are only implied stand apart, under "implied", which is there when any are."""
    shown = {
        "question": answer.question,
        "understood_as": answer.understood_as,
        "rows": [_row_json(row) for row in answer.rows if not row.implied],
        "searched": {"articles": answer.articles},
    }
    implied = [_row_json(row) for row in answer.rows if row.implied]
    return {**shown, "implied": implied} if implied else shown


def _row_json(row: Row) -> dict[str, Any]:
    """A row, with its note where it has one."""
    quotes = [
        {"document": quote.document, "start": quote.span.start, "end": quote.span.end, "text": quote.text}
        for quote in row.quotes
    ]
    shown = {
        "value": row.value,
        "sources": list(dict.fromkeys(quote.document for quote in row.quotes)),
        "quotes": quotes,
    }
    return {**shown, "note": row.note} if row.note else shown


def render(answer: Answer, width: int = 100, colour: bool = False) -> str:
    """The answer for a terminal of a width: the reading, numbered rows with their quotations, a line of summary."""
    return "\n".join(line.rstrip() for line in _lines(answer, max(width, 40), colour)) + "\n"


def _lines(answer: Answer, width: int, colour: bool) -> Iterator[str]:
    understood, *notes = answer.understood_as.split("\n")
    yield from _wrapped(f"Understood as: {_clean(understood)}", width, "")
    for note in notes:
        yield from _wrapped(_clean(note), width, "", DIM if colour else "")
    stated = [row for row in answer.rows if not row.implied]
    implied = [row for row in answer.rows if row.implied]
    for number, row in enumerate(stated, 1):
        yield ""
        yield from _row_lines(number, row, width, colour)
    if implied:
        yield ""
        yield "Only implied, set apart:"
    for number, row in enumerate(implied, len(stated) + 1):
        yield ""
        yield from _row_lines(number, row, width, colour)
    yield ""
    yield summary(answer)


def _row_lines(number: int, row: Row, width: int, colour: bool) -> Iterator[str]:
    value = _clean(row.value)
    note = f" ({_clean(row.note)})" if row.note else ""
    bold, dim, plain = (BOLD, DIM, PLAIN) if colour else ("", "", "")
    yield f"{number:>3}. {bold}{value}{plain}{note}"
    for quote in row.quotes[:QUOTES]:
        where = f"[{_clean(quote.document)} {quote.span.start}-{quote.span.end}]"
        source = ", ".join(_clean(part) for part in (quote.source, quote.published or "undated"))
        yield from _wrapped(f"{source}: “{_shortened(quote)}” {where}", width, "     ", dim)
    if len(row.quotes) > QUOTES:
        yield f"     and {len(row.quotes) - QUOTES} more"


def _shortened(quote: Quote) -> str:
    """The words on one line, with … in the middle where they are too many."""
    words = _clean(quote.text)
    if len(words) <= SHOWN:
        return words
    half = SHOWN // 2 - 2
    return f"{words[:half].rsplit(' ', 1)[0]} … {words[-half:].split(' ', 1)[-1]}"


def _clean(text: str) -> str:
    """The text on one line, without the control characters that would move a terminal's cursor."""
    plain = "".join(" " if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Cs") else char for char in text)
    return " ".join(plain.split())


def _wrapped(text: str, width: int, indent: str, style: str = "") -> Iterator[str]:
    lines = textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
    return (f"{style}{line}{PLAIN}" if style else line for line in lines)


def summary(answer: Answer) -> str:
    """How much was found and how much was searched, in one line."""
    searched = _many(answer.articles, "article") + " searched"
    if not answer.rows:
        return f"No source in this record says so; {searched}."
    stated = sum(not row.implied for row in answer.rows)
    implied = len(answer.rows) - stated
    apart = f", and {implied} only implied" if implied else ""
    return f"{_many(stated, _unit(answer))}{apart}; {searched}."


def _unit(answer: Answer) -> str:
    """What a row is: a country, where the reading says so."""
    return "country" if answer.understood_as.startswith("countries ") else "row"


def _many(count: int, noun: str) -> str:
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{count} {noun if count == 1 else plural}"
