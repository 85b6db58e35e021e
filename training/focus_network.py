"""Photos as bytes scaled to 0..1 [n, 3, 128, 128] in; probabilities [n, 2, 64, 64] of product and of body out."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

SIDE = 128
MASK_SIDE = 64
MEAN = 0.5
STD = 0.25
WIDTHS = (16, 32, 64, 96, 128)


def _block(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
    )


class FocusNet(nn.Module):
    """A small U-Net (Ronneberger et al. 2015, arXiv 1505.04597) whose skips are added instead of concatenated.

    Plain 3x3 convolutions: in WASM they run faster than separable ones of equal quality. The deepest map carries
    the mean of the whole photo along, so that a patch is judged by what surrounds it. `forward` gives logits of
    background, product and body (head and skin); the exported graph takes the softmax and drops the background.
    """

    def __init__(self) -> None:
        super().__init__()
        a, b, c, d, e = WIDTHS
        self.down = nn.ModuleList(
            [
                _block(3, a, 2),
                nn.Sequential(_block(a, b, 2), _block(b, b)),
                nn.Sequential(_block(b, c, 2), _block(c, c)),
                nn.Sequential(_block(c, d, 2), _block(d, d)),
                nn.Sequential(_block(d, e, 2)),
            ]
        )
        self.whole = nn.Linear(e, e)
        self.narrow = nn.ModuleList([nn.Conv2d(wide, thin, 1) for thin, wide in ((d, e), (c, d), (b, c), (a, b))])
        self.up = nn.ModuleList([_block(width, width) for width in (d, c, b, a)])
        self.classify = nn.Conv2d(a, 3, 1)

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
        return self.classify(maps)
