"""What a number measures by plain rules over the words around it: one opinion among the features of the scorer.

Each rule names a measure and why. A number that says nothing by itself ("his rival's 43.2") takes after its neighbour.
"""

from __future__ import annotations

from functools import cached_property

from onrecord.find.measures import Layout, Place, unit_of

_LINE = 30
_CLAUSE_ENDS = frozenset({";", ".", "!", "?"})


class Around:
    """The classes of the words around one number, looked up once."""

    def __init__(self, layout: Layout, place: Place) -> None:
        self.layout, self.place, self.tree = layout, place, layout.tree(place)
        self.first = layout.first[place.tree]
        self.length = len(self.tree.sentence.words)

    def told(self, start: int, end: int) -> frozenset[str]:
        """The classes of the words of the sentence from ``start`` to before ``end``."""
        rows = range(self.first + max(0, start), self.first + min(self.length, end))
        return frozenset(kind for row in rows for kind in self.layout.classes[row])

    def word(self, at: int) -> str:
        """A word of the sentence in lower case."""
        return self.layout.lower[self.first + at]

    @cached_property
    def line(self) -> frozenset[str]:
        """The classes of the sentence's words, as far as they are not far off."""
        return self.told(self.place.start - _LINE, self.place.end + _LINE)

    @cached_property
    def noun(self) -> frozenset[str]:
        """The classes of the noun counted."""
        return self.told(self.place.noun, self.place.noun + 1) if self.place.noun is not None else frozenset()

    @cached_property
    def phrase(self) -> frozenset[str]:
        """The classes of the counted noun with what stands before and after it."""
        if self.place.noun is None:
            return frozenset()
        return self.told(self.place.end, self.place.noun + 4)

    @cached_property
    def left(self) -> frozenset[str]:
        """The classes of the words close before the number."""
        return self.told(self._begin(5), self.place.start)

    @cached_property
    def right(self) -> frozenset[str]:
        """The classes of the words close after it."""
        return self.told(self.place.end, self._finish(5))

    @cached_property
    def near(self) -> frozenset[str]:
        """The classes of the words close to it on either side."""
        return self.left | self.right

    @cached_property
    def clause(self) -> frozenset[str]:
        """The classes of the words that can be of its clause."""
        return self.told(self._begin(14), self.place.start) | self.told(self.place.end, self._finish(12))

    @cached_property
    def above(self) -> frozenset[str]:
        """The classes of the heading and of the line before."""
        block = self.tree.sentence.block
        words = self.layout.block_words
        return words.get(self.layout.headings[block], frozenset()) | words.get(block - 1, frozenset())

    @cached_property
    def block(self) -> frozenset[str]:
        """The classes of all words of its block."""
        return self.layout.block_words.get(self.tree.sentence.block, frozenset())

    def _begin(self, reach: int) -> int:
        at = self.place.start
        while at > 0 and self.place.start - at < reach and self.word(at - 1) not in _CLAUSE_ENDS:
            at -= 1
        return at

    def _finish(self, reach: int) -> int:
        at = self.place.end
        while at < self.length and at - self.place.end < reach and self.word(at) not in _CLAUSE_ENDS:
            at += 1
        return at

    def _words(self, start: int, end: int) -> tuple[str, ...]:
        return self.layout.lower[self.first + start : self.first + end]

    def has(self, *words: str, reach: int = 6) -> bool:
        """Whether one of the words stands within the clause near the number."""
        return not set(words).isdisjoint(self._words(self._begin(reach), self._finish(reach)))

    def after(self, *words: str, reach: int = 4) -> bool:
        """Whether one of the words follows close."""
        return not set(words).isdisjoint(self._words(self.place.end, self._finish(reach)))

    def before(self, *words: str, reach: int = 4) -> bool:
        """Whether one of the words stands close before."""
        return not set(words).isdisjoint(self._words(self._begin(reach), self.place.start))


def ruled(layout: Layout) -> tuple[str, ...]:
    """For each number the measure the rules take it for, empty for none; ``~`` before one taken from a neighbour."""
    found: list[str] = []
    for place in layout.places:
        found.append(_ruled(Around(layout, place)))
    for at, place in enumerate(layout.places):
        if not found[at]:
            found[at] = _inherited(layout, found, at, place)
    return tuple(found)


def _ruled(around: Around) -> str:
    unit = unit_of(around.place.number)
    if unit == "percent":
        return _of_percent(around)
    if unit == "points":
        return "margin" if around.clause & {"margin", "share", "vote", "party"} else ""
    if unit == "years":
        return "term_years" if "term" in around.near else ""
    if unit == "count":
        return _of_count(around)
    return "other" if unit in {"money", "measure"} else ""


