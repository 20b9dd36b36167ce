"""What the reader is trained to say of a sample: the tensors, and a loss for each head.

Where the trigger's words are marked, they are taught as they are. Where only the sentence is known, one word of it at
least must carry the act (multiple-instance learning: Surdeanu et al. 2012, EMNLP), and an act's party may be any
candidate that the antecedent head takes for the labelled one: both heads learn from the same loss.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from onrecord.find.arguments import distance_bucket
from onrecord.parse.wordpiece import SHAPE_EDGE, WordPiece
from onrecord.signals import ACTIONS, PAIR_WIDTH
from tools.train.heads import ROLES, SCALE, Heads
from tools.train.model import Parser
from tools.train.samples import Sample, SampleAct

LONGEST_PIECES = 300
BUDGET = 1200
"""How many padded sub-words go through the encoder at a time."""
WEIGHTS = {"triggers": 1.0, "modality": 0.3, "parties": 0.6, "antecedents": 0.7, "kinds": 0.3}
OPTIONAL = 0.5
"""What an optional act weighs, and the silence of a corpus that labels each act once and not each of its triggers."""
_KINDS = {"person": 1, "group": 1, "state": 2, "place": 2, "organization": 3, "thing": 4}
_FAR = 12
_BUCKETS = torch.from_numpy(distance_bucket(np.arange(-_FAR, _FAR + 1)))
_NEVER = -1e9


# --- tensors ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """A sentence in sub-words; ``kept`` of its words fit in."""

    tokens: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]
    kept: int


@dataclass(frozen=True, slots=True, eq=False)
class RoleTensors:
    """The acts whose party in a role is known, what each weighs, and who it is.

    ``mask`` (acts × candidates and nobody) where mentions are marked. Elsewhere ``alone`` and ``ruled`` (candidates ×
    acts): who names the party by his own words, and for whom the rules take it.
    """

    acts: Tensor
    weights: Tensor
    mask: Tensor | None = None
    alone: Tensor | None = None
    ruled: Tensor | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ActTensors:
    """A sample's acts. ``silent`` (words × actions) is what it weighs that a word carries no such action.

    ``bags``: the rows of one act or of several with the same, padded, with ``bag_mask``, action and weight; one of the
    rows must carry the action. ``rows`` to ``modality``: the same by act.
    """

    silent: Tensor
    bags: Tensor
    bag_mask: Tensor
    bag_actions: Tensor
    bag_weights: Tensor
    rows: Tensor
    row_mask: Tensor
    actions: Tensor
    modality: Tensor
    roles: tuple[RoleTensors, ...]


@dataclass(frozen=True, slots=True, eq=False)
class LinkTensors:
    """The tables of the antecedent head, and the candidates (``rows``) whose right antecedents (``mask``) are known."""

    forms: Tensor
    distances: Tensor
    link: Tensor
    named: Tensor
    ruled: Tensor
    rows: Tensor
    mask: Tensor


@dataclass(frozen=True, slots=True, eq=False)
class Tensors:
    """A sample ready for the losses."""

    sample: Sample
    sentences: tuple[Pieces, ...]
    words: int
    sentence_of: Tensor
    rows: Tensor
    row_sentences: Tensor
    acts: ActTensors | None
    links: LinkTensors


def tensors_of(sample: Sample, pieces: WordPiece) -> Tensors:
    """The sample in numbers."""
    sentences = sample.parsed.sentences
    return Tensors(
        sample=sample,
        sentences=tuple(_pieces(one.words, pieces) for one in sentences),
        words=sample.words,
        sentence_of=torch.tensor([at for at, one in enumerate(sentences) for _ in one.words], dtype=torch.long),
        rows=torch.tensor([one.row for one in sample.candidates], dtype=torch.long),
        row_sentences=torch.tensor([one.sentence for one in sample.candidates], dtype=torch.long),
        acts=None if sample.acts is None else _act_tensors(sample, sample.acts),
        links=_link_tensors(sample),
    )


def _pieces(words: Sequence[str], pieces: WordPiece) -> Pieces:
    tokens, shapes, first, last = [pieces.start], [SHAPE_EDGE], [0], [0]
    for word in words:
        numbers, shape = pieces(word)
        if len(tokens) + len(numbers) > LONGEST_PIECES:
            break
        first.append(len(tokens))
        tokens += numbers
        shapes += [shape] * len(numbers)
        last.append(len(tokens) - 1)
    return Pieces([*tokens, pieces.end], [*shapes, SHAPE_EDGE], first, last, len(first) - 1)


def _act_tensors(sample: Sample, acts: Sequence[SampleAct]) -> ActTensors:
    silent = torch.ones(sample.words, ACTIONS)
    for act in acts:
        if not act.exact:
            silent[:, act.action] = OPTIONAL
    bags: dict[tuple[tuple[int, ...], int], float] = {}
    for act in acts:
        silent[list(act.rows), act.action] = 0
        key = act.rows, act.action
        bags[key] = max(bags.get(key, 0.0), _weight(act))
    bag_rows, bag_mask = _ragged([rows for rows, _ in bags])
    rows, row_mask = _ragged([act.rows for act in acts])
    return ActTensors(
        silent=silent,
        bags=bag_rows,
        bag_mask=bag_mask,
        bag_actions=torch.tensor([action for _, action in bags], dtype=torch.long),
        bag_weights=torch.tensor(list(bags.values())),
        rows=rows,
        row_mask=row_mask,
        actions=torch.tensor([act.action for act in acts], dtype=torch.long),
        modality=torch.tensor([act.modality for act in acts], dtype=torch.long),
        roles=tuple(_role_tensors(sample, acts, role) for role in range(ROLES)),
    )


def _weight(act: SampleAct) -> float:
    return OPTIONAL if act.optional else 1.0


def _ragged(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    if not rows:
        return torch.zeros(0, 0, dtype=torch.long), torch.zeros(0, 0, dtype=torch.bool)
    filled = pad_sequence([torch.tensor(row, dtype=torch.long) for row in rows], batch_first=True)
    return filled, torch.arange(filled.shape[1])[None] < torch.tensor([len(row) for row in rows])[:, None]


def _role_tensors(sample: Sample, acts: Sequence[SampleAct], role: int) -> RoleTensors:
    if acts and not acts[0].exact:
        return _soft_role(sample, acts, role)
    nobody = len(sample.candidates)
    known: list[tuple[int, float, tuple[int, ...]]] = []
    for at, act in enumerate(acts):
        bags = [bag for bag in act.parties[role] if bag]
        known += [(at, _weight(act) / len(bags), bag) for bag in bags]
        if not act.parties[role]:
            known.append((at, _weight(act), (nobody,)))
    mask = torch.zeros(len(known), nobody + 1, dtype=torch.bool)
    for row, (_, _, bag) in enumerate(known):
        mask[row, list(bag)] = True
    numbers, weights = [at for at, _, _ in known], [weight for _, weight, _ in known]
    return RoleTensors(torch.tensor(numbers, dtype=torch.long), torch.tensor(weights), mask=mask)


def _soft_role(sample: Sample, acts: Sequence[SampleAct], role: int) -> RoleTensors:
    known = [at for at, act in enumerate(acts) if act.alone[role] or act.ruled[role]]
    alone, ruled = (torch.zeros(len(sample.candidates), len(known)) for _ in range(2))
    for column, at in enumerate(known):
        alone[list(acts[at].alone[role]), column] = 1
        ruled[list(acts[at].ruled[role]), column] = 1
    weights = torch.tensor([_weight(acts[at]) for at in known])
    return RoleTensors(torch.tensor(known, dtype=torch.long), weights, alone=alone, ruled=ruled)


def _link_tensors(sample: Sample) -> LinkTensors:
    count, rows = len(sample.candidates), []
    links = sample.links or {}
    mask = torch.zeros(count, count + 2, dtype=torch.bool)  # every candidate, itself, whom the rules name
    for one, entities in links.items():
        if sample.candidates[one].is_name:
            continue
        before = [other for other, others in links.items() if others == entities and sample.link[one, other]]
        mask[one, before] = True
        mask[one, count] = not before and one not in sample.trusted
        mask[one, count + 1] = one in sample.trusted
        rows.append(one)
    return LinkTensors(
        forms=torch.from_numpy(sample.forms),
        distances=torch.from_numpy(sample.distances.astype(np.int64)),
        link=torch.from_numpy(sample.link),
        named=torch.tensor([one.is_name for one in sample.candidates], dtype=torch.bool),
        ruled=torch.tensor(sample.ruled, dtype=torch.bool),
        rows=torch.tensor(rows, dtype=torch.long),
        mask=mask[rows],
    )


# --- scores -----------------------------------------------------------------------------------------------------


def word_vectors(parser: Parser, batch: Sequence[Tensors], budget: int = BUDGET) -> Tensor:
    """A vector for every word of the samples, one after the other; zero for words beyond a sentence's longest."""
    placed: list[tuple[Pieces, int]] = []
    size = 0
    for one in batch:
        for sentence, pieces in zip(one.sample.parsed.sentences, one.sentences, strict=True):
            placed.append((pieces, size))
            size += len(sentence.words)
    found, rows = [], []
    for group in _grouped(placed, budget):
        columns = ("tokens", "shapes", "first", "last")
        tokens, shapes, first, last = (_padded([getattr(one, column) for one, _ in group]) for column in columns)
        words = parser.words(parser.encoder(tokens, shapes), shapes, first, last)[:, 1:]
        for at, (pieces, start) in enumerate(group):
            found.append(words[at, : pieces.kept])
            rows.append(torch.arange(start, start + pieces.kept))
    whole = torch.cat(found)
    return whole.new_zeros(size, whole.shape[1]).index_copy(0, torch.cat(rows), whole)


