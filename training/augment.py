"""A batch of square photos in; one random view of each out (affine, colour, erasing), all on the batch's device."""

from __future__ import annotations

import math

import torch
from torch.nn import functional

from network import MEAN, SIDE


def _uniform(n: int, low: float, high: float, like: torch.Tensor) -> torch.Tensor:
    return torch.empty(n, device=like.device).uniform_(low, high)


def _affine(n: int, like: torch.Tensor) -> torch.Tensor:
    """[n, 2, 3]: rotation within 30 degrees, zoom 0.45 to 1.05 of the photo, aspect within 4:3, flip, shift inside."""
    angle = _uniform(n, -math.pi / 6, math.pi / 6, like)
    scale = _uniform(n, 0.45, 1.05, like)
    aspect = torch.exp(_uniform(n, -math.log(4 / 3) / 2, math.log(4 / 3) / 2, like))
    flip = torch.where(_uniform(n, 0, 1, like) < 0.5, -1.0, 1.0)
    room = (1 - scale).clamp(min=0.05)
    cos, sin = torch.cos(angle), torch.sin(angle)
    theta = torch.zeros(n, 2, 3, device=like.device)
    theta[:, 0, 0] = scale * aspect * cos * flip
    theta[:, 0, 1] = -scale / aspect * sin
    theta[:, 1, 0] = scale * aspect * sin * flip
    theta[:, 1, 1] = scale / aspect * cos
    theta[:, 0, 2] = _uniform(n, -1, 1, like) * room
    theta[:, 1, 2] = _uniform(n, -1, 1, like) * room
    return theta


def _erase(photos: torch.Tensor) -> torch.Tensor:
    """Paints a random grey-to-colour rectangle over half of the photos (Zhong et al. 2017, arXiv 1708.04896)."""
    n, _, height, width = photos.shape
    ys = torch.arange(height, device=photos.device).view(1, -1, 1)
    xs = torch.arange(width, device=photos.device).view(1, 1, -1)
    top, left = (_uniform(n, 0, s, photos).view(-1, 1, 1) for s in (height, width))
    tall, wide = (_uniform(n, 0.1, 0.4, photos).view(-1, 1, 1) * s for s in (height, width))
    chosen = _uniform(n, 0, 1, photos).view(-1, 1, 1) < 0.5
    hole = (ys >= top) & (ys < top + tall) & (xs >= left) & (xs < left + wide) & chosen
    colour = torch.rand(n, 3, 1, 1, device=photos.device)
    return torch.where(hole.unsqueeze(1), colour, photos)


def view(photos: torch.Tensor) -> torch.Tensor:
    """uint8 [n, 3, s, s] to one float32 view [n, 3, SIDE, SIDE] in 0..1; colour changes stay mild, so that the
    embedding keeps colour."""
    n = photos.shape[0]
    centred = photos.float().div(255).sub(MEAN)
    grid = functional.affine_grid(_affine(n, centred), [n, 3, SIDE, SIDE], align_corners=False)
    # outside the photo lies zero, which is the neutral grey that `contain` pads with
    seen = functional.grid_sample(centred, grid, mode="bilinear", padding_mode="zeros", align_corners=False)
    contrast = _uniform(n, 0.75, 1.3, seen).view(-1, 1, 1, 1)
    brightness = _uniform(n, -0.12, 0.12, seen).view(-1, 1, 1, 1)
    tint = torch.empty(n, 3, 1, 1, device=seen.device).uniform_(-0.03, 0.03)
    saturation = _uniform(n, 0.7, 1.3, seen).view(-1, 1, 1, 1)
    grey = seen.mean(dim=1, keepdim=True)
    seen = (grey + (seen - grey) * saturation) * contrast + brightness + tint
    return _erase((seen + MEAN).clamp(0, 1))
