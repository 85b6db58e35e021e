"""Points, widths and cut-out photos in; shapes laid over a picture, with a label for every pixel, out."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np

SIDE = 256
BACKGROUND, PRODUCT, HEAD, SKIN = 0, 1, 2, 3


@dataclass(frozen=True)
class Cutout:
    """A photographed garment or face: `rgb` uint8 [h, w, 3], `mask` bool [h, w], cropped to the mask."""

    rgb: np.ndarray
    mask: np.ndarray


@dataclass
class Scene:
    """The picture so far and what each pixel shows."""

    rgb: np.ndarray
    labels: np.ndarray = field(default_factory=lambda: np.zeros((SIDE, SIDE), np.uint8))

    def paint(self, where: np.ndarray, what: np.ndarray, label: int) -> None:
        """Lays `what` (a colour or a picture [SIDE, SIDE, 3]) over the pixels of `where` (uint8, 0 = no)."""
        on = where > 0
        self.rgb[on] = what[on] if what.ndim == 3 else what
        self.labels[on] = label


def polygon(points: list[tuple[float, float]]) -> np.ndarray:
    mask = np.zeros((SIDE, SIDE), np.uint8)
    cv2.fillPoly(mask, [np.round(np.array(points) * 8).astype(np.int32)], 1, shift=3)
    return mask


def limb(points: list[np.ndarray], widths: list[float]) -> np.ndarray:
    """A chain of rounded, tapering segments: an arm, a sleeve, a leg."""
    mask = np.zeros((SIDE, SIDE), np.uint8)
    for a, b, wide, narrow in zip(points, points[1:], widths, widths[1:]):
        along = (b - a) / max(1e-6, float(np.hypot(*(b - a))))
        side = np.array([-along[1], along[0]])
        mask |= polygon([tuple(a + side * wide / 2), tuple(b + side * narrow / 2), tuple(b - side * narrow / 2), tuple(a - side * wide / 2)])
        for centre, width in ((a, wide), (b, narrow)):
            cv2.circle(mask, tuple(np.round(centre * 8).astype(int).tolist()), int(width * 4), 1, -1, shift=3)
    return mask


def ellipse(x: float, y: float, rx: float, ry: float, low: float = 0, high: float = 360) -> np.ndarray:
    mask = np.zeros((SIDE, SIDE), np.uint8)
    centre, axes = (round(x * 8), round(y * 8)), (max(1, round(rx * 8)), max(1, round(ry * 8)))
    cv2.ellipse(mask, centre, axes, 0, low, high, 1, -1, shift=3)
    return mask


def warped(cutout: Cutout, corners: list[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    """The cutout stretched to four corners (top left, top right, bottom right, bottom left): picture and mask."""
    height, width = cutout.mask.shape
    source = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    move = cv2.getPerspectiveTransform(source, np.array(corners, np.float32))
    rgb = cv2.warpPerspective(cutout.rgb, move, (SIDE, SIDE), borderMode=cv2.BORDER_REPLICATE)
    return rgb, cv2.warpPerspective(cutout.mask.astype(np.uint8), move, (SIDE, SIDE))
