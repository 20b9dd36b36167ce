"""Figures: how many of what, by whom and with which standing; a claim for each number that measures something.

``numbers.py`` reads the numbers, ``measures.py`` and ``readings.py`` say what stands around them, ``standing.py`` who
can be their parties. Four small scorers choose what a number measures, whose it is, who gave it, and its standing; what
plain rules say is a feature among the others. Dates, denials and the chain of sources are not told here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.candidates import Candidate
from onrecord.find.cast import Carried, Cast, candidates_for, cast_of
from onrecord.find.fates import fate_of
from onrecord.find.measures import MEASURES, Layout, Place, carried_features, lay_out, measure_features, unit_of
from onrecord.find.numbers import Number, numbers
from onrecord.find.readings import ruled
from onrecord.find.scene import Scene
from onrecord.find.scope import scope_of
from onrecord.find.standing import (
    STATUSES,
    Told,
    carry_features,
    is_of_no_count,
    nobody_features,
    of_another_time,
    pair_features,
    status_features,
    subject_features,
    told_of,
)
from onrecord.scorer import Bag, bundled_scorer, in_one_thread
from onrecord.text import stable_id
from onrecord.types import Amount, Claim, FigureStatus, Mention, Role, Span

BY = "figures/1"
MOST = 4000
"""How many numbers are read of one article; what is left out is said in the rule of its last claim."""
NOTHING = len(MEASURES)
LEAST = 0.5
"""How sure a measure must be."""
_COUNT_REACH = 8  # figures between one and the share counted that it rests on
_RESULTS = frozenset({"vote_share", "votes", "seats", "turnout", "precincts_counted", "margin"})
_STAGES = frozenset({"preliminary", "final"})
_WORDS = 8  # on either side of a bare number, among which one must be more than a number
_EVIDENCE = 500  # characters that an evidence span may cover
_SHARED_UNITS = frozenset({"vote_share", "turnout"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that measures something, with all that was chosen for it."""

    place: Place
    measure: str
    score: float
    subject: Mention | None
    giver: Mention | None
    status: FigureStatus


def find_figures(scene: Scene) -> tuple[Claim, ...]:
    """The figures of an article as claims, in order of appearance."""
    read = numbers(scene.parsed.article, MOST + 1)
    layout = lay_out(scene, read[:MOST])
    if not layout.places:
        return ()
    with in_one_thread():
        figures = chosen(layout)
    counted = _counted(figures)
    claims = [_claim(layout, figure, counted[at]) for at, figure in enumerate(figures)]
    if len(read) > MOST and claims:
        claims[-1] = replace(claims[-1], rule=f"{claims[-1].rule} (of an article's first {MOST} numbers)")
    return tuple({claim.id: claim for claim in claims}.values())


# --- choosing ---------------------------------------------------------------------------------------------------


def weighed(name: str, bags: Sequence[Bag]) -> NDArray[np.float32]:
    """What a bundled scorer says of the bags."""
    return bundled_scorer(name)(bags, np.zeros((len(bags), 1), np.float32))


def measured(layout: Layout) -> list[tuple[int, int, float]]:
    """The numbers that measure something: place, measure, how sure; each in the light of those before."""
    rules = ruled(layout)
    found, before = [], [""] * len(layout.places)
    for at, place in enumerate(layout.places):
        bag = [*measure_features(layout, at, rules), *carried_features(layout, at, before)]
        told = _softmax(weighed("figure_measures", [bag]))[0]
        kind = int(told.argmax())
        if kind < NOTHING:
            before[at] = MEASURES[kind]
            if told[kind] >= LEAST and _is_told(layout, place, kind):
                found.append((at, kind, float(told[kind])))
    return found


def _is_told(layout: Layout, place: Place, kind: int) -> bool:
    """Whether a number is worth telling: of something named, or in a unit, or at least with words around it."""
    if place.noun is not None or place.number.unit != "count":
        return True
    words = layout.tree(place).sentence.words
    near = (*words[max(0, place.start - _WORDS) : place.start], *words[place.end : place.end + _WORDS])
    return MEASURES[kind] != "other" and any(word[:1].isalpha() for word in near)


def _softmax(independent: NDArray[np.float32]) -> NDArray[np.float32]:
    """Shares that add up to one, of scores that are each a logistic."""
    kept = np.clip(independent, 1e-7, 1 - 1e-7)
    odds = kept / (1 - kept)
    out: NDArray[np.float32] = odds / odds.sum(1, keepdims=True)
    return out


def chosen(layout: Layout) -> list[Figure]:
    """The article's figures, their parties and standing chosen, each in the light of the one before."""
    cast = cast_of(layout)
    told = told_of(cast)
    figures, carried = [], None
    for at, kind, score in measured(layout):
        place, measure = layout.places[at], MEASURES[kind]
        among = candidates_for(cast, place, carried)
        bags = [pair_features(cast, place, one, measure) for one in among]
        whose = best(among, weighed("figure_subjects", subject_bags(cast, place, measure, among, bags, carried)))
        giver = best(among, weighed("figure_givers", giver_bags(told, place, measure, among, bags, carried)))
        subject = _subject(cast, place, measure, whose)
        bag = status_features(told, place, measure, giver, subject, carried)
        status = STATUSES[int(weighed("figure_statuses", [bag])[0].argmax())]
        if status in _STAGES and is_of_no_count(told, place, status):
            status = "claimed" if giver else "unstated"
        if status == "exit_poll" and giver and whose and cast.mention(giver).wording == cast.mention(whose).wording:
            giver = None  # "an exit poll gave him 54": whoever gets the votes has not asked the voters
        figures.append(Figure(place, measure, score, subject, cast.mention(giver) if giver else None, status))
        carried = Carried(giver, place, measure, status, whose)
    return going_on(layout, figures)


