"""Whose a figure is, who gave it and with which standing: the candidates, and the named features that scorers weigh.

Candidates are the nouns, names and pronouns of the figure's own sentence and of a few before it, of its line, of the
heading above and of the title; positions are those of the trees.
"""

from __future__ import annotations

import bisect
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar

from onrecord.candidates import Candidate, candidates
from onrecord.find.grammar import grammar
from onrecord.find.measures import Layout, Place, classes, size_of, unit_of
from onrecord.nouns import mention_at
from onrecord.tree import Tree, short
from onrecord.types import FigureStatus, Mention

MOST = 28
"""How many candidates are weighed for a role, the nearest first."""
OTHERS = 8
"""How many of them at most from each other sentence."""
REACH = 80
"""How many words off a candidate of the same sentence can stand."""
BACK = 3
"""How many sentences before its own a figure's parties are looked for in."""
STATUSES: tuple[FigureStatus, ...] = ("unstated", "exit_poll", "preliminary", "final", "official", "claimed")
_PATH = 5
Item = TypeVar("Item")
_CUES = frozenset({"according", "per", "citing", "source", "sources"})


@dataclass(frozen=True, slots=True)
class Cast:
    """An article's candidates by tree, with the places of its numbers by tree."""

    layout: Layout
    by_tree: dict[int, tuple[Candidate, ...]]
    numbers: dict[int, tuple[Place, ...]]
    first_tree: dict[int, int]
    """The first tree of each block."""
    cues: tuple[frozenset[str], ...] = ()
    """For each tree the standings that its words name ("preliminary results", "an exit poll")."""
    told: frozenset[str] = frozenset()
    """The standings named anywhere in the article."""
    words: tuple[frozenset[str], ...] = ()
    """For each tree the classes of its words that bear on standing."""

    def mention(self, one: Candidate) -> Mention:
        """The mention that a candidate heads."""
        return mention_at(self.layout.scene.trees[one.sentence], one.word, self.layout.scene.gazetteer)


def cast_of(layout: Layout) -> Cast:
    """The article's candidates, ready to be looked up."""
    by_tree: dict[int, list[Candidate]] = defaultdict(list)
    for one in candidates(layout.scene.trees):
        by_tree[one.sentence].append(one)
    numbers: dict[int, list[Place]] = defaultdict(list)
    for place in layout.places:
        numbers[place.tree].append(place)
    first: dict[int, int] = {}
    for at, tree in enumerate(layout.scene.trees):
        first.setdefault(tree.sentence.block, at)
    cues = tuple(_cues(tree) for tree in layout.scene.trees)
    return Cast(
        layout,
        {at: tuple(found) for at, found in by_tree.items()},
        {at: tuple(found) for at, found in numbers.items()},
        first,
        cues,
        frozenset(cue for told in cues for cue in told),
        tuple(_told(layout, at) for at in range(len(layout.first))),
    )


def _told(layout: Layout, at: int) -> frozenset[str]:
    rows = range(layout.first[at], layout.first[at] + len(layout.scene.trees[at].sentence.words))
    return frozenset(kind for row in rows for kind in layout.classes[row] if kind in _STANDING)