def _grouped(placed: Sequence[tuple[Pieces, int]], budget: int) -> list[list[tuple[Pieces, int]]]:
    groups: list[list[tuple[Pieces, int]]] = [[]]
    for one in sorted(placed, key=lambda pair: len(pair[0].tokens)):
        if groups[-1] and len(one[0].tokens) * (len(groups[-1]) + 1) > budget:
            groups.append([])
        groups[-1].append(one)
    return groups


def _padded(rows: Sequence[Sequence[int]]) -> Tensor:
    return pad_sequence([torch.tensor(row, dtype=torch.long) for row in rows], batch_first=True)


def link_log_shares(heads: Heads, vectors: Tensor, one: Tensors) -> Tensor:
    """Candidates × (candidates, itself, the rules' choice): what the runtime's ranker computes, as logarithms."""
    links, words, form = one.links, vectors[one.rows], one.links.forms
    features = torch.from_numpy(one.sample.features.astype(np.float32))
    scores = (heads.recalls(words) @ heads.recalled(words).T).float() / SCALE
    scores = scores + torch.einsum("ijf,if->ij", features, heads.link_features[form])
    scores = scores + heads.link_forms[form][:, form] + torch.gather(heads.link_distances[form], 1, links.distances)
    scores = scores.masked_fill(~links.link, _NEVER)
    itself = heads.new(words).float() + heads.itself[form][:, None]
    ruled = heads.ruled[form][:, None].masked_fill(~links.ruled[:, None], _NEVER)
    return functional.log_softmax(torch.cat([scores, itself, ruled], 1), 1)


