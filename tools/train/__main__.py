"""From treebanks and labelled articles to all weights: ``python -m tools.train --treebanks DIR --corpus DIR …``.

First a parser, whose trees of the articles teach all that follows; then the reader, parser and reading heads on one
encoder; then one reader a fold, for the scorers that weigh what a reader says of articles new to it.

Checkpoints go to the out folder, from which an interrupted run goes on; the folder that ships goes to its ``model``.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from tools.train import treebank
from tools.train.augment import Extra, extra_trees
from tools.train.examples import labels_of
from tools.train.export import export, read_model
from tools.train.grammar import NEWS, Grammar, read_actors
from tools.train.heads import Heads, Reader
from tools.train.learn import Plan, Run
from tools.train.organisations import adjectives
from tools.train.read import read_reader
from tools.train.treebank import Tree


def arguments() -> argparse.Namespace:
    """The command's options."""
    parser = argparse.ArgumentParser(prog="python -m tools.train", description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True, help="folder with the treebanks")
    parser.add_argument("--corpus", type=Path, required=True, help="folder with the labelled articles, by group")
    parser.add_argument(
        "--actors", type=Path, required=True, help="folder with leaders, cabinets_2019 and countries (.csv)"
    )
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("--out", type=Path, required=True, help="where checkpoints and the model go")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--threads", type=int, default=Plan().threads)
    parser.add_argument(
        "--minutes", type=float, default=0.0, help="let the rates fall with the clock and stop after so long"
    )
    parser.add_argument("--average", type=int, default=9, help="how many of the last epochs are averaged")
    return parser.parse_args()


def main() -> None:
    """Trains, going on from the newest checkpoint where there is one, and exports the mean of the last epochs."""
    options = arguments()
    base = treebank.ewt(options.treebanks, "train") + treebank.gum(options.treebanks, "train")
    names_only = treebank.wikigold(options.treebanks)
    dev = {
        "ewt-dev": treebank.ewt(options.treebanks, "dev"),
        "gum-dev": treebank.gum(options.treebanks, "dev", name_weight=1.0),
    }
    actors = read_actors(options.actors, adjectives(base))
    grammar = Grammar(NEWS, actors)

    def epoch_trees(epoch: int) -> list[Tree]:
        return base + names_only + extra_trees(base, grammar, actors, epoch, Extra())

    labels = labels_of(base)
    plan = Plan(epochs=options.epochs, threads=options.threads, minutes=options.minutes)
    checkpoints = Run(plan, labels, options.encoder, options.out).learn(epoch_trees, dev)
    start = Reader(read_model(checkpoints[-options.average :], labels), Heads()).eval()
    export(start, labels, options.encoder / "vocab.txt", options.treebanks, options.out / "start")
    _read_and_weigh(options)
    parser, heads = read_reader(options.out / "reader.pt", labels)
    export(Reader(parser, heads), labels, options.encoder / "vocab.txt", options.treebanks, options.out / "model")
    for path in sorted((options.out / "scorers").iterdir()):
        shutil.copy(path, options.out / "model" / path.name)


def _read_and_weigh(options: argparse.Namespace) -> None:
    """The reader, then the folds' readers and the scorers; each in a process of its own, for each wants its memory."""
    shared = ["--corpus", options.corpus, "--treebanks", options.treebanks, "--checkpoints", options.out]
    shared += ["--encoder", options.encoder, "--model", options.out / "start", "--threads", options.threads]
    for module, more in (("read", ["--actors", options.actors]), ("crossval", ["--out", options.out / "scorers"])):
        command = [sys.executable, "-m", f"tools.train.{module}", *map(str, [*shared, *more])]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