@cache
def _cue_words() -> dict[str, frozenset[str]]:
    rows = tomllib.loads(files("onrecord.find").joinpath("standing.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in rows.items()}


def _cues(tree: Tree) -> frozenset[str]:
    """The standings that a sentence's words name: an adjective close before a noun of results."""
    words, table = [word.lower() for word in tree.sentence.words], _cue_words()
    found = set()
    for at, word in enumerate(words):
        near = words[max(0, at - 3) : at]
        if word in table["results"]:
            found |= {kind for kind in ("preliminary", "final", "official") if not table[kind].isdisjoint(near)}
        if word in table["polls"] and "exit" in near:
            found.add("exit_poll")
        if word in table["counting"] and not table["shares"].isdisjoint(words[max(0, at - 9) : at]):
            found.add("preliminary")
        if word in table["claiming"]:
            found.add("claimed")
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Carried:
    """Who gave the figure before, which the text may go on with; ``giver`` is None where nobody did."""

    giver: Candidate | None
    place: Place
    measure: str


def carry_features(cast: Cast, place: Place, carried: Carried | None, one: Candidate | None) -> list[str]:
    """How the figure before bears on who gave this one: a candidate, or nobody for None."""
    if carried is None:
        return ["carried:nothing"]
    gap = place.tree - carried.place.tree
    trees = cast.layout.scene.trees
    same = trees[place.tree].sentence.block == trees[carried.place.tree].sentence.block
    far = f"{min(gap, 3)}:{same}"
    if one is None:
        return [f"carried-none:{carried.giver is None}", f"carried-none:{carried.giver is None}:{far}"]
    if carried.giver is None:
        return ["carried-nobody", f"carried-nobody:{far}"]
    again = (one.sentence, one.word) == (carried.giver.sentence, carried.giver.word)
    return [f"carried:{again}", f"carried:{again}:{far}"]


def candidates_for(cast: Cast, place: Place, carried: Carried | None = None) -> list[Candidate]:
    """Who can be a party of the figure at a place, the nearest first, and who gave the figure before."""
    layout = cast.layout
    block = layout.tree(place).sentence.block
    heading = cast.first_tree.get(layout.headings[block], -1)
    nearby = [place.tree, *range(place.tree - 1, max(-1, place.tree - 1 - BACK), -1)]
    trees = list(dict.fromkeys([*nearby, cast.first_tree[block], heading, 0, place.tree + 1]))
    found = []
    for at in trees:
        found += _nearest(cast.by_tree.get(at, ()), place, at == place.tree)
    found = found[:MOST]
    again = carried.giver if carried else None
    return [*found, again] if again is not None and again not in found else found


def _nearest(among: Sequence[Candidate], place: Place, own: bool) -> list[Candidate]:
    """A sentence's candidates that stand near, the nearest first, without the number's own words."""
    start = bisect.bisect_left(among, place.row - REACH, key=lambda one: one.row)
    end = bisect.bisect_right(among, place.row + REACH, key=lambda one: one.row) if own else start + 4 * OTHERS
    here = [one for one in among[start:end] if not (own and place.start <= one.word < place.end)]
    here.sort(key=lambda one: (abs(one.row - place.row), one.row))
    return here[: MOST if own else OTHERS]


# --- features of a candidate --------------------------------------------------------------------------------------


def pair_features(cast: Cast, place: Place, one: Candidate, measure: str) -> list[str]:
    """What tells whether a candidate is a party of a figure."""
    layout = cast.layout
    tree, other = layout.tree(place), layout.scene.trees[one.sentence]
    mention = cast.mention(one)
    where = _where(cast, place, one)
    facts = [
        f"where:{where}",
        f"form:{one.form}",
        f"kind:{mention.kind}",
        f"where-form:{where}:{one.form}",
        f"relation:{where}:{short(other.relation(one.word))}",
        f"preposition:{where}:{other.preposition(one.word)}",
        f"own-noun:{one.sentence == place.tree and one.word == place.noun}",
        f"many:{size_of(place.number.value) in {'1', '2', '3'}}",
    ]
    facts += [f"is:{kind}" for kind in _classes(other, one.word)]
    signals = layout.scene.parsed.signals
    if signals is not None:
        party = int(signals.kinds[one.row].argmax())
        facts += [f"party:{party}", f"party-form:{party}:{one.form}", f"party-where:{party}:{where}"]
    if one.sentence == place.tree:
        facts += _same_sentence(cast, place, one, tree)
    else:
        facts += [
            f"subject-there:{where}:{short(other.relation(one.word)) == 'nsubj'}",
            f"early:{where}:{one.word < 4}",
        ]
    facts += _saying(cast, place, one, other, where)
    both = [f"{measure}|{fact}" for fact in facts]
    group = "party" if measure in {"vote_share", "votes", "seats", "margin"} else "body"
    return [*facts, *both, *(f"{group}|{fact}" for fact in facts)]


def _where(cast: Cast, place: Place, one: Candidate) -> str:
    """Which sentence a candidate stands in, seen from the figure."""
    layout = cast.layout
    block, there = layout.tree(place).sentence.block, layout.scene.trees[one.sentence].sentence.block
    if one.sentence == place.tree:
        return "before" if one.word < place.start else "after"
    if there == block:
        return "line-before" if one.sentence < place.tree else "line-after"
    if there == layout.headings[block]:
        return "heading"
    return "title" if one.sentence == 0 else "back" if one.sentence < place.tree else "next"


@cache
def _classes_of_word(lemma: str, word: str) -> tuple[str, ...]:
    return tuple(sorted({*classes().get(lemma, ()), *classes().get(word, ())}))


def _classes(tree: Tree, word: int) -> tuple[str, ...]:
    return _classes_of_word(tree.lemma(word), tree.sentence.words[word].lower())


def _same_sentence(cast: Cast, place: Place, one: Candidate, tree: Tree) -> Iterator[str]:
    """Path, distance, what stands between, whose turn it is."""
    side = "before" if one.word < place.start else "after"
    low, high = (one.word + 1, place.start) if side == "before" else (place.end, one.word)
    between = [tree.sentence.words[word].lower() for word in range(low, high)]
    path = _path(tree, place.top, one.word)
    yield f"path:{path}"
    yield f"path-form:{path}:{one.form}"
    yield f"gap:{side}:{min(len(between), 12) // 2}"
    if len(between) <= 3:
        yield f"between:{side}:{' '.join(between)}"
    marks = "".join(word for word in between if not word[0].isalnum())[:4]
    yield f"marks:{side}:{marks}"
    counts = len(_within(cast.numbers[place.tree], low, high, _start))
    named = sum(other.is_name for other in _within(cast.by_tree[place.tree], low, high, _word))
    yield f"numbers-between:{side}:{min(counts, 3)}"
    yield f"names-between:{side}:{min(named, 3)}"
    yield f"both-between:{side}:{min(counts, 2)}:{min(named, 2)}:{one.is_name}"
    yield f"pair:{place.number.pair}:{side}:{min(named, 2)}:{one.is_name}"
    yield f"of-verb:{place.verb is not None and tree.head(one.word) == place.verb}:{short(tree.relation(one.word))}"
    if place.noun is not None and tree.head(one.word) == place.noun:
        yield f"of-noun:{short(tree.relation(one.word))}:{tree.preposition(one.word)}"
    yield f"turn:{side}:{_turn(cast, place, one)}"
    words = tree.sentence.words
    follows = words[one.word + 1].lower() if one.word + 1 < len(words) else ""
    if not follows[:1].isalnum():
        yield f"followed:{side}:{follows}"


def _start(place: Place) -> int:
    return place.start


def _word(one: Candidate) -> int:
    return one.word


def _within(among: Sequence[Item], low: int, high: int, at: Callable[[Item], int]) -> Sequence[Item]:
    """Those of a sentence whose word lies from ``low`` to before ``high``."""
    return among[bisect.bisect_left(among, low, key=at) : bisect.bisect_left(among, high, key=at)]


def _turn(cast: Cast, place: Place, one: Candidate) -> str:
    """Whether the candidate is as far down the sentence's names as the number is down its numbers."""
    low, high = place.start - REACH // 2, place.end + REACH // 2
    names = [other.word for other in _within(cast.by_tree[place.tree], low, high, _word) if other.is_name]
    near = _within(cast.numbers[place.tree], low, high, _start)
    like = [other.start for other in near if unit_of(other.number) == unit_of(place.number)]
    if one.word not in names or len(names) < 2 or len(like) < 2:
        return "alone"
    return f"{len(names) == len(like)}:{names.index(one.word) == like.index(place.start)}"


def _path(tree: Tree, start: int, end: int) -> str:
    """The relations from one word up to what both hang on and down to the other, at most ``_PATH`` steps."""
    up = [start, *tree.ancestors(start)]
    down = [end, *tree.ancestors(end)]
    above = set(down)
    meeting = next((word for word in up if word in above), None)
    if meeting is None:
        return "none"
    climbed = up[: up.index(meeting)]
    descended = down[: down.index(meeting)]
    if len(climbed) + len(descended) > _PATH:
        return "far"
    return ">".join(
        [*(f"^{short(tree.relation(w))}" for w in climbed), *(short(tree.relation(w)) for w in descended[::-1])]
    )


def _saying(cast: Cast, place: Place, one: Candidate, tree: Tree, where: str) -> Iterator[str]:
    """Whether the candidate says something, whether the figure stands in what it says, or in its quotation."""
    head = tree.head(one.word)
    saying = head >= 0 and tree.lemma(head) in grammar()["saying"] and tree.bare[one.word] == "nsubj"
    if saying:
        inside = where in {"before", "after"} and head in {place.top, *tree.ancestors(place.top)}
        yield f"says:{where}:{inside}"
        yield f"says-verb:{tree.lemma(head)}"
    cue = tree.preposition(one.word).split(" ")[0]
    if cue in {"according", "per", "by", "from"}:
        yield f"cue:{where}:{cue}"
    if _CUES & {word.lower() for word in tree.sentence.words[max(0, one.word - 4) : one.word]}:
        yield f"cued:{where}"
    quotation = cast.layout.scene.quotation_at(place.number.digits.start)
    if quotation is not None:
        spoken = quotation.speaker is not None and quotation.speaker.span.meets(tree.span(one.word, one.word + 1))
        yield f"speaker:{spoken}"
    around = tree.sentence.words[max(0, one.word - 2) : one.word + 3]
    for kind in sorted({kind for word in around for kind in classes().get(word.lower(), ())}):
        if kind in {"authority", "exit_poll", "partisan", "official", "observing", "party", "candidate", "election"}:
            yield f"around:{kind}"


# --- features of the figure ---------------------------------------------------------------------------------------


def nobody_features(cast: Cast, place: Place, measure: str) -> list[str]:
    """What tells that nobody is named as the giver of a figure."""
    return ["nobody", *(f"nobody|{fact}" for fact in figure_features(cast, place, measure))]


def figure_features(cast: Cast, place: Place, measure: str) -> list[str]:
    """What stands around a figure that bears on its standing."""
    layout = cast.layout
    tree = layout.tree(place)
    block = tree.sentence.block
    kind = layout.scene.parsed.article.blocks[block].kind
    quotation = layout.scene.quotation_at(place.number.digits.start)
    facts = [
        f"measure:{measure}",
        f"block:{kind}",
        f"quoted:{quotation is not None}:{quotation is not None and quotation.speaker is not None}",
    ]
    facts += [f"here:{one}" for one in sorted(cast.words[place.tree])]
    if place.tree > 0:
        facts += [f"back:{one}" for one in sorted(cast.words[place.tree - 1])]
    words = layout.block_words
    facts += [f"block:{one}" for one in sorted(words.get(block, frozenset()) & _STANDING)]
    facts += [f"heading:{one}" for one in sorted(words.get(layout.headings[block], frozenset()) & _STANDING)]
    facts += [f"title:{one}" for one in sorted(words.get(0, frozenset()) & _STANDING)]
    saying = [w for w in (place.top, *tree.ancestors(place.top)) if tree.lemma(w) in grammar()["saying"]]
    facts.append(f"said:{bool(saying)}")
    facts += [f"said-by:{tree.lemma(saying[0])}"] if saying else []
    facts += _cue_features(cast, place)
    return [*facts, *(f"{measure}|{fact}" for fact in facts)]


def _cue_features(cast: Cast, place: Place) -> Iterator[str]:
    """The standings told in the sentence, last before it, in the title, and anywhere."""
    layout = cast.layout
    for cue in sorted(cast.cues[place.tree]):
        yield f"cue-here:{cue}"
    for back in range(1, min(6, place.tree) + 1):
        told = cast.cues[place.tree - back] - {"claimed"}
        if told:
            same = layout.scene.trees[place.tree - back].sentence.block == layout.tree(place).sentence.block
            near = "next" if back == 1 else "near" if back <= 3 else "far"
            yield from (f"cue-last:{cue}" for cue in sorted(told))
            yield from (f"cue-last:{cue}:{near}:{same}" for cue in sorted(told))
            break
    for cue in sorted(cast.cues[0]):
        yield f"cue-title:{cue}"
    if len(cast.told - {"claimed"}) == 1:
        yield f"cue-only:{min(cast.told - {'claimed'})}"
    for cue in sorted(cast.told):
        yield f"cue-somewhere:{cue}"


_STANDING = frozenset(
    {"exit_poll", "preliminary", "final", "official", "claimed", "partisan", "authority", "counted", "election"}
)


def status_features(
    cast: Cast, place: Place, measure: str, giver: Candidate | None, subject: Mention | None
) -> list[str]:
    """What tells a figure's standing, who gave it included."""
    facts = figure_features(cast, place, measure)
    if giver is None:
        return [*facts, "giver:nobody", *(f"nobody|{fact}" for fact in facts)]
    tree = cast.layout.scene.trees[giver.sentence]
    mention = cast.mention(giver)
    told = sorted({kind for word in mention.wording.lower().split() for kind in classes().get(word, ())})
    told += [f"head:{kind}" for kind in _classes(tree, giver.word)]
    own = subject is not None and subject.span == mention.span
    who = [
        f"giver:{mention.kind}",
        f"giver-form:{giver.form}",
        f"giver-own:{own}",
        *(f"giver-is:{one}" for one in told),
    ]
    return [*facts, *who, *(f"{measure}|{fact}" for fact in who), *(f"somebody|{fact}" for fact in facts)]
