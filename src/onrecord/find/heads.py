"""Events by the learned heads, and the weighing of all that heads and lexicon propose.

A word that a head takes for the trigger of an action, or that the lexicon does, is one act; its agent and its target
are chosen among the article's candidates. Every proposal, the lexicon's too, is then weighed by one scorer, so that
each finder checks the other.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.find.arguments import (
    ROLES,
    Page,
    Ruled,
    candidate_features,
    likeliest,
    numbers_of,
    ruled_features,
    trigger_features,
)
from onrecord.find.names import mentions_at
from onrecord.find.scene import Scene
from onrecord.scorer import bundled_scorer, bundled_thresholds, bundled_weights, in_one_thread
from onrecord.text import stable_id
from onrecord.tree import words_of
from onrecord.types import Claim, Mention, Modality, Role, Span

BY = "heads/1"
LEAST_TRIGGER = 0.10
LEAST_PARTY = 0.12
SHARED = 0.3
ENOUGH = 0.5
_APART = 2
_LONGEST_TRIGGER = 9  # words
_MODALITIES: tuple[tuple[bool, Modality], ...] = (
    (False, "asserted"),
    (True, "asserted"),
    (False, "planned"),
    (False, "implied"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate as a party of an act: the row of its head word and how sure the scorer is."""

    row: int
    score: float
    form: str


@dataclass(frozen=True, slots=True)
class Act:
    """A trigger of an action, how surely it is one, and the candidates for its roles, the surest first."""

    action: str
    row: int
    trigger: float
    modality: int
    modality_share: float
    agents: tuple[Choice, ...]
    targets: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as proposed, with the act it belongs to and its two choices."""

    claim: Claim
    act: Act
    agent: Choice | None
    target: Choice | None
    by: str


def weighed_events(scene: Scene, ruled_claims: Sequence[Claim], leaning: str) -> list[Claim]:
    """The events that lexicon and heads propose and that reach their action's threshold, each with its score.

    A score is the scorer's, moved so that the threshold of the action is one half: what is kept has that or more.
    """
    if scene.parsed.signals is None:
        return list(ruled_claims)
    page = Page(scene, scene.parsed.signals)
    with in_one_thread():
        found = proposals(page, ruled_claims)
        scores = bundled_scorer("claims")(
            [features_of(page, one) for one in found], _matrix(map(numbers_of_proposal, found))
        )
    thresholds = bundled_thresholds()[leaning]
    sure = []
    for one, score in zip(found, scores, strict=True):
        levelled = level(float(score), thresholds[finder_of(one)][one.claim.action])
        if levelled >= ENOUGH:
            sure.append(replace(one, claim=replace(one.claim, score=levelled)))
    return [one.claim for one in without_rivals(sure)]


def without_rivals(found: Sequence[Proposal]) -> Iterator[Proposal]:
    """The proposals but those of the heads that give an act of the lexicon, by the same agent, another target."""
    told = {(one.act.action, one.act.row, one.agent.row) for one in found if one.by != "heads" and one.agent}
    for one in found:
        if one.by != "heads" or one.agent is None or (one.act.action, one.act.row, one.agent.row) not in told:
            yield one


def finder_of(one: Proposal) -> str:
    """Whose threshold a proposal must reach: the lexicon's, where it is one of the proposers, or the heads'."""
    return "heads" if one.by == "heads" else "rules"


def level(score: float, threshold: float) -> float:
    """The score on a scale on which the action's threshold is one half; three decimals."""
    share = 0.5 * score / threshold if score < threshold else 0.5 + 0.5 * (score - threshold) / (1 - threshold)
    return round(share, 3)


def _matrix(rows: Iterator[list[float]] | Sequence[list[float]]) -> NDArray[np.float32]:
    return np.array(list(rows), dtype=np.float32)


# --- acts -------------------------------------------------------------------------------------------------------


def ruled_rows(page: Page, claims: Sequence[Claim]) -> tuple[Ruled, dict[str, tuple[int, int, int]]]:
    """What the lexicon fills, by action and trigger; and each claim's rows: trigger, agent, target (-1 where none)."""
    ruled: Ruled = defaultdict(set)
    rows: dict[str, tuple[int, int, int]] = {}
    for claim in claims:
        trigger = _trigger_row(page, claim)
        parties = []
        for name in ROLES:
            mention = claim.role(name)
            row = page.row_at(mention.span.start, mention.span.end) if mention else -1
            parties.append(row)
            if row >= 0:
                ruled[claim.action, trigger, name].add(row)
        rows[claim.id] = trigger, parties[0], parties[1]
    return dict(ruled), rows


def _trigger_row(page: Page, claim: Claim) -> int:
    """The row that carries a claim's act: in "sent congratulations" the noun, where the heads hear the act in it.

    Not of calls: the heads hear one in every "call" and "conversation", and whose it was the verb says.
    """
    top = page.row_at(claim.trigger.start, claim.trigger.end)
    if top < 0 or claim.action == "CALL":
        return top
    sentence, word = page.place(top)
    first, last = words_of(page.trees[sentence].sentence, claim.trigger)
    rows = slice(top - word + first, top - word + min(last, first + _LONGEST_TRIGGER))
    shares = page.signals.triggers[rows, page.signals.actions.index(claim.action)]
    best = int(shares.argmax())
    return rows.start + best if shares[best] >= LEAST_TRIGGER else top


