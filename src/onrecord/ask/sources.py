"""How many independent sources stand behind a row: a copy counts as what it was copied from, an outlet once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

from onrecord.ask.pile import Pile
from onrecord.types import Copy, Row


@runtime_checkable
class Copied(Protocol):
    """A record that knows which of its articles repeat another's words."""

    def copies(self) -> Iterable[Copy]:
        """Every copy with what it was copied from."""


def with_sources(pile: Pile, rows: Sequence[Row]) -> list[Row]:
    """The rows, each that several articles carry with a note of how many independent sources it has."""
    if not isinstance(pile.record, Copied):
        return list(rows)
    whole = {one.article_id: one.original_id for one in pile.record.copies() if one.kind in ("exact", "near")}
    by_document = {article.document: article.id for article in pile.articles.values()}
    return [_with_note(row, _independent(row, whole, by_document, pile)) for row in rows]


def _independent(row: Row, whole: Mapping[str, str], by_document: Mapping[str, str], pile: Pile) -> int:
    return len({_outlet(by_document[quote.document], whole, pile) for quote in row.quotes})


def _outlet(article: str, whole: Mapping[str, str], pile: Pile) -> str:
    """The outlet of an article, or of the first of those it was copied from."""
    seen = {article}
    while (original := whole.get(article)) and original in pile.articles and original not in seen:
        article = original
        seen.add(article)
    return pile.articles[article].source


def _with_note(row: Row, count: int) -> Row:
    articles = len({quote.document for quote in row.quotes})
    if articles < 2:
        return row
    said = f"{count} independent sources" if count > 1 else f"one source in {articles} articles"
    return replace(row, note="; ".join(filter(None, (row.note, said))))
