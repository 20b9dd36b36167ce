"""Figures side by side: what each claimant gave with which status, and how the numbers of one question agree.

A question is a measure of a subject, in a scope and a story. Numbers that no status sets apart are rounded forms of
one another, stages of one count, or contradict each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.data import Gazetteer
from onrecord.reconcile import words
from onrecord.reconcile.agreement import Number, compare, in_words, with_ranges
from onrecord.reconcile.entities import Cast
from onrecord.reconcile.group import era, years
from onrecord.reconcile.said import Brief, Key, Said, Who
from onrecord.reconcile.stories import Draft
from onrecord.reconcile.weigh import Sources
from onrecord.text import stable_id
from onrecord.types import FigureStatus
from onrecord.weighed import Agreement, Cell, Comparison, FigureGroup

COMPARED = 60  # different numbers of one question that are held against one another
COUNT = ("count",)
WORST: tuple[Agreement, ...] = ("contradiction", "different_status", "rounding", "agree")


@dataclass(frozen=True, slots=True)
class Question:
    """What a figure answers."""

    measure: str
    subject: Key
    scope: Key
    era: str
    unit: str
    noun: Key


def comparisons_of(
    drafted: Draft, cast: Cast, briefs: Sequence[Brief], sources: Sources, gazetteer: Gazetteer
) -> tuple[Comparison, ...]:
    """The questions that the figures of one story answer, in order of measure, subject and scope."""
    asked: dict[Question, list[Said]] = defaultdict(list)
    for one in drafted.claims:
        if one.amount is not None and not one.negative:
            asked[_question(one, drafted, cast)].append(one)
    notes = sums(asked, cast)
    made = [
        _comparison(question, claims, drafted, cast, briefs, sources, gazetteer, notes.get(question, ()))
        for question, claims in asked.items()
    ]
    return tuple(sorted(made, key=lambda one: (one.measure, one.subject or "", one.scope or "", one.unit, one.id)))


def _question(said: Said, drafted: Draft, cast: Cast) -> Question:
    assert said.amount is not None
    told = said.target is not None and said.target.kind in ("group", "thing")  # then the noun is in the subject
    noun = tuple(sorted(words.content_words(said.noun))) if said.action == "other" and said.noun and not told else ()
    unit = "percent" if said.amount.unit == "percent" else said.amount.unit
    return Question(
        said.action,
        _subject(said, drafted, cast),
        _scope(said.scope, drafted, cast),
        era(said, drafted),
        unit,
        noun,
    )


def _subject(said: Said, drafted: Draft, cast: Cast) -> Key:
    """Who or what a figure measures; the whole election where it is the story's state, the vote, or not told.

    What only a whole election has (a turnout) is of the whole unless a place or another state is named; polling
    stations may be those that a mission has seen.
    """
    who = said.target
    if who is None or _is_whole(who, drafted):
        return ("whole",)
    of_all = said.action in words.listed("measures", "whole") and who.kind not in ("place", "state", "group")
    seen = said.action in words.listed("measures", "seen") and not _counts(who)
    return ("whole",) if of_all and not seen else cast.of(who).key


def _scope(who: Who | None, drafted: Draft, cast: Cast) -> Key:
    """The part of the election that a figure is of; the story's own year is no part."""
    if who is not None and words.listed("scopes", "bygone") & words.content_words(who.name):
        return ("bygone",)
    if who is None or _is_whole(who, drafted) or who.name in years(drafted):
        return ()
    return cast.of(who).key


def _is_whole(who: Who, drafted: Draft) -> bool:
    if who.key == ("judged",):
        return who.country in (None, drafted.place) or not who.sure
    return who.kind in ("state", "place") and who.country == drafted.place and who.key[0] == "state"


def _counts(who: Who) -> bool:
    """Whether it is those who count the votes: their figures are of the whole election."""
    return who.kind == "organization" and (
        who.key[-1].endswith(":election_commission") or words.is_count_body(who.name)
    )


def _claimant(said: Said, cast: Cast) -> Key:
    who = said.claimant
    if who is None:
        return ()
    return COUNT if _counts(who) else cast.of(who).key


