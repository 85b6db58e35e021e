"""An exported model.onnx in; the state dict it was exported from out, so that training can start from what ships."""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import nn


def read_weights(model: Path, network: nn.Module) -> dict[str, torch.Tensor]:
    """`network`'s state with every weight that the file holds under the same name and shape put in its place.

    `export.py` keeps weights apart from folding and under their PyTorch names; fp16 weights come back as fp32. Weights
    of another shape (a projection to other dims) stay as the network has them; a file that shares no weight raises
    `ValueError`.
    """
    stored = {
        tensor.name.removesuffix("_fp16").removeprefix("backbone.").removeprefix("trained."): torch.from_numpy(numpy_helper.to_array(tensor).copy())
        for tensor in onnx.load(str(model)).graph.initializer
    }
    state = network.state_dict()
    shared = {name: value.float() for name, value in stored.items() if name in state and state[name].shape == value.shape}
    if not shared:
        raise ValueError(f"{model} holds no weight of {type(network).__name__}")
    return state | shared
