"""Trees for the names of organisations, from tables of names: the last word heads, "of" and "for" open an nmod."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from tools.train.phrases import Phrase, Word
from tools.train.treebank import Tree

LINKS = ("of", "for", "in")
OFFICES = ("President", "Prime", "King", "Queen", "Sultan", "Emir", "Government")
LONGEST = 8
_NAME = re.compile(r"[A-Z][A-Za-z]+(?:'s)?(?: (?:[A-Z][A-Za-z]+(?:'s)?|of|for|in|and|the))*")
_ACRONYM = re.compile(r"[A-Z]{3,6}")


def adjectives(trees: Iterable[Tree]) -> frozenset[str]:
    """Words, in lower case, that the treebanks read as adjectives more often than as nouns."""
    seen: Counter[str] = Counter()
    for tree in trees:
        for word, tag, relation in zip(tree.words, tree.upos, tree.relations, strict=True):
            if tag == "ADJ" and relation == "amod":
                seen[word.lower()] += 1
            elif tag in ("NOUN", "PROPN"):
                seen[word.lower()] -= 1
    return frozenset(word for word, count in seen.items() if count > 0)


def _cells(path: Path, *columns: str) -> list[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [row[column] or "" for row in csv.DictReader(lines) for column in columns]


def read_organisations(folder: Path, known: frozenset[str]) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """Named organisations that take an article, and acronyms and outlets that may go without."""
    names = _cells(folder / "parties.csv", "name") + _cells(folder / "organisations.csv", "name")
    names += [name for name in _cells(folder / "institutions.csv", "name") if name.split()[0] not in OFFICES]
    bare = _cells(folder / "outlets.csv", "name")
    short = _cells(folder / "parties.csv", "acronym") + _cells(folder / "organisations.csv", "acronym")
    articled = {name for name in names if _NAME.fullmatch(name) and 1 < len(name.split()) <= LONGEST}
    single = {name for name in bare if _NAME.fullmatch(name) and len(name.split()) <= 3}
    single |= {name for name in short if _ACRONYM.fullmatch(name)}
    return (
        tuple(phrase for name in sorted(articled) if (phrase := organisation(name, known))),
        tuple(phrase for name in sorted(single) if (phrase := organisation(name, known))),
    )


def organisation(name: str, known: frozenset[str]) -> Phrase | None:
    """The name's tree; None where its links leave no word to hold on to."""
    forms = [part for word in name.split() for part in re.split(r"(?='s$)", word) if part]
    words: list[Word | None] = [None] * len(forms)
    governor = -1
    for start, end in _segments(forms):
        head = _segment(forms, words, start, end, known)
        if head is None:
            return None
        words[head] = Word(forms[head], _tag(forms[head]), "nmod" if governor >= 0 else "", governor)
        if start and forms[start - 1] in LINKS:
            words[start - 1] = Word(forms[start - 1], "IN", "case", head)
        governor = head
    if any(word is None for word in words):
        return None
    return Phrase(tuple(word for word in words if word), ((0, len(forms), "ORG"),))


def _segments(forms: Sequence[str]) -> list[tuple[int, int]]:
    bounds = [at for at, form in enumerate(forms) if form in LINKS]
    return list(zip([0, *(at + 1 for at in bounds)], [*bounds, len(forms)], strict=True))


def _tag(form: str) -> str:
    return "NNPS" if form.endswith("s") and not form.endswith("ss") and len(form) > 4 else "NNP"


def _segment(forms: Sequence[str], words: list[Word | None], start: int, end: int, known: frozenset[str]) -> int | None:
    """Fills one stretch between links; the place of its head."""
    places = [at for at in range(start, end) if forms[at] not in ("the", "and", "'s")]
    if not places:
        return None
    joint = forms.index("and", start, end) if "and" in forms[start:end] else -1
    if joint == start or joint == end - 1:
        return None
    head = places[-1]
    if joint >= 0 and joint == end - 2:  # "Security and Cooperation": the first of the two heads
        head = joint - 1
    for at in range(start, end):
        if at != head:
            words[at] = _modifier(forms, at, head, joint, known)
    return head


def _modifier(forms: Sequence[str], at: int, head: int, joint: int, known: frozenset[str]) -> Word:
    form = forms[at]
    if form == "the":
        return Word(form, "DT", "det", head)
    if form == "and":
        return Word(form, "CC", "cc", at + 1)
    if form == "'s":
        return Word(form, "POS", "case", at - 1)
    if at + 1 < len(forms) and forms[at + 1] == "'s":
        return Word(form, "NNP", "nmod:poss", head)
    if at == joint + 1 and joint >= 0:
        return Word(form, _tag(form), "conj", joint - 1)
    return Word(form, "NNP", "amod" if form.lower() in known else "compound", head)
