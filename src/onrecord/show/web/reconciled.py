"""What the claims of a record amount to, as its pages need it: read once for each edition of the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.ask.shelf import CellRow
from onrecord.show.web.room import Edition
from onrecord.types import Copy
from onrecord.weighed import Comparison, Fact, Join, Story

MOST_CLAIMS = 400  # of one fact, whose words are shown


def facts_of(edition: Edition) -> tuple[Fact, ...]:
    """Every fact, those with most independent sources first, else in the record's order."""
    return edition.once("facts", lambda: tuple(sorted(edition.reader.facts(), key=lambda fact: -fact.sources)))


def comparisons_of(edition: Edition) -> tuple[Comparison, ...]:
    """Every question that figures answer; those that disagree first."""
    order = ("contradiction", "different_status", "rounding", "agree")
    return edition.once(
        "comparisons",
        lambda: tuple(sorted(edition.reader.comparisons(), key=lambda one: order.index(one.verdict))),
    )


def stories_of(edition: Edition) -> tuple[Story, ...]:
    """Every story, the one with most articles first."""
    return edition.once(
        "stories",
        lambda: tuple(sorted(edition.reader.stories(), key=lambda story: (-len(story.articles), story.id))),
    )


def joins_of(edition: Edition) -> tuple[Join, ...]:
    """Every judgement on two names, of programs and of people."""
    return edition.once("joins", lambda: tuple(edition.reader.joins()))


def copies_of(edition: Edition) -> Mapping[str, tuple[Copy, ...]]:
    """What each article repeats, by the article's id."""

    def made() -> Mapping[str, tuple[Copy, ...]]:
        lists: dict[str, list[Copy]] = defaultdict(list)
        for copy in edition.reader.copies():
            lists[copy.article_id].append(copy)
        return {article: tuple(copies) for article, copies in lists.items()}

    return edition.once("copies", made)


def fact_by_id(edition: Edition, id_: str) -> Fact | None:
    """The fact with an id; None where there is none."""
    table = edition.once("fact by id", lambda: {fact.id: fact for fact in facts_of(edition)})
    return table.get(id_)


def facts_by_claim(edition: Edition) -> Mapping[str, Fact]:
    """The fact that each claim is part of."""
    return edition.once(
        "fact by claim", lambda: {claim: fact for fact in reversed(facts_of(edition)) for claim in fact.claims}
    )


def story_by_id(edition: Edition, id_: str) -> Story | None:
    """The story with an id; None where there is none."""
    table = edition.once("story by id", lambda: {story.id: story for story in stories_of(edition)})
    return table.get(id_)


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as a list shows it, with the row of its first claim, which leads to the words."""

    fact: Fact
    row: CellRow


def lines_of(edition: Edition, facts: Iterable[Fact]) -> tuple[FactLine, ...]:
    """Facts with their first claims' rows."""
    some = tuple(facts)
    rows = {row.id: row for row in edition.search.cells_by_id(fact.claims[0] for fact in some)}
    return tuple(FactLine(fact, rows[fact.claims[0]]) for fact in some if fact.claims[0] in rows)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who carries what: outlets across, facts down, in each place the row of a claim and whether it is for it.

    ``unseen`` counts the facts that are not shown.
    """

    outlets: tuple[str, ...]
    lines: tuple[tuple[Fact, tuple[tuple[str, CellRow] | None, ...]], ...]
    unseen: int


def matrix_of(edition: Edition, facts: Iterable[Fact], start: int, count: int, most_outlets: int) -> Matrix:
    """The coverage of facts by outlets, in the order given; the outlets with most of them first."""
    ranked = tuple(facts)
    some = ranked[start : start + count]
    rows = {row.id: row for row in edition.search.cells_by_id(c for fact in some for c in fact.claims[:MOST_CLAIMS])}
    carried: list[dict[str, tuple[str, CellRow]]] = []
    totals: dict[str, int] = defaultdict(int)
    for fact in some:
        here: dict[str, tuple[str, CellRow]] = {}
        for stance, claims in ((fact.modality, fact.asserted), ("denied", fact.denied)):
            for row in (rows[claim] for claim in claims if claim in rows):
                here.setdefault(row.outlet, (stance, row))
        carried.append(here)
        for outlet in here:
            totals[outlet] += 1
    outlets = tuple(sorted(totals, key=lambda outlet: (-totals[outlet], outlet))[:most_outlets])
    lines = tuple(
        (fact, tuple(here.get(outlet) for outlet in outlets)) for fact, here in zip(some, carried, strict=True)
    )
    return Matrix(outlets, lines, max(0, len(ranked) - start - len(some)))
