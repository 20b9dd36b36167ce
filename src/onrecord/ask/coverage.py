"""Questions about the reports themselves: what they disagree on, which of them tell something and which do not.

What an outlet reports is every event and figure it gives; two reports say the same when act, parties and stance, or
measure, subject and number, are the same. That an outlet "did not report" something means: not in its articles of this
record, and the answer says how many those are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.ask import vocabulary
from onrecord.ask.contradictions import contradictions
from onrecord.ask.names import Directory, best_name
from onrecord.ask.numbers import shown
from onrecord.ask.phrase import deed, reading
from onrecord.ask.pile import Pile, outlets_named, quotes_of, words_of_claim
from onrecord.ask.query import CoverageQuery
from onrecord.ask.search import both_ways, fits, search_for, stance_of
from onrecord.ask.topics import content, stems
from onrecord.types import Claim, Mention, Row

Told = tuple[str, list[str], list[Row]]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reports:
    """What the articles of a pile report, each thing under its key, with its words."""

    by_key: Mapping[Key, tuple[Claim, ...]]
    labels: Mapping[Key, str]


def answer_coverage(pile: Pile, query: CoverageQuery) -> Told:
    """The reading, the notes and the rows of a question about the reports."""
    if query.form == "contradictions":
        rows, notes = contradictions(pile)
        return "reported figures that contradict each other", notes, rows
    if query.form == "disagreements":
        return _disagreements(pile)
    if query.form in ("reporters", "omitters"):
        return _outlets(pile, query)
    return _things(pile, query)


# ---------------------------------------------------------------- what is reported


def _reports(pile: Pile, claims: Iterable[Claim]) -> Reports:
    directory = pile.directory("agent")
    by_key: dict[Key, list[Claim]] = defaultdict(list)
    labels: dict[Key, str] = {}
    for claim in claims:
        if claim.kind == "quotation":
            continue
        key, label = _told(claim, directory)
        by_key[key].append(claim)
        labels.setdefault(key, label)
    return Reports({key: tuple(found) for key, found in by_key.items()}, labels)


def _told(claim: Claim, directory: Directory) -> tuple[Key, str]:
    """What makes two claims say the same, and how an answer says it."""
    if claim.amount:
        subject = claim.role("subject")
        whose, name = _party(subject, directory)
        number = shown(claim.amount.value)
        unit = " percent" if claim.amount.unit == "percent" else ""
        what = vocabulary.table("figures", "names")[claim.action]
        return (claim.action, whose, number), f"{what}{f' of {name}' if name else ''}: {number}{unit}"
    agent, target, stance = claim.role("agent"), claim.role("target"), stance_of(claim)
    who, who_name = _party(agent, directory)
    whom, whom_name = _party(target, directory)
    return (claim.action, who, whom, stance), f"{who_name or 'someone'} {deed(claim.action, whom_name, stance)}"


def _party(mention: Mention | None, directory: Directory) -> tuple[str, str]:
    """The key and the name of a party, both empty where there is none."""
    if mention is None:
        return "", ""
    referent = directory.of(mention)
    return (str(referent.key), referent.name) if referent else (best_name(mention).casefold(), best_name(mention))


def _things(pile: Pile, query: CoverageQuery) -> Told:
    """What an outlet reports: all of it, what no other does, or what others do and it does not."""
    outlets = outlets_named(query.source, pile.articles.values(), pile.places) if query.source else frozenset()
    who = ", ".join(sorted(outlets)) or query.source or "any outlet"
    about = f" about “{query.topic}”" if query.topic else ""
    heading = {"only": f"what only {who} reports", "missing": f"what {who} does not report and others do"}
    said = heading.get(query.form, f"what {who} reports") + about
    if query.source and not outlets:
        known = ", ".join(sorted({article.source for article in pile.articles.values()})[:20])
        return said, [f"“{query.source}” is no outlet of the record, which has {known}"], []
    claims = [claim for claim in pile.claims if _is_on(claim, query.topic, pile)]
    reports = _reports(pile, claims)
    rows = []
    for key in sorted(reports.by_key, key=lambda key: reports.labels[key]):
        members = reports.by_key[key]
        told_by = {pile.articles[claim.article_id].source for claim in members}
        if _is_wanted(query, outlets, told_by):
            kept = [c for c in members if not outlets or pile.articles[c.article_id].source in outlets] or members
            rows.append(Row(reports.labels[key], quotes_of(pile, kept)))
    return said, ["quotations are left aside: ask what someone said"], rows


def _is_wanted(query: CoverageQuery, outlets: frozenset[str], told_by: set[str]) -> bool:
    if query.form == "only":
        return told_by <= outlets if outlets else len(told_by) == 1
    if query.form == "missing":
        return not told_by & outlets and len(told_by) > 1
    return not outlets or bool(told_by & outlets)


def _is_on(claim: Claim, topic: str, pile: Pile) -> bool:
    """Whether a claim's parties or words have all content words of a topic."""
    wanted = content(topic)
    if not wanted:
        return True
    if claim.amount:
        return wanted <= stems(f"{words_of_claim(claim, pile.articles[claim.article_id])} {_measured(claim)}")
    named = " ".join(f"{part.mention.wording} {best_name(part.mention)}" for part in claim.roles)
    acts = " ".join((claim.action, *vocabulary.words_for(claim.action)))
    said = stems(f"{words_of_claim(claim, pile.articles[claim.article_id])} {named} {acts}")
    return wanted <= said


