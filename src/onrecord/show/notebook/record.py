"""A record opened in Python: all that a reader gives, and results that show themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol, cast

from onrecord.ask import ask
from onrecord.ask.names import best_name
from onrecord.ask.shelf import Reader
from onrecord.ask.shelf import open_record as open_reader
from onrecord.show.notebook.results import Carried, Coverage, Figures, Quotations, Said, ShownAnswer
from onrecord.show.report.deeds import ranked
from onrecord.show.report.figures import rank
from onrecord.show.report.material import stories_of, story_of
from onrecord.types import Claim, Mention, Quote
from onrecord.weighed import Fact, FigureGroup, Story


class Record(Reader, Protocol):
    """A finished record, read only, whose answers, figures, coverage and quotations show themselves in a notebook.

    ``story`` is the id of a story, how that begins, or words of its title; None is the whole record. Raises InputError
    where the record has no such story.
    """

    def __enter__(self) -> Record:
        """The record itself, closed at the end of the block."""

    def ask(self, question: str) -> ShownAnswer:
        """The answer to a question in English. Raises QuestionError where it cannot be read."""

    def figures(self, story: str | None = None) -> Figures:
        """Figures side by side: each question with every value given, those that disagree first."""

    def coverage(self, story: str | None = None) -> Coverage:
        """Which outlet carries which fact, those on most sources first."""

    def quotations(self, story: str | None = None) -> Quotations:
        """Who said what, in the record's order."""


def open_record(record: Path | str) -> Record:
    """The record, opened for reading only. Raises RecordError where it is none, or another version's."""
    return cast(Record, _Opened(open_reader(Path(record)), record))


class _Opened:
    """A reader with results that show themselves; whatever else it is asked, the reader answers."""

    __slots__ = ("_path", "_reader")

    def __init__(self, reader: Reader, path: Path | str) -> None:
        self._reader, self._path = reader, path

    def __repr__(self) -> str:
        return f"onrecord.open_record({str(self._path)!r})"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # notebooks and copies look for many such; none of them is the reader's to give
            raise AttributeError(f"a record has no {name!r}", name=name, obj=self)
        return getattr(self._reader, name)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *(name for name in dir(self._reader) if not name.startswith("_"))})

    def __enter__(self) -> _Opened:
        return self

    def __exit__(self, *_: object) -> None:
        self._reader.close()

    def ask(self, question: str) -> ShownAnswer:
        """The answer to a question in English. Raises QuestionError where it cannot be read."""
        answer = ask(self._reader, question)
        return ShownAnswer(answer.question, answer.understood_as, answer.rows, answer.articles)

    def figures(self, story: str | None = None) -> Figures:
        """Figures side by side: each question with every value given, those that disagree first."""
        chosen = self._chosen(story)
        some = sorted((one for one in self._reader.comparisons() if not chosen or one.story == chosen.id), key=rank)
        return Figures(tuple(some), self._quotes(claim for one in some for claim in _claims_of(one.groups)))

    def coverage(self, story: str | None = None) -> Coverage:
        """Which outlet carries which fact, those on most sources first."""
        chosen = self._chosen(story)
        facts = ranked(fact for fact in self._reader.facts() if not chosen or fact.story == chosen.id)
        quotes = self._quotes(claim for fact in facts for claim in fact.claims)
        return Coverage(tuple((fact, _carried(fact, quotes)) for fact in facts))

    def quotations(self, story: str | None = None) -> Quotations:
        """Who said what, in the record's order."""
        chosen = self._chosen(story)
        claims = [c for c in self._reader.claims(kind="quotation") if not chosen or c.article_id in chosen.articles]
        quotes = self._quotes(claim.id for claim in claims)
        return Quotations(tuple(_said(claim, quotes[claim.id]) for claim in claims))

    def _chosen(self, story: str | None) -> Story | None:
        return None if story is None else story_of(stories_of(self._reader), story, "story=")

    def _quotes(self, claims: Iterable[str]) -> dict[str, Quote]:
        return {quote.claim_id: quote for quote in self._reader.quotes(tuple(dict.fromkeys(claims)))}


def _claims_of(groups: Iterable[FigureGroup]) -> Iterable[str]:
    return (claim for group in groups for cell in group.values for claim in cell.claims)


def _carried(fact: Fact, quotes: Mapping[str, Quote]) -> tuple[Carried, ...]:
    """Each outlet that has the fact, by the first of its claims: those for it, then those against it; by name."""
    found: dict[str, Carried] = {}
    for stance, claims in ((fact.modality, fact.asserted), ("denied", fact.denied)):
        for quote in (quotes[claim] for claim in claims if claim in quotes):
            found.setdefault(quote.source, Carried(quote.source, stance, quote))
    return tuple(found[outlet] for outlet in sorted(found))


def _said(claim: Claim, quote: Quote) -> Said:
    speaker, addressee = claim.role("speaker"), claim.role("addressee")
    form = claim.speech.form if claim.speech else "direct"
    return Said(_name(speaker), _country(speaker), _name(addressee), form, claim.score, quote)


def _name(mention: Mention | None) -> str | None:
    return best_name(mention) if mention else None


def _country(mention: Mention | None) -> str | None:
    return mention.country or (mention.entity.country if mention.entity else None) if mention else None
