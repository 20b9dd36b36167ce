"""What is known of two candidates when one may mean the other again: the mention ranker's features.

A mention ranker (Denis & Baldridge 2008, EMNLP; Lee et al. 2017, EMNLP) gives each pronoun and noun a share for every
earlier candidate, for standing for itself, and for what the rules make of it. The features here are the ones of the
rules (agreement, recency, subject before object), left to the weights to weigh.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.candidates import Candidate, forms
from onrecord.data import Gazetteer
from onrecord.resolve.cast import Actor, describe
from onrecord.resolve.in_article import Resolution
from onrecord.text import place_of
from onrecord.tree import Tree
from onrecord.types import Span

FORMS = forms()
FEATURES = 18
_PLURALS = frozenset({"we", "they"})
_SINGULARS = frozenset({"I", "he", "she", "it", "PER", "LOC"})
_GENDERS = {"he": "m", "she": "f"}
_EDGES = np.array([0, 1, 2, 3, 5, 9])

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Trait:
    """What agreement asks of one candidate."""

    form: int
    sentence: int
    head: int
    lemma: str
    wording: str
    gender: str
    plural: bool
    singular: bool
    roles: frozenset[str]
    country: str | None
    actors: frozenset[int]
    subject: bool
    quotation: int
    speaker: int


def traits(
    trees: Sequence[Tree],
    found: Sequence[Candidate],
    resolution: Resolution,
    quotations: Sequence[tuple[Span, Span]],
    gazetteer: Gazetteer,
) -> list[Trait]:
    """The traits of every candidate; a quotation is its span and its speaker's, in order."""
    numbers: dict[Actor, int] = {}
    speakers = [resolution.place(speaker) for _, speaker in quotations]
    at = {(one.sentence, one.word): number for number, one in enumerate(found)}
    out = []
    for one in found:
        tree = trees[one.sentence]
        actors = resolution.at.get((one.sentence, one.word), ())
        start = tree.sentence.starts[one.word]
        inside = place_of(start, quotations, lambda quotation: quotation[0])
        speaker = at.get(speakers[inside] or (-1, -1), -1) if inside >= 0 else -1
        out.append(_trait(tree, one, actors, numbers, gazetteer, inside, speaker))
    return out


def _trait(
    tree: Tree,
    one: Candidate,
    actors: tuple[Actor, ...],
    numbers: dict[Actor, int],
    gazetteer: Gazetteer,
    quotation: int,
    speaker: int,
) -> Trait:
    gender, roles, country = _GENDERS.get(one.form, ""), frozenset[str](), None
    if one.form == "noun":
        said = describe(tree, one.word, gazetteer)
        gender, roles, country = said.gender, frozenset(said.roles), said.country
    elif one.is_name and actors:
        gender, roles, country = actors[0].gender, frozenset(actors[0].roles), actors[0].country
    plural = one.form in _PLURALS or tree.sentence.xpos[one.word] in {"NNS", "NNPS"}
    relation = tree.relation(one.word)
    return Trait(
        form=FORMS.index(one.form),
        sentence=one.sentence,
        head=tree.head(one.word),
        lemma=tree.lemma(one.word) if not one.is_pronoun else "",
        wording=tree.sentence.words[one.word].lower(),
        gender=gender,
        plural=plural,
        singular=one.form in _SINGULARS or (one.form == "noun" and not plural),
        roles=roles,
        country=country,
        actors=frozenset(numbers.setdefault(actor, len(numbers)) for actor in actors),
        subject=relation.startswith("nsubj") or relation == "obl:agent",
        quotation=quotation,
        speaker=speaker,
    )


