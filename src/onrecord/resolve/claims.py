"""Claims with mentions as written into claims that say who is meant.

A role filled by a group that the article spells out becomes one claim for each member; a role that the clause leaves
out ("sent congratulations") is filled by whom the story is about. Nothing is guessed in silence: whoever cannot be
told keeps ``name`` None and a reason in ``unresolved``.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from onrecord.data import Gazetteer
from onrecord.nouns import mention_at
from onrecord.resolve.cast import LEADERS, Actor, scenery
from onrecord.resolve.entities import identify
from onrecord.resolve.in_article import Resolution
from onrecord.resolve.ranker import relink
from onrecord.text import fold, stable_id
from onrecord.tree import Tree
from onrecord.types import Claim, Entity, Mention, Parsed, Role

UNNAMED = 0.4
"""The score of a claim for one of whose parties nobody could be named."""


def resolve(
    parsed: Parsed, claims: Iterable[Claim], gazetteer: Gazetteer
) -> tuple[tuple[Mention, ...], tuple[Claim, ...]]:
    """The article's mentions and its claims, resolved, each in order of appearance."""
    claims = tuple(claims)
    if not claims:
        return (), ()
    trees = tuple(Tree(sentence, parsed.article.text) for sentence in parsed.sentences)
    # In indirect speech "I" and "we" are the outlet's own.
    quotations = tuple(claim for claim in claims if claim.speech and claim.speech.form != "indirect")
    resolution = Resolution(parsed.article, trees, quotations, gazetteer)
    if parsed.signals is not None:
        relink(resolution, parsed.signals)
    resolver = _Resolver(parsed, trees, resolution, gazetteer)
    winner = resolver.winner(claims)
    resolved = tuple(dict.fromkeys(new for claim in claims for new in resolver.claims(claim, winner)))
    return tuple(resolver.mentions()), tuple(_once(resolved))


def _once(claims: Iterable[Claim]) -> Iterator[Claim]:
    """One claim for each identity, the first rule that gave it."""
    seen: set[str] = set()
    for claim in claims:
        if claim.id not in seen:
            seen.add(claim.id)
            yield claim


