"""Where it all comes from: articles with their copies folded, and what could not be read or placed."""

from __future__ import annotations

from collections import Counter, defaultdict

from onrecord.show.report.edtf import in_words
from onrecord.show.report.material import LEAST_SCORE, Material
from onrecord.show.report.model import Source, Unplaced
from onrecord.show.report.timeline import date_of
from onrecord.show.report.words import Words
from onrecord.show.wordings import safe_link
from onrecord.types import Article, ClaimKind, Copy

MOST_INPUTS = 200
KINDS: tuple[ClaimKind, ...] = ("event", "quotation", "figure")


def sources(material: Material, cites: Words) -> tuple[Source, ...]:
    """The articles in order of time, each with those that repeat it; a copy of a copy stands with the first."""
    counts = Counter(claim.article_id for claim in material.claims.values())
    original = {copy.article_id: copy for copy in reversed(material.copies) if copy.kind != "partial"}
    under: dict[str, list[tuple[Article, Copy]]] = defaultdict(list)
    for article in material.articles:
        if article.id in original and (first := _first(article.id, original)) in material.by_id and first != article.id:
            under[first].append((article, original[article.id]))
    folded = {article.id for copies in under.values() for article, _ in copies}

    def made(article: Article, copies: tuple[tuple[Source, str], ...] = ()) -> Source:
        return Source(
            outlet=article.source,
            day=in_words(article.published),
            title=article.title or article.document,
            url=safe_link(article.url),
            claims=counts[article.id],
            anchor=cites.text_anchor(article.id),
            copies=copies,
        )

    return tuple(
        made(article, tuple((made(other), f"{copy.kind} copy: {copy.reason}") for other, copy in under[article.id]))
        for article in material.articles
        if article.id not in folded
    )


def _first(article: str, original: dict[str, Copy]) -> str:
    """What an article was copied from in the end."""
    seen = {article}
    while article in original and original[article].original_id not in seen:
        article = original[article].original_id
        seen.add(article)
    return article


def unplaced(material: Material) -> Unplaced:
    """Files without an article or with part of one; claims without a named party, and in no fact or figure."""
    inputs = [one for one in material.inputs if one.status != "ok"]
    used = {claim for fact in material.facts for claim in fact.claims}
    used |= {
        claim for one in material.comparisons for group in one.groups for cell in group.values for claim in cell.claims
    }
    claims = material.claims.values()
    nameless = Counter(claim.kind for claim in claims if not claim.roles)
    return Unplaced(
        inputs=tuple((one.name, one.status.replace("_", " "), one.reason) for one in inputs[:MOST_INPUTS]),
        unseen_inputs=max(0, len(inputs) - MOST_INPUTS),
        nameless=tuple((kind, nameless[kind]) for kind in KINDS if nameless[kind]),
        apart=sum(claim.kind != "quotation" and claim.id not in used for claim in claims),
        weak=sum(claim.score < LEAST_SCORE for claim in claims),
        undated=sum(date_of(material, fact) is None for fact in material.facts),
    )
