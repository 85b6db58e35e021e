"""The corpus, or squares as the encoder sees them, in; what its two untrained heads take from them, a palette and principal
shapes, out."""

from __future__ import annotations

import cv2
import numpy as np
import torch

from corpus import Corpus
from encoder_views import boxes_of
from fusion import COLOURS, SHAPES
from network import OPPONENT, SIDE, ShapeHead
from photos import PAD
from views import moved

PALETTE_PHOTOS, PIXELS_EACH = 1500, 40
SHAPE_PHOTOS = 3000
WINDOW = 1.12


def fit_palette(corpus: Corpus, seed: int = 1) -> torch.Tensor:
    """float32 [64, 3] in the head's opponent space: k-means over pixels of garments whose masks are sound."""
    generator = torch.Generator().manual_seed(seed)
    garments = torch.nonzero(corpus.sound & (corpus.folders < 2)).flatten()
    pixels = []
    for row in garments[torch.randperm(len(garments), generator=generator)[:PALETTE_PHOTOS]]:
        inside = corpus.pixels[row][:, corpus.masks[row] > 200].float() / 255
        pixels.append(inside[:, torch.randint(inside.shape[1], (PIXELS_EACH,), generator=generator)])
    points = torch.tensor(OPPONENT) @ torch.cat(pixels, dim=1)
    cv2.setRNGSeed(seed)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 1e-4)
    _, _, centres = cv2.kmeans(np.ascontiguousarray(points.t().numpy()), COLOURS, None, stop, 1, cv2.KMEANS_PP_CENTERS)
    return torch.from_numpy(centres)


def windows_round(boxes: torch.Tensor) -> torch.Tensor:
    """[n, 2, 3] for `moved`: squares somewhat wider than the boxes [n, 3] of subjects, as focus crops them."""
    windows = torch.zeros(len(boxes), 2, 3)
    windows[:, 0, 0] = windows[:, 1, 1] = boxes[:, 2] * WINDOW
    windows[:, :, 2] = boxes[:, :2]
    return windows


def isolated(corpus: Corpus, rows: torch.Tensor) -> torch.Tensor:
    """float32 [n, 3, 128, 128] of 0..1: the subjects of `rows` in the window that focus would choose, on neutral grey."""
    windows = windows_round(boxes_of(corpus.masks[rows]))
    seen = moved(torch.cat([corpus.pixels[rows].float() - PAD, corpus.masks[rows].float().unsqueeze(1)], dim=1), windows, SIDE)
    return (seen[:, :3] * (seen[:, 3:] / 255) + PAD) / 255


@torch.no_grad()
def fit_shapes(shape: ShapeHead, pixels: torch.Tensor, seed: int = 1) -> None:
    """Gives `shape` the mean [576] and the first 32 principal directions [576, 32] of the histograms of squares uint8
    [n, 3, 128, 128] as the encoder sees them."""
    chosen = torch.randperm(len(pixels), generator=torch.Generator().manual_seed(seed))[:SHAPE_PHOTOS]
    histograms = torch.cat([shape.histogram(part.float() / 255) for part in pixels[chosen].split(256)])
    shape.centre.copy_(histograms.mean(dim=0))
    _, _, directions = torch.linalg.svd(histograms - shape.centre, full_matrices=False)
    shape.basis.copy_(directions[:SHAPES].t())
