"""Whose a figure is, who gave it and with which standing: the named features that scorers weigh.

The candidates are those of ``cast.py``. A standing is told in the figure's own sentence, or once for a whole report.
"""

from __future__ import annotations

import bisect
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar

from onrecord.candidates import Candidate
from onrecord.find.cast import BACK, REACH, Carried, Cast, contends, word_of
from onrecord.find.grammar import grammar
from onrecord.find.measures import Layout, Place, classes, unit_of
from onrecord.tree import Tree, short
from onrecord.types import FigureStatus, Mention

STATUSES: tuple[FigureStatus, ...] = ("unstated", "exit_poll", "preliminary", "final", "official", "claimed")
_PATH = 5
Item = TypeVar("Item")
_CUES = frozenset({"according", "per", "citing", "source", "sources"})


@dataclass(frozen=True, slots=True)
class Told:
    """The standings that an article's words name, by the row of the word, and by tree the classes that bear on them."""

    cast: Cast
    rows: tuple[int, ...]
    cues: tuple[str, ...]
    words: tuple[frozenset[str], ...]
    everywhere: frozenset[str]


def told_of(cast: Cast) -> Told:
    """What an article says of the standing of its figures, ready to be looked up."""
    layout = cast.layout
    found = [
        (layout.first[at] + word, cue)
        for at, tree in enumerate(layout.scene.trees)
        for word, cue in _cues([word.lower() for word in tree.sentence.words])
    ]
    words = tuple(_standing_words(layout, at) for at in range(len(layout.first)))
    rows, cues = tuple(row for row, _ in found), tuple(cue for _, cue in found)
    return Told(cast, rows, cues, words, frozenset(cues))


def _standing_words(layout: Layout, at: int) -> frozenset[str]:
    rows = range(layout.first[at], layout.first[at] + len(layout.scene.trees[at].sentence.words))
    return frozenset(kind for row in rows for kind in layout.classes[row] if kind in _STANDING)


