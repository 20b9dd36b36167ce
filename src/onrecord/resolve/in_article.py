"""Who is meant within one article: full names for surnames, role phrases, pronouns, groups.

One pass in reading order over the nouns and pronouns, by rules with a preference order (after Lappin & Leass 1994,
Computational Linguistics 20(4): recency, subject before object, agreement). Whoever cannot be told stays unresolved.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import replace

from onrecord.data import Gazetteer
from onrecord.nouns import mention_at, name_span, noun_kind, phrase
from onrecord.resolve.cast import (
    NUMBERS,
    Actor,
    Description,
    count_of,
    country_code,
    describe,
    is_another,
    is_bare_plural,
    is_definite,
    is_valued,
    join_names,
    judged_by_verb,
    last_word,
    same_office,
    scenery,
    tops,
)
from onrecord.resolve.groups import Groups
from onrecord.resolve.story import body_first, countries_of, dateline_country, heading_countries
from onrecord.tree import Tree, words_of
from onrecord.types import Article, Claim, MentionKind, Span

_REACH = 6
_GENERAL = {"leader", "head of state", "head of government", "politician", "official", "statesman", "counterpart"}
_PEOPLE = Description(frozenset({"leader"}), None, None, "", True, False, False)
_STANDING = {"nsubj", "obj", "obl", "iobj", "nmod"}
_MASCULINE = {"he", "him", "his", "himself"}
_SINGULAR = {*_MASCULINE, "she", "her", "hers", "herself"}
_PLURAL = {"they", "them", "their", "themselves", "theirs"}
_FIRST = {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"}
_SECOND = {"you", "your", "yours", "yourself"}


class Resolution:
    """Who each noun and pronoun of an article stands for, by sentence and head word."""

    def __init__(
        self, article: Article, trees: tuple[Tree, ...], quotations: tuple[Claim, ...], gazetteer: Gazetteer
    ) -> None:
        self.article, self.trees, self.gazetteer = article, trees, gazetteer
        self.quotations = quotations
        self._starts = [tree.sentence.span.start for tree in trees]
        self.at: dict[tuple[int, int], tuple[Actor, ...]] = {}
        self.actors: list[Actor] = []
        self.groups = Groups(gazetteer)
        self.named = join_names(self._names(), gazetteer, article.published)
        self.near = countries_of(article, trees, gazetteer)
        self.home = next(iter(self.near), None)
        self.headings = heading_countries(article, gazetteer)
        self.local = dateline_country(article, gazetteer) or self.home
        for index in body_first(article, trees):
            for word in range(len(trees[index].sentence.words)):
                self._read(index, trees[index], word)
            self.groups.note(index, trees[index], self.at)
        self._in_quotations()

    # --- reading on

    def _names(self) -> Iterator[tuple[str, MentionKind]]:
        for tree in self.trees:
            for name in tree.sentence.names:
                mention = mention_at(tree, tree.top_of(name.start, name.end), self.gazetteer)
                if mention.kind in {"person", "organization"}:
                    yield mention.wording, mention.kind

    def _read(self, index: int, tree: Tree, word: int) -> None:
        upos = tree.sentence.upos[word]
        if upos == "PRON":
            found = self._pronoun(index, tree, word)
        elif (name := name_span(tree, word, self.gazetteer)) is not None:
            found = self._name(tree, word) if word == tree.top_of(name[0], name[1]) else ()
        elif upos in {"NOUN", "PROPN", "NUM", "DET", "ADJ"}:
            found = self._noun(index, tree, word)
        else:
            return
        if found:
            subject = tree.relation(word).startswith("nsubj") or tree.relation(word) == "obl:agent"
            self.at[index, word] = found
            for actor in found:
                actor.seen.append((index, word, subject))
                if actor not in self.actors:
                    self.actors.append(actor)

    def _name(self, tree: Tree, word: int) -> tuple[Actor, ...]:
        mention = mention_at(tree, word, self.gazetteer)
        if mention.kind in {"state", "place"}:
            return (self._state(mention.wording),)
        actor = self.named.get(mention.wording)
        if actor is None:
            actor = self.named[mention.wording] = Actor(mention.kind, [mention.wording], named=True)
        self._learn(actor, tree, word)
        return (actor,)

    def _state(self, wording: str) -> Actor:
        match = self.gazetteer.country(wording, near=self.near)
        key = match.name if match else wording
        actor = self.named.setdefault(key, Actor("state" if match else "place", [key]))
        actor.country = match.iso3 if match else None
        return actor

    def _learn(self, actor: Actor, tree: Tree, word: int) -> None:
        """What stands around a name: title, office, country, gender."""
        for noun in (word, *tree.kids(word, "nmod:desc", "appos", "compound", "amod")):
            if noun != word and tree.name_at(noun) is not None:
                continue
            self._told(actor, tree, noun)
        if tree.relation(word) == "appos" and tree.sentence.words[word - 1] == "(":
            actor.country = actor.country or country_code(tree, tree.head(word), self.gazetteer)
        if tree.relation(word) == "appos" and tree.name_at(tree.head(word)) is None:
            self._told(actor, tree, tree.head(word))
        if actor.kind == "person" and not actor.gender and actor.name:
            actor.gender = self.gazetteer.gender(actor.name.split()[0]) or ""

    def _told(self, actor: Actor, tree: Tree, noun: int) -> None:
        said = describe(tree, noun, self.gazetteer)
        actor.roles |= said.roles
        if said.office and said.office not in actor.offices:
            actor.offices.append(said.office)
        actor.gender = actor.gender or said.gender or self._title_gender(tree, noun)
        actor.country = actor.country or said.country
        actor.of_a_body = actor.of_a_body or said.of_a_body
        if said.office or said.country:
            actor.phrases.append(tree.wording(*phrase(tree, noun)))

    def _title_gender(self, tree: Tree, word: int) -> str:
        title = self.gazetteer.title(tree.sentence.words[word])
        return title.gender if title else ""

    # --- nouns

    def _noun(self, index: int, tree: Tree, word: int) -> tuple[Actor, ...]:
        sentence = tree.sentence
        if tree.relation(word) in {"nmod:desc", "compound", "flat", "fixed", "goeswith", "amod", "advmod"}:
            return ()
        heads = [word, *tree.kids(word, "amod", "compound", "flat")]
        beside = [kid for head in heads for kid in tree.kids(head, "appos", "flat") if tree.name_at(kid)]
        if beside and sentence.xpos[word] not in {"NNS", "NNPS"}:
            return self._name(tree, beside[0])
        if sentence.upos[word] in {"NUM", "DET", "ADJ"}:
            return self._quantified(index, tree, word)
        if self._is_national(tree, word):
            return self._national(index, tree, word)
        kind = (
            noun_kind(tree, word, self.gazetteer)
            if sentence.upos[word] == "NOUN"
            else mention_at(tree, word, self.gazetteer).kind
        )
        if kind == "thing":
            return self._thing(tree, word)
        said = describe(tree, word, self.gazetteer)
        if tree.relation(word) == "appos" and tree.name_at(tree.head(word)):
            return self.at.get((index, tree.head(word)), ())
        if kind == "person" and any(tree.lemma(kid) in {"each", "every"} for kid in tree.kids(word, "det")):
            return self.groups.lists.get(tree.lemma(word), ()) or self._group(index, tree, word, said)
        if kind == "person":
            return (self._role(index, tree, word, said),)
        if kind == "organization":
            return (self._body(index, tree, word, said),)
        if kind == "state":
            return self._country_noun(index, tree, word, said)
        return self._group(index, tree, word, said)

    def _thing(self, tree: Tree, word: int) -> tuple[Actor, ...]:
        """A thing that a later "it" or "this" can mean: a subject or object that is no time or manner."""
        relation = tree.relation(word).split(":")[0]
        judged = tree.lemma(word) in scenery()["judged"]
        if not (relation in {"nsubj", "obj"} or (judged and relation == "obl")) or tree.sentence.upos[word] != "NOUN":
            return ()
        wording = mention_at(tree, word, self.gazetteer).wording
        return (self.named.setdefault(f"thing:{wording.lower()}", Actor("thing", [wording])),)

    def _is_national(self, tree: Tree, word: int) -> bool:
        """ "the Finn", "The Slovenian": a demonym standing for a person."""
        match = self.gazetteer.country(tree.sentence.words[word])
        article = {tree.sentence.words[kid].lower() for kid in tree.kids(word, "det")}
        return match is not None and match.how == "demonym" and "the" in article

    def _national(self, index: int, tree: Tree, word: int) -> tuple[Actor, ...]:
        match = self.gazetteer.country(tree.sentence.words[word])
        plural = tree.sentence.xpos[word] in {"NNS", "NNPS"}
        if match is None or plural:
            return ()
        fitting = [actor for actor in self._recent(index, "person") if actor.country == match.iso3]
        return (fitting[0],) if fitting else ()

    def _role(self, index: int, tree: Tree, word: int, said: Description) -> Actor:
        """The person a role phrase means: one of that office and country, the last one mentioned first."""
        taken: set[Actor] = set()
        if "counterpart" in said.roles:
            taken = {actor for at, actors in self.at.items() if at[0] == index and at[1] != word for actor in actors}
            said = replace(said, roles=self._roles_beside(index), office=None)
            beside = self._counterpart(index, said, taken)
            if beside:
                return beside
        heading = self.headings[tree.sentence.block]
        if said.country is None and heading and not said.own and not said.of_a_body:
            said = replace(said, country=heading)
        if is_definite(tree, word) and not said.other and not (said.own and not said.country):
            scored = [
                (self._role_fit(actor, said), actor.seen[-1][0] - index, actor)
                for actor in self._recent(index, "person")
                if actor not in taken
            ]
            fitting = [item for item in scored if item[0] > 0]
            if fitting:
                return max(fitting, key=lambda item: item[:2])[2]
        wording = mention_at(tree, word, self.gazetteer).wording
        offices = [said.office] if said.office else []
        return Actor("person", [wording], set(said.roles), said.country, said.gender, offices, [wording])

    def _counterpart(self, index: int, said: Description, taken: set[Actor]) -> Actor | None:
        """ "his Turkish counterpart": the Turk of the same rank mentioned last who is not in this clause already."""
        for actor in self._recent(index, "person"):
            same_rank = not actor.roles or bool(actor.roles & said.roles)
            at_home = said.country and said.country == (actor.country or self.home)
            if actor.named and at_home and same_rank and actor not in taken:
                return actor
        return None

    def _role_fit(self, actor: Actor, said: Description) -> int:
        """How well an actor fits a role phrase: 3 or 4 office and country, 2 office, 1 class, 0 not at all."""
        if said.of_a_body != actor.of_a_body and (said.country or said.of_a_body):
            return 0
        if said.country and said.country != (actor.country or self.home):
            return 0
        if said.gender and actor.gender and said.gender != actor.gender:
            return 0
        if said.office and any(same_office(said.office, office) for office in actor.offices):
            return 3 + (actor.country == said.country) if said.country or actor.country in {None, self.home} else 2
        general = not said.office or said.office in _GENERAL
        wanted = tops(said.roles)
        return 1 if general and wanted & actor.roles else 0

    def _roles_beside(self, index: int) -> frozenset[str]:
        """Whose counterpart: the role of the person before."""
        for actor in self._recent(index, "person"):
            if actor.roles:
                return frozenset(actor.roles)
        return frozenset({"counterpart"})

    def _body(self, index: int, tree: Tree, word: int, said: Description) -> Actor:
        """A body by a common noun: "the ministry" is the last ministry named."""
        mention = mention_at(tree, word, self.gazetteer)
        head = last_word(mention.wording)
        for actor in self._recent(index, "organization"):
            names = [name for name in actor.names if last_word(name) == head]
            if names and is_definite(tree, word) and not is_another(tree, word, said.country, actor):
                return actor
        known = self.gazetteer.group_noun(tree.lemma(word)), self.gazetteer.institution_kind(tree.lemma(word))
        anybody = known[0] is not None and known[0].of not in {"bodies", "officials"} and not known[1]
        if anybody and self._is_bare_definite(tree, word):
            taken = self._co_arguments(index, tree, word)
            near = (actor for actor in self._recent(index, "organization") if self._near(actor, index))
            other = next((actor for actor in near if actor not in taken), None)
            if other:
                return other
        return Actor("organization", [mention.wording], set(said.roles), said.country, phrases=[mention.wording])

    @staticmethod
    def _is_bare_definite(tree: Tree, word: int) -> bool:
        """ "the company", with nothing that tells it from another."""
        kids = [kid for kid in tree.children[word] if tree.relation(kid) not in {"case", "punct"}]
        return len(kids) == 1 and tree.sentence.words[kids[0]].lower() in {"the", "this", "that"}

    def _country_noun(self, index: int, tree: Tree, word: int, said: Description) -> tuple[Actor, ...]:
        """ "the country" is the last state named, or the story's own."""
        for actor in self._recent(index, "state"):
            return (actor,)
        return (self._state(self.gazetteer.country_by_code(self.home).name),) if self.home else ()

    def _group(self, index: int, tree: Tree, word: int, said: Description) -> tuple[Actor, ...]:
        """ "the two leaders", "the candidates": the last people of that role named together, else the group itself."""
        mention = mention_at(tree, word, self.gazetteer)
        counted = count_of(tree, word)
        listed = self.groups.lists.get(tree.lemma(word), ())
        definite = is_definite(tree, word) and not is_bare_plural(tree, word)
        if listed and counted in {0, len(listed)} and not said.country and definite:
            return listed
        anaphoric = any(
            tree.sentence.words[kid].lower() in {"the", "both", "these", "those", "all"}
            for kid in tree.kids(word, "det", "det:predet")
        )
        if counted and counted <= 4 and (anaphoric or (counted == 2 and tree.lemma(word) != "country")):
            described = tree.kid(word, "amod") is not None  # "both national leaders" says which
            people = self._last_together(index, counted, said, only_together=described)
            if people:
                return people
        known = self.named.get(f"group:{mention.wording.lower()}")
        if known is None:
            known = self.named[f"group:{mention.wording.lower()}"] = Actor(
                "group", [mention.wording], set(said.roles), said.country, phrases=[mention.wording]
            )
        return (known,)

    def _last_together(
        self, index: int, count: int, said: Description, *, only_together: bool = False
    ) -> tuple[Actor, ...]:
        """The last so many people (or states) that were named together, or one after another."""
        kind: MentionKind = "state" if not said.roles else "person"
        members = self.groups.last(index, count, kind)
        if members or only_together:
            return members
        found: list[Actor] = []
        for actor in self._recent(index, kind):
            if actor.name and (not said.roles or not actor.roles or tops(said.roles) & actor.roles):
                found.append(actor)
            if len(found) == count:
                return tuple(reversed(found))
        return ()

    def _quantified(self, index: int, tree: Tree, word: int) -> tuple[Actor, ...]:
        """ "both", "each of the candidates", "all of them" as an argument."""
        form = tree.sentence.words[word].lower()
        if form not in {"each", "all", *NUMBERS} or tree.relation(word).split(":")[0] not in _STANDING:
            return ()
        for kid in tree.kids(word, "nmod"):
            self._read(index, tree, kid)
            return self.at.get((index, kid), ())
        return self._last_together(index, NUMBERS[form], _PEOPLE) if form in NUMBERS else ()

    # --- pronouns

    def _pronoun(self, index: int, tree: Tree, word: int) -> tuple[Actor, ...]:
        form = tree.sentence.words[word].lower()
        judged = self.at.get((index, judged_by_verb(tree, word)), ())
        if len(judged) == 1 and (form not in _SINGULAR or judged[0].gender in {"", "m" if form in _MASCULINE else "f"}):
            return judged
        if form in _SINGULAR:
            return self._he_or_she(index, tree, word, "m" if form in _MASCULINE else "f")
        if form in _PLURAL:
            return self._they(index, tree, word)
        if form in {"both", "each"}:
            return self._quantified(index, tree, word)
        if form in {"it", "its", "itself"}:
            return self._it(index, tree, word)
        if form in {"this", "that"} and tree.relation(word) in {"obj", "obl"}:
            return self._nearest_thing(index, tree, word)
        return ()

    def _in_quotations(self) -> None:
        """ "I" and "we" in a quotation are its speaker, "you" whom it addresses; read last, for speakers may follow."""
        for claim in self.quotations:
            said = claim.evidence[0]
            first = max(0, bisect.bisect_right(self._starts, said.start) - 1)
            for index in range(first, bisect.bisect_left(self._starts, said.end)):
                for word, start in enumerate(self.trees[index].sentence.starts):
                    form = self.trees[index].sentence.words[word].lower()
                    if said.start <= start < said.end and form in _FIRST | _SECOND:
                        mention = claim.role("speaker" if form in _FIRST else "addressee")
                        found = self.find(mention.span) if mention else ()
                        if found:
                            self.at[index, word] = found

    def _he_or_she(self, index: int, tree: Tree, word: int, gender: str) -> tuple[Actor, ...]:
        ahead = self._ahead(index, tree, word)
        if ahead and ahead.gender in {"", gender}:
            return (ahead,)
        taken = self._co_arguments(index, tree, word)
        best, best_score = None, -1e9
        for actor in self._recent(index, "person"):
            if actor.gender not in {"", gender} or actor in taken:
                continue
            score = self._salience(actor, index, word) + (0.5 if actor.gender == gender else 0.0)
            if score > best_score:
                best, best_score = actor, score
        if best is None:
            return ()
        best.gender = best.gender or gender
        return (best,)

    def _ahead(self, index: int, tree: Tree, word: int) -> Actor | None:
        """ "In his message, X said": a pronoun in a fronted phrase looks ahead to the clause's subject."""
        for head in tree.ancestors(word):
            for kid in tree.kids(head, "nsubj"):
                named = [item for item in (kid, *tree.kids(kid, "appos")) if tree.name_at(item)]
                name = tree.name_at(named[0]) if named else None
                fronted = word < kid and tree.relation(word) == "nmod:poss"
                if fronted and name and tree.sentence.upos[head] == "VERB":
                    found = self._name(tree, tree.top_of(name[0], name[1]))
                    return found[0] if found and found[0].kind == "person" else None
        return None

    def _co_arguments(self, index: int, tree: Tree, word: int) -> set[Actor]:
        """Whoever stands in another role of the same verb cannot be the pronoun ("X called him").

        Of the verb that lends its subject only that subject: "X met Y and thanked him" leaves Y.
        """
        if tree.relation(word) == "nmod:poss":
            return set()
        found: set[Actor] = set()
        verb, kids = tree.head(word), tree.children[tree.head(word)]
        while verb >= 0:
            for kid in kids:
                for item in tree.conjuncts(kid) if kid != word else ():
                    found.update(self.at.get((index, item), ()))
            shares = tree.relation(verb) in {"conj", "xcomp", "advcl"} and tree.kid(verb, "nsubj") is None
            verb = tree.head(verb) if shares else -1
            kids = tree.kids(verb, "nsubj") if shares else []
        return found

    def _salience(self, actor: Actor, index: int, word: int) -> float:
        sentence, place, _ = actor.seen[-1]
        score = -1.0 * (index - sentence) + 0.15 * min(len(actor.seen), 6)
        if actor.kind == "state" and self.trees[sentence].relation(place) in {"compound", "amod", "nmod:poss"}:
            score -= 1.0  # "the Peruvian election … it" is hardly Peru
        if self.groups.holds(actor, sentence):
            return score - 0.01 * place  # one of several is seldom who "he" is
        recent = [seen for seen in actor.seen if seen[0] == sentence]
        return score + (0.7 if any(seen[2] for seen in recent) else 0.0) - 0.01 * place

    def _they(self, index: int, tree: Tree, word: int) -> tuple[Actor, ...]:
        """The last group, body or people named together, whichever is nearer."""
        if is_valued(tree, word):
            return self._nearest_thing(index, tree, word)
        taken = self._co_arguments(index, tree, word)
        together = self.groups.latest(index, taken)
        for actor in self._recent(index, "group", "organization"):
            if actor not in taken:
                if together and together[0] >= actor.seen[-1][0]:
                    break
                return (actor,)
        return together[1] if together else ()

    def _it(self, index: int, tree: Tree, word: int) -> tuple[Actor, ...]:
        if tree.relation(word) == "expl":
            return ()
        taken = self._co_arguments(index, tree, word)
        if is_valued(tree, word):
            return self._nearest_thing(index, tree, word)
        if tree.relation(word) == "obj" and tree.lemma(tree.head(word)) in scenery()["judging_verbs"]:
            judged = self._nearest_thing(index, tree, word)  # "the vote …, Russia hailed it"
            if judged and scenery()["judged"].intersection((judged[0].name or "").lower().split()):
                return judged
        scored = [
            (self._salience(actor, index, word), actor)
            for actor in self._recent(index, "organization", "state")
            if actor not in taken and self._near(actor, index)
        ]
        return (max(scored, key=lambda pair: pair[0])[1],) if scored else ()

    def _nearest_thing(self, index: int, tree: Tree, word: int) -> tuple[Actor, ...]:
        """The last thing mentioned in this sentence before the word or in the two before it; elections first."""
        near = [
            actor
            for actor in self._recent(index, "thing")
            if actor.seen[-1][:2] < (index, word) and index - actor.seen[-1][0] <= 2
        ]
        judged = [actor for actor in near if scenery()["judged"].intersection((actor.name or "").lower().split())]
        return tuple((judged or near)[:1])

    # --- who was mentioned

    def _recent(self, index: int, *kinds: MentionKind) -> list[Actor]:
        """Actors of the kinds mentioned up to here, the last mentioned first."""
        found = [actor for actor in self.actors if actor.kind in kinds and actor.seen]
        return sorted(found, key=lambda actor: actor.seen[-1][:2], reverse=True)

    def _near(self, actor: Actor, index: int) -> bool:
        return index - actor.seen[-1][0] <= _REACH

    def find(self, span: Span) -> tuple[Actor, ...]:
        """Who the words of a span stand for; empty where nobody is known."""
        place = self.place(span)
        return self.at.get(place, ()) if place else ()

    def local_at(self, span: Span) -> str | None:
        """The country that an office without one is taken for: the heading's above it, else the story's."""
        place = self.place(span)
        heading = self.headings[self.trees[place[0]].sentence.block] if place else None
        return heading or self.local

    def is_pronoun(self, span: Span) -> bool:
        """Whether the span's head is a pronoun."""
        place = self.place(span)
        return place is not None and self.trees[place[0]].sentence.upos[place[1]] == "PRON"

    def place(self, span: Span) -> tuple[int, int] | None:
        """The sentence and the head word of a span, None where no parsed sentence holds it."""
        index = bisect.bisect_right(self._starts, span.start) - 1
        if index < 0 or not self.trees[index].sentence.span.covers(span):
            return None
        start, end = words_of(self.trees[index].sentence, span)
        return (index, self.trees[index].top_of(start, end)) if start < end else None
