"""Exports: one file for each format, found by its name, with ``lines(record)``.

An exporter writes nothing: it gives lines, and refuses a cell whose words are not what its source says there.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Protocol

from onrecord.errors import CitationError, SettingError
from onrecord.text import text_hash
from onrecord.types import Article, Claim, Quote, Span
from onrecord.weighed import Comparison, Fact


class StoredWords(Protocol):
    """The words that a record stored for one span of a claim or mention."""

    @property
    def of(self) -> str:
        """What the words are: a mention, evidence or a trigger."""

    @property
    def id(self) -> str:
        """The claim's or the mention's id."""

    @property
    def position(self) -> int:
        """Which of its spans."""

    @property
    def span(self) -> Span:
        """Where they stand in the article."""

    @property
    def words(self) -> str:
        """The words."""


class Record(Protocol):
    """What an exporter reads of a record."""

    def articles(self) -> Iterator[Article]:
        """Every article, by document."""

    def claims(
        self, kind: str | None = None, action: str | None = None, document: str | None = None
    ) -> Iterator[Claim]:
        """The claims of a document."""

    def proofs(self, document: str) -> Iterator[StoredWords]:
        """The stored words of every cell of a document."""

    def facts(self) -> Iterator[Fact]:
        """What the claims amount to."""

    def comparisons(self) -> Iterator[Comparison]:
        """The questions that figures answer."""

    def quotes(self, claims: Sequence[str]) -> tuple[Quote, ...]:
        """The words that show each of the claims."""


class Exporter(Protocol):
    """What an export's file offers: its lines, of claims of at least a score."""

    def __call__(self, record: Record, *, least_score: float = 0.0) -> Iterator[str]:
        """The lines of a record. Raises CitationError for a quote that its source does not have."""


def formats() -> tuple[str, ...]:
    """The names of all formats."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def exporter(name: str) -> Exporter:
    """The exporter of a format. Raises SettingError where there is none, with the names of those there are."""
    if name not in formats():
        raise SettingError(f"no format {name!r}", where="--format", next_step=f"Known formats: {', '.join(formats())}.")
    lines: Exporter = import_module(f"onrecord.export.{name}").lines
    return lines


def cited(record: Record, article: Article) -> dict[str, str]:
    """The quoted words of each claim of an article, by claim. Raises CitationError where the article has others."""
    if text_hash(article.text) != article.sha256:
        raise _wrong("the article's text is not the one that was read", article)
    quotes: dict[str, str] = {}
    for proof in record.proofs(article.document):
        if article.text[proof.span.start : proof.span.end] != proof.words:
            raise _wrong(f"{proof.of} {proof.id} quotes {proof.words!r}", article, proof.span)
        if proof.of == "evidence" and proof.position == 0:
            quotes[proof.id] = proof.words
    return quotes


def _wrong(what: str, article: Article, span: Span | None = None) -> CitationError:
    where = f"{article.document}, {span.start}-{span.end}" if span else article.document
    return CitationError(what, where=where, next_step="The export stops here; build the record again from its pile.")
