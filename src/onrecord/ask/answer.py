"""A question put to a record: the claims that answer it, gathered into rows, each with the words it rests on.

What a question about someone accepts as its target:

- a person: claims about that person, and about a thing that the words give to that person ("Aliyev's victory");
  for CONGRATULATE also claims whose target is the person's state, in articles whose claims never name the person;
- a state: claims about the state and about whoever speaks for it by office;
- a thing ("the election"): claims about any thing of its kind, unless it belongs to another country than the one asked.

"Which countries" counts a state through its leader, ministry, embassy or parliament, once. Left out, and named in a
note: bodies that have no country, private persons and parties, and whoever belongs to the target's own country. Where
the target has no country of its own ("the election"), the country most often acted on in the same article stands in.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from onrecord.ask import vocabulary
from onrecord.ask.names import (
    OWNER,
    Directory,
    Places,
    Sought,
    best_name,
    country_name,
    country_of,
    directory_of,
    kind_of,
    seek,
    thing_group,
    words_of,
)
from onrecord.ask.phrase import deed, reading
from onrecord.ask.question import Query, read_question
from onrecord.ask.standing import SPEAKS_FOR_A_STATE, represents, standing_of
from onrecord.data import load_gazetteer
from onrecord.types import Answer, Article, Claim, ClaimKind, Judgement, Mention, Quote, Role, Row

Stance = Literal["asserted", "negated", "planned", "implied"]
_OTHER = {"agent": "target", "target": "agent"}
NOTE = "\nNote: "  # what follows in `understood_as` after the reading itself


class Reader(Protocol):
    """What ask needs of a record: reading, never writing."""

    def articles(self) -> Iterable[Article]:
        """Every article of the record."""

    def claims(self, kind: ClaimKind | None = None, action: str | None = None) -> Iterable[Claim]:
        """The claims of a kind and an action, with their mentions resolved and as people's verdicts leave them."""

    def judgements(self) -> Iterable[Judgement]:
        """What people say of names: which are one's and which are not."""


@dataclass(frozen=True, slots=True)
class Search:
    """One question on its way through one record."""

    query: Query
    articles: Mapping[str, Article]
    directory: Directory
    places: Places
    actor: Sought
    target: Sought
    homes: Mapping[str, str]
    naming: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim that answers, under the value it answers with."""

    value: str
    claim: Claim
    stance: Stance
    note: str = ""


def ask(record: Reader, question: str, *, places: Places | None = None) -> Answer:
    """The answer of a record to a question in English, every row with its quotes.

    ``understood_as`` is the reading, then one line for each note on what was chosen, ignored or not counted. No rows
    means that no source in this record says so. Raises QuestionError where the question cannot be read.
    """
    query = read_question(question)
    articles = {article.id: article for article in record.articles()}
    claims = [claim for claim in record.claims("event") if claim.article_id in articles]
    search, notes = _search(query, articles, claims, tuple(record.judgements()), places or load_gazetteer())
    kept, dated = _of_the_year(search.query, claims, articles)
    fitting = [claim for claim in _both_ways(query, kept) if _fits(search, claim)]
    hits, told = _FORMS[query.form](search, fitting)
    rows = tuple(_rows(hits, articles, _wanted(query)))
    understood = NOTE.join([reading(search.query, search.actor, search.target), *notes, *dated, *told])
    return Answer(question, understood, rows, len(articles))


def _search(
    query: Query,
    articles: Mapping[str, Article],
    claims: list[Claim],
    judgements: tuple[Judgement, ...],
    places: Places,
) -> tuple[Search, list[str]]:
    """The question with its names found in the record, and what to say of the finding."""
    directory = directory_of(claims, "agent" if query.target is None else "target", judgements)
    actor, topic = seek(query.actor, "" if query.target else query.topic, directory, places)
    if query.target:
        target, topic = seek(query.target, query.topic, directory, places)
    else:
        target = seek(None, "", directory, places)[0]
    notes = [*actor.notes, *target.notes]
    ignored = [f"“{words}”" for words in (*query.qualifiers, topic) if words]
    if ignored:
        notes.append(f"not used to narrow the answer: {', '.join(ignored)}")
    naming = _articles_naming(target, directory, claims)
    return Search(query, articles, directory, places, actor, target, _homes(claims), naming), notes


def _articles_naming(sought: Sought, directory: Directory, claims: list[Claim]) -> frozenset[str]:
    """The articles whose claims name the one sought, in whatever role."""
    return frozenset(
        claim.article_id
        for claim in claims
        for part in claim.roles
        if (found := directory.of(part.mention)) and found.key == sought.key
    )


def _homes(claims: list[Claim]) -> dict[str, str]:
    """For each article the country most often acted on, where one leads: whose election it is about."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        target = claim.role("target")
        if target and (code := country_of(target)):
            counts[claim.article_id][code] += 1
    leading = {article: count.most_common(2) for article, count in counts.items()}
    return {article: top[0][0] for article, top in leading.items() if len(top) < 2 or top[0][1] > top[1][1]}


