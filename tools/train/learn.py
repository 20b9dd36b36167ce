"""The training loop: seeded, resumable, a checkpoint and dev scores after every epoch."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from onrecord.parse.wordpiece import SHAPE_EDGE, SHAPES, WordPiece

from tools.train.model import Parser, Sizes
from tools.train.treebank import KINDS, Tree, bio_spans

NAME_TAGS = ("O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))
LONGEST_PIECES = 200


@dataclass(frozen=True, slots=True)
class Labels:
    """The label sets, in the order of the weights."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...] = NAME_TAGS

    def sizes(self) -> Sizes:
        """How many of each."""
        return Sizes(SHAPES, len(self.upos), len(self.xpos), len(self.names), len(self.relations))


def labels_of(trees: Sequence[Tree]) -> Labels:
    """Every label of the trees, sorted."""

    def all_of(column: str) -> tuple[str, ...]:
        return tuple(sorted({label for tree in trees if tree.tree_weight for label in getattr(tree, column)}))

    return Labels(all_of("upos"), all_of("xpos"), all_of("relations"))


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in numbers."""

    tokens: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]
    gold: np.ndarray  # upos, xpos, relation, name, head; one row a word
    tree_weight: float
    name_weight: float


def encode(tree: Tree, pieces: WordPiece, labels: Labels) -> Example | None:
    """A sentence in numbers; None where it is too long to train on."""
    tokens, shapes, first, last = [pieces.start], [SHAPE_EDGE], [0], [0]
    for word in tree.words:
        numbers, shape = pieces(word)
        first.append(len(tokens))
        tokens += numbers
        shapes += [shape] * len(numbers)
        last.append(len(tokens) - 1)
    if len(tokens) > LONGEST_PIECES:
        return None
    where = {
        name: {label: at for at, label in enumerate(getattr(labels, name))} for name in ("upos", "xpos", "relations")
    }
    names = {tag: at for at, tag in enumerate(labels.names)}
    gold = [
        (
            where["upos"].get(tree.upos[at], -100),
            where["xpos"].get(tree.xpos[at], -100),
            where["relations"].get(tree.relations[at], -100),
            names[tree.names[at]],
            tree.heads[at] + 1,
        )
        for at in range(len(tree.words))
    ]
    return Example(
        tokens + [pieces.end],
        shapes + [SHAPE_EDGE],
        first,
        last,
        np.array(gold, dtype=np.int64),
        tree.tree_weight,
        tree.name_weight,
    )


def batches(examples: Sequence[Example], budget: int, chance: random.Random | None) -> Iterator[list[Example]]:
    """Batches of sentences of like length, each of at most ``budget`` padded sub-words, in a seeded order."""
    jitter = (lambda: chance.uniform(-3, 3)) if chance else (lambda: 0.0)
    order = sorted(examples, key=lambda example: len(example.tokens) + jitter())
    groups: list[list[Example]] = [[]]
    widest = 0
    for example in order:
        widest = max(widest, len(example.tokens))
        if groups[-1] and widest * (len(groups[-1]) + 1) > budget:
            groups.append([])
            widest = len(example.tokens)
        groups[-1].append(example)
    if chance:
        chance.shuffle(groups)
    return iter(groups)


def _padded(rows: Sequence[Sequence[int]], fill: int = 0) -> torch.Tensor:
    out = np.full((len(rows), max(map(len, rows))), fill, dtype=np.int64)
    for at, row in enumerate(rows):
        out[at, : len(row)] = row
    return torch.from_numpy(out)


def collate(group: Sequence[Example]) -> dict[str, torch.Tensor]:
    """A batch's tensors."""
    words = max(len(example.first) - 1 for example in group)
    gold = np.full((len(group), words, 5), -100, dtype=np.int64)
    for at, example in enumerate(group):
        gold[at, : len(example.gold)] = example.gold
        if not example.tree_weight:
            gold[at, :, [0, 1, 2, 4]] = -100
        if not example.name_weight:
            gold[at, :, 3] = -100
    return {
        "tokens": _padded([example.tokens for example in group]),
        "shapes": _padded([example.shapes for example in group]),
        "first": _padded([example.first for example in group]),
        "last": _padded([example.last for example in group]),
        "gold": torch.from_numpy(gold),
        "name_weights": torch.tensor([example.name_weight for example in group]),
        "words": torch.tensor([len(example.first) for example in group]),
    }


