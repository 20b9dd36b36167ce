"""Which articles repeat another's text, whose the text is, and how many sources are left when copies count once.

Texts that are equal word for word are one. Of the rest, those are compared that share fingerprints (``shingles``), and
what counts is their real sets of five-word sequences. Every copy has been held against its own original: nothing is a
copy only because it resembles a copy. The time is near linear in the words of all articles, however many copies one
article has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import numpy as np

from onrecord.data import Gazetteer, load_gazetteer
from onrecord.reconcile.credits import Credits, crediting_by, credits_of
from onrecord.reconcile.pairs import first_pairs, rare_pairs
from onrecord.reconcile.shingles import Shingles, digest, shared, shingles, words_of
from onrecord.types import Article, Copy

NEAR = 0.6  # Jaccard: an edit of one word in twenty leaves 0.63; two reports of one event share a few hundredths
NEAR_SHARE = 0.75  # of a near copy's own sequences: what such edits leave, so that a quarter added makes it no near one
WHOLE = 0.8  # share of a text that is in the other, from which on it has nothing of its own to say
LEAST_SHARED = 25  # sequences outside quotations: about thirty words in a row; two may quote the same speech at length
LEAST_WHOLE = 8  # sequences of a text that can be held whole in another: twelve words
COMPARED = 24  # the most that one article is compared with, those that share most fingerprints first
BOILERPLATE = 16  # a fingerprint of more originals than that is a set phrase
LEAST_FINGERPRINTS = 4  # that two share for a part of one to be sought in the other, where they have so many


@dataclass(frozen=True, slots=True)
class _Text:
    """One text, and of its (equal) articles the one that comes first."""

    article_id: str
    document: str
    source: str
    date: str | None
    credits: Credits
    rank: int
    shingles: Shingles

    @property
    def size(self) -> int:
        return len(self.shingles.all)


@dataclass(frozen=True, slots=True)
class _Note:
    """What an article's place among its copies depends on."""

    article_id: str
    document: str
    source: str
    date: str | None
    credits: Credits
    digest: bytes


def find_copies(articles: Iterable[Article], gazetteer: Gazetteer | None = None) -> tuple[Copy, ...]:
    """Every copy with its original, by the copies' documents; the same for any order of the articles.

    An article is an exact or near copy of one other at most. Partial copies are sought among those that are neither;
    an article may hold parts of several. Of two with the same text the original is the agency's where the other credits
    it, else the one published earlier, else the one that the other contains, else the first by document.
    """
    notes, found = _read(articles, gazetteer or load_gazetteer())
    agencies = {note.credits.own for note in notes if note.credits.own}
    texts, exact = _distinct(notes, found, agencies)
    pairs = first_pairs([text.shingles.fingerprints for text in texts])
    near, originals, met = _follow(texts, pairs)
    partial = _parts(texts, originals, met)
    places = {note.article_id: (note.document, note.article_id) for note in notes}
    return tuple(
        sorted(
            (*exact, *near, *partial), key=lambda copy: (places[copy.article_id], -copy.share, places[copy.original_id])
        )
    )


# --- Texts in the order in which they can be originals


def _read(articles: Iterable[Article], gazetteer: Gazetteer) -> tuple[list[_Note], dict[bytes, Shingles]]:
    """A note of each article, and the shingles of each distinct text; the articles themselves are not kept."""
    crediting, found = crediting_by(gazetteer), dict[bytes, Shingles]()
    notes = dict[str, _Note]()
    for article in articles:
        words, quoted = words_of(article)
        key = digest(words)
        if not words or article.id in notes:
            continue
        if key not in found:
            found[key] = shingles(words, quoted)
        date = article.published[:10] if article.published else None
        credits = credits_of(article, gazetteer, crediting)
        notes[article.id] = _Note(article.id, article.document, article.source, date, credits, key)
    return list(notes.values()), found


def _distinct(
    notes: Iterable[_Note], found: Mapping[bytes, Shingles], agencies: set[str]
) -> tuple[list[_Text], list[Copy]]:
    """The distinct texts, likely originals first, and the copies that are equal to one of them word for word."""
    equal = defaultdict[bytes, list[_Text]](list)
    for note in notes:
        rank = _rank(note.credits, agencies)
        text = _Text(note.article_id, note.document, note.source, note.date, note.credits, rank, found[note.digest])
        equal[note.digest].append(text)
    groups = [sorted(group, key=_order) for group in equal.values()]
    exact = [
        Copy(text.article_id, first.article_id, "exact", 1.0, f"word for word; {_why(first, text)}")
        for first, *others in groups
        for text in others
    ]
    return sorted((group[0] for group in groups), key=_order), exact


