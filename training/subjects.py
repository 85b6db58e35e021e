"""Photos and their masks in; which masks can be trusted out."""

from __future__ import annotations

import numpy as np


def sound(mask: np.ndarray) -> bool:
    """Whether a GrabCut mask (bool [h, w]) looks like one subject: of a middling size, off the border, compact.

    The three bounds were set by looking at masks of the training photos: scenes and full-frame fabric fail them.
    """
    area = mask.mean()
    if not 0.08 <= area <= 0.8:
        return False
    height, width = mask.shape
    edge = max(2, round(0.05 * min(height, width)))
    rim = np.ones_like(mask)
    rim[edge:-edge, edge:-edge] = False
    if mask[rim].mean() > 0.35:
        return False
    ys, xs = np.nonzero(mask)
    box = (ys.max() - ys.min() + 1) * (xs.max() - xs.min() + 1)
    return bool(mask.sum() / box > 0.3)
