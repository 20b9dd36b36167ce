"""One question about events on its way through a record: its names found there, and which claims fit it.

What a question about someone accepts as its target:

- a person: claims about that person, and about a thing that the words give to that person ("Aliyev's victory");
  for CONGRATULATE also claims whose target is the person's state, in articles whose claims never name the person;
- a state: claims about the state and about whoever speaks for it by office;
- a thing ("the election"): claims about any thing of its kind, unless it belongs to another country than the one asked;
- a thing that no claim names ("the minute of silence"): claims of the act whose words have all of its.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.ask import vocabulary
from onrecord.ask.names import (
    OWNER,
    Directory,
    Key,
    Places,
    Sought,
    best_name,
    country_name,
    country_of,
    kind_of,
    raw_key,
    seek,
    thing_group,
    words_of,
)
from onrecord.ask.pile import Pile, passage
from onrecord.ask.query import Query
from onrecord.ask.standing import represents
from onrecord.ask.topics import about, content
from onrecord.types import Article, Claim, Mention, Role

Stance = Literal["asserted", "negated", "planned", "implied"]
_OTHER = {"agent": "target", "target": "agent"}


@dataclass(frozen=True, slots=True)
class Search:
    """One question on its way through one record."""

    query: Query
    pile: Pile
    directory: Directory
    actor: Sought
    target: Sought
    homes: Mapping[str, str]
    naming: frozenset[str]
    wordings: Mapping[Key, tuple[str, ...]]

    @property
    def places(self) -> Places:
        """The gazetteer."""
        return self.pile.places

    @property
    def articles(self) -> Mapping[str, Article]:
        """The record's articles by id."""
        return self.pile.articles


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim that answers, under the value it answers with."""

    value: str
    claim: Claim
    stance: Stance
    note: str = ""


def search_for(query: Query, pile: Pile, unused: Iterable[str] = ()) -> tuple[Search, list[str]]:
    """The question with its names found in the record, and what to say of the finding and of unused words."""
    claims = [*pile.claims, *pile.outside]
    directory = pile.directory("agent" if query.target is None else "target", "event")
    places = pile.places
    actor, topic = seek(query.actor, "" if query.target else query.topic, directory, places)
    if query.target:
        target, topic = seek(query.target, query.topic, directory, places)
    else:
        target = seek(None, "", directory, places)[0]
    notes = [*actor.notes, *target.notes]
    if target.kind == "unknown" and query.target:
        target = _in_words(query, target, directory, pile)
        notes = [*actor.notes, *target.notes]
    ignored = [f"“{words}”" for words in (*unused, topic) if words]
    if ignored:
        notes.append(f"not used to narrow the answer: {', '.join(ignored)}")
    naming, wordings = _naming(target, directory, claims), _wordings(claims)
    return Search(query, pile, directory, actor, target, _homes(claims), naming, wordings), notes


def _wordings(claims: Iterable[Claim]) -> dict[Key, tuple[str, ...]]:
    """For each referent's raw key the wordings that the claims have for it, each once."""
    found: dict[Key, dict[str, None]] = defaultdict(dict)
    for claim in claims:
        for part in claim.roles:
            if key := raw_key(part.mention):
                found[key][part.mention.wording] = None
                found[key][part.mention.name or part.mention.wording] = None
    return {key: tuple(words) for key, words in found.items()}


def _in_words(query: Query, sought: Sought, directory: Directory, pile: Pile) -> Sought:
    """A thing that no claim is about by name: found by the words of what it is in, else in its owner."""
    name = query.target or ""
    owned = OWNER.match(name)
    if not owned and any(word[:1].isupper() for word in name.split()):
        return sought  # somebody's name that the record does not know
    acts = [claim for claim in (*pile.claims, *pile.outside) if claim.action in query.actions]
    passages = [passage(claim, pile.articles[claim.article_id]) for claim in acts]
    for words in _less_and_less(name, owned):
        if content(words) and any(about(said, words) for said in passages):
            note = f"no claim is about “{name}” by name: those whose words have “{words}” are given"
            return Sought("words", words, notes=(note,))
    owner = seek(owned["owner"], "", directory, pile.places)[0] if owned else sought
    if owner.kind not in ("named", "state"):
        return sought
    return replace(owner, notes=(*owner.notes, f"no claim is about “{name}”: those about {owner.label} are given"))


def _less_and_less(name: str, owned: re.Match[str] | None) -> tuple[str, ...]:
    """The words to look for: all of a thing's, or its owner's last name with it, then that name, then the thing."""
    if not owned:
        return (name,)
    surname = owned["owner"].split()[-1]
    return f"{surname} {owned['what']}", surname, owned["what"]


