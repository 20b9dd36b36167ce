"""Train the scorers of figures: what a number measures, whose it is, who gave it and with which standing.

python -m tools.train.figures --corpus DIR --out DIR [--folds]
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from onrecord.candidates import Candidate
from onrecord.data import load_gazetteer
from onrecord.find.figures import MOST, NOTHING, giver_bags
from onrecord.find.measures import MEASURES, Place, lay_out, measure_features
from onrecord.find.numbers import numbers
from onrecord.find.readings import ruled
from onrecord.find.scene import quoted, read_scene
from onrecord.find.standing import STATUSES, Carried, candidates_for, cast_of, pair_features, status_features
from onrecord.parse import parse_article
from onrecord.read import list_pile, read_file
from onrecord.resolve.claims import _Resolver
from onrecord.resolve.in_article import Resolution
from onrecord.resolve.ranker import relink
from onrecord.scorer import Scorer
from onrecord.types import Parsed
from tools.train.figure_texts import write_texts
from tools.train.scoring import Record, same_name

Numbers = NDArray[np.float32]
Item = tuple[list[int], int, float, int]
"""Places of features, the right answer, the weight, the choice that it is a candidate of."""


@dataclass(frozen=True, slots=True)
class Case:
    """A bag of features, the place of its right answer among a scorer's outputs, what it weighs, and its group.

    ``among`` numbers the choice that the bag is a candidate of, where a scorer chooses one of several.
    """

    bag: Sequence[str]
    right: int
    weight: float
    group: str
    among: int = -1


@dataclass(frozen=True, slots=True)
class Plan:
    """How a scorer is trained: ``nets`` small ones, joined to one whose score is their mean."""

    outputs: int
    hidden: int = 12
    nets: int = 3
    epochs: int = 12
    decay: float = 1e-2
    rate: float = 4e-3
    batch: int = 64
    least_seen: int = 3
    dropout: float = 0.3
    dropped_features: float = 0.15
    seed: int = 1


class _Net(nn.Module):
    def __init__(self, features: int, plan: Plan) -> None:
        super().__init__()
        self.rows = nn.EmbeddingBag(features, plan.hidden, mode="sum")
        nn.init.normal_(self.rows.weight, std=0.05)
        self.hidden = nn.Parameter(torch.full((plan.hidden,), 0.1))
        self.out = nn.Linear(plan.hidden, plan.outputs)
        self.drop, self.dropped = nn.Dropout(plan.dropout), plan.dropped_features

    def forward(self, places: torch.Tensor, starts: torch.Tensor) -> torch.Tensor:
        kept = (torch.rand(len(places)) > self.dropped).float()
        inner = self.rows(places, starts, per_sample_weights=kept) + self.hidden
        answer: torch.Tensor = self.out(self.drop(functional.relu(inner)))
        return answer


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A trained scorer's weights, as ``onrecord.scorer`` has them."""

    features: Sequence[str]
    rows: Numbers
    hidden: Numbers
    out: Numbers

    def scorer(self) -> Scorer:
        """The weights at work."""
        return Scorer(self.features, self.rows, np.zeros((1, self.rows.shape[1]), np.float32), self.hidden, self.out)

    def write(self, folder: Path, name: str) -> None:
        """``NAME.json`` and ``NAME.npz``, as ``onrecord.scorer.read_scorer`` reads them."""
        (folder / f"{name}.json").write_text(json.dumps(self.features, ensure_ascii=False, indent=0) + "\n", "utf-8")
        numbers = np.zeros((1, self.rows.shape[1]), np.float32)
        np.savez_compressed(
            folder / f"{name}.npz", rows=self.rows.astype(np.float16), numbers=numbers, hidden=self.hidden, out=self.out
        )


def fit(cases: Sequence[Case], plan: Plan) -> Fitted:
    """A scorer trained on the cases."""
    seen = Counter(feature for case in cases for feature in set(case.bag))
    features = sorted(feature for feature, count in seen.items() if count >= plan.least_seen)
    place = {feature: at for at, feature in enumerate(features)}
    data: list[Item] = [
        ([place[one] for one in case.bag if one in place], case.right, case.weight, case.among) for case in cases
    ]
    nets = [_train(data, len(features), plan, plan.seed + number) for number in range(plan.nets)]
    scale = 1 - plan.dropped_features
    rows = np.concatenate([net.rows.weight.detach().numpy() * scale for net in nets], 1)
    hidden = np.concatenate([net.hidden.detach().numpy() for net in nets])
    out = np.concatenate([net.out.weight.detach().numpy().T / plan.nets for net in nets])
    bias = np.mean([net.out.bias.detach().numpy() for net in nets], 0)
    out = np.concatenate([out, bias[None]])
    return Fitted(features, rows, hidden, out[:, 0] if plan.outputs == 1 else out)


