"""What follows from all claims together, to rows and back. No database is named here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Protocol

from onrecord.keep.rows import Row
from onrecord.types import Copy, Quote, Span
from onrecord.weighed import Cell, Comparison, Fact, FigureGroup, Join, Party, Reconciled, Story


@dataclass(frozen=True, slots=True)
class ReconciledRows:
    """The rows, by table, in the order in which they must be written."""

    copies: tuple[Row, ...]
    stories: tuple[Row, ...]
    story_articles: tuple[Row, ...]
    story_claims: tuple[Row, ...]
    joins: tuple[Row, ...]
    facts: tuple[Row, ...]
    parties: tuple[Row, ...]
    fact_claims: tuple[Row, ...]
    fact_links: tuple[Row, ...]
    comparisons: tuple[Row, ...]
    figure_groups: tuple[Row, ...]
    figure_values: tuple[Row, ...]


class ReconciledReading(Protocol):
    """What any reader of a record says of all its claims together; ``_rows`` runs a statement by its name."""

    def _rows(self, name: str, values: Sequence[str | None] = ()) -> Iterator[Row]:
        """The rows of a statement."""

    def copies(self) -> tuple[Copy, ...]:
        """The articles that repeat another's words, by article and original."""
        return tuple(Copy(*row) for row in self._rows("copies"))

    def stories(self) -> tuple[Story, ...]:
        """The events that the articles speak of, by date and id."""
        return tuple(map(story_from, self._rows("stories")))

    def joins(self) -> tuple[Join, ...]:
        """Which names of a story are one's and which are not, by story and names."""
        return tuple(Join(*row) for row in self._rows("joins"))

    def facts(self) -> Iterator[Fact]:
        """What the claims amount to, by story, action, actor, target and modality."""
        return map(fact_from, self._rows("facts"))

    def comparisons(self) -> Iterator[Comparison]:
        """The questions that figures answer, by story, measure, subject and scope."""
        return (comparison_from(row, tuple(self._rows("figure_values", row[:1]))) for row in self._rows("comparisons"))

    def quotes(self, claims: Sequence[str]) -> tuple[Quote, ...]:
        """The words that show each of the claims, by document and place."""
        return tuple(map(quote_from, self._rows("quotes", (json.dumps(claims),))))


def rows_of_reconciled(made: Reconciled) -> ReconciledRows:
    """All rows of what was made of the claims."""
    return ReconciledRows(
        copies=tuple((c.article_id, c.original_id, c.kind, float(c.share), c.reason) for c in made.copies),
        stories=tuple((s.id, s.title, s.kind, s.country, s.start, s.end, s.reason) for s in made.stories),
        story_articles=tuple((s.id, *row) for s in made.stories for row in enumerate(s.articles)),
        story_claims=tuple((s.id, *row) for s in made.stories for row in enumerate(s.claims)),
        joins=tuple((j.story, j.one, j.other, j.verdict, float(j.score), j.reason, j.by) for j in made.joins),
        facts=tuple(_fact_row(n, fact) for n, fact in enumerate(made.facts)),
        parties=tuple(row for fact in made.facts for row in _party_rows(fact)),
        fact_claims=tuple(row for fact in made.facts for row in _fact_claim_rows(fact)),
        fact_links=tuple((fact.id, *row) for fact in made.facts for row in enumerate(fact.linked)),
        comparisons=tuple(_comparison_row(n, one) for n, one in enumerate(made.comparisons)),
        figure_groups=tuple(
            (one.id, n, group.status, group.attributed_to)
            for one in made.comparisons
            for n, group in enumerate(one.groups)
        ),
        figure_values=tuple(row for one in made.comparisons for row in _value_rows(one)),
    )


def _fact_row(position: int, fact: Fact) -> Row:
    what = (fact.action, fact.modality, fact.standing, fact.sources, fact.date)
    return (fact.id, position, fact.story, *what, fact.superseded_by, fact.reason)


def _party_rows(fact: Fact) -> Iterator[Row]:
    for role, party in (("actor", fact.actor), ("target", fact.target)):
        if party:
            claims = json.dumps(party.name.claims)
            yield fact.id, role, party.name.value, party.kind, party.country, party.entity, claims


def _fact_claim_rows(fact: Fact) -> Iterator[Row]:
    for side, claims in (("asserted", fact.asserted), ("denied", fact.denied)):
        yield from ((fact.id, side, n, claim) for n, claim in enumerate(claims))


def _comparison_row(position: int, one: Comparison) -> Row:
    asked = (one.measure, one.subject, one.scope, one.unit)
    return (one.id, position, one.story, *asked, one.verdict, one.reason, one.sources, json.dumps(one.notes))


def _value_rows(one: Comparison) -> Iterator[Row]:
    for n, group in enumerate(one.groups):
        for m, cell in enumerate(group.values):
            yield one.id, n, m, cell.value, int(cell.value in group.superseded), json.dumps(cell.claims)


def story_from(row: Row) -> Story:
    """The story of its columns, its articles and its claims, each a JSON array."""
    id_, title, kind, country, start, end, reason, articles, claims = row
    return Story(id_, title, kind, country, start, end, _ids(articles), _ids(claims), reason)


def fact_from(row: Row) -> Fact:
    """The fact of its columns, those of its two parties, and its claims and links, each a JSON array."""
    id_, story, action, modality, standing, sources, date, later, reason, *rest = row
    asserted, denied, linked = map(_ids, rest[10:])
    return Fact(
        id=id_,
        story=story,
        action=action,
        actor=_party(rest[:5]),
        target=_party(rest[5:10]),
        modality=modality,
        standing=standing,
        asserted=asserted,
        denied=denied,
        sources=sources,
        date=date,
        linked=linked,
        superseded_by=later,
        reason=reason,
    )


def _party(columns: Sequence[str | None]) -> Party | None:
    name, kind, country, entity, claims = columns
    return None if name is None else Party(Cell(name, _ids(claims)), kind, country, entity)  # type: ignore[arg-type]


def comparison_from(row: Row, values: Sequence[Row]) -> Comparison:
    """The comparison of its columns and its values', in the order of their groups."""
    id_, story, measure, subject, scope, unit, verdict, reason, sources, notes = row
    groups = tuple(_group(list(rows)) for _, rows in groupby(values, key=itemgetter(0)))
    return Comparison(
        id_, story, measure, subject, scope, unit, verdict, reason, groups, sources, tuple(json.loads(notes))
    )


def _group(rows: Sequence[Row]) -> FigureGroup:
    _, status, attributed_to, *_ = rows[0]
    cells = tuple(Cell(value, _ids(claims)) for *_, value, _, claims in rows)
    return FigureGroup(status, attributed_to, cells, tuple(value for *_, value, over, _ in rows if over))


def quote_from(row: Row) -> Quote:
    """The quote of (document, source, published, start, end, words, claim)."""
    document, source, published, start, end, words, claim = row
    return Quote(document, source, published, Span(start, end), words, claim)


def _ids(array: str | None) -> tuple[str, ...]:
    return tuple(json.loads(array or "[]"))
