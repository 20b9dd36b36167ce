"""Answers about events: who did it, to whom it was done, whether it was done, and who was first.

"Which countries" counts a state through its leader, ministry, embassy or parliament, once. Left out, and named in a
note: bodies that have no country, private persons and parties, and whoever belongs to the target's own country. Where
the target has no country of its own ("the election"), the country most often acted on in the same article stands in.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from onrecord.ask import vocabulary
from onrecord.ask.blocs import absent_rows, bloc_of
from onrecord.ask.deeds import deeds, owners, pairs, topics
from onrecord.ask.limits import dates_of
from onrecord.ask.missions import missions
from onrecord.ask.names import best_name, country_name, country_of, kind_of
from onrecord.ask.phrase import reading
from onrecord.ask.pile import Pile, passage, words_of_claim
from onrecord.ask.query import Query
from onrecord.ask.rows import rows_of
from onrecord.ask.search import (
    Hit,
    Search,
    Stance,
    both_ways,
    fits,
    label_of,
    of_the_year,
    search_for,
    stance_for,
    stance_of,
    wanted_of,
)
from onrecord.ask.standing import SPEAKS_FOR_A_STATE, represents, standing_of
from onrecord.ask.topics import about, stems
from onrecord.types import Claim, Mention, Quote, Row

_BOTH = re.compile(r"(?:both|the two|both of the|both the) (?P<what>.+)$", re.IGNORECASE)
_FIRST = re.compile(
    r"(?<!among the )(?<!one of the )\bfirst\b(?: [\w'’-]+){0,4}? (?:to|who|that)\b"
    r"|\b(?:became|was|were|came) (?:the )?first\b",
    re.IGNORECASE,
)


def answer_events(pile: Pile, query: Query) -> tuple[str, list[str], list[Row]]:
    """The reading, the notes and the rows of a question about events."""
    query, both, told = _both(query)
    bloc, other = bloc_of(query.qualifiers, pile)
    if bloc:
        query = replace(query, wants="countries", kind="countries")
    search, notes = search_for(query, pile, other)
    kept, dated = of_the_year(query, list(pile.claims), pile.articles)
    told_ways = kept if query.form == "pairs" else both_ways(query, kept)
    fitting = [claim for claim in told_ways if fits(search, claim)]
    if query.theme and query.form == "actors":  # "at whose request"
        fitting = [c for c in fitting if about(passage(c, pile.articles[c.article_id]), query.theme)]
    if both:
        fitting, more = _with_both(search, fitting, both)
        told += more
    hits, said = _FORMS[query.form](search, fitting)
    if bloc:
        hits = [hit for hit in hits if hit.value in bloc.names]
    if query.first:
        hits, more = _first(search, hits)
        told += more
    rows = list(rows_of(hits, pile.articles, wanted_of(query)))
    if bloc:
        notes.append(bloc.note)
        rows += absent_rows(search, bloc, hits, rows)
    if query.counted:
        rows = _counted(query, rows)
    return reading(query, search.actor, search.target, bloc.name if bloc else ""), [*notes, *dated, *told, *said], rows


def _counted(query: Query, rows: list[Row]) -> list[Row]:
    """One row with how many there are, and whose they are in its note; nothing where there are none."""
    stated = [row for row in rows if not row.implied]
    if not stated:
        return rows
    one, many = vocabulary.table("counted").get(query.kind, ("one", "in all"))
    quotes: dict[tuple[str, object], Quote] = {(q.document, q.span): q for row in stated for q in row.quotes}
    names = ", ".join(row.value for row in stated)
    count = Row(f"{len(stated)} {one if len(stated) == 1 else many}", tuple(quotes.values()), note=names)
    return [count, *(row for row in rows if row.implied)]


# ---------------------------------------------------------------- both, and first


def _both(query: Query) -> tuple[Query, str, list[str]]:
    """The query without "both candidates" as its target, and what is to be both."""
    found = _BOTH.match(query.target or "")
    return (replace(query, target=None), found["what"], []) if found else (query, "", [])


def _with_both(search: Search, claims: list[Claim], what: str) -> tuple[list[Claim], list[str]]:
    """The claims of those who acted on both of the two that are named, or that most claims of the act are about."""
    named = what.split(" and ") if " and " in what else []
    callers: dict[str, set[str]] = defaultdict(set)
    homes: dict[str, str | None] = {}
    told = {claim.id: claim for claim in search.pile.claims}  # as told, not the other way round as well
    for claim in (told[claim.id] for claim in claims):
        agent, target = claim.role("agent"), claim.role("target")
        if agent and target and kind_of(target) == "person" and stance_of(claim) == wanted_of(search.query):
            callers[label_of(search, target)].add(label_of(search, agent))
            homes[label_of(search, target)] = country_of(target)
    if named:
        chosen = [label for label in sorted(callers) if any(name.strip() in label for name in named)]
    else:
        ranked = sorted(callers, key=lambda label: (-len(callers[label]), label))
        chosen = [label for label in ranked if homes[label] == homes[ranked[0]]][:2]  # rivals are of one country
    targets: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        agent, target = claim.role("agent"), claim.role("target")
        if agent and target and stance_of(claim) == wanted_of(search.query):
            targets[label_of(search, target)].add(label_of(search, agent))
    agents = set.intersection(*(targets[label] for label in chosen)) if len(chosen) > 1 else set()
    kept = [claim for claim in claims if (who := claim.role("agent")) and label_of(search, who) in agents]
    kept = [claim for claim in kept if (whom := claim.role("target")) and label_of(search, whom) in chosen]
    return kept, [f"“both {what}” is read as {' and '.join(chosen) or 'nobody in the record'}"]


def _first(search: Search, hits: list[Hit]) -> tuple[list[Hit], list[str]]:
    """The hits of whoever a source calls the first; else of the earliest day that claims or their articles tell."""
    wanted = [hit for hit in hits if hit.stance == wanted_of(search.query)]
    firsts: dict[str, list[str]] = {}
    called = [hit for hit in wanted if _is_called_first(search, hit, firsts)]
    if called:
        return called, ["a source says who was first"]
    days = {hit.claim.id: dates_of(hit.claim, search.articles[hit.claim.article_id]) for hit in wanted}
    known = {identity: day for identity, day in days.items() if day}
    if not known:
        return [], ["no source says who was first, and nothing is dated"]
    earliest = min(day[1] for day in known.values())
    kept = [hit for hit in wanted if (day := known.get(hit.claim.id)) and day[1] == earliest]
    return kept, [f"no source says who was first; these are of the earliest day, {earliest}"]


def _is_called_first(search: Search, hit: Hit, firsts: dict[str, list[str]]) -> bool:
    """Whether a sentence of the claim's article calls whoever acts the first; ``firsts`` keeps such sentences."""
    article, agent = search.articles[hit.claim.article_id], hit.claim.role("agent")
    if article.id not in firsts:
        sentences = re.split(r"(?<=[.!?])\s+|\n+", article.text)
        firsts[article.id] = [sentence for sentence in sentences if _FIRST.search(sentence)]
    words = words_of_claim(hit.claim, article)
    surname = best_name(agent).split()[-1] if agent else ""
    acts = stems(" ".join(vocabulary.words_for(hit.claim.action)))
    return any(
        words in sentence or (surname and surname in sentence and acts & stems(sentence))
        for sentence in firsts[article.id]
    )


