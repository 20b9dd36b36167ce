"""Who each pronoun and noun means, by the mention ranker: shares for antecedents, for itself, for the rules' choice.

The rules (``in_article.py``) read the article first; names stand as they read them. Every other candidate is then
given to the actor with the greatest share, in order of appearance, so that a chain is followed link by link.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from onrecord.candidates import Candidate, candidates
from onrecord.resolve.antecedents import FORMS, Trait, distance_buckets, linkable, pair_features, traits
from onrecord.resolve.cast import Actor, introduces, is_of_officials, is_told_apart, told_apart_by
from onrecord.resolve.in_article import Resolution
from onrecord.scorer import Weights, bundled_scorer, bundled_weights, in_one_thread
from onrecord.signals import Signals
from onrecord.tree import short

Numbers = NDArray[np.float32]
_NEVER = np.float32(-1e9)
MOST_LINKS, LEAST_LINK = 8, 0.01
MANY, SURE = 4, 0.9
STRETCH = 300
"""Candidates whose antecedents are weighed at once, and how many before them may be antecedents at least."""


def relink(resolution: Resolution, signals: Signals) -> None:
    """Gives every pronoun and noun of the article to whom the ranker says it means."""
    scorer = bundled_scorer("readings")
    with in_one_thread():
        for place, ruled, found in settled(resolution, signals):
            scores = scorer([one.features for one in found], np.array([one.numbers for one in found], np.float32))
            best = found[int(scores.argmax())].actors
            if best != ruled:
                give(resolution, place, ruled, best)


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer to whom a candidate means: actors (nobody known where empty), as features and numbers."""

    actors: tuple[Actor, ...]
    features: list[str]
    numbers: list[float]


@dataclass(slots=True)
class Answer:
    """How a candidate comes to mean somebody: the antecedents that do and their shares' sum, the rules, by itself."""

    links: list[int] = field(default_factory=list)
    linked: float = 0.0
    by_rule: float | None = None
    itself: float | None = None

    @property
    def share(self) -> float:
        """How sure the ranker is of it."""
        return self.linked + (self.by_rule or 0.0) + (self.itself or 0.0)


Place = tuple[int, int]


def settled(resolution: Resolution, signals: Signals) -> Iterator[tuple[Place, tuple[Actor, ...], list[Reading]]]:
    """Every pronoun and noun in order of appearance: its place, whom the rules take it for, the readings to weigh.

    What the caller changes in the resolution between two of them, the next one's readings see.
    """
    found = candidates(resolution.trees)
    if len(found) < 2:
        return
    quotations = [
        (claim.evidence[0], speaker.span) for claim in resolution.quotations if (speaker := claim.role("speaker"))
    ]
    every = traits(resolution.trees, found, resolution, quotations, resolution.gazetteer)
    for start in range(0, len(found), STRETCH):
        first = max(0, start - STRETCH)
        window = slice(first, start + STRETCH)
        features = pair_features(every[window], first)
        told = shares(signals, found[window], every[window], features, bundled_weights("antecedents"))
        scene = _Scene(resolution, signals, found[window], every[window], features)
        for at in range(start - first):
            scene.note(at)
        for at, one in enumerate(found[start : start + STRETCH], start - first):
            if not one.is_name and not (one.form == "noun" and introduces(resolution.trees[one.sentence], one.word)):
                place = (one.sentence, one.word)
                ruled = resolution.at.get(place, ())
                new = not ruled or _is_own(ruled, place)
                if not (new and told[at, -2] > SURE):  # most nouns: first spoken of here, by rules and ranker alike
                    answers = scene.answers(at, place, ruled, told[at])
                    if len(answers) > 1 and answers[ruled].share <= SURE:
                        yield place, ruled, scene.readings(at, answers, told[at])
            scene.note(at)


