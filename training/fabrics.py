"""A random generator in; drawn fabrics, folds and backdrops as uint8 RGB squares out."""

from __future__ import annotations

import colorsys

import cv2
import numpy as np


def colour(rng: np.random.Generator) -> np.ndarray:
    """float32 [3] RGB of 0..255: a third nearly grey, the rest of any hue, as wardrobes are."""
    if rng.random() < 0.35:
        level = rng.uniform(10, 250)
        return np.clip(level + rng.normal(0, 6, 3), 0, 255).astype(np.float32)
    hue, saturation, value = rng.random(), rng.uniform(0.25, 1), rng.uniform(0.2, 1)
    return np.array(colorsys.hsv_to_rgb(hue, saturation, value), np.float32) * 255


def noise(rng: np.random.Generator, side: int, cells: int) -> np.ndarray:
    """float32 [side, side], smooth noise of about -1..1 with `cells` bumps across."""
    coarse = rng.normal(0, 0.5, (cells + 2, cells + 2)).astype(np.float32)
    return cv2.resize(coarse, (side, side), interpolation=cv2.INTER_CUBIC)


def fabric(rng: np.random.Generator, side: int) -> np.ndarray:
    """uint8 [side, side, 3]: plain, striped, checked, dotted, flowered or colour-blocked cloth, without folds."""
    kind = rng.choice(["plain", "stripes", "checks", "dots", "flowers", "blocks", "print"], p=[0.4, 0.15, 0.1, 0.1, 0.1, 0.07, 0.08])
    base, second, third = colour(rng), colour(rng), colour(rng)
    cloth = np.broadcast_to(base, (side, side, 3)).copy()
    ys, xs = np.mgrid[0:side, 0:side].astype(np.float32)
    pitch = rng.uniform(0.03, 0.16) * side
    if kind == "stripes":
        along = xs if rng.random() < 0.35 else ys
        cloth[(along % pitch) < pitch * rng.uniform(0.2, 0.6)] = second
    elif kind == "checks":
        band = pitch * rng.uniform(0.2, 0.5)
        across, down = (xs % pitch) < band, (ys % pitch) < band
        cloth[across] = 0.5 * base + 0.5 * second
        cloth[down] = 0.5 * cloth[down] + 0.5 * second
    elif kind == "dots":
        radius = pitch * rng.uniform(0.15, 0.35)
        row = np.floor(ys / pitch)
        shifted = (xs + (row % 2) * pitch / 2) % pitch - pitch / 2
        cloth[shifted**2 + (ys % pitch - pitch / 2) ** 2 < radius**2] = second
    elif kind == "flowers":
        for _ in range(int(rng.integers(20, 90))):
            x, y = (int(v) for v in rng.integers(0, side, 2))
            size = max(1, int(rng.uniform(0.01, 0.05) * side))
            ink = second if rng.random() < 0.6 else third
            for turn in rng.permutation(5)[: int(rng.integers(3, 6))]:
                dx, dy = np.cos(turn * 1.257) * size, np.sin(turn * 1.257) * size
                cv2.circle(cloth, (int(x + dx), int(y + dy)), size, ink.tolist(), -1)
    elif kind == "blocks":
        cut = int(side * rng.uniform(0.25, 0.75))
        if rng.random() < 0.5:
            cloth[cut:] = second
        else:
            cloth[:, cut:] = second
    elif kind == "print":
        centre = (int(side * rng.uniform(0.4, 0.6)), int(side * rng.uniform(0.25, 0.5)))
        axes = (int(side * rng.uniform(0.06, 0.18)), int(side * rng.uniform(0.05, 0.15)))
        cv2.ellipse(cloth, centre, axes, float(rng.uniform(0, 180)), 0, 360, second.tolist(), -1)
        cv2.ellipse(cloth, centre, (axes[0] // 2, axes[1] // 2), 0, 0, 360, third.tolist(), -1)
    weave = rng.normal(0, rng.uniform(0, 6), (side, side, 1)).astype(np.float32)
    return np.clip(cloth + weave, 0, 255).astype(np.uint8)


def folded(rng: np.random.Generator, cloth: np.ndarray) -> np.ndarray:
    """The same cloth in light that falls from one side, with folds."""
    side = cloth.shape[0]
    ys, xs = np.mgrid[0:side, 0:side].astype(np.float32) / side
    turn = rng.uniform(0, np.pi)
    along = xs * np.cos(turn) + ys * np.sin(turn) + 0.15 * noise(rng, side, 4)
    folds = np.sin(along * rng.uniform(8, 40)) * noise(rng, side, 3)
    light = 1 + rng.uniform(0.05, 0.22) * folds + rng.uniform(-0.2, 0.2) * (xs - 0.5) + rng.uniform(-0.2, 0.2) * (ys - 0.5)
    return np.clip(cloth * light[..., None], 0, 255).astype(np.uint8)


def backdrop(rng: np.random.Generator, side: int) -> np.ndarray:
    """uint8 [side, side, 3]: a wall, a studio sweep, boards, tiles, a patterned cloth or blurred clutter."""
    kind = rng.choice(["white", "sweep", "boards", "cloth", "clutter"], p=[0.25, 0.25, 0.15, 0.2, 0.15])
    if kind == "white":
        return np.full((side, side, 3), rng.integers(235, 256), np.uint8)
    if kind == "cloth":
        return folded(rng, fabric(rng, side))
    ys, xs = np.mgrid[0:side, 0:side].astype(np.float32) / side
    base = colour(rng)
    if kind == "sweep":
        shade = 1 + rng.uniform(-0.35, 0.35) * (ys - 0.5) + rng.uniform(-0.2, 0.2) * (xs - 0.5) + 0.03 * noise(rng, side, 6)
        return np.clip(base * shade[..., None], 0, 255).astype(np.uint8)
    if kind == "boards":
        width = rng.uniform(0.06, 0.3)
        along = xs if rng.random() < 0.5 else ys
        other = ys if along is xs else xs
        board = np.floor(along / width)
        tone = 1 + 0.12 * np.sin(board * 12.9898) + 0.05 * np.sin(other * 60 + board * 7 + 3 * noise(rng, side, 5))
        tone = np.where((along % width) < 0.008, 0.6, tone)
        return np.clip(base * tone[..., None], 0, 255).astype(np.uint8)
    picture = np.broadcast_to(base, (side, side, 3)).astype(np.float32).copy()
    for _ in range(int(rng.integers(8, 40))):
        x, y = (int(v) for v in rng.integers(0, side, 2))
        w, h = (int(v) for v in rng.integers(side // 20, side // 2, 2))
        cv2.rectangle(picture, (x, y), (x + w, y + h), colour(rng).tolist(), -1)
    blur = rng.uniform(0.3, 5)
    return cv2.GaussianBlur(picture, (0, 0), blur).astype(np.uint8)
