"""From a checkpoint to what ships: an int8 graph, a label scorer, the labels, the vocabulary and the lemmas."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from onrecord.parse.pipeline import FORMAT
from tools.train import treebank
from tools.train.annotated import ACTIONS
from tools.train.examples import Labels
from tools.train.heads import Heads, Reader
from tools.train.lemmas import lemma_table
from tools.train.model import ATTENTION_HEADS, WIDTH, Layer, Parser

OPSET = 17
FLOATING = ("upos", "xpos", "name_out", "/trigger/", "modality", "kind", "nobody", "new")
INPUTS = ("tokens", "shapes", "first", "last")
OUTPUTS = ("arcs", "dependents", "heads", "upos", "xpos", "names", "said")


class IntegerRows(nn.Module):
    """An embedding table kept in 8 bits with a scale a row; the table is frozen in training, so little is lost."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", torch.round(weight / scale).to(torch.int8))

    def forward(self, tokens: Tensor) -> Tensor:
        return self.rows[tokens].to(torch.float32) * self.scale[tokens]


class PlainNorm(nn.Module):
    """Layer normalisation in elementary steps: onnxruntime runs these five times as fast as its own fused kernel."""

    def __init__(self, norm: nn.LayerNorm) -> None:
        super().__init__()
        self.register_buffer("weight", norm.weight.data)
        self.register_buffer("bias", norm.bias.data)
        self.register_buffer("least", torch.tensor(norm.eps))

    def forward(self, x: Tensor) -> Tensor:
        centred = x - x.mean(-1, keepdim=True)
        # A maximum and not a sum: the usual "plus epsilon" would be recognised and fused again.
        spread = torch.maximum((centred * centred).mean(-1, keepdim=True), self.least)
        return centred * torch.reciprocal(torch.sqrt(spread)) * self.weight + self.bias


class PlainLayer(nn.Module):
    """A layer with one matrix for queries, keys and values, so that its input is quantised once and not thrice."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        parts = (layer.query, layer.key, layer.value)
        scales = ((WIDTH // ATTENTION_HEADS) ** -0.5, 1.0, 1.0)
        self.joint = nn.Linear(WIDTH, 3 * WIDTH)
        self.joint.weight.data = torch.cat(
            [part.weight.data * scale for part, scale in zip(parts, scales, strict=True)]
        )
        self.joint.bias.data = torch.cat([part.bias.data * scale for part, scale in zip(parts, scales, strict=True)])
        self.out, self.up, self.down = layer.out, layer.up, layer.down
        self.norm1, self.norm2 = PlainNorm(layer.norm1), PlainNorm(layer.norm2)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        size, length = x.shape[0], x.shape[1]
        joint = self.joint(x).view(size, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        q, k, v = joint[0], joint[1], joint[2]
        context = torch.matmul(torch.softmax(torch.matmul(q, k.transpose(-1, -2)) + mask, -1), v)
        x = self.norm1(x + self.out(context.transpose(1, 2).reshape(size, length, WIDTH)))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


class Labeller(nn.Module):
    """Label scores of (dependent, head) rows, as a graph of its own: heads are chosen between the two."""

    def __init__(self, label: Tensor) -> None:
        super().__init__()
        size, labels, _ = label.shape
        self.size, self.labels = size, labels
        self.register_buffer("inner", label[: size - 1].reshape(size - 1, -1).clone())
        self.register_buffer("bias", label[size - 1].reshape(-1).clone())

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        spread = (dependents @ self.inner + self.bias).view(-1, self.labels, self.size)
        return torch.matmul(spread[:, :, : self.size - 1], heads[:, :, None])[:, :, 0] + spread[:, :, self.size - 1]


def read_model(checkpoints: Sequence[Path], labels: Labels) -> Parser:
    """The trained model, ready to export: the mean of the checkpoints' weights, better than any one of them."""
    states = [torch.load(path, weights_only=True, map_location="cpu") for path in checkpoints]
    model = Parser(labels.sizes())
    model.load_state_dict({name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]})
    return model.eval()


def read_labels(path: Path) -> Labels:
    """The label sets of a run."""
    return Labels(**{name: tuple(values) for name, values in json.loads(path.read_text(encoding="utf-8")).items()})


