"""Slips of the trained parser that a rule of English settles, and names cut at a hyphen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.types import Name, Sentence

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def prepositions_first(
    heads: Sequence[int], relations: Sequence[str], upos: Sequence[str], xpos: Sequence[str]
) -> tuple[int, ...]:
    """The heads with every preposition on a noun after it; English has none that marks a noun before it.

    A preposition that the parser hung on an earlier word goes to the first noun after it that hangs on a word before
    the preposition. Only words without children are moved, so the tree stays a tree.
    """
    mended = list(heads)
    governing = set(heads)
    for word, head in enumerate(heads):
        wrong = relations[word] == "case" and upos[word] == "ADP" and 0 <= head < word and word not in governing
        if wrong and xpos[word] != "POS":
            noun = next((w for w in range(word + 1, len(heads)) if upos[w] in _NOMINAL and heads[w] < word), None)
            if noun is not None and heads[noun] >= 0:
                mended[word] = noun
    return tuple(mended)


def whole_name(name: Name, words: Sequence[str], offsets: Sequence[tuple[int, int]], upos: Sequence[str]) -> Name:
    """The name with the rest of a hyphenated word that the splitter cut ("Kaboré-Diallo")."""
    end = name.end
    if words[end - 1] == "-" and end < len(words) and offsets[end - 1][1] == offsets[end][0]:
        end += 1
    while end + 1 < len(words) and words[end] == "-" and upos[end + 1] == "PROPN":
        if offsets[end - 1][1] != offsets[end][0] or offsets[end][1] != offsets[end + 1][0]:
            break
        end += 2
    return Name(name.start, end, name.kind)


_AND = frozenset({"and", "&"})
_NEVER_LAST = _AND | {"of", "the", "for", "from"}
_LEAST_PART = 2
"""A company may be two surnames with "and" between them; what is longer on both sides is two bodies."""


def single_names(name: Name, words: Sequence[str], heads: Sequence[int], relations: Sequence[str]) -> tuple[Name, ...]:
    """The bodies that the tree lists one by one where the parser took them for one name, without a last "and" or "of".

    "Human Rights Watch and Amnesty International" is two; "Ministry of Health and Social Affairs" is one, for what
    "and" joins stands below its head.
    """
    if name.kind == "LOC":
        return (name,)
    start, end = name.start, name.end
    while end - 1 > start and words[end - 1].lower() in _NEVER_LAST:
        end -= 1
    top = _top(heads, start, end)
    for word in range(start + _LEAST_PART, end - _LEAST_PART):
        if words[word].lower() in _AND:
            listed = any(heads[other] == top and relations[other] == "conj" for other in range(word + 1, end))
            if listed and top is not None and top < word:
                return Name(start, word, name.kind), Name(word + 1, end, name.kind)
    return (Name(start, end, name.kind),)


_PARTIES = frozenset({"D", "R", "I"})


def party_tags(
    words: Sequence[str], relations: Sequence[str], names: Sequence[Name]
) -> tuple[tuple[str, ...], tuple[Name, ...]]:
    """Relations and names without a legislator's party and place ("Jo Berg, D-Newport") as somebody of their own."""
    tags = {
        at
        for at, (before, word, after) in enumerate(zip(words, words[1:], words[2:], strict=False), start=1)
        if word in _PARTIES and after == "-" and before in {",", "("}
    }
    told = ("nmod:unmarked" if at in tags and relation == "conj" else relation for at, relation in enumerate(relations))
    return tuple(told), tuple(name for name in names if name.start not in tags)


