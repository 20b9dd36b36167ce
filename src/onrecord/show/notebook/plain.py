"""Results as plain text: one thing a line, nothing that an article says able to move a cursor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from onrecord.show.claims import harmless
from onrecord.show.wordings import short, words
from onrecord.types import Quote
from onrecord.weighed import Comparison, FigureGroup

SHOWN = 160  # characters of a quotation


class Carried(Protocol):
    """That an outlet carries a fact."""

    @property
    def outlet(self) -> str:
        """Which."""

    @property
    def stance(self) -> str:
        """How."""

    @property
    def quote(self) -> Quote:
        """In which words."""


def figures(some: Sequence[Comparison], quotes: Mapping[str, Quote], total: int) -> str:
    """Each question with its verdict and reason, and under it what each claimant gave."""
    lines = (line for one in some for line in _comparison(one, quotes))
    return "\n".join([*lines, *_rest(total - len(some)), many(total, "question")])


def _comparison(one: Comparison, quotes: Mapping[str, Quote]) -> Iterator[str]:
    yield f"{_clean(heading(one))}: {words(one.verdict)}"
    yield from (f"  {_clean(note)}" for note in (one.reason, *one.notes))
    yield from (line for group in one.groups for line in _group(group, unit(one), quotes))
    yield ""


def _group(group: FigureGroup, measured_in: str, quotes: Mapping[str, Quote]) -> Iterator[str]:
    who = _clean(group.attributed_to or "not attributed")
    for cell in group.values:
        standing = words(group.status) + (", superseded" if cell.value in group.superseded else "")
        more = f" and {len(cell.claims) - 1} more" if len(cell.claims) > 1 else ""
        place = next((f" {_place(quotes[claim])}{more}" for claim in cell.claims if claim in quotes), "")
        yield f"  {_clean(f'{cell.value} {measured_in}')}, {who} ({standing}){place}"


def coverage(some: Sequence[tuple[str, Sequence[Carried]]], total: int, outlets: int) -> str:
    """Each fact with the outlets that carry it, and how where that is not simply to say so."""
    lines = (f"{_clean(fact)}: {', '.join(map(_carried, carried)) or 'nobody'}" for fact, carried in some)
    return "\n".join([*lines, *_rest(total - len(some)), f"{many(total, 'fact')}, {many(outlets, 'outlet')}"])


def _carried(one: Carried) -> str:
    how = "" if one.stance == "asserted" else f" ({one.stance})"
    return f"{_clean(one.outlet)}{how} {_place(one.quote)}"


def quotations(some: Sequence[tuple[str | None, Quote]], total: int) -> str:
    """Each speaker with the words."""
    lines = (f"{_clean(who or 'not known who')}: “{short(_clean(q.text), SHOWN)}” {_place(q)}" for who, q in some)
    return "\n".join([*lines, *_rest(total - len(some)), many(total, "quotation")])


def heading(one: Comparison) -> str:
    """What a question is about: "vote share: Ilham Aliyev, Baku"."""
    about = ", ".join(filter(None, (one.subject, one.scope)))
    return f"{words(one.measure)}: {about}" if about else words(one.measure)


def unit(one: Comparison) -> str:
    """The unit as it is written after a number: nothing after a mere count."""
    return "" if one.unit == "count" else one.unit


def many(count: int, noun: str) -> str:
    """A count with its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _rest(unseen: int) -> list[str]:
    return [f"… and {unseen:,} more, which to_pandas() and to_arrow() have"] if unseen else []


def _place(quote: Quote) -> str:
    return f"[{_clean(quote.document)} {quote.span.start}-{quote.span.end}]"


def _clean(text: str) -> str:
    return " ".join(harmless(text).split())
