"""Photos as bytes scaled to 0..1 [n, 3, 128, 128] in; unit-length embeddings [n, 256] out."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional
from torchvision.models import mobilenet_v3_small

SIDE = 128
DIMS = 256
MEAN = 0.5
STD = 0.25


class Encoder(nn.Module):
    """MobileNetV3-small (Howard et al. 2019, arXiv 1905.02244) from random weights, pooled, projected, L2-normalised.

    Normalisation of the input and of the output lie inside, so the exported graph needs no arithmetic around it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.features = mobilenet_v3_small(weights=None).features
        self.project = nn.Linear(576, DIMS)

    def forward(self, photos: torch.Tensor) -> torch.Tensor:
        maps = self.features((photos - MEAN) / STD)
        embedding = self.project(maps.mean(dim=(2, 3)))
        # not functional.normalize: its clamp and expand export to a longer graph
        return embedding / (embedding.pow(2).sum(dim=1, keepdim=True) + 1e-12).sqrt()


class ClassHead(nn.Module):
    """Cosine classifier used in training only; the fixed scale is that of a softmax at temperature 1/16."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(classes, DIMS) * 0.1)

    def forward(self, embedding: torch.Tensor) -> torch.Tensor:
        return 16 * embedding @ functional.normalize(self.weight, dim=1).t()
