"""Noun phrases: their words, their kind, and the mention each makes; positions are words of one sentence.

Finding and resolving both read noun phrases and neither may import the other, so the reading stands here, below them.
A mention's wording is always the exact words of its span.
"""

from __future__ import annotations

from onrecord.data import Gazetteer, Spot
from onrecord.tree import Tree, kept
from onrecord.types import Mention, MentionKind

_CLAUSE_WORDS = 10
_CHARGING = frozenset({"of", "for", "with", "over", "by"})  # "accused the guards of having slept"
_BODIES = frozenset({"organisations", "bodies", "business", "parties", "media"})
_KEPT = ("det", "amod", "compound", "nmod", "nummod", "flat", "fixed", "goeswith")


@kept
def mention_at(tree: Tree, word: int, gazetteer: Gazetteer) -> Mention:
    """The one mention whose head the word is."""
    if tree.sentence.upos[word] == "PRON":
        return make(tree, word, word + 1, _pronoun_kind(tree, word))
    name = name_span(tree, word, gazetteer)
    if name is not None:
        return _named(tree, word, name, gazetteer)
    if tree.sentence.upos[word] == "PROPN" and not role_phrase(tree, word, gazetteer):
        return _unlabelled(tree, word, gazetteer)
    start, end = phrase(tree, word)
    kind = noun_kind(tree, word, gazetteer)
    if kind in {"group", "thing"} and end - start <= 2:
        end = _with_clause(tree, word, end)
    elif kind == "thing":
        end = _with_list(tree, word, end)
    return make(tree, start, end, kind)


def _with_list(tree: Tree, word: int, end: int) -> int:
    """The end of a thing's phrase with all that its last part lists ("talks between Israel and Jordan")."""
    for last in range(word + 1, end):
        if tree.relation(last) == "nmod" and tree.kid(last, "conj") and tree.extent(last, only=_KEPT)[1] == end:
            return max(end, tree.extent(last, without=("acl", "appos", "parataxis", "advcl", "punct"))[1])
    return end


def _with_clause(tree: Tree, word: int, end: int) -> int:
    """The end of a bare noun's phrase with the clause that alone tells which one ("the families who lost a child")."""
    for kid in tree.kids(word, "acl"):
        first, last = tree.extent(kid, without=("conj", "parataxis", "punct"))
        charge = tree.sentence.words[first].lower() in _CHARGING
        if first == end and last - end <= _CLAUSE_WORDS and not charge:
            return last
    return end


def _defines(tree: Tree, word: int) -> bool:
    """Whether a prepositional phrase tells which one is meant ("of Turkey", "in Baku"), not what is done with it."""
    if tree.preposition(word) == "for" and tree.kid(word, "nmod:poss") is not None:
        return False  # "the people for their courage"
    return tree.relation(word) != "nmod" or tree.preposition(word) in {
        "of",
        "in",
        "on",
        "to",
        "for",
        "against",
        "at",
        "from",
    }


def name_span(tree: Tree, word: int, gazetteer: Gazetteer) -> tuple[int, int, str] | None:
    """Start, end and kind of the name that holds the word, without the titles before it; None for a bare title."""
    found = tree.name_at(word)
    if found is None or found[2] != "PER":
        return found
    start, end, kind = found
    while start < end and _is_title(tree, start, gazetteer):
        start += 1
    return (start, end, kind) if start <= word < end else None


def _is_title(tree: Tree, word: int, gazetteer: Gazetteer) -> bool:
    written = tree.sentence.words[word]
    return gazetteer.role(written) is not None or gazetteer.title(written) is not None or written.islower()


def phrase(tree: Tree, word: int) -> tuple[int, int]:
    """The words of a noun phrase without what follows its complements (relative clauses, appositions, conjuncts)."""
    start, end = tree.extent(word, only=_KEPT)
    trailing = [kid for kid in tree.kids(word, "amod") if kid > word and not tree.sentence.words[kid][:1].isupper()]
    trailing += [tree.extent(kid)[0] for kid in tree.kids(word, "nmod") if kid > word and not _defines(tree, kid)]
    end = max(word + 1, min([end, *trailing]))
    while start < word and tree.sentence.upos[start] in {"PUNCT", "ADP", "CCONJ", "SCONJ"}:
        start += 1
    while end - 1 > word and tree.sentence.upos[end - 1] in {"PUNCT", "ADP", "CCONJ", "SCONJ"}:
        end -= 1
    return start, end


