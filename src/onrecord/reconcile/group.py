"""Facts: the claims of one story with the same action, actor and target, for and against, planned and done."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.data import Gazetteer
from onrecord.reconcile import words
from onrecord.reconcile.entities import Cast, Cluster
from onrecord.reconcile.said import Brief, Key, Said, Who
from onrecord.reconcile.stories import Draft
from onrecord.reconcile.weigh import Sources, standing
from onrecord.text import stable_id
from onrecord.weighed import Cell, Fact, FactModality, Party

ALIKE = 0.6  # the share of words that two wordings of one thing have in common
THINGS = 30  # wordings of things of one act that a new one is held against
LINKED = 20  # facts that one fact is linked to
PAST_DAYS = 200


@dataclass(frozen=True, slots=True)
class Act:
    """What the claims of one fact share: the action, who, towards what, and the year where it is not the story's."""

    action: str
    actor: Key
    target: Key
    era: str


def facts_of(
    drafted: Draft, cast: Cast, briefs: Sequence[Brief], sources: Sources, gazetteer: Gazetteer
) -> tuple[Fact, ...]:
    """The facts of one story, in order of action, actor, target and modality."""
    events = [one for one in drafted.claims if one.amount is None and one.agent is not None]
    targets = _Targets(drafted, events, cast, gazetteer)
    acts: dict[Act, list[Said]] = defaultdict(list)
    for one in events:
        assert one.agent is not None
        acts[Act(one.action, cast.of(one.agent).key, targets.of(one), era(one, drafted))].append(one)
    acts = _with_untold(acts)
    facts = [
        fact
        for act, claims in acts.items()
        for fact in _facts(act, claims, _Making(drafted, cast, targets, briefs, sources))
    ]
    return tuple(sorted(_linked(facts), key=_order))


def _order(fact: Fact) -> tuple[str, ...]:
    names = (party.name.value if party else "" for party in (fact.actor, fact.target))
    return fact.action, *names, fact.modality, fact.id


def era(said: Said, drafted: Draft) -> str:
    """The year of what a claim says, where that is long before or after its story; "" for the story's own time."""
    head = (said.when or "")[:10]
    if not head[:4].isdigit() or drafted.first is None or drafted.last is None:
        return ""
    try:
        day = date.fromisoformat(
            head if len(head) == 10 else f"{head[:7]}-15" if len(head) == 7 else f"{head[:4]}-07-01"
        )
    except ValueError:
        return head[:4]
    near = drafted.first - PAST_DAYS <= day.toordinal() <= drafted.last + PAST_DAYS
    return "" if near or head[:4] in years(drafted) else head[:4]


def years(drafted: Draft) -> frozenset[str]:
    """The years that a story's articles are of."""
    return frozenset(str(date.fromordinal(day).year) for day in (drafted.first, drafted.last) if day is not None)


class _Targets:
    """What the acts of one story aim at: a victory is the winner, the vote and its result are one, things by words."""

    def __init__(self, drafted: Draft, events: Sequence[Said], cast: Cast, gazetteer: Gazetteer) -> None:
        self._place, self._cast, self._gazetteer = drafted.place, cast, gazetteer
        self._winner = _winner(events, cast)
        self._things: dict[Key, list[tuple[frozenset[str], Key]]] = defaultdict(list)
        self.names: dict[Key, Counter[str]] = defaultdict(Counter)
        self.clusters: dict[Key, Cluster] = {}
        self.countries: dict[Key, Counter[str]] = defaultdict(Counter)

    def of(self, said: Said) -> Key:
        """The key of a claim's target, empty where it tells none."""
        who = said.target
        if who is None:
            return ()
        key = self._key(said, who)
        self.names[key][who.name] += 1
        if who.country:
            self.countries[key][who.country] += 1
        return key

    def _key(self, said: Said, who: Who) -> Key:
        if who.kind == "thing" or who.key == ("judged",):
            if said.action == "CONGRATULATE" and self._winner and words.is_victory(who.name):
                return self._winner
            if who.key == ("judged",):
                return ("judged", who.country or "") if who.sure and who.country != self._place else ("judged", "")
            return self._thing(said, who)
        cluster = self._cast.of(who)
        self.clusters[cluster.key] = cluster
        return cluster.key

    def _thing(self, said: Said, who: Who) -> Key:
        """The first thing that the same actor did the same to and that has most of its words."""
        assert said.agent is not None
        mine = words.content_words(who.name)
        known = self._things[(said.action, *self._cast.of(said.agent).key)]
        for other, key in known[:THINGS]:
            if len(mine & other) / len(mine | other) >= ALIKE:
                return key
        known.append((mine, who.key))
        return who.key


def _winner(events: Iterable[Said], cast: Cast) -> Key:
    """Whom a story congratulates most, empty where it congratulates no person."""
    counts = Counter(
        cast.of(one.target).key
        for one in events
        if one.action == "CONGRATULATE" and one.target and one.target.key[0] in ("person", "office")
    )
    return min(counts, key=lambda key: (-counts[key], key), default=())


