"""Words per second and peak memory of a build on one core, and of each of its steps, with the gate on and off.

    python benchmarks/speed.py [FOLDER] [--words N] [--rounds N]

The pile is made of the texts in FOLDER (examples/ by default), copied until it has about N words. Each build is a
process of its own, held to one core; the steps are then timed one by one in a process of their own, too. `split`
(sentences and words) is part of `parse` and shown beside it. Of several rounds, taken in turn, the best is shown, since
others may use the machine too. Figures differ from machine to machine; their ratios less.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.run import Work
    from onrecord.types import Finding

ROOT = Path(__file__).resolve().parent.parent
TEXTS = (".txt", ".html")
MODES = {"gate on": True, "gate off": False}
Figures = dict[str, float]


def make_pile(source: Path, folder: Path, words: int) -> int:
    """Copy the texts of a folder, under names of their own, until there are so many words; how many copies."""
    texts = sorted(path for path in source.rglob("*") if path.suffix in TEXTS)
    if not texts:
        sys.exit(f"speed: no {' or '.join(TEXTS)} in {source}")
    folder.mkdir(parents=True)
    count = copies = 0
    while count < words:
        for path in texts:
            shutil.copyfile(path, folder / f"{path.stem}-{copies:04}{path.suffix}")
            count += len(path.read_text(encoding="utf-8", errors="replace").split())
        copies += 1
    return copies


def on_one_core() -> None:
    """Hold this process, and whatever it starts, to one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def in_a_process(what: str, pile: Path, work: Path, gate: bool) -> Figures:
    """The figures of one measurement, taken in a process of its own."""
    words = [sys.executable, __file__, "--measure", what, str(pile), str(work), *([] if gate else ["--no-gate"])]
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True)
    figures: Figures = json.loads(done.stdout)
    return figures


def measure_build(pile: Path, work: Path, gate: bool) -> Figures:
    """Seconds and peak memory of a whole build, start of the pipeline included and not."""
    began = time.perf_counter()
    from onrecord.run import build, warm
    from onrecord.settings import Settings

    warm()
    ready = time.perf_counter()
    build([pile], work / "build.record", settings=Settings(processes=1, gate=gate))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return {"start": ready - began, "build": time.perf_counter() - ready, "peak_bytes": float(peak)}


def measure_steps(pile: Path, work: Path, gate: bool) -> Figures:
    """Seconds of each step over the pile, and how many words the articles have."""
    from onrecord.export import exporter
    from onrecord.keep import open_reader, open_writer
    from onrecord.read import list_pile
    from onrecord.run import Work, warm
    from onrecord.settings import Settings

    warm()
    spent: Figures = defaultdict(float)
    settings, record = Settings(processes=1, gate=gate), work / "steps.record"
    findings = [through_steps(Work(file, settings), spent) for file in list_pile([pile]).files]
    with open_writer(record, extractor="benchmark") as writer, clock(spent, "keep"):
        writer.add([(finding.input.name, finding) for finding in findings])
        writer.finish()
    with open_reader(record) as reader, clock(spent, "export"):
        sum(len(line) for line in exporter("jsonl")(reader))
    return spent


def through_steps(work: Work, spent: Figures) -> Finding:
    """One file through every step of the pipeline, each timed; splitting is timed once more by itself."""
    from onrecord.parse.words import split
    from onrecord.run import STEPS
    from onrecord.types import Finding

    for step in STEPS:
        if work.input is None or work.article is not None:
            with clock(spent, step.__name__):
                work = step(work)
    assert work.input
    if work.article:
        spent["words"] += len(work.article.text.split())
        with clock(spent, "split"):
            for block in work.article.blocks:
                split(work.article.text, block.span.start, block.span.end)
    return Finding(work.input, work.article, work.mentions, work.claims)


@contextlib.contextmanager
def clock(spent: Figures, name: str) -> Iterator[None]:
    """Add the seconds of the block under a name."""
    began = time.perf_counter()
    yield
    spent[name] += time.perf_counter() - began


# --- The table


def table(found: dict[str, Figures], gain: float) -> Iterator[str]:
    """The figures of both modes side by side."""
    columns = list(found.values())
    words = columns[0]["words"]
    yield row("", list(found))
    yield row("build", [f"{words / figures['build']:,.0f} words/s" for figures in columns])
    yield row("  start of pipeline", [f"{figures['start']:.2f} s" for figures in columns])
    yield row("  peak memory", [f"{figures['peak_bytes'] / 1e6:,.0f} MB" for figures in columns])
    yield f"the gate makes the build {gain:.2f} times as fast"
    yield ""
    yield row("step", ["seconds, share, words/s"] * len(columns))
    total = [sum(figures[step] for step in steps(figures)) for figures in columns]
    for step in (*steps(columns[0]), "split"):
        name = "  split, in parse" if step == "split" else step
        shown = [
            f"{figures[step]:.2f} {figures[step] / all_:4.0%} {words / max(figures[step], 1e-9):>11,.0f}"
            for figures, all_ in zip(columns, total, strict=True)
        ]
        yield row(name, shown)


def row(name: str, cells: list[str]) -> str:
    """One line of the table."""
    return f"{name:<22}" + "".join(f"{cell:>28}" for cell in cells)


def steps(figures: Figures) -> list[str]:
    """The steps in the order of the pipeline."""
    return [name for name in figures if name not in ("words", "split", "build", "start", "peak_bytes")]


def main() -> None:
    """Measure both modes and print the table, or take one measurement for it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "examples", help="texts to make the pile of")
    parser.add_argument("--words", type=int, default=20_000, help="size of the pile, about (default 20,000)")
    parser.add_argument("--measure", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--no-gate", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured (default 3)")
    options = parser.parse_args()
    if options.measure:
        what, pile, work = options.measure
        measured = MEASURES[what](Path(pile), Path(work), not options.no_gate)
        print(json.dumps(measured))
        return
    compare(options.folder, options.words, options.rounds)


def compare(folder: Path, words: int, rounds: int) -> None:
    """Build and step through one pile with the gate on and off, and print what it took."""
    on_one_core()
    found: dict[str, Figures] = {mode: {} for mode in MODES}
    with tempfile.TemporaryDirectory() as place:
        pile = Path(place) / "pile"
        copies = make_pile(folder, pile, words)
        files = len(list(pile.iterdir()))
        for number in range(rounds):
            for mode, gate in MODES.items():
                work = Path(place) / f"{mode} {number}"
                work.mkdir()
                figures = in_a_process("steps", pile, work, gate) | in_a_process("build", pile, work, gate)
                found[mode] = {name: min(value, found[mode].get(name, value)) for name, value in figures.items()}
    words_read = found["gate on"]["words"]
    print(f"{files} files of {folder} ({copies} copies), {words_read:,.0f} words, one core, one process\n")
    print("\n".join(table(found, found["gate off"]["build"] / found["gate on"]["build"])))


MEASURES: dict[str, Callable[[Path, Path, bool], Figures]] = {"build": measure_build, "steps": measure_steps}

if __name__ == "__main__":
    main()
