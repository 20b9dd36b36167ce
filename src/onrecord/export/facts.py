"""Facts and figures side by side, one object a line: what a whole pile amounts to; the interchange format."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from onrecord.errors import CitationError
from onrecord.export import Record, cited
from onrecord.types import Quote
from onrecord.weighed import Comparison, Fact, FigureGroup, Party

Line = dict[str, object]


def lines(record: Record, *, least_score: float = 0.0) -> Iterator[str]:
    """A line for each fact, then for each question that figures answer, each with the words it rests on.

    A fact was made of claims that are sure enough, so ``least_score`` leaves nothing out. Raises CitationError for a
    quote that its source does not have.
    """
    del least_score
    for article in record.articles():
        cited(record, article)
    for fact in record.facts():
        yield _dumped(_fact(fact, record))
    for comparison in record.comparisons():
        yield _dumped(_figures(comparison, record))


def _dumped(line: Line) -> str:
    return json.dumps(line, ensure_ascii=False) + "\n"


def _fact(fact: Fact, record: Record) -> Line:
    return {
        "type": "fact",
        "action": fact.action,
        **_party("actor", fact.actor),
        **_party("target", fact.target),
        "modality": fact.modality,
        "standing": fact.standing,
        "sources": _documents(record.quotes(fact.asserted)),
        "denied_by": _documents(record.quotes(fact.denied)),
        "independent": fact.sources,
        "date": fact.date,
        "story": fact.story,
        "id": fact.id,
        "linked": list(fact.linked),
        "superseded_by": fact.superseded_by,
        "reason": fact.reason,
        "quotes": _quotes(fact.claims, record),
    }


def _party(role: str, party: Party | None) -> Line:
    return {
        role: party.name.value if party else None,
        f"{role}_kind": party.kind if party else None,
        f"{role}_country": party.country if party else None,
        f"{role}_entity": party.entity if party else None,
    }


def _figures(one: Comparison, record: Record) -> Line:
    claims = [claim for group in one.groups for cell in group.values for claim in cell.claims]
    return {
        "type": "figures",
        "measure": one.measure,
        "subject": one.subject,
        "scope": one.scope,
        "unit": one.unit,
        "verdict": one.verdict,
        "reason": one.reason,
        "notes": list(one.notes),
        "groups": [_group(group, record) for group in one.groups],
        "independent": one.sources,
        "story": one.story,
        "id": one.id,
        "quotes": _quotes(claims, record),
    }


def _group(group: FigureGroup, record: Record) -> Line:
    claims = [claim for cell in group.values for claim in cell.claims]
    return {
        "values": [_number(cell.value) for cell in group.values],
        "superseded": [_number(value) for value in group.superseded],
        "status": group.status,
        "attributed_to": group.attributed_to,
        "sources": _documents(record.quotes(claims)),
    }


def _number(value: str) -> float | int:
    number = float(value)
    return int(number) if number.is_integer() else number


def _documents(quotes: Sequence[Quote]) -> list[str]:
    return sorted({quote.document for quote in quotes})


def _quotes(claims: Sequence[str], record: Record) -> list[Line]:
    """The words of each claim. Raises CitationError where the record has none for one of them."""
    quotes = record.quotes(claims)
    missing = set(claims) - {quote.claim_id for quote in quotes}
    if missing:
        raise CitationError(
            f"no words for claim {min(missing)}", where="a fact", next_step="Build the record again from its pile."
        )
    return [
        {"document": q.document, "start": q.span.start, "end": q.span.end, "text": q.text, "claim": q.claim_id}
        for q in quotes
    ]
