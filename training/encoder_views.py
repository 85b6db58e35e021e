"""Rows of the corpus or pairs of drawn people in; what the encoder would see of each, in two random forms, out."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from corpus import Corpus
from photos import PAD
from views import erased, jitter, moved, uniform

GREY = PAD / 255
FOCUSED, SWAPPED, WHOLE = 0, 1, 2
# of photos with a sound mask: isolated as focus does it, on another photo's background, as they were taken
SHARES = (0.62, 0.2, 0.18)
PRODUCT = 1


@dataclass
class Pictures:
    """`pixels` uint8 [n, 3, s, s], `masks` uint8 [n, s, s] of 0..255, `boxes` float32 [n, 3]: centre x, centre y and
    half side of the square window round each subject, in -1..1 of the picture; `sound` bool [n]."""

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


def of_corpus(corpus: Corpus) -> Pictures:
    return Pictures(corpus.pixels, softened(corpus.masks), boxes_of(corpus.masks), corpus.sound)


def of_people(path: str) -> Pictures:
    """Drawn people; 2i and 2i + 1 wear one outfit."""
    drawn = np.load(path)
    masks = torch.from_numpy((drawn["labels"] == PRODUCT).astype(np.uint8) * 255)
    pixels = torch.from_numpy(np.ascontiguousarray(drawn["rgb"].transpose(0, 3, 1, 2)))
    return Pictures(pixels, softened(masks), boxes_of(masks), torch.ones(len(masks), dtype=torch.bool))


def _windows(boxes: torch.Tensor, kinds: torch.Tensor) -> torch.Tensor:
    """[n, 2, 3] for `moved`: near the subject's box for isolated subjects, anywhere in the photo for whole ones."""
    n, device = len(boxes), boxes.device
    whole = kinds == WHOLE
    loose = torch.where(kinds == SWAPPED, uniform(n, 1.0, 1.7, device), uniform(n, 0.8, 1.3, device))
    scale = torch.where(whole, uniform(n, 0.45, 1.05, device), boxes[:, 2].clamp(min=0.1) * loose)
    room = torch.where(whole, (1 - scale).clamp(min=0.05), scale * 0.12)
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


def seen(pictures: Pictures, rows: torch.Tensor, side: int, device: str) -> torch.Tensor:
    """float32 [n, 3, side, side] of 0..1: one random form of each row, as a photo in focus, swapped or whole."""
    n = len(rows)
    pixels = torch.cat([pictures.pixels[rows], pictures.masks[rows].unsqueeze(1)], dim=1).to(device).float()
    pixels[:, :3].sub_(PAD)
    kinds = torch.multinomial(torch.tensor(SHARES), n, replacement=True).to(device)
    kinds[~pictures.sound[rows].to(device)] = WHOLE
    theta = _windows(pictures.boxes[rows].to(device), kinds)
    windows = moved(pixels, theta, side)
    photos = jitter((windows[:, :3] + PAD) / 255)
    # where a mask ends is never sure: its edge wanders, and is more or less soft
    share = windows[:, 3:] / 255
    edge = uniform(n, 0.15, 0.75, device).view(-1, 1, 1, 1)
    share = ((share - edge) * uniform(n, 2, 12, device).view(-1, 1, 1, 1) + 0.5).clamp(0, 1)
    grounds = torch.full_like(photos, GREY)
    swapped = torch.nonzero(kinds == SWAPPED).flatten()
    if len(swapped):
        others = pictures.pixels[torch.randint(len(pictures.pixels), (len(swapped),))].to(device).float()
        theta = _windows(torch.zeros(len(swapped), 3, device=device), torch.full((len(swapped),), WHOLE, device=device))
        grounds[swapped] = jitter((moved(others - PAD, theta, side) + PAD) / 255)
    share = torch.where((kinds == WHOLE).view(-1, 1, 1, 1), torch.ones_like(share), share)
    return erased(photos * share + grounds * (1 - share), 0.3, GREY)
