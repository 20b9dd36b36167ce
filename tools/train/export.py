"""From a checkpoint to what ships: an int8 graph, a label scorer, the labels, the vocabulary and the lemmas."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from tools.train import treebank
from tools.train.learn import Labels
from tools.train.lemmas import lemma_table
from tools.train.model import ATTENTION_HEADS, WIDTH, Parser

INPUTS = ("tokens", "shapes", "first", "last")
OUTPUTS = ("arcs", "dependents", "heads", "upos", "xpos", "names")


class IntegerRows(nn.Module):
    """An embedding table kept in 8 bits with a scale a row; the table is frozen in training, so little is lost."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", torch.round(weight / scale).to(torch.int8))

    def forward(self, tokens: Tensor) -> Tensor:
        return self.rows[tokens].to(torch.float32) * self.scale[tokens]


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


def read_model(checkpoint: Path, labels: Labels) -> Parser:
    """The trained model, ready to export."""
    model = Parser(labels.sizes())
    model.load_state_dict(torch.load(checkpoint, weights_only=True, map_location="cpu"))
    return model.eval()


def read_labels(path: Path) -> Labels:
    """The label sets of a run."""
    return Labels(**{name: tuple(values) for name, values in json.loads(path.read_text(encoding="utf-8")).items()})


def _example() -> tuple[Tensor, ...]:
    tokens = torch.randint(1000, 2000, (2, 9))
    first = torch.tensor([[0, 1, 2, 4, 5, 7], [0, 1, 2, 3, 4, 5]])
    return tokens, torch.ones_like(tokens), first, first


def export_float(model: Parser, path: Path) -> None:
    """The 32-bit graph with attention, norms and activations fused."""
    model.encoder.words = IntegerRows(model.encoder.words.weight.data)
    for layer in model.encoder.layers:
        layer.eager = True
    raw = path.with_suffix(".raw.onnx")
    axes = {name: {0: "batch", 1: "pieces"} for name in INPUTS[:2]} | {name: {0: "batch", 1: "columns"} for name in INPUTS[2:]}
    axes |= {name: {0: "batch", 1: "words"} for name in OUTPUTS} | {"heads": {0: "batch", 1: "columns"}}
    axes["arcs"] = {0: "batch", 1: "words", 2: "columns"}
    torch.onnx.export(
        model, _example(), str(raw), input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes, opset_version=17, dynamo=False
    )
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False
    fused = optimize_model(str(raw), "bert", num_heads=ATTENTION_HEADS, hidden_size=WIDTH, optimization_options=options, opt_level=0)
    print("fused:", fused.get_fused_operator_statistics())
    fused.save_model_to_file(str(path))
    raw.unlink()


def _floating(path: Path) -> list[str]:
    """The small last layers, which stay in 32 bits: they cost nothing and their margins are thin."""
    graph = onnx.load(str(path)).graph
    return [node.name for node in graph.node if node.op_type == "MatMul" and any(part in node.name for part in ("upos", "xpos", "name_out"))]


def quantise(source: Path, target: Path, *, reduce_range: bool) -> None:
    """Weights in 8 bits, a scale a column; activations are scaled as they come."""
    quantize_dynamic(
        str(source),
        str(target),
        per_channel=True,
        reduce_range=reduce_range,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Attention"],
        nodes_to_exclude=_floating(source),
        extra_options={"MatMulConstBOnly": True},
    )


def export_labels(model: Parser, path: Path) -> None:
    """The label scorer as a graph."""
    rows = torch.zeros(3, model.label.shape[0] - 1)
    axes = {name: {0: "rows"} for name in ("dependents", "heads", "scores")}
    torch.onnx.export(
        Labeller(model.label.data), (rows, rows), str(path), input_names=["dependents", "heads"], output_names=["scores"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def export(checkpoint: Path, labels: Labels, folder: Path, *, reduce_range: bool) -> None:
    """Writes both graphs of a checkpoint."""
    model = read_model(checkpoint, labels)
    with tempfile.TemporaryDirectory() as place:
        export_labels(model, folder / "labels.onnx")
        export_float(model, Path(place) / "float.onnx")
        quantise(Path(place) / "float.onnx", folder / "model.onnx", reduce_range=reduce_range)


def main() -> None:
    """Exports a checkpoint into a folder."""
    parser = argparse.ArgumentParser(prog="python -m tools.train.export", description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--full-range", action="store_true", help="8-bit weights in full range, for machines with VNNI only")
    options = parser.parse_args()
    labels = read_labels(options.labels)
    options.folder.mkdir(parents=True, exist_ok=True)
    export(options.checkpoint, labels, options.folder, reduce_range=not options.full_range)
    shutil.copy(options.encoder / "vocab.txt", options.folder / "vocab.txt")
    trees = treebank.ewt(options.treebanks, "train") + treebank.gum(options.treebanks, "train")
    (options.folder / "lemmas.tsv").write_text(lemma_table(trees), encoding="utf-8")
    table = {"format": 1, "upos": labels.upos, "xpos": labels.xpos, "relations": labels.relations, "names": labels.names}
    (options.folder / "labels.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
