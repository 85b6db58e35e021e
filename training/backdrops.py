"""A photo and the mask of its subject in; the photo with the subject painted over out."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

# around the mask, in mask pixels: shadows and seams that a mask leaves out
MARGIN = 9
SIGMAS = (64, 32, 16, 8, 4)


@dataclass(frozen=True)
class Backdrop:
    """`rgb` uint8 [h, w, 3]; `room`, the share of it that the largest rectangle free of the subject takes."""

    rgb: np.ndarray
    room: float


def smooth_fill(photo: np.ndarray, free: np.ndarray) -> np.ndarray:
    """Light and colour float32 [h, w, 3] of the pixels that are free (1, else 0), spread over those that are not:
    a blur of the free pixels alone, finer where more of them are near."""
    level = np.zeros_like(photo)
    for i, sigma in enumerate(SIGMAS):
        weight = cv2.GaussianBlur(free, (0, 0), sigma)
        blurred = cv2.GaussianBlur(photo * free[..., None], (0, 0), sigma) / np.maximum(weight, 1e-6)[..., None]
        trust = np.minimum(weight / 0.3, 1)[..., None] if i else 1.0
        level = level * (1 - trust) + blurred * trust
    return level


def largest_rectangle(free: np.ndarray) -> tuple[int, int, int, int]:
    """Top, left, height and width of the largest rectangle of True in bool [h, w]: the largest under the histogram of
    free pixels above each row."""
    height, width = free.shape
    run = np.zeros(width + 1, int)
    best, best_area = (0, 0, 1, 1), 0
    for y in range(height):
        run[:width] = np.where(free[y], run[:width] + 1, 0)
        open_from: list[tuple[int, int]] = []
        for x, tall in enumerate(run.tolist()):
            start = x
            while open_from and open_from[-1][1] >= tall:
                start, taller = open_from.pop()
                if taller * (x - start) > best_area:
                    best, best_area = (y - taller + 1, start, taller, x - start), taller * (x - start)
            open_from.append((start, tall))
    return best


def mirrored(length: int, start: int, extent: int) -> np.ndarray:
    """For each of `length` places the place within start..start + extent that falls on it by mirroring on and on."""
    folded = (np.arange(length) - start) % (2 * extent)
    return start + np.where(folded < extent, folded, 2 * extent - 1 - folded)


def backdrop(photo: np.ndarray, mask: np.ndarray) -> Backdrop:
    """Paints over the subject with the light and colour around it and the texture of the largest free rectangle.

    cv2.inpaint smears at this size: half of the photos came out as blurred stars.

    @param photo uint8 [h, w, 3], mask uint8 of 0 and 255 of any size
    """
    height, width = photo.shape[:2]
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (MARGIN, MARGIN))
    covered = cv2.resize(cv2.dilate(mask, brush), (width, height), interpolation=cv2.INTER_LINEAR)
    free = (cv2.GaussianBlur(covered.astype(np.float32) / 255, (0, 0), 2) < 0.02).astype(np.float32)
    exact = photo.astype(np.float32)
    level = smooth_fill(exact, free)
    top, left, tall, wide = largest_rectangle(free > 0)
    texture = (exact - level)[mirrored(height, top, tall)][:, mirrored(width, left, wide)]
    # the seam is feathered on the free side, so that nothing of the subject shines through
    hole = 1 - free
    seam = np.maximum(hole, np.clip(2 * cv2.GaussianBlur(hole, (0, 0), 3), 0, 1))[..., None]
    painted = exact * (1 - seam) + (level + texture) * seam
    return Backdrop(np.clip(painted + 0.5, 0, 255).astype(np.uint8), tall * wide / (height * width))
