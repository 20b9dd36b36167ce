"""When what a claim says happened or was measured: the date that modifies the claim's own clause.

An act has the date that hangs on its own words or on its predicate ("on Wednesday X congratulated Y", "a call on
Wednesday"); the date of an election, a speech or any other happening that the clause only names ("congratulated Y on
Sunday's win") is that happening's, and the date of a verb of saying is that of the saying. A figure has the date of its
clause or of the election in it ("86 per cent in the 2018 vote"), else that of the last election dated before it in its
paragraph. A date inside a quotation belongs to what is said there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.find.chain import in_person
from onrecord.find.dates import Expression, find_dates
from onrecord.find.spots import Page, Spot, clause_of, heads_clause, shared
from onrecord.find.timeline import word_set
from onrecord.text import place_of
from onrecord.tree import Tree
from onrecord.types import Article, Claim, Span, When

_REACH = 6  # sentences
_BESIDE = 6  # characters: the comma and the preposition between a party and a date
_ABOUT_THE_TEXT = frozenset({"dateline", "byline"})
_MEASURES_OF_A_VOTE = frozenset(
    {"vote_share", "votes", "turnout", "seats", "margin", "precincts_counted", "registered_voters"}
    | {"polling_stations", "candidates"}
)


class Clock:
    """One article's dates, to be asked when a claim was."""

    def __init__(self, article: Article, page: Page, quoted: Sequence[Span]) -> None:
        self.page, self.quoted = page, quoted
        self._dates: Mapping[int, list[tuple[Expression, Spot]]] = defaultdict(list)
        for one in find_dates(article, page.trees):
            spot = page.spot(one.span)
            if spot is not None and one.edtf and article.blocks[spot.tree.sentence.block].kind not in _ABOUT_THE_TEXT:
                self._dates[spot.sentence].append((one, spot))

    def when(self, claim: Claim) -> When | None:
        """When what the claim says happened, was said or was measured, None where that is not told."""
        spot = self.page.spot(claim.trigger)
        if spot is None or (claim.kind == "quotation" and claim.trigger == claim.evidence[0]):
            return None
        found = self._figure(claim, spot) if claim.kind == "figure" else self._act(claim, spot)
        return When(found.edtf, found.span) if found and found.edtf else None

    def _near(self, claim: Claim, spot: Spot) -> Iterator[tuple[Expression, Spot]]:
        """The dates of the claim's sentence that stand in the same quotation as it, or in none as it."""
        inside = self._quotation(claim.trigger)
        for one, place in self._dates.get(spot.sentence, ()):
            if self._quotation(one.span) == inside or (inside >= 0 and self._said_by_agent(claim, one.span)):
                yield one, place

    def _quotation(self, span: Span) -> int:
        return place_of(span.start, self.quoted, lambda quoted: quoted)

    def _said_by_agent(self, claim: Claim, date: Span) -> bool:
        """Whether the act is done by speaking: its agent, and the date, stand outside the quotation that has it."""
        agent, spot = claim.role("agent"), self.page.spot(claim.trigger)
        if agent is None or spot is None or self._quotation(date) >= 0:
            return False
        here = in_person(agent) and spot.tree.sentence.xpos[spot.head] not in {"VBD", "VBN"}  # "“I thank Y,” X said"
        return here or self._quotation(agent.span) < 0

    def _act(self, claim: Claim, spot: Spot) -> Expression | None:
        tree, own = spot.tree, {spot.head, *range(spot.start, spot.end)}
        clauses = [*shared(tree, spot.head), *self._of_agent(claim, spot)]
        for wanted in (own, *({clause} for clause in dict.fromkeys(clauses))):
            fitting = [
                (one, place)
                for one, place in self._near(claim, spot)
                if owner(tree, place) in wanted and not _of_a_party(claim, one, place)
            ]
            if fitting:
                return _nearest(fitting, spot)
        return self._label(claim, spot)

    def _label(self, claim: Claim, spot: Spot) -> Expression | None:
        """The date that a line of a diary begins with ("7 March: X meets Y"), for what no verb of saying governs."""
        tree = spot.tree
        if any(tree.bare[word] == "ccomp" for word in (spot.head, *tree.ancestors(spot.head))):
            return None
        for one, place in self._near(claim, spot):
            after = tree.sentence.words[place.end : place.end + 1]
            if place.start == 0 and after and after[0] in {":", "-", "–", "—", "|"}:
                return one
        return None

    def _of_agent(self, claim: Claim, spot: Spot) -> Iterator[int]:
        """The clauses from the act up to the one that its agent stands in, where he acts by what he says there."""
        agent = claim.role("agent")
        place = self.page.spot(agent.span) if agent else None
        if agent is None or place is None or place.sentence != spot.sentence:
            return
        tree, goal = spot.tree, clause_of(spot.tree, place.head)
        if in_person(agent):  # "“I thank Y,” X said on Monday"
            yield from tree.kids(goal, "parataxis")
            yield from [tree.head(goal)] if tree.bare[goal] == "ccomp" else []
        above = [word for word in (spot.head, *tree.ancestors(spot.head)) if heads_clause(tree, word)]
        said_first = tree.bare[goal] == "parataxis" and tree.head(goal) in above  # "It was a sham, X said on Monday"
        if goal in above or said_first:
            yield goal

    def _figure(self, claim: Claim, spot: Spot) -> Expression | None:
        tree = spot.tree
        dates = list(self._near(claim, spot))
        own = {spot.head, tree.head(spot.head)}
        for wanted in (own, *({clause} for clause in shared(tree, spot.head))):
            fitting = [(one, place) for one, place in dates if _dates_figure(tree, place, wanted)]
            if fitting:
                return _nearest(fitting, spot)
        voted = [(one, place) for one, place in dates if _in_election(tree, place)]
        if claim.action in _MEASURES_OF_A_VOTE and len({one.edtf for one, _ in voted}) == 1:
            return _nearest(voted, spot)
        return self._label(claim, spot) or (None if dates else self._election_before(claim, spot))

    def _election_before(self, claim: Claim, spot: Spot) -> Expression | None:
        """The date of the last election told before in the paragraph, for a figure of a vote that has no other."""
        if claim.action not in _MEASURES_OF_A_VOTE or _of_another_time(spot.tree):
            return None
        for number in range(spot.sentence - 1, max(-1, spot.sentence - 1 - _REACH), -1):
            if self.page.trees[number].sentence.block != spot.tree.sentence.block:
                return None
            for one, place in reversed(self._dates.get(number, ())):
                if self._quotation(one.span) == self._quotation(claim.trigger) and _in_election(place.tree, place):
                    return one
        return None