def _example() -> tuple[Tensor, ...]:
    tokens = torch.randint(1000, 2000, (2, 9))
    first = torch.tensor([[0, 1, 2, 4, 5, 7], [0, 1, 2, 3, 4, 5]])
    return tokens, torch.ones_like(tokens), first, first


def _for_export(model: Reader) -> None:
    encoder = model.parser.encoder
    encoder.words = IntegerRows(encoder.words.weight.data)
    encoder.norm = PlainNorm(encoder.norm)
    encoder.layers = nn.ModuleList(PlainLayer(layer) for layer in encoder.layers)


def export_float(model: Reader, path: Path) -> None:
    """The graph with 32-bit matrices."""
    _for_export(model)
    axes = {name: {0: "batch", 1: "pieces"} for name in INPUTS[:2]}
    axes |= {name: {0: "batch", 1: "columns"} for name in INPUTS[2:]}
    axes |= {name: {0: "batch", 1: "words"} for name in OUTPUTS}
    axes |= {"heads": {0: "batch", 1: "columns"}, "arcs": {0: "batch", 1: "words", 2: "columns"}}
    torch.onnx.export(
        model,
        _example(),
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def _floating(path: Path) -> list[str]:
    """The small last layers, which stay in 32 bits: they cost nothing and their margins are thin."""
    graph = onnx.load(str(path)).graph
    return [
        node.name for node in graph.node if node.op_type == "MatMul" and any(part in node.name for part in FLOATING)
    ]


def quantise(source: Path, target: Path, *, reduce_range: bool) -> None:
    """Weights in 8 bits, a scale a column; activations are scaled as they come."""
    quantize_dynamic(
        str(source),
        str(target),
        per_channel=True,
        reduce_range=reduce_range,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=_floating(source),
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def export_labels(model: Parser, path: Path) -> None:
    """The label scorer as a graph."""
    rows = torch.zeros(3, model.label.shape[0] - 1)
    axes = {name: {0: "rows"} for name in ("dependents", "heads", "scores")}
    torch.onnx.export(
        Labeller(model.label.data),
        (rows, rows),
        str(path),
        input_names=["dependents", "heads"],
        output_names=["scores"],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def export(reader: Reader, labels: Labels, vocabulary: Path, treebanks: Path, folder: Path) -> None:
    """Writes what the runtime reads into a folder, but for the scorers, which ``weigh.py`` fits later."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in reader.heads.tables().items():
        np.savez(folder / f"{name}.npz", **table)
    with tempfile.TemporaryDirectory() as place:
        export_labels(reader.parser, folder / "labels.onnx")
        export_float(reader, Path(place) / "float.onnx")
        # In a reduced range, so that processors without VNNI, whose sums of 16 bits overflow, give the same scores.
        quantise(Path(place) / "float.onnx", folder / "model.onnx", reduce_range=True)
    shutil.copy(vocabulary, folder / "vocab.txt")
    trees = treebank.ewt(treebanks, "train") + treebank.gum(treebanks, "train")
    (folder / "lemmas.tsv").write_text(lemma_table(trees), encoding="utf-8")
    names = ("upos", "xpos", "relations", "names")
    table = {"format": FORMAT, **{name: getattr(labels, name) for name in names}, "actions": ACTIONS}
    (folder / "labels.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Exports a reader into a folder."""
    parser = argparse.ArgumentParser(prog="python -m tools.train.export", description=__doc__)
    parser.add_argument("--reader", type=Path, required=True, help="a checkpoint of read.py")
    parser.add_argument("--labels", type=Path, required=True, help="labels.json of the parser's run")
    parser.add_argument("--vocabulary", type=Path, required=True, help="vocab.txt of the encoder")
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True, help="where the model goes")
    options = parser.parse_args()
    labels = read_labels(options.labels)
    state = torch.load(options.reader, weights_only=True, map_location="cpu")
    reader = Reader(Parser(labels.sizes()), Heads())
    reader.parser.load_state_dict(state["parser"])
    reader.heads.load_state_dict(state["heads"])
    export(reader.eval(), labels, options.vocabulary, options.treebanks, options.folder)


if __name__ == "__main__":
    main()