def _rank(credits: Credits, agencies: set[str]) -> int:
    """2 where the text is given as an agency's, 1 where it rests on an agency that is in the pile itself, else 0."""
    return 2 if credits.text else int(not agencies.isdisjoint(credits.named))


def _order(text: _Text) -> tuple[object, ...]:
    """Before others in this order is what more likely is the original."""
    return text.rank, text.date or "9999", text.credits.own is None, text.size, text.document, text.article_id


def _original(first: _Text, second: _Text) -> _Text:
    """The original of two, the first of which comes first; where one has no date, the one that is in the other."""
    undated = first.rank == second.rank and (first.date is None) != (second.date is None)
    return second if undated and second.size < first.size else first


def _why(original: _Text, copy: _Text) -> str:
    """Why the one is taken for the original."""
    if original.rank < copy.rank:
        return f"it credits {', '.join(copy.credits.text or copy.credits.named)}"
    if original.date and copy.date and original.date < copy.date:
        return f"published later ({copy.date}, {original.date})"
    if original.date == copy.date and original.credits.own and not copy.credits.own:
        return f"the other is an agency's ({original.credits.own})"
    if original.size < copy.size:
        return "the other is the shorter"
    if original.date and not copy.date:
        return "only the other has a date"
    return "which was first is not known; the other comes first by document"


# --- Exact and near copies


def _follow(
    texts: Sequence[_Text], pairs: Iterable[tuple[int, int, int]]
) -> tuple[list[Copy], list[int], list[tuple[int, int]]]:
    """The copies that say nothing of their own, the places of the texts that are left, and which of those were met."""
    leader = list(range(len(texts)))
    copies, met = list[Copy](), list[tuple[int, int]]()
    for place, some in groupby(pairs, key=itemgetter(0)):
        hits = defaultdict[int, int](int)
        for _, earlier, count in some:
            hits[leader[earlier]] += count
        tried = sorted(hits, key=lambda other: (-hits[other], other))[:COMPARED]
        shares = [(other, shared(texts[other].shingles.all, texts[place].shingles.all)) for other in tried]
        shares = sorted((pair for pair in shares if pair[1] >= LEAST_WHOLE), key=lambda pair: (-pair[1], pair[0]))
        found = ((other, _whole_copy(texts[other], texts[place], both)) for other, both in shares)
        other, copy = next(((other, copy) for other, copy in found if copy), (place, None))
        if copy:
            leader[place] = other
            copies.append(copy)
        else:
            met += [(other, place) for other, _ in shares]
    return copies, [place for place, first in enumerate(leader) if place == first], met


def _whole_copy(first: _Text, second: _Text, both: int) -> Copy | None:
    """The second as a copy of the first, where it is a near copy of it or has nothing that the first has not."""
    jaccard, share = both / (first.size + second.size - both), both / second.size
    if jaccard >= NEAR and share >= NEAR_SHARE:
        said = f"{share:.0%} of its words in a row are the other's"
        return Copy(second.article_id, first.article_id, "near", share, f"{said}; {_why(first, second)}")
    if share >= WHOLE and _original(first, second) is first:
        return _part(first, second, both)
    return None


def _part(original: _Text, copy: _Text, both: int) -> Copy:
    """The copy that shares a part with an original."""
    share = both / copy.size
    said = f"{share:.0%} of its words in a row are {both / original.size:.0%} of the other's"
    return Copy(copy.article_id, original.article_id, "partial", share, f"{said}; {_why(original, copy)}")


# --- Partial copies


@dataclass(frozen=True, slots=True)
class _Overlap:
    """Two texts, by place, that share a part."""

    copy: int
    original: int
    both: int


def _parts(texts: Sequence[_Text], places: Sequence[int], met: Sequence[tuple[int, int]]) -> Iterator[Copy]:
    """The partial copies among these texts; what one original explains is not laid to another."""
    rare = set(_part_pairs(texts, places))
    overlaps = sorted(
        (found for pair in rare.union(met) if (found := _overlap(texts, *pair, rare=pair in rare))),
        key=lambda found: (found.copy, -found.both, found.original),
    )
    for place, some in groupby(overlaps, key=lambda found: found.copy):
        copy = texts[place]
        left = copy.shingles.all
        for found in some:
            original = texts[found.original]
            fresh = np.intersect1d(left, original.shingles.all, assume_unique=True)
            if len(fresh) >= min(LEAST_SHARED, WHOLE * min(original.size, copy.size)):
                left = np.setdiff1d(left, fresh, assume_unique=True)
                yield _part(original, copy, found.both)