def linkable(found: Sequence[Candidate]) -> NDArray[np.bool_]:
    """Which candidate (row) may mean which other (column) again: an earlier one, or a name further on in its sentence.

    A name means nobody else: the rules have joined it to its like already.
    """
    row, sentence = np.array([one.row for one in found]), np.array([one.sentence for one in found])
    name = np.array([one.is_name for one in found], dtype=bool)
    ahead = (sentence[:, None] == sentence[None]) & name[None] & (row[:, None] != row[None])
    allowed: NDArray[np.bool_] = ~name[:, None] & ((row[None] < row[:, None]) | ahead)
    return allowed


def pair_features(every: Sequence[Trait], first: int = 0) -> Numbers:
    """Candidates × candidates × features: what agrees between a candidate (first) and an antecedent (second).

    ``first`` is the place of the first of them among all candidates of the article.
    """
    count = len(every)
    out = np.zeros((count, count, FEATURES), dtype=np.float32)
    if not count:
        return out

    def column(name: str) -> NDArray[Any]:
        return np.array([getattr(one, name) for one in every])

    def equal(values: NDArray[Any]) -> NDArray[np.bool_]:
        same: NDArray[np.bool_] = values[:, None] == values[None, :]
        return same

    gender, sentence, quotation = column("gender"), column("sentence"), column("quotation")
    told = (gender[:, None] != "") & (gender[None] != "")
    lemma, country = column("lemma"), np.array([one.country or "" for one in every])
    placed = (country[:, None] != "") & (country[None] != "")
    plural, singular = column("plural"), column("singular")
    out[..., 0] = equal(lemma) & (lemma[:, None] != "")
    out[..., 1] = told & ~equal(gender)
    out[..., 2] = told & equal(gender)
    out[..., 3] = (plural[:, None] & singular[None]) | (singular[:, None] & plural[None])
    out[..., 5] = column("subject")[None]
    out[..., 6] = column("speaker")[:, None] == np.arange(first, first + count)[None]
    out[..., 7] = equal(quotation) & (quotation[:, None] >= 0)
    out[..., 8] = (quotation[:, None] >= 0) != (quotation[None] >= 0)
    out[..., 9] = equal(sentence) & equal(column("head"))
    out[..., 10] = equal(column("wording"))
    out[..., 12] = placed & equal(country)
    out[..., 13] = placed & ~equal(country)
    out[..., 14] = (sentence == 0)[None]
    _by_actor(every, out)
    return out


def _by_actor(every: Sequence[Trait], out: Numbers) -> None:
    """What the rules' own reading says: who is one, whose roles fit, who was spoken of last and most."""
    actors = sorted({number for one in every for number in one.actors})
    place = {number: at for at, number in enumerate(actors)}
    member = np.zeros((len(every), len(actors)), dtype=np.float32)
    for at, one in enumerate(every):
        member[at, [place[number] for number in one.actors]] = 1.0
    out[..., 4] = (member @ member.T) > 0
    roles = sorted({role for one in every for role in one.roles})
    holds = np.array([[role in one.roles for role in roles] for one in every], dtype=np.float32).reshape(len(every), -1)
    out[..., 11] = (holds @ holds.T) > 0
    before = np.cumsum(member, 0)
    out[..., 16] = np.minimum(5.0, (before * member).max(1, initial=0.0))[None] / 5
    form = np.array([one.form for one in every])
    people = np.cumsum(form == FORMS.index("PER"))
    named = np.cumsum((form >= FORMS.index("PER")) & (form <= FORMS.index("NAME")))
    out[..., 15] = 1.0 / (1.0 + np.maximum(0, people[:, None] - people[None]))
    out[..., 17] = 1.0 / (1.0 + np.maximum(0, named[:, None] - named[None]))


def distance_buckets(every: Sequence[Trait]) -> NDArray[np.int64]:
    """The bucket of each distance in sentences: 0 for a later one, 1 the same, 2 the one before, up to 6."""
    sentence = np.array([one.sentence for one in every])
    buckets: NDArray[np.int64] = np.searchsorted(_EDGES, sentence[:, None] - sentence[None], side="right")
    return buckets
