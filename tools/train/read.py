"""Trains the reader, encoder and heads together: ``python -m tools.train.read --corpus DIR … --checkpoints DIR``.

It begins at the pretrained encoder and not at the parser's, which has forgotten much of what words mean: after one
epoch from the pretrained one, acts of a fold not read are found as well as after four from the parser's. The command
trains the one that ships, parser and heads together, on all articles, the treebanks and the first parser's trees of the
articles; ``crossval.py`` trains one a fold on articles alone.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import as_file, files
from pathlib import Path

import torch

from onrecord.parse.wordpiece import WordPiece
from tools.train import treebank
from tools.train.augment import Extra, extra_trees
from tools.train.examples import Example, Labels, batches, collate, encode
from tools.train.export import read_labels
from tools.train.grammar import NEWS, Actors, Grammar, read_actors
from tools.train.heads import Heads
from tools.train.learn import loss_of, scores_of
from tools.train.model import Parser
from tools.train.organisations import adjectives
from tools.train.read_losses import Tensors, losses_of, tensors_of
from tools.train.samples import Sample, chain_samples, labelled_samples, own_samples
from tools.train.treebank import Tree

OWN = Path(__file__).parent / "corpus"


@dataclass(frozen=True, slots=True)
class Plan:
    """The options of one training run."""

    epochs: int = 2
    samples: int = 3
    chains: int = 2
    tree_budget: int = 900
    trees: int = 0
    """How many of the treebanks' sentences an epoch has, beside the extra ones of ``augment.py``."""
    encoder_rate: float = 2e-4
    parser_rate: float = 1.5e-3
    head_rate: float = 2e-3
    warm_up: int = 100
    least_rate: float = 0.02
    threads: int = 1
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Trees:
    """Where the treebank batches of the final run come from."""

    labels: Labels
    base: Sequence[Tree]
    names_only: Sequence[Tree]
    actors: Actors
    silver: Sequence[Tree] = ()
    """The parser's own trees of the articles: where they drift, the rules lose more than the parser's scores tell."""

    def examples(self, count: int, epoch: int, chance: random.Random, pieces: WordPiece) -> list[Example]:
        """An epoch's sentences: so many of the treebanks, and about a third as many that are made up or altered."""
        shares = {"news": 6, "renamed": 10, "upper": 40, "title": 40, "stopless": 40, "marks": 50}
        extra = Extra(**{name: count // share for name, share in shares.items()})
        some = chance.sample([*self.base, *self.names_only], count)
        some += self.silver
        some += extra_trees(self.base, Grammar(NEWS, self.actors), self.actors, EXTRA_EPOCHS + epoch, extra)
        return [example for tree in some if (example := encode(tree, pieces, self.labels))]


EXTRA_EPOCHS = 100
"""Generated sentences are others in each epoch; these numbers were not used when the parser was trained."""
Batch = tuple[str, Sequence[Tensors] | Sequence[Example]]


def read_trees(treebanks: Path, actors: Path, labels: Labels) -> Trees:
    """The treebanks' sentences, and the names that generated ones are made with."""
    base = treebank.ewt(treebanks, "train") + treebank.gum(treebanks, "train")
    return Trees(labels, base, treebank.wikigold(treebanks), read_actors(actors, adjectives(base)))


def silver_trees(samples: Sequence[Sample]) -> list[Tree]:
    """The articles' sentences as the parser read them before its encoder was trained on."""
    return [
        Tree(
            id=f"{sample.parsed.article.document}-{at}",
            words=one.words,
            lemmas=one.lemmas,
            upos=one.upos,
            xpos=one.xpos,
            heads=one.heads,
            relations=one.relations,
            names=tuple(treebank.bio_tags([(name.start, name.end, name.kind) for name in one.names], len(one.words))),
            name_weight=1.0,
        )
        for sample in samples
        for at, one in enumerate(sample.parsed.sentences)
    ]


def bundled_pieces() -> WordPiece:
    """The vocabulary that the runtime reads with."""
    with as_file(files("onrecord") / "model" / "vocab.txt") as path:
        return WordPiece(path)


def fresh_parser(encoder: Path, labels: Labels) -> Parser:
    """The pretrained encoder under new heads; ``encoder`` is a folder with model.safetensors."""
    parser = Parser(labels.sizes())
    parser.encoder.load(encoder / "model.safetensors")
    return parser


class Run:
    """One reader's training; it goes on from its file, which is written after every epoch."""

    def __init__(self, plan: Plan, parser: Parser, path: Path) -> None:
        torch.set_num_threads(plan.threads)
        torch.manual_seed(plan.seed)
        self.plan, self.path, self.parser, self.heads = plan, path, parser, Heads()
        self.parser.encoder.words.weight.requires_grad_(False)
        self.pieces = bundled_pieces()
        self.optimiser = self._optimiser()
        self.step = 0

    def learn(self, samples: Sequence[Sample], chains: Sequence[Sample], trees: Trees | None = None) -> None:
        """Trains to the last epoch. Chains are mixed in by halves, others in each epoch; treebanks where given."""
        ready = [[tensors_of(one, self.pieces) for one in some] for some in (samples, chains)]

        def epoch_batches(epoch: int) -> list[Batch]:
            return self._batches(ready[0], ready[1], trees, epoch)

        steps = self.plan.epochs * len(epoch_batches(0))
        for epoch in range(self._resume(), self.plan.epochs):
            torch.manual_seed(self.plan.seed + epoch)
            self._epoch(epoch_batches(epoch), steps)
            self._save(epoch)

    def _optimiser(self) -> torch.optim.Optimizer:
        own = [(name, weight) for name, weight in self.parser.named_parameters() if weight.requires_grad]
        encoder = [weight for name, weight in own if name.startswith("encoder.")]
        parser = [weight for name, weight in own if not name.startswith("encoder.")]
        groups = [{"params": group} for group in (encoder, parser, list(self.heads.parameters()))]
        return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)

    def _batches(
        self, samples: Sequence[Tensors], chains: Sequence[Tensors], trees: Trees | None, epoch: int
    ) -> list[Batch]:
        chance = random.Random(f"{self.plan.seed}/{epoch}")
        some = [*samples]
        chance.shuffle(some)
        found: list[Batch] = [("samples", group) for group in _parts(some, self.plan.samples)]
        half = chance.sample(chains, len(chains) // 2)
        found += [("samples", group) for group in _parts(half, self.plan.chains)]
        if trees and self.plan.trees:
            examples = trees.examples(self.plan.trees, epoch, chance, self.pieces)
            found += [("trees", group) for group in batches(examples, self.plan.tree_budget, chance)]
        chance.shuffle(found)
        return found

    def _epoch(self, every: Sequence[Batch], steps: int) -> None:
        self.parser.train()
        self.heads.train()
        began = time.monotonic()
        sums, counts = Counter[str](), Counter[str]()
        for kind, group in every:
            self._set_rates(steps)
            for head, loss in self._one(kind, group).items():
                sums[head] += loss
                counts[head] += 1
            if self.step % 50 == 0:
                said = " ".join(f"{head} {sums[head] / counts[head]:.3f}" for head in sorted(sums))
                print(f"step {self.step} of {steps}, {time.monotonic() - began:.0f} s: {said}", flush=True)
                sums.clear()
                counts.clear()

    def _set_rates(self, steps: int) -> None:
        factor = min((self.step + 1) / self.plan.warm_up, max(self.plan.least_rate, 1 - self.step / steps))
        rates = (self.plan.encoder_rate, self.plan.parser_rate, self.plan.head_rate)
        for group, rate in zip(self.optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * factor

    def _one(self, kind: str, group: Sequence[Tensors] | Sequence[Example]) -> dict[str, float]:
        """One step; the losses by head."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            if kind == "trees":
                loss = loss_of(self.parser, collate(group))
                said = {"trees": float(loss.detach())}
            else:
                sums = losses_of(self.parser, self.heads, group)
                loss, said = sums.total(), sums.means()
        self.optimiser.zero_grad(set_to_none=True)
        if loss.requires_grad:  # a batch of articles that say nothing of any head has none
            loss.backward()
            weights = [weight for part in self.optimiser.param_groups for weight in part["params"]]
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            self.optimiser.step()
        self.step += 1
        return said

    def _resume(self) -> int:
        if not self.path.exists():
            return 0
        state = torch.load(self.path, weights_only=True, map_location="cpu")
        if "optimiser" not in state:
            return self.plan.epochs
        self.parser.load_state_dict(state["parser"])
        self.heads.load_state_dict(state["heads"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step = state["step"]
        return int(state["epoch"]) + 1

    def _save(self, epoch: int) -> None:
        """The weights, and while there are epochs to come what is needed to go on."""
        state = {"parser": self.parser.state_dict(), "heads": self.heads.state_dict(), "epoch": epoch}
        if epoch + 1 < self.plan.epochs:
            state |= {"optimiser": self.optimiser.state_dict(), "step": self.step}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and put in place at one stroke, so that an interruption leaves the older one whole.
        aside = self.path.with_suffix(".tmp")
        torch.save(state, aside)
        aside.replace(self.path)


def _parts(items: Sequence[Tensors], size: int) -> Iterator[Sequence[Tensors]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def is_trained(path: Path) -> bool:
    """Whether a reader's file is there and its training has come to its end."""
    return path.exists() and "optimiser" not in torch.load(path, weights_only=True, map_location="cpu", mmap=True)


def read_reader(path: Path, labels: Labels) -> tuple[Parser, Heads]:
    """A trained reader, ready to read."""
    state = torch.load(path, weights_only=True, map_location="cpu")
    parser, heads = Parser(labels.sizes()), Heads()
    parser.load_state_dict(state["parser"])
    heads.load_state_dict(state["heads"])
    return parser.eval(), heads.eval()


def main() -> None:
    """Trains the reader that ships and prints what the parser still scores."""
    options = arguments()
    labels = read_labels(options.checkpoints / "labels.json")
    samples = labelled_samples(options.corpus, options.model, options.workers)
    samples += own_samples(options.own, options.model, options.workers)
    chains = chain_samples(options.treebanks, options.model, options.workers)
    plan = Plan(epochs=options.epochs, trees=options.trees, threads=options.threads)
    torch.manual_seed(plan.seed)
    run = Run(plan, fresh_parser(options.encoder, labels), options.checkpoints / "reader.pt")
    trees = replace(read_trees(options.treebanks, options.actors, labels), silver=silver_trees(samples))
    run.learn(samples, chains, trees)
    readers: dict[str, Callable[..., list[Tree]]] = {"ewt": treebank.ewt, "gum": treebank.gum}
    for name, read in readers.items():
        dev = read(options.treebanks, "dev") if name == "ewt" else read(options.treebanks, "dev", name_weight=1.0)
        examples = [example for tree in dev if (example := encode(tree, run.pieces, labels))]
        print(f"{name}-dev", scores_of(run.parser, examples, labels), flush=True)


def shared_arguments(prog: str, description: str | None) -> argparse.ArgumentParser:
    """The options of whatever trains readers; ``--epochs`` is left to the command."""
    parser = argparse.ArgumentParser(prog=prog, description=description)
    for name, said in (
        ("--corpus", "the labelled corpus: GROUP/NAME.txt, NAME.gold.json"),
        ("--treebanks", "folder with the treebanks"),
        ("--encoder", "folder with the pretrained model.safetensors"),
        ("--checkpoints", "the parser's labels.json lies here; the readers go here"),
    ):
        parser.add_argument(name, type=Path, required=True, help=said)
    parser.add_argument("--own", type=Path, default=OWN, help="folder with our own annotated articles")
    parser.add_argument(
        "--model", type=Path, help="a model folder to parse the articles with; default: the bundled one"
    )
    parser.add_argument("--threads", type=int, default=Plan().threads)
    parser.add_argument("--workers", type=int, default=1, help="processes that read the articles")
    return parser


def arguments() -> argparse.Namespace:
    """The command's options."""
    parser = shared_arguments("python -m tools.train.read", __doc__)
    parser.add_argument("--actors", type=Path, required=True, help="folder with names to put into sentences (.csv)")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--trees", type=int, default=10000, help="sentences of the treebanks in an epoch")
    return parser.parse_args()


if __name__ == "__main__":
    main()
