"""Types to rows and back; ids of what has none of its own. No database is named here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

from onrecord.text import stable_id
from onrecord.types import (
    Amount,
    Article,
    Block,
    Claim,
    Entity,
    Finding,
    Input,
    Mention,
    Role,
    Span,
    Speech,
    When,
)

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one finding, by table, in the order in which they must be written."""

    inputs: tuple[Row, ...]
    articles: tuple[Row, ...] = ()
    blocks: tuple[Row, ...] = ()
    entities: tuple[Row, ...] = ()
    mentions: tuple[Row, ...] = ()
    claims: tuple[Row, ...] = ()
    roles: tuple[Row, ...] = ()
    evidence: tuple[Row, ...] = ()
    reported_by: tuple[Row, ...] = ()
    speech: tuple[Row, ...] = ()
    amounts: tuple[Row, ...] = ()
    dates: tuple[Row, ...] = ()
    hedges: tuple[Row, ...] = ()


def entity_key(entity: Entity) -> str:
    """The same for two entities only where all that is known of them is the same."""
    return stable_id(*astuple(entity))


def mention_id(article_id: str, mention: Mention) -> str:
    """The same for two mentions only where all that is known of them is the same."""
    key = entity_key(mention.entity) if mention.entity else None
    parts = (mention.kind, mention.wording, mention.name, key, mention.country, mention.unresolved)
    return stable_id(article_id, mention.span.start, mention.span.end, *parts)


def rows_of(finding: Finding, *, made_from: str, extractor: str) -> Rows:
    """All rows of one finding. Raises SpanError where a claim's span leaves the text."""
    source, article = finding.input, finding.article
    inputs = ((source.name, source.document, source.sha256, source.status, source.reason, made_from),)
    if article is None:
        return Rows(inputs)
    mentions = {mention_id(article.id, mention): mention for mention in all_mentions(finding)}
    entities = {entity_key(mention.entity): mention.entity for mention in mentions.values() if mention.entity}
    return Rows(
        inputs,
        articles=(article_row(article, name=source.name, extractor=extractor),),
        blocks=tuple((article.id, n, b.span.start, b.span.end, b.kind) for n, b in enumerate(article.blocks)),
        entities=tuple((key, *astuple(entity)) for key, entity in entities.items()),
        mentions=tuple(mention_row(id_, article.id, mention) for id_, mention in mentions.items()),
        claims=tuple(claim_row(claim, article.text) for claim in finding.claims),
        roles=tuple(
            (claim.id, n, role.name, mention_id(article.id, role.mention))
            for claim in finding.claims
            for n, role in enumerate(claim.roles)
        ),
        evidence=tuple(
            (claim.id, n, *_words(span, article.text))
            for claim in finding.claims
            for n, span in enumerate(claim.evidence)
        ),
        reported_by=tuple(
            (claim.id, n, mention_id(article.id, mention))
            for claim in finding.claims
            for n, mention in enumerate(claim.reported_by)
        ),
        speech=tuple((c.id, c.speech.form, int(c.speech.repaired)) for c in finding.claims if c.speech),
        amounts=tuple(amount_row(c.id, c.amount, article.text) for c in finding.claims if c.amount),
        dates=tuple((c.id, c.when.edtf, *_words(c.when.span, article.text)) for c in finding.claims if c.when),
        hedges=tuple(
            (claim.id, n, *_words(span, article.text))
            for claim in finding.claims
            for n, span in enumerate(claim.hedges)
        ),
    )


def _words(span: Span, text: str) -> Row:
    """A span and its words, as every table that quotes has them."""
    return span.start, span.end, span.of(text)


def amount_row(claim_id: str, amount: Amount, text: str) -> Row:
    """A figure's number, with the words for what it counts."""
    noun = _words(amount.noun, text) if amount.noun else (None, None, None)
    return (claim_id, amount.value, amount.unit, amount.status, amount.qualifier, amount.counted, *noun)


def all_mentions(finding: Finding) -> tuple[Mention, ...]:
    """A finding's mentions, with those that only its claims name."""
    of_claims = (
        mention for claim in finding.claims for mention in (*(r.mention for r in claim.roles), *claim.reported_by)
    )
    return tuple(dict.fromkeys((*finding.mentions, *of_claims)))


def article_row(article: Article, *, name: str, extractor: str) -> Row:
    """An article's own row."""
    outlet = (article.source, article.url, article.title, article.byline, article.dateline, article.published)
    rest = (article.country, article.language, article.sha256, article.text, extractor)
    return (article.id, article.document, name, *outlet, *rest)


def mention_row(id_: str, article_id: str, mention: Mention) -> Row:
    """A mention's row."""
    key = entity_key(mention.entity) if mention.entity else None
    start, end = mention.span.start, mention.span.end
    return (
        *(id_, article_id, start, end, mention.kind, mention.wording, mention.name),
        *(key, mention.country, mention.unresolved),
    )


def claim_row(claim: Claim, text: str) -> Row:
    """A claim's own row, with its trigger's words."""
    said = (claim.kind, claim.action, claim.polarity, claim.modality)
    return (claim.id, claim.article_id, *said, *_words(claim.trigger, text), claim.by, claim.rule, claim.score)


def article_from(row: Row, blocks: Sequence[Row]) -> Article:
    """The article of a row of all columns but the extractor, and its blocks' (start, end, kind)."""
    id_, document, name, source, url, title, byline, dateline, published, country, language, sha256, text = row
    return Article(
        id=id_,
        document=document,
        name=name,
        source=source,
        text=text,
        sha256=sha256,
        blocks=tuple(Block(kind, Span(start, end)) for start, end, kind in blocks),
        url=url,
        title=title,
        byline=byline,
        dateline=dateline,
        published=published,
        country=country,
        language=language,
    )


def input_from(row: Row) -> Input:
    """The input of its first five columns."""
    return Input(*row)


def entity_from(row: Row) -> Entity:
    """The entity of its columns after the key."""
    return Entity(*row)


def mention_from(row: Row) -> Mention:
    """The mention of (start, end, kind, wording, name, country, unresolved, then the entity's columns or nulls)."""
    start, end, kind, wording, name, country, unresolved, *entity = row
    known = None if entity[0] is None else entity_from(tuple(entity))
    return Mention(Span(start, end), kind, wording, name, known, country, unresolved)


def claim_from(
    row: Row, roles: Sequence[Row], evidence: Sequence[Row], reported_by: Sequence[Row], hedges: Sequence[Row]
) -> Claim:
    """The claim of its row with its parts but no words, its roles' (name, mention…), evidence, reporters and hedges."""
    id_, article_id, kind, action, polarity, modality, start, end, by, rule, score, *parts = row
    form, repaired, value, unit, status, qualifier, counted, noun_start, noun_end, edtf, when_start, when_end = parts
    return Claim(
        id=id_,
        article_id=article_id,
        kind=kind,
        action=action,
        roles=tuple(Role(name, mention_from(tuple(mention))) for name, *mention in roles),
        evidence=tuple(Span(*span) for span in evidence),
        trigger=Span(start, end),
        by=by,
        rule=rule,
        polarity=polarity,
        modality=modality,
        reported_by=tuple(mention_from(mention) for mention in reported_by),
        score=score,
        speech=None if form is None else Speech(form, bool(repaired)),
        amount=None if value is None else Amount(value, unit, status, qualifier, counted, _span(noun_start, noun_end)),
        when=None if edtf is None else When(edtf, Span(when_start, when_end)),
        hedges=tuple(Span(*span) for span in hedges),
    )


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
