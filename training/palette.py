"""The corpus in; the 64 colours that its garments wear, for the encoder's colour head, out."""

from __future__ import annotations

import cv2
import numpy as np
import torch

from corpus import Corpus
from network import COLOURS, OPPONENT

PHOTOS, PIXELS_EACH = 1500, 40


def fit_palette(corpus: Corpus, seed: int = 1) -> torch.Tensor:
    """float32 [64, 3] in the head's opponent space: k-means over pixels of garments whose masks are sound."""
    generator = torch.Generator().manual_seed(seed)
    garments = torch.nonzero(corpus.sound & (corpus.folders < 2)).flatten()
    pixels = []
    for row in garments[torch.randperm(len(garments), generator=generator)[:PHOTOS]]:
        inside = corpus.pixels[row][:, corpus.masks[row] > 200].float() / 255
        pixels.append(inside[:, torch.randint(inside.shape[1], (PIXELS_EACH,), generator=generator)])
    points = torch.tensor(OPPONENT) @ torch.cat(pixels, dim=1)
    cv2.setRNGSeed(seed)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 1e-4)
    _, _, centres = cv2.kmeans(np.ascontiguousarray(points.t().numpy()), COLOURS, None, stop, 1, cv2.KMEANS_PP_CENTERS)
    return torch.from_numpy(centres)
