"""The second stage: the small scorers of whom a pronoun means, of an act's candidates, of the claims that are proposed.

They learn from what the encoder's heads say of articles which these heads have not been trained on, and each
scorer from what the one before it says of articles new to it: what the runtime meets is new to all of them.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from onrecord.data import load_gazetteer
from onrecord.find import heads as finder
from onrecord.find.arguments import ROLES, Page, Ruled
from onrecord.find.events import ruled_events
from onrecord.find.scene import Scene, quoted, read_scene
from onrecord.nouns import mention_at
from onrecord.resolve import ranker, resolve
from onrecord.resolve.claims import UNNAMED, _Resolver
from onrecord.resolve.in_article import Resolution
from onrecord.scorer import Scorer
from onrecord.signals import Signals, signals_of
from onrecord.types import Claim, Mention, Parsed
from tools.train.annotated import ACTIONS
from tools.train.heads import Heads, Tables
from tools.train.model import Parser
from tools.train.read_losses import Tensors, word_vectors
from tools.train.samples import OWN, Sample, SampleAct, is_entity, is_party, party_record
from tools.train.scoring import Record, is_required, same_event

Numbers = NDArray[np.float32]
READ_BUDGET = 3000


# --- scorers ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to be weighed, whether it is right, and what it weighs in training."""

    features: Sequence[str]
    numbers: Sequence[float]
    right: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a scorer is trained. Small sets are gone over more often, to some ``least_steps``."""

    hidden: int = 32
    epochs: int = 5
    decay: float = 1e-3
    rate: float = 3e-3
    batch: int = 128
    least_steps: int = 1500
    least_seen: int = 4
    dropout: float = 0.2
    dropped_features: float = 0.1
    seed: int = 0


READINGS = Recipe(epochs=6)
PARTIES = Recipe()
CLAIMS = Recipe(hidden=16, epochs=4, decay=1e-2)


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A trained scorer's weights, as ``onrecord.scorer`` has them."""

    features: Sequence[str]
    rows: Numbers
    numbers: Numbers
    hidden: Numbers
    out: Numbers

    def scorer(self) -> Scorer:
        """The weights at work."""
        return Scorer(self.features, self.rows, self.numbers, self.hidden, self.out)

    def write(self, folder: Path, name: str) -> None:
        """``NAME.json`` and ``NAME.npz``, as ``onrecord.scorer.read_scorer`` reads them; the large parts in 16 bits."""
        (folder / f"{name}.json").write_text(json.dumps(self.features, ensure_ascii=False, indent=0) + "\n", "utf-8")
        rows, numbers = self.rows.astype(np.float16), self.numbers.astype(np.float16)
        np.savez(folder / f"{name}.npz", rows=rows, numbers=numbers, hidden=self.hidden, out=self.out)


class _Net(nn.Module):
    """The network of ``onrecord.scorer.Scorer``, to be trained."""

    def __init__(self, features: int, numbers: int, recipe: Recipe) -> None:
        super().__init__()
        self.rows = nn.EmbeddingBag(features, recipe.hidden, mode="sum")
        nn.init.normal_(self.rows.weight, std=0.05)
        self.numbers, self.out = nn.Linear(numbers, recipe.hidden), nn.Linear(recipe.hidden, 1)
        self.drop, self.dropped = nn.Dropout(recipe.dropout), recipe.dropped_features

    def forward(self, places: Tensor, starts: Tensor, numbers: Tensor) -> Tensor:
        kept = (torch.rand(len(places)) > self.dropped).float()
        inner = self.rows(places, starts, per_sample_weights=kept) + self.numbers(numbers)
        return self.out(self.drop(functional.relu(inner)))[:, 0]

    def fitted(self, features: Sequence[str]) -> Fitted:
        """The weights; a feature's row is scaled down, for in training some of a bag's were always dropped."""
        parts = (self.numbers.weight.T, self.numbers.bias, torch.cat([self.out.weight[0], self.out.bias]))
        numbers, hidden, out = (part.detach().numpy().copy() for part in parts)
        return Fitted(features, self.rows.weight.detach().numpy() * (1 - self.dropped), numbers, hidden, out)


