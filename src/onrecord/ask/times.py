"""Which figures are of the vote that the articles report, and which are told of another, earlier or later one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.ask import vocabulary
from onrecord.ask.numbers import shown
from onrecord.ask.pile import Pile
from onrecord.ask.query import FigureQuery
from onrecord.types import Amount, Article, Claim, Mention

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BREAK = re.compile(r"[,;:()—–\n]|\.(?=\s)|\b(?:while|whereas|compared|against|than|up from|down from|from)\b")
REACH = 160  # characters around a number in which its clause ends


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim of a figure with its amount at hand."""

    claim: Claim
    amount: Amount

    @property
    def subject(self) -> Mention | None:
        """Whose or what's figure it is."""
        return self.claim.role("subject")


def of_this_time(figures: list[Figure], query: FigureQuery, pile: Pile) -> tuple[list[Figure], list[str]]:
    """The figures without those told of another vote, which a note gives; all of them where none would be left, or
    where the question names a year."""
    if query.limits.date or _YEAR.search(query.question):
        return figures, []
    other = [figure for figure in figures if _is_of_another(figure.claim, pile.articles[figure.claim.article_id])]
    kept = [figure for figure in figures if figure not in other]
    if not other or not kept:
        return figures, []
    told = ", ".join(dict.fromkeys(f"{shown(figure.amount.value)}{_unit(figure)}" for figure in other))
    return kept, [f"told of another time, not counted: {told}"]


def _unit(figure: Figure) -> str:
    return " percent" if figure.amount.unit == "percent" else ""


def _is_of_another(claim: Claim, article: Article) -> bool:
    """Whether the words right around a number, or its date, are of another year than its article, or of the past."""
    clause = _clause(claim, article.text)
    if vocabulary.pattern("figures", "earlier").search(clause):
        return True
    year = (article.published or "")[:4]
    told = [claim.when.edtf[:4]] if claim.when else []
    years = [*told, *_YEAR.findall(clause)]
    return bool(year and years) and year not in years


def _clause(claim: Claim, text: str) -> str:
    """The words around a number up to where its clause ends, in its own sentence."""
    first, last = claim.trigger.start, claim.trigger.end
    start = max(first - REACH, claim.evidence[0].start, 0)
    before = [match.end() for match in _BREAK.finditer(text, start, first)]
    end = min(last + REACH, max(claim.evidence[0].end, last))
    after = _BREAK.search(text, last, end)
    return text[before[-1] if before else start : after.start() if after else end]
