"""Whom the articles of one story name: spellings, orders, initials, titles and bare surnames of one joined.

A name is put to a group only if it agrees with every name of the group (complete link), so a chain of weak likenesses
joins nobody. Names are looked up by their words' consonants, so each meets only what may be the same. What people
have judged "same" or "different" stands above what the words say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from onrecord.data import Gazetteer
from onrecord.reconcile.said import Key, Said, Who
from onrecord.reconcile.words import content_words
from onrecord.text import consonants, fold, name_words, same_name, same_name_word
from onrecord.types import Judgement
from onrecord.weighed import Join, JoinVerdict

BY = "reconcile.names/1"
FORMS = 40  # different spellings of one that a new name is held against
MET = 60  # groups that share a name word with a new name and are looked at
Node = tuple[Key, str, str]


@dataclass(slots=True)
class Cluster:
    """All that one story calls by names of one; ``forms`` are the different names, the fullest first."""

    head: Node
    first: str
    forms: list[Node] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    described: Counter[str] = field(default_factory=Counter)
    genders: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    guessed: Counter[str] = field(default_factory=Counter)
    ids: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    official: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        """What tells it from every other of its story."""
        return (*self.head[0], "|", *self.head[1:])

    @property
    def country(self) -> str | None:
        """Its country: one that words give, else the commonest guess."""
        known = min(self.countries, default=None)
        return known or min(self.guessed, key=lambda code: (-self.guessed[code], code), default=None)

    @property
    def name(self) -> str:
        """The fullest name that the articles have for it, the commonest of equals; a body's commonest."""
        full = 4 if self.head[0][0] == "person" else 2
        names = self.names or self.described
        return min(names, key=lambda name: (-min(_weight(name), full), -names[name], name))

    @property
    def entity(self) -> str | None:
        """Its name in the gazetteer."""
        return min(self.official.values(), default=None)


def _weight(name: str) -> int:
    """How many words a name has that are no initials."""
    return sum(len(word) > 1 for word in name_words(name))


def _fullest_first(node: Node) -> tuple[object, ...]:
    """People first, full names before short ones and initials, what the gazetteer knows before what it does not."""
    return node[0][0] != "person", -sum(len(word) > 1 for word in node[0]), -len(node[0]), not node[1], node


