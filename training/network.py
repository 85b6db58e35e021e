"""Photos as bytes scaled to 0..1 [n, 3, side, side] in; unit-length embeddings [n, 224] out."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional
from torchvision.models import mobilenet_v3_small

SIDE = 128
LEARNED_DIMS = 160
COLOURS = 64
DIMS = LEARNED_DIMS + COLOURS
MEAN = 0.5
STD = 0.25
NEUTRAL = 128 / 255
# YCbCr with half the weight on brightness: the same cloth in other light keeps its hue, not its brightness
OPPONENT = ((0.1495, 0.2935, 0.057), (-0.1687, -0.3313, 0.5), (0.5, -0.4187, -0.0813))
SPREAD = 0.03


def unit(vectors: torch.Tensor) -> torch.Tensor:
    """Rows of length 1; not functional.normalize, whose clamp and expand export to a longer graph."""
    return vectors / (vectors.pow(2).sum(dim=1, keepdim=True) + 1e-12).sqrt()


class Backbone(nn.Module):
    """MobileNetV3-small (Howard et al. 2019, arXiv 1905.02244) from random weights, pooled, projected, of length 1."""

    def __init__(self) -> None:
        super().__init__()
        self.features = mobilenet_v3_small(weights=None).features
        self.project = nn.Linear(576, LEARNED_DIMS)

    def forward(self, photos: torch.Tensor) -> torch.Tensor:
        maps = self.features((photos - MEAN) / STD)
        return unit(self.project(maps.mean(dim=(2, 3))))


class ColourHead(nn.Module):
    """How much of each palette colour a photo shows: [n, 64], of length 1; nothing in it is trained by gradient.

    Every second pixel votes softly for the colours near it (a Gaussian of width `SPREAD`); pixels of exactly the
    neutral grey, with which photos are padded and backgrounds neutralised, have no vote. The square root makes the
    dot product of two such vectors the Bhattacharyya coefficient of the histograms.
    """

    palette: torch.Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("palette", torch.zeros(COLOURS, 3))
        self.register_buffer("opponent", torch.tensor(OPPONENT))

    def forward(self, photos: torch.Tensor) -> torch.Tensor:
        seen = photos[:, :, ::2, ::2]
        votes = ((seen - NEUTRAL).abs().amax(dim=1, keepdim=True) > 0.5 / 255).to(photos.dtype)
        # the squared distance without the pixel's own square, which softmax does not see
        weights = (self.palette @ self.opponent / SPREAD**2).view(COLOURS, 3, 1, 1)
        bias = -self.palette.pow(2).sum(dim=1) / (2 * SPREAD**2)
        shares = functional.conv2d(seen, weights, bias).softmax(dim=1) * votes
        histogram = shares.sum(dim=(2, 3)) / (votes.sum(dim=(2, 3)) + 1e-6)
        return unit((histogram + 1e-6).sqrt())


class Encoder(nn.Module):
    """What ships: the trained backbone and the colour head side by side, `colour_share` of the squared length colour.

    The cosine of two embeddings is therefore (1 - share) x the backbone's cosine + share x the colours' likeness.
    """

    def __init__(self) -> None:
        super().__init__()
        self.backbone = Backbone()
        self.colour = ColourHead()
        self.register_buffer("colour_share", torch.tensor(0.0))

    def forward(self, photos: torch.Tensor) -> torch.Tensor:
        learned = self.backbone(photos) * (1 - self.colour_share).sqrt()
        return torch.cat([learned, self.colour(photos) * self.colour_share.sqrt()], dim=1)


class ClassHead(nn.Module):
    """Cosine classifier used in training only; the fixed scale is that of a softmax at temperature 1/16."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(classes, LEARNED_DIMS) * 0.1)

    def forward(self, embedding: torch.Tensor) -> torch.Tensor:
        return 16 * embedding @ functional.normalize(self.weight, dim=1).t()
