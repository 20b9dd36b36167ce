"""Figures: how many of what, by whom and with which standing; a claim for each number that measures something.

``numbers.py`` reads the numbers, ``measures.py`` and ``readings.py`` say what stands around them, ``standing.py`` who can
be their parties. Four small scorers choose what a number measures, whose it is, who gave it, and its standing; where a
choice is plain by rule the rule is a feature among the others. Dates, denials and the chain of sources are not told here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.candidates import Candidate
from onrecord.data import Gazetteer
from onrecord.find.measures import MEASURES, Layout, Place, lay_out, measure_features, unit_of
from onrecord.find.numbers import Number, numbers
from onrecord.find.readings import ruled
from onrecord.find.scene import Scene, read_scene
from onrecord.find.standing import (
    STATUSES,
    Cast,
    candidates_for,
    cast_of,
    nobody_features,
    pair_features,
    status_features,
)
from onrecord.scorer import Bag, bundled_scorer, in_one_thread
from onrecord.text import stable_id
from onrecord.types import Amount, Claim, FigureStatus, Mention, Parsed, Role, Span

BY = "figures/1"
MOST = 4000
"""How many numbers are read of one article; what is left out is said in the rule of its last claim."""
NOTHING = len(MEASURES)
LEAST_OTHER = 0.5
LEAST_SUBJECT = 0.02
_EVIDENCE = 500  # characters that an evidence span may cover
_SHARED_UNITS = frozenset({"vote_share", "turnout"})
_LABELLED = ("figure_measures", "figure_subjects", "figure_givers", "figure_statuses")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that measures something, with all that was chosen for it."""

    place: Place
    measure: str
    score: float
    subject: Mention | None
    giver: Mention | None
    status: FigureStatus


def find_figures(parsed: Parsed, gazetteer: Gazetteer) -> tuple[Claim, ...]:
    """The figures of a parsed article as claims, in order of appearance."""
    scene = read_scene(parsed, gazetteer)
    layout = lay_out(scene, numbers(parsed.article, MOST))
    if not layout.places:
        return ()
    with in_one_thread():
        figures = chosen(layout)
    counted = _counted(figures)
    claims = [_claim(scene, figure, counted[at]) for at, figure in enumerate(figures)]
    return tuple({claim.id: claim for claim in claims}.values())


# --- choosing ---------------------------------------------------------------------------------------------------


def shares(name: str, bags: Sequence[Bag]) -> NDArray[np.float32]:
    """What a bundled scorer says of the bags."""
    return bundled_scorer(name)(bags, np.zeros((len(bags), 1), np.float32))


def measured(layout: Layout) -> list[tuple[int, int, float]]:
    """The numbers that measure something: place, measure, how sure; of ``other`` only what is likely."""
    rules = ruled(layout)
    bags = [measure_features(layout, at, rules) for at in range(len(layout.places))]
    told = _softmax(shares("figure_measures", bags))
    best = told.argmax(1)
    found = [(at, int(kind), float(told[at, kind])) for at, kind in enumerate(best)]
    least = LEAST_OTHER
    return [one for one in found if one[1] < NOTHING and (MEASURES[one[1]] != "other" or one[2] >= least)]


def _softmax(independent: NDArray[np.float32]) -> NDArray[np.float32]:
    """Shares that add up to one, of scores that are each a logistic."""
    kept = np.clip(independent, 1e-7, 1 - 1e-7)
    odds = kept / (1 - kept)
    out: NDArray[np.float32] = odds / odds.sum(1, keepdims=True)
    return out


def chosen(layout: Layout) -> list[Figure]:
    """The article's figures, their parties and standing chosen."""
    found = measured(layout)
    cast = cast_of(layout)
    people = [candidates_for(cast, layout.places[at]) for at, _, _ in found]
    bags = [
        [pair_features(cast, layout.places[at], one, MEASURES[kind]) for one in among]
        for (at, kind, _), among in zip(found, people, strict=True)
    ]
    nobody = [nobody_features(cast, layout.places[at], MEASURES[kind]) for at, kind, _ in found]
    subjects = _choose("figure_subjects", bags, [None] * len(bags))
    givers = _choose("figure_givers", bags, nobody)
    figures, standing = [], []
    for number, (at, kind, score) in enumerate(found):
        place = layout.places[at]
        among = people[number]
        subject = _subject(cast, place, MEASURES[kind], among, subjects[number])
        giver = among[givers[number]] if givers[number] >= 0 else None
        standing.append(status_features(cast, place, MEASURES[kind], giver, subject))
        told = cast.mention(giver) if giver else None
        figures.append(Figure(place, MEASURES[kind], score, subject, told, "unstated"))
    statuses = shares("figure_statuses", standing).argmax(1) if standing else ()
    return [
        Figure(one.place, one.measure, one.score, one.subject, one.giver, STATUSES[int(status)])
        for one, status in zip(figures, statuses, strict=True)
    ]


def _choose(name: str, bags: Sequence[Sequence[Bag]], nobody: Sequence[Bag | None]) -> list[int]:
    """For each figure the place of its likeliest candidate, -1 for nobody."""
    flat: list[Bag] = []
    ends = []
    for among, none in zip(bags, nobody, strict=True):
        flat += [*among, *([none] if none is not None else [])]
        ends.append(len(flat))
    scores = shares(name, flat)
    chosen, start = [], 0
    for end, among, none in zip(ends, bags, nobody, strict=True):
        here = scores[start:end]
        place = int(here.argmax()) if len(here) else -1
        least = LEAST_SUBJECT if none is None else 0.0
        chosen.append(place if 0 <= place < len(among) and here[place] >= least else -1)
        start = end
    return chosen


def _subject(cast: Cast, place: Place, measure: str, among: Sequence[Candidate], at: int) -> Mention | None:
    """Whose figure it is; of other things their own noun."""
    if measure == "other" and place.noun is not None:
        tree = cast.layout.tree(place)
        own = next((one for one in cast.by_tree.get(place.tree, ()) if one.word == place.noun), None)
        return cast.mention(own) if own else cast.mention(Candidate(place.tree, place.noun, 0, "noun")) if tree else None
    return cast.mention(among[at]) if at >= 0 else None


# --- the claim --------------------------------------------------------------------------------------------------


def _counted(figures: Sequence[Figure]) -> list[float | None]:
    """For each figure of a count under way the share counted, in percent, that was told last before it or next."""
    told = [(at, one.place.number) for at, one in enumerate(figures) if one.measure == "precincts_counted"]
    told = [(at, number) for at, number in told if number.unit == "percent"]
    found: list[float | None] = []
    for at, one in enumerate(figures):
        near = min(told, key=lambda told_at: (abs(told_at[0] - at), told_at[0]), default=None)
        found.append(near[1].value if near and one.status == "preliminary" and abs(near[0] - at) <= 8 else None)
    return found


def _amount(layout_text: str, figure: Figure, counted: float | None, noun: Span | None) -> Amount:
    number = figure.place.number
    return Amount(number.value, _unit(number, figure.measure), figure.status, number.qualifier, counted, noun)


def _unit(number: Number, measure: str) -> str:
    if number.unit == "points" or (measure in _SHARED_UNITS and number.unit == "count" and number.value <= 100):
        return "percent"
    return number.unit


def _claim(scene: Scene, figure: Figure, counted: float | None) -> Claim:
    article, place = scene.parsed.article, figure.place
    roles = [Role(name, one) for name, one in (("subject", figure.subject), ("attributed_to", figure.giver)) if one]
    tree = scene.trees[place.tree]
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
        amount=_amount(article.text, figure, counted, noun),
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
