"""A backbone and what it was trained on in; the whole encoder, its untrained heads fitted and its parts fused, out."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from torch import nn

from colour_fit import fit
from focus_network import FocusNet
from fusion import KIND_DIMS, PARTS, colour_cosines, kernel, unit
from heads import fit_shapes
from network import Backbone, Encoder
from onnx_weights import read_weights
from shown import squares
from splits import TRAINING_FOLDERS, training_photos

# how much more often a garment's colours are drawn than another photo's
GARMENT_ODDS = 3


def mixed(trained: dict[str, torch.Tensor], begun_from: dict[str, torch.Tensor], share: float) -> dict[str, torch.Tensor]:
    """Weights between those that a stage began from and those it ended with: a network on that line is better at home
    than where it ended and better elsewhere than where it began (Wortsman et al. 2022, arXiv 2109.01903)."""
    return {
        name: begun_from[name].lerp(value, share) if value.dtype.is_floating_point else value for name, value in trained.items()
    }


@torch.no_grad()
def parts_of(encoder: Encoder, pixels: torch.Tensor) -> torch.Tensor:
    """float32 [n, 320] of squares uint8 [n, 3, 128, 128]."""
    return torch.cat([encoder.parts(part.float() / 255) for part in pixels.split(128)])


def without_common(parts: torch.Tensor, common: torch.Tensor) -> torch.Tensor:
    """`parts` [n, 320] as an encoder gives them that knows what is `common` [96] to all kinds."""
    return torch.cat([unit(parts[:, :KIND_DIMS] - common), parts[:, KIND_DIMS:]], dim=1)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--focus", type=Path, required=True, help="model.onnx of the focus network")
    parser.add_argument("--checkpoint", type=Path, help="what train_encoder.py wrote; without it --begun-from is fused anew")
    parser.add_argument("--begun-from", type=Path, help="the model.onnx that its training started from, to mix its weights in")
    parser.add_argument("--share", type=float, default=0.3, help="of the trained weights in that mix")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not options.checkpoint and not options.begun_from:
        parser.error("--checkpoint or --begun-from is needed")
    return options


def trained(options: argparse.Namespace, pixels: torch.Tensor) -> tuple[Encoder, dict[str, float]]:
    """The encoder but for `common` and its fusion, and the steps and seconds that its backbone took."""
    encoder = Encoder().eval()
    begun_from = options.begun_from and read_weights(options.begun_from, Backbone())
    if not options.checkpoint:
        encoder.backbone.load_state_dict(begun_from)
        heads = nn.ModuleDict({"colour": encoder.colour, "shape": encoder.shape})
        heads.load_state_dict(read_weights(options.begun_from, heads))
        training = json.loads(options.begun_from.with_name("card.json").read_text())["training"]
        return encoder, {"step": training["steps"], "seconds": training["hours"] * 3600}
    saved = torch.load(options.checkpoint, map_location="cpu")
    encoder.backbone.load_state_dict(mixed(saved["average"], begun_from, options.share) if begun_from else saved["average"])
    encoder.colour.load_state_dict(saved["colour"])
    fit_shapes(encoder.shape, pixels)
    return encoder, {"step": saved["step"], "seconds": saved["seconds"]}


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    focus = FocusNet().eval()
    focus.load_state_dict(read_weights(options.focus, focus))
    photos = training_photos(options.data)
    pixels, outcomes = squares([path for _, path in photos], focus)
    print(f"focus: {outcomes}", flush=True)
    encoder, spent = trained(options, pixels)
    parts = parts_of(encoder, pixels)
    encoder.common.copy_(parts[:, :KIND_DIMS].mean(dim=0))
    parts = without_common(parts, encoder.common)
    encoder.fusion.begin(parts)
    odds = torch.tensor([GARMENT_ODDS if TRAINING_FOLDERS[folder].startswith("clothing") else 1.0 for folder, _ in photos])
    colours = parts.split(PARTS, dim=1)[2]
    fit(encoder.fusion.colours, colours, odds, options.steps)
    with torch.no_grad():
        sample = colours[torch.randperm(len(colours))[:2000]]
        made = encoder.fusion.colours(sample)
        errors = made @ made.t() - kernel(colour_cosines(sample, sample))
        print(f"colours differ from their kernel by {errors.abs().mean():.4f} on average")
    torch.save({"encoder": encoder.state_dict(), **spent}, options.out)


if __name__ == "__main__":
    main()
