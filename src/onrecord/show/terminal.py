"""An article with its claims marked, and one claim explained: as pieces of text with a style, for any terminal.

What an article says is never trusted: characters that would move the cursor or turn the writing are made visible.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from onrecord.show.claims import claim_line, facts, harmless
from onrecord.types import Article, Claim, Span

Style = Literal["plain", "evidence", "trigger", "chrome", "number", "label", "name"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words and how they are to look."""

    text: str
    style: Style = "plain"


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
        yield Piece(f"{claim_line(claim, article)}  ")
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


# --- A claim


def claim_pieces(
    claim: Claim, article: Article, sentence: Span | None = None, verdicts: Sequence[str] = ()
) -> Iterator[Piece]:
    """Why the record has a claim: the sentence around it, its words, the rule, and how each mention got its name.

    ``verdicts`` are all that people have said of it, in words.
    """
    said = (("verdicts" if number == 0 else "", verdict) for number, verdict in enumerate(verdicts))
    for label, value in (*facts(claim, article, sentence), *said):
        yield Piece(f"{label:<14}", "label")
        yield Piece(f"{value}\n")
