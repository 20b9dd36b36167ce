"""Articles and claims as reconciling needs them: small, with what is the same held once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.data import Gazetteer, bare
from onrecord.reconcile import words
from onrecord.text import fold, name_words
from onrecord.types import Amount, Article, Claim, Mention, MentionKind, Modality

Key = tuple[str, ...]
LEAST_SCORE = 0.5  # below it a party could not be named: such a claim stays a claim and makes no fact
_GUESSED = "country: not said"
_LEAD_CHARS = 900
NUMBER_WORDS = 6  # of the longest number in words that is looked for in what it counts


@dataclass(frozen=True, slots=True)
class Who:
    """Someone or something as one article names it; ``id`` is the gazetteer's, "" where it has none.

    ``name`` is the article's fullest, ``entity`` the gazetteer's; ``sure`` says that the country is not just the
    article's own.
    """

    key: Key
    name: str
    kind: MentionKind
    country: str | None
    sure: bool
    office: str = ""
    id: str = ""
    entity: str | None = None
    gender: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of a person's name, in one spelling; none for a description."""
        return self.key[1:] if self.key[0] == "person" else ()


@dataclass(frozen=True, slots=True)
class Said:
    """One claim: an act with agent and target, or a number with subject, claimant and scope."""

    id: str
    article: int
    place: int
    action: str
    agent: Who | None
    target: Who | None
    negative: bool = False
    modality: Modality = "asserted"
    when: str | None = None
    score: float = 1.0
    agency: str = ""
    amount: Amount | None = None
    claimant: Who | None = None
    scope: Who | None = None
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """What tells of an article which event it reports: its date, its title's words, the countries it is about."""

    id: str
    document: str
    source: str
    published: str | None
    title: str
    words: frozenset[str]
    kind: str
    places: tuple[tuple[str, int], ...]
    people: tuple[tuple[Key, int], ...]


def read_claims(article: Article, claims: Iterable[Claim], gazetteer: Gazetteer) -> tuple[Brief, tuple[Said, ...]]:
    """An article and its events and figures, in brief; which article it is among all is for the caller to say."""
    said = tuple(
        one
        for claim in claims
        if claim.kind != "quotation" and claim.score >= LEAST_SCORE
        for one in [_said(claim, article, gazetteer)]
        if one
    )
    return _brief(article, said, gazetteer), said


def _said(claim: Claim, article: Article, gazetteer: Gazetteer) -> Said | None:
    figure = claim.amount is not None
    agent = None if figure else _who(claim.role("agent"), gazetteer)
    target = _who(_measured(claim, article.text) if figure else claim.role("target"), gazetteer)
    if not figure and agent is None:
        return None
    noun = claim.amount.noun.of(article.text) if claim.amount and claim.amount.noun else ""
    return Said(
        id=claim.id,
        article=0,
        place=claim.evidence[0].start,
        action=claim.action,
        agent=agent,
        target=target,
        negative=claim.polarity == "negative",
        modality=claim.modality,
        when=claim.when.edtf if claim.when else None,
        score=claim.score,
        agency=_agency(claim.reported_by),
        amount=claim.amount,
        claimant=_who(claim.role("attributed_to"), gazetteer),
        scope=_who(claim.role("scope"), gazetteer),
        noun=noun,
    )


def _measured(claim: Claim, text: str) -> Mention | None:
    """What a figure measures, without the number in it: "46 miners" and "48 miners" are numbers of one thing."""
    mention = claim.role("subject")
    if mention is None or mention.entity or mention.kind not in ("group", "thing"):
        return mention
    number = words.plain_words(claim.trigger.of(text))[:NUMBER_WORDS]
    parts = (mention.name or mention.wording).split()
    kept = [part for part in parts if not any(char.isdigit() for char in part) and fold(part.strip(",.")) not in number]
    if len(kept) == len(parts):
        return mention
    name = " ".join(kept[1:] if kept and fold(kept[0]) in ("the", "a", "an") else kept)
    return replace(mention, name=name) if words.content_words(name) else None


def _agency(chain: Sequence[Mention]) -> str:
    """The outlet or agency that an article has a claim from, "" where it is its own."""
    first = chain[0].entity if chain else None
    return first.id if first and first.id.startswith("outlet:") else ""


