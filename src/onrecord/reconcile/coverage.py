"""Which outlet carried which fact, quotation and figure, and which did not; what one side alone reports; who was first.

Silence is only that: none of an outlet's articles that were given says so.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby
from operator import itemgetter
from typing import Literal, Protocol

from onrecord.data import Gazetteer, load_gazetteer
from onrecord.reconcile.copies import Links
from onrecord.reconcile.pairs import first_pairs
from onrecord.reconcile.shingles import SHINGLE_WORDS, Shingles, plain_words, shared, shingles
from onrecord.text import stable_id
from onrecord.types import Article, Claim

SAME_WORDS = 0.8  # share of the shorter quotation's five-word sequences that are in the longer

Kind = Literal["fact", "quotation", "figure"]
Side = Callable[[Article, Gazetteer], str | None]


class Sourced(Protocol):
    """Whatever some articles carry: a fact, a quotation, a figure."""

    @property
    def id(self) -> str:
        """What it is known by."""

    @property
    def kind(self) -> Kind:
        """Fact, quotation or figure."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the articles that carry it."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that articles carry, with the ids of the claims by which they do; ``label`` is it in words."""

    id: str
    kind: Kind
    label: str
    sources: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet of the pile with the ids of its articles; ``side`` is None where it is not known or not the same."""

    name: str
    side: str | None
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Carrier:
    """An outlet with its articles that carry something; ``copied``: all of them are copies of another outlet's."""

    outlet: str
    articles: tuple[str, ...]
    date: str | None
    copied: bool


@dataclass(frozen=True, slots=True)
class First:
    """Who was first: the outlets of the earliest known day. ``certain`` only where it is one and all have dates."""

    outlets: tuple[str, ...]
    date: str | None
    certain: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One item: who carries it, who does not, who was first; ``only`` is the side that alone reports it, if any."""

    id: str
    kind: Kind
    carriers: tuple[Carrier, ...]
    silent: tuple[str, ...]
    first: First
    only: str | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The matrix: outlets by name, rows in the order of the items."""

    outlets: tuple[Outlet, ...]
    rows: tuple[Row, ...]

    def one_sided(self) -> tuple[Row, ...]:
        """What only one side's outlets report, though outlets of another are in the pile."""
        return tuple(row for row in self.rows if row.only)


# --- Sides


def country(article: Article, gazetteer: Gazetteer) -> str | None:
    """The country of the article's outlet (ISO 3166 alpha-3)."""
    known = _outlet(article, gazetteer)
    return article.country or (known[0] if known else None)


def ownership(article: Article, gazetteer: Gazetteer) -> str | None:
    """Whose the article's outlet is: state, captured, public or private."""
    known = _outlet(article, gazetteer)
    return _ownerships().get(known[1]) if known else None


def _outlet(article: Article, gazetteer: Gazetteer) -> tuple[str, str] | None:
    """Country and ownership of an article's outlet, by its address, else its name."""
    found = (gazetteer.outlet(where) for where in (article.url, article.source) if where)
    return next(((outlet.iso3, outlet.ownership) for outlet in found if outlet), None)


@cache
def _ownerships() -> Mapping[str, str]:
    text = resources.files("onrecord.reconcile").joinpath("sides.toml").read_text(encoding="utf-8")
    return {kind: side for side, kinds in tomllib.loads(text).items() for kind in kinds}


# --- The matrix


def coverage(
    items: Iterable[Sourced],
    articles: Iterable[Article],
    copies: Links,
    *,
    side: Side = country,
    gazetteer: Gazetteer | None = None,
) -> Coverage:
    """Who of these articles' outlets carries which item. Sources that are not among the articles are left out."""
    known = gazetteer or load_gazetteer()
    by_id = {article.id: article for article in articles}
    outlets = tuple(_outlets(by_id.values(), side, known))
    sides = {outlet.name: outlet.side for outlet in outlets}
    return Coverage(outlets, tuple(_row(item, by_id, sides, copies) for item in items))


def _outlets(articles: Iterable[Article], side: Side, gazetteer: Gazetteer) -> Iterator[Outlet]:
    by_name = defaultdict[str, list[Article]](list)
    for article in articles:
        by_name[article.source].append(article)
    for name in sorted(by_name):
        sides = {side(article, gazetteer) for article in by_name[name]}
        ids = tuple(sorted(article.id for article in by_name[name]))
        yield Outlet(name, sides.pop() if len(sides) == 1 else None, ids)


def _row(item: Sourced, by_id: Mapping[str, Article], sides: Mapping[str, str | None], copies: Links) -> Row:
    by_outlet = defaultdict[str, list[Article]](list)
    for source in sorted(set(item.sources)):
        if source in by_id:
            by_outlet[by_id[source].source].append(by_id[source])
    carriers = tuple(_carrier(name, by_outlet[name], by_id, copies) for name in sorted(by_outlet))
    silent = tuple(name for name in sides if name not in by_outlet)
    return Row(item.id, item.kind, carriers, silent, _first(carriers), _only(by_outlet, sides))


