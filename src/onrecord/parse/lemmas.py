"""Words to lemmas: a table of the irregular ones, then rules by ending."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from onrecord.errors import ParserError

LONGEST_ENDING = 5

Rule = tuple[bool, int, str]  # lower the word first, letters to cut, letters to add


def apply(rule: Rule, word: str) -> str:
    """The word with its ending changed."""
    lowers, cut, added = rule
    stem = word.lower() if lowers else word
    return stem[: len(stem) - cut] + added or word


def bases_of(lower: str, tag: str) -> tuple[str, ...]:
    """The base forms a regular verb form can come from, the likeliest first."""
    ending = {"VBD": "ed", "VBN": "ed", "VBG": "ing", "VBZ": "s"}.get(tag)
    if ending is None or not lower.endswith(ending) or len(lower) < len(ending) + 2:
        return ()
    stem = lower[: -len(ending)]
    found = [stem, stem + "e"] if tag != "VBZ" else [stem]
    if tag == "VBZ" and stem.endswith("e"):
        found.append(stem[:-1])
    if stem.endswith("i") or (tag == "VBZ" and stem.endswith("ie")):
        found.append(stem.rstrip("e")[:-1] + "y")
    if len(stem) > 2 and stem[-1] == stem[-2]:
        found.append(stem[:-1])
    return tuple(found)


class Lemmas:
    """Lemmas by (word, Penn tag), remembered from one word to the next."""

    def __init__(self, path: Path, words: Container[str] = ()) -> None:
        """Reads the table; ``words`` are known to be words, which tells a right guess from a wrong one."""
        self._words = words
        self._known: dict[tuple[str, str], str] = {}
        self._rules: dict[tuple[str, str], Rule] = {}
        self._bases: set[str] = set()
        self._cache: dict[tuple[str, str], str] = {}
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
            for line in lines:
                self._read(line.split("\t"))
        except (OSError, ValueError, IndexError) as error:
            raise ParserError("the lemmas cannot be read", where=str(path), next_step="Re-install OnRecord.") from error

    def _read(self, cells: list[str]) -> None:
        # One cell is a verb's base form; three are a word, a tag and its lemma; five are a rule: ending, tag, lower or
        # keep, letters cut, letters added.
        if len(cells) == 1:
            self._bases.add(cells[0])
        elif len(cells) == 3:
            self._known[cells[0], cells[1]] = cells[2]
        else:
            self._rules[cells[0], cells[1]] = (cells[2] == "l", int(cells[3]), cells[4])

    def __call__(self, word: str, tag: str) -> str:
        """The lemma of a word with its Penn tag; the word itself where nothing is known."""
        key = (word, tag)
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) > 200_000:
                self._cache.clear()
            found = self._cache[key] = self._lemma(word, tag)
        return found

    def _lemma(self, word: str, tag: str) -> str:
        lower = word.lower().replace("’", "'")
        known = self._known.get((lower, tag))
        if known is not None:
            return known
        attested = [base for base in bases_of(lower, tag) if base in self._bases]
        if attested:
            return attested[0]
        for size in range(min(LONGEST_ENDING, len(lower)), -1, -1):
            rule = self._rules.get((lower[len(lower) - size :], tag))
            if rule is not None:
                return self._checked(lower, tag, apply(rule, word))
        return word

    def _checked(self, lower: str, tag: str, lemma: str) -> str:
        # An ending alone cannot tell "provoked" from "looked"; whether the result is a word can.
        candidates = () if lemma in self._words else bases_of(lower, tag)
        return next((base for base in candidates if base in self._words), lemma)
