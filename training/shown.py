"""Photo files and the focus network in; the squares that the encoder sees out, by the rule of the app."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from PIL import Image

from focus_network import FocusNet
from focus_rule import focused, subject
from network import SIDE
from photos import contain, opened


@torch.no_grad()
def squares(paths: list[Path], focus: FocusNet | None, side: int = SIDE) -> tuple[torch.Tensor, dict[str, int]]:
    """uint8 [n, 3, side, side] as the encoder sees the photos, and how often each outcome of the rule came."""
    out, outcomes = torch.empty(len(paths), 3, side, side, dtype=torch.uint8), {}
    for start in range(0, len(paths), 64):
        photos = []
        for path in paths[start : start + 64]:
            with Image.open(path) as photo:
                photos.append(opened(photo))
        whole = np.stack([contain(photo, side) for photo in photos])
        tensor = torch.from_numpy(whole).permute(0, 3, 1, 2)
        if focus is not None:
            maps = focus(tensor.float() / 255).softmax(dim=1)[:, 1:].numpy()
            for i, (photo, pair) in enumerate(zip(photos, maps)):
                outcome, box, alone = subject(pair, photo.size)
                outcomes[outcome] = outcomes.get(outcome, 0) + 1
                if outcome == "subject":
                    tensor[i] = torch.from_numpy(focused(photo, box, alone, side)).permute(2, 0, 1)
        out[start : start + len(photos)] = tensor
    return out, outcomes
