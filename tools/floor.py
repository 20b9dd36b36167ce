"""Score this version on the corpus and hold the scores against the pinned floors.

    python tools/floor.py [FOLDER]

FOLDER holds corpus/ and score/score.py; without it there is nothing to score, which is said and passes. For each table
under [corpus] in tests/floor/floors.toml: build the record of that folder of the corpus, export it, score the export.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "tests/floor/floors.toml"
ONRECORD = (sys.executable, "-c", "import sys; from onrecord.cli import main; sys.exit(main())")


def run(*words: str | Path, folder: Path) -> str:
    """What a command prints; its messages go to standard error, and its failure ends this program."""
    done = subprocess.run([*map(str, words)], stdout=subprocess.PIPE, text=True, cwd=folder, check=False)
    if done.returncode:
        sys.exit(f"floor: {' '.join(map(str, words[-4:]))} ended with code {done.returncode}")
    return done.stdout


def scores_of(pile: Path, scorer: Path) -> dict[str, float]:
    """The scores of one folder of the corpus, by the names that floors.toml gives them."""
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        texts = sorted({path.parent for path in pile.rglob("*.gold.json")})
        run(*ONRECORD, "build", *texts, "-o", work / "pile.record", folder=work)
        lines = run(*ONRECORD, "export", work / "pile.record", "--format", "jsonl", folder=work)
        (work / "pile.jsonl").write_text(lines, encoding="utf-8")
        scored = json.loads(run(sys.executable, scorer, pile, work / "pile.jsonl", "--json", folder=work))
    return by_name(scored)


def by_name(scored: dict[str, Any]) -> dict[str, float]:
    """The scorer's tree as flat names."""
    events, congratulated = scored["events"]["ALL"], scored["countries"].get("CONGRATULATE", {"f1": 1.0})
    quotes, figures = scored["quotes"], scored["figures"]
    return {
        "countries_congratulate_f1": congratulated["f1"],
        "events_f1": events["f1"],
        "events_precision": events["precision"],
        "events_recall": events["recall"],
        "stances_f1": scored["stances"]["f1"],
        "not_asserted_f1": scored["events"]["NOT ASSERTED"]["f1"],
        "quotation_spans_f1": quotes["spans"]["f1"],
        "quotation_speakers": quotes["speaker_given_span"],
        "indirect_recall": quotes["indirect_recall"],
        "figures_f1": figures["value"]["f1"],
        "figure_status": figures["status_given_value"],
        "figure_claimants": figures["attribution_given_value"],
        "figure_qualifiers": figures["qualifier_given_value"],
    }


def below(name: str, floors: dict[str, float], scores: dict[str, float]) -> list[str]:
    """Print every score of one folder beside its floor; what is below."""
    fallen = []
    for measure, score in scores.items():
        floor = floors.get(measure)
        print(f"{name:<10}{measure:<28}{score:>8.3f}" + ("" if floor is None else f"   floor {floor:.3f}"))
        if floor is not None and score < floor:
            fallen.append(f"floor: {name} {measure} is {score:.3f}, below its floor of {floor:.3f}")
    return fallen


def main(arguments: list[str]) -> int:
    """1 when a score has fallen below its floor."""
    base = Path(arguments[0] if arguments else ROOT.parent / "shared").resolve()
    corpus, scorer = base / "corpus", base / "score/score.py"
    if not (corpus.is_dir() and scorer.is_file()):
        print("floor: the corpus is not here, so nothing was scored (make floor CORPUS=folder says where it is)")
        return 0
    fallen = []
    for name, floors in tomllib.loads(FLOORS.read_text(encoding="utf-8"))["corpus"].items():
        if (corpus / name).is_dir():
            fallen += below(name, floors, scores_of(corpus / name, scorer))
        else:
            print(f"floor: the corpus has no folder {name}")
    print("\n".join(fallen) or "floor: nothing has fallen")
    return int(bool(fallen))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