def triggers(page: Page, ruled: Ruled) -> list[tuple[str, int]]:
    """The action and row of every trigger: where a head peaks, and where the lexicon has one and no peak is near."""
    found = []
    by_rule = defaultdict(set)
    for action, row, _ in ruled:
        by_rule[action].add(row)
    table = page.signals.triggers
    for column, action in enumerate(page.signals.actions):
        peaks = _peaks(page, table[:, column])
        here = sorted({*by_rule[action]} | {row for row in peaks if not _near(row, by_rule[action])})
        found += [(action, row) for row in here]
    return found


def _peaks(page: Page, shares: NDArray[np.float32]) -> list[int]:
    """Rows that are sure enough and surer than all within two words of them in their sentence."""
    kept: set[int] = set()
    rows = [int(row) for row in np.flatnonzero(shares >= LEAST_TRIGGER)]
    for row in sorted(rows, key=lambda row: (-shares[row], row)):
        sentence = page.place(row)[0]
        if not any(page.place(near)[0] == sentence for near in _beside(row) if near in kept):
            kept.add(row)
    return sorted(kept)


def _near(row: int, rows: set[int]) -> bool:
    return any(other in rows for other in _beside(row))


def _beside(row: int) -> range:
    return range(row - _APART, row + _APART + 1)


@dataclass(frozen=True, slots=True)
class Question:
    """Whether a candidate fills a role of a trigger, as features and numbers."""

    trigger: int
    row: int
    form: str
    features: list[str]
    numbers: list[float]


def questions(page: Page, wanted: Sequence[tuple[str, int]], ruled: Ruled, role: str) -> Iterator[Question]:
    """The likeliest candidates for a role of each trigger; ``trigger`` counts the triggers wanted."""
    for at, (action, row) in enumerate(wanted):
        shared = trigger_features(page, row, action)
        also = ruled.get((action, row, role), set())
        for party in likeliest(page, row, ROLES.index(role), bundled_weights("parties"), also=also):
            candidate = page.candidates[party.candidate]
            if candidate.row != row:
                between = candidate_features(page, row, action, candidate)
                by_rule = ruled_features(ruled, action, row, role, candidate.row)
                numbers = numbers_of(party, page.signals.kinds[candidate.row])
                yield Question(at, candidate.row, candidate.form, [*shared, *between, *by_rule], numbers)


def acts(page: Page, ruled: Ruled) -> list[Act]:
    """Every trigger with its weighed candidates."""
    wanted = triggers(page, ruled)
    sides = [_choices(page, wanted, ruled, role) for role in ROLES]
    return [_act(page, action, row, sides[0][at], sides[1][at]) for at, (action, row) in enumerate(wanted)]


def _choices(page: Page, wanted: Sequence[tuple[str, int]], ruled: Ruled, role: str) -> list[tuple[Choice, ...]]:
    asked = list(questions(page, wanted, ruled, role))
    scores = bundled_scorer(role)([one.features for one in asked], _matrix([one.numbers for one in asked]))
    found: list[list[Choice]] = [[] for _ in wanted]
    for one, score in zip(asked, scores, strict=True):
        found[one.trigger].append(Choice(one.row, float(score), one.form))
    return [tuple(sorted(side, key=lambda one: (-one.score, one.row))) for side in found]


def _act(page: Page, action: str, row: int, agents: tuple[Choice, ...], targets: tuple[Choice, ...]) -> Act:
    shares = page.signals.modality[row]
    trigger = float(page.signals.triggers[row, page.signals.actions.index(action)])
    return Act(action, row, trigger, int(shares.argmax()), float(shares.max()), agents, targets)


# --- proposals --------------------------------------------------------------------------------------------------


def proposals(page: Page, ruled_claims: Sequence[Claim]) -> list[Proposal]:
    """All that is proposed, the lexicon's claims first; a claim of both is the lexicon's, signed by both."""
    ruled, rows = ruled_rows(page, ruled_claims)
    of_trigger: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in ruled_claims:
        of_trigger[claim.action, rows[claim.id][0]].append(claim)
    found: list[Proposal] = []
    for act in acts(page, ruled):
        by_heads = {(one.row, other.row if other else -1): (one, other) for one, other in _pairs(page, act)}
        agents, targets = ({choice.row: choice for choice in side} for side in (act.agents, act.targets))
        by_rule = set()
        for claim in of_trigger.get((act.action, act.row), ()):
            pair = agent, target = rows[claim.id][1:]
            by_rule.add(pair)
            by = "both" if pair in by_heads else "rules"
            found.append(Proposal(claim, act, agents.get(agent), targets.get(target), by))
        for pair, (one, other) in by_heads.items():
            if pair not in by_rule:
                found += [Proposal(claim, act, one, other, "heads") for claim in _claims(page, act, one, other)]
    return [_signed(one) for one in found]


