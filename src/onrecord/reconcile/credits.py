"""Which news agencies an article credits: as whose text it is, or as what some of it rests on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

from onrecord.data import Gazetteer
from onrecord.text import fold
from onrecord.types import Article

LINE_CHARACTERS = 120  # a line of credit is no longer
LEAD_CHARACTERS = 160  # a place, a date and an agency in brackets stand before the first sentence
_APART = frozenset({"chrome", "title"})


@dataclass(frozen=True, slots=True)
class Credits:
    """``own``: the agency whose article it is; ``text``: those it gives as its text's; ``named``: those it rests on.

    All are names of agencies in the gazetteer; an agency does not credit itself.
    """

    own: str | None
    text: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Crediting:
    """How agencies are credited: the one group of each match is a wording of ``names``."""

    names: Mapping[str, str]
    line: re.Pattern[str]
    lead: re.Pattern[str]
    end: re.Pattern[str]
    byline: re.Pattern[str]
    named: re.Pattern[str]


def credits_of(article: Article, gazetteer: Gazetteer, crediting: Crediting) -> Credits:
    """The agencies that the article's outlet, lines and sentences name."""
    own = _own(article, gazetteer)
    text = {crediting.names[wording] for wording in _text_credits(article, crediting)}
    named = {crediting.names[wording] for wording in _found(crediting.named, article.text)}
    return Credits(
        own,
        tuple(sorted(text - {own})),
        tuple(sorted(named - text - {own})),
    )


def _own(article: Article, gazetteer: Gazetteer) -> str | None:
    known = (gazetteer.outlet(where) for where in (article.url, article.source) if where)
    return next((outlet.name for outlet in known if outlet and outlet.kind == "agency"), None)


def _text_credits(article: Article, crediting: Crediting) -> Iterator[str]:
    """The wordings of agencies in bylines, datelines, lines of credit, before the lead and at the end."""
    lines = [line for line in (article.byline, article.dateline) if line]
    paragraphs = []
    for block in article.blocks:
        start, end = block.span.start, block.span.end
        if block.kind in ("byline", "dateline"):
            lines.append(article.text[start:end])
        elif block.kind not in _APART:
            paragraphs.append((start, end))
        if end - start <= LINE_CHARACTERS:
            yield from _found(crediting.line, article.text[start:end].strip())
    for line in lines:
        yield from _found(crediting.byline, line[:LINE_CHARACTERS])
    for start, end in paragraphs[:1]:
        yield from _found(crediting.lead, article.text[start : min(end, start + LEAD_CHARACTERS)].lstrip())
    for start, end in paragraphs[-1:]:
        yield from _found(crediting.end, article.text[max(start, end - LINE_CHARACTERS) : end].rstrip())
        yield from _found(
            crediting.line, article.text[start:end].rstrip()[-LINE_CHARACTERS:].rpartition("\n")[2].strip()
        )


def _found(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    return (match[match.lastgroup or 0] for match in pattern.finditer(text))


def crediting_by(gazetteer: Gazetteer) -> Crediting:
    """The patterns over the agencies of a gazetteer; a name that is also a common word only as a line of credit."""
    words = tomllib.loads(resources.files("onrecord.reconcile").joinpath("credits.toml").read_text(encoding="utf-8"))
    every = dict(_wordings(gazetteer, also_common=True))
    clear = _any(dict(_wordings(gazetteer, also_common=False)))
    label, before, after = ("|".join(words[name]) for name in ("labels", "before", "after"))
    agency, the = _any(every), r"(?i:the )?"
    return Crediting(
        names=every,
        line=re.compile(rf"^[(\[—–-]?\s?(?:(?i:{label})\s+)?{the}(?P<agency>{agency})[)\].]*$"),
        lead=re.compile(
            rf"^[^.!?\n]{{0,80}}?\((?P<bracketed>{agency})\)\s?[—–:-]"
            rf"|^(?:[^.!?\n]{{1,60}}?,\s)?(?P<bare>{agency})\s?[—–:-]+\s"
        ),
        end=re.compile(rf"(?:[(\[]|[—–-]\s|\b(?i:{label})\s+){the}(?P<agency>{agency})[)\].]*$"),
        byline=re.compile(rf"(?<!\w)(?P<agency>{clear})(?!\w)"),
        named=re.compile(
            rf"\b(?i:{before})\s{the}(?P<before>{clear})(?!\w)"
            rf"|(?<!\w)(?P<after>{clear})(?: news agency| agency)? (?:{after})\b"
        ),
    )


def _wordings(gazetteer: Gazetteer, *, also_common: bool) -> Iterator[tuple[str, str]]:
    for outlet, aliases in gazetteer.outlets:
        if outlet.kind == "agency" and (also_common or outlet.need != "context"):
            for wording in (outlet.name, *aliases):
                if also_common or not gazetteer.generic(fold(wording)):
                    yield wording, outlet.name


def _any(names: Mapping[str, str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
