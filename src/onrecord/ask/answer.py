"""A question put to a record: read, answered by the room it belongs to, and told with its notes."""

from __future__ import annotations

from dataclasses import replace

from onrecord.ask.coverage import answer_coverage
from onrecord.ask.events import answer_events
from onrecord.ask.figures import answer_figures
from onrecord.ask.names import Places
from onrecord.ask.pile import Pile, Reader, gather, outlets_named
from onrecord.ask.query import CoverageQuery, FigureQuery, Query, Question, SpeechQuery
from onrecord.ask.question import read_question
from onrecord.ask.speech import answer_speech
from onrecord.data import load_gazetteer
from onrecord.types import Answer, Row

NOTE = "\nNote: "  # what follows in `understood_as` after the reading itself


def ask(record: Reader, question: str, *, places: Places | None = None) -> Answer:
    """The answer of a record to a question in English, every row with its quotes.

    ``understood_as`` is the reading, then one line for each note on what was chosen, ignored or not counted. No rows
    means that no source in this record says so. Rows that say that nothing is reported have no quotes, and their value
    says how much was searched. Raises QuestionError where the question cannot be read.
    """
    query = read_question(question)
    known = places or load_gazetteer()
    pile = gather(record, query.limits, known, "event" if isinstance(query, Query) else None)
    reading, notes, rows = _answer(pile, query)
    return Answer(question, NOTE.join([reading, *pile.notes, *notes]), tuple(rows), len(pile.articles))


def _answer(pile: Pile, query: Question) -> tuple[str, list[str], list[Row]]:
    query = _whose_words(pile, query)
    if isinstance(query, FigureQuery):
        return answer_figures(pile, query)
    if isinstance(query, SpeechQuery):
        return _answer_speech(pile, query)
    if isinstance(query, CoverageQuery):
        return answer_coverage(pile, query)
    return answer_events(pile, query)


def _whose_words(pile: Pile, query: Question) -> Question:
    """A question what someone writes or says, put to the right room: outlets of the record report, others speak."""
    asked = getattr(query, "source", None) or getattr(query, "speaker", None)
    outlet = bool(asked and outlets_named(asked, pile.articles.values(), pile.places))
    if isinstance(query, CoverageQuery) and query.form == "reports" and asked and not outlet:
        return SpeechQuery(query.question, "words", asked, topic=query.topic, limits=query.limits)
    if isinstance(query, SpeechQuery) and query.form == "words" and outlet and not query.addressee:
        return CoverageQuery(query.question, "reports", asked, query.topic, limits=query.limits)
    return query


def _answer_speech(pile: Pile, query: SpeechQuery) -> tuple[str, list[str], list[Row]]:
    """What was said; to "who said the vote was fair" also who praised it, in whatever words."""
    reading, notes, rows = answer_speech(pile, query)
    if query.judged is None:
        return reading, notes, rows
    events = replace(pile, claims=tuple(claim for claim in pile.claims if claim.kind == "event"))
    judged, more, others = answer_events(events, query.judged)
    by_value = {row.value: row for row in others}
    for row in rows:
        other = by_value.get(row.value)
        by_value[row.value] = replace(row, quotes=(*row.quotes, *other.quotes)) if other else row
    return f"{reading}, or {judged}", [*notes, *more], [by_value[value] for value in sorted(by_value)]
