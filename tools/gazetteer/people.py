"""Makes ``people.csv``: the common nouns that mean persons or bodies, from WordNet.

    python -m tools.gazetteer.people WORDNET_DIR src/onrecord/gazetteer

``WORDNET_DIR`` holds ``index.noun`` and ``data.noun`` (WordNet 3.0; on Debian: wordnet-base). A noun is taken
when its first sense, which is the most frequent in WordNet's own count, is a person, or an organisation; those that
news seldom means so are left out by hand (``hand/not_people.csv``).
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.gazetteer.cells import hand, write

PERSON_FILE = "18"
"""WordNet's lexicographer file of nouns for persons."""
ORGANISATION = "08008335"
"""The synset of ``organization``: what stands below it in the hierarchy is one."""
LEAST_LETTERS = 3


def synsets(folder: Path) -> dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """By offset: the lexicographer file, the words as they are written, what it is a kind of."""
    found = {}
    for line in _lines(folder / "data.noun"):
        cells = line.partition(" | ")[0].split()
        count = int(cells[3], 16)
        words = tuple(cells[4 : 4 + 2 * count : 2])
        pointers = cells[5 + 2 * count :]
        above = tuple(pointers[at + 1] for at in range(0, len(pointers), 4) if pointers[at] == "@")
        found[cells[0]] = cells[1], words, above
    return found


def nouns(folder: Path) -> Iterator[tuple[str, str]]:
    """Every noun taken, with "person" or "body"."""
    known = synsets(folder)
    bodies = _below(ORGANISATION, {offset: above for offset, (_, _, above) in known.items()})
    for line in _lines(folder / "index.noun"):
        cells = line.split()
        first = cells[6 + int(cells[3])]
        file, words, _ = known[first]
        if cells[0] in words and cells[0].isalpha() and len(cells[0]) >= LEAST_LETTERS:
            if file == PERSON_FILE:
                yield cells[0], "person"
            elif first in bodies:
                yield cells[0], "body"


def _lines(path: Path) -> Iterable[str]:
    """The lines after the licence, which is indented."""
    return (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(" "))


def _below(top: str, above: dict[str, tuple[str, ...]]) -> set[str]:
    kinds = defaultdict(list)
    for offset, parents in above.items():
        for parent in parents:
            kinds[parent].append(offset)
    found, waiting = {top}, [top]
    while waiting:
        new = [kid for kid in kinds[waiting.pop()] if kid not in found]
        found.update(new)
        waiting += new
    return found


def main() -> None:
    """Writes the table."""
    wordnet, gazetteer = map(Path, sys.argv[1:])
    seldom = {row["lemma"] for row in hand("not_people")}
    write(gazetteer, "people", ("lemma", "kind"), (row for row in nouns(wordnet) if row[0] not in seldom))


if __name__ == "__main__":
    main()