@cache
def _cue_words() -> dict[str, frozenset[str]]:
    rows = tomllib.loads(files("onrecord.find").joinpath("standing.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in rows.items()}


def _cues(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The standings that a sentence's words name: an adjective close to a noun of results, and others."""
    table = _cue_words()
    for at, word in enumerate(words):
        near = words[max(0, at - 3) : at]
        if word in table["results"]:
            yield from ((at, kind) for kind in ("preliminary", "final", "official") if not table[kind].isdisjoint(near))
        if word in table["polls"] and "exit" in near:
            yield at, "exit_poll"
        if word in table["counting"] and not table["shares"].isdisjoint(words[max(0, at - 9) : at]):
            yield at, "complete" if not table["wholly"].isdisjoint(words[max(0, at - 9) : at]) else "preliminary"
        for kind in ("claiming", "remaining", "sampled", "sealed"):
            if word in table[kind]:
                yield at, kind


def carry_features(
    cast: Cast, place: Place, measure: str, carried: Carried | None, among: Sequence[Candidate]
) -> list[list[str]]:
    """How the figure before bears on who gave this one: for each candidate, and last for nobody."""
    if carried is None:
        return [["carried:nothing"] for _ in range(len(among) + 1)]
    ways = list(_going_on(cast, place, measure, carried))
    nobody = f"carried-none:{carried.giver is None}"
    found = []
    for one in among:
        if carried.giver is None:
            found.append(["carried-nobody", *(f"carried-nobody:{way}" for way in ways)])
            continue
        again = one == carried.giver or word_of(cast, one) == word_of(cast, carried.giver)
        found.append([f"carried:{again}", *(f"carried:{again}:{way}" for way in ways)])
    return [*found, [nobody, *(f"{nobody}:{way}" for way in ways)]]


def _going_on(cast: Cast, place: Place, measure: str, carried: Carried) -> Iterator[str]:
    """How a figure goes on from the one before: how far off, whether alike, and what is new between the two."""
    layout = cast.layout
    far, like = _far(cast, place, carried), carried.measure == measure
    yield far
    yield f"{far}:like:{like}"
    low = bisect.bisect_right(cast.sources, carried.place.row, key=_row)
    between = cast.sources[low : bisect.bisect_left(cast.sources, place.row, key=_row)]
    new = [one for one in between if carried.giver is None or word_of(cast, one) != word_of(cast, carried.giver)]
    yield f"new:{min(len(new), 2)}:{like}"
    yield f"new:{min(len(new), 2)}:{far}"
    kinds = [layout.scene.parsed.article.blocks[layout.tree(one).sentence.block].kind for one in (carried.place, place)]
    yield f"kinds:{kinds[0]}:{kinds[1]}:{like}"
    spoken = [layout.scene.quotation_at(one.number.digits.start) for one in (carried.place, place)]
    yield f"quoted:{spoken[0] is not None}:{spoken[1] is not None}:{spoken[0] == spoken[1]}"
    yield f"year:{_has_year(layout, place)}:{_has_year(layout, carried.place)}"
    yield f"status:{carried.status}:{like}"
    yield f"measures:{carried.measure}:{measure}"


def _row(one: Candidate) -> int:
    return one.row


def _has_year(layout: Layout, place: Place) -> bool:
    words = layout.tree(place).sentence.words
    near = words[max(0, place.start - NEAR) : place.end + NEAR]
    return any(len(word) == 4 and word.isdigit() and word[0] in "12" for word in near)


def _far(cast: Cast, place: Place, carried: Carried) -> str:
    """How far off the figure before stands: in sentences, and whether in the same block."""
    trees = cast.layout.scene.trees
    same = trees[place.tree].sentence.block == trees[carried.place.tree].sentence.block
    return f"{min(place.tree - carried.place.tree, 3)}:{same}"


def of_another_time(layout: Layout, place: Place) -> bool:
    """Whether a year or a word for an earlier time stands near a figure, or its sentence is of no count under way."""
    rows = range(max(0, place.row - NEAR), min(len(layout.classes), place.row + NEAR))
    near = _has_year(layout, place) or any("previous" in layout.classes[row] for row in rows)
    return near or is_bygone(layout, place)


def is_bygone(layout: Layout, place: Place) -> bool:
    """Whether a figure's sentence speaks of earlier times or of what is usual, and so of no count under way."""
    words = layout.tree(place).sentence.words
    return any(word.lower() in _cue_words()["bygone"] for word in words)


def bygone_vote(tree: Tree) -> int | None:
    """The noun of earlier votes that a sentence speaks of ("in all previous elections")."""
    table = _cue_words()
    votes = (word for word in range(len(tree.sentence.words)) if tree.lemma(word) in table["votes"])
    return next((w for w in votes if any(tree.lemma(kid) in table["bygone"] for kid in tree.kids(w, "amod"))), None)


def is_of_no_count(told: Told, place: Place, stage: str) -> bool:
    """Whether a stage was taken from elsewhere by a figure whose own sentence speaks of other times."""
    layout = told.cast.layout
    first = layout.first[place.tree]
    own = range(first, first + len(layout.tree(place).sentence.words))
    named = any(cue == stage and row in own for row, cue in zip(told.rows, told.cues, strict=True))
    return is_bygone(layout, place) and not named


# --- features of a candidate --------------------------------------------------------------------------------------


def pair_features(cast: Cast, place: Place, one: Candidate, measure: str) -> list[str]:
    """What tells whether a candidate is a party of a figure."""
    facts = [*_facts(cast, place, one)]
    group = _GROUPS.get(measure, "body")
    return [*facts, *(f"{group}|{fact}" for fact in facts)]


def subject_features(cast: Cast, place: Place, carried: Carried | None, one: Candidate, measure: str) -> list[str]:
    """How the figure before bears on whether a candidate is this one's subject."""
    if carried is None or carried.subject is None:
        return ["first"]
    like = carried.measure == measure
    again = one == carried.subject or word_of(cast, one) == word_of(cast, carried.subject)
    after = one.row > carried.subject.row and one.row > carried.place.row
    told = [f"again:{like}:{again}", f"again:{like}:{again}:{_far(cast, place, carried)}", f"since:{like}:{after}"]
    verb = place.tree == carried.place.tree and place.verb == carried.place.verb
    return [*told, f"again:{like}:{again}:{verb}:{_GROUPS.get(measure, 'body')}"]


def _facts(cast: Cast, place: Place, one: Candidate) -> Iterator[str]:
    """What stands between a candidate and a figure, and what the candidate is."""
    layout = cast.layout
    tree, other = layout.tree(place), layout.scene.trees[one.sentence]
    mention = cast.mention(one)
    where = _where(cast, place, one)
    yield from (
        f"where:{where}",
        f"form:{one.form}",
        f"kind:{mention.kind}",
        f"where-form:{where}:{one.form}",
        f"relation:{where}:{short(other.relation(one.word))}",
        f"preposition:{where}:{other.preposition(one.word)}",
        f"own-noun:{one.sentence == place.tree and one.word == place.noun}",
    )
    yield from (f"is:{kind}" for kind in _classes(other, one.word))
    yield from (f"is:{where}:{kind}" for kind in _classes(other, one.word) if kind in _GIVERS)
    yield f"contends:{where}:{contends(cast, one)}"
    yield f"named:{min(cast.named[word_of(cast, one)], 3)}"
    yield f"line:{one.sentence == place.tree and one.word < cast.lines.get(place.tree, 0)}"
    if word_of(cast, one) in {"yes", "no"}:
        yield f"answer:{where}"
    signals = layout.scene.parsed.signals
    if signals is not None:
        party = int(signals.kinds[one.row].argmax())
        yield from (f"party:{party}", f"party-form:{party}:{one.form}", f"party-where:{party}:{where}")
    if one.sentence == place.tree:
        yield from _same_sentence(cast, place, one, tree)
    else:
        yield f"subject-there:{where}:{short(other.relation(one.word)) == 'nsubj'}"
        yield f"early:{where}:{one.word < 4}"
        yield f"away:{where}:{min(6, abs(one.sentence - place.tree))}"
    yield from _saying(cast, place, one, other, where)


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
    if one.sentence == 0:
        return "title"
    if one.sentence < place.tree:
        return "back" if place.tree - one.sentence <= BACK else "long-before"
    return "next" if one.sentence == place.tree + 1 else "later"


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
    yield from _rivalry(cast, place, one, (side, low, high))
    yield f"of-verb:{place.verb is not None and tree.head(one.word) == place.verb}:{short(tree.relation(one.word))}"
    if place.noun is not None and tree.head(one.word) == place.noun:
        yield f"of-noun:{short(tree.relation(one.word))}:{tree.preposition(one.word)}"
    yield f"turn:{side}:{_turn(cast, place, one)}"
    words = tree.sentence.words
    follows = words[one.word + 1].lower() if one.word + 1 < len(words) else ""
    if not follows[:1].isalnum():
        yield f"followed:{side}:{follows}"


def _rivalry(cast: Cast, place: Place, one: Candidate, between: tuple[str, int, int]) -> Iterator[str]:
    """How many who could be voted for stand between the two, and how many numbers like the figure's."""
    side, low, high = between
    rivals = min(2, sum(contends(cast, other) for other in _within(cast.by_tree[place.tree], low, high, _word)))
    unit = unit_of(place.number)
    within = _within(cast.numbers[place.tree], low, high, _start)
    like = min(2, sum(unit_of(other.number) == unit for other in within))
    told = f"{side}:{rivals}:{contends(cast, one)}"
    yield f"rivals:{told}"
    yield f"rivals:{told}:{like}"
    yield f"rivals:{told}:{like}:{min(2, len(within))}:{unit}"
    yield f"rivals:{told}:{like}:{short(cast.layout.tree(place).relation(one.word))}"


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


def nobody_features(told: Told, place: Place, measure: str) -> list[str]:
    """What tells that nobody is named as the giver of a figure."""
    facts = figure_features(told, place)
    return ["nobody", *(f"nobody|{fact}" for fact in facts), *(f"nobody|{measure}|{fact}" for fact in facts[:4])]


def figure_features(told: Told, place: Place) -> list[str]:
    """What stands around a figure that bears on its standing."""
    layout = told.cast.layout
    tree = layout.tree(place)
    block = tree.sentence.block
    quotation = layout.scene.quotation_at(place.number.digits.start)
    facts = [
        f"block:{layout.scene.parsed.article.blocks[block].kind}",
        f"quoted:{quotation is not None}:{quotation is not None and quotation.speaker is not None}",
        f"unit:{unit_of(place.number)}",
    ]
    saying = [w for w in (place.top, *tree.ancestors(place.top)) if tree.lemma(w) in grammar()["saying"]]
    facts.append(f"said:{bool(saying)}")
    facts += [f"said-by:{tree.lemma(saying[0])}"] if saying else []
    facts += [f"here:{one}" for one in sorted(told.words[place.tree])]
    if place.tree > 0:
        facts += [f"back:{one}" for one in sorted(told.words[place.tree - 1])]
    words = layout.block_words
    facts += [f"block:{one}" for one in sorted(words.get(block, frozenset()) & _STANDING)]
    facts += [f"heading:{one}" for one in sorted(words.get(layout.headings[block], frozenset()) & _STANDING)]
    facts += [f"title:{one}" for one in sorted(words.get(0, frozenset()) & _STANDING)]
    return [*facts, *_near_features(layout, place), *_cue_features(told, place)]


def _near_features(layout: Layout, place: Place) -> Iterator[str]:
    """Another year, an earlier time or an hour close by; the verb's tense."""
    tree, words = layout.tree(place), layout.tree(place).sentence.words
    near = range(max(0, place.start - NEAR), min(len(words), place.end + NEAR))
    lower = [words[at].lower() for at in near]
    yield f"year:{_has_year(layout, place)}"
    yield f"hour:{not _cue_words()['hours'].isdisjoint(lower)}"
    kinds = {kind for at in near for kind in layout.classes[layout.first[place.tree] + at]}
    yield from (f"near:{kind}" for kind in sorted(kinds & _NEAR_KINDS))
    if place.verb is not None:
        yield f"tense:{tree.sentence.xpos[place.verb]}"
        yield f"verb:{tree.lemma(place.verb)}"
        yield from (f"aux:{tree.lemma(kid)}" for kid in tree.kids(place.verb, "aux"))


def _cue_features(told: Told, place: Place) -> Iterator[str]:
    """The standings told in the sentence, last before it, next after it, in the title and the lead, and anywhere."""
    layout = told.cast.layout
    start, size = layout.first[place.tree], len(layout.tree(place).sentence.words)
    low, high = bisect.bisect_left(told.rows, start), bisect.bisect_left(told.rows, start + size)
    yield from dict.fromkeys(f"cue-here:{cue}" for cue in told.cues[low:high])
    yield from dict.fromkeys(
        f"cue-near:{cue}"
        for row, cue in zip(told.rows[low:high], told.cues[low:high], strict=True)
        if abs(row - place.row) <= NEAR
    )
    seen: set[str] = set()
    for at in range(low - 1, max(-1, low - 8), -1):
        cue = told.cues[at]
        if cue not in _WEAK and cue not in seen:
            away = _away(place.row - told.rows[at])
            yield from (f"cue-back:{cue}", f"cue-back:{cue}:{away}", f"cue-last-{len(seen)}:{cue}")
            seen.add(cue)
    after = next((at for at in range(high, min(len(told.rows), high + 4)) if told.cues[at] not in _WEAK), None)
    if after is not None:
        yield f"cue-next:{told.cues[after]}:{_away(told.rows[after] - place.row)}"
    lead = bisect.bisect_left(told.rows, LEAD)
    yield from dict.fromkeys(f"cue-lead:{cue}" for cue in told.cues[:lead])
    strong = told.everywhere - _WEAK
    yield f"cue-only:{min(strong) if len(strong) == 1 else len(strong) > 1}"
    yield from (f"cue-somewhere:{cue}" for cue in sorted(told.everywhere))


def _away(words: int) -> str:
    return "close" if words <= NEAR * 3 else "off" if words <= NEAR * 8 else "far"


NEAR, LEAD = 10, 60
"""Words on either side of a figure that are near it; words of an article that are its title and lead."""
_WEAK = frozenset({"claiming", "remaining", "sampled", "sealed"})
_GIVERS = frozenset({"authority", "exit_poll", "partisan", "official", "observing", "party", "candidate"})
_GROUPS = {"vote_share": "share", "votes": "share", "margin": "share", "seats": "seats", "other": "other"}
_NEAR_KINDS = frozenset(
    {"previous", "total", "preliminary", "final", "official", "claimed", "exit_poll", "motion", "time"}
)
_STANDING = frozenset(
    {"exit_poll", "preliminary", "final", "official", "claimed", "partisan", "authority", "counted", "election"}
)


def status_features(
    told: Told, place: Place, measure: str, giver: Candidate | None, subject: Mention | None, carried: Carried | None
) -> list[str]:
    """What tells a figure's standing, who gave it and the standing of the figure before included."""
    cast = told.cast
    facts = [f"measure:{measure}", *figure_features(told, place)]
    facts += [f"{measure}|{fact}" for fact in facts if fact.startswith(_TELLING)]
    if carried is None:
        facts.append("carried:nothing")
    else:
        same = carried.giver == giver
        far, like = _far(cast, place, carried), carried.measure == measure
        facts += [f"carried:{carried.status}", f"carried:{carried.status}:{same}", f"carried:{carried.status}:{far}"]
        facts += [f"carried:{carried.status}:{like}:{same}", f"carried:{carried.measure}:{carried.status}:{measure}"]
        facts += [f"carried:{carried.status}:{fact}" for fact in facts if fact.startswith(_BREAKING)]
    if giver is None:
        return [*facts, "giver:nobody", *(f"nobody|{fact}" for fact in facts if fact.startswith(_TELLING))]
    tree = cast.layout.scene.trees[giver.sentence]
    mention = cast.mention(giver)
    kinds = sorted({kind for word in mention.wording.lower().split() for kind in classes().get(word, ())} & _GIVERS)
    kinds += [f"head:{kind}" for kind in _classes(tree, giver.word)]
    own = subject is not None and subject.span == mention.span
    who = [
        f"giver:{mention.kind}",
        f"giver-form:{giver.form}",
        f"giver-own:{own}",
        *(f"giver-is:{one}" for one in kinds),
    ]
    somebody = [f"{mention.kind}|{fact}" for fact in facts if fact.startswith(_TELLING)]
    return [*facts, *who, *(f"{measure}|{fact}" for fact in who), *somebody]


_TELLING = ("cue-", "said:", "quoted:", "year:", "hour:")
_BREAKING = ("cue-here", "year:", "near:previous", "quoted:", "said:")