# ---------------------------------------------------------------- who, and to whom


def _actors(search: Search, claims: list[Claim]) -> tuple[list[Hit], list[str]]:
    return missions(search, claims) if search.query.kind == "mission" else _people(search, claims, "agent")


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
        stance = stance_for(search.query, claim)
        if name is not None:
            hits.append(Hit(name, claim, stance, note))
        elif why and stance == wanted_of(search.query):
            left[why].add(label_of(search, mention) if mention else f"{claim.article_id}/{claim.id}")
    if value is _as_name:
        hits = _by_their_voices(search, hits, role)
    return hits, [*_left_out(left), *_other_stances(search.query, hits)]


def _by_their_voices(search: Search, hits: list[Hit], role: str) -> list[Hit]:
    """The hits, those of a state under whoever speaks for it by office and did the same: one act at two levels."""
    voices: dict[tuple[str, Stance], Counter[str]] = defaultdict(Counter)
    for hit in hits:
        mention = hit.claim.role(role)
        code = country_of(mention) if mention and kind_of(mention) == "person" else None
        if (
            mention
            and code
            and represents(mention, code, search.articles[hit.claim.article_id].published, search.places)
        ):
            voices[code, hit.stance][hit.value] += 1
    kept = []
    for hit in hits:
        mention = hit.claim.role(role)
        code = country_of(mention) if mention and kind_of(mention) == "state" else None
        heard = voices.get((code, hit.stance)) if code else None
        if heard:
            name = min(heard, key=lambda who: (-heard[who], who))
            hit = replace(hit, value=name)
        kept.append(hit)
    return kept


