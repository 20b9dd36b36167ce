"""Hits gathered into rows: one for each value, with the words it rests on and what a reader must know of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from onrecord.ask.names import best_name
from onrecord.ask.pile import quote_of, sources_first
from onrecord.ask.search import Hit, Stance
from onrecord.types import Article, Row


def rows_of(hits: list[Hit], articles: Mapping[str, Article], wanted: Stance) -> Iterator[Row]:
    """One row for each value, in order; those that are only implied come after the others."""
    by_value: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        by_value[hit.value].append(hit)
    for value in sorted(by_value):
        if any(hit.stance == wanted for hit in by_value[value]):
            yield _row(value, by_value[value], articles, wanted)
    for value in sorted(by_value):
        stances = {hit.stance for hit in by_value[value]}
        if wanted == "asserted" and "implied" in stances and wanted not in stances:
            yield _row(value, by_value[value], articles, "implied")


def _row(value: str, hits: list[Hit], articles: Mapping[str, Article], stance: Stance) -> Row:
    kept = [hit for hit in hits if hit.stance == stance]
    quotes = sources_first(quote_of(hit.claim, articles[hit.claim.article_id]) for hit in kept)
    return Row(value, quotes, stance == "implied", "; ".join(_row_notes(hits, kept, articles, stance)))


def _row_notes(hits: list[Hit], kept: list[Hit], articles: Mapping[str, Article], stance: Stance) -> Iterator[str]:
    """What a reader must know of a row: unstated offices, who says so, and who says the contrary."""
    if all(hit.note for hit in kept):
        yield from sorted({hit.note for hit in kept})
    speakers = sorted({best_name(speaker) for hit in kept for speaker in hit.claim.reported_by[-1:]})
    if speakers and all(hit.claim.reported_by for hit in kept):
        yield f"according to {', '.join(speakers)}"
    contrary: Stance = "asserted" if stance == "negated" else "negated"
    documents = sorted({articles[hit.claim.article_id].document for hit in hits if hit.stance == contrary})
    if documents:
        yield f"{'denied' if contrary == 'negated' else 'reported'} in {', '.join(documents)}"
