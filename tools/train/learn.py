"""The training loop: seeded, resumable, a checkpoint and dev scores after every epoch."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from onrecord.parse.wordpiece import WordPiece
from tools.train.examples import Example, Labels, batches, collate, encode
from tools.train.model import Parser
from tools.train.treebank import Tree, bio_spans

SCORES = ("upos", "xpos", "uas", "las", "ner")


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
        total = total + functional.cross_entropy(_masked_arcs(arcs, batch["words"])[known], gold[:, :, 4][known])
        rows = torch.arange(gold.shape[0])[:, None].expand_as(known)[known]
        scores = model.label_scores(dependents[known], heads[rows, gold[:, :, 4][known]])
        total = total + functional.cross_entropy(scores.float(), gold[:, :, 2][known])
        total = total + 0.5 * functional.cross_entropy(upos[known], gold[:, :, 0][known])
        total = total + 0.5 * functional.cross_entropy(xpos[known], gold[:, :, 1][known])
    named = gold[:, :, 3] >= 0
    if named.any():
        each = functional.cross_entropy(names[named], gold[:, :, 3][named], reduction="none")
        weights = batch["name_weights"][:, None].expand_as(named)[named]
        total = total + (each * weights).sum() / named.sum()
    return total


@torch.no_grad()
def scores_of(model: Parser, examples: Sequence[Example], labels: Labels) -> dict[str, float]:
    """Quick dev scores in percent, with greedy heads; UAS and LAS leave punctuation out."""
    model.eval()
    punct = labels.relations.index("punct")
    right = np.zeros(4)  # upos, xpos, heads, heads with their relations
    words = scored = 0
    spans = np.zeros(3)  # in both, ours, gold
    for group in batches(examples, 3000, None):
        batch = collate(group)
        outputs = model(batch["tokens"], batch["shapes"], batch["first"], batch["last"])
        arcs, dependents, heads, upos, xpos, names = outputs
        picked = _masked_arcs(arcs, batch["words"]).argmax(-1)
        for at, example in enumerate(group):
            size, gold = len(example.gold), example.gold
            ours = picked[at, :size]
            relations = model.label_scores(dependents[at, :size], heads[at, ours]).argmax(-1).numpy()
            counts, headed = gold[:, 2] != punct, ours.numpy() == gold[:, 4]
            tags = [output[at, :size].argmax(-1).numpy() for output in (upos, xpos, names)]
            hits = (tags[0] == gold[:, 0], tags[1] == gold[:, 1], counts & headed)
            right += [*(hit.sum() for hit in hits), (hits[2] & (relations == gold[:, 2])).sum()]
            words, scored = words + size, scored + counts.sum()
            found, wanted = ({*bio_spans([labels.names[tag] for tag in row])} for row in (tags[2], gold[:, 3]))
            spans += [len(found & wanted), len(found), len(wanted)]
    shares = 100 * right / [words, words, scored, scored]
    ner = 200 * spans[0] / max(1, spans[1] + spans[2])
    return {name: round(float(value), 2) for name, value in zip(SCORES, [*shares, ner], strict=True)}


@dataclass(frozen=True, slots=True)
class Plan:
    """The options of one training run."""

    epochs: int = 13
    budget: int = 700
    encoder_rate: float = 2e-4
    head_rate: float = 1.5e-3
    warm_up: int = 150
    threads: int = 1
    minutes: float = 0.0
    """Where set, the rates fall with the clock and reach zero after so many minutes, whatever epoch that is in."""
    seed: int = 20
    half: bool = True


class Clock:
    """How much of a run's time has passed, over interruptions."""

    def __init__(self, minutes: float) -> None:
        self.began, self.seconds, self.spent = time.monotonic(), minutes * 60, 0.0

    def total(self) -> float:
        """Seconds so far."""
        return self.spent + time.monotonic() - self.began

    def passed(self) -> float:
        """From 0 to 1; always 0 without a limit."""
        return self.total() / self.seconds if self.seconds else 0.0

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
"""The sentences of an epoch, by its number."""


