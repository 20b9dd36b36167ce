"""The multi-task model: a six-layer BERT encoder and five small heads, in plain torch."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, LAYERS, ATTENTION_HEADS, INNER, VOCABULARY, PLACES = 384, 6, 12, 1536, 30522, 512
SHAPE_WIDTH, ARC_WIDTH, LABEL_WIDTH, NAME_WIDTH, MIXED_LAYERS = 32, 256, 80, 128, 4


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """The tensors of a .safetensors file, in 32 bits."""
    raw = path.read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + size])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        start, end = (8 + size + offset for offset in entry["data_offsets"])
        values = np.frombuffer(raw[start:end], dtype="<f4").reshape(entry["shape"])
        tensors[name] = torch.from_numpy(values.copy())
    return tensors


class Layer(nn.Module):
    """One transformer layer, normalised after each half, as BERT has it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out, self.up, self.down = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        x = self.norm1(x + self.dropout(self.out(self.attend(x, mask))))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))

    def attend(self, x: Tensor, mask: Tensor) -> Tensor:
        q, k, v = (self._by_head(part(x)) for part in (self.query, self.key, self.value))
        rate = self.dropout.p if self.training else 0.0
        context = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype), dropout_p=rate)
        return context.transpose(1, 2).reshape(x.shape[0], x.shape[1], WIDTH)

    @staticmethod
    def _by_head(x: Tensor) -> Tensor:
        return x.view(x.shape[0], x.shape[1], ATTENTION_HEADS, -1).transpose(1, 2)


class Encoder(nn.Module):
    """The pretrained encoder; word shapes are added at its input, for its vocabulary is uncased."""

    def __init__(self, shapes: int, dropout: float) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.shapes = nn.Embedding(shapes, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.tensor([0.0] * (MIXED_LAYERS - 1) + [1.5]))
        self.dropout = nn.Dropout(dropout)
        nn.init.normal_(self.shapes.weight, std=0.01)

    def forward(self, tokens: Tensor, shapes: Tensor) -> Tensor:
        mask = (tokens == 0).to(torch.float32)[:, None, None, :] * -10000.0
        places = torch.arange(tokens.shape[1], device=tokens.device)
        x = self.norm(self.words(tokens) + self.shapes(shapes) + self.places(places)[None])
        x = self.dropout(x)
        last: list[Tensor] = []
        for layer in self.layers:
            x = layer(x, mask)
            last.append(x)
        weights = torch.softmax(self.mix, 0)
        mixed = last[-MIXED_LAYERS] * weights[0]
        for number, state in enumerate(last[-MIXED_LAYERS + 1 :]):
            mixed = mixed + state * weights[number + 1]
        return mixed

    def load(self, path: Path) -> None:
        """Takes the published weights over."""
        tensors = {name.removeprefix("bert."): tensor for name, tensor in read_safetensors(path).items()}
        self.words.weight.data = tensors["embeddings.word_embeddings.weight"]
        types = tensors["embeddings.token_type_embeddings.weight"]
        # Every sub-word is of the first type here, so that its vector is folded into the places.
        self.places.weight.data = tensors["embeddings.position_embeddings.weight"] + types[0]
        _take(self.norm, tensors, "embeddings.LayerNorm")
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for number, layer in enumerate(self.layers):
            for ours, theirs in names.items():
                _take(getattr(layer, ours), tensors, f"encoder.layer.{number}.{theirs}")


def _take(module: nn.Module, tensors: dict[str, Tensor], name: str) -> None:
    module.weight.data, module.bias.data = tensors[f"{name}.weight"], tensors[f"{name}.bias"]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many shapes and labels a model knows."""

    shapes: int
    upos: int
    xpos: int
    names: int
    relations: int


class Parser(nn.Module):
    """Scores of tags, names, heads and the two halves of label scores, for a batch of sentences."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1, head_dropout: float = 0.25) -> None:
        super().__init__()
        self.encoder = Encoder(sizes.shapes, dropout)
        self.shape = nn.Embedding(sizes.shapes, SHAPE_WIDTH)
        self.dropout = nn.Dropout(head_dropout)
        width = WIDTH + SHAPE_WIDTH
        self.upos, self.xpos = nn.Linear(width, sizes.upos), nn.Linear(width, sizes.xpos)
        self.name_in, self.name_out = nn.Linear(width, NAME_WIDTH), nn.Linear(NAME_WIDTH, sizes.names)
        self.spread = nn.Linear(width, 2 * ARC_WIDTH + 2 * LABEL_WIDTH)
        self.arc = nn.Parameter(torch.empty(ARC_WIDTH, ARC_WIDTH))
        self.arc_bias = nn.Parameter(torch.zeros(ARC_WIDTH))
        self.label = nn.Parameter(torch.empty(LABEL_WIDTH + 1, sizes.relations, LABEL_WIDTH + 1))
        nn.init.normal_(self.arc, std=1 / ARC_WIDTH)
        nn.init.normal_(self.label, std=0.5 / LABEL_WIDTH)

    def forward(self, tokens: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """``first`` and ``last`` are each word's outer sub-words; column 0 is the sentence's start, which is ROOT."""
        return self.scores(self.vectors(tokens, shapes, first, last))

    def vectors(self, tokens: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """A vector for ROOT and for each word."""
        return self.words(self.encoder(tokens, shapes), shapes, first, last)

    def scores(self, words: Tensor) -> tuple[Tensor, ...]:
        """What the parser's own heads make of the vectors."""
        dependents, heads, label_dependents, label_heads = torch.split(
            self.dropout(functional.gelu(self.spread(words))), [ARC_WIDTH, ARC_WIDTH, LABEL_WIDTH, LABEL_WIDTH], -1
        )
        arcs = torch.matmul(torch.matmul(dependents[:, 1:], self.arc) + self.arc_bias, heads.transpose(1, 2))
        inner = words[:, 1:]
        names = self.name_out(self.dropout(functional.gelu(self.name_in(inner))))
        return arcs, label_dependents[:, 1:], label_heads, self.upos(inner), self.xpos(inner), names

    def words(self, hidden: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> Tensor:
        both = (_pick(hidden, first) + _pick(hidden, last)) * 0.5
        return self.dropout(torch.cat([both, self.shape(torch.gather(shapes, 1, first))], -1))

    def label_scores(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Label scores of pairs of rows (dependent, its head)."""
        ones = dependents.new_ones(dependents.shape[0], 1)
        left, right = torch.cat([dependents, ones], 1), torch.cat([heads, ones], 1)
        size, labels, _ = self.label.shape
        spread = (left @ self.label.view(size, -1)).view(-1, labels, size)
        return torch.bmm(spread, right[:, :, None])[:, :, 0]


def _pick(hidden: Tensor, index: Tensor) -> Tensor:
    # Whole rows by one flat index: far quicker than an element-wise gather, here and in the exported graph.
    size, length = hidden.shape[0], hidden.shape[1]
    flat = (index + (torch.arange(size, device=index.device) * length)[:, None]).reshape(-1)
    return hidden.reshape(-1, WIDTH)[flat].view(size, -1, WIDTH)