def meant_shares(log_shares: Tensor, links: LinkTensors, alone: Tensor, ruled: Tensor) -> Tensor:
    """Candidates × columns: how surely each candidate is the one of the column, along all chains of antecedents.

    A candidate is whom its antecedent is, or whom its own words name, or whom the rules name: a linear system.
    """
    shares, count = log_shares.exp(), len(links.forms)
    named = links.named.float()[:, None]
    passed_on = shares[:, :count] * (1 - named)
    itself = shares[:, count : count + 1] * (1 - named) + named
    by_rules = shares[:, count + 1 :] * (1 - named)
    return torch.linalg.solve(torch.eye(count) - passed_on, itself * alone + by_rules * ruled)


def party_log_shares(heads: Heads, vectors: Tensor, one: Tensors, triggers: Tensor, role: int) -> Tensor:
    """Triggers × (candidates, nobody), as logarithms."""
    part = slice(role * PAIR_WIDTH, (role + 1) * PAIR_WIDTH)
    asked, offered = heads.asks(vectors[triggers])[:, part], heads.offers(vectors[one.rows])[:, part]
    back = one.sentence_of[triggers][:, None] - one.row_sentences[None]
    after = (one.rows[None] > triggers[:, None]).long()
    scores = asked @ offered.T / SCALE + heads.distance[role][_BUCKETS[back.clamp(-_FAR, _FAR) + _FAR]]
    scores = scores + heads.order[role][after]
    nobody = heads.nobody(vectors[triggers])[:, role : role + 1]
    return functional.log_softmax(torch.cat([scores, nobody], 1).float(), 1)