def _of_a_party(claim: Claim, one: Expression, place: Spot) -> bool:
    """Whether a date bounds the act, or belongs to a party's words, or may as well: "praised the vote on Sunday"."""
    if place.tree.preposition(place.head) in word_set("bounds"):
        return True
    target = claim.role("target")
    text, spans = place.tree.text, [role.mention.span for role in claim.roles]
    beside = target is not None and target.kind == "thing" and 0 <= one.span.start - target.span.end <= _BESIDE
    joint = text[target.span.end : one.span.start].strip(", ").lower() if target is not None and beside else None
    return any(span.covers(one.span) for span in spans) or joint in {"", "on", "in", "of", "at"}


def _nearest(dates: Sequence[tuple[Expression, Spot]], spot: Spot) -> Expression:
    return min(dates, key=lambda pair: (abs(pair[1].head - spot.head), pair[1].head))[0]


def owner(tree: Tree, place: Spot) -> int:
    """What a date is the date of: the predicate above it, or the happening that it hangs on."""
    word = place.head
    beside = _election_beside(tree, place)
    if beside is not None:
        return beside
    while tree.head(word) >= 0:
        word = tree.head(word)
        if heads_clause(tree, word) or _happens(tree, word) or _belongs(tree, place, word):
            return word
    return word


def _dates_figure(tree: Tree, place: Spot, wanted: set[int]) -> bool:
    """Whether a date is that of a figure: its own, its clause's, or that of the election in its clause."""
    if tree.preposition(place.head) in word_set("limits"):
        return False
    return owner(tree, place) in wanted or (clause_of(tree, place.head) in wanted and _in_election(tree, place))


def _election_beside(tree: Tree, place: Spot) -> int | None:
    """The election right before a date ("on his victory on Sunday"), wherever the parser has hung the date."""
    before = place.start - 1
    while before >= 0 and tree.bare[before] in {"case", "det"}:
        before -= 1
    return before if before >= 0 and tree.lemma(before) in word_set("elections") else None


def _happens(tree: Tree, word: int) -> bool:
    return tree.sentence.upos[word] == "NOUN" and tree.lemma(word) in word_set("happenings")


def _belongs(tree: Tree, place: Spot, word: int) -> bool:
    """Whether the date is a noun's own: "Sunday's letter", "the 2018 law", "his defeat in 2018"."""
    if tree.head(place.head) != word or tree.sentence.upos[word] not in {"NOUN", "PROPN"}:
        return False
    before = tree.bare[place.head] in {"nummod", "compound", "amod"} or tree.relation(place.head) == "nmod:poss"
    return before or (tree.sentence.upos[word] == "NOUN" and tree.preposition(place.head) in {"in", "of", "since"})


def _in_election(tree: Tree, place: Spot) -> bool:
    """Whether a date is that of an election, or of a vote cast."""
    of = owner(tree, place)
    if tree.bare[of] == "acl" and tree.head(of) >= 0:  # "the election held on Sunday"
        of = tree.head(of)
    return tree.lemma(of) in word_set("elections") | word_set("voting")


def _of_another_time(tree: Tree) -> bool:
    """Whether a sentence sets its figure apart from what was told before ("this time", "previously")."""
    lemmas = {lemma.lower() for lemma in tree.sentence.lemmas}
    return not lemmas.isdisjoint(word_set("elsewhen"))
