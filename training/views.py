"""Moves and recolours batches of squares."""

from __future__ import annotations

import math

import torch
from torch.nn import functional

Range = tuple


def uniform(n: int, low: float, high: float, device: torch.device | str) -> torch.Tensor:
    return torch.empty(n, device=device).uniform_(low, high)


def affine(
    n: int, device: torch.device | str, zoom: Range = (0.45, 1.05), turn: float = math.pi / 6, shift: float | None = None
) -> torch.Tensor:
    """[n, 2, 3] matrices for `moved`: a window of `zoom` times the square, turned by at most `turn` radians, with an
    aspect within 4:3 and a flip, shifted by at most `shift` (of half a side; by default as far as it stays inside)."""
    angle = uniform(n, -turn, turn, device)
    scale = uniform(n, *zoom, device)
    aspect = torch.exp(uniform(n, -math.log(4 / 3) / 2, math.log(4 / 3) / 2, device))
    flip = torch.where(uniform(n, 0, 1, device) < 0.5, -1.0, 1.0)
    room = (1 - scale).abs().clamp(min=0.05) if shift is None else torch.full_like(scale, shift)
    cos, sin = torch.cos(angle), torch.sin(angle)
    theta = torch.zeros(n, 2, 3, device=device)
    theta[:, 0, 0] = scale * aspect * cos * flip
    theta[:, 0, 1] = -scale / aspect * sin
    theta[:, 1, 0] = scale * aspect * sin * flip
    theta[:, 1, 1] = scale / aspect * cos
    theta[:, 0, 2] = uniform(n, -1, 1, device) * room
    theta[:, 1, 2] = uniform(n, -1, 1, device) * room
    return theta


def moved(squares: torch.Tensor, theta: torch.Tensor, side: int, outside: float = 0.0, mode: str = "bilinear") -> torch.Tensor:
    """float32 [n, c, s, s] seen through the windows `theta`, as [n, c, side, side]; `outside` fills what lies beyond."""
    grid = functional.affine_grid(theta, [len(theta), 1, side, side], align_corners=False)
    if outside:
        squares = squares - outside
    return functional.grid_sample(squares, grid, mode=mode, padding_mode="zeros", align_corners=False).add_(outside)


def jitter(photos: torch.Tensor, strength: float = 1.0) -> torch.Tensor:
    """float32 [n, 3, h, w] of 0..1 in other light. At strength 1 the changes are mild, so that colour stays a cue."""
    n, device = len(photos), photos.device
    contrast = uniform(n, 1 - 0.22 * strength, 1 + 0.25 * strength, device).view(-1, 1, 1, 1)
    brightness = uniform(n, -0.1 * strength, 0.1 * strength, device).view(-1, 1, 1, 1)
    tint = torch.empty(n, 3, 1, 1, device=device).uniform_(-0.03 * strength, 0.03 * strength)
    saturation = uniform(n, 1 - 0.25 * strength, 1 + 0.25 * strength, device).view(-1, 1, 1, 1)
    grey = photos.mean(dim=1, keepdim=True)
    recoloured = (grey + (photos - grey) * saturation - 0.5) * contrast + 0.5 + brightness + tint
    return recoloured.clamp(0, 1)