def make(tree: Tree, start: int, end: int, kind: MentionKind, name: str | None = None) -> Mention:
    """A mention of the words from ``start`` to before ``end``."""
    return Mention(tree.span(start, end), kind, tree.wording(start, end), name)


def _pronoun_kind(tree: Tree, word: int) -> MentionKind:
    form = tree.sentence.words[word].lower()
    if form in {"it", "its", "this", "that", "which", "itself", "what", "whatever"}:
        return "thing"
    return (
        "group" if form in {"they", "them", "their", "we", "us", "our", "both", "all", "these", "those"} else "person"
    )


def name_kind(wording: str, label: str, gazetteer: Gazetteer) -> MentionKind:
    """The kind of a named span: by the gazetteer first (capitals and metonyms are states), then by its label."""
    if label != "PER":
        if gazetteer.organisation(wording) or gazetteer.institution(wording):
            return "organization"
        if gazetteer.country(wording):
            return "state"
        if gazetteer.countries_named(wording):
            return "state"  # "Kingston", "Georgia": which one, and whether a state at all, the article must tell
        return "organization" if label == "ORG" else "place"
    match = gazetteer.country(wording)
    return "state" if match and not match.need and " " not in wording else "person"


def _named(tree: Tree, word: int, name: tuple[int, int, str], gazetteer: Gazetteer) -> Mention:
    start, end, label = name
    kind = name_kind(tree.wording(start, end), label, gazetteer)
    if kind == "organization":
        first, last = phrase(tree, tree.top_of(start, end))
        known = gazetteer.organisation(tree.wording(start, end))
        start, end = (start, end) if known else (min(start, first), max(end, last))
    for spot in spots(tree, gazetteer):
        if (
            spot.kind == "ORG"
            and spot.certain
            and spot.start <= word < spot.end
            and spot.end - spot.start > end - start
        ):
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
    while (
        end + 1 < len(tree.sentence.words) and tree.sentence.upos[end + 1] == "PROPN" and _joined(tree, end + 1, word)
    ):
        end += 1
    wording = tree.wording(start, end + 1)
    if gazetteer.role(wording) or gazetteer.role(tree.sentence.words[word]):
        first, last = phrase(tree, word)
        return make(tree, first, last, noun_kind(tree, word, gazetteer))
    kind = name_kind(wording, "LOC", gazetteer)
    if gazetteer.never(tree.sentence.words[word], "name"):
        kind = "thing"
    elif kind == "place":
        kind = "person" if tree.kids(word, "flat", "nmod:desc") else "organization"
    return make(tree, start, end + 1, kind)


def _joined(tree: Tree, one: int, other: int) -> bool:
    return tree.head(one) == other or tree.head(other) == one or tree.head(one) == tree.head(other)


@kept
def role_phrase(tree: Tree, word: int, gazetteer: Gazetteer) -> str | None:
    """The longest role wording that ends at, or goes on from, a noun ("foreign minister", "head of state")."""
    words = tree.sentence.words
    if not gazetteer.in_roles(words[word]):
        return None
    if len(words) > word + 3 and words[word + 1] == "of" and tree.sentence.upos[word + 2] in {"PRON", "DET"}:
        inner = f"{words[word]} of {words[word + 3]}"  # "the head of our state"
        if gazetteer.role(inner):
            return inner
    for start in range(max(0, word - 3), word + 1):
        for end in (word + 3, word + 2, word + 1):
            if end <= len(words):
                wording = " ".join(words[start:end]).replace(" - ", "-")
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
    start, end = phrase(tree, word)
    for wording in {tree.wording(start, end), tree.wording(start, word + 1)}:  # "the foreign ministry in Oslo"
        if gazetteer.institution(wording) or gazetteer.institution_kind(wording) or gazetteer.organisation(wording):
            return "organization"
    group = gazetteer.group_noun(lemma)
    if group:
        return "organization" if group.of in _BODIES and not plural else "group"
    people = gazetteer.people_noun(lemma)
    if people:
        return "group" if plural else "person" if people == "person" else "organization"
    return "group" if tree.sentence.upos[word] in {"DET", "NUM"} else "thing"
