"""What follows from the claims of all articles together: stories, joins, facts, figures side by side.

Frozen, with slots, tuples only, as in ``onrecord.types``. All of it changes with the claims; none of it is a source.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.errors import ClaimError
from onrecord.types import Copy, FigureStatus, MentionKind

JoinVerdict = Literal["same", "different", "unsure"]
FactModality = Literal["asserted", "negated", "planned", "implied"]
FactStanding = Literal["corroborated", "single-source", "disputed", "denied", "superseded"]
Agreement = Literal["agree", "rounding", "different_status", "contradiction"]


@dataclass(frozen=True, slots=True)
class Story:
    """The articles and the claims that speak of one event, by id; ``title`` is one of the articles' own.

    ``kind`` is what sort of event it is ("election"), "" where no words say; ``start`` and ``end`` are ISO dates of
    the articles.
    """

    id: str
    title: str
    kind: str
    country: str | None
    start: str | None
    end: str | None
    articles: tuple[str, ...]
    claims: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Join:
    """Whether two names are one's, in one story (everywhere with None): who says so, how surely, and why."""

    one: str
    other: str
    verdict: JoinVerdict
    score: float
    reason: str
    by: str
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One value and the ids of the claims it rests on; never without any."""

    value: str
    claims: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.claims:
            raise ClaimError("a cell without a claim", where=self.value, next_step="Give the claims it rests on.")


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a fact: the fullest name that the articles have, as a cell, what it is, and its country.

    ``entity`` is its name in the gazetteer, None where that has none.
    """

    name: Cell
    kind: MentionKind
    country: str | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What claims of one action, actor, target and story amount to; no statement of its truth.

    ``asserted`` and ``denied`` are the claims for and against it. ``sources`` counts the independent ones that assert
    it (that deny it, where none asserts it): a copy counts as what it was copied from. ``linked`` names facts that are
    the same act at another level (a state, its leader), ``superseded_by`` the fact that a plan has become.
    ``date`` is the first that a claim or its article gives.
    """

    id: str
    story: str
    action: str
    actor: Party | None
    target: Party | None
    modality: FactModality
    standing: FactStanding
    asserted: tuple[str, ...]
    denied: tuple[str, ...]
    sources: int
    date: str | None
    linked: tuple[str, ...]
    superseded_by: str | None
    reason: str

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims for it, then those against it."""
        return (*self.asserted, *self.denied)


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """What one claimant gave with one status: values in order of time, each a cell, the last one standing.

    ``superseded`` are the values that a later one of the same claimant has taken the place of.
    """

    status: FigureStatus
    attributed_to: str | None
    values: tuple[Cell, ...]
    superseded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question that figures answer: a measure of a subject in a story, and how the answers agree.

    ``reason`` is one sentence; ``notes`` say what sums do not come out.
    """

    id: str
    story: str
    measure: str
    subject: str | None
    scope: str | None
    unit: str
    verdict: Agreement
    reason: str
    groups: tuple[FigureGroup, ...]
    sources: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One record of many reports: all that follows from its claims and changes with them."""

    copies: tuple[Copy, ...] = ()
    stories: tuple[Story, ...] = ()
    joins: tuple[Join, ...] = ()
    facts: tuple[Fact, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