def _pairs(page: Page, act: Act) -> Iterator[tuple[Choice, Choice | None]]:
    """The agents and targets that the heads choose: the surest, and those as good as sure that are listed with it."""
    agents, targets = (_chosen(page, side) for side in (act.agents, act.targets))
    aimed: Sequence[Choice | None] = targets or [None]
    for agent, target in itertools.product(agents, aimed):
        if target is None or target.row != agent.row:
            yield agent, target


def _chosen(page: Page, side: tuple[Choice, ...]) -> list[Choice]:
    """The surest candidate and its fellows of the same list: another good one only means the same party again."""
    if not side or side[0].score < LEAST_PARTY:
        return []
    listed = _listed_with(page, side[0].row)
    return [side[0], *(choice for choice in side[1:] if choice.score >= SHARED and choice.row in listed)]


def _listed_with(page: Page, row: int) -> set[int]:
    sentence, word = page.place(row)
    tree = page.trees[sentence]
    return {row - word + other for other in tree.conjuncts(tree.first_conjunct(word))}


def _claims(page: Page, act: Act, agent: Choice, target: Choice | None) -> Iterator[Claim]:
    agents = _mentions(page, agent)
    targets: Sequence[Mention | None] = _mentions(page, target) if target else [None]
    for one, other in itertools.product(agents, targets):
        if other is None or not (one.span.covers(other.span) or other.span.covers(one.span)):
            yield _claim(page, act, one, other)


def _mentions(page: Page, choice: Choice) -> Sequence[Mention]:
    sentence, word = page.place(choice.row)
    return mentions_at(page.trees[sentence], word, page.scene.gazetteer)


def _claim(page: Page, act: Act, agent: Mention, target: Mention | None) -> Claim:
    sentence, word = page.place(act.row)
    tree = page.trees[sentence]
    trigger = tree.span(word, word + 1)
    negative, modality = _MODALITIES[act.modality]
    roles = (Role("agent", agent), *((Role("target", target),) if target else ()))
    identity = stable_id(
        page.article.id, BY, act.action, trigger.start, agent.span.start, target.span.start if target else None
    )
    return Claim(
        id=identity,
        article_id=page.article.id,
        kind="event",
        action=act.action,
        roles=roles,
        evidence=_evidence(tree.sentence.span, [role.mention.span for role in roles]),
        trigger=trigger,
        by=BY,
        rule="",
        polarity="negative" if negative else "positive",
        modality=modality,
    )


def _evidence(sentence: Span, parties: Sequence[Span]) -> tuple[Span, ...]:
    """The trigger's sentence, then the parties' words that stand in other sentences."""
    return (sentence, *sorted(span for span in parties if not sentence.covers(span)))


def _signed(one: Proposal) -> Proposal:
    """The proposal with what explains it: the rule, the trigger's share, the chosen parties' scores."""
    said = f"heads {one.act.action} {one.act.trigger:.2f}"
    for name, choice in (("agent", one.agent), ("target", one.target)):
        said += f", {name} {choice.score:.2f}" if choice else f", {name} not weighed"
    rule = f"{one.claim.rule}; {said}" if one.claim.rule else said
    by = f"{one.claim.by} + {BY}" if one.by == "both" else one.claim.by
    return replace(one, claim=replace(one.claim, rule=rule, by=by))


# --- weighing ---------------------------------------------------------------------------------------------------


def features_of(page: Page, one: Proposal) -> list[str]:
    """The features that a proposal is weighed by."""
    act, claim = one.act, one.claim
    forms = [choice.form if choice else "none" for choice in (one.agent, one.target)]
    heads_modality = _MODALITIES[act.modality]
    agrees = (claim.polarity == "negative", claim.modality) == heads_modality
    return [
        *trigger_features(page, act.row, act.action),
        f"by:{one.by}",
        f"by-action:{one.by}:{act.action}",
        f"rule:{claim.rule.partition(' ')[0] if one.by != 'heads' else ''}",
        f"agent:{forms[0]}",
        f"target:{forms[1]}",
        ":".join(("kinds", act.action, *(role.mention.kind for role in claim.roles))),
        f"modality:{claim.polarity}:{claim.modality}:{agrees}",
        f"act-modality:{act.action}:{claim.polarity}:{claim.modality}",
    ]


def numbers_of_proposal(one: Proposal) -> list[float]:
    """The numbers that go with a proposal's features."""
    act = one.act
    sides = ((one.agent, act.agents), (one.target, act.targets))
    out = [_logit(act.trigger), act.trigger, act.modality_share]
    for choice, side in sides:
        best = side[0].score if side else 0.0
        out += [
            choice.score if choice else 0.0,
            _logit(choice.score) if choice else 0.0,
            best - (choice.score if choice else 0.0),
        ]
    return out


def _logit(share: float) -> float:
    inside = min(0.999, max(0.001, share))
    return float(np.log(inside / (1 - inside))) / 4
