"""Keeps pictures for training as squares, each with what the focus network found in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch

from photos import UNLABELLED

# sides of the stored squares and of the masks beside them
PHOTO_SIDE, MASK_SIDE = 224, 64


@dataclass
class Pictures:
    """Squares and their subjects, row by row.

    `pixels` uint8 [n, 3, s, s], letterboxed on grey; `contents` float32 [n, 4]: left, top, right and bottom of the photo
    inside its square, in -1..1; `masks` uint8 [n, 64, 64]: how surely each cell is product; `sound` bool [n]: whether a
    subject was found; `boxes` float32 [n, 4]: where it is, as `contents`; `labels` int64 [n] of `classes`, or UNLABELLED;
    `groups` int64 [n]: one number for all pictures of one article or outfit; `odds` float32 [n]: how often a picture is
    drawn, beside others of its collection.
    """

    pixels: torch.Tensor
    contents: torch.Tensor
    masks: torch.Tensor
    sound: torch.Tensor
    boxes: torch.Tensor
    labels: torch.Tensor
    groups: torch.Tensor
    classes: list[str]
    odds: torch.Tensor

    def __len__(self) -> int:
        return len(self.pixels)


def boxes_of(masks: torch.Tensor) -> torch.Tensor:
    """float32 [n, 4] for `Pictures.boxes`; the whole square where a mask is empty."""
    side = masks.shape[-1]
    out = torch.tensor([-1.0, -1.0, 1.0, 1.0]).repeat(len(masks), 1)
    for i, mask in enumerate(masks):
        on = mask > 127
        xs, ys = torch.nonzero(on.any(dim=0)).flatten(), torch.nonzero(on.any(dim=1)).flatten()
        if len(xs):
            ends = torch.stack([xs[0], ys[0], xs[-1] + 1, ys[-1] + 1])
            out[i] = ends / side * 2 - 1
    return out


def contents_of(sizes: torch.Tensor) -> torch.Tensor:
    """float32 [n, 4] for `Pictures.contents`, from widths and heights [n, 2]."""
    halves = sizes.float() / sizes.amax(dim=1, keepdim=True)
    return torch.cat([-halves, halves], dim=1)


def unlabelled(count: int) -> torch.Tensor:
    return torch.full((count,), UNLABELLED)


def write_pictures(path: Path, pictures: Pictures) -> None:
    torch.save(vars(pictures), path)


def read_pictures(path: Path) -> Pictures:
    return Pictures(**torch.load(path))