def _of_percent(around: Around) -> str:
    counting = around.has("counted", "counting", "processed", "tallied", "scrutinised", "tabulated", "reporting")
    if counting and around.phrase & {"vote", "station", "counted"} | around.right & {"counted"}:
        return "precincts_counted"
    if "turned_out" in around.near or around.after("voted", "participated", reach=8):
        return "turnout"
    if around.phrase & {"registered", "person"} and around.has(
        "voted", "cast", "turned", "participated", "took", "showed"
    ):
        return "turnout"
    if around.has("margin", "lead", "ahead", "gap", reach=4):
        return "margin"
    if around.after("vote", "votes", "ballots", "ballot", reach=5):
        return "vote_share"
    if around.has("threshold", "barrier", "hurdle", reach=4):
        return "vote_share"
    if around.left & {"share"} and "election" in around.clause | around.above and not around.near & {"trend", "money"}:
        return "vote_share"
    if "turned_out" in around.clause:
        return "turnout"
    return "vote_share" if around.clause & {"vote", "party"} and not around.near & {"trend", "money"} else ""


def _of_count(around: Around) -> str:
    noun, phrase, near = around.noun, around.phrase, around.near
    if "observer" in noun | phrase & {"observer"}:
        return "observers"
    if ("polling" in phrase and "station" in phrase) or (noun & {"station"} and "polling" in around.clause):
        counting = around.has("counted", "reported", "processed", "reporting", reach=8)
        return "precincts_counted" if counting else "polling_stations"
    if "candidate" in noun:
        return "candidates"
    if (
        "registered" in noun | near
        and not phrase & {"vote"}
        and (noun & {"registered", "person"} or around.has("roll", "register", "rolls", "electorate"))
    ):
        return "registered_voters"
    if noun & {"vote"}:
        return "margin" if _is_gap(around) else "votes"
    if "seat" in noun:
        return "seats"
    if around.place.number.pair and around.block & {"vote", "motion"} and around.clause & {"vote", "favour", "motion"}:
        return "votes"
    if around.after("favour", "favor", "against", "abstained", "abstentions", "abstention", reach=2):
        return "votes"
    if "observing" in around.clause and noun & {"person", "observing"} and "election" in around.clause | around.above:
        return "observers"
    return _bare(around)


def _is_gap(around: Around) -> bool:
    """ "by 242 votes", "a margin of", "242 votes ahead", "242 more votes": what lies between two."""
    tight = around.before("by", "margin", "lead", "gap", "difference", "majority", "advantage", reach=2)
    return (tight and not around.place.number.pair) or around.after(
        "ahead", "more", "clear", "behind", "fewer", "short", reach=3
    )


def _bare(around: Around) -> str:
    """A number without a noun of its own: by the heading or the line that it stands in."""
    if around.place.noun is not None and "party" not in around.noun:
        return ""
    if around.before("by", reach=1) and around.clause & {"share", "margin"} and not around.place.number.pair:
        return "margin"
    for kind, measure in (("seat", "seats"), ("turned_out", "turnout"), ("vote", "votes"), ("candidate", "candidates")):
        if kind in around.line:
            return measure
    return "seats" if "seat" in around.above and "party" in around.line else ""


def _inherited(layout: Layout, found: list[str], at: int, place: Place) -> str:
    """The measure of the number before or after, where this one goes on with it: the same unit or none, no noun."""
    for other in (at - 1, at + 1):
        if not 0 <= other < len(found):
            continue
        one = layout.places[other]
        near = layout.blocks[one.row] == layout.blocks[place.row] or _alike(layout, one, place)
        if found[other] and near and abs(one.row - place.row) < 40 and _goes_with(one, place):
            return "~" + found[other].lstrip("~")
    return ""


def _alike(layout: Layout, one: Place, place: Place) -> bool:
    """Whether two stand in lines that follow one another."""
    gap = layout.blocks[place.row] - layout.blocks[one.row]
    kinds = {layout.scene.parsed.article.blocks[layout.blocks[which.row]].kind for which in (one, place)}
    return abs(gap) == 1 and kinds == {"item"}


def _goes_with(one: Place, place: Place) -> bool:
    units = unit_of(one.number), unit_of(place.number)
    bare = place.noun is None or place.number.unit == "percent"
    return bare and (
        units[0] == units[1] or (units[0] == "percent" and units[1] == "count" and place.number.value <= 100)
    )
