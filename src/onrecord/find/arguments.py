"""Who does a trigger's act and to whom: the features by which candidates are told apart.

The encoder's heads give each candidate a score; the likeliest few are weighed again by what syntax, layout, quotation
marks and the lexicon's own reading say of them (the features of Gildea & Jurafsky 2002, Computational Linguistics
28(3), with dependencies in place of constituents).
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from onrecord.candidates import Candidate, candidates
from onrecord.find.scene import Scene
from onrecord.scorer import Weights
from onrecord.signals import Signals
from onrecord.tree import Tree, short, words_of
from onrecord.types import Article, Span

MOST_CANDIDATES = 6
LONGEST_PATH = 6
ROLES = ("agent", "target")
_KINDS = ("none", "person", "place", "organization", "thing")
_NEAR, _FAR = 12, 5

Ruled = dict[tuple[str, int, str], set[int]]
"""What the lexicon fills: action, row of the trigger's head word, role to the rows of its parties' head words."""


@dataclass(slots=True, eq=False)
class Page:
    """One article as the learned finder sees it: its candidates, and whatever is asked of words by their rows."""

    scene: Scene
    signals: Signals
    candidates: tuple[Candidate, ...] = field(init=False)
    rows: NDArray[np.int64] = field(init=False)
    sentences: NDArray[np.int64] = field(init=False)
    first_rows: tuple[int, ...] = field(init=False)
    kinds: list[int] = field(init=False)
    """The likeliest kind of each word."""
    _quoted: dict[int, int] = field(init=False, default_factory=dict)
    _speakers: dict[int, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.candidates = candidates(self.trees)
        self.kinds = self.signals.kinds.argmax(1).tolist()
        self.first_rows = tuple(accumulate((len(tree.sentence.words) for tree in self.trees), initial=0))[:-1]
        self.rows = np.array([candidate.row for candidate in self.candidates], dtype=np.int64)
        self.sentences = np.array([candidate.sentence for candidate in self.candidates], dtype=np.int64)

    @property
    def article(self) -> Article:
        """The article."""
        return self.scene.parsed.article

    @property
    def trees(self) -> tuple[Tree, ...]:
        """Its sentences."""
        return self.scene.trees

    def place(self, row: int) -> tuple[int, int]:
        """The sentence and the word of a row."""
        sentence = bisect.bisect_right(self.first_rows, row) - 1
        return sentence, row - self.first_rows[sentence]

    def quotation_of(self, row: int) -> int:
        """The number of the quotation that a row stands in, -1 for none."""
        if row not in self._quoted:
            sentence, word = self.place(row)
            self._quoted[row] = self.scene.quotation_number(self.trees[sentence].sentence.starts[word])
        return self._quoted[row]

    def speaker_of(self, quotation: int) -> int:
        """The row of the head word of a quotation's speaker, -1 where nobody is known."""
        if quotation not in self._speakers:
            speaker = self.scene.quotations[quotation].speaker if quotation >= 0 else None
            self._speakers[quotation] = self.row_at(speaker.span.start, speaker.span.end) if speaker else -1
        return self._speakers[quotation]

    def row_at(self, start: int, end: int) -> int:
        """The row of the head word of a stretch of text, -1 where no sentence holds it."""
        number = bisect.bisect_right(self.trees, start, key=lambda tree: tree.sentence.span.start) - 1
        if number < 0 or end > self.trees[number].sentence.span.end:
            return -1
        tree = self.trees[number]
        first, last = words_of(tree.sentence, Span(start, end))
        return self.first_rows[number] + tree.top_of(first, last) if first < last else -1


# Sentences from the trigger back to the candidate: the same, one, two, up to four, up to eight or more before; the
# next one, a later one.
def distance_bucket(back: NDArray[np.int64]) -> NDArray[np.int64]:
    """The bucket of each distance in sentences, positive where the candidate stands before."""
    edges = np.array([-1, 0, 1, 2, 3, 5, 9])
    order = np.array([7, 6, 0, 1, 2, 3, 4, 5])
    found: NDArray[np.int64] = order[np.searchsorted(edges, back, side="right")]
    return found


@dataclass(frozen=True, slots=True)
class Party:
    """A candidate for a role of a trigger: its place among the candidates, its score by the heads."""

    candidate: int
    log_share: float
    margin: float
    rank: int


def likeliest(page: Page, trigger: int, role: int, weights: Weights, *, also: set[int]) -> list[Party]:
    """The likeliest candidates for a role by the encoder's heads alone, and those rows that must be among them."""
    if not len(page.rows):
        return []
    back = page.place(trigger)[0] - page.sentences
    scores = page.signals.party_scores(role, trigger, page.rows)
    scores = (
        scores
        + weights["distance"][role][distance_bucket(back)]
        + weights["order"][role][(page.rows > trigger).astype(np.int64)]
    )
    nobody = page.signals.nobody[trigger, role]
    top = max(float(scores.max()), float(nobody))
    total = top + float(np.log(np.exp(scores - top).sum() + np.exp(nobody - top)))
    ranked = np.argsort(-scores, kind="stable")
    chosen = [int(at) for at in ranked[:MOST_CANDIDATES]]
    if also:
        chosen += [int(at) for at in ranked[MOST_CANDIDATES:] if int(page.rows[at]) in also]
    return [
        Party(at, float(scores[at]) - total, float(scores[at]) - float(nobody), rank) for rank, at in enumerate(chosen)
    ]