# --- losses -----------------------------------------------------------------------------------------------------


class Sums:
    """Losses as they add up, by head, and over how many."""

    def __init__(self) -> None:
        self.sums: dict[str, Tensor] = {}
        self.counts: dict[str, int] = {}

    def add(self, head: str, loss: Tensor, count: int = 1) -> None:
        """A head's loss over so many."""
        self.sums[head] = self.sums.get(head, torch.zeros(())) + loss
        self.counts[head] = self.counts.get(head, 0) + count

    def total(self) -> Tensor:
        """The weighted sum of the means."""
        means = (WEIGHTS[head] * loss / max(1, self.counts[head]) for head, loss in self.sums.items())
        return sum(means, torch.zeros(()))

    def means(self) -> dict[str, float]:
        """The mean loss of each head."""
        return {head: float(loss.detach()) / max(1, self.counts[head]) for head, loss in self.sums.items()}


def losses_of(parser: Parser, heads: Heads, batch: Sequence[Tensors]) -> Sums:
    """The losses of a few samples."""
    vectors, sums, start = word_vectors(parser, batch), Sums(), 0
    carried, modality = (part.float() for part in heads.carried(vectors))
    for one in batch:
        part = slice(start, start + one.words)
        start += one.words
        if one.acts is not None:
            _trigger_loss(sums, one, one.acts, carried[part])
            if len(one.rows) and len(one.acts.rows):
                _act_losses(sums, heads, one, one.acts, (vectors[part], carried[part], modality[part]))
        _mention_losses(sums, heads, one, vectors[part])
    return sums


def _trigger_loss(sums: Sums, one: Tensors, acts: ActTensors, carried: Tensor) -> None:
    absent = functional.softplus(carried)  # minus the logarithm of the probability that a word does not carry it
    loss = (absent * acts.silent).sum()
    if len(acts.bags):
        in_bag = torch.where(acts.bag_mask, absent[acts.bags, acts.bag_actions[:, None]], 0.0).sum(1)
        loss = loss - (acts.bag_weights * torch.log(-torch.expm1(-in_bag) + 1e-6)).sum()
    sums.add("triggers", 2 * loss / max(1, len(one.sentences)))


def _act_losses(sums: Sums, heads: Heads, one: Tensors, acts: ActTensors, words: tuple[Tensor, Tensor, Tensor]) -> None:
    vectors, carried, modality = words
    with torch.no_grad():
        likely = torch.where(acts.row_mask, carried[acts.rows, acts.actions[:, None]], _NEVER).argmax(1, keepdim=True)
        triggers = acts.rows.gather(1, likely)[:, 0]
    sums.add("modality", functional.cross_entropy(modality[triggers], acts.modality))
    soft = acts.roles[0].alone is not None
    log_shares = link_log_shares(heads, vectors, one) if soft else None
    for role, known in enumerate(acts.roles):
        if len(known.acts):
            said = party_log_shares(heads, vectors, one, triggers, role)[known.acts]
            loss = _party_loss(said, known, one.links, log_shares)
            sums.add("parties", (loss * known.weights).sum() / known.weights.sum())


def _party_loss(said: Tensor, known: RoleTensors, links: LinkTensors, log_shares: Tensor | None) -> Tensor:
    if log_shares is None:
        return -torch.logsumexp(torch.where(known.mask, said, _NEVER), 1)
    with torch.autocast("cpu", enabled=False):
        right = meant_shares(log_shares.float(), links, known.alone, known.ruled).T.clamp(0, 1)
        return -torch.log((said[:, :-1].exp() * right).sum(1) + 1e-5)


def _mention_losses(sums: Sums, heads: Heads, one: Tensors, vectors: Tensor) -> None:
    """The losses of what marked mentions are, and of whom they mean again."""
    if one.sample.kinds:
        rows = one.rows[list(one.sample.kinds)]
        kinds = torch.tensor([_KINDS[kind] for kind in one.sample.kinds.values()])
        loss = functional.cross_entropy(heads.kind(vectors[rows]).float(), kinds, reduction="sum")
        sums.add("kinds", loss, len(kinds))
    if len(one.rows) > 1 and len(one.links.rows):
        shares = link_log_shares(heads, vectors, one)[one.links.rows]
        loss = -torch.logsumexp(torch.where(one.links.mask, shares, _NEVER), 1).sum()
        sums.add("antecedents", loss, len(one.links.rows))
