"""Defines the second, smaller backbone: that of products-9, which learned from our photos alone."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional
from torchvision.models import mobilenet_v3_small

from fusion import SMALL_KIND_DIMS, unit
from photos import NEUTRAL

SIDE = 128
MEAN, STD = 0.5, 0.25


class SmallBackbone(nn.Module):
    """MobileNetV3-small (Howard et al. 2019, arXiv 1905.02244), pooled and projected to a kind [n, 96] of length 1. It learns
    nothing here.

    It was trained from random weights and tells apart what ImageNet never had to, one grocery from the next. It sees
    products alone on neutral grey, as it did then.
    """

    def __init__(self) -> None:
        super().__init__()
        self.features = mobilenet_v3_small(weights=None).features
        self.project = nn.Linear(576, SMALL_KIND_DIMS)

    def forward(self, photos: torch.Tensor) -> torch.Tensor:
        """`photos` float [n, 4, side, side] with their visibility."""
        alone = (photos[:, :3] - NEUTRAL) * photos[:, 3:]
        alone = functional.interpolate(alone, (SIDE, SIDE), mode="bilinear")
        maps = self.features((alone + (NEUTRAL - MEAN)) / STD)
        return unit(self.project(maps.mean(dim=(2, 3))))
