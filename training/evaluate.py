"""Prints precision@1 and precision@5 of every row, for a quick look: the figures that count come from `npm run evaluate`,
through the browser."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import nn

import focus_network
from focus_model import FocusModel
from focus_rule import SHOWN, placed, subject
from network import SIDE, Encoder
from photos import SUFFIXES, contain, opened
from shown import squares
from splits import held_out


@dataclass(frozen=True)
class Row:
    """Queries against a gallery, by class folder; where both are one set a photo never finds itself."""

    name: str
    gallery: list[Path]
    queries: list[Path]


def photos_in(folder: Path, classes: list[str] | None = None) -> list[Path]:
    found = [path for path in sorted(folder.glob("*/*")) if path.suffix.lower() in SUFFIXES]
    return [path for path in found if classes is None or path.parent.name in classes]


def rows(data: Path) -> list[Row]:
    unseen = photos_in(data / "objects", held_out(data))
    return [
        Row("clothing", photos_in(data / "clothing/train"), photos_in(data / "clothing/validation")),
        Row("studio", photos_in(data / "studio/gallery"), photos_in(data / "studio/queries")),
        Row("grocery", photos_in(data / "grocery/iconic"), photos_in(data / "grocery/test")),
        Row("objects", unseen, unseen),
    ]


@torch.no_grad()
def embed(encoder: nn.Module, pixels: torch.Tensor, batch: int = 128) -> torch.Tensor:
    """uint8 [n, 4, side, side] to float32 [n, dims]; `encoder` is in eval mode."""
    return torch.cat([encoder(part.float() / 255) for part in pixels.split(batch)])


def precision(row: Row, gallery: torch.Tensor, queries: torch.Tensor, k: int = 5) -> tuple[float, float]:
    """(precision@1, precision@k): the share of a query's best 1 and best k gallery photos that have its class."""
    scores = queries @ gallery.t()
    if row.gallery is row.queries:
        scores.fill_diagonal_(-2)
    best = scores.topk(k, dim=1).indices
    names = np.array([path.parent.name for path in row.gallery])
    right = names[best.numpy()] == np.array([path.parent.name for path in row.queries])[:, None]
    return float(right[:, 0].mean()), float(right.mean())


def worn(data: Path, focus: FocusModel) -> tuple[float, float, int]:
    """Mean IoU with `worn/garment`, mean share of `worn/head` inside the focus, and how many photos were kept whole."""
    overlaps, heads, whole = [], [], 0
    for path in sorted((data / "worn/photos").glob("*")):
        with Image.open(path) as photo:
            rgb = opened(photo)
        square = contain(rgb, focus_network.SIDE).transpose(2, 0, 1)[None] / np.float32(255)
        outcome, _, alone = subject(focus.maps(square)[0], rgb.size)
        left, top, width, height = placed(*rgb.size, 64)
        kept = np.asarray(Image.fromarray(alone[top : top + height, left : left + width]).resize(rgb.size, Image.BILINEAR)) > SHOWN
        if outcome != "subject":
            kept, whole = np.ones_like(kept), whole + 1
        garment, head = (np.asarray(Image.open(data / "worn" / kind / f"{path.stem}.png").convert("L")) > 127 for kind in ("garment", "head"))
        overlaps.append((kept & garment).sum() / max(1, (kept | garment).sum()))
        if head.any():
            heads.append((kept & head).sum() / head.sum())
    return float(np.mean(overlaps)), float(np.mean(heads)), whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, help="what fuse.py wrote")
    parser.add_argument("--focus", type=Path, help="model.onnx of the focus network; without it focus is off")
    options = parser.parse_args()
    focus = FocusModel(options.focus) if options.focus else None
    if focus:
        overlap, head, whole = worn(options.data, focus)
        print(f"worn: IoU {overlap:.3f}, head left {head:.3f}, {whole} kept whole", flush=True)
    if options.encoder:
        encoder = Encoder().eval()
        encoder.load_state_dict(torch.load(options.encoder, map_location="cpu")["encoder"])
        for row in rows(options.data):
            gallery, outcomes = squares(row.gallery, focus, SIDE)
            queries, _ = (gallery, outcomes) if row.gallery is row.queries else squares(row.queries, focus, SIDE)
            at1, at5 = precision(row, embed(encoder, gallery), embed(encoder, queries))
            print(f"{row.name}: precision@1 {at1:.3f} precision@5 {at5:.3f} {outcomes}", flush=True)


if __name__ == "__main__":
    main()