def _who(mention: Mention | None, gazetteer: Gazetteer) -> Who | None:
    """Whom a mention means; None where nobody knows ("he", unresolved)."""
    if mention is None or (mention.name is None and (mention.unresolved or "").startswith("pronoun")):
        return None
    entity = mention.entity
    name = mention.name or mention.wording
    kind = entity.kind if entity else mention.kind
    country = mention.country or (entity.country if entity else None)
    sure = country is not None and not (mention.unresolved or "").startswith(_GUESSED)
    office = fold(entity.office or "").replace("_", " ") if entity else ""
    known = entity.id if entity and entity.id != f"{fold(entity.name)}:{entity.country or ''}" else ""
    canonical = entity.name if entity else None
    key = _key(kind, canonical or name, country, known, gazetteer)
    if key is None:
        return None
    gender = _gender(name, gazetteer) if key[0] == "person" else ""
    return Who(key, name, kind, country, sure, office, known, canonical if known else None, gender)


def _gender(name: str, gazetteer: Gazetteer) -> str:
    """ "m" or "f" where a title or the given name says so, "" where nothing does."""
    parts = name.split()
    said = (title.gender for part in parts if (title := gazetteer.title(part)))
    return next(filter(None, said), None) or (gazetteer.gender(parts[0]) if len(parts) > 1 else None) or ""


def _key(kind: MentionKind, name: str, country: str | None, known: str, gazetteer: Gazetteer) -> Key | None:
    if kind == "state" and country:
        return ("state", country)
    if kind == "person":
        return _person_key(name, country, gazetteer)
    if known:
        return (kind, known)
    if kind == "organization":
        body = gazetteer.organisation(name)
        office = gazetteer.institution_kind(name)
        if body or office:
            return (kind, body.id if body else f"{country or ''}:{office}")
    if kind == "thing" and words.is_judged(name):
        return ("judged",)
    plain = tuple(sorted(words.content_words(name)))
    return (kind, *plain) if plain else None


def _person_key(name: str, country: str | None, gazetteer: Gazetteer) -> Key | None:
    """A person's name words without titles, or the office and country of one who is only described."""
    if role := gazetteer.role(re.sub(r"^the\s+", "", bare(name), flags=re.I)):
        return ("office", role.role, country or "")
    parts = name.replace("’", "'").split()
    while len(parts) > 1 and (gazetteer.title(parts[0]) or gazetteer.role(parts[0]) or fold(parts[0]) == "the"):
        parts = parts[1:]
    if not any(part[:1].isupper() or not part.isascii() for part in parts):
        return ("office", *sorted(words.content_words(name)), country or "")
    found = name_words(re.sub(r"'s\b|'(?!\w)", "", " ".join(parts)).replace("-", " "))
    return ("person", *found) if found else None


def _brief(article: Article, said: Sequence[Said], gazetteer: Gazetteer) -> Brief:
    title = article.title or article.text[:200].strip().partition("\n")[0].strip()
    lead = article.text[:_LEAD_CHARS]
    places = _places(title, lead, said, gazetteer)
    people = Counter[Key]()
    for one in said:
        for who, weight in ((one.target, 2), (one.agent, 1)):
            if who and who.words:
                people[who.key] += weight
    return Brief(
        article.id,
        article.document,
        article.source,
        article.published,
        title,
        frozenset(word for word in words.content_words(title) if len(word) > 3 and not words.kinds_of([word])),
        _kind(title, lead, said),
        tuple(sorted(places.items(), key=lambda item: (-item[1], item[0]))[:3]),
        tuple(sorted(people.items(), key=lambda item: (-item[1], item[0]))[:5]),
    )


def _kind(title: str, lead: str, said: Sequence[Said]) -> str:
    counts = words.kinds_of(words.plain_words(lead))
    for kind, times in words.kinds_of(words.plain_words(title)).items():
        counts[kind] += 2 * times
    counts["election"] += sum(2 for one in said if one.amount and one.action != "other")
    counts["election"] += sum(1 for one in said if one.target and one.target.key == ("judged",))
    best = max(sorted(counts), key=lambda kind: counts[kind], default="")
    return best if counts[best] >= 2 else ""


def _places(title: str, lead: str, said: Sequence[Said], gazetteer: Gazetteer) -> Counter[str]:
    """The countries an article is about: those its acts and figures aim at, those its title and beginning name."""
    places = Counter[str]()
    for one in said:
        for who in (one.target, one.scope):
            if who and who.country:
                places[who.country] += 2
    for text, weight in ((title, 3), (lead, 1)):
        for spot in gazetteer.spot(re.findall(r"['’]s\b|[\w-]+|[^\w\s]", text)):
            if spot.country and spot.certain and spot.what != "outlet":
                places[spot.country] += weight
    return places
