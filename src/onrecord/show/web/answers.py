"""What the interface for programs gives and takes, where no type of the record says it already."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onrecord.ask.shelf import CellRow, Count, NameRow, TextRow
from onrecord.types import Article, Claim, Verdict
from onrecord.weighed import Comparison, Fact, Story

Word = Literal["right", "wrong", "unsure", "edit", "same", "different", "undo"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and what to do next."""

    status: int
    what: str
    next_step: str


@dataclass(frozen=True, slots=True)
class ErrorAnswer:
    """The only field of an answer that is none."""

    error: Fault


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of a facet, each with how many rows it would give."""

    name: str
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A page of the claims that fit, in the record's order; ``total`` counts all that fit."""

    total: int
    page: int
    per: int
    facets: tuple[Facet, ...]
    rows: tuple[CellRow, ...]


@dataclass(frozen=True, slots=True)
class ClaimAnswer:
    """A claim as people's verdicts leave it, the document it is in, its words, and those verdicts by time."""

    claim: Claim
    document: str
    quote: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """A page of the articles, by document."""

    total: int
    page: int
    rows: tuple[TextRow, ...]


@dataclass(frozen=True, slots=True)
class ArticleAnswer:
    """An article with its claims' rows."""

    article: Article
    rows: tuple[CellRow, ...]


@dataclass(frozen=True, slots=True)
class NamePage:
    """A page of the names, the most frequent first."""

    total: int
    page: int
    rows: tuple[NameRow, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A claim in which a name has a role."""

    role: str
    row: CellRow


@dataclass(frozen=True, slots=True)
class NameAnswer:
    """A name with the claims in which it has a part; at most 200."""

    name: NameRow
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class FactPage:
    """A page of the facts that fit, those with most independent sources first."""

    total: int
    page: int
    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class FigurePage:
    """A page of the questions that figures answer, those that disagree first."""

    total: int
    page: int
    rows: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A page of the stories, the one with most articles first."""

    total: int
    page: int
    rows: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """That an outlet carries a fact: with which stance, and where."""

    outlet: str
    stance: str
    row: CellRow


@dataclass(frozen=True, slots=True)
class Covered:
    """A fact, and the outlets that carry it."""

    fact: str
    carried: tuple[Carried, ...]


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """Who carries what in a story: facts with most sources first."""

    story: str
    outlets: tuple[str, ...]
    total: int
    page: int
    rows: tuple[Covered, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Names, articles and claims that have some words."""

    names: tuple[NameRow, ...]
    articles: tuple[TextRow, ...]
    claims: tuple[CellRow, ...]
    total: int


def _free(default: str | None) -> str | None:
    return field(default=default, metadata={"optional": True})


@dataclass(frozen=True, slots=True)
class Judging:
    """A verdict to be kept. ``seen`` is the id of the last verdict on the same thing, or "none": compare and set.

    An edit takes ``role`` and ``words``, with their ``place`` as 12-34 where they stand more than once, or for a figure
    ``value`` or ``status``; a pair takes ``one`` and ``other``.
    """

    word: Word
    seen: str
    note: str | None = _free(None)
    role: str | None = _free(None)
    words: str | None = _free(None)
    place: str | None = _free(None)
    value: str | None = _free(None)
    status: str | None = _free(None)
    one: str | None = _free(None)
    other: str | None = _free(None)