def _left_out(left: Mapping[str, set[str]]) -> Iterator[str]:
    """What was found and not counted, by reason."""
    for why in sorted(left):
        unnamed = why == "not said who"
        many = "1 claim does" if len(left[why]) == 1 else f"{len(left[why])} claims do"
        yield f"{many} not say who" if unnamed else f"{why}: {', '.join(sorted(left[why]))}"


def _other_stances(query: Query, hits: list[Hit]) -> Iterator[str]:
    """What the record says of the same act that is not counted as an answer."""
    wanted = wanted_of(query)
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
    if search.query.side != "any" and (why := _of_the_other_side(search, claim, mention)):
        return None, why, ""
    if search.directory.of(mention) is None:
        return None, "whose name the article does not give", ""
    return label_of(search, mention), "", ""


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
    note = f"office of {label_of(search, mention)} not stated" if standing == "office unknown" else ""
    return country_name(code, search.places), "", note


def _home(search: Search, claim: Claim) -> str | None:
    """The country of whoever is acted on: its own people do not count as a country's voice."""
    target = claim.role("target")
    return (country_of(target) if target else None) or search.target.country or search.homes.get(claim.article_id)


def _of_the_other_side(search: Search, claim: Claim, mention: Mention) -> str:
    """Why whoever acts does not count: from abroad where rivals at home are asked for, or the other way round."""
    code, home = country_of(mention), _home(search, claim)
    if code is None or home is None:
        return ""
    if search.query.side == "home":
        return "not counted, from another country" if code != home else ""
    return f"not counted, from {country_name(home, search.places)} itself" if code == home else ""


def _yes_no(search: Search, claims: list[Claim]) -> tuple[list[Hit], list[str]]:
    """The rows "Yes" and "No": what the sources say, both where they disagree; neither where no source says either."""
    wanted = wanted_of(search.query)
    against: Stance = "asserted" if wanted == "negated" else "negated"
    hits, planned = [], 0
    for claim in claims:
        stance = stance_for(search.query, claim)
        agent = claim.role("agent")
        if search.query.kind == "countries" and (not agent or _as_country(search, claim, agent, "agent")[0] is None):
            continue
        planned += stance == "planned" != wanted
        if stance in (wanted, against) or (stance == "implied" and wanted == "asserted"):
            hits.append(Hit("No" if stance == against else "Yes", claim, "implied" if stance == "implied" else wanted))
    told = [f"{planned} claim{'s' * (planned > 1)} of a plan, not counted"] if planned else []
    done = {hit.claim.action for hit in hits if hit.value == "Yes"}
    if len(search.query.actions) > 1 and done:  # either act is enough, and what is said of the other is no denial
        hits = [hit for hit in hits if hit.value == "Yes" or hit.claim.action in done]
    if not hits:
        hits = _too_late(search)
        told.append(f"no source in {search.pile.searched} says so")
    return hits, told


def _too_late(search: Search) -> list[Hit]:
    """Where a day was asked for and only claims of other days, or of none, answer: those, under values that say it."""
    wanted, limit = wanted_of(search.query), search.query.limits.date
    late, undated = [], []
    for claim in search.pile.outside if limit else ():
        day = dates_of(claim, search.articles[claim.article_id])
        stance = stance_for(search.query, claim)
        if not fits(search, claim) or stance not in ("asserted", "negated"):
            continue
        if day is None:
            undated.append(Hit(f"{'Yes' if stance == wanted else 'No'} (not told when)", claim, wanted))
        elif claim.when and limit and stance == wanted:
            late.append(Hit(f"No source says so {limit.words}; it is dated {day[0]}", claim, wanted))
    return late or undated


_FORMS: Mapping[str, Callable[[Search, list[Claim]], tuple[list[Hit], list[str]]]] = {
    "actors": _actors,
    "targets": _targets,
    "deeds": deeds,
    "topics": topics,
    "owners": owners,
    "pairs": pairs,
    "yes_no": _yes_no,
}
