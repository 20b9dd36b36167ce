"""Cross-validation: ``python -m tools.train.crossval --corpus DIR --treebanks DIR --checkpoints DIR --out DIR``.

Each fold's articles are read by a reader and weighed by scorers that have not been trained on them. The groups of the
labelled corpus stay together, for their articles are alike; our own articles are dealt out by a checksum of their
names. Missing readers are trained first. The scorers and thresholds that ship, trained over all folds, go to the out
folder: they belong to the reader that ``python -m tools.train.read`` trains on everything.

With ``--without`` a part is left out of all this and nothing is written: what the part is good for is the difference.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from onrecord.data import load_gazetteer
from onrecord.find.arguments import ROLES
from onrecord.find.events import ruled_events
from onrecord.find.scene import quoted, read_scene
from onrecord.resolve import resolve
from onrecord.scorer import Scorer
from tools.train.export import read_labels
from tools.train.read import Plan, Run, bundled_pieces, fresh_parser, is_trained, read_reader, shared_arguments
from tools.train.read_losses import tensors_of
from tools.train.samples import GROUPS, OWN, Sample, chain_samples, fold_of, labelled_samples, own_samples
from tools.train.scoring import Figures, Record, Score, figures_of
from tools.train.thresholds import Thresholds, Weighed, choose, told
from tools.train.weigh import (
    CLAIMS,
    PARTIES,
    READINGS,
    Case,
    ClaimRow,
    Heard,
    Recipe,
    Row,
    case_of,
    claim_rows,
    fit,
    party_rows,
    read_signals,
    reading_rows,
    record_of,
    score,
)

PARTS = ("heads", "lexicon", "coreference", "headings", "own")
HEADINGS = "block: block-of:"
"""How the features begin that say in what kind of block a word stands."""


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """An article with all that is proposed for it, weighed."""

    sample: Sample
    fold: int
    claims: tuple[Weighed, ...]


# --- readers ----------------------------------------------------------------------------------------------------


def reader_path(options: argparse.Namespace, fold: int) -> Path:
    """Where a fold's reader lies."""
    kind = "-without-own" if "own" in options.without else ""
    return options.checkpoints / f"fold{fold}of{options.folds}{kind}.pt"


def train_readers(options: argparse.Namespace, samples: Sequence[Sample]) -> None:
    """Trains the readers that are missing, or not yet at their last epoch. Ends the program where it may not."""
    missing = [fold for fold in range(options.folds) if not is_trained(reader_path(options, fold))]
    if missing and options.only_weigh:
        sys.exit(f"crossval: no trained {reader_path(options, missing[0])}; without --only-weigh it is trained first")
    chains = chain_samples(options.treebanks, options.model, options.workers) if missing else []
    for fold in missing:
        print(f"training the reader of fold {fold}", flush=True)
        plan = Plan(epochs=options.epochs, threads=options.threads)
        torch.manual_seed(plan.seed)
        labels = read_labels(options.checkpoints / "labels.json")
        run = Run(plan, fresh_parser(options.encoder, labels), reader_path(options, fold))
        run.learn([one for one in samples if fold_of(one, options.folds) != fold], chains)


def hear(options: argparse.Namespace, fold: int, samples: Sequence[Sample]) -> list[Heard]:
    """Samples as a fold's reader reads them."""
    parser, heads = read_reader(reader_path(options, fold), read_labels(options.checkpoints / "labels.json"))
    pieces, tables = bundled_pieces(), heads.tables()
    return [Heard(one, fold, read_signals(parser, heads, tensors_of(one, pieces)), tables) for one in samples]


# --- scorers ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """The scorers of each fold, trained without it, the cases they weigh, and the rows that they are trained on."""

    cases: Sequence[Case]
    readings: Sequence[Sequence[Row]]
    parties: Mapping[str, Sequence[Sequence[Row]]]
    claims: Sequence[Sequence[ClaimRow]]
    reading_scorers: Mapping[int, Scorer]
    party_scorers: Mapping[int, Mapping[str, Scorer]]
    claim_scorers: Mapping[int, Scorer]


