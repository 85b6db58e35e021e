"""Draws random views of pictures in the form that the encoder is given: a photo's pixels and how visible each is."""

from __future__ import annotations

import math

import torch
from torch.nn import functional

from photos import NEUTRAL, PAD
from pictures import Pictures
from views import jitter, uniform

FOCUSED, LEAKING, SWAPPED, WHOLE, PART = 0, 1, 2, 3, 4
# of pictures with a subject: cut out as focus does it, with islands of background as where focus errs, on another
# photo's background, whole, and a part of the subject from close by: what two parts of one garment share is its fabric,
# as do its front and its back
SHARES = (0.5, 0.06, 0.14, 0.22, 0.08)
# how often a rectangle is hidden
ERASED = 0.35
MARGIN = 0.06


def _windows(boxes: torch.Tensor, forms: torch.Tensor) -> torch.Tensor:
    """[n, 2, 3] for `affine_grid`: squares round `boxes` [n, 4]; closer for parts, moved, turned and mirrored."""
    n = len(boxes)
    whole, part = forms == WHOLE, forms == PART
    half = (boxes[:, 2:] - boxes[:, :2]).amax(dim=1) / 2
    centre = (boxes[:, 2:] + boxes[:, :2]) / 2
    loose = torch.where(whole, uniform(n, 0.6, 1.05, "cpu"), uniform(n, 0.85, 1.25, "cpu"))
    loose = torch.where(part, uniform(n, 0.35, 0.6, "cpu"), loose)
    scale = half.clamp(min=0.1) * loose
    room = torch.where(part, half * 0.35, torch.where(whole, (half - scale).abs().clamp(min=0.04), scale * 0.1))
    angle = torch.where(torch.rand(n) < 0.7, uniform(n, -0.2, 0.2, "cpu"), uniform(n, -math.pi / 5, math.pi / 5, "cpu"))
    aspect = torch.exp(uniform(n, -0.13, 0.13, "cpu"))
    flip = torch.where(torch.rand(n) < 0.5, -1.0, 1.0)
    cos, sin = torch.cos(angle), torch.sin(angle)
    theta = torch.zeros(n, 2, 3)
    theta[:, 0, 0] = scale * aspect * cos * flip
    theta[:, 0, 1] = -scale / aspect * sin
    theta[:, 1, 0] = scale * aspect * sin * flip
    theta[:, 1, 1] = scale / aspect * cos
    theta[:, :, 2] = centre + (torch.rand(n, 2) * 2 - 1) * room.unsqueeze(1)
    return theta


def _sampled(squares: torch.Tensor, grid: torch.Tensor) -> torch.Tensor:
    return functional.grid_sample(squares, grid, mode="bilinear", padding_mode="zeros", align_corners=False)


def _inside(grid: torch.Tensor, boxes: torch.Tensor) -> torch.Tensor:
    """float32 [n, 1, h, w]: 1 where a point of `grid` [n, h, w, 2] lies in its box [n, 4]."""
    low, high = boxes[:, None, None, :2], boxes[:, None, None, 2:]
    return ((grid >= low) & (grid <= high)).all(dim=3).unsqueeze(1).float()


def _others(photos: Pictures, count: int, side: int) -> torch.Tensor:
    """float32 [count, 3, side, side] of 0..1: parts of other photos, to stand behind subjects."""
    rows = torch.randint(len(photos), (count,))
    theta = torch.zeros(count, 2, 3)
    theta[:, 0, 0] = theta[:, 1, 1] = uniform(count, 0.3, 0.8, "cpu")
    theta[:, :, 2] = (torch.rand(count, 2) - 0.5) * 0.4
    grid = functional.affine_grid(theta, [count, 1, side, side], align_corners=False)
    return jitter((_sampled(photos.pixels[rows].float() - PAD, grid) + PAD) / 255)


def erased(views: torch.Tensor) -> torch.Tensor:
    """A rectangle made grey and invisible in `ERASED` of the views (Zhong et al. 2017, arXiv 1708.04896)."""
    n, _, height, width = views.shape
    ys, xs = torch.arange(height).view(1, -1, 1) / height, torch.arange(width).view(1, 1, -1) / width
    top, left, tall, wide = (uniform(n, low, high, "cpu").view(-1, 1, 1) for low, high in ((-0.1, 0.9), (-0.1, 0.9), (0.1, 0.45), (0.1, 0.45)))
    chosen = (torch.rand(n) < ERASED).view(-1, 1, 1)
    hole = ((ys >= top) & (ys < top + tall) & (xs >= left) & (xs < left + wide) & chosen).unsqueeze(1)
    empty = torch.tensor([NEUTRAL, NEUTRAL, NEUTRAL, 0.0]).view(1, 4, 1, 1)
    return torch.where(hole, empty, views)


def seen(pictures: Pictures, rows: torch.Tensor, side: int, backgrounds: Pictures) -> torch.Tensor:
    """float32 [n, 4, side, side] of 0..1: one random form of each row; the fourth channel is how visible a pixel is."""
    n = len(rows)
    sound = pictures.sound[rows]
    forms = torch.where(sound, torch.multinomial(torch.tensor(SHARES), n, replacement=True), WHOLE)
    whole = forms == WHOLE
    contents = pictures.contents[rows]
    found = pictures.boxes[rows]
    boxes = torch.where(whole.unsqueeze(1), contents, found)
    grid = functional.affine_grid(_windows(boxes, forms), [n, 1, side, side], align_corners=False)
    # what lies beyond the cut, with its margin, is not seen, nor what lies beyond the photo
    margin = (found[:, 2:] - found[:, :2]).amax(dim=1, keepdim=True) * uniform(n, 0.5, 2.0, "cpu").unsqueeze(1) * MARGIN
    cut = torch.cat([found[:, :2] - margin, found[:, 2:] + margin], dim=1)
    cut = torch.cat([torch.maximum(cut[:, :2], contents[:, :2]), torch.minimum(cut[:, 2:], contents[:, 2:])], dim=1)
    inside = _inside(grid, torch.where(whole.unsqueeze(1), contents, cut))
    rgb = jitter((_sampled(pictures.pixels[rows].float() - PAD, grid) + PAD) / 255)
    # where a mask ends is never sure: its edge wanders, and is more or less soft
    share = _sampled(pictures.masks[rows].float().unsqueeze(1) / 255, grid)
    share = ((share - uniform(n, 0.15, 0.6, "cpu").view(-1, 1, 1, 1)) * uniform(n, 2, 10, "cpu").view(-1, 1, 1, 1) + 0.5).clamp(0, 1)
    swapped = torch.nonzero(forms == SWAPPED).flatten()
    if len(swapped):
        ground = _others(backgrounds, len(swapped), side)
        rgb[swapped] = ground + (rgb[swapped] - ground) * share[swapped]
    leaking = torch.nonzero(forms == LEAKING).flatten()
    if len(leaking):
        hills = functional.interpolate(torch.randn(len(leaking), 1, 7, 7), (side, side), mode="bilinear", align_corners=False)
        share[leaking] = torch.maximum(share[leaking], (hills > 0.6).float())
    share = torch.where(whole.view(-1, 1, 1, 1), torch.ones_like(share), share) * inside
    rgb = NEUTRAL + (rgb - NEUTRAL) * inside
    return erased(torch.cat([rgb, share], dim=1))