def _measured(claim: Claim) -> str:
    """The words for a figure's measure and parties."""
    parties = (f"{part.mention.wording} {best_name(part.mention)}" for part in claim.roles)
    return " ".join([str(vocabulary.table("figures", "names")[claim.action]), *parties])


# ---------------------------------------------------------------- which outlets


def _outlets(pile: Pile, query: CoverageQuery) -> Told:
    """The outlets that report something, or do not."""
    claims, what, notes = _telling(pile, query)
    by_outlet: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_outlet[pile.articles[claim.article_id].source].append(claim)
    if query.form == "omitters":
        rows = [Row(f"{outlet} (not reported in {many})", ()) for outlet, many in _silent(pile, by_outlet)]
        if not claims:
            return f"outlets that do not report {what}", [*notes, f"no source in {pile.searched} reports it"], []
        return f"outlets that do not report {what}", notes, rows
    if query.first and by_outlet:
        days = {outlet: _first_day(found, pile) for outlet, found in by_outlet.items()}
        earliest = min(days.values())
        by_outlet = {outlet: found for outlet, found in by_outlet.items() if days[outlet] == earliest}
        notes.append(f"by the articles' dates, the first of which is {earliest}")
    rows = [Row(outlet, quotes_of(pile, found)) for outlet, found in sorted(by_outlet.items())]
    if query.counted and rows:
        quotes = tuple(quote for row in rows for quote in row.quotes)
        names = ", ".join(row.value for row in rows)
        rows = [Row(f"{len(rows)} outlet{'s' * (len(rows) > 1)}", quotes, note=names)]
    return f"outlets that report {what}{', the first' if query.first else ''}", notes, rows


def _telling(pile: Pile, query: CoverageQuery) -> tuple[list[Claim], str, list[str]]:
    """The claims that tell what is asked about: an act with its parties, or anything with the topic's words."""
    if query.act is None:
        return [c for c in pile.claims if _is_on(c, query.topic, pile)], f"“{query.topic}”", []
    search, notes = search_for(query.act, pile)
    events = [claim for claim in pile.claims if claim.kind == "event"]
    wanted = "negative" if query.act.polarity == "negative" else "positive"
    found = [c for c in both_ways(query.act, events) if fits(search, c) and c.polarity == wanted]
    said = reading(query.act, search.actor, search.target).removeprefix("whether ")
    return found, f"that {said}", notes


def _silent(pile: Pile, by_outlet: Mapping[str, list[Claim]]) -> Iterator[tuple[str, str]]:
    """The outlets of the record with none of the claims, and how many articles each has."""
    counts: dict[str, int] = defaultdict(int)
    for article in pile.articles.values():
        counts[article.source] += 1
    for outlet in sorted(counts):
        if outlet not in by_outlet:
            yield outlet, "its one article" if counts[outlet] == 1 else f"its {counts[outlet]} articles"


def _first_day(claims: Iterable[Claim], pile: Pile) -> str:
    return min((pile.articles[claim.article_id].published or "9999" for claim in claims), default="9999")


# ---------------------------------------------------------------- disagreements


def _disagreements(pile: Pile) -> Told:
    """What some articles assert and others deny, and the figures that contradict each other."""
    directory = pile.directory("agent")
    sides: dict[Key, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    labels: dict[Key, str] = {}
    for claim in pile.claims:
        stance = stance_of(claim)
        if claim.kind != "event" or stance not in ("asserted", "negated"):
            continue
        (action, who, whom, _), label = _told(claim, directory)
        sides[action, who, whom][stance].append(claim)
        if stance == "asserted":
            labels[action, who, whom] = label
    rows = []
    for key in sorted(labels, key=lambda key: labels[key]):
        found = sides[key]
        if found["negated"]:
            denied = ", ".join(sorted({pile.articles[c.article_id].document for c in found["negated"]}))
            told = ", ".join(sorted({pile.articles[c.article_id].document for c in found["asserted"]}))
            quotes = quotes_of(pile, [*found["asserted"], *found["negated"]])
            rows.append(Row(f"whether {labels[key]} (reported in {told}; denied in {denied})", quotes))
    figures, notes = contradictions(pile)
    return "what the sources disagree about", notes, [*rows, *figures]
