"""Which articles, and which of their claims, speak of one event.

Articles are put to stories one by one, in order of their date: to the story of the same weeks that shares most with
it (the country and the kind of event, the people acted upon, rare words of the title), or to one of its own. Only
stories that share something are looked at, so the work grows with the articles, not with their pairs.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from onrecord.reconcile import words
from onrecord.reconcile.said import Brief, Key, Said
from onrecord.text import stable_id
from onrecord.weighed import Story

NEAR_DAYS = 45
LONGEST_DAYS = 150
YEAR_DAYS = 250
LOOKED_AT = 40  # stories that one feature may bring up, the latest first
ENOUGH = 2.0
LEADS = 6
Feature = tuple[str, ...]


@dataclass(slots=True)
class Draft:
    """A story while articles are still put to it.

    ``place`` is the country it is about most, ``leads`` the people acted upon most.
    """

    seed: Brief
    number: int
    kind: str
    first: int | None
    last: int | None
    place: str | None = None
    leads: frozenset[Key] = frozenset()
    articles: list[int] = field(default_factory=list)
    places: Counter[str] = field(default_factory=Counter)
    people: Counter[Key] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    shared: Counter[str] = field(default_factory=Counter)
    claims: list[Said] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The story's id, its first article's."""
        return stable_id("story", self.seed.id)


def draft_stories(briefs: Sequence[Brief], claims: Sequence[Sequence[Said]]) -> tuple[Draft, ...]:
    """The stories of all articles, each claim in one; articles by number, claims in the order of the articles."""
    table = _Table()
    dated = sorted(range(len(briefs)), key=lambda at: (briefs[at].published is None, briefs[at].published or "", at))
    home = {at: table.put(at, briefs[at]) for at in sorted(dated, key=lambda at: briefs[at].published is None)}
    for at, said in enumerate(claims):
        for one in said:
            drafted = table.place(one, home[at], briefs[at])
            drafted.claims.append(one)
    for drafted in table.drafts:
        drafted.articles = sorted({*drafted.articles, *(one.article for one in drafted.claims)})
    return tuple(table.drafts)