def _masked_arcs(arcs: torch.Tensor, words: torch.Tensor) -> torch.Tensor:
    beyond = torch.arange(arcs.shape[2])[None] >= words[:, None]
    return arcs.float().masked_fill(beyond[:, None], -1e9)


def loss_of(model: Parser, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    """The sum of the five heads' losses."""
    outputs = model(batch["tokens"], batch["shapes"], batch["first"], batch["last"])
    arcs, dependents, heads, upos, xpos, names = (output.float() for output in outputs)
    gold = batch["gold"]
    total = torch.zeros(())
    known = gold[:, :, 4] >= 0
    if known.any():
        total = total + F.cross_entropy(_masked_arcs(arcs, batch["words"])[known], gold[:, :, 4][known])
        rows = torch.arange(gold.shape[0])[:, None].expand_as(known)[known]
        scores = model.label_scores(dependents[known], heads[rows, gold[:, :, 4][known]])
        total = total + F.cross_entropy(scores.float(), gold[:, :, 2][known])
        total = total + 0.5 * F.cross_entropy(upos[known], gold[:, :, 0][known])
        total = total + 0.5 * F.cross_entropy(xpos[known], gold[:, :, 1][known])
    named = gold[:, :, 3] >= 0
    if named.any():
        each = F.cross_entropy(names[named], gold[:, :, 3][named], reduction="none")
        weights = batch["name_weights"][:, None].expand_as(named)[named]
        total = total + (each * weights).sum() / named.sum()
    return total


@torch.no_grad()
def scores_of(model: Parser, examples: Sequence[Example], labels: Labels) -> dict[str, float]:
    """Quick dev scores with greedy heads; UAS and LAS leave punctuation out."""
    model.eval()
    count = {key: 0 for key in ("words", "upos", "xpos", "scored", "uas", "las")}
    found: list[tuple[int, int]] = [(0, 0), (0, 0), (0, 0)]
    right_spans = gold_spans = our_spans = 0
    puncts = {at for at, label in enumerate(labels.relations) if label == "punct"}
    del found
    for group in batches(examples, 3000, None):
        batch = collate(group)
        arcs, dependents, heads, upos, xpos, names = model(
            batch["tokens"], batch["shapes"], batch["first"], batch["last"]
        )
        picked = _masked_arcs(arcs, batch["words"]).argmax(-1)
        for at, example in enumerate(group):
            size = len(example.gold)
            gold, ours = example.gold, picked[at, :size]
            relations = model.label_scores(dependents[at, :size], heads[at, ours]).argmax(-1).numpy()
            scored = np.array([label not in puncts for label in gold[:, 2]])
            right = ours.numpy() == gold[:, 4]
            count["words"] += size
            count["upos"] += int((upos[at, :size].argmax(-1).numpy() == gold[:, 0]).sum())
            count["xpos"] += int((xpos[at, :size].argmax(-1).numpy() == gold[:, 1]).sum())
            count["scored"] += int(scored.sum())
            count["uas"] += int((right & scored).sum())
            count["las"] += int((right & scored & (relations == gold[:, 2])).sum())
            ours_named = set(bio_spans([labels.names[tag] for tag in names[at, :size].argmax(-1)]))
            gold_named = set(bio_spans([labels.names[tag] for tag in gold[:, 3]]))
            right_spans += len(ours_named & gold_named)
            our_spans += len(ours_named)
            gold_spans += len(gold_named)
    return {
        "upos": 100 * count["upos"] / count["words"],
        "xpos": 100 * count["xpos"] / count["words"],
        "uas": 100 * count["uas"] / count["scored"],
        "las": 100 * count["las"] / count["scored"],
        "ner": 200 * right_spans / max(1, our_spans + gold_spans),
    }


@dataclass(frozen=True, slots=True)
class Plan:
    """The options of one training run."""

    epochs: int = 14
    budget: int = 700
    encoder_rate: float = 2e-4
    head_rate: float = 1.5e-3
    warm_up: int = 150
    threads: int = 1
    minutes: float = 0.0
    """Where set, the rates fall with the clock and reach zero after so many minutes, whatever epoch that is in."""
    seed: int = 20
    half: bool = False


class Clock:
    """How much of a run's time has passed, over interruptions."""

    def __init__(self, minutes: float) -> None:
        self.began, self.seconds, self.spent = time.monotonic(), minutes * 60, 0.0

    def passed(self) -> float:
        """From 0 to 1; always 0 without a limit."""
        return (self.spent + time.monotonic() - self.began) / self.seconds if self.seconds else 0.0

    def is_over(self) -> bool:
        """Whether a limit is reached."""
        return self.passed() >= 1.0


def optimiser_of(model: Parser, plan: Plan) -> torch.optim.Optimizer:
    """AdamW with a lower rate for the encoder and no decay of biases and norms; word embeddings stay frozen."""
    model.encoder.words.weight.requires_grad_(False)
    groups: dict[tuple[bool, bool], list[torch.Tensor]] = {}
    for name, weight in model.named_parameters():
        if weight.requires_grad:
            low = name.startswith("encoder.") and "shapes" not in name and "mix" not in name
            groups.setdefault((low, weight.dim() > 1), []).append(weight)
    return torch.optim.AdamW(
        [
            {
                "params": weights,
                "lr": plan.encoder_rate if low else plan.head_rate,
                "weight_decay": 0.01 if decays else 0.0,
            }
            for (low, decays), weights in groups.items()
        ],
        betas=(0.9, 0.98),
    )


Epoch = Callable[[int], list[Tree]]


def learn(
    plan: Plan,
    labels: Labels,
    epoch_trees: Epoch,
    dev: dict[str, list[Tree]],
    pieces: WordPiece,
    weights: Path,
    out: Path,
) -> Parser:
    """Trains, or goes on from the newest checkpoint in ``out``; ``epoch_trees`` gives the sentences of an epoch."""
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    out.mkdir(parents=True, exist_ok=True)
    model = Parser(labels.sizes())
    model.encoder.load(weights)
    optimiser = optimiser_of(model, plan)
    (out / "labels.json").write_text(json.dumps(asdict(labels)), encoding="utf-8")

    def examples_of(trees: Sequence[Tree]) -> list[Example]:
        return [example for tree in trees if (example := encode(tree, pieces, labels))]

    dev_examples = {name: examples_of(trees) for name, trees in dev.items()}
    steps = sum(1 for _ in batches(examples_of(epoch_trees(0)), plan.budget, random.Random(plan.seed)))
    total = steps * plan.epochs
    clock = Clock(plan.minutes)

    def factor(step: int) -> float:
        done = clock.passed() if plan.minutes else step / total
        return min((step + 1) / plan.warm_up, max(0.0, 1 - done))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, factor)
    start = 0
    if (out / "last.pt").exists():
        state = torch.load(out / "last.pt", weights_only=False)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        start = state["epoch"] + 1
        clock.spent = state["spent"]
    for epoch in range(start, plan.epochs):
        torch.manual_seed(plan.seed + epoch)
        _one_epoch(model, optimiser, schedule, examples_of(epoch_trees(epoch)), plan, epoch, clock)
        scores = {name: scores_of(model, examples, labels) for name, examples in dev_examples.items()}
        for name, found in scores.items():
            print(f"epoch {epoch + 1} {name}", {key: round(value, 2) for key, value in found.items()}, flush=True)
        torch.save(model.state_dict(), out / f"epoch{epoch + 1}.pt")
        state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict()}
        torch.save(state | {"epoch": epoch, "spent": clock.passed() * plan.minutes * 60}, out / "last.tmp")
        (out / "last.tmp").replace(out / "last.pt")
        if clock.is_over():
            break
    return model


def _one_epoch(
    model: Parser,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    examples: Sequence[Example],
    plan: Plan,
    epoch: int,
    clock: Clock,
) -> None:
    model.train()
    began, running, seen = time.monotonic(), 0.0, 0
    for step, group in enumerate(batches(examples, plan.budget, random.Random(plan.seed + epoch))):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=plan.half):
            loss = loss_of(model, collate(group))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if clock.is_over():
            return
        running += float(loss.detach())
        seen += len(group)
        if step % 100 == 99:
            pace = (time.monotonic() - began) / seen
            clock = time.strftime("%H:%M:%S")
            print(
                f"{clock} epoch {epoch + 1} step {step + 1} loss {running / 100:.3f} {pace * 1000:.1f} s/1000",
                flush=True,
            )
            running = 0.0