def surnames_are_persons(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of one article with every lone surname of a person named in full in it marked as a person.

    One sense per discourse (Gale, Church and Yarowsky, 1992): a surname that the parser took for a place or a body once
    is a person, but where it stands after "in", "from" or "at".
    """
    surnames = {
        sentence.words[name.end - 1]
        for sentence in sentences
        for name in sentence.names
        if name.kind == "PER" and name.end - name.start > 1
    }
    return tuple(_with_persons(sentence, surnames) for sentence in sentences)


def _with_persons(sentence: Sentence, surnames: set[str]) -> Sentence:
    names = tuple(
        replace(name, kind="PER") if _is_surname(sentence.words, name, surnames) else name for name in sentence.names
    )
    return sentence if names == sentence.names else replace(sentence, names=names)


def _is_surname(words: Sequence[str], name: Name, surnames: set[str]) -> bool:
    alone = name.end - name.start == 1 and words[name.start] in surnames
    return alone and (name.start == 0 or words[name.start - 1].lower() not in {"in", "from", "at"})


def named_after_office(
    heads: Sequence[int], relations: Sequence[str], words: Sequence[str], xpos: Sequence[str], names: Sequence[Name]
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Heads and relations with every person of a list joined to the office before the name.

    In "the chairman of the party, Ana Lima, the envoy Jo Berg and …" the parser may make each office and each name a
    member of its own. A person between commas after "the" office "of" something is its apposition; a noun directly
    before a member's name describes it, and so does one that the parser took for a second subject ("The candidates Ana
    Lima and Jo Berg have called").
    """
    new_heads, new_relations = list(heads), list(relations)
    for name in names:
        top = _top(new_heads, name.start, name.end)
        if name.kind == "LOC" or top is None or name.start < 1:
            continue
        before = name.start - 1
        if new_relations[top] == new_relations[before] == "nsubj" and new_heads[top] == new_heads[before]:
            if xpos[before] in {"NN", "NNS"}:
                _move(new_heads, new_relations, [before], top, "nmod:desc")
            continue
        if name.kind != "PER" or new_relations[top] != "conj":
            continue
        if words[name.start - 1] == ",":
            office = _office_before(new_heads, new_relations, words, xpos, name, top)
            if office is not None:
                _move(new_heads, new_relations, [top], office, "appos")
                _move(new_heads, new_relations, _kids(new_heads, new_relations, top, "conj"), office, "conj")
        elif xpos[name.start - 1] == "NN" and new_heads[name.start - 1] == new_heads[top]:
            noun = name.start - 1
            for relation in ("cc", "det", "punct"):
                _move(new_heads, new_relations, _kids(new_heads, new_relations, noun, relation), top, relation)
            _move(new_heads, new_relations, [noun], top, "nmod:desc")
    return tuple(new_heads), tuple(new_relations)


def _office_before(
    heads: Sequence[int], relations: Sequence[str], words: Sequence[str], xpos: Sequence[str], name: Name, top: int
) -> int | None:
    """The office that ends with an "of" phrase at the comma before a name, among the words the name hangs below."""
    closed = name.end == len(words) or words[name.end] in {",", ".", ";"}
    if not closed or _kids(heads, relations, top, "cc"):
        return None
    word = heads[top]
    while word >= 0:
        described = any(kid > word and kid < name.start for kid in _kids(heads, relations, word, "nmod"))
        taken = any(kid < name.start for kid in _kids(heads, relations, word, "appos"))
        between = any(word < kid < name.start for kid in _kids(heads, relations, word, "conj"))
        if (
            described
            and not taken
            and not between
            and xpos[word] in {"NN", "NNP"}
            and _kids(heads, relations, word, "det")
        ):
            return word
        word = heads[word]
    return None


def _top(heads: Sequence[int], start: int, end: int) -> int | None:
    """The word of a stretch that hangs on one outside it."""
    return next((word for word in range(start, end) if not start <= heads[word] < end), None)


def _kids(heads: Sequence[int], relations: Sequence[str], word: int, relation: str) -> list[int]:
    return [kid for kid, head in enumerate(heads) if head == word and relations[kid] == relation]


def _move(heads: list[int], relations: list[str], words: Sequence[int], head: int, relation: str) -> None:
    for word in words:
        heads[word], relations[word] = head, relation
