"""Score what this version makes of whole piles, and write the table of it.

    python tools/reconciled_scores.py [FOLDER] [--out PAGE]

FOLDER holds corpus/dev, a folder for each pile with its reconciled.gold.json, and score/reconciled.py; without it there
is nothing to score, which is said and passes. For each pile: build its record, export its facts, score them, and put
the pile's questions to `onrecord ask`. The table is printed, or written between the marks of PAGE (docs/quality.md).
All piles together are held against the floors under [piles] in tests/floor/floors.toml.
"""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ONRECORD = (sys.executable, "-c", "import sys; from onrecord.cli import main; sys.exit(main())")
FLOORS = ROOT / "tests/floor/floors.toml"
BEGIN, END = "<!-- scores -->", "<!-- end of scores -->"
HEAD = (
    "pile", "facts P", "facts R", "facts F1", "sources", "figure questions", "verdict right", "contradictions right",
    "wrong", "missed", "answers F1",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scores:
    """What the scorer says of one pile; None where the pile has nothing of the kind."""

    pile: str
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None
    sources: float | None = None
    found: int = 0
    questions: int = 0
    right: int = 0
    contradictions: int = 0
    wrong: int = 0
    missed: int = 0
    answers: float | None = None


def run(*words: str | Path) -> str:
    """What a command prints; its failure ends this program."""
    done = subprocess.run([*map(str, words)], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"quality: {' '.join(map(str, words[-4:]))} ended with code {done.returncode}")
    return done.stdout


def scores_of(pile: Path, scorer: Path) -> Scores:
    """The scores of one pile."""
    with tempfile.TemporaryDirectory() as place:
        record, facts = Path(place) / "pile.record", Path(place) / "facts.jsonl"
        run(*ONRECORD, "build", pile, "-o", record)
        facts.write_text(run(*ONRECORD, "export", record, "--format", "facts"), encoding="utf-8")
        ask = shlex.join([*ONRECORD, "ask", str(record), "--json"])
        return read_scores(pile.name, run(sys.executable, scorer, pile, facts, "--ask", ask))


def read_scores(pile: str, text: str) -> Scores:
    """The scores in what the scorer prints."""
    triple = _numbers(r"^facts\s+([\d.]+) ([\d.]+) ([\d.]+)", text) or [None, None, None]
    sources = _numbers(r"sources, facts in several articles\s+([\d.]+)", text)
    figures = _numbers(r"figure questions\s+found (\d+)/(\d+), verdict right (\d+)/", text) or [0, 0, 0]
    contradictions = _numbers(r"contradictions\s+(\d+) right, (\d+) wrong, (\d+) missed", text) or [0, 0, 0]
    answers = _numbers(r"answers, mean F1\s+([\d.]+)", text)
    return Scores(
        pile,
        *triple,
        sources[0] if sources else None,
        *(int(number) for number in (*figures, *contradictions)),
        answers[0] if answers else None,
    )


def _numbers(pattern: str, text: str) -> list[float]:
    found = re.search(pattern, text, re.M)
    return [float(number) for number in found.groups()] if found else []


def all_together(scores: Iterable[Scores]) -> Scores:
    """The mean of what is a share, the sum of what is a count."""
    told = list(scores)
    columns: dict[str, float | int | None] = {}
    for column in fields(Scores)[1:]:
        values = [value for one in told if (value := getattr(one, column.name)) is not None]
        share = column.default is None
        columns[column.name] = (sum(values) / len(values) if values else None) if share else sum(values)
    return Scores("all", **columns)  # type: ignore[arg-type]


def row(one: Scores) -> str:
    """A line of the table."""
    shares = [_share(value) for value in (one.precision, one.recall, one.f1, one.sources)]
    counts = [f"{one.found}/{one.questions}", f"{one.right}/{one.found}", one.contradictions, one.wrong, one.missed]
    return f"| {' | '.join(map(str, [one.pile, *shares, *counts, _share(one.answers)]))} |"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def table(scores: Iterable[Scores]) -> str:
    """The table of all piles, with a last line for all together."""
    told = list(scores)
    lines = [f"| {' | '.join(HEAD)} |", "|" + "---|" * len(HEAD), *map(row, told), row(all_together(told))]
    return "\n".join(lines)


def shortfalls(together: Scores, floors: Mapping[str, float]) -> list[str]:
    """What falls short of the floors, a line for each."""
    reached = {
        "answers_f1": together.answers or 0.0,
        "facts_f1": together.f1 or 0.0,
        "figures_found": together.found / max(1, together.questions),
        "verdicts_right": together.right / max(1, together.found),
    }
    low = [
        f"{name} is {reached[name]:.3f}, below {floors[name]}"
        for name in sorted(reached)
        if reached[name] < floors[name]
    ]
    off, most = together.wrong + together.missed, floors["most_contradictions_off"]
    return low + ([f"{off} contradictions are wrong or missed, above {most}"] if off > most else [])


def main(arguments: list[str]) -> int:
    """0, also where there is nothing to score; 1 where the scores fall short of the floors."""
    parser = argparse.ArgumentParser(description="Score what this version makes of whole piles.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(arguments)
    base = options.folder.resolve()
    piles, scorer = sorted((base / "corpus/dev").glob("*/reconciled.gold.json")), base / "score/reconciled.py"
    if not piles or not scorer.is_file():
        print("quality: the corpus is not here, so nothing was scored (make quality CORPUS=folder says where it is)")
        return 0
    scores = [scores_of(pile.parent, scorer) for pile in piles]
    made = table(scores)
    print(made)
    if options.out:
        before, _, rest = options.out.read_text(encoding="utf-8").partition(BEGIN)
        options.out.write_text(f"{before}{BEGIN}\n{made}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["piles"]
    short = shortfalls(all_together(scores), floors)
    print("\n".join(f"quality: {line}" for line in short))
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
