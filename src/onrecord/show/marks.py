"""An article cut for showing: its blocks, in them stretches with the claims they belong to, marks for what is unseen.

Every stretch knows where it begins in the article's text, so that selected words lead back to a span.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from onrecord.types import Article, Claim, Span

# Controls, characters that turn the writing or take no room, and halves of a pair; a joiner only beside Latin letters.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ue000-\uf8ff]|(?<=[\x00-\u024f])[\u200c\u200d]|[\u200c\u200d](?=[\x00-\u024f])"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of an article's words that look alike: where they begin, what begins there, what they belong to.

    ``anchors`` are the ids of spans that begin here. ``unseen`` says that ``text`` names one character, as U+202E.
    """

    start: int
    text: str
    anchors: tuple[str, ...] = ()
    evidence: bool = False
    trigger: bool = False
    focus: bool = False
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One block of an article, or what stands between blocks, in its stretches."""

    kind: str
    stretches: tuple[Stretch, ...]


def visible(text: str) -> str:
    """The text with every character that cannot be seen, or turns the writing, named; a line end stays."""
    return UNSEEN.sub(_named, text.replace("\r\n", "\n"))


def _named(found: re.Match[str]) -> str:
    return f"⟨U+{ord(found[0]):04X}⟩"


def anchor(span: Span) -> str:
    """The id of the place on a page where a span begins."""
    return f"s{span.start}-{span.end}"


def parts_of(article: Article, claims: Sequence[Claim], focus: Span | None = None) -> tuple[Part, ...]:
    """The article's blocks in order, with the claims' words marked and one span brought out.

    White space between blocks is left out; anything else between them is a part of its own.
    """
    spans = {claim.evidence[0] for claim in claims}
    wanted = [*spans, *([focus] if focus else [])]
    pieces = groupby(_pieces(article, claims, wanted, focus), key=lambda piece: piece[0])
    parts = (
        Part(article.blocks[at].kind if at >= 0 else "between", tuple(stretch for _, stretch in some))
        for at, some in pieces
    )
    return tuple(part for part in parts if any(stretch.text.strip() for stretch in part.stretches))


def _pieces(
    article: Article, claims: Sequence[Claim], wanted: Sequence[Span], focus: Span | None
) -> Iterator[tuple[int, Stretch]]:
    """Every stretch with the block it stands in, -1 for none. A carriage return is left out: a page would drop it."""
    text, blocks = article.text, _innermost(article)
    evidence, triggers = [claim.evidence[0] for claim in claims], [claim.trigger for claim in claims]
    begins: dict[int, list[str]] = {}
    for span in sorted(set(wanted)):
        begins.setdefault(span.start, []).append(anchor(span))
    edges = {edge for span in (*wanted, *triggers) for edge in (span.start, span.end)}
    edges |= {edge for start, end, _ in blocks for edge in (start, end)}
    edges |= {edge for found in UNSEEN.finditer(text) for edge in found.span()}
    places = sorted({0, len(text)} | {edge for edge in edges if 0 <= edge <= len(text)})
    marked, carrying = _covered(evidence), _covered(triggers)
    block = 0
    for start, end in pairwise(places):
        while block < len(blocks) and blocks[block][1] <= start:
            block += 1
        inside = block < len(blocks) and blocks[block][0] <= start
        here = Span(start, end)
        words = here.of(text)
        if words != "\r" or start in begins:
            yield (
                blocks[block][2] if inside else -1,
                Stretch(
                    start,
                    _shown(words),
                    tuple(begins.get(start, ())),
                    _within(here, marked),
                    _within(here, carrying),
                    focus is not None and focus.covers(here),
                    bool(UNSEEN.fullmatch(words)) and words != "\r",
                ),
            )


def _shown(words: str) -> str:
    if words == "\r":
        return ""
    return f"U+{ord(words):04X}" if UNSEEN.fullmatch(words) else words


def _innermost(article: Article) -> list[tuple[int, int, int]]:
    """The blocks as (start, end, index), apart and in order; words that two share are page chrome's, or the later's."""
    order = sorted(range(len(article.blocks)), key=lambda at: article.blocks[at].span)
    apart = all(article.blocks[one].span.end <= article.blocks[other].span.start for one, other in pairwise(order))
    if apart:
        return [(article.blocks[at].span.start, article.blocks[at].span.end, at) for at in order]
    owners = [-1] * len(article.text)
    for at in sorted(order, key=lambda at: article.blocks[at].kind == "chrome"):
        span = article.blocks[at].span
        owners[span.start : span.end] = [at] * (span.end - span.start)
    runs, start = [], 0
    for at, some in groupby(owners):
        end = start + sum(1 for _ in some)
        runs += [(start, end, at)] if at >= 0 else []
        start = end
    return runs


def _covered(spans: Sequence[Span]) -> list[Span]:
    """The spans run together where they meet, in order."""
    runs: list[Span] = []
    for span in sorted(set(spans)):
        if runs and span.start <= runs[-1].end:
            runs[-1] = Span(runs[-1].start, max(runs[-1].end, span.end))
        else:
            runs.append(span)
    return runs


def _within(here: Span, runs: Sequence[Span]) -> bool:
    """Whether a stretch lies in one of the runs."""
    at = bisect_right(runs, here.start, key=lambda run: run.start) - 1
    return at >= 0 and here.end <= runs[at].end


def printable(text: str) -> bool:
    """Whether a text has no control characters and no halves of pairs: fit for an address or a form."""
    return not any(unicodedata.category(char) in ("Cc", "Cs") for char in text)
