"""Defines the focus network: photos [n, 3, 128, 128] of 0..1 to logits [n, 3, 64, 64] of background, product and body."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

SIDE = 128
MASK_SIDE = 64
MEAN = 0.5
STD = 0.25
WIDTHS = (24, 48, 96, 128)
PARTS = 3
# pixels a side that the first layer sees as one, and cells a side that the last layer tells apart in each of its own
PATCH, CELLS = 4, 2


def _block(inputs: int, outputs: int, kernel: int = 3, stride: int = 1) -> nn.Sequential:
    padding = kernel // 2 if stride < kernel else 0
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, padding, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
    )


class FocusNet(nn.Module):
    """A small U-Net (Ronneberger et al. 2015, arXiv 1505.04597) whose skips are added instead of concatenated.

    Plain 3x3 convolutions: in WASM they run faster than separable ones of equal quality. None runs on maps larger than
    32 x 32, where they cost most: the photo comes in as patches of 4 x 4 pixels (Dosovitskiy et al. 2020, arXiv
    2010.11929), and each place of the last map tells four cells (Shi et al. 2016, arXiv 1609.05158). The deepest map
    carries the mean of the whole photo along, so that a patch is judged by what surrounds it.
    """

    def __init__(self) -> None:
        super().__init__()
        a, b, c, d = WIDTHS
        self.down = nn.ModuleList(
            [
                nn.Sequential(_block(3, a, PATCH, PATCH), _block(a, a)),
                nn.Sequential(_block(a, b, stride=2), _block(b, b)),
                _block(b, c, stride=2),
                _block(c, d, stride=2),
            ]
        )
        self.whole = nn.Linear(d, d)
        self.narrow = nn.ModuleList([nn.Conv2d(wide, thin, 1) for thin, wide in ((c, d), (b, c), (a, b))])
        self.up = nn.ModuleList([_block(width, width) for width in (c, b, a)])
        self.classify = nn.Conv2d(a, PARTS * CELLS**2, 1)

    def forward(self, photos: torch.Tensor) -> torch.Tensor:
        maps, skips = (photos - MEAN) / STD, []
        for down in self.down:
            maps = down(maps)
            skips.append(maps)
        maps = maps + self.whole(maps.mean(dim=(2, 3)))[:, :, None, None]
        for narrow, up, skip in zip(self.narrow, self.up, reversed(skips[:-1])):
            # narrowed before it grows: a quarter of the arithmetic
            grown = functional.interpolate(narrow(maps), scale_factor=2.0, mode="nearest")
            maps = up(grown + skip)
        return functional.pixel_shuffle(self.classify(maps), CELLS)
