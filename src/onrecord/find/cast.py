"""Who can be a party of a figure: the candidates of an article, and those weighed for the figure at a place.

Candidates are the nouns, names and pronouns of the figure's own sentence and of a few before it, of the heading above
and of the title, what a line of a list begins with, and, wherever they stand, who can have given the figure.
"""

from __future__ import annotations

import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.candidates import Candidate, candidates
from onrecord.find.grammar import grammar
from onrecord.find.measures import Layout, Place, classes
from onrecord.nouns import mention_at
from onrecord.tree import Tree
from onrecord.types import FigureStatus, Mention

MOST = 28
"""How many candidates are weighed for a role, the nearest first."""
OTHERS = 8
"""How many of them at most from each other sentence."""
REACH = 80
"""How many words off a candidate of the same sentence can stand."""
BACK = 3
"""How many sentences before its own a figure's parties are looked for in."""
SOURCES = 4
"""How many who can have given a figure are looked at before it, wherever they stand; after it half as many."""
_IN_NAMES = frozenset("'’&/-.")
_LINE_WORDS = 7
_GIVING = frozenset({"authority", "exit_poll"})
_PARTIES = frozenset({"party", "candidate"})
_ANSWERS = frozenset({"yes", "no"})


@dataclass(frozen=True, slots=True)
class Carried:
    """What was chosen for the figure before, which the text may go on with; ``giver`` is None where nobody gave it."""

    giver: Candidate | None
    place: Place
    measure: str
    status: FigureStatus = "unstated"
    subject: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """An article's candidates by tree, with the places of its numbers by tree."""

    layout: Layout
    by_tree: dict[int, tuple[Candidate, ...]]
    numbers: dict[int, tuple[Place, ...]]
    first_tree: dict[int, int]
    """The first tree of each block."""
    sources: tuple[Candidate, ...]
    """Who can have given a figure, in order of appearance."""
    named: Counter[str]
    """How often each of them is named, by its word."""
    lines: dict[int, int]
    """For each tree that begins with a line's name the word after that name."""
    known: dict[tuple[int, int], Mention] = field(default_factory=dict)
    rivals: dict[tuple[int, int], bool] = field(default_factory=dict)

    def mention(self, one: Candidate) -> Mention:
        """The mention that a candidate heads."""
        key = (one.sentence, one.word)
        if key not in self.known:
            self.known[key] = self._mention(one)
        return self.known[key]

    def _mention(self, one: Candidate) -> Mention:
        """As the trees have it, but without a number that follows and all after it ("S&D 134, Renew 79")."""
        tree = self.layout.scene.trees[one.sentence]
        end = self.lines.get(one.sentence, 0)
        whole = mention_at(tree, one.word, self.layout.scene.gazetteer)
        if one.word < end:
            line = tree.span(0, end)
            return Mention(line, whole.kind if whole.kind == "person" else "organization", line.of(tree.text))
        numbers = self.numbers.get(one.sentence, ())
        at = bisect.bisect_right(numbers, one.word, key=_start)
        if at < len(numbers) and whole.span.end > numbers[at].number.span.start:
            last = numbers[at].start
            while last > one.word + 1 and not tree.sentence.words[last - 1][:1].isalnum():
                last -= 1
            start = bisect.bisect_left(tree.sentence.starts, whole.span.start)
            if start <= one.word < last:
                cut = tree.span(start, last)
                return Mention(cut, whole.kind, cut.of(tree.text))
        return whole


def _start(place: Place) -> int:
    return place.start


def word_of(cast: Cast, one: Candidate) -> str:
    """The word that a candidate is, in lower case."""
    return cast.layout.lower[one.row]


def contends(cast: Cast, one: Candidate) -> bool:
    """Whether a candidate can be voted for: a name that is no place and no authority, a party, a candidate, "yes"."""
    key = (one.sentence, one.word)
    if key not in cast.rivals:
        tree = cast.layout.scene.trees[one.sentence]
        kinds = cast.layout.classes[one.row]
        named = one.form in {"PER", "ORG", "NAME"} or tree.sentence.words[one.word].lower() in _ANSWERS | {"he", "she"}
        cast.rivals[key] = _GIVING.isdisjoint(kinds) and (named or not _PARTIES.isdisjoint(kinds))
    return cast.rivals[key]