def fit(rows: Sequence[Row], recipe: Recipe, *, without: str = "") -> Fitted:
    """A scorer trained on the rows, features that begin with one of the words of ``without`` left out."""
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
    left_out = tuple(without.split())
    seen = Counter(feature for row in rows for feature in set(row.features))
    common = (feature for feature, count in seen.items() if count >= recipe.least_seen)
    features = sorted(one for one in common if not (left_out and one.startswith(left_out)))
    place = {feature: at for at, feature in enumerate(features)}
    data = [([place[one] for one in row.features if one in place], row) for row in rows]
    net = _Net(len(features), len(rows[0].numbers), recipe)
    optimiser = torch.optim.AdamW(net.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    each = len(data) // recipe.batch + 1
    epochs = max(recipe.epochs, recipe.least_steps // each)
    step = 0
    for _ in range(epochs):
        chance.shuffle(data)
        for start in range(0, len(data), recipe.batch):
            for group in optimiser.param_groups:
                group["lr"] = recipe.rate * (1 - step / (epochs * each))
            loss = _loss(net, data[start : start + recipe.batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
    return net.fitted(features)


def _loss(net: _Net, group: Sequence[tuple[list[int], Row]]) -> Tensor:
    starts = np.cumsum([0, *(len(places) for places, _ in group[:-1])])
    logits = net(
        torch.tensor([place for places, _ in group for place in places], dtype=torch.long),
        torch.from_numpy(starts),
        torch.tensor([list(row.numbers) for _, row in group], dtype=torch.float32),
    )
    right = torch.tensor([float(row.right) for _, row in group])
    weights = torch.tensor([row.weight for _, row in group])
    return (functional.binary_cross_entropy_with_logits(logits, right, reduction="none") * weights).mean()


def score(scorer: Scorer, rows: Sequence[Row]) -> Numbers:
    """The scorer's shares of the rows."""
    return scorer([row.features for row in rows], np.array([row.numbers for row in rows], dtype=np.float32))


# --- what the heads say -----------------------------------------------------------------------------------------


@torch.no_grad()
def read_signals(parser: Parser, heads: Heads, one: Tensors) -> Signals:
    """What a reader says of a sample's words, as the runtime has it."""
    table = heads(word_vectors(parser, [one], READ_BUDGET).float())
    return signals_of(table.float().numpy(), ACTIONS)


@contextmanager
def in_place(tables: Tables, scorers: Mapping[str, Scorer] | None = None) -> Iterator[None]:
    """These weights where the package reads its bundled ones."""
    given: dict[str, Callable[[str], object]] = {
        "bundled_weights": tables.__getitem__,
        "bundled_scorer": (scorers or {}).__getitem__,
    }
    with patch.multiple(finder, **given), patch.multiple(ranker, **given):
        yield


# --- whom a pronoun or a noun means -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A sample and what the reader of a fold says of it."""

    sample: Sample
    fold: int
    signals: Signals
    tables: Tables


def reading_rows(heard: Heard) -> list[list[Row]]:
    """The readings of every pronoun and noun that our own corpus marks as a mention: does this one name the right one?

    Each is settled as it is marked before the next is read, so that a mistake is not learned from an earlier one.
    """
    sample = heard.sample
    if sample.group != OWN:
        return []
    scene = read_scene(replace(sample.parsed, signals=heard.signals), load_gazetteer())
    resolution = Resolution(sample.parsed.article, scene.trees, tuple(quoted(scene)), scene.gazetteer)
    resolver = _Resolver(scene.parsed, scene.trees, resolution, scene.gazetteer)
    links = {sample.candidates[at]: entities for at, entities in (sample.links or {}).items()}
    marked = {(one.sentence, one.word): entities for one, entities in links.items()}
    found = []
    with in_place(heard.tables):
        for place, ruled, readings in ranker.settled(resolution, heard.signals):
            if place not in marked:
                continue
            right = [_names_all(sample, resolver, place, one, marked[place]) for one in readings]
            found.append([Row(one.features, one.numbers, good) for one, good in zip(readings, right, strict=True)])
            if any(right) and (best := readings[right.index(True)].actors) != ruled:
                ranker.give(resolution, place, ruled, best)
    return found


def _names_all(
    sample: Sample, resolver: _Resolver, place: ranker.Place, reading: ranker.Reading, entities: Sequence[str]
) -> bool:
    """Whether what the reading comes to names all whom the mention speaks of."""
    mention = mention_at(resolver.trees[place[0]], place[1], resolver.gazetteer)
    if reading.actors:
        who = [
            resolver._thing(mention, actor.name) if actor.kind == "thing" else resolver._as(mention, actor)
            for actor in reading.actors
        ]
    elif resolver.resolution.is_pronoun(mention.span):
        return False
    elif mention.kind == "thing":
        who = [resolver._thing(mention)]
    else:
        who = [resolver._identify(replace(mention, name=mention.wording))]
    return all(is_entity((sample.entities or {})[entity], who) for entity in entities)


# --- cases ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A sample as the learned finder sees it, by the heads of one fold.

    ``resolved`` is what coreference is read from: without signals where the ranker is to be left out. ``readings``
    weighs it.
    """

    sample: Sample
    fold: int
    tables: Tables
    readings: Scorer | None
    resolved: Parsed
    scene: Scene
    page: Page
    ruled_claims: tuple[Claim, ...]
    ruled: Ruled
    resolver: _Resolver


def case_of(heard: Heard, readings: Scorer | None, *, lexicon: bool = True, coreference: bool = True) -> Case:
    """The sample ready for the scorers; without lexicon no claim is ruled, without coreference none is linked anew."""
    sample, gazetteer = heard.sample, load_gazetteer()
    parsed = replace(sample.parsed, signals=heard.signals)
    scene = read_scene(parsed, gazetteer)
    claims = tuple(ruled_events(scene)) if lexicon else ()
    page = Page(scene, heard.signals)
    resolution = Resolution(parsed.article, scene.trees, tuple(quoted(scene)), gazetteer)
    if coreference and readings:
        with in_place(heard.tables, {"readings": readings}):
            ranker.relink(resolution, heard.signals)
    return Case(
        sample=sample,
        fold=heard.fold,
        tables=heard.tables,
        readings=readings,
        resolved=parsed if coreference and readings else sample.parsed,
        scene=scene,
        page=page,
        ruled_claims=claims,
        ruled=finder.ruled_rows(page, claims)[0],
        resolver=_Resolver(parsed, scene.trees, resolution, gazetteer),
    )


def party_rows(case: Case) -> dict[str, list[Row]]:
    """The candidates of every trigger that carries an act, by role: is this one its agent, its target?"""
    wanted = finder.triggers(case.page, case.ruled)
    acts = [_acts_at(case.sample, action, row) for action, row in wanted]
    meant: dict[int, tuple[Mention, ...]] = {}
    found: dict[str, list[Row]] = {role: [] for role in ROLES}
    with in_place(case.tables):
        for number, role in enumerate(ROLES):
            for one in finder.questions(case.page, wanted, case.ruled, role):
                if acts[one.trigger]:
                    right = _is_right(case, acts[one.trigger], number, one.row, meant)
                    found[role].append(Row(one.features, one.numbers, right))
    return found


def _acts_at(sample: Sample, action: str, row: int) -> list[SampleAct]:
    number = ACTIONS.index(action)
    return [act for act in sample.acts or () if act.action == number and row in act.rows]


def _is_right(
    case: Case, acts: Sequence[SampleAct], role: int, row: int, meant: dict[int, tuple[Mention, ...]]
) -> bool:
    if acts[0].exact:
        places = {place for act in acts for bag in act.parties[role] for place in bag}
        return any(case.sample.candidates[place].row == row for place in places)
    if row not in meant:
        sentence, word = case.page.place(row)
        meant[row] = case.resolver.who(mention_at(case.page.trees[sentence], word, case.scene.gazetteer))
    return any(is_party(act.label or {}, ("actor", "target")[role], meant[row]) for act in acts)


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A proposed claim to be weighed, whose it is, and the records that it comes to once resolved."""

    row: Row
    action: str
    finder: str
    records: tuple[Record, ...]


def claim_rows(case: Case, scorers: Mapping[str, Scorer]) -> list[ClaimRow]:
    """Everything that is proposed for an article, its candidates weighed by the scorers."""
    with in_place(case.tables, {**scorers, **({"readings": case.readings} if case.readings else {})}):
        proposed = finder.proposals(case.page, case.ruled_claims)
        records = resolved_records(case, [one.claim for one in proposed])
    rows = []
    for one, found in zip(proposed, records, strict=True):
        right, weight = _judged(case.sample.labels, found)
        row = Row(finder.features_of(case.page, one), finder.numbers_of_proposal(one), right, weight)
        rows.append(ClaimRow(row, one.act.action, finder.finder_of(one), found))
    return rows


OPTIONAL = 0.3
"""What a claim weighs that only meets a label which need not be found."""


def _judged(labels: Sequence[Record], found: Sequence[Record]) -> tuple[bool, float]:
    met = [label for label in labels if any(same_event(label, record) for record in found)]
    if any(map(is_required, met)):
        return True, 1.0
    return bool(met), OPTIONAL if met else 1.0


def resolved_records(case: Case, claims: Sequence[Claim]) -> list[tuple[Record, ...]]:
    """The records of each claim once it is resolved: none, one, or one for each member of a group."""
    marked = [replace(claim, rule=str(at), score=1.0, id=f"{claim.id}#{at}") for at, claim in enumerate(claims)]
    _, resolved = resolve(case.resolved, [*quoted(case.scene), *marked], case.scene.gazetteer)
    found: list[list[Record]] = [[] for _ in claims]
    for claim in resolved:
        if claim.kind == "event" and claim.score > UNNAMED:
            found[int(claim.rule)].append(record_of(claim))
    return [tuple(records) for records in found]


def record_of(claim: Claim) -> Record:
    """A resolved claim as a record."""
    record: dict[str, Any] = {"action": claim.action}
    for role, name in (("agent", "actor"), ("target", "target")):
        mention = claim.role(role)
        record |= party_record(name, mention) if mention else {name: None}
    modality = "negated" if claim.polarity == "negative" else claim.modality
    return record | {"modality": modality, "start": claim.evidence[0].start, "end": claim.evidence[0].end}