class _Resolver:
    """One article's resolution applied to its claims."""

    def __init__(self, parsed: Parsed, trees: tuple[Tree, ...], resolution: Resolution, gazetteer: Gazetteer) -> None:
        self.parsed, self.trees, self.resolution, self.gazetteer = parsed, trees, resolution, gazetteer
        self._known: dict[Actor, Mention] = {}

    def mentions(self) -> Iterator[Mention]:
        """Every noun and pronoun that stands for somebody, resolved, in order of appearance."""
        for (index, word), actors in sorted(self.resolution.at.items()):
            mention = mention_at(self.trees[index], word, self.gazetteer)
            if len(actors) == 1 and actors[0].kind != "thing":
                yield self._as(mention, actors[0])

    def winner(self, claims: tuple[Claim, ...]) -> Actor | None:
        """Whom the story is about: the person congratulated most by name, else said to have won, else named most.

        Nobody who congratulates is looked for, and nobody at all where nobody congratulates or recognises.
        """
        about = [claim for claim in claims if claim.action in {"CONGRATULATE", "RECOGNISE", "CALL"}]
        givers = {
            actor for claim in about if (role := claim.role("agent")) for actor in self.resolution.find(role.span)
        }
        counts: Counter[Actor] = Counter()
        for claim in about:
            target = claim.role("target") if claim.action != "CALL" else None
            for actor in self.resolution.find(target.span) if target else ():
                if actor.kind == "person" and target and target.wording in actor.names and actor.named:
                    counts[actor] += 1
        counts = counts or Counter(actor for actor in self._winners() if actor not in givers)
        if about and not counts:
            people = (actor for actor in self.resolution.actors if actor.kind == "person" and actor.named)
            counts = Counter(
                {actor: len(actor.seen) for actor in people if actor not in givers and len(actor.seen) > 1}
            )
        order = {actor: place for place, actor in enumerate(self.resolution.actors)}
        return min(counts, key=lambda actor: (-counts[actor], order.get(actor, 0)), default=None)

    def _winners(self) -> Iterator[Actor]:
        """Named people who "won", whose "victory" it is, or who are "president-elect"."""
        words = scenery()
        for actor in self.resolution.actors:
            if actor.kind != "person" or not actor.named:
                continue
            if any(office in words["winner_offices"] for office in actor.offices):
                yield actor
            for index, word, subject in actor.seen:
                tree = self.trees[index]
                lemma = tree.lemma(tree.head(word)) if tree.head(word) >= 0 else ""
                if (subject and lemma in words["winning"]) or (
                    tree.relation(word) == "nmod:poss" and lemma in words["victories"]
                ):
                    yield actor

    def claims(self, claim: Claim, winner: Actor | None) -> Iterator[Claim]:
        """The claim once for each combination of the members its roles stand for."""
        filled = [[Role(role.name, mention) for mention in self._filled(claim, role, winner)] for role in claim.roles]
        if claim.kind == "event" and claim.role("target") is None:
            default = self._default_target(claim, winner)
            filled += [[Role("target", default)]] if default else []
        chain = tuple(self._sources(claim.reported_by))
        for roles in itertools.product(*filled):
            if claim.kind == "event" and (_same_party(claim.action, roles) or roles[0].mention.kind == "thing"):
                continue
            identity = stable_id(claim.id, *((role.name, role.mention.span.start, role.mention.name) for role in roles))
            named = all(role.mention.name for role in roles if role.name in {"agent", "target", "speaker"})
            named = named and (claim.kind != "event" or len(roles) > 1)  # aimed at somebody the article does not name
            yield replace(
                claim,
                id=identity,
                roles=roles,
                reported_by=chain,
                score=claim.score if named else min(UNNAMED, claim.score),
            )

    def _sources(self, chain: Iterable[Mention]) -> Iterator[Mention]:
        """A chain's mentions resolved: one for each ("the observers" stay one), nobody twice in a row of hearsay."""
        seen: set[str] = set()
        for mention in chain:
            found = self.who(mention)
            source = found[0] if len(found) == 1 else replace(mention, kind="group", name=mention.wording)
            if source.name is None or source.name not in seen:
                yield source
            seen.update({source.name} if source.name else ())

    def _filled(self, claim: Claim, role: Role, winner: Actor | None) -> tuple[Mention, ...]:
        """Who fills a role; a congratulated pronoun or office is the winner, whom the article names elsewhere."""
        voiced = self._spoken_for(role.mention) if role.name == "agent" else None
        if voiced:
            return (self._as(role.mention, voiced),)
        found = self.who(role.mention)
        if claim.kind == "figure" and len(found) > 1:  # what is counted of a group is not counted of each
            return (replace(role.mention, name=role.mention.wording),)
        actors = self.resolution.find(role.mention.span)
        told = self.parsed.signals is not None and bool(actors) and actors[0].named
        if winner is None or told or len(found) != 1 or found[0].kind != "person":
            return found
        at_home = {None, winner.country or self.resolution.home}
        unnamed = not actors or (not actors[0].named and actors[0].country in at_home)
        by_office = bool(actors) and unnamed and not scenery()["winner_offices"].isdisjoint(actors[0].offices)
        aimed = role.name == "target" and claim.action in {"CONGRATULATE", "RECOGNISE"}
        meant = by_office or (aimed and (unnamed or self.resolution.is_pronoun(role.mention.span)))
        return (self._as(role.mention, winner),) if meant else found

    def _default_target(self, claim: Claim, winner: Actor | None) -> Mention | None:
        if claim.action in scenery()["judging"]:
            return self._election
        if claim.action == "CONDOLE":
            return self._home_state(claim)
        return self._nearest(winner, claim.trigger.start) if winner and winner.seen else None

    def _home_state(self, claim: Claim) -> Mention | None:
        """The mention of the story's own country that is nearest to the claim."""
        state = next(
            (a for a in self.resolution.actors if a.kind == "state" and a.country == self.resolution.home), None
        )
        return self._nearest(state, claim.trigger.start) if state and state.seen else None

    def _nearest(self, actor: Actor, offset: int) -> Mention:
        index, word, _ = min(actor.seen, key=lambda seen: abs(self.trees[seen[0]].sentence.starts[seen[1]] - offset))
        return self._as(mention_at(self.trees[index], word, self.gazetteer), actor)

    @cached_property
    def _election(self) -> Mention | None:
        """The first election that the article names by "the", or else the first."""
        found = (
            (tree, word)
            for tree in self.trees
            for word, lemma in enumerate(tree.sentence.lemmas)
            if lemma.lower() in {"election", "vote", "referendum", "poll"} and tree.sentence.upos[word] == "NOUN"
        )
        named = max(
            found, key=lambda one: any(one[0].lemma(kid) == "the" for kid in one[0].kids(one[1], "det")), default=None
        )
        return self._thing(mention_at(*named, self.gazetteer)) if named else None

    # --- one mention

    def who(self, mention: Mention) -> tuple[Mention, ...]:
        """The mention resolved; several where it stands for several; never empty."""
        if mention.name is not None:
            known = self._office_holder(mention)
            return (self._as(mention, known) if known else self._identify(mention),)
        actors = self.resolution.find(mention.span)
        if actors and actors[0].kind == "thing":
            return (self._thing(mention, actors[0].name),)
        if actors:
            return tuple(self._as(mention, actor) for actor in actors)
        if self.resolution.is_pronoun(mention.span):
            return (replace(mention, unresolved="pronoun: nobody before it fits"),)
        if mention.kind == "thing":
            return (self._thing(mention),)
        return (self._identify(replace(mention, name=mention.wording)),)

    def _spoken_for(self, mention: Mention) -> Actor | None:
        """The body or state whose voice a nameless "its spokesman" is: what it says, the body says."""
        index, word = self.resolution.place(mention.span) or (-1, -1)
        if index < 0 or self.trees[index].lemma(word) not in scenery()["voices"]:
            return None
        if any(actor.named for actor in self.resolution.at.get((index, word), ())):
            return None
        owners = (self.resolution.at.get((index, kid), ()) for kid in self.trees[index].kids(word, "nmod:poss"))
        return next((who[0] for who in owners if who and who[0].kind in {"organization", "state"}), None)

    def _office_holder(self, mention: Mention) -> Actor | None:
        """Whom the article names for "leader of Turkey", when it names exactly one."""
        match = self.gazetteer.country(mention.wording)
        office = (mention.name or "").partition(" of ")[0]
        role = self.gazetteer.role(office)
        if match is None or role is None:
            return None
        wanted = set(role.role.split("+")) | (LEADERS if "leader" in role.role else frozenset())
        fitting = [
            actor
            for actor in self.resolution.actors
            if actor.kind == "person" and actor.named and actor.country == match.iso3 and wanted & actor.roles
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _as(self, mention: Mention, actor: Actor) -> Mention:
        """The mention as this actor: named, identified by all that the article says of it."""
        found = self._known.get(actor)
        if found is None:
            found = self._known[actor] = self._identify(Mention(mention.span, actor.kind, actor.described, actor.name))
        own_words = not actor.named and actor.kind != "state" and not self.resolution.is_pronoun(mention.span)
        name = mention.wording if own_words and mention.wording in (actor.name or "") else found.name
        country, reason = found.country or actor.country, found.unresolved
        if country is None and self._domestic(found, actor):
            country, reason = self.resolution.local_at(mention.span), "country: not said; the story's own"
        entity = found.entity or self._own_entity(actor, country)
        return replace(
            found,
            span=mention.span,
            wording=mention.wording,
            name=name,
            country=country,
            entity=entity,
            unresolved=reason,
        )

    def _own_entity(self, actor: Actor, country: str | None) -> Entity | None:
        """A person whom only the article knows, by name and office."""
        if actor.kind != "person" or not actor.office or not actor.name:
            return None
        return Entity(f"{fold(actor.name)}:{country or ''}", actor.name, "person", country, actor.office)

    def _thing(self, mention: Mention, name: str | None = None) -> Mention:
        """A thing judged: its own words, and the country they name or else the story's."""
        name = name or mention.wording
        code = next((match.iso3 for word in name.split() if (match := self.gazetteer.country(word))), None)
        if code:
            return replace(mention, kind="thing", name=name, country=code)
        home = self.resolution.home
        reason = "country: not said; the story's own" if home else "country: not said"
        return replace(mention, kind="thing", name=name, country=home, unresolved=reason)

    def _identify(self, mention: Mention) -> Mention:
        date, home = self.parsed.article.published, self.resolution.home
        return identify(mention, gazetteer=self.gazetteer, date=date, home=home)

    def _from_anywhere(self, actor: Actor) -> bool:
        """ "world leaders", "observers", "member states": a group that is of no one country unless it says so."""
        groups = (self.gazetteer.group_noun(word.lower().rstrip("s")) for word in (actor.name or "").split())
        return any(group is not None and group.of in scenery()["from_anywhere"] for group in groups)

    def _domestic(self, mention: Mention, actor: Actor) -> bool:
        """Whether an actor without a country can be taken for the story's: an office or a body of a state."""
        if mention.entity is not None or actor.of_a_body or "international body" in (mention.unresolved or ""):
            return False
        if actor.kind == "group" and self._from_anywhere(actor):
            return False
        if actor.kind == "person":
            return bool(actor.roles) and "international_official" not in actor.roles
        return actor.kind in {"organization", "group"}


def _same_party(action: str, roles: tuple[Role, ...]) -> bool:
    """Whether the two are one: the same name, or a state and its own leader where one state speaks to another."""
    parties = [role.mention for role in roles if role.name in {"agent", "target"}]
    if len(parties) != 2 or parties[0].name is None:
        return False
    agent, target = parties
    told = target.unresolved is None  # his country, and not taken from the story
    own_leader = told and agent.kind == "state" and target.kind == "person" and agent.country == target.country
    return agent.name == target.name or (own_leader and action in scenery()["between_states"])