def going_on(layout: Layout, figures: Sequence[Figure]) -> list[Figure]:
    """A result without a standing of its own goes on with the stage of the count told last, unless of another time."""
    found: list[Figure] = []
    stage = None
    for one in figures:
        if one.measure in _RESULTS and one.status in _STAGES:
            stage = one.status
        elif one.measure in _RESULTS and one.status == "unstated" and stage:
            one = one if of_another_time(layout, one.place) else replace(one, status=stage)
        found.append(one)
    return found


def giver_bags(
    told: Told,
    place: Place,
    measure: str,
    among: Sequence[Candidate],
    bags: Sequence[list[str]],
    carried: Carried | None,
) -> list[Bag]:
    """The candidates as they are weighed for the giver of a figure; the last one is nobody."""
    carry = carry_features(told.cast, place, measure, carried, among)
    return [[*bag, *more] for bag, more in zip([*bags, nobody_features(told, place, measure)], carry, strict=True)]


def subject_bags(
    cast: Cast,
    place: Place,
    measure: str,
    among: Sequence[Candidate],
    bags: Sequence[list[str]],
    carried: Carried | None,
) -> list[Bag]:
    """The candidates as they are weighed for the subject of a figure."""
    return [[*bag, *subject_features(cast, place, carried, one, measure)] for bag, one in zip(bags, among, strict=True)]


def best(among: Sequence[Candidate], weights: NDArray[np.float32]) -> Candidate | None:
    """The candidate that weighs most, None where that is nobody."""
    at = int(weights.argmax()) if len(weights) else 0
    return among[at] if at < len(among) else None


def _subject(cast: Cast, place: Place, measure: str, whose: Candidate | None) -> Mention | None:
    """Whose figure it is; of other things their own noun."""
    if measure == "other" and place.noun is not None:
        return cast.mention(Candidate(place.tree, place.noun, 0, "noun"))
    return cast.mention(whose) if whose is not None else None


# --- the claim --------------------------------------------------------------------------------------------------


def _counted(figures: Sequence[Figure]) -> list[float | None]:
    """For each figure of a count under way the share counted, in percent, told last before it, else next after."""
    shares_counted = [
        one.place.number.value if one.measure == "precincts_counted" and one.place.number.unit == "percent" else None
        for one in figures
    ]
    found: list[float | None] = []
    for at, one in enumerate(figures):
        near = [*range(at, max(-1, at - _COUNT_REACH), -1), *range(at + 1, min(len(figures), at + _COUNT_REACH))]
        told = (shares_counted[other] for other in near if shares_counted[other] is not None)
        found.append(next(told, None) if one.status == "preliminary" else None)
    return found


def _amount(figure: Figure, counted: float | None, noun: Span | None) -> Amount:
    number = figure.place.number
    return Amount(number.value, _unit(number, figure.measure), figure.status, number.qualifier, counted, noun)


def _unit(number: Number, measure: str) -> str:
    if number.unit == "points" or (measure in _SHARED_UNITS and number.unit == "count" and number.value <= 100):
        return "percent"
    return number.unit


def _claim(layout: Layout, figure: Figure, counted: float | None) -> Claim:
    scene, place = layout.scene, figure.place
    article = scene.parsed.article
    scope = scope_of(layout, place, scene.gazetteer)
    if scope is not None and figure.subject is not None and scope.span.meets(figure.subject.span):
        scope = None
    tree = scene.trees[place.tree]
    fate = fate_of(tree, place) if figure.measure == "other" and unit_of(place.number) == "count" else None
    parties = (("subject", fate or figure.subject), ("attributed_to", figure.giver), ("scope", scope))
    roles = [Role(name, one) for name, one in parties if one]
    noun = tree.span(place.noun, place.noun + 1) if place.noun is not None and figure.measure == "other" else None
    number = place.number
    return Claim(
        id=stable_id(article.id, "figure", figure.measure, number.span.start, number.span.end),
        article_id=article.id,
        kind="figure",
        action=figure.measure,
        roles=tuple(roles),
        evidence=_evidence(scene, figure),
        trigger=number.span,
        by=BY,
        rule=f"{figure.measure}/{unit_of(number)}",
        score=round(figure.score, 3),
        amount=_amount(figure, counted, noun),
    )


def _evidence(scene: Scene, figure: Figure) -> tuple[Span, ...]:
    """The sentence that shows the figure, drawn out to its subject where that stands in the same block."""
    tree = scene.trees[figure.place.tree]
    shown = tree.sentence.span
    number = figure.place.number.span
    shown = Span(min(shown.start, number.start), max(shown.end, number.end))
    if shown.end - shown.start > _EVIDENCE:
        shown = Span(max(shown.start, number.start - _EVIDENCE // 2), min(shown.end, number.end + _EVIDENCE // 2))
    if figure.subject is None or shown.covers(figure.subject.span):
        return (shown,)
    block = scene.parsed.article.blocks[tree.sentence.block].span
    other = figure.subject.span
    whole = Span(min(shown.start, other.start), max(shown.end, other.end))
    if block.covers(other) and whole.end - whole.start <= _EVIDENCE:
        return (whole,)
    return (shown, other)
