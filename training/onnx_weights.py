"""Reads an exported model.onnx back into a network's state, so that training can start from what ships."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

WRAPPERS = ("backbone.", "trained.")


def stored_weights(model: Path) -> dict[str, np.ndarray]:
    """Every weight of the file as floats, by the name that it was exported under."""
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(str(model)).graph.initializer}
    weights = {}
    for name, values in stored.items():
        if name.endswith("_int8"):
            plain = name.removesuffix("_int8")
            weights[plain] = values.astype(np.float32) * stored[f"{plain}_scale"]
        elif not name.endswith("_scale"):
            weights[name.removesuffix("_fp16")] = values.astype(np.float32) if values.dtype == np.float16 else values
    return weights


def read_weights(model: Path, network: nn.Module) -> dict[str, torch.Tensor]:
    """`network`'s state with every weight that the file holds under the same name and shape put in its place, also where
    the file's name has the name of a part before it.

    Weights of another shape (a projection to other dims) stay as the network has them; a file that shares no weight
    raises `ValueError`.
    """
    stored = {name: torch.from_numpy(values.copy()) for name, values in stored_weights(model).items()}
    for wrapper in WRAPPERS:
        stored |= {name.removeprefix(wrapper): value for name, value in stored.items()}
    state = network.state_dict()
    shared = {name: value.to(state[name].dtype) for name, value in stored.items() if name in state and state[name].shape == value.shape}
    if not shared:
        raise ValueError(f"{model} holds no weight of {type(network).__name__}")
    return state | shared
