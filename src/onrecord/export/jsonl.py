"""JSON Lines: one object for each claim, an event for each actor and target; the interchange format."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from onrecord.errors import CitationError
from onrecord.export import Record, cited
from onrecord.types import PARTIES, Article, Claim, Mention

Line = dict[str, object]


def lines(record: Record, *, least_score: float = 0.0) -> Iterator[str]:
    """The lines, by document, place, type and parties; each with a line end; of claims of at least that score.

    Raises CitationError for a quote that its source does not have.
    """
    for article in record.articles():
        quotes = cited(record, article)
        claims = (claim for claim in record.claims(document=article.document) if claim.score >= least_score)
        found = [_line(claim, article, quotes) for claim in claims]
        for line in sorted(found, key=_order):
            yield json.dumps(line, ensure_ascii=False) + "\n"


def _order(line: Line) -> tuple[object, ...]:
    named = (str(line.get(name) or "") for name in ("action", "actor", "target", "speaker", "claim"))
    return line["start"], line["end"], line["type"], *named


def _line(claim: Claim, article: Article, quotes: Mapping[str, str]) -> Line:
    span = claim.evidence[0]
    quote = quotes.get(claim.id)
    if quote is None or quote != article.text[span.start : span.end]:
        raise CitationError(
            f"claim {claim.id} does not quote its source", where=f"{article.document}, {span.start}-{span.end}"
        )
    kind, rest = SHAPES[claim.kind]
    place: Line = {"type": kind, "document": article.document, "start": span.start, "end": span.end}
    return {**place, **rest(claim, article), "quote": quote, **_origin(claim, article)}


def _event(claim: Claim, article: Article) -> Line:
    del article
    actor, target = claim.role("agent"), claim.role("target")
    return {
        "action": claim.action,
        **_party("actor", actor),
        "actor_kind": _kind(actor),
        **_party("target", target),
        "modality": "negated" if claim.polarity == "negative" else claim.modality,
    }


def _quotation(claim: Claim, article: Article) -> Line:
    assert claim.speech is not None
    cue = None if claim.trigger == claim.evidence[0] else article.text[claim.trigger.start : claim.trigger.end]
    return {
        **_party("speaker", claim.role("speaker")),
        "addressee": _name(claim.role("addressee")),
        "kind": claim.speech.form,
        "cue": cue,
        "repaired": claim.speech.repaired,
        "modality": "negated" if claim.polarity == "negative" else claim.modality,
    }


def _figure(claim: Claim, article: Article) -> Line:
    amount, scope = claim.amount, claim.role("scope")
    assert amount is not None
    value = int(amount.value) if amount.value.is_integer() else amount.value
    return {
        "measure": claim.action,
        **_party("subject", claim.role("subject")),
        "value": value,
        "unit": amount.unit,
        "noun": amount.noun.of(article.text) if amount.noun else None,
        "qualifier": amount.qualifier,
        "status": amount.status,
        "counted": amount.counted,
        "scope": scope.name or scope.wording if scope else None,
        **_party("attributed_to", claim.role("attributed_to")),
        "modality": "negated" if claim.polarity == "negative" else claim.modality,
    }


SHAPES: Mapping[str, tuple[str, Callable[[Claim, Article], Line]]] = {
    "event": ("event", _event),
    "quotation": ("quote", _quotation),
    "figure": ("figure", _figure),
}


def _party(role: str, mention: Mention | None) -> Line:
    """A party's name in the article, its country and its canonical name; null where it is not known."""
    return {
        role: _name(mention),
        f"{role}_country": _country(mention),
        f"{role}_entity": mention.entity.name if mention and mention.entity else None,
    }


def _name(mention: Mention | None) -> str | None:
    """The fullest wording that the article has; none for words that were not resolved ("he")."""
    if mention is None:
        return None
    return mention.name or (None if mention.unresolved else mention.wording)


def _country(mention: Mention | None) -> str | None:
    if mention is None:
        return None
    return mention.country or (mention.entity.country if mention.entity else None)


def _kind(mention: Mention | None) -> str | None:
    if mention is None:
        return None
    kinds = (mention.entity.kind if mention.entity else None, mention.kind)
    return next((kind for kind in kinds if kind in PARTIES), None)


def _origin(claim: Claim, article: Article) -> Line:
    return {
        "date": claim.when.edtf if claim.when else None,
        "date_start": claim.when.span.start if claim.when else None,
        "date_end": claim.when.span.end if claim.when else None,
        "hedges": [span.of(article.text) for span in claim.hedges],
        "claim": claim.id,
        "trigger_start": claim.trigger.start,
        "trigger_end": claim.trigger.end,
        "reported_by": [mention.name or mention.wording for mention in claim.reported_by],
        "rule": claim.rule,
        "by": claim.by,
        "score": claim.score,
    }