class Cast:
    """Everyone whom one story names, and who is who among them."""

    def __init__(
        self, claims: Sequence[Said], story: str, gazetteer: Gazetteer, judged: Sequence[Judgement] = ()
    ) -> None:
        self.story, self._gazetteer = story, gazetteer
        self.joins: dict[tuple[str, str], Join] = {}
        self._judged = {pair: one for one in judged for pair in _both_ways(one)}
        self._told_apart = {name for pair, one in self._judged.items() if one.verdict == "different" for name in pair}
        self._clusters: dict[Node, Cluster] = {}
        self._by_word: dict[str, dict[int, Cluster]] = defaultdict(dict)
        self._met_by: dict[Node, set[Node]] = defaultdict(set)
        named: dict[Node, list[Who]] = defaultdict(list)
        for claim in claims:
            for one in (claim.agent, claim.target, claim.claimant, claim.scope):
                if one:
                    named[self._node(one)].append(one)
            if claim.agent and claim.target:
                agent, target = self._node(claim.agent), self._node(claim.target)
                self._met_by[agent].add(target)
                self._met_by[target].add(agent)
        for node in sorted(named, key=_fullest_first):
            self._settle(node, named[node])

    def of(self, who: Who) -> Cluster:
        """The group that a name belongs to."""
        return self._clusters[self._node(who)]

    def _node(self, who: Who) -> Node:
        """What a story calls by one name and does not tell apart: words, the gazetteer's id, a country if said."""
        if who.key[0] in ("state", "judged"):
            return who.key, "", ""
        named = who.key[0] in ("person", "organization")
        country = (who.country or "") if who.sure and named else ""
        told_apart = f"|{fold(who.name)}" if fold(who.name) in self._told_apart else ""
        return who.key, who.id if named else "", country + told_apart

    def _settle(self, node: Node, named: Sequence[Who]) -> None:
        cluster = self._home(node, named[0]) or Cluster(node, named[0].name)
        for one in named:
            _take(cluster, one)
        if node not in cluster.forms:
            cluster.forms.append(node)
            for word in dict.fromkeys(_blocks(node, named[0], self._judged)):
                self._by_word[word].setdefault(id(cluster), cluster)
        self._clusters[node] = cluster

    def _home(self, node: Node, who: Who) -> Cluster | None:
        """The one group that a name fits; none where none or several do."""
        fitting = []
        for cluster in self._met(node, who):
            score, why = self._fit(node, who, cluster)
            if score:
                fitting.append((score, why, cluster))
            elif why:
                self._note(cluster, who, "different", 0.0, why)
        best = max((score for score, _, _ in fitting), default=0.0)
        leading = [one for one in fitting if one[0] == best]
        if len(leading) > 1:
            for score, why, cluster in leading:
                self._note(cluster, who, "unsure", score / len(leading), f"{why}, and so it is of others here")
            return None
        for score, why, cluster in leading:
            self._note(cluster, who, "same", score, why)
            return cluster
        return None

    def _met(self, node: Node, who: Who) -> Iterable[Cluster]:
        """The groups that have something in common with a name, those of fuller names first; a bounded number."""
        met: dict[int, Cluster] = {}
        for word in _blocks(node, who, self._judged):
            met.update(islice(self._by_word[word].items(), MET))
        return met.values()

    def _fit(self, node: Node, who: Who, cluster: Cluster) -> tuple[float, str]:
        """How surely a name is one of a group, and why; 0 and why not, or nothing where they have nothing in common."""
        said = self._said_of(who, cluster)
        if said:
            same = all(one.verdict == "same" for one in said)
            return (1.0 if same else 0.0), f"judged so by {said[0].by}"
        if node[0][0] != cluster.head[0][0] and "office" not in (node[0][0], cluster.head[0][0]):
            return (0.9, "the same words") if content_words(who.name) == content_words(cluster.first) else (0.0, "")
        if not self._met_by[node].isdisjoint(cluster.forms):
            return 0.0, ""  # nobody does to himself what one does to another
        apart = _apart(who, cluster)
        if node[0][0] == "office":
            return (0.0, "") if apart else _by_office(who, cluster, self._gazetteer)
        if node[0][0] != "person":
            return (0.0, "") if apart else _by_words(node, cluster)
        fits = [self._names_agree(node[0][1:], form[0][1:]) for form in cluster.forms[:FORMS] if form[0][0] == "person"]
        if not fits:
            return 0.0, ""
        score, why = min(fits)
        if score and apart:
            return 0.0, apart
        return score, why

    def _said_of(self, who: Who, cluster: Cluster) -> list[Judgement]:
        """What people have judged of a name and those of a group."""
        if not self._judged:
            return []
        verdicts = (self._judged.get((fold(form), fold(who.name))) for form in cluster.names)
        return [one for one in verdicts if one]

    def _names_agree(self, words: Key, others: Key) -> tuple[float, str]:
        """How surely two names' words can be one person's; a surname alone fits the fuller name that ends in it."""
        if words == others:
            return 0.99, "the same name"
        short, long = sorted((words, others), key=len)
        if len(short) == 1:
            if same_name_word(short[0], long[-1]) or (len(long) > 1 and self._surname_first(long, short[0])):
                return 0.8, "the surname of the one fuller name here"
            return 0.0, ""
        if sorted(short) == sorted(long):
            return 0.95, "the same names in another order"
        if same_name(" ".join(short), " ".join(long), self._gazetteer.given_name_groups):
            initial = any(len(word) == 1 for word in short)
            return (0.85, "initials that fit") if initial else (0.9, "spellings of one name, or one left out")
        if any(same_name_word(word, other) for word in short[-1:] for other in long):
            return 0.0, "one surname, but other given names"
        return 0.0, ""

    def _surname_first(self, words: Key, word: str) -> bool:
        return same_name_word(words[0], word) and words[0] not in self._gazetteer.given_names

    def _note(self, cluster: Cluster, who: Who, verdict: JoinVerdict, score: float, reason: str) -> None:
        one = cluster.first
        if one == who.name:
            return
        pair = (min(one, who.name), max(one, who.name))
        judged = self._judged.get((fold(one), fold(who.name)))
        self.joins[pair] = Join(*pair, verdict, round(score, 2), reason, judged.by if judged else BY, self.story)


