"""Train the scorers of figures: what a number measures, whose it is, who gave it and with which standing.

python -m tools.train.figures --corpus DIR --out DIR [--folds]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from onrecord.candidates import Candidate
from onrecord.data import load_gazetteer
from onrecord.find.cast import Carried, candidates_for, cast_of
from onrecord.find.figures import MOST, NOTHING, best, giver_bags, subject_bags
from onrecord.find.measures import MEASURES, Place, carried_features, lay_out, measure_features
from onrecord.find.numbers import numbers
from onrecord.find.readings import ruled
from onrecord.find.scene import quoted, read_scene
from onrecord.find.standing import STATUSES, pair_features, status_features, told_of
from onrecord.parse import parse_article
from onrecord.read import list_pile, read_file
from onrecord.resolve.claims import _Resolver
from onrecord.resolve.in_article import Resolution
from onrecord.resolve.ranker import relink
from onrecord.scorer import Scorer
from onrecord.types import Parsed
from tools.train.figure_marks import read
from tools.train.figure_texts import write_texts
from tools.train.scoring import Record, same_name

Numbers = NDArray[np.float32]


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


Cases = dict[str, list[Case]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a linear scorer is fitted: a softmax over ``outputs``, or for one output over the candidates of a choice.

    ``decay`` is half of what each squared weight costs, in cases' losses; weights below ``least`` are dropped after.
    """

    outputs: int
    least_seen: int
    decay: float
    least: float = 0.02
    steps: int = 40


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A linear scorer's weights: a row for each feature, one bias for each output."""

    features: Sequence[str]
    rows: Numbers
    bias: Numbers

    def parts(self) -> dict[str, Numbers]:
        """The weights as ``onrecord.scorer`` has them; its hidden layer is kept where it is linear."""
        outputs = self.rows.shape[1]
        out = np.concatenate([np.eye(outputs, dtype=np.float32), (self.bias - LIFT)[None]])
        hidden, none = np.full(outputs, LIFT, np.float32), np.zeros((1, outputs), np.float32)
        return {"rows": self.rows, "numbers": none, "hidden": hidden, "out": out[:, 0] if outputs == 1 else out}

    def scorer(self) -> Scorer:
        """The weights at work."""
        return Scorer(self.features, **self.parts())

    def write(self, folder: Path, name: str) -> None:
        """``NAME.json`` and ``NAME.npz``, as ``onrecord.scorer.read_scorer`` reads them."""
        (folder / f"{name}.json").write_text(json.dumps(self.features, ensure_ascii=False, indent=0) + "\n", "utf-8")
        parts = self.parts()
        np.savez_compressed(folder / f"{name}.npz", **{**parts, "rows": parts["rows"].astype(np.float16)})


LIFT = 100.0
"""What the hidden units are lifted by, so that none is ever cut off at zero: no sum of weights comes near it."""


