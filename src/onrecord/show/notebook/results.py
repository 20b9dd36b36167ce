"""What a record gives in a notebook: each result a table to look at, text to read, and rows for a frame.

A frame has the cells of the interface for programs, one row for each cell and each of its quotations, and where the
words stand: ``text`` is ``article.text[start:end]`` of ``document``. Results hold all that they show: the record may be
closed.
"""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from onrecord.ask import render
from onrecord.ask.cite import summary
from onrecord.show.notebook import frames, plain
from onrecord.show.notebook.frames import Columns, Row
from onrecord.show.notebook.page import rendered
from onrecord.show.report.coverage import label
from onrecord.show.web.plot import drawn, number_of
from onrecord.types import Answer, Quote
from onrecord.weighed import Cell, Comparison, Fact, FigureGroup, Party

WORDS: Columns = (
    ("document", "text"), ("source", "text"), ("published", "text"),
    ("start", "whole"), ("end", "whole"), ("text", "text"), ("claim_id", "text"),
)  # fmt: skip
MOST_ROWS, MOST_FIGURES, MOST_FACTS, MOST_OUTLETS = 100, 30, 60, 40  # that a notebook shows; frames have all


class Frame:
    """A result as a frame."""

    __slots__ = ()
    columns: ClassVar[Columns]

    @abstractmethod
    def cells(self) -> Sequence[Row]:
        """The rows of the frame, as ``columns`` names them."""

    def to_arrow(self) -> Any:
        """A ``pyarrow.Table`` of all rows. Raises LibraryError where pyarrow is not installed."""
        return frames.to_arrow(self.columns, self.cells())

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame`` of all rows. Raises LibraryError where pandas is not installed."""
        return frames.to_pandas(self.columns, self.cells())


@dataclass(frozen=True, slots=True, repr=False)
class ShownAnswer(Answer, Frame):
    """An answer that shows itself; a row that says that nothing is reported has one row without words in a frame."""

    columns: ClassVar[Columns] = (("value", "text"), ("implied", "truth"), ("note", "text"), *WORDS)

    def __repr__(self) -> str:
        return render(self).rstrip("\n")

    def _repr_html_(self) -> str:
        return rendered("answer.html", answer=self, most=MOST_ROWS, summary=summary(self))

    def cells(self) -> Sequence[Row]:
        """A row for each quotation of each of the answer's rows."""
        return [
            (row.value, row.implied, row.note or None, *_words(quote))
            for row in self.rows
            for quote in (row.quotes or (None,))
        ]


@dataclass(frozen=True, slots=True, repr=False)
class Figures(Frame):
    """Figures side by side, with the words of every claim that gives one, by the claim's id."""

    comparisons: tuple[Comparison, ...]
    quotes: Mapping[str, Quote] = field(hash=False)

    columns: ClassVar[Columns] = (
        ("comparison", "text"), ("story", "text"), ("measure", "text"), ("subject", "text"), ("scope", "text"),
        ("unit", "text"), ("verdict", "text"), ("status", "text"), ("attributed_to", "text"),
        ("value", "text"), ("number", "number"), ("superseded", "truth"), *WORDS,
    )  # fmt: skip

    def __len__(self) -> int:
        return len(self.comparisons)

    def __iter__(self) -> Iterator[Comparison]:
        return iter(self.comparisons)

    def __repr__(self) -> str:
        return plain.figures(self.comparisons[:MOST_FIGURES], self.quotes, len(self))

    def _repr_html_(self) -> str:
        some = [(one, drawn(one)) for one in self.comparisons[:MOST_FIGURES]]
        return rendered("figures.html", figures=some, quotes=self.quotes, total=len(self))

    def cells(self) -> Sequence[Row]:
        """A row for each claim of each value that is given to a question."""
        return [
            (*_question(one), *_given(group, cell), *_words(self.quotes.get(claim)))
            for one in self.comparisons
            for group in one.groups
            for cell in group.values
            for claim in cell.claims
        ]


@dataclass(frozen=True, slots=True)
class Carried:
    """That an outlet carries a fact: with which stance (the fact's own, or denied), and in which words first."""

    outlet: str
    stance: str
    quote: Quote


