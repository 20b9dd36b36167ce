"""What of a record a question is put to: its articles, the claims within the question's limits, and their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from onrecord.ask.limits import bounds_of, dates_of, says_the_day, within
from onrecord.ask.names import Directory, Places, best_name, directory_of, words_of
from onrecord.ask.query import DateLimit, Limits
from onrecord.types import Article, Claim, ClaimKind, Judgement, Mention, Quote

WINDOW = 400  # characters around a claim's words in which its sentence is looked for
_STOP = re.compile(r"[.!?…](?=\s)|\n")


class Reader(Protocol):
    """What ask needs of a record: reading, never writing."""

    def articles(self) -> Iterable[Article]:
        """Every article of the record."""

    def claims(self, kind: ClaimKind | None = None, action: str | None = None) -> Iterable[Claim]:
        """The claims of a kind and an action, with their mentions resolved and as people's verdicts leave them."""

    def judgements(self) -> Iterable[Judgement]:
        """What people say of names: which are one's and which are not."""


class Value(Protocol):
    """One value that was given for a figure, and the claims that give it."""

    @property
    def value(self) -> str:
        """The value as it is written."""

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims it rests on."""


class Group(Protocol):
    """What one claimant gave with one status."""

    @property
    def status(self) -> str:
        """The standing of the figures."""

    @property
    def attributed_to(self) -> str | None:
        """Who gave them."""

    @property
    def values(self) -> Sequence[Value]:
        """The values, in order of time."""


class Comparison(Protocol):
    """One question that figures answer, and how the answers agree."""

    @property
    def measure(self) -> str:
        """What is measured."""

    @property
    def subject(self) -> str | None:
        """Whose figure it is."""

    @property
    def verdict(self) -> str:
        """agree, rounding, different_status or contradiction."""

    @property
    def reason(self) -> str:
        """Why, in one sentence."""

    @property
    def groups(self) -> Sequence[Group]:
        """The answers, by claimant and status."""


@runtime_checkable
class Compared(Protocol):
    """A record whose figures have been compared."""

    def comparisons(self) -> Iterable[Comparison]:
        """Every question that figures answer."""


@dataclass(frozen=True, slots=True)
class Pile:
    """A record's articles and claims as a question meets them.

    ``claims`` are those within the question's limits, ``outside`` those that its date leaves out; ``notes`` say what
    the limits did.
    """

    record: Reader
    places: Places
    articles: Mapping[str, Article]
    claims: tuple[Claim, ...]
    outside: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()

    def directory(self, role: str, kind: ClaimKind | None = None) -> Directory:
        """Whom the claims of a kind name; how often they stand in the role decides whom a bare surname means."""
        claims = (c for c in (*self.claims, *self.outside) if kind in (None, c.kind))
        return directory_of(claims, role, tuple(self.record.judgements()))

    @property
    def searched(self) -> str:
        """How much was searched, in words."""
        count = len(self.articles)
        return "this one article" if count == 1 else f"these {count} articles"


def gather(record: Reader, limits: Limits, places: Places, kind: ClaimKind | None = None) -> Pile:
    """The articles, and the claims of a kind (all with None) within the limits."""
    articles = {article.id: article for article in record.articles()}
    claims = [claim for claim in record.claims(kind) if claim.article_id in articles]
    notes: list[str] = []
    if limits.source:
        claims, note = _according(claims, articles, limits.source, places)
        notes.append(note)
    outside: list[Claim] = []
    if limits.date:
        claims, outside, note = _dated(claims, articles, limits.date)
        notes.append(note)
    return Pile(record, places, articles, tuple(claims), tuple(outside), tuple(notes))


def _according(
    claims: list[Claim], articles: Mapping[str, Article], source: str, places: Places
) -> tuple[list[Claim], str]:
    """The claims of an outlet or, where none of the record has the name, of whoever said so inside the articles."""
    outlets = outlets_named(source, articles.values(), places)
    if outlets:
        kept = [claim for claim in claims if articles[claim.article_id].source in outlets]
        return kept, f"only what {', '.join(sorted(outlets))} reports"
    wanted = words_of(source)
    kept = [claim for claim in claims if any(wanted <= words_of(best_name(who)) for who in claimants(claim))]
    return kept, f"only what {source} is reported to say" + ("" if kept else f"; nobody in the record is “{source}”")


def claimants(claim: Claim) -> tuple[Mention, ...]:
    """Those who say so inside the article: who reports an event, gives a figure or speaks."""
    role = {"figure": "attributed_to", "quotation": "speaker"}.get(claim.kind)
    giver = claim.role(role) if role else None
    return (*claim.reported_by, giver) if giver else claim.reported_by


def outlets_named(name: str, articles: Iterable[Article], places: Places) -> frozenset[str]:
    """The sources of the record that a name means: those that have all its words, or are the outlet it names."""
    wanted, known = words_of(name), places.outlet(name)
    found = set()
    for article in articles:
        named = (article.source, article.document, article.url or "")
        said = words_of(article.source.replace(".", " "))
        if (wanted and wanted <= said) or (known and known == places.outlet(article.source)) or name in named:
            found.add(article.source)
    return frozenset(found)


def _dated(
    claims: list[Claim], articles: Mapping[str, Article], limit: DateLimit
) -> tuple[list[Claim], list[Claim], str]:
    bounds = bounds_of(limit, articles.values())
    kept = [claim for claim in claims if _is_then(claim, articles[claim.article_id], limit, bounds)]
    ids = {claim.id for claim in kept}
    outside = [claim for claim in claims if claim.id not in ids]
    undated = sum(claim.when is None for claim in kept)
    note = f"“{limit.words}” is read as {_shown(bounds)}"
    never = sum(dates_of(claim, articles[claim.article_id]) is None for claim in outside)
    if never:
        note += f"; {never} claims of no known date are left out"
    if undated:
        note += f"; {undated} of {len(kept)} claims tell no date and go by their article's"
    return kept, outside, note


def _is_then(claim: Claim, article: Article, limit: DateLimit, bounds: tuple[str, str]) -> bool:
    """Whether a claim is of the days asked for; one that nothing dates is, where its sentence names the day."""
    if dates_of(claim, article) is None:
        return says_the_day(passage(claim, article), limit)
    return within(claim, article, bounds)


def _shown(bounds: tuple[str, str]) -> str:
    first, last = bounds
    if first == last:
        return first
    if first < "0002":
        return f"{last} or earlier"
    return f"{first} or later" if last > "9999" else f"{first} to {last}"


def quote_of(claim: Claim, article: Article) -> Quote:
    """The words that show a claim."""
    span = claim.evidence[0]
    return Quote(article.document, article.source, article.published, span, span.of(article.text), claim.id)


def sources_first(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """By date, document and place, each words once; the first of every source before the second of any."""
    ordered = sorted(quotes, key=lambda quote: (quote.published or "9999", quote.document, quote.span, quote.claim_id))
    once = list({(quote.document, quote.span): quote for quote in reversed(ordered)}.values())[::-1]
    seen: Counter[str] = Counter()
    ranks = []
    for quote in once:
        ranks.append(seen[quote.source] > 0)
        seen[quote.source] += 1
    return tuple(quote for later in (False, True) for quote, rank in zip(once, ranks, strict=True) if rank == later)


def quotes_of(pile: Pile, claims: Iterable[Claim]) -> tuple[Quote, ...]:
    """The words that show the claims, each once, the first of every source before the second of any."""
    return sources_first(quote_of(claim, pile.articles[claim.article_id]) for claim in claims)


def words_of_claim(claim: Claim, article: Article) -> str:
    """All the words that a claim was read from."""
    return " ".join(span.of(article.text) for span in claim.evidence)


def passage(claim: Claim, article: Article) -> str:
    """The words of a claim with the rest of the sentences that they stand in."""
    first, last = min(span.start for span in claim.evidence[:1]), max(span.end for span in claim.evidence[:1])
    before = max((match.end() for match in _STOP.finditer(article.text, max(0, first - WINDOW), first)), default=0)
    after = _STOP.search(article.text, last, last + WINDOW)
    start = before or max(0, first - WINDOW)
    sentence = article.text[start : after.end() if after else last + WINDOW]
    return f"{sentence} {words_of_claim(claim, article)}"