def _homes(claims: Iterable[Claim]) -> dict[str, str]:
    """For each article the country most often acted on, where one leads: whose election it is about."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        target = claim.role("target")
        if target and (code := country_of(target)):
            counts[claim.article_id][code] += 1
    leading = {article: count.most_common(2) for article, count in counts.items()}
    return {article: top[0][0] for article, top in leading.items() if len(top) < 2 or top[0][1] > top[1][1]}


def _naming(sought: Sought, directory: Directory, claims: list[Claim]) -> frozenset[str]:
    """The articles whose claims name the one sought, in whatever role."""
    return frozenset(
        claim.article_id
        for claim in claims
        for part in claim.roles
        if (found := directory.of(part.mention)) and found.key == sought.key
    )


def of_the_year(
    query: Query, claims: list[Claim], articles: Mapping[str, Article]
) -> tuple[list[Claim], tuple[str, ...]]:
    """The claims of the year that the question names; all of them where the record has no article of that year."""
    named = re.search(r"\b(?:19|20)\d\d\b", query.topic)
    years = {article.id: (article.published or "")[:4] for article in articles.values()}
    if not named or named.group() not in years.values() or len(set(years.values()) - {""}) < 2:
        return claims, ()
    kept = [claim for claim in claims if years[claim.article_id] in ("", named.group())]
    return kept, (f"articles published in other years than {named.group()} are left out",)


# ---------------------------------------------------------------- which claims fit


def fits(search: Search, claim: Claim) -> bool:
    """Whether a claim is about the act and the names that were asked for, whatever its stance."""
    actions = search.query.actions
    act = not actions or claim.action in actions or _opposes(search.query, claim)
    if not act:
        return False
    agent = _fits_role(search, search.actor, claim, "agent")
    return agent and (_fits_role(search, search.target, claim, "target") or _state_for_person(search, claim))


def both_ways(query: Query, claims: list[Claim]) -> Iterator[Claim]:
    """The claims, those of a mutual act (MEET, CALL) from the other side too, where the act was asked for."""
    for claim in claims:
        yield claim
        if claim.action in query.actions and vocabulary.actions()[claim.action].mutual:
            yield replace(
                claim, roles=tuple(Role(_OTHER.get(part.name, part.name), part.mention) for part in claim.roles)
            )


def _opposes(query: Query, claim: Claim) -> bool:
    """Whether a claim's act is the negation of the one asked for ("did not recognise": rejected)."""
    return query.polarity == "negative" and claim.action in vocabulary.opposites(query.actions)


def _fits_role(search: Search, sought: Sought, claim: Claim, role: str) -> bool:
    mention = claim.role(role)
    if sought.kind == "anyone":
        return True
    if sought.kind == "words":
        return about(passage(claim, search.articles[claim.article_id]), sought.label)
    return mention is not None and _matches(search, sought, mention, search.articles[claim.article_id])


def _matches(search: Search, sought: Sought, mention: Mention, article: Article) -> bool:
    """Whether a mention is whom or what the question means."""
    if sought.kind == "state":
        return represents(mention, str(sought.country), article.published, search.places)
    if sought.kind == "office":
        return country_of(mention) == sought.country and sought.words <= _described(mention)
    if sought.kind == "thing":
        accepts = bool({"RECOGNISE", "REJECT"} & set(search.query.actions))
        return _is_such_thing(sought, mention, accepts)
    return sought.kind == "named" and (_is_named(search, sought, mention) or _is_owned(sought, mention))


def _described(mention: Mention) -> frozenset[str]:
    """The words of a mention's office, wording and names together."""
    office = (mention.entity.office or "") if mention.entity else ""
    said = (mention.wording, mention.name or "", best_name(mention), office.replace("_", " "))
    return frozenset(word for part in said for text in part.split() for word in words_of(text))


def _is_named(search: Search, sought: Sought, mention: Mention) -> bool:
    referent = search.directory.of(mention)
    return referent is not None and referent.key == sought.key


def _is_owned(sought: Sought, mention: Mention) -> bool:
    """Whether a mention is a thing that its words give to the one sought ("Aliyev's victory").

    Where such a thing was asked for, one of its kind that is given to nobody ("the victory") is taken too.
    """
    if kind_of(mention) != "thing":
        return False
    owner = OWNER.match((mention.name or mention.wording).replace("’", "'"))
    theirs = bool(owner and words_of(owner["owner"]) & sought.words)
    if not sought.group:
        return theirs
    return (theirs or not owner) and thing_group(mention.wording) == sought.group


def _is_such_thing(sought: Sought, mention: Mention, judged: bool) -> bool:
    """Whether a mention is a thing of the kind sought; whoever accepts the vote accepts its result (``judged``)."""
    own = country_of(mention)
    if kind_of(mention) == "person" or (sought.country and own and own != sought.country):
        return False
    groups = {thing_group(mention.wording), thing_group(mention.name or "")} - {""}
    return sought.group in groups or bool(groups and judged)


def _state_for_person(search: Search, claim: Claim) -> bool:
    """Whether a congratulation goes to the state of the person asked for, in an article that never names the person."""
    target = claim.role("target")
    country = search.target.country
    if claim.action != "CONGRATULATE" or search.target.kind != "named" or not target or not country:
        return False
    if kind_of(target) != "state" or country_of(target) != country:
        return False
    return claim.article_id not in search.naming


# ---------------------------------------------------------------- what they say


def stance_of(claim: Claim) -> Stance:
    """Whether a claim says that it was done, was not, will be, or only implies it."""
    if claim.modality == "implied":
        return "implied"
    if claim.polarity == "negative":
        return "negated"
    return "planned" if claim.modality == "planned" else "asserted"


def wanted_of(query: Query) -> Stance:
    """The stance that the question asks for."""
    if query.polarity == "negative":
        return "negated"
    return "planned" if query.modality == "planned" else "asserted"


def stance_for(query: Query, claim: Claim) -> Stance:
    """The stance of a claim towards the act that was asked for: a rejection is a recognition negated."""
    if query.actions and claim.action not in query.actions:
        return "negated" if stance_of(claim) == "asserted" else stance_of(claim)
    return stance_of(claim)


def label_of(search: Search, mention: Mention) -> str:
    """How an answer names a mention."""
    if kind_of(mention) == "state" and (code := country_of(mention)):
        return country_name(code, search.places)
    referent = search.directory.of(mention)
    return referent.name if referent else f"“{mention.wording}”"