@dataclass(slots=True)
class _Scene:
    """One article while its candidates are settled."""

    resolution: Resolution
    signals: Signals
    found: Sequence[Candidate]
    every: Sequence[Trait]
    features: Numbers
    last: dict[Actor, int] = field(default_factory=dict)
    """Where each actor was last spoken of alone or first, in that order."""
    member: dict[Actor, int] = field(default_factory=dict)
    """The same for all who were spoken of."""

    def note(self, at: int) -> None:
        """Remembers whom a candidate means, once that is settled."""
        meant = self.resolution.at.get((self.found[at].sentence, self.found[at].word), ())
        for actor in meant[:1]:
            self.last.pop(actor, None)
            self.last[actor] = at
        self.member.update(dict.fromkeys(meant, at))

    def answers(
        self, at: int, place: Place, ruled: tuple[Actor, ...], told: Numbers
    ) -> dict[tuple[Actor, ...], Answer]:
        """What the candidate can mean: whom the likelier antecedents mean, what the rules say, somebody new."""
        found: dict[tuple[Actor, ...], Answer] = {}
        one = self.found[at]
        marks = told_apart_by(self.resolution.trees[place[0]], place[1])
        for other in np.argsort(-told[:-2], kind="stable")[:MOST_LINKS]:
            if told[other] > LEAST_LINK:
                meant = self.resolution.at.get((self.found[other].sentence, self.found[other].word), ())
                if meant and not (one.form == "noun" and self._is_elsewhere(at, meant[0], marks)):
                    answer = found.setdefault(meant, Answer())
                    answer.links.append(int(other))
                    answer.linked += float(told[other])
        found.setdefault(ruled, Answer()).by_rule = float(told[-1])
        found.setdefault(ruled if _is_own(ruled, place) else (), Answer()).itself = float(told[-2])
        return found

    def _is_elsewhere(self, at: int, actor: Actor, marks: frozenset[str]) -> bool:
        """Whether a noun's own modifiers say that it is not this one: "Peru's president" is none of Chile's."""
        country = self.every[at].country
        if actor.kind == "person" and country and actor.roles:
            return actor.country is not None and country != actor.country
        if is_of_officials(self.every[at].lemma, self.resolution.gazetteer) and actor.kind == "organization":
            body = self.resolution.gazetteer.organisation(actor.name or "")
            return body is not None and body.country is None  # "the authorities" are no international body
        return is_told_apart(marks, country, actor)

    def readings(self, at: int, answers: Mapping[tuple[Actor, ...], Answer], told: Numbers) -> list[Reading]:
        """The answers as they are weighed, the likeliest by their antecedents first."""
        ranked = sorted(answers, key=lambda meant: -answers[meant].linked)
        return [self._reading(at, meant, answers[meant], told, rank) for rank, meant in enumerate(ranked)]

    def _reading(self, at: int, meant: tuple[Actor, ...], answer: Answer, told: Numbers, rank: int) -> Reading:
        one, links = self.found[at], answer.links
        source = f"{answer.by_rule is not None}:{answer.itself is not None}"
        kind = _kind(meant)
        bag = [
            f"form:{one.form}",
            f"is:{source}",
            f"form-is:{one.form}:{source}",
            f"rank:{min(rank, 4)}",
            f"form-rank:{one.form}:{min(rank, 4)}",
            f"form-kind:{one.form}:{kind}",
            f"relation:{one.form}:{short(self.resolution.trees[one.sentence].relation(one.word))}",
            f"links:{min(len(links), 3)}",
            f"many:{one.form}:{min(len(meant), 3)}",
        ]
        if meant:
            seen = [mark for mark in meant[0].seen if mark[:2] < (one.sentence, one.word)]
            bag += [f"seen:{min(len(seen), 5)}", f"named:{one.form}:{meant[0].named}"]
            if seen:
                back = one.sentence - max(seen)[0]
                bag += [f"back:{one.form}:{min(back, 5)}", f"last-subject:{one.form}:{max(seen)[2]}:{min(back, 2)}"]
            bag += self._agreement(one, at, meant[0])
        if links:
            bag += self._link(at, links[0])
        share = answer.share
        numbers = [share, answer.linked, float(told[-1]), float(told[-2]), math.log(share + 1e-4) / 4]
        numbers += map(float, self.signals.kinds[one.row])
        return Reading(meant, bag, numbers)

    def _agreement(self, one: Candidate, at: int, actor: Actor) -> list[str]:
        gender = self.every[at].gender
        agrees = "unknown" if not gender or not actor.gender else gender == actor.gender
        return [f"gender:{one.form}:{agrees}", f"between:{one.form}:{self._between(actor)}"]

    def _between(self, actor: Actor) -> int:
        """How many other actors of the kind were spoken of since; four are many."""
        before = self.member.get(actor)
        if before is None:
            return MANY
        since = takewhile(lambda other: self.last[other] > before, reversed(self.last))
        return min(MANY, sum(other.kind == actor.kind for other in since))

    def _link(self, at: int, other: int) -> list[str]:
        """What the likeliest antecedent is like."""
        one, two = self.every[at], self.every[other]
        tree = self.resolution.trees[two.sentence]
        pair = f"{FORMS[one.form]}:{FORMS[two.form]}"
        which = np.flatnonzero(self.features[at, other, :15] > 0)
        return [
            f"pair:{pair}",
            f"link-relation:{FORMS[one.form]}:{short(tree.relation(self.found[other].word))}",
            f"link-back:{FORMS[one.form]}:{max(-1, min(5, one.sentence - two.sentence))}",
            *(f"agrees:{number}" for number in which),
            *(f"agrees:{FORMS[one.form]}:{number}" for number in which),
        ]


def _kind(meant: tuple[Actor, ...]) -> str:
    return meant[0].kind if len(meant) == 1 else "several" if meant else "nobody"


def shares(
    signals: Signals, found: Sequence[Candidate], every: Sequence[Trait], features: Numbers, weights: Weights
) -> Numbers:
    """Candidates × (candidates, itself, the rules' choice): shares that add up to one in each row."""
    rows = np.array([one.row for one in found])
    form = np.array([one.form for one in every])
    scores = signals.antecedent_scores(rows)
    scores += np.matmul(features, weights["features"][form][:, :, None])[:, :, 0]
    scores += weights["forms"][form][:, form]
    scores += np.take_along_axis(weights["distances"][form], distance_buckets(every), 1)
    scores = np.where(linkable(found), scores, _NEVER)
    itself = signals.new[rows] + weights["itself"][form]
    ruled = np.where([bool(one.actors) for one in every], weights["ruled"][form], _NEVER)
    whole = np.concatenate([scores, itself[:, None], ruled[:, None]], 1)
    exps = np.exp(whole - whole.max(1, keepdims=True))
    out: Numbers = exps / exps.sum(1, keepdims=True)
    return out


def _is_own(ruled: tuple[Actor, ...], place: Place) -> bool:
    """Whether the rules took the words for somebody first spoken of here."""
    return len(ruled) == 1 and not ruled[0].named and bool(ruled[0].seen) and ruled[0].seen[0][:2] == place


def give(resolution: Resolution, place: Place, before: tuple[Actor, ...], after: tuple[Actor, ...]) -> None:
    """Takes a place from whom it meant before and gives it to whom it means now."""
    seen = next((seen for actor in before for seen in actor.seen if seen[:2] == place), (*place, False))
    for actor in before:
        actor.seen[:] = [one for one in actor.seen if one[:2] != place]
    for actor in after:
        actor.seen.append(seen)
    if after:
        resolution.at[place] = after
    else:
        resolution.at.pop(place, None)