class Run:
    """One training run in a folder: it goes on from the folder's newest checkpoint."""

    def __init__(self, plan: Plan, labels: Labels, encoder: Path, out: Path) -> None:
        torch.set_num_threads(plan.threads)
        torch.manual_seed(plan.seed)
        self.plan, self.labels, self.out = plan, labels, out
        self.pieces = WordPiece(encoder / "vocab.txt")
        self.model = Parser(labels.sizes())
        self.model.encoder.load(encoder / "model.safetensors")
        self.optimiser = optimiser_of(self.model, plan)
        self.clock = Clock(plan.minutes)
        out.mkdir(parents=True, exist_ok=True)
        (out / "labels.json").write_text(json.dumps(asdict(labels)), encoding="utf-8")

    def learn(self, epoch_trees: Epoch, dev: dict[str, list[Tree]]) -> list[Path]:
        """Trains to the end; the weights of every epoch, in order."""
        dev_examples = {name: self._examples(trees) for name, trees in dev.items()}
        schedule = self._schedule(self._examples(epoch_trees(0)))
        epoch = self._resume(schedule)
        while epoch < self.plan.epochs and not self.clock.is_over():
            torch.manual_seed(self.plan.seed + epoch)
            self._epoch(schedule, self._examples(epoch_trees(epoch)), epoch)
            for name, examples in dev_examples.items():
                print(f"epoch {epoch + 1} {name}", scores_of(self.model, examples, self.labels), flush=True)
            self._save(schedule, epoch)
            epoch += 1
        return [self.out / f"epoch{number}.pt" for number in range(1, epoch + 1)]

    def _examples(self, trees: Sequence[Tree]) -> list[Example]:
        return [example for tree in trees if (example := encode(tree, self.pieces, self.labels))]

    def _schedule(self, examples: Sequence[Example]) -> torch.optim.lr_scheduler.LambdaLR:
        plan = self.plan
        steps = plan.epochs * sum(1 for _ in batches(examples, plan.budget, random.Random(plan.seed)))

        def factor(step: int) -> float:
            done = self.clock.passed() if plan.minutes else step / steps
            return min((step + 1) / plan.warm_up, max(0.0, 1 - done))

        return torch.optim.lr_scheduler.LambdaLR(self.optimiser, factor)

    def _resume(self, schedule: torch.optim.lr_scheduler.LambdaLR) -> int:
        if not (self.out / "last.pt").exists():
            return 0
        state = torch.load(self.out / "last.pt", weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        self.clock.spent = state["spent"]
        return int(state["epoch"]) + 1

    def _save(self, schedule: torch.optim.lr_scheduler.LambdaLR, epoch: int) -> None:
        torch.save(self.model.state_dict(), self.out / f"epoch{epoch + 1}.pt")
        parts = {"model": self.model, "optimiser": self.optimiser, "schedule": schedule}
        state = {name: part.state_dict() for name, part in parts.items()}
        # Written aside and put in place at one stroke, so that an interruption leaves the older one whole.
        torch.save(state | {"epoch": epoch, "spent": self.clock.total()}, self.out / "last.tmp")
        (self.out / "last.tmp").replace(self.out / "last.pt")

    def _epoch(self, schedule: torch.optim.lr_scheduler.LambdaLR, examples: Sequence[Example], epoch: int) -> None:
        self.model.train()
        began, running, seen = time.monotonic(), 0.0, 0
        chance = random.Random(self.plan.seed + epoch)
        for step, group in enumerate(batches(examples, self.plan.budget, chance), 1):
            if self.clock.is_over():
                return
            running += self._step(collate(group))
            schedule.step()
            seen += len(group)
            if step % 100 == 0:
                pace = (time.monotonic() - began) / seen
                print(f"epoch {epoch + 1} step {step} loss {running / 100:.3f} {pace * 1000:.1f} s/1000", flush=True)
                running = 0.0

    def _step(self, batch: dict[str, torch.Tensor]) -> float:
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.plan.half):
            loss = loss_of(self.model, batch)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        return float(loss.detach())