def cross_fit(heard: Sequence[Heard], left_out: Sequence[str]) -> Stage:
    """Scorers for each fold: of readings, of candidates, then of the claims that they lead to."""
    folds, without = [one.fold for one in heard], HEADINGS if "headings" in left_out else ""

    def fit_each(rows: Sequence[Sequence[Row]], recipe: Recipe) -> dict[int, Scorer]:
        return {fold: fit(_others(folds, rows, fold), recipe, without=without).scorer() for fold in sorted({*folds})}

    groups = [reading_rows(one) for one in heard]
    readings = [[row for group in some for row in group] for some in groups]
    # Only our own articles say whom a pronoun means: without them there is nothing to learn it from.
    reading_scorers = fit_each(readings, READINGS) if any(readings) else {}
    _show_readings(folds, groups, reading_scorers)
    cases = [make_case(one, reading_scorers, left_out) for one in heard]
    rows = [party_rows(case) for case in cases]
    parties = {role: [one[role] for one in rows] for role in ROLES}
    by_role = {role: fit_each(parties[role], PARTIES) for role in ROLES}
    party_scorers = {fold: {role: by_role[role][fold] for role in ROLES} for fold in {*folds}}
    print("the scorers of candidates are trained", flush=True)
    claims = [claim_rows(case, party_scorers[case.fold]) for case in cases]
    claim_scorers = fit_each([[one.row for one in some] for some in claims], CLAIMS)
    print("the scorers of claims are trained", flush=True)
    return Stage(cases, readings, parties, claims, reading_scorers, party_scorers, claim_scorers)


def make_case(one: Heard, readings: Mapping[int, Scorer], left_out: Sequence[str]) -> Case:
    """The article for its fold's scorers, parts left out."""
    coreference = "coreference" not in left_out and one.fold in readings
    return case_of(one, readings.get(one.fold), lexicon="lexicon" not in left_out, coreference=coreference)


def _others(folds: Sequence[int], rows: Sequence[Sequence[Row]], fold: int) -> list[Row]:
    return [row for other, some in zip(folds, rows, strict=True) if other != fold for row in some]


def _show_readings(folds: Sequence[int], groups: Sequence[list[list[Row]]], scorers: Mapping[int, Scorer]) -> None:
    right = [
        group[int(score(scorers[fold], group).argmax())].right
        for fold, some in zip(folds, groups, strict=True)
        for group in some
    ]
    print(f"pronouns and nouns of our own articles read right: {sum(right)} of {len(right)}", flush=True)


def weighed(case: Case, claims: Sequence[ClaimRow], stage: Stage) -> Document:
    """The article's claims with the scores of its fold's scorer."""
    shares = score(stage.claim_scorers[case.fold], [one.row for one in claims])
    found = (
        Weighed(one.action, one.finder, float(share), one.row.right, one.records)
        for one, share in zip(claims, shares, strict=True)
    )
    return Document(case.sample, case.fold, tuple(found))


def write_scorers(stage: Stage, thresholds: Thresholds, out: Path) -> None:
    """The scorers that ship, trained over all folds, and their thresholds."""
    out.mkdir(parents=True, exist_ok=True)
    fit([row for some in stage.readings for row in some], READINGS).write(out, "readings")
    for role in ROLES:
        fit([row for some in stage.parties[role] for row in some], PARTIES).write(out, role)
    fit([one.row for some in stage.claims for one in some], CLAIMS).write(out, "claims")
    (out / "thresholds.json").write_text(json.dumps(thresholds, indent=1) + "\n", encoding="utf-8")


# --- figures ----------------------------------------------------------------------------------------------------


def fold_thresholds(documents: Sequence[Document], folds: Sequence[int]) -> dict[int, Thresholds]:
    """Each fold's thresholds, chosen over the articles of the others."""
    return {fold: choose(all_claims(one for one in documents if one.fold != fold)) for fold in folds}


def all_claims(documents: Iterable[Document]) -> list[Weighed]:
    """What is proposed for any of the articles."""
    return [claim for one in documents for claim in one.claims]


def figures(documents: Sequence[Document], thresholds: Mapping[int, Thresholds], leaning: str = "balanced") -> Figures:
    """The figures of documents at their folds' thresholds."""
    return figures_of((one.sample.labels, told(one.claims, thresholds[one.fold][leaning])) for one in documents)


