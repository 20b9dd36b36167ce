"""What becomes of those whom a figure counts: "37 people were killed" and "the death of 37" are figures of the dead.

Two reports that count one loss seldom use one noun for those who were lost; what became of them is what they agree on.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.find.measures import Place
from onrecord.tree import Tree
from onrecord.types import Entity, Mention

Words = Mapping[str, frozenset[str]]


@cache
def _fates() -> tuple[Mapping[str, Words], Words]:
    """The fates with their words, and the closed lists beside them."""
    table: dict[str, Any] = tomllib.loads(files("onrecord.find").joinpath("fates.toml").read_text(encoding="utf-8"))
    fates = {
        name: {part: frozenset(words) for part, words in value.items()}
        for name, value in table.items()
        if isinstance(value, dict)
    }
    return fates, {name: frozenset(words) for name, words in table.items() if isinstance(words, list)}


def fate_of(tree: Tree, place: Place) -> Mention | None:
    """What became of those counted, as a thing named by it: "dead", "miners dead"; the words that say so.

    None where nothing of the kind is said. Those who are just anyone ("people") are not named again.
    """
    for counted in _counted(tree, place):
        for fate, word in _told(tree, counted):
            noun = tree.lemma(counted)
            own = counted in (word, place.top) or noun in _fates()[1]["anyone"] or tree.sentence.upos[counted] != "NOUN"
            name = fate if own else f"{tree.sentence.words[counted].lower()} {fate}"
            span = tree.span(word, word + 1)
            entity = Entity(f"fate:{name.replace(' ', '-')}", name, "thing")
            return Mention(span, "thing", span.of(tree.text), entity=entity)
    return None


def _counted(tree: Tree, place: Place) -> tuple[int, ...]:
    """The words that can stand for those counted: what the number counts in the tree, itself, the noun it was given."""
    above = tree.head(place.top)
    direct = (above,) if above >= 0 and tree.relation(place.top).partition(":")[0] == "nummod" else ()
    return tuple(dict.fromkeys((*direct, place.top, *(() if place.noun is None else (place.noun,)))))


def _told(tree: Tree, counted: int) -> Iterator[tuple[str, int]]:
    """Each fate that is told of what is counted, with the word that tells it, the nearest first."""
    for word in (counted, *tree.kids(counted, "amod")):
        yield from _by("is", tree, word)
    for word in tree.kids(counted, "acl"):
        yield from _by("done", tree, word)
        yield from _by("is", tree, word)
    head, relation = tree.head(counted), tree.relation(counted)
    if head < 0:
        return
    if relation == "nsubj:pass":
        for part in ("done", "is"):
            yield from _by(part, tree, head)
    elif relation == "nsubj":
        for part in ("does", "is"):
            yield from _by(part, tree, head)
        yield from _lives(tree, head)
    elif relation == "obj":
        yield from _by("done", tree, head)
        for word in tree.kids(head, "xcomp"):
            yield from _by("is", tree, word)
    elif relation == "nmod":
        yield from _by("is", tree, head)
        if tree.lemma(head) in _fates()[1]["lives"] and tree.head(head) >= 0:
            yield from _lives(tree, tree.head(head))


def _by(part: str, tree: Tree, word: int) -> Iterator[tuple[str, int]]:
    lemma, form = tree.lemma(word), tree.sentence.words[word].lower()
    for fate, words in _fates()[0].items():
        if lemma in words[part] or (part == "is" and form in words[part]):
            yield fate, word


def _lives(tree: Tree, verb: int) -> Iterator[tuple[str, int]]:
    """Lives that are lost or taken."""
    lists = _fates()[1]
    objects = [word for word in tree.kids(verb, "obj") if tree.lemma(word) in lists["lives"]]
    if objects and tree.lemma(verb) in lists["loses"]:
        yield "dead", objects[0]
