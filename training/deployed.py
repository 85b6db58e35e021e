"""A trained backbone in; the same function, in operations that a browser's WASM runs faster, out."""

from __future__ import annotations

import copy

import torch
from torch import nn
from torch.nn import functional
from torchvision.ops import SqueezeExcitation

from network import Backbone

# a depthwise convolution is one tiny product for each channel; onto maps of 4 x 4 it takes five times as long as a
# matrix for each channel does, onto 8 x 8 that matrix no longer fits the cache
LARGEST_PLACED = 4


class PlacedDepthwise(nn.Module):
    """A depthwise convolution [n, c, s, s] to [n, c, t, t] as one matrix [s * s, t * t] for each channel.

    Keeps the convolution's `weight` under its name: the matrices are a product of constants, which the runtime computes
    once when it loads the file.
    """

    def __init__(self, convolution: nn.Conv2d, side: int) -> None:
        super().__init__()
        self.weight = convolution.weight
        taps = self.weight.shape[2] * self.weight.shape[3]
        units = torch.eye(side * side).view(side * side, 1, side, side)
        kernels = torch.eye(taps).view(taps, 1, *self.weight.shape[2:])
        # what each tap alone makes of each place alone: [side * side, taps, t, t]
        alone = functional.conv2d(units, kernels, stride=convolution.stride, padding=convolution.padding)
        self.out_side = alone.shape[-1]
        self.register_buffer("places", alone.permute(1, 0, 2, 3).reshape(taps, -1).contiguous(), persistent=False)

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        channels, places = int(maps.shape[1]), int(maps.shape[2]) * int(maps.shape[3])
        matrices = (self.weight.reshape(channels, -1) @ self.places).reshape(channels, places, -1)
        return (maps.reshape(-1, channels, 1, places) @ matrices).reshape(-1, channels, self.out_side, self.out_side)


class Gate(nn.Module):
    """torchvision's SqueezeExcitation, its two 1 x 1 convolutions of one place as products of matrices."""

    def __init__(self, gate: SqueezeExcitation) -> None:
        super().__init__()
        self.fc1, self.fc2 = gate.fc1, gate.fc2

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        squeezed = functional.relu(functional.linear(maps.mean(dim=(2, 3)), self.fc1.weight.flatten(1), self.fc1.bias))
        shares = functional.hardsigmoid(functional.linear(squeezed, self.fc2.weight.flatten(1), self.fc2.bias))
        return maps * shares.unsqueeze(2).unsqueeze(3)


@torch.no_grad()
def deployed(backbone: Backbone, side: int) -> Backbone:
    """A copy for photos of `side` pixels, in eval mode, with every parameter under its own name."""
    out = copy.deepcopy(backbone).eval()
    sides: dict[nn.Module, tuple[int, int]] = {}
    hooks = [
        module.register_forward_hook(lambda layer, given, made: sides.update({layer: (given[0].shape[-1], made.shape[-1])}))
        for module in out.features.modules()
        if isinstance(module, nn.Conv2d)
    ]
    out.features(torch.zeros(1, 3, side, side))
    for hook in hooks:
        hook.remove()
    for parent in list(out.features.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, SqueezeExcitation):
                setattr(parent, name, Gate(child))
            elif isinstance(child, nn.Conv2d) and child.groups > 1 and sides[child][1] <= LARGEST_PLACED:
                setattr(parent, name, PlacedDepthwise(child, sides[child][0]))
    return out