def fit(cases: Sequence[Case], plan: Plan) -> Fitted:
    """A scorer fitted to the cases by L-BFGS on all of them at once; nothing in it is random."""
    seen = Counter(feature for case in cases for feature in set(case.bag))
    features = sorted(feature for feature, count in seen.items() if count >= plan.least_seen)
    place = {feature: at for at, feature in enumerate(features)}
    bags = [[place[one] for one in case.bag if one in place] for case in cases]
    places = torch.tensor([one for bag in bags for one in bag])
    starts = torch.from_numpy(np.cumsum([0, *(len(bag) for bag in bags[:-1])]))
    rows = torch.zeros(len(features), plan.outputs, requires_grad=True)
    bias = torch.zeros(plan.outputs, requires_grad=True)
    missed = _missed_of_one(cases) if plan.outputs > 1 else _missed_of_choices(cases)
    solver = torch.optim.LBFGS([rows, bias], max_iter=plan.steps, history_size=8, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        solver.zero_grad()
        told = functional.embedding_bag(places, rows, starts, mode="sum") + bias
        whole: torch.Tensor = missed(told) + plan.decay / 2 * (rows**2).sum()
        whole.backward()  # type: ignore[no-untyped-call]
        return whole

    solver.step(loss)  # type: ignore[no-untyped-call]
    weights: Numbers = rows.detach().numpy()
    kept = np.abs(weights).max(1) >= plan.least
    return Fitted([one for one, keep in zip(features, kept, strict=True) if keep], weights[kept], bias.detach().numpy())


Missed = Callable[[torch.Tensor], torch.Tensor]


def _missed_of_one(cases: Sequence[Case]) -> Missed:
    """The cross-entropy of each case's right output."""
    right = torch.tensor([case.right for case in cases])
    weights = torch.tensor([case.weight for case in cases])
    return lambda told: (functional.cross_entropy(told, right, reduction="none") * weights).sum()


def _missed_of_choices(cases: Sequence[Case]) -> Missed:
    """What is missed of the right ones' share among each choice's candidates; a choice without one is no loss."""
    order: dict[int, int] = {}
    which = torch.tensor([order.setdefault(case.among, len(order)) for case in cases])
    right = torch.tensor([float(case.right) for case in cases])
    weights = torch.zeros(len(order)).index_copy(0, which, torch.tensor([case.weight for case in cases]))
    has = torch.zeros(len(order)).index_add(0, which, right) > 0

    def missed(told: torch.Tensor) -> torch.Tensor:
        logits, nothing = told[:, 0], torch.zeros(len(order))
        top = torch.full((len(order),), -1e9).scatter_reduce(0, which, logits.detach(), "amax")
        exps = torch.exp(logits - top[which])
        whole, good = nothing.index_add(0, which, exps), nothing.index_add(0, which, exps * right)
        return -(torch.log(good[has] / whole[has] + 1e-12) * weights[has]).sum()

    return missed


def scored(scorer: Scorer, bags: Sequence[Sequence[str]]) -> Numbers:
    """The scorer's shares of the bags."""
    return scorer(bags, np.zeros((len(bags), 1), np.float32))


# --- the cases --------------------------------------------------------------------------------------------------

REPORTS = Path(__file__).with_name("figures")
OWN, COPIES = "own", 3
"""The group of the reports made from templates, and how often each template is filled in."""
OF_OWN = frozenset({"figure_measures", "figure_statuses"})
"""The scorers that learn from the templates, too."""
PLANS = {
    "figure_measures": Plan(NOTHING + 1, least_seen=4, decay=2.0),
    "figure_subjects": Plan(1, least_seen=8, decay=1.0),
    "figure_givers": Plan(1, least_seen=8, decay=1.0),
    "figure_statuses": Plan(len(STATUSES), least_seen=5, decay=3.0),
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A parsed article with its labelled figures and the group it is of."""

    parsed: Parsed
    labels: Sequence[Record]
    group: str


def cases(articles: Iterable[Labelled], scorers: Mapping[str, Mapping[str, Scorer]] | None = None) -> Cases:
    """What each scorer is to learn from the articles; ``scorers`` are by group, trained without it."""
    found: Cases = {name: [] for name in PLANS}
    choices = count()
    for article in articles:
        one, at_work = _Read(article, choices), scorers[article.group] if scorers else None
        for name, made in chain(one.measures(at_work), one.parties(at_work)):
            found[name].append(made)
    return found


class _Read:
    """One article while its cases are made."""

    def __init__(self, article: Labelled, choices: Iterator[int]) -> None:
        self.article = article
        scene = read_scene(article.parsed, load_gazetteer())
        self.layout = lay_out(scene, numbers(article.parsed.article, MOST))
        self.cast = cast_of(self.layout)
        self.told = told_of(self.cast)
        resolution = Resolution(article.parsed.article, scene.trees, tuple(quoted(scene)), scene.gazetteer)
        if article.parsed.signals is not None:
            relink(resolution, article.parsed.signals)
        self.resolver = _Resolver(article.parsed, scene.trees, resolution, scene.gazetteer)
        self.names: dict[tuple[int, int], tuple[str, ...]] = {}
        self.choices = choices

    def measures(self, scorers: Mapping[str, Scorer] | None = None) -> Iterator[tuple[str, Case]]:
        """What each number measures, in the light of what those before do: as labelled, or as scorers have it."""
        rules = ruled(self.layout)
        before: list[str] = []
        for at, place in enumerate(self.layout.places):
            right, weight = self._measure(place)
            bag = [*measure_features(self.layout, at, rules), *carried_features(self.layout, at, before)]
            yield "figure_measures", Case(bag, right, weight, self.article.group)
            kind = right if scorers is None else int(scored(scorers["figure_measures"], [bag])[0].argmax())
            before.append(MEASURES[kind] if kind < NOTHING else "")

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

    def parties(self, scorers: Mapping[str, Scorer] | None = None) -> Iterator[tuple[str, Case]]:
        """The choices of parties and standing; each in the light of what is labelled for the figure before.

        With ``scorers`` in the light of what they choose for it, as at work.
        """
        carried: Carried | None = None
        for place in self.layout.places:
            for label in self._labels(place):
                made, carried = self._choices(place, label, carried, scorers)
                yield from made

    def _choices(
        self, place: Place, label: Record, carried: Carried | None, scorers: Mapping[str, Scorer] | None
    ) -> tuple[list[tuple[str, Case]], Carried]:
        group, measure = self.article.group, label["measure"]
        weight = 0.3 if measure == "other" else 1.0
        among = candidates_for(self.cast, place, carried)
        bags = [pair_features(self.cast, place, one, measure) for one in among]
        choice = next(self.choices)
        own = [self._is(one, label["subject"]) for one in among]
        gave = [self._is(one, label["attributed_to"]) for one in among]
        mine = subject_bags(self.cast, place, measure, among, bags, carried)
        givers = giver_bags(self.told, place, measure, among, bags, carried)
        made = [
            ("figure_givers", Case(bag, int(right), weight, group, choice))
            for bag, right in zip(givers, [*gave, not label["attributed_to"]], strict=True)
        ]
        if any(own):
            made += [
                ("figure_subjects", Case(bag, int(right), weight, group, choice))
                for bag, right in zip(mine, own, strict=True)
            ]
        if scorers is None:
            right_ones = [one for one, right in zip(among, gave, strict=True) if right]
            giver = carried.giver if carried and carried.giver in right_ones else next(iter(right_ones), None)
            whose = next((one for one, right in zip(among, own, strict=True) if right), None)
        else:
            giver = best(among, scored(scorers["figure_givers"], givers))
            whose = best(among, scored(scorers["figure_subjects"], mine))
        subject = self.cast.mention(whose) if whose else None
        bag = status_features(self.told, place, measure, giver, subject, carried)
        made.append(("figure_statuses", Case(bag, STATUSES.index(label["status"]), weight, group)))
        status = label["status"]
        if scorers is not None:
            status = STATUSES[int(scored(scorers["figure_statuses"], [bag])[0].argmax())]
        return made, Carried(giver, place, measure, status, whose)

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


def write_reports(reports: Path, folder: Path) -> None:
    """Our own reports as a labelled corpus is: for each of their files a folder of NAME.txt and NAME.gold.json."""
    for path in sorted(reports.glob("*.txt")):
        group = folder / path.stem
        group.mkdir(parents=True, exist_ok=True)
        for report in read(path):
            (group / f"{report.id}.txt").write_text(report.text, encoding="utf-8")
            figures = [{**asdict(label), "attributed_to": label.giver} for label in report.labels]
            gold = {"id": report.id, "figures": figures}
            (group / f"{report.id}.gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    """Train the four scorers on all articles and write them, or with ``--folds`` one set for each group left out.

    Twice: the second time each choice is learned in the light of what the first scorers, trained on other groups,
    choose for the figure before, as it is at work.
    """
    reader = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    reader.add_argument("--corpus", type=Path, required=True)
    reader.add_argument("--out", type=Path, required=True)
    reader.add_argument("--folds", action="store_true")
    given = reader.parse_args()
    torch.set_num_threads(1)
    with TemporaryDirectory() as folder:
        write_texts(Path(folder) / OWN, COPIES, seed=3)
        write_reports(REPORTS, Path(folder))
        articles = [*read_labelled(given.corpus), *read_labelled(Path(folder))]
    own = cases(one for one in articles if one.group == OWN)
    others = [one for one in articles if one.group != OWN]
    parts = folds({one.group for one in others})
    first, at_work = cases(others), {}
    for part in parts:
        scorers = {name: one.scorer() for name, one in fitted(first, own, part).items()}
        at_work.update(dict.fromkeys(part, scorers))
    second = cases(others, at_work)
    for part in parts if given.folds else ((),):
        for name, one in fitted(second, own, part).items():
            for group in part or ("",):
                (given.out / group).mkdir(parents=True, exist_ok=True)
                one.write(given.out / group, name)


def fitted(made: Cases, own: Cases, left_out: Sequence[str]) -> dict[str, Fitted]:
    """The four scorers, fitted to the cases of all groups but those left out, and to those of the templates."""
    found = {}
    for name, plan in PLANS.items():
        more = own[name] if name in OF_OWN else []
        found[name] = fit([*(case for case in made[name] if case.group not in left_out), *more], plan)
    return found


def folds(groups: Collection[str]) -> tuple[tuple[str, ...], ...]:
    """The groups that are left out together, in three parts, so that each holds one of our own files of reports."""
    order = sorted(groups)
    return tuple(tuple(order[at::3]) for at in range(3))


if __name__ == "__main__":
    main()