def _carrier(name: str, articles: Sequence[Article], by_id: Mapping[str, Article], copies: Links) -> Carrier:
    dates = [article.published[:10] for article in articles if article.published]
    copied = all(_from_another(article, by_id, copies) for article in articles)
    return Carrier(name, tuple(article.id for article in articles), min(dates, default=None), copied)


def _from_another(article: Article, by_id: Mapping[str, Article], copies: Links) -> bool:
    """Whether the article says nothing but what another outlet's does."""
    original = copies.whole.get(article.id)
    return original is not None and (original not in by_id or by_id[original].source != article.source)


def _first(carriers: Sequence[Carrier]) -> First:
    dated = [carrier for carrier in carriers if carrier.date]
    undated = len(carriers) - len(dated)
    if not dated:
        return First((), None, False, "no carrier has a date" if carriers else "nobody carries it")
    day = min(carrier.date for carrier in dated if carrier.date)
    outlets = tuple(carrier.outlet for carrier in dated if carrier.date == day)
    doubts = [f"{len(outlets)} on the same day"] if len(outlets) > 1 else []
    doubts += [f"{undated} without a date"] if undated else []
    return First(outlets, day, not doubts, ", ".join(doubts) or "the only one of its day, and all have dates")


def _only(carriers: Iterable[str], sides: Mapping[str, str | None]) -> str | None:
    """The one side of all carriers, where the pile has another; None where the side of one of them is not known."""
    reporting = {sides[name] for name in carriers}
    if len(reporting) != 1 or None in reporting:
        return None
    return next(iter(reporting)) if set(sides.values()) - reporting - {None} else None


# --- What is carried


def carried(id_: str, kind: Kind, label: str, claims: Iterable[str], article_of: Mapping[str, str]) -> Item:
    """What rests on these claims as something that their articles carry; ``article_of`` is by claim."""
    ids = tuple(dict.fromkeys(claims))
    return Item(id_, kind, label, tuple(sorted({article_of[claim] for claim in ids})), ids)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one quotation."""

    claim: Claim
    text: str
    words: tuple[str, ...]
    speaker: str
    shingles: Shingles


def quotations(claims: Iterable[Claim], articles: Mapping[str, Article]) -> tuple[Item, ...]:
    """The quotations given in marks, those of the same words as one; ``articles`` is by id.

    A quotation goes with the longest that has most of its five-word sequences, whoever is named as the speaker; each
    has been held against that one itself. Shorter ones go together where words and speaker are equal. Two translations
    of one statement are two.
    """
    spoken = [_words(claim, articles[claim.article_id].text) for claim in claims if _in_marks(claim)]
    order = sorted(spoken, key=lambda said: (-len(said.words), said.words, said.speaker, said.claim.id))
    head = _heads(order)
    groups = defaultdict[int, list[_Words]](list)
    for place, said in enumerate(order):
        groups[head[place]].append(said)
    return tuple(sorted((_quotation(group) for group in groups.values()), key=lambda item: (item.label, item.id)))


def _in_marks(claim: Claim) -> bool:
    return claim.speech is not None and claim.speech.form != "indirect"


def _words(claim: Claim, text: str) -> _Words:
    said = claim.evidence[0].of(text)
    words = tuple(plain_words(said))
    speaker = claim.role("speaker")
    name = (speaker.entity.id if speaker.entity else speaker.name or speaker.wording) if speaker else ""
    return _Words(claim, said, words, name, shingles(words, (False,) * len(words)))


def _heads(order: Sequence[_Words]) -> list[int]:
    """For each quotation the place of the one that it goes with, its own where it stands first."""
    head = list(range(len(order)))
    short = dict[tuple[tuple[str, ...], str], int]()
    for place, said in enumerate(order):
        if len(said.words) < SHINGLE_WORDS:
            head[place] = short.setdefault((said.words, said.speaker), place)
    for place, some in groupby(first_pairs([said.shingles.all for said in order]), key=itemgetter(0)):
        heads = sorted({head[earlier] for _, earlier, _ in some})
        mine = order[place].shingles.all
        fitting = (other for other in heads if shared(order[other].shingles.all, mine) >= SAME_WORDS * len(mine))
        head[place] = next(fitting, place)
    return head


def _quotation(group: Sequence[_Words]) -> Item:
    first = group[0]
    id_ = stable_id("quotation", first.words, "" if len(first.words) >= SHINGLE_WORDS else first.speaker)
    article_of = {said.claim.id: said.claim.article_id for said in group}
    return carried(id_, "quotation", " ".join(first.text.split()), sorted(article_of), article_of)
