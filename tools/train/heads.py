"""The reading heads on the encoder, in plain torch: triggers, modality, kinds, parties and antecedents."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from onrecord.resolve.antecedents import FEATURES, FORMS
from onrecord.signals import ACTIONS, KINDS, MODALITIES, PAIR_WIDTH
from tools.train.model import SHAPE_WIDTH, WIDTH, Parser

TRIGGER_WIDTH, PARTY_BUCKETS, LINK_BUCKETS, ROLES = 256, 8, 7, 2
SCALE = PAIR_WIDTH**0.5
Tables = Mapping[str, Mapping[str, NDArray[np.float32]]]


class Heads(nn.Module):
    """What is read off each word's vector, and the few weights that pairs of candidates need beside it."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        width, forms = WIDTH + SHAPE_WIDTH, len(FORMS)
        self.drop = nn.Dropout(dropout)
        self.trigger_in, self.trigger = nn.Linear(width, TRIGGER_WIDTH), nn.Linear(TRIGGER_WIDTH, ACTIONS)
        self.modality, self.kind = nn.Linear(TRIGGER_WIDTH, MODALITIES), nn.Linear(width, KINDS)
        self.asks, self.offers = nn.Linear(width, ROLES * PAIR_WIDTH), nn.Linear(width, ROLES * PAIR_WIDTH)
        self.nobody = nn.Linear(width, ROLES)
        self.recalls, self.recalled = nn.Linear(width, PAIR_WIDTH), nn.Linear(width, PAIR_WIDTH)
        self.new = nn.Linear(width, 1)
        self.distance, self.order = (nn.Parameter(torch.zeros(ROLES, size)) for size in (PARTY_BUCKETS, 2))
        self.link_forms = nn.Parameter(torch.zeros(forms, forms))
        self.link_distances = nn.Parameter(torch.zeros(forms, LINK_BUCKETS))
        self.link_features = nn.Parameter(torch.zeros(forms, FEATURES))
        self.itself, self.ruled = nn.Parameter(torch.zeros(forms)), nn.Parameter(torch.zeros(forms))
        # A word carries an action once in some four hundred: begun there, the loss does not start with an avalanche.
        nn.init.constant_(self.trigger.bias, -6.0)

    def carried(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """The logits of the actions and of the modalities."""
        inner = self.drop(functional.gelu(self.trigger_in(words)))
        return self.trigger(inner), self.modality(inner)

    def forward(self, words: Tensor) -> Tensor:
        """All columns of ``onrecord.signals.Signals``, side by side."""
        actions, modality = self.carried(words)
        parts = (self.kind, self.asks, self.offers, self.nobody, self.recalls, self.recalled, self.new)
        return torch.cat([actions, modality, *(part(words) for part in parts)], -1)

    def tables(self) -> Tables:
        """The weights of pairs, by the names of the runtime's files: ``parties.npz`` and ``antecedents.npz``."""
        parties = {"distance": self.distance, "order": self.order}
        links = {"forms": self.link_forms, "distances": self.link_distances, "features": self.link_features}
        links |= {"itself": self.itself, "ruled": self.ruled}
        return {"parties": _numbers(parties), "antecedents": _numbers(links)}


def _numbers(tensors: Mapping[str, Tensor]) -> dict[str, NDArray[np.float32]]:
    return {name: tensor.detach().numpy().astype(np.float32) for name, tensor in tensors.items()}


class Reader(nn.Module):
    """The parser with the reading heads: one forward pass for both."""

    def __init__(self, parser: Parser, heads: Heads) -> None:
        super().__init__()
        self.parser, self.heads = parser, heads

    def forward(self, tokens: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """The parser's outputs and the heads' table; see ``Parser.forward``."""
        words = self.parser.vectors(tokens, shapes, first, last)
        return (*self.parser.scores(words), self.heads(words[:, 1:]))
