"""Score the sentence and word splitter against Universal Dependencies treebanks: exact spans of characters.

    python tools/train/splitter_scores.py TREEBANKS [--split dev] [--errors 20]

TREEBANKS is a folder with ``UD_English-EWT`` and ``UD_English-GUM``. The raw text is rebuilt from the CoNLL-U files:
words joined as ``SpaceAfter=No`` says, sentences joined by a space, paragraphs (``# newpar``) by a blank line.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

from onrecord.parse.words import split

FILES = {
    "EWT": "UD_English-EWT/en_ewt-ud-{}.conllu",
    "GUM": "UD_English-GUM/en_gum_nonc-ud-{}.conllu",
}
Spans = tuple[tuple[tuple[int, int], ...], ...]


def documents(path: Path) -> Iterator[tuple[str, str, Spans]]:
    """Each document's name, its text rebuilt, and its sentences as word offsets (code points, end excluded)."""
    name, parts, sentences, at, paragraph = "", [], [], 0, True
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        fresh = next((line.split("=", 1)[1].strip() for line in lines if line.startswith("# newdoc id")), None)
        if fresh is not None:
            if sentences:
                yield name, "".join(parts), tuple(sentences)
            name, parts, sentences, at = fresh, [], [], 0
        paragraph = fresh is not None or any(line.startswith("# newpar") for line in lines)
        if parts:
            parts.append("\n\n" if paragraph else " ")
            at += len(parts[-1])
        surface, words = _sentence(lines, at)
        parts.append(surface)
        sentences.append(words)
        at += len(surface)
    yield name, "".join(parts), tuple(sentences)


def _sentence(lines: list[str], at: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """One sentence's surface without a space at its end, and its words' offsets, the sentence beginning at ``at``."""
    surface, words, inside = "", [], 0
    spaced_after_group = False
    for line in lines:
        columns = line.split("\t")
        if line.startswith("#") or "." in columns[0]:
            continue
        spaced = "SpaceAfter=No" not in columns[9]
        if "-" in columns[0]:
            inside, spaced_after_group = int(columns[0].split("-")[1]), spaced
            continue
        begin = at + len(surface)
        surface += columns[1]
        words.append((begin, begin + len(columns[1])))
        number = int(columns[0])
        if number < inside:
            continue
        if spaced_after_group if number == inside else spaced:
            surface += " "
    return surface.rstrip(" "), tuple(words)


def _f1(gold: set, ours: set) -> float:
    """The harmonic mean of precision and recall, in per cent."""
    return 200 * len(gold & ours) / ((len(gold) + len(ours)) or 1)


def genre(treebank: str, document: str) -> str:
    """The genre in a document's name: ``news`` of ``GUM_news_flag``, ``weblog`` of ``weblog-…``."""
    return document.split("_")[1] if treebank == "GUM" else document.split("-")[0]


def scores(treebank: str, path: Path, show: int) -> None:
    """Print word and sentence F1 of a file, for the whole and for each genre, and some sentences that differ."""
    tally: dict[str, list[set]] = {}
    seconds, shown = 0.0, 0
    for name, text, gold in documents(path):
        began = time.perf_counter()
        ours = split(text)
        seconds += time.perf_counter() - began
        for key in ("all", genre(treebank, name)):
            sets = tally.setdefault(key, [set(), set(), set(), set()])
            sets[0] |= {(name, *word) for sentence in gold for word in sentence}
            sets[1] |= {(name, *word) for sentence in ours for word in sentence}
            sets[2] |= {(name, sentence[0][0], sentence[-1][1]) for sentence in gold}
            sets[3] |= {(name, sentence[0][0], sentence[-1][1]) for sentence in ours}
        shown += _show(name, text, gold, ours, show - shown)
    for key, (gold_words, our_words, gold_ends, our_ends) in sorted(tally.items()):
        print(f"{treebank} {key:14} words {_f1(gold_words, our_words):6.2f}  sentences {_f1(gold_ends, our_ends):6.2f}")
    print(f"{treebank} {len(tally['all'][1]) / seconds:,.0f} words a second")


def _show(name: str, text: str, gold: Spans, ours: Spans, room: int) -> int:
    """Print up to ``room`` sentences of ours that the treebank lacks; gives how many were printed."""
    known = {(sentence[0][0], sentence[-1][1]) for sentence in gold}
    wrong = [sentence for sentence in ours if (sentence[0][0], sentence[-1][1]) not in known][: max(room, 0)]
    for sentence in wrong:
        print(f"  {name}: {text[sentence[0][0] : sentence[-1][1]]!r}")
    return len(wrong)


def main() -> None:
    """Read the arguments and print the scores of both treebanks."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("--split", default="dev", choices=("train", "dev", "test"))
    parser.add_argument("--errors", type=int, default=0, help="how many differing sentences to show for each treebank")
    options = parser.parse_args()
    for treebank, pattern in FILES.items():
        scores(treebank, options.treebanks / pattern.format(options.split), options.errors)


if __name__ == "__main__":
    main()