def _part_pairs(texts: Sequence[_Text], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of places of texts that share enough fingerprints, set phrases left out."""
    prints = [texts[place].shingles.fingerprints for place in places]
    for later, earlier, count in rare_pairs(prints, BOILERPLATE):
        if count >= min(LEAST_FINGERPRINTS, len(prints[later]), len(prints[earlier])):
            yield places[earlier], places[later]


def _overlap(texts: Sequence[_Text], earlier: int, later: int, *, rare: bool) -> _Overlap | None:
    """What two texts share, where that is enough to be a copy."""
    one, other = texts[earlier], texts[later]
    common = np.intersect1d(one.shingles.all, other.shingles.all, assume_unique=True)
    smaller = min(one, other, key=lambda text: text.size)
    whole = len(common) >= max(LEAST_WHOLE, WHOLE * smaller.size)
    prose = smaller.shingles.all[smaller.shingles.prose]
    if not whole and (not _may_copy(one, other, rare) or shared(common, prose) < LEAST_SHARED):
        return None
    original, copy = (earlier, later) if _original(one, other) is one else (later, earlier)
    return _Overlap(copy, original, len(common))


def _may_copy(one: _Text, other: _Text, rare: bool) -> bool:
    """Whether sharing a part says something: it is no set phrase, unless of an agency that the other credits, nor the
    background that an outlet repeats."""
    credited = one.credits.own in (*other.credits.text, *other.credits.named)
    return (rare or credited) and one.source != other.source


# --- Independent sources


@dataclass(frozen=True, slots=True)
class Links:
    """The copies by article: ``whole`` its original, where it says nothing of its own; ``parts`` the others', most
    shared first."""

    whole: Mapping[str, str]
    parts: Mapping[str, tuple[str, ...]]


def links(copies: Iterable[Copy]) -> Links:
    """The copies as ``independent`` looks them up, made once for many facts."""
    whole, parts = dict[str, str](), defaultdict[str, list[str]](list)
    for copy in sorted(copies, key=lambda copy: (copy.kind == "partial", -copy.share, copy.original_id)):
        if (copy.kind != "partial" or copy.share >= WHOLE) and copy.article_id not in whole:
            whole[copy.article_id] = copy.original_id
        else:
            parts[copy.article_id].append(copy.original_id)
    return Links(whole, {article: tuple(originals) for article, originals in parts.items()})


def independent(sources: Iterable[str], copies: Links | Iterable[Copy]) -> tuple[tuple[str, ...], ...]:
    """The articles in groups that count as one source each, in order of id: how many there are is how many vouch.

    Articles that say nothing but what one other says are one source with it and with each other, though it may not be
    among these. An article with a part of another's text is one source with it only where both are among these: what
    the other does not say it has of its own. Two articles of one outlet are told apart here as any two.
    """
    known = copies if isinstance(copies, Links) else links(copies)
    groups = defaultdict[str, list[str]](list)
    for source in sorted(set(sources)):
        groups[_root(source, known.whole)].append(source)
    joined = {root: other for root in sorted(groups) if (other := _held_in(root, groups, known))}
    merged = defaultdict[str, list[str]](list)
    for root, members in groups.items():
        merged[_root(root, joined)] += members
    return tuple(sorted(tuple(sorted(members)) for members in merged.values()))


def _root(article: str, originals: Mapping[str, str]) -> str:
    """Where the way from copy to original ends; on a way that is a circle, its first by id."""
    seen = dict.fromkeys([article])
    while (article := originals.get(article, article)) not in seen:
        seen[article] = None
    way = list(seen)
    return min(way[way.index(article) :])


def _held_in(root: str, groups: Mapping[str, Sequence[str]], known: Links) -> str | None:
    """The other group that an article of this one has a part of, None where there is none."""
    others = (
        _root(original, known.whole) for member in (root, *groups[root]) for original in known.parts.get(member, ())
    )
    return next((other for other in others if other != root and other in groups), None)
