"""GUM's coreference chains as annotated articles: who is spoken of again, in texts of real newspapers and speakers.

Only chains come from here, no acts. Documents are cut into stretches of a news report's length, for a chain is looked
for within one article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tools.train.annotated import Annotated, Known, Marked

SENTENCES = 18
NAME = "gum-"
"""How the names of these articles begin."""
_FILE = Path("UD_English-GUM") / "en_gum_nonc-ud-train.conllu"
_ENTITY = re.compile(r"Entity=([^|]*)")
_BRACKETS = re.compile(r"\([^()]*\)?|[^()]+\)")
_KINDS = {"person": "person", "place": "state", "organization": "organization"}


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with what is marked at it; ``spaced`` where a space follows, ``opens`` where a paragraph begins."""

    form: str
    marks: str
    spaced: bool
    opens: bool


@dataclass(slots=True)
class _Draft:
    """An article as it grows: mentions still open, by chain, with their offsets."""

    text: str = ""
    mentions: list[Marked] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    opened: dict[str, list[int]] = field(default_factory=dict)

    def add(self, word: _Word) -> None:
        """The next word with what it opens and closes."""
        if word.opens and self.text:
            self.text = self.text.rstrip() + "\n\n"
        start = len(self.text)
        self.text += word.form
        for mark in _BRACKETS.findall(word.marks):
            self._mark(mark, start, len(self.text))
        self.text += " " if word.spaced else ""

    def _mark(self, mark: str, start: int, end: int) -> None:
        chain, *rest = mark.strip("()").split("-")
        if not mark.startswith("("):
            if self.opened.get(chain):
                self.mentions.append(Marked(self.opened[chain].pop(), end, (chain,)))
            return
        self.kinds[chain] = rest[0] if rest else "abstract"
        if mark.endswith(")"):
            self.mentions.append(Marked(start, end, (chain,)))
        else:
            self.opened.setdefault(chain, []).append(start)

    def article(self, name: str) -> Annotated:
        """The article as it stands; a chain's name is not known, and nothing asks for it."""
        entities = {chain: Known(_KINDS.get(kind, "thing"), "x", None) for chain, kind in self.kinds.items()}
        return Annotated(name, self.text, entities, tuple(self.mentions), ())


def chains(treebanks: Path) -> list[Annotated]:
    """GUM's training documents without non-commercial terms, in stretches."""
    articles: list[Annotated] = []
    for document, sentences in _documents(treebanks / _FILE):
        for start in range(0, len(sentences), SENTENCES):
            draft = _Draft()
            for sentence in sentences[start : start + SENTENCES]:
                for word in sentence:
                    draft.add(word)
            articles.append(draft.article(f"{NAME}{document}-{len(articles)}"))
    return articles


def _documents(path: Path) -> Iterator[tuple[str, list[list[_Word]]]]:
    name, sentences = "", list[list[_Word]]()
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        fresh = next((line.partition("=")[2].strip() for line in lines if line.startswith("# newdoc")), None)
        if fresh is not None:
            if sentences:
                yield name, sentences
            name, sentences = fresh, []
        sentences.append(_sentence(lines))
    if sentences:
        yield name, sentences


def _sentence(lines: list[str]) -> list[_Word]:
    """The words of a sentence; those of one written word ("don't") have no space between them."""
    found: list[_Word] = []
    opens = any(line.startswith("# newpar") for line in lines)
    last, group_spaced = 0, True
    for columns in (line.split("\t") for line in lines if not line.startswith("#")):
        number, spaced = columns[0], "SpaceAfter=No" not in columns[9]
        if "-" in number:
            last, group_spaced = int(number.partition("-")[2]), spaced
        elif number.isdigit():
            if int(number) <= last:
                spaced = group_spaced and int(number) == last
            marked = _ENTITY.search(columns[9])
            found.append(_Word(columns[1], marked[1] if marked else "", spaced, opens and not found))
    return found