def _train(data: list[Item], features: int, plan: Plan, seed: int) -> _Net:
    torch.manual_seed(seed)
    chance = random.Random(seed)
    order = _together(data)
    net = _Net(features, plan)
    optimiser = torch.optim.AdamW(net.parameters(), lr=plan.rate, weight_decay=plan.decay)
    steps, step = plan.epochs * (len(order) // plan.batch + 1), 0
    for _ in range(plan.epochs):
        chance.shuffle(order)
        for start in range(0, len(order), plan.batch):
            for group in optimiser.param_groups:
                group["lr"] = plan.rate * max(0.02, 1 - step / steps)
            loss = _loss(net, list(chain.from_iterable(order[start : start + plan.batch])), plan.outputs)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
    return net.eval()


def _together(data: list[Item]) -> list[list[Item]]:
    """The candidates of one choice together, all else alone."""
    found: dict[tuple[int, int], list[Item]] = {}
    for at, item in enumerate(data):
        found.setdefault((item[3], at if item[3] < 0 else 0), []).append(item)
    return list(found.values())


def _loss(net: _Net, group: list[Item], outputs: int) -> torch.Tensor:
    starts = np.cumsum([0, *(len(places) for places, _, _, _ in group[:-1])])
    logits = net(torch.tensor([place for places, *_ in group for place in places]), torch.from_numpy(starts))
    weights = torch.tensor([weight for _, _, weight, _ in group])
    right = torch.tensor([right for _, right, _, _ in group])
    if outputs > 1:
        return (functional.cross_entropy(logits, right, reduction="none") * weights).mean()
    return _choice_loss(logits[:, 0], right, weights, [among for *_, among in group])


def _choice_loss(
    logits: torch.Tensor, right: torch.Tensor, weights: torch.Tensor, among: Sequence[int]
) -> torch.Tensor:
    """What is missed of the right ones' share among each choice's candidates, and a little of each by itself."""
    alone = functional.binary_cross_entropy_with_logits(logits, right.float(), reduction="none")
    order = {one: at for at, one in enumerate(dict.fromkeys(among))}
    which = torch.tensor([order[one] for one in among])
    exps = torch.exp(logits.clamp(-20, 20))
    empty = torch.zeros(len(order))
    whole, good = empty.index_add(0, which, exps), empty.index_add(0, which, exps * right)
    weight = empty.index_copy(0, which, weights)
    told = good > 0
    missed = -torch.log(good[told] / whole[told]) * weight[told]
    return missed.mean() + (alone * weights).mean()


def scored(scorer: Scorer, bags: Sequence[Sequence[str]]) -> Numbers:
    """The scorer's shares of the bags."""
    return scorer(bags, np.zeros((len(bags), 1), np.float32))


# --- the cases --------------------------------------------------------------------------------------------------

MEASURE = Plan(NOTHING + 1, hidden=16, nets=2, least_seen=5, epochs=30, rate=1e-2, decay=0.1)
PARTY = Plan(
    1, hidden=10, nets=1, least_seen=16, epochs=8, rate=1e-2, decay=0.1, batch=16, dropout=0.3, dropped_features=0.2
)
STATUS = Plan(
    len(STATUSES), hidden=8, nets=5, least_seen=10, epochs=12, rate=1e-2, decay=0.5, dropout=0.4, dropped_features=0.3
)
OWN, COPIES = "own", 10
"""The group of the reports made from templates, and how often each template is filled in."""
PLANS = {"figure_measures": MEASURE, "figure_subjects": PARTY, "figure_givers": PARTY, "figure_statuses": STATUS}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A parsed article with its labelled figures and the group it is of."""

    parsed: Parsed
    labels: Sequence[Record]
    group: str


def cases(articles: Iterable[Labelled]) -> dict[str, list[Case]]:
    """What each scorer is to learn from the articles."""
    found: dict[str, list[Case]] = {name: [] for name in PLANS}
    choices = count()
    for article in articles:
        one = _Read(article, choices)
        found["figure_measures"] += one.measures()
        for name, made in one.parties():
            found[name].append(made)
    return found


class _Read:
    """One article while its cases are made."""

    def __init__(self, article: Labelled, choices: Iterator[int]) -> None:
        self.article = article
        scene = read_scene(article.parsed, load_gazetteer())
        self.layout = lay_out(scene, numbers(article.parsed.article, MOST))
        self.cast = cast_of(self.layout)
        resolution = Resolution(article.parsed.article, scene.trees, tuple(quoted(scene)), scene.gazetteer)
        if article.parsed.signals is not None:
            relink(resolution, article.parsed.signals)
        self.resolver = _Resolver(article.parsed, scene.trees, resolution, scene.gazetteer)
        self.names: dict[tuple[int, int], tuple[str, ...]] = {}
        self.choices = choices

    def measures(self) -> Iterator[Case]:
        rules = ruled(self.layout)
        for at, place in enumerate(self.layout.places):
            right, weight = self._measure(place)
            yield Case(measure_features(self.layout, at, rules), right, weight, self.article.group)

    def _measure(self, place: Place) -> tuple[int, float]:
        """What a number measures; one told again elsewhere weighs little, for its label is somewhere else."""
        labels = sorted(self._labels(place), key=lambda label: bool(label["measure"] == "other"))
        if labels:
            return MEASURES.index(labels[0]["measure"]), 0.6 if labels[0].get("optional") else 1.0
        value = place.number.value
        again = [one for one in self.article.labels if _same(one["value"], value) and one["measure"] != "other"]
        if again and value > 12:
            return MEASURES.index(again[0]["measure"]), 0.3
        return NOTHING, 1.0

    def _labels(self, place: Place) -> list[Record]:
        span = place.number.span
        return [
            label
            for label in self.article.labels
            if _same(label["value"], place.number.value) and label["start"] < span.end and span.start < label["end"]
        ]

    def parties(self) -> Iterator[tuple[str, Case]]:
        group, carried = self.article.group, None
        for place in self.layout.places:
            for label in self._labels(place):
                weight = 0.3 if label["measure"] == "other" else 1.0
                among = candidates_for(self.cast, place, carried)
                bags = [pair_features(self.cast, place, one, label["measure"]) for one in among]
                choice = next(self.choices)
                own = [self._is(one, label["subject"]) for one in among]
                gave = [self._is(one, label["attributed_to"]) for one in among]
                if any(own):
                    for bag, right in zip(bags, own, strict=True):
                        yield "figure_subjects", Case(bag, int(right), weight, group, choice)
                for bag, right in zip(
                    giver_bags(self.cast, place, label["measure"], among, bags, carried),
                    [*gave, not label["attributed_to"]],
                    strict=True,
                ):
                    yield "figure_givers", Case(bag, int(right), weight, group, choice)
                right_ones = [one for one, right in zip(among, gave, strict=True) if right]
                giver = carried.giver if carried and carried.giver in right_ones else next(iter(right_ones), None)
                subject = next((self.cast.mention(one) for one, right in zip(among, own, strict=True) if right), None)
                bag = status_features(self.cast, place, label["measure"], giver, subject)
                yield "figure_statuses", Case(bag, STATUSES.index(label["status"]), weight, group)
                carried = Carried(giver, place, label["measure"])

    def _is(self, one: Candidate, name: str | None) -> bool:
        if not name:
            return False
        key = (one.sentence, one.word)
        if key not in self.names:
            who = self.resolver.who(self.cast.mention(one))
            self.names[key] = tuple(
                filter(None, (n for m in who for n in (m.name, m.entity.name if m.entity else None)))
            )
        return any(same_name(name, known) for known in self.names[key])


def _same(one: float, other: float) -> bool:
    return abs(one - other) < 1e-6


# --- making them ------------------------------------------------------------------------------------------------


def read_labelled(corpus: Path) -> list[Labelled]:
    """The labelled articles of a corpus, parsed by the bundled pipeline."""
    found = []
    for file in list_pile([corpus]).files:
        _, article = read_file(file)
        label = corpus / f"{file.name.rpartition('.')[0]}.gold.json"
        if article is not None and label.exists():
            figures = json.loads(label.read_text(encoding="utf-8"))["figures"]
            found.append(Labelled(parse_article(article, stems=None), figures, label.parent.name))
    return found


def main() -> None:
    """Train the four scorers on all articles and write them, or with ``--folds`` one set for each group left out."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    reader.add_argument("--corpus", type=Path, required=True)
    reader.add_argument("--out", type=Path, required=True)
    reader.add_argument("--folds", action="store_true")
    given = reader.parse_args()
    torch.set_num_threads(1)
    with TemporaryDirectory() as folder:
        write_texts(Path(folder) / OWN, COPIES, seed=3)
        articles = [*read_labelled(given.corpus), *read_labelled(Path(folder))]
    made = cases(articles)
    for left_out in folds(made["figure_measures"]) if given.folds else ((),):
        for name, plan in PLANS.items():
            fitted = fit([case for case in made[name] if case.group not in left_out], plan)
            for group in left_out or ("",):
                (given.out / group).mkdir(parents=True, exist_ok=True)
                fitted.write(given.out / group, name)


def folds(made: Sequence[Case]) -> tuple[tuple[str, ...], ...]:
    """The groups that are left out together, two at a time; the weights go into a folder for each."""
    groups = sorted({case.group for case in made} - {OWN})
    return tuple(tuple(groups[at : at + 2]) for at in range(0, len(groups), 2))


if __name__ == "__main__":
    main()
