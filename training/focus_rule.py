"""Decides by the rule of `src/encoding/focus/` what the encoder is given of a photo."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image

from photos import PAD

PICTURE_SIDE = 256
MASK_SIDE = 64
SMALLEST_PART = 0.1
NOTHING, FULL = 0.02, 0.85
SURE_INSIDE, SURE_OVERALL = 0.8, 0.7
MARGIN = 0.06
NEAR_SKIN, HEAD_HEIGHT, HAIR_WIDTH = 0.15, 1 / 6, 3
SHOWN, SHARPNESS = 0.3, 4


def placed(width: int, height: int, side: int) -> tuple[int, int, int, int]:
    """Left, top, width and height of a photo contained in a square, as `place` in `src/image/contain.ts`."""
    scale = side / max(width, height)
    fitted = max(1, int(width * scale + 0.5)), max(1, int(height * scale + 0.5))
    return (side - fitted[0]) // 2, (side - fitted[1]) // 2, *fitted


def without_head(product: np.ndarray, body: np.ndarray) -> np.ndarray:
    """The product's cells without those near skin in the upper sixth of product and body together: hair, which the
    network sees a little too small, and the collar's rim."""
    rows = np.flatnonzero(((product > 0.5) | (body > 0.5)).any(axis=1))
    if not len(rows):
        return product
    end = rows[0] + int(HEAD_HEIGHT * (rows[-1] + 1 - rows[0]) + 0.5)
    above = product[:end]
    near = cv2.dilate((body[:end] > NEAR_SKIN).astype(np.uint8), np.ones((2 * HAIR_WIDTH + 1, 2 * HAIR_WIDTH + 1), np.uint8)) > 0
    return np.concatenate([np.where(near, 0, above), product[end:]])


def subject(maps: np.ndarray, size: tuple[int, int]) -> tuple[str, tuple[float, float, float, float], np.ndarray]:
    """What the maps of product and body (float32 [2, 64, 64] over the letterboxed square) say about a photo of `size`
    (width, height).

    Returns the outcome ("subject", or why the photo is taken whole), the crop box in shares of the photo, and the map
    without stray parts.
    """
    whole = (0.0, 0.0, 1.0, 1.0)
    left, top, width, height = placed(*size, MASK_SIDE)
    product = maps[0].copy()
    inside = (slice(top, top + height), slice(left, left + width))
    product[inside] = without_head(product[inside], maps[1][inside])
    cells = product[top : top + height, left : left + width]
    found = (cells > 0.5).astype(np.uint8)
    count, parts, facts, _ = cv2.connectedComponentsWithStats(found, connectivity=4)
    if count < 2:
        return "nothing-found", whole, product
    areas = facts[1:, cv2.CC_STAT_AREA]
    kept = np.isin(parts, 1 + np.flatnonzero(areas >= SMALLEST_PART * areas.max()))
    share = kept.mean()
    if share < NOTHING:
        return "nothing-found", whole, product
    if share > FULL:
        return "fills-the-photo", whole, product
    if cells[kept].mean() < SURE_INSIDE or np.abs(2 * cells - 1).mean() < SURE_OVERALL:
        return "unsure", whole, product
    ys, xs = np.nonzero(kept)
    low, high = np.array([xs.min(), ys.min()]), np.array([xs.max() + 1, ys.max() + 1])
    margin = MARGIN * (high - low).max()
    low, high = np.maximum(low - margin, 0) / (width, height), np.minimum(high + margin, (width, height)) / (width, height)
    near = cv2.dilate(kept.astype(np.uint8), np.ones((3, 3), np.uint8))
    alone = np.zeros_like(product)
    alone[top : top + height, left : left + width] = cells * near
    return "subject", (*low, *(high - low)), alone


def focused(
    photo: Image.Image, box: tuple[float, float, float, float], alone: np.ndarray, side: int
) -> tuple[np.ndarray, np.ndarray]:
    """uint8 [side, side, 3], the box of the photo contained in a square, and uint8 [side, side], how visible each pixel is."""
    picture = photo.copy()
    longest = max(PICTURE_SIDE, 2 * side)
    picture.thumbnail((longest, longest), Image.BILINEAR)
    width, height = picture.size
    x0, y0 = int(box[0] * width), int(box[1] * height)
    x1, y1 = max(x0 + 1, int(np.ceil((box[0] + box[2]) * width))), max(y0 + 1, int(np.ceil((box[1] + box[3]) * height)))
    left, top, wide, tall = placed(x1 - x0, y1 - y0, side)
    crop = np.asarray(picture.crop((x0, y0, x1, y1)).resize((wide, tall), Image.BILINEAR))
    mask_left, mask_top, mask_width, mask_height = placed(*photo.size, MASK_SIDE)
    xs = mask_left + (x0 + (np.arange(wide) + 0.5) * (x1 - x0) / wide) / width * mask_width - 0.5
    ys = mask_top + (y0 + (np.arange(tall) + 0.5) * (y1 - y0) / tall) / height * mask_height - 0.5
    grid = np.meshgrid(xs.astype(np.float32), ys.astype(np.float32))
    p = cv2.remap(alone.astype(np.float32), *grid, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    square, visible = np.full((side, side, 3), PAD, np.uint8), np.zeros((side, side), np.uint8)
    inside = (slice(top, top + tall), slice(left, left + wide))
    square[inside] = crop
    visible[inside] = np.floor(255 * np.clip((p - SHOWN) * SHARPNESS + 0.5, 0, 1) + 0.5)
    return square, visible
