"""The words by which a source keeps its distance from what it reports: "allegedly", "claimed", "what he called".

A hedge counts for a claim where it stands over it: an adverb or a phrase of the claim's own clause or of one above it,
a verb like "claim" that governs it, an adjective of one of its words, and scare marks around a few of its words. The
categories follow the hedge cues of the CoNLL-2010 shared task (Farkas et al. 2010); the words are in ``hedges.toml``.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from onrecord.find.chain import Link
from onrecord.find.spots import Page, Spot, clause_of
from onrecord.tree import Tree
from onrecord.types import Claim, Span

_MARKS = {"“": "”", '"': '"', "‘": "’", "«": "»", "„": "“", "``": "''"}
_SCARE_WORDS = 3
_NOUNS = ("nsubj", "obj", "iobj", "obl", "nmod")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_table()[name])


@cache
def _table() -> Mapping[str, Sequence[str]]:
    rows: Mapping[str, Sequence[str]] = tomllib.loads(
        files("onrecord.find").joinpath("hedges.toml").read_text(encoding="utf-8")
    )
    return rows


@cache
def _phrases() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The phrases by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in _table()["phrases"]:
        parts = tuple(phrase.split())
        found[parts[0]].append(parts)
    return {first: tuple(sorted(phrases, key=lambda parts: (-len(parts), parts))) for first, phrases in found.items()}


class Hedger:
    """One article's hedges, found once in each sentence that has a claim."""

    def __init__(self, page: Page, quoted: Sequence[Span]) -> None:
        self.page, self._quoted = page, frozenset(quoted)
        self._found: dict[int, tuple[tuple[int, int], ...]] = {}

    def hedges(self, claim: Claim, links: Sequence[Link]) -> tuple[Span, ...]:
        """The hedges of a claim, in order of appearance, none for a quotation; ``links`` are its sources."""
        spot = self.page.spot(claim.trigger)
        if spot is None or claim.kind == "quotation":
            return ()
        if spot.sentence not in self._found:
            self._found[spot.sentence] = tuple(_in_sentence(spot.tree))
        over = (spot.tree.span(*place) for place in _over(spot, claim, self._found[spot.sentence]))
        found = {span for span in over if not span.meets(claim.trigger)}
        found |= {link.cue for link in links if link.cue and _claims(self.page, link.cue)}
        found |= {span for span in _scare(spot, claim) if span not in self._quoted}
        return _apart(found)


def _apart(found: set[Span]) -> tuple[Span, ...]:
    """The longest of the spans that meet, in order."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or not kept[-1].meets(span):
            kept.append(span)
    return tuple(kept)


def _claims(page: Page, cue: Span) -> bool:
    spot = page.spot(cue)
    return spot is not None and spot.tree.lemma(spot.head) in _words("claiming")


def _over(spot: Spot, claim: Claim, hedges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The hedges of the claim's sentence that stand over it, as stretches of words."""
    tree = spot.tree
    above = set(_governors(tree, spot.head))
    clauses = {clause_of(tree, word) for word in above}
    for start, end in hedges:
        head, first = tree.top_of(start, end), tree.lemma(start)
        if tree.bare[head] == "amod":
            over = _describes_a_party(tree, start, head, spot, claim)
        elif first == "what":
            over = _names_a_party(tree, end, claim)
        elif tree.sentence.upos[head] in {"VERB", "AUX"} and first not in {"if", "as", "not", "without"}:
            over = head in above
        else:
            over = clause_of(tree, head) in clauses or tree.head(head) in above
        if over:
            yield start, end


def _governors(tree: Tree, word: int) -> Iterator[int]:
    """The word and what governs it, up to the clause that only describes a noun or has the claim for its subject."""
    yield word
    start = word
    while tree.head(word) >= 0 and tree.relation(word) not in {"acl:relcl", "parataxis"}:
        if tree.bare[word] == "nsubj" and word != start:
            return
        word = tree.head(word)
        yield word


def _names_a_party(tree: Tree, end: int, claim: Claim) -> bool:
    """Whether a party of the claim, or its trigger, comes right after "what he called"."""
    spans = [claim.trigger, *(role.mention.span for role in claim.roles)]
    after = tree.sentence.starts[end : end + 2]  # a mark may stand between
    return any(span.start in after for span in spans)


def _describes_a_party(tree: Tree, start: int, head: int, spot: Spot, claim: Claim) -> bool:
    """Whether an adjective stands in the words of a party, or before the claim's word or a noun that hangs on it."""
    inside = any(role.mention.span.covers(tree.span(start, head + 1)) for role in claim.roles)
    nouns = {kid for above in (spot.head, clause_of(tree, spot.head)) for kid in tree.kids(above, *_NOUNS)}
    return inside or tree.head(head) in {spot.head, *nouns}


def _in_sentence(tree: Tree) -> Iterator[tuple[int, int]]:
    """Every hedge of the sentence by its words, the longest phrase at each place."""
    for word in range(len(tree.sentence.words)):
        lemma = tree.lemma(word)
        end = _phrase_at(tree, word)
        if end:
            yield word, end
        elif lemma in _words("adverbs") or (lemma in _words("adjectives") and tree.bare[word] == "amod"):
            yield word, word + 1


def _phrase_at(tree: Tree, word: int) -> int | None:
    """Where the longest phrase that begins at a word ends, None where none does."""
    for first in {tree.lemma(word), tree.sentence.words[word].lower()}:
        for parts in _phrases().get(first, ()):
            end = word + len(parts)
            if end <= len(tree.sentence.words) and all(
                _fits(tree, place, part) for place, part in enumerate(parts, start=word)
            ):
                return end
    return None


def _fits(tree: Tree, word: int, part: str) -> bool:
    if part == "*":
        return tree.sentence.upos[word] not in {"PUNCT", "VERB"}
    return part in {tree.lemma(word), tree.sentence.words[word].lower()}


def _scare(spot: Spot, claim: Claim) -> Iterator[Span]:
    """A few words of the claim in marks ("the “election”"); capitals make a name of them."""
    tree, words = spot.tree, spot.tree.sentence.words
    wanted = [claim.trigger, *(role.mention.span for role in claim.roles)]
    for at, word in enumerate(words):
        closing = next((end for end in range(at + 2, at + 2 + _SCARE_WORDS) if _closes(words, end, word)), None)
        if closing is not None and words[at + 1][:1].islower():
            inside = tree.span(at + 1, closing)
            if any(span.covers(inside) for span in wanted):
                yield inside


def _closes(words: Sequence[str], end: int, opening: str) -> bool:
    return opening in _MARKS and end < len(words) and words[end] == _MARKS[opening]