@dataclass(frozen=True, slots=True, repr=False)
class Coverage(Frame):
    """Facts, each with the outlets that carry it; an outlet that is not there has no article here that does."""

    lines: tuple[tuple[Fact, tuple[Carried, ...]], ...]

    columns: ClassVar[Columns] = (
        ("fact", "text"), ("story", "text"), ("action", "text"), ("actor", "text"), ("actor_country", "text"),
        ("target", "text"), ("target_country", "text"), ("modality", "text"), ("standing", "text"),
        ("sources", "whole"), ("outlet", "text"), ("stance", "text"), *WORDS,
    )  # fmt: skip

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets, the one that carries most facts first."""
        return _outlets(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[tuple[Fact, tuple[Carried, ...]]]:
        return iter(self.lines)

    def __repr__(self) -> str:
        some = [(label(fact), carried) for fact, carried in self.lines[:MOST_FACTS]]
        return plain.coverage(some, len(self), len(self.outlets))

    def _repr_html_(self) -> str:
        shown = self.lines[:MOST_FACTS]
        outlets = _outlets(shown)[:MOST_OUTLETS]
        by_outlet = [(label(fact), {one.outlet: one for one in carried}) for fact, carried in shown]
        rows = [(fact, [places.get(outlet) for outlet in outlets]) for fact, places in by_outlet]
        unseen = len(self.outlets) - len(outlets)
        return rendered("coverage.html", outlets=outlets, rows=rows, total=len(self), unseen_outlets=unseen)

    def cells(self) -> Sequence[Row]:
        """A row for each fact and each outlet that carries it."""
        return [
            (*_fact(fact), one.outlet, one.stance, *_words(one.quote))
            for fact, carried in self.lines
            for one in carried
        ]


@dataclass(frozen=True, slots=True)
class Said:
    """One quotation: whose, to whom, in what form (direct, mixed, indirect), and the claim's score."""

    speaker: str | None
    country: str | None
    addressee: str | None
    form: str
    score: float
    quote: Quote


@dataclass(frozen=True, slots=True, repr=False)
class Quotations(Frame):
    """Who said what, in the record's order."""

    said: tuple[Said, ...]

    columns: ClassVar[Columns] = (
        ("speaker", "text"), ("speaker_country", "text"), ("addressee", "text"), ("form", "text"),
        ("score", "number"), *WORDS,
    )  # fmt: skip

    def __len__(self) -> int:
        return len(self.said)

    def __iter__(self) -> Iterator[Said]:
        return iter(self.said)

    def __repr__(self) -> str:
        return plain.quotations([(one.speaker, one.quote) for one in self.said[:MOST_ROWS]], len(self))

    def _repr_html_(self) -> str:
        return rendered("quotations.html", said=self.said[:MOST_ROWS], total=len(self))

    def cells(self) -> Sequence[Row]:
        """A row for each quotation."""
        return [(one.speaker, one.country, one.addressee, one.form, one.score, *_words(one.quote)) for one in self.said]


def _words(quote: Quote | None) -> Row:
    """The cells of WORDS."""
    if quote is None:
        return (None,) * len(WORDS)
    place = (quote.document, quote.source, quote.published)
    return (*place, quote.span.start, quote.span.end, quote.text, quote.claim_id)


def _question(one: Comparison) -> Row:
    return one.id, one.story, one.measure, one.subject, one.scope, one.unit, one.verdict


def _given(group: FigureGroup, cell: Cell) -> Row:
    return group.status, group.attributed_to, cell.value, number_of(cell.value), cell.value in group.superseded


def _fact(fact: Fact) -> Row:
    parties = (*_party(fact.actor), *_party(fact.target))
    return (fact.id, fact.story, fact.action, *parties, fact.modality, fact.standing, fact.sources)


def _party(party: Party | None) -> Row:
    """A party's name and country."""
    return (party.name.value, party.country) if party else (None, None)


def _outlets(lines: Iterable[tuple[Fact, tuple[Carried, ...]]]) -> tuple[str, ...]:
    """The outlets of some facts, the one that carries most of them first."""
    totals = Counter(one.outlet for _, carried in lines for one in carried)
    return tuple(sorted(totals, key=lambda outlet: (-totals[outlet], outlet)))
