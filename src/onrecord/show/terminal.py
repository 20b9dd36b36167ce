"""An article with its claims marked, and one claim explained: as pieces of text with a style, for any terminal.

What an article says is never trusted: characters that would move the cursor or turn the writing are made visible.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from onrecord.types import Article, Claim, Entity, Mention, Span

Style = Literal["plain", "evidence", "trigger", "chrome", "number", "label", "name"]
VISIBLE = "\n\t"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words and how they are to look."""

    text: str
    style: Style = "plain"


def harmless(text: str) -> str:
    """The text with every control character, and every character that turns the writing, made visible."""
    return "".join(char if char in VISIBLE or not _moves(char) else _shown(char) for char in text.replace("\r\n", "\n"))


def _moves(char: str) -> bool:
    return (
        unicodedata.category(char) in ("Cc", "Cs", "Co")
        or char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def _shown(char: str) -> str:
    return f"<U+{ord(char):04X}>"


# --- An article


def article_pieces(
    article: Article, claims: Sequence[Claim], verdicts: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Piece]:
    """The text with each claim's evidence between ⟦ and ⟧, its trigger between ‹ and ›, and numbers that lead below.

    ``verdicts`` are what people say of claims, in words, by claim.
    """
    yield from _heading(article)
    yield from _text(article, claims)
    yield Piece("" if article.text.endswith("\n") else "\n")
    yield Piece("\n" if claims else "")
    width = len(str(len(claims)))
    for number, claim in enumerate(claims, 1):
        yield Piece(f"[{number:>{width}}] ", "number")
        yield Piece(f"{claim_line(claim)}  ")
        yield Piece(claim.id, "label")
        yield Piece(f"  [{verdicts[claim.id]}]\n" if verdicts.get(claim.id) else "\n")


def _heading(article: Article) -> Iterator[Piece]:
    parts = (article.document, article.source, article.published or "undated", article.url or "")
    yield Piece(harmless(", ".join(part for part in parts if part)) + "\n\n", "label")


def _text(article: Article, claims: Sequence[Claim]) -> Iterator[Piece]:
    """The text cut where a mark begins or ends; a mark stands before or after the character it belongs to."""
    chrome = [block.span for block in article.blocks if block.kind == "chrome"]
    evidence = [claim.evidence[0] for claim in claims]
    triggers = [claim.trigger for claim in claims]
    edges = {edge for span in (*chrome, *evidence, *triggers) for edge in (span.start, span.end)}
    places = sorted(edges | {0, len(article.text)})
    for start, end in pairwise(places):
        here = Span(start, end)
        yield from _marks_before(start, evidence, triggers)
        yield Piece(harmless(here.of(article.text)), _style(here, chrome, evidence, triggers))
        yield from _marks_after(end, evidence, triggers)


def _style(here: Span, chrome: Sequence[Span], evidence: Sequence[Span], triggers: Sequence[Span]) -> Style:
    if any(span.covers(here) for span in triggers):
        return "trigger"
    if any(span.covers(here) for span in evidence):
        return "evidence"
    return "chrome" if any(span.covers(here) for span in chrome) else "plain"


def _marks_before(start: int, evidence: Sequence[Span], triggers: Sequence[Span]) -> Iterator[Piece]:
    opened = len({span for span in evidence if span.start == start})
    yield Piece("⟦" * opened + "‹" * len({span for span in triggers if span.start == start}), "number")


def _marks_after(end: int, evidence: Sequence[Span], triggers: Sequence[Span]) -> Iterator[Piece]:
    yield Piece("›" * len({span for span in triggers if span.end == end}), "number")
    for span in sorted({span for span in evidence if span.end == end}, reverse=True):
        numbers = ",".join(str(number) for number, other in enumerate(evidence, 1) if other == span)
        yield Piece(f"⟧[{numbers}]", "number")


def claim_line(claim: Claim) -> str:
    """A claim in one line: who, what, whom."""
    first = claim.role("agent") or claim.role("speaker") or claim.role("subject")
    target = claim.role("target")
    arrow = f" → {_name(target)}" if target else ""
    standing = "" if stance(claim) == "asserted" else f" ({stance(claim)})"
    reporters = "".join(f", says {_name(mention)}" for mention in claim.reported_by)
    return f"{_name(first) if first else '?'} {claim.action}{arrow}{standing}{reporters}"


def stance(claim: Claim) -> str:
    """Asserted, negated, planned or implied."""
    return "negated" if claim.polarity == "negative" else claim.modality


def _name(mention: Mention) -> str:
    return harmless(mention.name or f"“{mention.wording}”")


# --- A claim


def claim_pieces(
    claim: Claim, article: Article, sentence: Span | None = None, verdicts: Sequence[str] = ()
) -> Iterator[Piece]:
    """Why the record has a claim: its sentence, its words, the rule, and how each mention came by its name.

    ``verdicts`` are all that people have said of it, in words.
    """
    said = (("verdicts" if number == 0 else "", verdict) for number, verdict in enumerate(verdicts))
    for label, value in (*_facts(claim, article, sentence), *said):
        yield Piece(f"{label:<12}", "label")
        yield Piece(f"{value}\n")


def _facts(claim: Claim, article: Article, sentence: Span | None) -> Iterator[tuple[str, str]]:
    yield "claim", f"{claim.id}, {claim.kind} {claim.action}, {stance(claim)}"
    title = f", “{harmless(article.title)}”" if article.title else ""
    yield "article", f"{article.document}, {harmless(article.source)}, {article.published or 'undated'}{title}"
    if sentence is not None:
        yield "sentence", _quoted(sentence, article)
    for number, span in enumerate(claim.evidence):
        yield "clause" if number == 0 else "", _quoted(span, article)
    yield "trigger", _quoted(claim.trigger, article)
    yield "rule", claim.rule
    yield "by", f"{claim.by}, score {claim.score:g}"
    for role in claim.roles:
        yield role.name.replace("_", " "), _traced(role.mention)
    for mention in claim.reported_by:
        yield "reported by", _traced(mention)
    if not claim.reported_by:
        yield "reported by", f"{harmless(article.source)} itself"


def _quoted(span: Span, article: Article) -> str:
    return f"“{' '.join(harmless(span.of(article.text)).split())}” [{span.start}-{span.end}]"


def _traced(mention: Mention) -> str:
    """The way from the words to whom they mean, as far as it is known."""
    steps = [f"“{harmless(mention.wording)}” [{mention.span.start}-{mention.span.end}], {mention.kind}"]
    if mention.name:
        steps.append(harmless(mention.name) + (f" ({mention.country})" if mention.country else ""))
    if mention.entity:
        steps.append(_entity(mention.entity))
    if mention.unresolved:
        steps.append(f"not resolved: {harmless(mention.unresolved)}")
    return " → ".join(steps)


def _entity(entity: Entity) -> str:
    known = (entity.kind, entity.country, entity.office)
    return f"{harmless(entity.name)} ({', '.join(part for part in (*known, entity.id) if part)})"
