"""Rewrites a trained backbone in operations that a browser's WASM runs faster; it stays the same function."""

from __future__ import annotations

import copy

import torch
from torch import nn
from torch.nn import functional

from lite import Convolution
from network import Backbone

# onto maps of 5 x 5 a matrix for each channel takes a fifth of a depthwise convolution's time; onto 10 x 10 that matrix no
# longer fits the cache, but one for each of a kernel's five rows does, and takes two thirds
PLACED_SIDE, BANDED_SIDE, BANDED_KERNEL = 5, 10, 5


class PaddedConvolution(torch.autograd.Function):
    """A convolution whose padding differs between the sides: PyTorch has none, and exports two operations for one."""

    @staticmethod
    def forward(ctx, maps: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor, whole: Convolution, pads: tuple[int, int]) -> torch.Tensor:
        before, after = pads
        padded = functional.pad(maps, (before, after, before, after))
        return functional.conv2d(padded, weight, bias, whole.stride, groups=whole.groups)

    @staticmethod
    def symbolic(g, maps, weight, bias, whole: Convolution, pads: tuple[int, int]):
        before, after = pads
        return g.op(
            "Conv", maps, weight, bias, kernel_shape_i=[whole.kernel] * 2, strides_i=[whole.stride] * 2,
            pads_i=[before, before, after, after], group_i=whole.groups, dilations_i=[1, 1],
        )  # fmt: skip


class Plain(nn.Module):
    """A `Convolution` as one operation, with its parameters under their own names."""

    def __init__(self, whole: Convolution, side: int) -> None:
        super().__init__()
        self.convolution, self.norm, self.bent = whole.convolution, whole.norm, whole.bent
        self.folded, self.whole, self.pads = whole.folded, [whole], whole.pads(side)

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        weight, bias = self.folded()
        maps = PaddedConvolution.apply(maps, weight, bias, self.whole[0], self.pads)
        return functional.hardtanh(maps, 0.0, 6.0) if self.bent else maps


class Placed(nn.Module):
    """A depthwise convolution [n, c, s, s] to [n, c, t, t] as one matrix [s * s, t * t] for each channel.

    The matrices are a product of constants, which the runtime computes once when it loads the file.
    """

    def __init__(self, whole: Convolution, side: int) -> None:
        super().__init__()
        self.convolution, self.norm, self.folded = whole.convolution, whole.norm, whole.folded
        taps = whole.kernel**2
        before, after = whole.pads(side)
        units = functional.pad(torch.eye(side * side).view(side * side, 1, side, side), (before, after, before, after))
        kernels = torch.eye(taps).view(taps, 1, whole.kernel, whole.kernel)
        # what each tap alone makes of each place alone: [side * side, taps, t, t]
        alone = functional.conv2d(units, kernels, stride=whole.stride)
        self.out_side = alone.shape[-1]
        self.register_buffer("places", alone.permute(1, 0, 2, 3).reshape(taps, -1).contiguous(), persistent=False)

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        channels, places = int(maps.shape[1]), int(maps.shape[2]) * int(maps.shape[3])
        weight, bias = self.folded()
        matrices = (weight.reshape(channels, -1) @ self.places).reshape(channels, places, -1)
        placed = maps.reshape(-1, channels, 1, places) @ matrices + bias.view(channels, 1, 1)
        return functional.hardtanh(placed.reshape(-1, channels, self.out_side, self.out_side), 0.0, 6.0)


class Banded(nn.Module):
    """A depthwise convolution of stride 1 [n, c, s, s] as a matrix [kernel * s, s] for each channel, times the map's rows
    laid beside those above and below them."""

    def __init__(self, whole: Convolution, side: int) -> None:
        super().__init__()
        self.convolution, self.norm, self.folded, self.kernel = whole.convolution, whole.norm, whole.folded, whole.kernel
        reach = whole.kernel // 2
        bands = torch.stack([torch.diag(torch.ones(side - abs(tap)), -tap) for tap in range(-reach, reach + 1)])
        self.register_buffer("bands", bands.reshape(whole.kernel, side * side), persistent=False)

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        channels, side, reach = int(maps.shape[1]), int(maps.shape[2]), self.kernel // 2
        weight, bias = self.folded()
        matrices = (weight.reshape(channels * self.kernel, self.kernel) @ self.bands).reshape(channels, self.kernel * side, side)
        padded = functional.pad(maps, (0, 0, reach, reach))
        rows = torch.cat([padded[:, :, tap : tap + side] for tap in range(self.kernel)], dim=3)
        return functional.hardtanh(rows @ matrices + bias.view(channels, 1, 1), 0.0, 6.0)


def _rewritten(whole: Convolution, side: int) -> nn.Module:
    out_side = -(-side // whole.stride)
    if whole.groups > 1 and side <= PLACED_SIDE:
        return Placed(whole, side)
    if whole.groups > 1 and (out_side, whole.kernel, whole.stride) == (BANDED_SIDE, BANDED_KERNEL, 1):
        return Banded(whole, side)
    return Plain(whole, side)


@torch.no_grad()
def deployed(backbone: Backbone, side: int) -> Backbone:
    """A copy for photos of `side` pixels, in eval mode, with every parameter under its own name."""
    out = copy.deepcopy(backbone).eval()
    sides: dict[nn.Module, int] = {}
    hooks = [
        module.register_forward_hook(lambda layer, given, _: sides.update({layer: given[0].shape[-1]}))
        for module in out.lite.modules()
        if isinstance(module, Convolution)
    ]
    out.lite(torch.zeros(1, 3, side, side))
    for hook in hooks:
        hook.remove()
    for parent in list(out.lite.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, Convolution):
                setattr(parent, name, _rewritten(child, sides[child]))
    return out
