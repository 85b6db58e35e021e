"""Makes the whole encoder of a trained backbone: fits its untrained heads and fuses its parts."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from focus_model import FocusModel
from fusion import SHAPES
from lite import mixed
from network import SIDE, Encoder, ShapeHead
from onnx_weights import read_weights
from shown import squares
from splits import training_photos

FITTED_PHOTOS = 4000


@torch.no_grad()
def fit_shapes(shape: ShapeHead, photos: torch.Tensor) -> None:
    """Gives `shape` the mean [576] and the first 32 principal directions [576, 32] of the histograms of photos uint8
    [n, 4, side, side] as the encoder sees them."""
    histograms = torch.cat([shape.histogram(part.float() / 255) for part in photos.split(128)])
    shape.centre.copy_(histograms.mean(dim=0))
    directions = torch.linalg.svd(histograms - shape.centre, full_matrices=False)[2]
    shape.basis.copy_(directions[:SHAPES].t())


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--focus", type=Path, required=True, help="model.onnx of the focus network")
    parser.add_argument("--checkpoint", type=Path, required=True, help="what train_encoder.py wrote")
    parser.add_argument("--colours", type=Path, required=True, help="model.onnx of an encoder whose colours are taken")
    parser.add_argument("--share", type=float, default=0.8, help="of the trained weights, beside ImageNet's")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


@torch.no_grad()
def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    saved = torch.load(options.checkpoint, map_location="cpu")
    encoder = Encoder().eval()
    # the colours' palette and the network of their kernel know colours, not pictures: they need no new training
    encoder.load_state_dict(read_weights(options.colours, encoder))
    encoder.backbone.load_state_dict(mixed(saved["average"], options.share))
    found = training_photos(options.data)
    rows = torch.randperm(len(found))[:FITTED_PHOTOS].tolist()
    photos, outcomes = squares([found[row][1] for row in rows], FocusModel(options.focus), SIDE)
    print(f"focus: {outcomes}", flush=True)
    fit_shapes(encoder.shape, photos)
    encoder.fusion.fit(torch.cat([encoder.parts(part.float() / 255) for part in photos.split(64)]))
    torch.save({"encoder": encoder.state_dict(), "step": saved["step"], "seconds": saved["seconds"], "share": options.share}, options.out)


if __name__ == "__main__":
    main()