def _both_ways(one: Judgement) -> Iterator[tuple[str, str]]:
    yield fold(one.one), fold(one.other)
    yield fold(one.other), fold(one.one)


def _blocks(node: Node, who: Who, judged: Mapping[tuple[str, str], Judgement]) -> Iterator[str]:
    """What leads from a name to those it may be one with."""
    key, id_, _ = node
    if key[0] == "person":
        yield from (f"name {consonants(word)}" for word in key[1:] if len(word) > 1)
    if key[0] == "organization":
        yield "body " + " ".join(key[1:])
        if acronym := _acronym(who.name):
            yield f"acronym {acronym}"
    elif key[0] not in ("person", "office"):
        yield " ".join(key)
    if key[0] in ("person", "organization", "group"):
        yield f"words {' '.join(sorted(content_words(who.name)))}"
    if who.office and who.country:
        yield f"office {who.country}"
    if key[0] == "office":
        yield f"office {key[-1]}"
    if id_:
        yield f"id {id_}"
    yield from (f"judged {'|'.join(sorted(pair))}" for pair in judged if pair[0] == fold(who.name))


def _take(cluster: Cluster, who: Who) -> None:
    (cluster.described if who.key[0] == "office" else cluster.names)[who.name] += 1
    if who.gender:
        cluster.genders.add(who.gender)
    cluster.kinds[who.kind] += 1
    if who.country:
        if who.sure:
            cluster.countries.add(who.country)
        else:
            cluster.guessed[who.country] += 1
    if who.id and who.key[0] == "person":
        cluster.ids.add(who.id)
    if who.entity:
        cluster.official[who.id] = who.entity
    if who.office:
        cluster.offices.add(who.office)


def _apart(who: Who, cluster: Cluster) -> str:
    """What keeps a name from a group whatever its words say."""
    if who.id and cluster.ids and who.id not in cluster.ids:
        return "the gazetteer has two people"
    if who.sure and who.country and cluster.countries and who.country not in cluster.countries:
        return f"one is of {who.country}, the other of {min(cluster.countries)}"
    if who.gender and cluster.genders and who.gender not in cluster.genders:
        return "one is a man, the other a woman"
    return ""


def _by_office(who: Who, cluster: Cluster, gazetteer: Gazetteer) -> tuple[float, str]:
    """Whether "the president" is a group's person, who holds that office in that country."""
    if cluster.head[0][0] == "office":
        return (0.99, "the same office") if cluster.head[0] == who.key else (0.0, "")
    home = who.country is not None and cluster.country == who.country
    fits = home and any(_same_office(who.office, office, gazetteer) for office in cluster.offices)
    return (0.6, "the one here with that office") if fits else (0.0, "")


def _same_office(one: str, other: str, gazetteer: Gazetteer) -> bool:
    """Whether two words mean one office; a king and a president are both heads of state, but not one."""
    if one == other:
        return True
    first, second = gazetteer.role(one), gazetteer.role(other)
    if not first or not second or first.role != second.role:
        return False
    return first.role != "head_of_state" or not {"leader", "head of state"}.isdisjoint((one, other))


def _by_words(node: Node, cluster: Cluster) -> tuple[float, str]:
    """Whether two bodies, groups or things are one: the same words, or an acronym and what it stands for."""
    if node[0] == cluster.head[0]:
        return 0.95, "the same words"
    return (0.85, "an acronym and its words") if node[0][0] == "organization" else (0.0, "")


def _acronym(name: str) -> str:
    """The acronym that a body's name is, or that its words make; "" where it is none and they make none."""
    parts = [part for part in name.replace("-", " ").split() if part[:1].isupper() and part.isalpha()]
    if len(parts) == 1 and parts[0].isupper() and len(parts[0]) > 2:
        return parts[0]
    return "".join(part[0] for part in parts) if len(parts) > 2 else ""