class _Table:
    """The stories so far, found by what an article may share with them."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.index: dict[Feature, list[int]] = defaultdict(list)

    def put(self, at: int, brief: Brief) -> Draft:
        """The story that an article belongs to."""
        day = _day(brief.published)
        found = self._best(brief, day)
        if found is None:
            found = Draft(brief, len(self.drafts), brief.kind, day, day)
            self.drafts.append(found)
        self._add(found, at, brief, day)
        return found

    def place(self, said: Said, home: Draft, brief: Brief) -> Draft:
        """The story that one claim of an article speaks of: the election of another country, or year, that it names."""
        about = said.target
        if about is None or not about.sure or about.country is None or home.kind not in words.listed("single", "kinds"):
            return home
        year = _year(said.when)
        past = year is not None and home.first is not None and year != date.fromordinal(home.first).year
        abroad = about.country != home.place
        if not past and not (abroad and (about.key == ("judged",) or (said.amount and about.key[0] == "state"))):
            return home
        day, days = (date(year, 7, 1).toordinal(), YEAR_DAYS) if past and year else (_day(brief.published), NEAR_DAYS)
        known = self._known(("event", about.country, home.kind))
        return next((one for one in known if one.place == about.country and _near(one, day, days)), home)

    def _best(self, brief: Brief, day: int | None) -> Draft | None:
        scores: dict[int, float] = {}
        for feature in _features(brief):
            for number in self.index[feature][-LOOKED_AT:]:
                if number not in scores and _near(self.drafts[number], day, NEAR_DAYS):
                    scores[number] = _alike(brief, self.drafts[number])[0]
        best = max(scores, key=lambda number: (scores[number], number), default=None)
        return self.drafts[best] if best is not None and scores[best] >= ENOUGH else None

    def _add(self, story: Draft, at: int, brief: Brief, day: int | None) -> None:
        if story.articles:
            story.shared.update(_alike(brief, story)[1])
        story.articles.append(at)
        story.places.update(dict(brief.places))
        story.people.update(dict(brief.people))
        story.words.update(brief.words)
        story.place = min(story.places, key=lambda code: (-story.places[code], code), default=None)
        story.leads = frozenset(heapq.nsmallest(LEADS, story.people, key=lambda key: (-story.people[key], key)))
        story.kind = story.kind or brief.kind
        if day is not None:
            story.first = day if story.first is None else min(story.first, day)
            story.last = day if story.last is None else max(story.last, day)
        for feature in _features(brief):
            if self.index[feature][-1:] != [story.number]:
                self.index[feature].append(story.number)

    def _known(self, feature: Feature) -> Iterator[Draft]:
        return (self.drafts[number] for number in reversed(self.index.get(feature, [])[-LOOKED_AT:]))


def _features(brief: Brief) -> Iterator[Feature]:
    """What may lead from an article to a story."""
    for code, _ in brief.places[:2]:
        yield "event", code, brief.kind
        yield "place", code
    for key, _ in brief.people[:3]:
        yield "who", *key
    for word in sorted(brief.words)[:12]:
        yield "word", word


def _alike(brief: Brief, story: Draft) -> tuple[float, list[str]]:
    """How much an article shares with a story, and what, in words."""
    score, shared = 0.0, []
    mine, theirs = brief.places[0][0] if brief.places else None, story.place
    if mine is not None and mine == theirs:
        single = brief.kind in words.listed("single", "kinds")
        same_kind = bool(brief.kind) and brief.kind == story.kind
        score += 2.0 if single and same_kind else 1.0 if same_kind or not (brief.kind and story.kind) else 0.5
        shared.append(f"{brief.kind or 'events'} in {mine}")
    elif mine is not None and any(code == theirs for code, _ in brief.places):
        score += 0.5
    elif mine is not None and theirs is not None and _both_single(brief, story):
        score -= 1.0  # two countries' elections
    people = [key for key, _ in brief.people[:3] if key in story.leads]
    score += min(len(people), 2)
    shared += [" ".join(key[1:]) for key in people]
    rare = [word for word in sorted(brief.words) if story.words[word]]
    score += min(0.5 * len(rare), 1.5)
    return score, shared + [f"“{word}”" for word in rare]


def _both_single(brief: Brief, story: Draft) -> bool:
    return {brief.kind, story.kind} <= words.listed("single", "kinds")


def _near(story: Draft, day: int | None, days: int) -> bool:
    """Whether a day lies within so many days of a story, and the story stays short; yes where either has no date."""
    if day is None or story.first is None or story.last is None:
        return True
    near = story.first - days <= day <= story.last + days
    return near and max(day, story.last) - min(day, story.first) <= max(LONGEST_DAYS, 2 * days)


def _day(iso: str | None) -> int | None:
    try:
        return date.fromisoformat((iso or "")[:10]).toordinal()
    except ValueError:
        return None


def _year(edtf: str | None) -> int | None:
    head = (edtf or "")[:4]
    return int(head) if head.isascii() and head.isdigit() and int(head) > 0 else None


def finished(drafts: Iterable[Draft], briefs: Sequence[Brief]) -> tuple[Story, ...]:
    """The stories as the record keeps them, in order of date and id."""
    return tuple(sorted((_story(one, briefs) for one in drafts), key=lambda story: (story.start or "9999", story.id)))


def _story(drafted: Draft, briefs: Sequence[Brief]) -> Story:
    shared = [words_ for words_, _ in sorted(drafted.shared.items(), key=lambda item: (-item[1], item[0]))[:4]]
    several = f"{len(drafted.articles)} articles share " + ", ".join(shared or ["one story's claims"])
    return Story(
        id=drafted.id,
        title=_title(drafted, briefs),
        kind=drafted.kind,
        country=drafted.place,
        start=_iso(drafted.first),
        end=_iso(drafted.last),
        articles=tuple(briefs[at].id for at in drafted.articles),
        claims=tuple(one.id for one in drafted.claims),
        reason=several if len(drafted.articles) > 1 else "no other article is near it",
    )


def _title(drafted: Draft, briefs: Sequence[Brief]) -> str:
    """The title of the article whose title's words the others have most, the earliest of equals."""
    weights = {at: sum(drafted.words[word] for word in briefs[at].words) for at in drafted.articles}
    best = max(drafted.articles, key=lambda at: (weights[at] / (3 + len(briefs[at].words)), -at))
    return briefs[best].title


def _iso(day: int | None) -> str | None:
    return date.fromordinal(day).isoformat() if day is not None else None
