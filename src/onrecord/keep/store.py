"""What a record can be asked and told, whichever database holds it.

Everything comes in one order, on every machine: articles by document, claims by document, evidence, action and id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from onrecord.keep.verdicts import Case
from onrecord.types import (
    Anchor,
    Article,
    Change,
    Claim,
    Copy,
    Entity,
    Finding,
    Input,
    Judgement,
    Mention,
    Pair,
    Quote,
    Span,
    Verdict,
    VerdictWord,
)
from onrecord.weighed import Comparison, Fact, Join, Reconciled, Story

ProofOf = Literal["mention", "evidence", "trigger", "noun", "date", "hedge"]


@dataclass(frozen=True, slots=True)
class Info:
    """What a record holds, in figures; statuses, actions, extractors and verdicts' words are (name, count), by name.

    ``orphans`` counts the verdicts on what the record no longer has.
    """

    inputs: int
    articles: int
    claims: int
    mentions: int
    entities: int
    statuses: tuple[tuple[str, int], ...]
    actions: tuple[tuple[str, int], ...]
    extractors: tuple[tuple[str, int], ...]
    schema: int
    words: tuple[tuple[str, int], ...] = ()
    orphans: int = 0


@dataclass(frozen=True, slots=True)
class Proof:
    """The words that the record stored for one cell, to be held against its article's text.

    ``of`` says what the cell is, ``id`` whose it is (a mention's or a claim's), ``position`` which of its spans.
    """

    of: ProofOf
    id: str
    position: int
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Settled:
    """An input that a record already has: its name in exports, its hash, and that of all its finding depends on."""

    document: str
    sha256: str
    made_from: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A finding that the database would not take, and why."""

    finding: Finding
    made_from: str
    why: str


class Reader(Protocol):
    """A finished record, read only."""

    def close(self) -> None:
        """Let the record go."""

    def __enter__(self) -> Reader:
        """The reader itself, closed at the end of the block."""

    def __exit__(self, *_: object) -> None:
        """Close."""

    def info(self) -> Info:
        """What the record holds, in figures."""

    def counts(self) -> tuple[tuple[str, int], ...]:
        """The counts written when the record was finished: inputs, and each status, by name."""

    def inputs(self) -> tuple[Input, ...]:
        """What became of every input, by name."""

    def articles(self) -> Iterator[Article]:
        """Every article, by document."""

    def article(self, document: str) -> Article:
        """The article of that document, id or file name. Raises InputError where there is none."""

    def claims(
        self,
        kind: str | None = None,
        action: str | None = None,
        document: str | None = None,
        *,
        withdrawn: bool = False,
    ) -> Iterator[Claim]:
        """The claims of one kind, one action, one document, or all; by document, evidence, action and id.

        Each is as people's verdicts leave it; those that a person found wrong come only with ``withdrawn``.
        """

    def claim(self, id_or_prefix: str) -> Claim:
        """The claim with that id, or whose id begins so, as people's verdicts leave it, found wrong or not.

        Raises InputError where none or several do.
        """

    def article_of(self, claim: Claim) -> Article:
        """The article that makes the claim."""

    def mentions(self, article_id: str) -> tuple[Mention, ...]:
        """The mentions of one article, by span."""

    def entities(self) -> tuple[Entity, ...]:
        """Every entity that a mention resolves to, by id."""

    def verdicts(self) -> tuple[Verdict, ...]:
        """Every verdict, by time and id."""

    def case(self, claim_id: str) -> Case:
        """A claim as what verdicts are about, with those that were given. Raises InputError as ``claim`` does."""

    def pair(self, one: str, other: str) -> Case:
        """Two names, or ids of entities, as what verdicts are about. Raises InputError for names that are not there."""

    def cases(self) -> tuple[Case, ...]:
        """Everything that has been judged."""

    def judgements(self) -> tuple[Judgement, ...]:
        """What people say of names, by name: which are one's and which are not."""

    def copies(self) -> tuple[Copy, ...]:
        """The articles that repeat another's words, by article and original."""

    def stories(self) -> tuple[Story, ...]:
        """The events that the articles speak of, by date and id."""

    def joins(self) -> tuple[Join, ...]:
        """Which names of a story are one's and which are not, by story and names."""

    def facts(self) -> Iterator[Fact]:
        """What the claims amount to, by story, action, actor, target and modality."""

    def comparisons(self) -> Iterator[Comparison]:
        """The questions that figures answer, by story, measure, subject and scope."""

    def quotes(self, claims: Sequence[str]) -> tuple[Quote, ...]:
        """The words that show each of the claims, by document and place."""

    def proofs(self, document: str) -> Iterator[Proof]:
        """The stored words of every cell of one document."""

    def faults(self) -> tuple[str, ...]:
        """What the database itself finds wrong with the record: damaged pages, links that lead nowhere."""


class Writer(Protocol):
    """A build under way. Nothing of it can be read before ``finish``; what was added survives a crash."""

    def started(self) -> Mapping[str, Settled]:
        """The inputs that this build has already added, by name; those of an interrupted one included."""

    def finished(self) -> Mapping[str, Settled]:
        """The inputs of the record as the last finished build left it, by name."""

    def forget(self, names: Sequence[str]) -> None:
        """Take back what this build added under these names."""

    def add(self, batch: Sequence[tuple[str, Finding]]) -> tuple[Refused, ...]:
        """Commit findings, each with what it was made from, all or none; returned are those that break a law."""

    def finish(self, reconcile: Callable[[Reader], Reconciled] | None = None) -> None:
        """Make the record of what this build added and, for other names, of what the finished record had.

        ``reconcile`` is asked what follows from all its claims.
        """

    def discard(self) -> None:
        """Leave the finished record as it is and take this build away."""


class Ledger(Protocol):
    """The verdicts of a finished record, while nobody else can add to them."""

    def add(
        self,
        about: Anchor | Pair,
        word: VerdictWord,
        *,
        by: str,
        against: str | None,
        note: str = "",
        changes: Sequence[Change] = (),
        withdraws: str | None = None,
    ) -> Verdict:
        """One more verdict, against the id of the last one seen on the same thing, None where there was none.

        Raises DecidedError, showing the other's, where that is no longer the last; InputError for a name or note that
        cannot be kept.
        """

    def take(self, verdicts: Sequence[Verdict]) -> int:
        """Add the verdicts that the record does not have, all or none; how many those were."""