def path_between(tree: Tree, start: int, end: int) -> str:
    """The dependency path from one word to another: ``^`` up and ``>`` down, "long" beyond six steps."""
    ups = [start, *tree.ancestors(start)]
    downs = [end, *tree.ancestors(end)]
    below = {word: at for at, word in enumerate(downs)}
    climb = next(at for at, word in enumerate(ups) if word in below)
    fall = below[ups[climb]]
    if climb + fall > LONGEST_PATH:
        return "long"
    steps = ["^" + short(tree.relation(word)) for word in ups[:climb]]
    steps += [">" + short(tree.relation(word)) for word in reversed(downs[:fall])]
    return "".join(steps)


def trigger_features(page: Page, trigger: int, action: str) -> list[str]:
    """What holds of the trigger whatever the candidate."""
    sentence, word = page.place(trigger)
    tree = page.trees[sentence]
    upos = tree.sentence.upos[word]
    passive = bool(tree.kids(word, "nsubj:pass", "aux:pass"))
    block = page.article.blocks[tree.sentence.block].kind
    return [
        f"action:{action}",
        f"trigger:{upos}:{short(tree.relation(word))}",
        f"block:{block}",
        f"passive:{passive}",
        f"lemma:{tree.lemma(word)}",
        f"quoted:{page.quotation_of(trigger) >= 0}",
        f"first:{sentence == 0}",
    ]


def candidate_features(page: Page, trigger: int, action: str, candidate: Candidate) -> list[str]:
    """What holds of the candidate, and between the two."""
    sentence, word = page.place(trigger)
    here = page.trees[sentence]
    tree = page.trees[candidate.sentence]
    relation, kind = short(tree.relation(candidate.word)), _KINDS[page.kinds[candidate.row]]
    case = tree.preposition(candidate.word)
    plural = tree.sentence.xpos[candidate.word] in {"NNS", "NNPS"}
    found = [
        f"form:{candidate.form}",
        f"kind:{kind}",
        f"relation:{relation}",
        f"case:{case}",
        f"plural:{plural}",
        f"form-kind:{candidate.form}:{kind}:{plural}",
        f"action-kind:{action}:{kind}",
        _speech(page, trigger, candidate),
    ]
    if candidate.sentence == sentence:
        path = path_between(here, word, candidate.word)
        upos = here.sentence.upos[word]
        away = candidate.word - word
        found += [
            f"path:{path}",
            f"path:{upos}:{path}",
            f"path-case:{upos}:{path}:{case}",
            f"action-case:{action}:{case}:{away > 0}",
            f"words:{'+' if away > 0 else '-'}{min(_NEAR, abs(away)).bit_length()}",
        ]
        if path.endswith(">conj"):
            found.append("listed")
    else:
        back = max(-2, min(_FAR, sentence - candidate.sentence))
        found += [
            f"back:{back}",
            f"back-form:{back}:{candidate.form}",
            f"back-relation:{back}:{relation}",
            f"block-of:{page.article.blocks[tree.sentence.block].kind}",
            f"opens:{candidate.sentence == 0}",
        ]
    return found


def _speech(page: Page, trigger: int, candidate: Candidate) -> str:
    """How the candidate stands to the quotation that the trigger stands in."""
    inside, other = page.quotation_of(trigger), page.quotation_of(candidate.row)
    if inside < 0:
        return "speech:none" if other < 0 else "speech:candidate"
    if page.speaker_of(inside) == candidate.row:
        return "speech:speaker"
    return "speech:same" if inside == other else "speech:other" if other >= 0 else "speech:trigger"


def ruled_features(ruled: Ruled, action: str, trigger: int, role: str, row: int) -> list[str]:
    """What the lexicon says of the candidate in this role, and in the other one."""
    found = []
    for name in ROLES:
        rows = ruled.get((action, trigger, name))
        which = "same" if name == role else "other"
        found.append(f"ruled-{which}:{'none' if rows is None else row in rows}")
    return found


def numbers_of(party: Party, kinds: NDArray[np.float32]) -> list[float]:
    """The numbers that go with a candidate's features."""
    return [
        max(-12.0, party.log_share) / 4,
        max(-12.0, min(12.0, party.margin)) / 4,
        float(np.exp(party.log_share)),
        party.rank / MOST_CANDIDATES,
        *map(float, kinds),
    ]
