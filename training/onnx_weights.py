"""An exported model.onnx in; the state dict it was exported from out, so that training can start from what ships."""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper


def read_weights(model: Path) -> dict[str, torch.Tensor]:
    """Initialisers by their PyTorch names (`export.py` keeps them apart from folding); raises `KeyError` later in
    `load_state_dict` if the network has changed since the export."""
    graph = onnx.load(str(model)).graph
    weights = {tensor.name: torch.from_numpy(numpy_helper.to_array(tensor).copy()).float() for tensor in graph.initializer}
    batches = {f"{name[: -len('running_mean')]}num_batches_tracked" for name in weights if name.endswith("running_mean")}
    return weights | {name: torch.tensor(0) for name in batches}
