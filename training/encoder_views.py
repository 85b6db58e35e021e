"""Rows of the corpus or drawn people in; what the encoder would see of each, in a random form, out."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch.nn import functional

from found_masks import Found
from photos import PAD
from views import erased, jitter, moved, uniform

GREY = PAD / 255
FOCUSED, LEAKING, SWAPPED, WHOLE, PART = 0, 1, 2, 3, 4
# of photos with a mask to trust: isolated as focus does it, isolated but for islands of another background (as where
# focus errs), on another photo's background, as they were taken, and a part of the isolated subject from close by: what
# two parts of one garment share is its fabric, as do its front and its back
SHARES = (0.42, 0.15, 0.18, 0.1, 0.15)
# how often a rectangle is hidden
ERASED = 0.4


@dataclass
class Pictures:
    """`pixels` uint8 [n, 3, s, s] and two opinions of where their subjects are: GrabCut's (or the drawing's) and the
    focus network's. `masks` uint8 [2, n, s, s] of 0..255; `boxes` float32 [2, n, 3]: centre x, centre y and half side of
    the square window round each subject, in -1..1 of the picture; `sound` bool [2, n]: is the opinion to be trusted."""

    pixels: torch.Tensor
    masks: torch.Tensor
    boxes: torch.Tensor
    sound: torch.Tensor


def boxes_of(masks: torch.Tensor) -> torch.Tensor:
    """float32 [n, 3] for `Pictures.boxes`; the whole picture where a mask is empty."""
    n, height, width = masks.shape
    out = torch.tensor([0.0, 0.0, 1.0]).repeat(n, 1)
    for i, mask in enumerate(masks):
        on = mask > 127
        xs, ys = torch.nonzero(on.any(dim=0)).flatten(), torch.nonzero(on.any(dim=1)).flatten()
        if len(xs):
            left, right, top, bottom = xs[0].item(), xs[-1].item() + 1, ys[0].item(), ys[-1].item() + 1
            out[i, 0], out[i, 1] = (left + right) / width - 1, (top + bottom) / height - 1
            out[i, 2] = max(right - left, bottom - top) / width
    return out


def softened(masks: torch.Tensor) -> torch.Tensor:
    """uint8 [n, s, s] with edges some 7 pixels wide, so that a threshold moves them."""
    parts = [functional.avg_pool2d(part.unsqueeze(1).float(), 7, 1, 3).squeeze(1).byte() for part in masks.split(256)]
    return torch.cat(parts)


def pictures(pixels: torch.Tensor, masks: torch.Tensor, sound: torch.Tensor, found: Found) -> Pictures:
    """`masks` uint8 [n, s, s] with hard edges and `sound` bool [n] beside what the focus network found."""
    return Pictures(
        pixels,
        torch.stack([softened(masks), found.masks]),
        torch.stack([boxes_of(masks), boxes_of(found.masks)]),
        torch.stack([sound, found.sound]),
    )


def _windows(boxes: torch.Tensor, kinds: torch.Tensor) -> torch.Tensor:
    """[n, 2, 3] for `moved`: near the subject's box for isolated subjects, anywhere in the photo for whole ones."""
    n, device = len(boxes), boxes.device
    whole, part = kinds == WHOLE, kinds == PART
    loose = torch.where(kinds == SWAPPED, uniform(n, 1.0, 1.7, device), uniform(n, 0.8, 1.3, device))
    loose = torch.where(part, uniform(n, 0.35, 0.6, device), loose)
    scale = torch.where(whole, uniform(n, 0.45, 1.05, device), boxes[:, 2].clamp(min=0.1) * loose)
    room = torch.where(whole, (1 - scale).clamp(min=0.05), torch.where(part, boxes[:, 2] * 0.35, scale * 0.12))
    centre = torch.where(whole.unsqueeze(1), torch.zeros(n, 2, device=device), boxes[:, :2])
    angle = uniform(n, -math.pi / 7, math.pi / 7, device)
    aspect = torch.exp(uniform(n, -0.13, 0.13, device))
    flip = torch.where(uniform(n, 0, 1, device) < 0.5, -1.0, 1.0)
    cos, sin = torch.cos(angle), torch.sin(angle)
    theta = torch.zeros(n, 2, 3, device=device)
    theta[:, 0, 0] = scale * aspect * cos * flip
    theta[:, 0, 1] = -scale / aspect * sin
    theta[:, 1, 0] = scale * aspect * sin * flip
    theta[:, 1, 1] = scale / aspect * cos
    theta[:, :, 2] = centre + torch.stack([uniform(n, -1, 1, device), uniform(n, -1, 1, device)], dim=1) * room.unsqueeze(1)
    return theta


def _grounds(photos: Pictures, kinds: torch.Tensor, side: int) -> torch.Tensor:
    """float32 [n, 3, side, side] of 0..1 to stand behind the subjects: grey, in part or wholly another photo."""
    n, device = len(kinds), kinds.device
    grounds = torch.full((n, 3, side, side), GREY, device=device)
    filled = torch.nonzero((kinds == SWAPPED) | (kinds == LEAKING)).flatten()
    if len(filled):
        others = photos.pixels[torch.randint(len(photos.pixels), (len(filled),))].to(device).float()
        anywhere = torch.full((len(filled),), WHOLE, device=device)
        theta = _windows(torch.zeros(len(filled), 3, device=device), anywhere)
        others = jitter((moved(others - PAD, theta, side) + PAD) / 255)
        hills = functional.interpolate(torch.randn(len(filled), 1, 7, 7, device=device), (side, side), mode="bilinear")
        shown = (hills > 0.6) | (kinds[filled] == SWAPPED).view(-1, 1, 1, 1)
        grounds[filled] = torch.where(shown, others, grounds[filled])
    return grounds


def seen(photos: Pictures, rows: torch.Tensor, side: int, device: str) -> torch.Tensor:
    """float32 [n, 3, side, side] of 0..1: one random form of each row, isolated, leaking, swapped, whole or a part."""
    n = len(rows)
    # where both opinions are to be trusted, either; where none is, the whole photo
    sound = photos.sound[:, rows].float()
    opinion = torch.multinomial(sound.t() + 1e-6, 1).squeeze(1)
    masks, boxes = photos.masks[opinion, rows], photos.boxes[opinion, rows].to(device)
    pixels = torch.cat([photos.pixels[rows], masks.unsqueeze(1)], dim=1).to(device).float()
    pixels[:, :3].sub_(PAD)
    kinds = torch.multinomial(torch.tensor(SHARES), n, replacement=True)
    kinds = torch.where(sound.sum(dim=0) > 0, kinds, WHOLE).to(device)
    windows = moved(pixels, _windows(boxes, kinds), side)
    views = jitter((windows[:, :3] + PAD) / 255)
    # where a mask ends is never sure: its edge wanders, and is more or less soft
    share = windows[:, 3:] / 255
    edge = uniform(n, 0.15, 0.75, device).view(-1, 1, 1, 1)
    share = ((share - edge) * uniform(n, 2, 12, device).view(-1, 1, 1, 1) + 0.5).clamp(0, 1)
    share = torch.where((kinds == WHOLE).view(-1, 1, 1, 1), torch.ones_like(share), share)
    return erased(views * share + _grounds(photos, kinds, side) * (1 - share), ERASED, GREY)