def _of_the_year(
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


def _fits(search: Search, claim: Claim) -> bool:
    """Whether a claim is about the act and the names that were asked for, whatever its stance."""
    actions = search.query.actions
    act = not actions or claim.action in actions or _opposes(search.query, claim)
    if not act:
        return False
    agent = _fits_role(search, search.actor, claim, "agent")
    return agent and (_fits_role(search, search.target, claim, "target") or _state_for_person(search, claim))


def _both_ways(query: Query, claims: list[Claim]) -> Iterator[Claim]:
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
    return mention is not None and _matches(search, sought, mention, search.articles[claim.article_id])


def _matches(search: Search, sought: Sought, mention: Mention, article: Article) -> bool:
    """Whether a mention is whom or what the question means."""
    if sought.kind == "state":
        return represents(mention, str(sought.country), article.published, search.places)
    if sought.kind == "office":
        return country_of(mention) == sought.country and sought.words <= _described(mention)
    if sought.kind == "thing":
        return _is_such_thing(sought, mention)
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


def _is_such_thing(sought: Sought, mention: Mention) -> bool:
    own = country_of(mention)
    if kind_of(mention) == "person" or (sought.country and own and own != sought.country):
        return False
    return sought.group in (thing_group(mention.wording), thing_group(mention.name or ""))


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


def _stance(claim: Claim) -> Stance:
    if claim.modality == "implied":
        return "implied"
    if claim.polarity == "negative":
        return "negated"
    return "planned" if claim.modality == "planned" else "asserted"


def _wanted(query: Query) -> Stance:
    if query.polarity == "negative":
        return "negated"
    return "planned" if query.modality == "planned" else "asserted"


def _stance_for(query: Query, claim: Claim) -> Stance:
    """The stance of a claim towards the act that was asked for: a rejection is a recognition negated."""
    if query.actions and claim.action not in query.actions:
        return "negated" if _stance(claim) == "asserted" else _stance(claim)
    return _stance(claim)


def _actors(search: Search, claims: list[Claim]) -> tuple[list[Hit], list[str]]:
    return _people(search, claims, "agent")


def _targets(search: Search, claims: list[Claim]) -> tuple[list[Hit], list[str]]:
    return _people(search, claims, "target")


def _people(search: Search, claims: list[Claim], role: str) -> tuple[list[Hit], list[str]]:
    """Rows of those who stand in a role, as countries or by name."""
    value = _as_country if search.query.wants == "countries" else _as_name
    hits: list[Hit] = []
    left: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        mention = claim.role(role)
        found = value(search, claim, mention, role) if mention else (None, "not said who", "")
        name, why, note = found
        stance = _stance_for(search.query, claim)
        if name is not None:
            hits.append(Hit(name, claim, stance, note))
        elif why and stance == _wanted(search.query):
            left[why].add(_label(search, mention) if mention else f"{claim.article_id}/{claim.id}")
    return hits, [*_left_out(left), *_other_stances(search.query, hits)]


def _left_out(left: Mapping[str, set[str]]) -> Iterator[str]:
    """What was found and not counted, by reason."""
    for why in sorted(left):
        unnamed = why == "not said who"
        many = "1 claim does" if len(left[why]) == 1 else f"{len(left[why])} claims do"
        yield f"{many} not say who" if unnamed else f"{why}: {', '.join(sorted(left[why]))}"


def _other_stances(query: Query, hits: list[Hit]) -> Iterator[str]:
    """What the record says of the same act that is not counted as an answer."""
    wanted = _wanted(query)
    answered = {hit.value for hit in hits if hit.stance == wanted}
    told: tuple[tuple[Stance, str], ...] = (
        ("planned", "planned, not counted"),
        ("negated", "reported not to have, not counted"),
    )
    for stance, words in told:
        others = sorted({hit.value for hit in hits if hit.stance == stance} - answered)
        if others and wanted == "asserted":
            yield f"{words}: {', '.join(others)}"


Found = tuple[str | None, str, str]


def _as_name(search: Search, claim: Claim, mention: Mention, role: str) -> Found:
    """The name of whoever stands in the role; None with the reason where the record does not know it."""
    del role
    if search.query.kind in ("person", "organization") and kind_of(mention) != search.query.kind:
        return None, "", ""
    if search.directory.of(mention) is None:
        return None, "whose name the article does not give", ""
    return _label(search, mention), "", ""


def _label(search: Search, mention: Mention) -> str:
    if kind_of(mention) == "state" and (code := country_of(mention)):
        return country_name(code, search.places)
    referent = search.directory.of(mention)
    return referent.name if referent else f"“{mention.wording}”"


def _as_country(search: Search, claim: Claim, mention: Mention, role: str) -> Found:
    """The country that a mention speaks for; None with the reason where it does not count as one."""
    code = country_of(mention)
    standing = standing_of(mention, search.articles[claim.article_id].published, search.places)
    if code is None:
        return None, "also, not countries" if search.directory.of(mention) else "of no country that is known", ""
    if standing not in SPEAKS_FOR_A_STATE:
        return None, "not counted, private or no known office", ""
    if role == "agent" and code == _home(search, claim):
        return None, f"not counted, from {country_name(code, search.places)} itself", ""
    note = f"office of {_label(search, mention)} not stated" if standing == "office unknown" else ""
    return country_name(code, search.places), "", note


def _home(search: Search, claim: Claim) -> str | None:
    """The country of whoever is acted on: its own people do not count as a country's voice."""
    target = claim.role("target")
    return (country_of(target) if target else None) or search.target.country or search.homes.get(claim.article_id)


def _deeds(search: Search, claims: list[Claim]) -> tuple[list[Hit], list[str]]:
    """Rows of all that someone did, in words."""
    wanted = _wanted(search.query)
    hits = []
    for claim in claims:
        target, stance = claim.role("target"), _stance(claim)
        value = deed(claim.action, _label(search, target) if target else "", stance)
        if wanted in ("asserted", stance):
            hits.append(Hit(value, claim, "implied" if stance == "implied" else wanted))
    return hits, []


def _yes_no(search: Search, claims: list[Claim]) -> tuple[list[Hit], list[str]]:
    """The rows "yes" and "no": what the sources say, both where they disagree."""
    wanted = _wanted(search.query)
    against: Stance = "asserted" if wanted == "negated" else "negated"
    hits, planned = [], 0
    for claim in claims:
        stance = _stance_for(search.query, claim)
        agent = claim.role("agent")
        if search.query.kind == "countries" and (not agent or _as_country(search, claim, agent, "agent")[0] is None):
            continue
        planned += stance == "planned" != wanted
        if stance in (wanted, against) or (stance == "implied" and wanted == "asserted"):
            hits.append(Hit("no" if stance == against else "yes", claim, "implied" if stance == "implied" else wanted))
    return hits, [f"{planned} claim{'s' * (planned > 1)} of a plan, not counted"] if planned else []


_FORMS: Mapping[str, Callable[[Search, list[Claim]], tuple[list[Hit], list[str]]]] = {
    "actors": _actors,
    "targets": _targets,
    "deeds": _deeds,
    "yes_no": _yes_no,
}


# ---------------------------------------------------------------- rows


def _rows(hits: list[Hit], articles: Mapping[str, Article], wanted: Stance) -> Iterator[Row]:
    """One row for each value, in order; those that are only implied come after the others."""
    by_value: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        by_value[hit.value].append(hit)
    for value in sorted(by_value):
        if any(hit.stance == wanted for hit in by_value[value]):
            yield _row(value, by_value[value], articles, wanted)
    for value in sorted(by_value):
        stances = {hit.stance for hit in by_value[value]}
        if wanted == "asserted" and "implied" in stances and wanted not in stances:
            yield _row(value, by_value[value], articles, "implied")


def _row(value: str, hits: list[Hit], articles: Mapping[str, Article], stance: Stance) -> Row:
    kept = [hit for hit in hits if hit.stance == stance]
    quotes = _sources_first(_quote(hit.claim, articles[hit.claim.article_id]) for hit in kept)
    return Row(value, quotes, stance == "implied", "; ".join(_row_notes(hits, kept, articles, stance)))


def _row_notes(hits: list[Hit], kept: list[Hit], articles: Mapping[str, Article], stance: Stance) -> Iterator[str]:
    """What a reader must know of a row: unstated offices, who says so, and who says the contrary."""
    if all(hit.note for hit in kept):
        yield from sorted({hit.note for hit in kept})
    speakers = sorted({best_name(speaker) for hit in kept for speaker in hit.claim.reported_by[-1:]})
    if speakers and all(hit.claim.reported_by for hit in kept):
        yield f"according to {', '.join(speakers)}"
    contrary: Stance = "asserted" if stance == "negated" else "negated"
    documents = sorted({articles[hit.claim.article_id].document for hit in hits if hit.stance == contrary})
    if documents:
        yield f"{'denied' if contrary == 'negated' else 'reported'} in {', '.join(documents)}"


def _quote(claim: Claim, article: Article) -> Quote:
    span = claim.evidence[0]
    return Quote(article.document, article.source, article.published, span, span.of(article.text), claim.id)


def _sources_first(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """By date, document and place, each words once; the first of every source before the second of any."""
    ordered = sorted(quotes, key=lambda quote: (quote.published or "9999", quote.document, quote.span, quote.claim_id))
    once = list({(quote.document, quote.span): quote for quote in reversed(ordered)}.values())[::-1]
    seen: Counter[str] = Counter()
    ranks = []
    for quote in once:
        ranks.append(seen[quote.source] > 0)
        seen[quote.source] += 1
    return tuple(quote for later in (False, True) for quote, rank in zip(once, ranks, strict=True) if rank == later)