def _with_untold(acts: Mapping[Act, list[Said]]) -> dict[Act, list[Said]]:
    """The acts, with claims that tell no target given to the one act of that actor that has a target."""
    told: dict[Act, list[Act]] = defaultdict(list)
    for act in acts:
        if act.target:
            told[replace(act, target=())].append(act)
    joined: dict[Act, list[Said]] = defaultdict(list)
    for act, claims in acts.items():
        same = told.get(act, [])
        joined[same[0] if not act.target and len(same) == 1 else act] += claims
    return joined


@dataclass(frozen=True, slots=True)
class _Making:
    drafted: Draft
    cast: Cast
    targets: _Targets
    briefs: Sequence[Brief]
    sources: Sources


def _facts(act: Act, claims: Sequence[Said], making: _Making) -> Iterator[Fact]:
    """The facts of one act: done or denied; planned; and, if nobody says it in words, implied."""
    denied = [one for one in claims if one.negative]
    asserted = [one for one in claims if not one.negative and one.modality == "asserted"]
    planned = [one for one in claims if not one.negative and one.modality == "planned"]
    implied = [one for one in claims if not one.negative and one.modality == "implied"]
    done = None
    if asserted or denied:
        done = _fact(act, "asserted" if asserted else "negated", asserted, denied, making)
        yield done
    if planned:
        plan = _fact(act, "planned", planned, [], making)
        over = done is not None and bool(asserted)
        yield (
            replace(plan, standing="superseded", superseded_by=done.id, reason=f"{plan.reason}; it was then done")
            if (over and done)
            else plan
        )
    if implied:
        yield _fact(act, "implied", implied, [], making)


def _fact(act: Act, modality: FactModality, asserted: list[Said], denied: list[Said], making: _Making) -> Fact:
    claims = _in_order([*asserted, *denied])
    count = making.sources.count(asserted or denied)
    return Fact(
        id=stable_id("fact", making.drafted.id, act.action, act.actor, act.target, act.era, modality, claims[0].id),
        story=making.drafted.id,
        action=act.action,
        actor=_actor(claims, making),
        target=_target(act, claims, making),
        modality=modality,
        standing=standing(asserted, denied, count),
        asserted=tuple(one.id for one in _in_order(asserted)),
        denied=tuple(one.id for one in _in_order(denied)),
        sources=count,
        date=_first_date(claims, making.briefs),
        linked=(),
        superseded_by=None,
        reason=_reason(asserted, denied, count, making.briefs),
    )


def _in_order(claims: Iterable[Said]) -> list[Said]:
    return sorted(claims, key=lambda one: (one.article, one.place, one.id))


def _actor(claims: Sequence[Said], making: _Making) -> Party:
    agent = claims[0].agent
    assert agent is not None
    cluster = making.cast.of(agent)
    return _party(cluster, tuple(one.id for one in claims))


def _party(cluster: Cluster, claims: tuple[str, ...]) -> Party:
    kind = min(cluster.kinds, key=lambda kind: (-cluster.kinds[kind], kind))
    return Party(Cell(cluster.name, claims), kind, cluster.country, cluster.entity)  # type: ignore[arg-type]


def _target(act: Act, claims: Sequence[Said], making: _Making) -> Party | None:
    if not act.target:
        return None
    ids = tuple(one.id for one in claims if one.target is not None)
    cluster = making.targets.clusters.get(act.target)
    if cluster:
        return _party(cluster, ids)
    own = Counter(one.target.name for one in claims if one.target)
    names, countries = own, making.targets.countries[act.target]
    name = min(names, key=lambda name: (-names[name], len(name), name))
    country = min(countries, key=lambda code: (-countries[code], code), default=None)
    return Party(Cell(name, ids), "thing", country)


def _first_date(claims: Iterable[Said], briefs: Sequence[Brief]) -> str | None:
    """The earliest date that the claims give, else the earliest on which one was published."""
    told = [one.when for one in claims if one.when]
    published = [day for one in claims if (day := briefs[one.article].published)]
    return min(told or published, default=None)


def _reason(asserted: Sequence[Said], denied: Sequence[Said], sources: int, briefs: Sequence[Brief]) -> str:
    """In one sentence who says it and who denies it."""
    mine, theirs = ({briefs[one.article].document for one in claims} for claims in (asserted, denied))
    said = f"{_articles(mine)} say so" if asserted else f"{_articles(theirs)} deny it, none says so"
    also = f", {_articles(theirs)} deny it" if asserted and denied else ""
    return f"{said}{also}; {sources} independent source{'s' if sources != 1 else ''}"


def _articles(documents: set[str]) -> str:
    return f"{len(documents)} article{'s' if len(documents) != 1 else ''}"


def _linked(facts: Sequence[Fact]) -> Iterator[Fact]:
    """The facts, each with those that are the same act of the same country at another level."""
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.actor and fact.actor.country and fact.modality in ("asserted", "negated"):
            groups[_level(fact)].append(fact)
    for fact in facts:
        known = groups.get(_level(fact), []) if fact.actor and fact.actor.country else []
        levels = {one.actor.kind for one in known if one.actor}
        others = [one.id for one in known if one.id != fact.id] if len(levels) > 1 else []
        yield replace(fact, linked=tuple(sorted(others)[:LINKED]))


def _level(fact: Fact) -> tuple[str, str, str]:
    target = fact.target.name.value if fact.target else ""
    return fact.action, target, (fact.actor.country or "") if fact.actor else ""
