"""A random generator and photographed garments in; outfits, and garments from behind, out."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from canvas import SIDE, Cutout
from fabrics import colour, fabric

TOPS, BOTTOMS = ("none", "short", "elbow", "long"), ("trousers", "shorts", "skirt", "capri")


@dataclass
class Outfit:
    """What a person wears; two people in one outfit wear the same cloth."""

    top: np.ndarray
    bottom: np.ndarray
    shoes: np.ndarray
    extra: np.ndarray
    sleeves: str
    below: str
    hem: float
    flare: float
    one_piece: bool
    photographed: Cutout | None = None
    on_legs: bool = False
    # from behind a print is gone more often than not
    bare_behind: bool = False


def behind(garment: Cutout, bare: bool) -> Cutout:
    """A garment from its other side: mirrored; where that is `bare`, what its middle showed (a print, a row of buttons, a
    pocket) gives way to the cloth beside it, row by row, so that stripes across go on."""
    rgb, mask = garment.rgb[:, ::-1], garment.mask[:, ::-1]
    if not bare:
        return Cutout(rgb, mask)
    height, width = mask.shape
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    middle = np.hypot((xs / width - 0.5) / 0.3, (ys / height - 0.5) / 0.45) < 1
    beside = (mask & ~middle).astype(np.float32)[..., None]
    wide = (2 * (width // 2) + 1, 3)
    weight = cv2.blur(beside, wide)[..., None]
    cloth = cv2.blur(rgb * beside, wide) / np.maximum(weight, 1e-3)
    share = cv2.GaussianBlur((middle & (weight[..., 0] > 0.02)).astype(np.float32), (0, 0), 2)[..., None]
    return Cutout((rgb * (1 - share) + cloth * share).astype(np.uint8), mask)


def outfit(rng: np.random.Generator, photographed: Cutout | None = None, on_legs: bool = False) -> Outfit:
    """A drawn outfit; `photographed` takes the place of the top, or of what the legs wear with `on_legs`."""
    one_piece = rng.random() < 0.2 and photographed is None
    return Outfit(
        top=fabric(rng, SIDE), bottom=fabric(rng, SIDE), shoes=colour(rng), extra=fabric(rng, SIDE),
        sleeves=str(rng.choice(TOPS)), below=str(rng.choice(BOTTOMS, p=[0.5, 0.15, 0.2, 0.15])),
        hem=rng.uniform(4.8, 6.6) if one_piece else rng.uniform(3.3, 4.6), flare=rng.uniform(0.9, 1.7 if one_piece else 1.3),
        one_piece=one_piece, photographed=photographed, on_legs=on_legs, bare_behind=rng.random() < 0.6,
    )  # fmt: skip
