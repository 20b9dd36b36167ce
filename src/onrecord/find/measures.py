"""What a number measures: the words around it, by class, as named features that a small scorer weighs.

The classes of words are in ``measures.toml``. ``MEASURES`` is in the order of the scorer's outputs.
"""

from __future__ import annotations

import bisect
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice

from onrecord.find.numbers import Number
from onrecord.find.scene import Scene
from onrecord.text import place_of
from onrecord.tree import Tree

MEASURES = (
    "vote_share", "votes", "turnout", "seats", "margin", "observers", "polling_stations", "registered_voters",
    "candidates", "precincts_counted", "term_years", "other",
)  # fmt: skip
NEAR, FAR = 3, 12
_RELATED = ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "nmod:poss", "amod", "compound", "advmod")


@cache
def classes() -> dict[str, tuple[str, ...]]:
    """Every word of ``measures.toml`` with the classes it belongs to."""
    rows = tomllib.loads(files("onrecord.find").joinpath("measures.toml").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    for name, words in rows.items():
        for word in words:
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands: its tree, its words there (start, end), its first row among all words of the article."""

    number: Number
    tree: int
    start: int
    end: int
    row: int
    top: int
    """The word that heads the number's own words."""
    noun: int | None
    """The noun it counts or that it is a share of, a word of the tree."""
    verb: int | None
    """The nearest verb or predicate above it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """An article's words in one row, with the places of its numbers."""

    scene: Scene
    places: tuple[Place, ...]
    first: tuple[int, ...]
    """The row of each tree's first word."""
    lower: tuple[str, ...]
    classes: tuple[frozenset[str], ...]
    """The classes of each word, by its form and its lemma."""
    blocks: tuple[int, ...]
    headings: tuple[int, ...]
    """For each block the block of the heading above it, -1 for none."""
    block_words: dict[int, frozenset[str]] = field(default_factory=dict)

    def tree(self, place: Place) -> Tree:
        """The tree that a number stands in."""
        return self.scene.trees[place.tree]


def lay_out(scene: Scene, found: Sequence[Number]) -> Layout:
    """The article's words and the numbers among them; a number outside every sentence has no place."""
    first, total = [], 0
    for tree in scene.trees:
        first.append(total)
        total += len(tree.sentence.words)
    places = tuple(place for number in found if (place := _placed(scene, first, number)))
    lower = tuple(word.lower() for tree in scene.trees for word in tree.sentence.words)
    told = tuple(
        _classes_of((word.lower(), lemma.lower()))
        for tree in scene.trees
        for word, lemma in zip(tree.sentence.words, tree.sentence.lemmas, strict=True)
    )
    blocks = tuple(tree.sentence.block for tree in scene.trees for _ in tree.sentence.words)
    layout = Layout(scene, places, tuple(first), lower, told, blocks, _headings(scene))
    by_block: dict[int, set[str]] = {}
    for block, kinds in zip(blocks, told, strict=True):
        by_block.setdefault(block, set()).update(kinds)
    layout.block_words.update((block, frozenset(kinds)) for block, kinds in by_block.items())
    return layout


def _headings(scene: Scene) -> tuple[int, ...]:
    """For each block the nearest heading or title before it."""
    found, heading = [], -1
    for at, block in enumerate(scene.parsed.article.blocks):
        found.append(heading)
        if block.kind in {"heading", "title"}:
            heading = at
    return tuple(found)


def _placed(scene: Scene, first: Sequence[int], number: Number) -> Place | None:
    at = place_of(number.digits.start, scene.trees, lambda tree: tree.sentence.span)
    if at < 0:
        return None
    tree = scene.trees[at]
    start = bisect.bisect_right(tree.sentence.ends, number.span.start)
    end = max(start + 1, bisect.bisect_left(tree.sentence.starts, number.span.end))
    digit = bisect.bisect_right(tree.sentence.ends, number.digits.start)
    if start >= len(tree.sentence.words) or digit >= len(tree.sentence.words):
        return None
    top = tree.top_of(start, end)
    return Place(number, at, start, end, first[at] + start, top, _noun(tree, start, end, top), _verb(tree, top))


def _noun(tree: Tree, start: int, end: int, top: int) -> int | None:
    """The noun counted: the one it modifies, the one it is a part of, else the next noun close after it."""
    upos = tree.sentence.upos
    head = tree.head(top)
    if (
        head >= end
        and tree.bare[top] in {"nummod", "amod", "compound", "advmod", "det"}
        and upos[head] in {"NOUN", "PROPN"}
    ):
        return head
    for kid in tree.kids(top, "nmod", "obl"):
        if kid >= end and tree.preposition(kid) in {"of", "out of"}:
            return kid
    for word in range(end, min(end + 5, len(upos))):
        if upos[word] in {"NOUN", "PROPN"} and not (word + 1 < len(upos) and tree.relation(word) == "compound"):
            return word
        if upos[word] in {"PUNCT", "VERB", "CCONJ", "PRON", "AUX"} and word > end:
            break
        if upos[word] in {"VERB", "AUX", "PUNCT", "CCONJ"}:
            break
    return None


def _verb(tree: Tree, word: int) -> int | None:
    for above in islice((word, *tree.ancestors(word)), 13):
        if tree.sentence.upos[above] == "VERB" or tree.kid(above, "cop") is not None:
            return above
    return None


_NO_CLASS: frozenset[str] = frozenset()


@lru_cache(maxsize=16384)
def _classes_of(words: tuple[str, ...]) -> frozenset[str]:
    table = classes()
    return frozenset(name for word in words for name in table.get(word, ())) or _NO_CLASS


# --- features ---------------------------------------------------------------------------------------------------


def size_of(value: float) -> str:
    """How large a number is, in a few steps, and whether it has decimals."""
    if value != int(value):
        return "fraction<100" if value <= 100 else "fraction"
    steps = (0, 1, 2, 5, 9, 20, 50, 100, 650, 9999, 99999, 999999)
    return str(bisect.bisect_left(steps, value))


def unit_of(number: Number) -> str:
    """The unit, currencies and rarer measures as one each."""
    if number.unit.isupper():
        return "money"
    known = {"percent", "points", "count", "years", "months", "weeks", "days", "hours", "minutes"}
    return number.unit if number.unit in known else "measure"


def measure_features(layout: Layout, at: int, ruled: Sequence[str]) -> list[str]:
    """What tells what the number at a place measures; ``ruled`` is what the rules take each number for."""
    place = layout.places[at]
    number, tree, unit = place.number, layout.tree(place), unit_of(place.number)
    bag = [f"unit:{unit}", f"size:{unit}:{size_of(number.value)}", f"form:{number.form}", f"pair:{number.pair}"]
    bag += [f"pair-unit:{unit}:{number.pair}", f"bound:{number.bound}", f"kind:{unit}:{_kind(layout, place)}"]
    bag += list(_word_features(layout, place, unit))
    bag += list(_class_features(layout, place, unit))
    bag += list(_neighbours(layout, at, unit))
    bag += list(_ruled_features(layout, at, ruled, unit))
    quoted = layout.scene.quotation_at(number.digits.start) is not None
    last = place.end >= len(tree.sentence.words) - 1
    bag += [f"quoted:{quoted}", f"last:{last}", f"first:{place.start == 0}", f"relation:{tree.relation(place.top)}"]
    return list(dict.fromkeys(bag))


def carried_features(layout: Layout, at: int, before: Sequence[str]) -> Iterator[str]:
    """How what the numbers before were taken for (empty for nothing) bears on the number at a place."""
    place, unit = layout.places[at], unit_of(layout.places[at].number)
    tree = layout.tree(place)
    for name, other in (("carried", at - 1), ("carried-2", at - 2)):
        if other < 0:
            yield f"{name}:none"
            continue
        one, measure = layout.places[other], before[other]
        same = (
            "tree" if one.tree == place.tree else "block" if layout.blocks[one.row] == layout.blocks[place.row] else ""
        )
        yield f"{name}:{measure}:{unit}:{unit_of(one.number)}"
        yield f"{name}:{measure}:{unit}:{unit_of(one.number)}:{same}"
        if name == "carried":
            noun = place.noun is not None and (tree.lemma(place.noun) if place.noun else "")
            like = one.noun is not None and layout.tree(one).lemma(one.noun) == noun
            yield f"carried:{measure}:{place.noun is None}:{like}:{unit}"
            yield f"carried:{measure}:{min(12, place.row - one.row) // 2}:{unit}"
            words = layout.lower[one.row + one.end - one.start : place.row]
            if len(words) <= 2:
                yield f"carried:{measure}:{unit}:{' '.join(words)}"
            yield f"carried-verb:{measure}:{unit}:{same == 'tree' and one.verb == place.verb}"
    last = next((one for one in reversed(before[max(0, at - 12) : at]) if one and one != "other"), "")
    yield f"carried-last:{last}:{unit}"
    for kind in sorted(layout.classes[place.row - place.start + place.noun] if place.noun is not None else ()):
        yield f"carried-last:{last}:{unit}:{kind}"


def _kind(layout: Layout, place: Place) -> str:
    return layout.scene.parsed.article.blocks[layout.tree(place).sentence.block].kind


def _word_features(layout: Layout, place: Place, unit: str) -> Iterator[str]:
    tree, table = layout.tree(place), classes()
    for name, word in (("noun", place.noun), ("verb", place.verb)):
        if word is None:
            yield f"{name}:none:{unit}"
            continue
        yield f"{name}:{tree.lemma(word)}"
        for kind in {*table.get(tree.lemma(word), ()), *table.get(tree.sentence.words[word].lower(), ())}:
            yield f"{name}-is:{unit}:{kind}"
            yield f"{name}-is:{kind}"
        if name == "noun" and word:
            for kid in tree.children[word]:
                if tree.relation(kid) in _RELATED:
                    for kind in table.get(tree.lemma(kid), ()):
                        yield f"noun-with:{kind}"
    if place.verb is not None:
        for kid in tree.kids(place.verb, "nsubj"):
            yield f"subject:{unit}:{tree.sentence.upos[kid]}"
            for kind in table.get(tree.lemma(kid), ()):
                yield f"subject-is:{unit}:{kind}"
    yield f"preposition:{unit}:{tree.preposition(place.top)}"
    words = tree.sentence.words
    for step in (1, 2):
        before = words[place.start - step].lower() if place.start >= step else "<"
        after = words[place.end + step - 1].lower() if place.end + step - 1 < len(words) else ">"
        yield f"before-{step}:{before}"
        yield f"after-{step}:{after}"
        if step == 1:
            yield f"before-unit:{unit}:{before}"
            yield f"after-unit:{unit}:{after}"


def _class_features(layout: Layout, place: Place, unit: str) -> Iterator[str]:
    """The classes of the words near, further off on either side, in the sentence before, above and in the title."""
    row, end = place.row, place.row + place.end - place.start
    block = layout.blocks[row]
    zones = (
        ("near-left", range(row - NEAR, row)),
        ("near-right", range(end, end + NEAR)),
        ("left", range(row - FAR, row - NEAR)),
        ("right", range(end + NEAR, end + FAR)),
        ("before", range(row - 3 * FAR, row - FAR)),
    )
    for name, rows in zones:
        told: set[str] = set()
        for at in rows:
            if 0 <= at < len(layout.lower) and (layout.blocks[at] == block or name == "before"):
                told.update(layout.classes[at])
        for kind in sorted(told):
            yield f"{name}:{unit}:{kind}"
            if name.startswith("near"):
                yield f"{name}:{kind}"
    heading = layout.headings[block]
    for kind in sorted(layout.block_words.get(heading, ())):
        yield f"heading:{unit}:{kind}"
    if block > 0 and heading != block - 1:
        for kind in sorted(layout.block_words.get(block - 1, ())):
            yield f"above:{unit}:{kind}"
    for kind in sorted(layout.block_words.get(0, ())):
        if kind in {"election", "motion", "sport", "casualty", "observing", "vote", "seat", "turnout"}:
            yield f"title:{unit}:{kind}"


def _neighbours(layout: Layout, at: int, unit: str) -> Iterator[str]:
    """The numbers before and after in the same block, their units and nouns."""
    place = layout.places[at]
    for name, other in (("previous", at - 1), ("next", at + 1)):
        if not 0 <= other < len(layout.places):
            continue
        one = layout.places[other]
        if layout.blocks[one.row] != layout.blocks[place.row]:
            continue
        gap = min(20, abs(one.row - place.row)) // 4
        yield f"{name}:{unit}:{unit_of(one.number)}:{gap}"
        tree = layout.tree(one)
        if one.noun is not None:
            for kind in classes().get(tree.lemma(one.noun), ()):
                yield f"{name}-noun:{unit}:{kind}:{min(gap, 2)}"
        if one.verb == place.verb and one.tree == place.tree:
            yield f"{name}-same-verb:{unit}:{unit_of(one.number)}"


def _ruled_features(layout: Layout, at: int, ruled: Sequence[str], unit: str) -> Iterator[str]:
    """What the rules say of it, and of the numbers that stand near."""
    mine, block = ruled[at], layout.blocks[layout.places[at].row]
    yield f"ruled:{mine}"
    yield f"ruled:{unit}:{mine}"
    for name, other in (("previous", at - 1), ("next", at + 1)):
        if 0 <= other < len(ruled):
            same = layout.blocks[layout.places[other].row] == block
            yield f"{name}-ruled:{same}:{ruled[other]}:{unit}"
            yield f"{name}-ruled:{ruled[other]}:{mine}"
    beside = {ruled[other] for other in range(max(0, at - 6), min(len(ruled), at + 7)) if other != at}
    for measure in sorted(one for one in beside if one and not one.startswith("~")):
        yield f"beside:{unit}:{measure}"