def _comparison(
    question: Question,
    claims: Sequence[Said],
    drafted: Draft,
    cast: Cast,
    briefs: Sequence[Brief],
    sources: Sources,
    gazetteer: Gazetteer,
    notes: Sequence[str],
) -> Comparison:
    ordered = sorted(claims, key=lambda one: (_time(one, briefs), one.article, one.place, one.id))
    verdict, reason = judge([_number(one, cast, briefs) for one in ordered])
    subject = None if question.subject == ("whole",) else cast.of(_first(ordered, "target")).name
    return Comparison(
        id=stable_id("figures", drafted.id, question.measure, question.subject, question.scope, question.era,
                     question.unit, question.noun),
        story=drafted.id,
        measure=question.measure,
        subject=subject if subject else _whole(ordered, drafted, gazetteer),
        scope=_scope_name(question, ordered, cast),
        unit=question.unit,
        verdict=verdict,
        reason=reason,
        groups=tuple(_groups(ordered, cast, briefs)),
        sources=sources.count(ordered),
        notes=tuple(notes),
    )  # fmt: skip


def _first(claims: Sequence[Said], role: str) -> Who:
    found: Who = next(who for one in claims if (who := getattr(one, role)))
    return found


def _whole(claims: Sequence[Said], drafted: Draft, gazetteer: Gazetteer) -> str | None:
    """The name of the whole that is measured: the vote, as the articles have it, else the state."""
    told = Counter(one.target.name for one in claims if one.target and one.target.key == ("judged",))
    states = sum(1 for one in claims if one.target and one.target.key[0] == "state")
    if told and (not states or drafted.place is None):
        return min(told, key=lambda name: (-told[name], len(name), name))
    return gazetteer.country_by_code(drafted.place).name if drafted.place else None


def _scope_name(question: Question, claims: Sequence[Said], cast: Cast) -> str | None:
    name = cast.of(_first(claims, "scope")).name if question.scope else None
    return ", ".join(filter(None, (name, question.era))) or None


def _time(said: Said, briefs: Sequence[Brief]) -> str:
    return said.when or briefs[said.article].published or ""


def _number(said: Said, cast: Cast, briefs: Sequence[Brief]) -> Number:
    assert said.amount is not None
    amount = said.amount
    return Number(
        value=float(amount.value),
        unit=amount.unit,
        status=_status(said, cast),
        qualifier=amount.qualifier,
        counted=amount.counted,
        claimant=_claimant(said, cast),
        claimant_name=_claimant_name([said], cast) or "",
        time=_time(said, briefs),
        article=said.article,
        result=said.action in words.listed("measures", "results"),
    )


def _status(said: Said, cast: Cast) -> FigureStatus:
    """A figure's status; where no words tell it, what it is for being the commission's, or the subject's own."""
    assert said.amount is not None
    if said.amount.status != "unstated" or said.claimant is None:
        return said.amount.status
    if _counts(said.claimant):
        return "official"
    own = said.target is not None and cast.of(said.target) is cast.of(said.claimant)
    return "claimed" if own else "unstated"


def _claimant_name(claims: Sequence[Said], cast: Cast) -> str | None:
    names = Counter(cast.of(one.claimant).name for one in claims if one.claimant)
    return min(names, key=lambda name: (-names[name], -len(name), name), default=None)


def judge(numbers: Sequence[Number]) -> tuple[Agreement, str]:
    """How the numbers of one question agree, with a sentence of reason: the worst that any two of them do.

    A number that does not say its status is taken for the one that says it and fits.
    """
    different = list(dict.fromkeys(with_ranges(numbers)))[:COMPARED]
    stated = [one for one in different if one.status != "unstated"]
    absorbed = [
        one for one in different if one.status == "unstated" and any(compare(one, other).near for other in stated)
    ]
    open_ones = [one for one in different if one not in absorbed]
    found = [compare(one, other) for one, other in combinations(open_ones, 2)]
    found += [near for one in absorbed for other in stated if (near := compare(one, other)).near]
    if not found:
        return "agree", f"one number: {in_words(numbers[0])}"
    worst = min(found, key=lambda one: (WORST.index(one.verdict), "exit poll" not in one.reason))
    return worst.verdict, worst.reason


