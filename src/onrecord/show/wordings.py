"""How pages write values: names of ours, numbers, dates and addresses. Templates of all pages use these as filters."""

from __future__ import annotations

import re
from typing import Any

from onrecord.show.marks import visible

MANY = 300  # characters of a quotation in a list


def shown(value: Any) -> Any:
    """A template's value as a page writes it: what cannot be seen is named, None is nothing."""
    if value.__class__ is str:  # Markup is our own: a template's output
        return value if value.isprintable() else visible(value)
    return "" if value is None else value


def safe_link(url: str | None) -> str:
    """The address of a web page; empty where it is anything else."""
    return url if url and re.match(r"https?://[^\s<>\"'\\]+\Z", url, re.IGNORECASE) else ""


def words(value: str) -> str:
    """A name of ours in plain words: different_status is "different status"."""
    return value.replace("_", " ")


def act(action: str) -> str:
    """An action as a line of a list says it."""
    return "says" if action == "SAY" else words(action).lower()


def short(text: str, most: int = MANY) -> str:
    """The words on one line, cut at a word's end where they are too many."""
    plain = text if text.isprintable() and "  " not in text else " ".join(text.split())
    return plain if len(plain) <= most else plain[:most].rsplit(" ", 1)[0] + " …"


def number(value: float | int | None) -> str:
    """A number as a page writes it: thousands apart, no needless decimals."""
    if value is None:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.10g}"


def day(date: str | None) -> str:
    """A date, or that there is none."""
    return date or "undated"