def show(title: str, found: Figures, *, by_action: bool = True) -> None:
    """Prints figures as a table."""
    print(f"\n{title:<34}precision  recall      f1       n")
    rows: dict[str, Score] = dict(found.events) if by_action else {}
    rows |= {"all events": found.overall, "not asserted": found.not_asserted, "stances": found.stances}
    rows["countries that congratulated"] = found.congratulated
    for name, one in rows.items():
        print(f"  {name:<32}{one.precision:>9.3f}{one.recall:>8.3f}{one.f1:>8.3f}{one.wanted:>8}", flush=True)


def report(documents: Sequence[Document], read: Sequence[Document], folds: Sequence[int]) -> None:
    """Prints the figures of articles that were not read in training, of ours, by leaning, and of read ones."""
    thresholds = fold_thresholds(documents, folds)
    new = [one for one in documents if one.sample.group != OWN]
    show("articles not trained on", figures(new, thresholds))
    for leaning in ("precision", "recall"):
        show(f"the same, leaning to {leaning}", figures(new, thresholds, leaning), by_action=False)
    ours = [one for one in documents if one.sample.group == OWN]
    if ours:
        show("our own articles, not trained on", figures(ours, thresholds), by_action=False)
    if read:
        known = figures(read, thresholds)
        show("articles trained on", known, by_action=False)
        gap = known.overall.f1 - figures(new, thresholds).overall.f1
        print(f"\ngap between articles trained on and not: {gap:.3f} of F1")


def rules_alone(sample: Sample) -> list[Record]:
    """What the lexicon finds in an article, resolved by rules, with no learned head in either."""
    scene = read_scene(sample.parsed, load_gazetteer())
    claims = [*quoted(scene), *ruled_events(scene)]
    _, resolved = resolve(sample.parsed, claims, scene.gazetteer)
    return [record_of(claim) for claim in resolved if claim.kind == "event"]


# --- the command ------------------------------------------------------------------------------------------------


def arguments() -> argparse.Namespace:
    """The command's options."""
    parser = shared_arguments("python -m tools.train.crossval", __doc__)
    parser.add_argument("--out", type=Path, required=True, help="where the scorers and thresholds go")
    parser.add_argument("--folds", type=int, default=len(GROUPS), choices=range(2, len(GROUPS) + 1))
    parser.add_argument("--only-weigh", action="store_true", help="train no reader; all must be there")
    parser.add_argument("--without", action="append", default=[], choices=PARTS, help="leave a part out")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    return parser.parse_args()


def main() -> None:
    """Trains what is missing, weighs, prints, and writes what ships."""
    options = arguments()
    torch.set_num_threads(options.threads)
    samples = labelled_samples(options.corpus, options.model, options.workers)
    if "heads" in options.without:
        show("rules alone", figures_of((one.labels, rules_alone(one)) for one in samples))
        return
    if "own" not in options.without:
        samples += own_samples(options.own, options.model, options.workers)
    print(f"{len(samples)} articles", flush=True)
    train_readers(options, samples)
    by_fold = [[one for one in samples if fold_of(one, options.folds) == fold] for fold in range(options.folds)]
    stage = cross_fit([one for fold, some in enumerate(by_fold) for one in hear(options, fold, some)], options.without)
    documents = [weighed(case, claims, stage) for case, claims in zip(stage.cases, stage.claims, strict=True)]
    report(documents, read_documents(options, by_fold, stage), range(options.folds))
    if not options.without:
        write_scorers(stage, choose(all_claims(documents)), options.out)


def read_documents(options: argparse.Namespace, by_fold: Sequence[Sequence[Sample]], stage: Stage) -> list[Document]:
    """Each fold's labelled articles as the next fold's reader and scorers see them, which were trained on them."""
    found = []
    for fold, some in enumerate(by_fold):
        other = (fold + 1) % len(by_fold)
        for one in hear(options, other, [one for one in some if one.group != OWN]):
            case = make_case(one, stage.reading_scorers, options.without)
            found.append(weighed(case, claim_rows(case, stage.party_scorers[other]), stage))
    return found


if __name__ == "__main__":
    main()