def _groups(claims: Sequence[Said], cast: Cast, briefs: Sequence[Brief]) -> Iterator[FigureGroup]:
    """What each claimant gave with each status, the values in order of time."""
    groups: dict[tuple[str, Key], list[Said]] = defaultdict(list)
    for one in claims:
        assert one.amount is not None
        groups[(one.amount.status, _claimant(one, cast))].append(one)
    for _, said in sorted(groups.items()):
        values: dict[str, list[Said]] = defaultdict(list)
        for one in said:
            values[value_text(one)].append(one)
        cells = tuple(Cell(value, tuple(one.id for one in ones)) for value, ones in values.items())
        amount = said[0].amount
        assert amount is not None
        yield FigureGroup(amount.status, _claimant_name(said, cast), cells, tuple(_superseded(values, cast, briefs)))


def _superseded(values: dict[str, list[Said]], cast: Cast, briefs: Sequence[Brief]) -> Iterator[str]:
    """The values of one claimant and status that a later one, of another stage, has taken the place of."""
    latest = list(values.values())[-1]
    for value, said in list(values.items())[:-1]:
        one, other = _number(said[-1], cast, briefs), _number(latest[0], cast, briefs)
        if one.claimant and not compare(one, other).near and (one.time < other.time or one.counted != other.counted):
            yield value


def value_text(said: Said) -> str:
    """A figure's number as a cell has it: no more digits than the words gave."""
    assert said.amount is not None
    value = float(said.amount.value)
    return str(int(value)) if value.is_integer() else repr(value)


def sums(asked: dict[Question, list[Said]], cast: Cast) -> dict[Question, tuple[str, ...]]:
    """What does not come out where figures of one claimant are added up: shares above a hundred, shares and votes."""
    notes: dict[Question, list[str]] = defaultdict(list)
    for questions in _together(asked):
        shares = _latest(asked, [one for one in questions if one.measure == "vote_share"], cast)
        votes = _latest(asked, [one for one in questions if one.measure == "votes"], cast)
        for claimant, found in shares.items():
            total = sum(found.values())
            if len(found) > 1 and total > 100.5:
                for question in found:
                    notes[question].append(f"the shares given by one claimant add up to {total:.5g} percent")
            for question, why in _ratios(found, votes.get(claimant, {})):
                notes[question].append(why)
    return {question: tuple(dict.fromkeys(found)) for question, found in notes.items()}


def _together(asked: Iterable[Question]) -> Iterator[list[Question]]:
    groups: dict[tuple[Key, str], list[Question]] = defaultdict(list)
    for question in asked:
        groups[(question.scope, question.era)].append(question)
    yield from groups.values()


def _latest(
    asked: dict[Question, list[Said]], questions: Sequence[Question], cast: Cast
) -> dict[tuple[str, Key], dict[Question, float]]:
    """The last exact number of each question, by status and claimant."""
    found: dict[tuple[str, Key], dict[Question, float]] = defaultdict(dict)
    for question in questions:
        for one in sorted(asked[question], key=lambda one: (one.when or "", one.article, one.place)):
            if one.amount and one.amount.qualifier is None and one.amount.status != "unstated":
                found[(one.amount.status, _claimant(one, cast))][question] = one.amount.value
    return found


def _ratios(shares: dict[Question, float], votes: dict[Question, float]) -> Iterator[tuple[Question, str]]:
    """Candidates whose votes and share give another total than the first one's do."""
    by_subject = {question.subject: value for question, value in votes.items()}
    totals = [
        (question, by_subject[question.subject] / share * 100)
        for question, share in shares.items()
        if share > 1 and by_subject.get(question.subject, 0) > 1000
    ]
    for question, total in totals[1:]:
        if abs(total - totals[0][1]) > 0.03 * totals[0][1]:
            yield question, f"its votes and share make {total:.4g} votes in all, another's {totals[0][1]:.4g}"
