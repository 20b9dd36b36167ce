"""Noun phrases: their words, their kind, and the mention each makes; positions are words of one sentence.

Finding and resolving both read noun phrases and neither may import the other, so the reading stands here, below them.
A mention's wording is always the exact words of its span.
"""

from __future__ import annotations

from onrecord.data import Gazetteer, Spot
from onrecord.tree import Tree
from onrecord.types import Mention, MentionKind

_CUT = ("acl", "acl:relcl", "appos", "parataxis", "conj", "cc", "punct", "advcl", "cop", "nsubj", "mark", "aux", "case",
        "ccomp", "xcomp", "advmod", "obl", "csubj", "discourse", "obj", "dep", "list", "expl", "aux:pass", "cc:preconj")  # fmt: skip


def mention_at(tree: Tree, word: int, gazetteer: Gazetteer) -> Mention:
    """The one mention whose head the word is."""
    if tree.sentence.upos[word] == "PRON":
        return make(tree, word, word + 1, _pronoun_kind(tree, word))
    name = tree.name_at(word)
    if name is not None:
        return _named(tree, word, name, gazetteer)
    if tree.sentence.upos[word] == "PROPN":
        return _unlabelled(tree, word, gazetteer)
    start, end = phrase(tree, word)
    return make(tree, start, end, noun_kind(tree, word, gazetteer))


def phrase(tree: Tree, word: int) -> tuple[int, int]:
    """The words of a noun phrase without what follows its complements (relative clauses, appositions, conjuncts)."""
    start, end = tree.extent(word, _CUT)
    while start < word and tree.sentence.upos[start] in {"PUNCT", "ADP", "CCONJ", "SCONJ"}:
        start += 1
    while end - 1 > word and tree.sentence.upos[end - 1] in {"PUNCT", "ADP", "CCONJ"}:
        end -= 1
    return start, end


def make(tree: Tree, start: int, end: int, kind: MentionKind, name: str | None = None) -> Mention:
    """A mention of the words from ``start`` to before ``end``."""
    return Mention(tree.span(start, end), kind, tree.wording(start, end), name)


def _pronoun_kind(tree: Tree, word: int) -> MentionKind:
    form = tree.sentence.words[word].lower()
    if form in {"it", "its", "this", "that", "which", "itself"}:
        return "thing"
    return "group" if form in {"they", "them", "their", "we", "us", "our", "both", "all", "these", "those"} else "person"


def name_kind(wording: str, label: str, gazetteer: Gazetteer) -> MentionKind:
    """The kind of a named span by the gazetteer first (capitals and metonyms are states), then by the parser's label."""
    if label != "PER":
        if gazetteer.organisation(wording) or gazetteer.institution(wording):
            return "organization"
        if gazetteer.country(wording):
            return "state"
        return "organization" if label == "ORG" else "place"
    match = gazetteer.country(wording)
    return "state" if match and not match.need and " " not in wording else "person"


def _named(tree: Tree, word: int, name: tuple[int, int, str], gazetteer: Gazetteer) -> Mention:
    start, end, label = name
    kind = name_kind(tree.wording(start, end), label, gazetteer)
    if kind == "organization":
        for kid in (kid for item in range(start, end) for kid in tree.kids(item, "amod", "compound", "nmod:poss")):
            first, _ = tree.extent(kid)
            start = min(start, first)
    for spot in spots(tree, gazetteer):
        if spot.kind == "ORG" and spot.certain and spot.start <= word < spot.end and spot.end - spot.start > end - start:
            start, end, kind = spot.start, spot.end, "organization"
    return make(tree, start, end, kind)


def spots(tree: Tree, gazetteer: Gazetteer) -> tuple[Spot, ...]:
    """The gazetteer's names in the sentence, looked up once for a tree."""
    if tree.spots is None:
        tree.spots = gazetteer.spot(tree.sentence.words)
    return tree.spots


def _unlabelled(tree: Tree, word: int, gazetteer: Gazetteer) -> Mention:
    """A proper noun the parser gave no name span: its flat and compound stretch."""
    start = end = word
    while start > 0 and tree.sentence.upos[start - 1] == "PROPN" and _joined(tree, start - 1, word):
        start -= 1
    while end + 1 < len(tree.sentence.words) and tree.sentence.upos[end + 1] == "PROPN" and _joined(tree, end + 1, word):
        end += 1
    wording = tree.wording(start, end + 1)
    if gazetteer.role(wording) or gazetteer.role(tree.sentence.words[word]):
        first, last = phrase(tree, word)
        return make(tree, first, last, noun_kind(tree, word, gazetteer))
    kind = name_kind(wording, "LOC", gazetteer)
    if kind == "place":
        kind = "person" if tree.kids(word, "flat", "nmod:desc") else "organization"
    return make(tree, start, end + 1, kind)


def _joined(tree: Tree, one: int, other: int) -> bool:
    return tree.head(one) == other or tree.head(other) == one or tree.head(one) == tree.head(other)


def role_phrase(tree: Tree, word: int, gazetteer: Gazetteer) -> str | None:
    """The longest role wording that ends at, or goes on from, a noun ("foreign minister", "head of state")."""
    words = tree.sentence.words
    for start in range(max(0, word - 3), word + 1):
        for end in (word + 3, word + 2, word + 1):
            if end <= len(words) and (end == word + 1 or words[word + 1].lower() in {"of", "-"}):
                wording = " ".join(words[start:end])
                if gazetteer.role(wording):
                    return wording
    return None


def noun_kind(tree: Tree, word: int, gazetteer: Gazetteer) -> MentionKind:
    """Whether a common noun names a person, a group, a body, a state or a thing."""
    plural = tree.sentence.xpos[word] in {"NNS", "NNPS"}
    lemma = tree.lemma(word)
    if role_phrase(tree, word, gazetteer):
        return "group" if plural else "person"
    if lemma in {"country", "state", "nation", "republic", "kingdom"}:
        return "group" if plural else "state"
    wording = tree.wording(*phrase(tree, word))
    if gazetteer.institution(wording) or gazetteer.institution_kind(wording) or gazetteer.organisation(wording):
        return "organization"
    if gazetteer.group_noun(lemma):
        return "group"
    return "group" if tree.sentence.upos[word] in {"DET", "NUM"} else "thing"