def cast_of(layout: Layout) -> Cast:
    """The article's candidates, ready to be looked up."""
    trees = layout.scene.trees
    numbers: dict[int, list[Place]] = defaultdict(list)
    for place in layout.places:
        numbers[place.tree].append(place)
    lines = dict(_lines(layout, numbers))
    by_tree: dict[int, list[Candidate]] = defaultdict(list)
    for one in candidates(trees):
        if one.word >= lines.get(one.sentence, 0):
            by_tree[one.sentence].append(one)
    for at in numbers:
        by_tree[at] = _with_answers(layout, at, by_tree[at], lines.get(at, 0))
    first: dict[int, int] = {}
    for at, tree in enumerate(trees):
        first.setdefault(tree.sentence.block, at)
    sources = tuple(one for at in sorted(by_tree) for one in by_tree[at] if _can_give(trees[at], one))
    return Cast(
        layout,
        {at: tuple(found) for at, found in by_tree.items()},
        {at: tuple(found) for at, found in numbers.items()},
        first,
        sources,
        Counter(layout.lower[one.row] for one in sources),
        lines,
    )


def _lines(layout: Layout, numbers: dict[int, list[Place]]) -> Iterator[tuple[int, int]]:
    """The lines of a list or table that a name begins ("Strong State - 8.78"): their tree, the word after the name."""
    for at, places in numbers.items():
        tree, end = layout.scene.trees[at], places[0].start
        words = tree.sentence.words
        while end > 0 and not words[end - 1][:1].isalnum():
            end -= 1
        marked = end < places[0].start or _tabbed(tree, end)
        named = all(word[:1].isalnum() or word in _IN_NAMES for word in words[:end])
        if 0 < end <= _LINE_WORDS and marked and named and words[0][:1].isupper() and tree.kid(0, "case") is None:
            yield at, end


def _tabbed(tree: Tree, end: int) -> bool:
    sentence = tree.sentence
    return 0 < end < len(sentence.words) and "\t" in tree.text[sentence.ends[end - 1] : sentence.starts[end]]


def _with_answers(layout: Layout, at: int, among: Sequence[Candidate], line: int) -> list[Candidate]:
    """The candidates of a sentence with "yes" and "no", which a referendum's figures are of, and its line's name."""
    first, known = layout.first[at], {one.word for one in among}
    found = list(among)
    words = layout.scene.trees[at].sentence.words
    for word in range(line, len(words)):
        if word not in known and words[word].lower() in _ANSWERS:
            found.append(Candidate(at, word, first + word, "noun"))
    if line:
        found.append(Candidate(at, line - 1, first + line - 1, "NAME"))
    return sorted(found, key=lambda one: one.word)


def _can_give(tree: Tree, one: Candidate) -> bool:
    """Whether a candidate is a body that gives figures, or says something, or is a report's source."""
    if one.is_pronoun:
        return False
    table = classes()
    if not _GIVING.isdisjoint(
        (*table.get(tree.lemma(one.word), ()), *table.get(tree.sentence.words[one.word].lower(), ()))
    ):
        return True
    if one.form == "noun":
        return False
    head = tree.head(one.word)
    says = head >= 0 and tree.bare[one.word] == "nsubj" and tree.lemma(head) in grammar()["saying"]
    return says or tree.preposition(one.word).split(" ")[0] in {"according", "per"}


def candidates_for(cast: Cast, place: Place, carried: Carried | None = None) -> list[Candidate]:
    """Who can be a party of the figure at a place, the nearest first, and who was one of the figure before."""
    layout = cast.layout
    block = layout.tree(place).sentence.block
    heading = cast.first_tree.get(layout.headings[block], -1)
    nearby = [place.tree, *range(place.tree - 1, max(-1, place.tree - 1 - BACK), -1)]
    trees = list(dict.fromkeys([*nearby, cast.first_tree[block], heading, 0, place.tree + 1]))
    found: list[Candidate] = []
    for at in trees:
        found += _nearest(cast.by_tree.get(at, ()), place, at == place.tree)
    found = found[:MOST]
    again = [carried.giver, carried.subject] if carried else []
    more = [*_sources(cast, place), *(one for one in again if one is not None)]
    return list(dict.fromkeys([*found, *more]))


def _sources(cast: Cast, place: Place) -> list[Candidate]:
    """Those who can have given a figure that were told last before it, and next after it."""
    at = bisect.bisect_left(cast.sources, place.row, key=lambda one: one.row)
    before: dict[str, Candidate] = {}
    for one in reversed(cast.sources[max(0, at - 4 * SOURCES) : at]):
        if len(before) < SOURCES:
            before.setdefault(word_of(cast, one), one)
    return [*before.values(), *cast.sources[at : at + SOURCES // 2]]


def _nearest(among: Sequence[Candidate], place: Place, own: bool) -> list[Candidate]:
    """A sentence's candidates that stand near, the nearest first, without the number's own words."""
    start = bisect.bisect_left(among, place.row - REACH, key=lambda one: one.row)
    end = bisect.bisect_right(among, place.row + REACH, key=lambda one: one.row) if own else start + 4 * OTHERS
    here = [one for one in among[start:end] if not (own and place.start <= one.word < place.end)]
    here.sort(key=lambda one: (abs(one.row - place.row), one.row))
    return here[: MOST if own else OTHERS]
