"""Reads photos in the form that the encoder sees them in, by the rule of the app."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from PIL import Image

import focus_network
from focus_model import FocusModel
from focus_rule import focused, placed, subject
from photos import contain, opened

BATCH = 64


def whole(photo: Image.Image, side: int) -> np.ndarray:
    """uint8 [side, side, 4]: the photo contained in a square, all of it visible."""
    left, top, width, height = placed(*photo.size, side)
    visible = np.zeros((side, side, 1), np.uint8)
    visible[top : top + height, left : left + width] = 255
    return np.concatenate([contain(photo, side), visible], axis=2)


def squares(paths: list[Path], focus: FocusModel | None, side: int) -> tuple[torch.Tensor, dict[str, int]]:
    """uint8 [n, 4, side, side], the last channel of which is how visible a pixel is, and how often each outcome of the
    rule came."""
    out, outcomes = torch.empty(len(paths), 4, side, side, dtype=torch.uint8), {}
    for start in range(0, len(paths), BATCH):
        photos = []
        for path in paths[start : start + BATCH]:
            with Image.open(path) as photo:
                photos.append(opened(photo))
        maps = None
        if focus:
            seen = np.stack([contain(photo, focus_network.SIDE) for photo in photos])
            maps = focus.maps(seen.transpose(0, 3, 1, 2) / np.float32(255))
        for i, photo in enumerate(photos):
            square = whole(photo, side)
            if maps is not None:
                outcome, box, alone = subject(maps[i], photo.size)
                outcomes[outcome] = outcomes.get(outcome, 0) + 1
                if outcome == "subject":
                    rgb, visible = focused(photo, box, alone, side)
                    square = np.concatenate([rgb, visible[..., None]], axis=2)
            out[start + i] = torch.from_numpy(square).permute(2, 0, 1)
    return out, outcomes
