"""Makes the whole encoder of a tuned backbone and a small one: fits its untrained heads and fuses its parts."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from focus_model import FocusModel
from fusion import SMALL_KIND_DIMS
from lite import mixed
from network import SIDE, Encoder
from onnx_weights import read_weights, stored_weights
from shown import squares
from small import SmallBackbone
from splits import training_photos

FITTED_PHOTOS = 2500


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--focus", type=Path, required=True, help="model.onnx of the focus network")
    parser.add_argument("--checkpoint", type=Path, required=True, help="what train_encoder.py wrote")
    parser.add_argument("--begun-from", type=Path, nargs="*", default=[], help="checkpoints of the trainings that this one went on from")
    parser.add_argument("--former", type=Path, required=True, help="model.onnx of products-9, whose palette, colour kernel and backbone are taken")
    parser.add_argument("--share", type=float, default=0.8, help="of the trained weights, beside ImageNet's")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def small_weights(former: Path, small: SmallBackbone) -> dict[str, torch.Tensor]:
    """State of `small` with the backbone of the file `former`, whose projection goes on with the dims of items."""
    stored = stored_weights(former)
    project = {f"project.{name}": torch.tensor(stored[f"backbone.project.{name}"][:SMALL_KIND_DIMS]) for name in ("weight", "bias")}
    return read_weights(former, small) | project


@torch.no_grad()
def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    saved = torch.load(options.checkpoint, map_location="cpu")
    encoder = Encoder().eval()
    # the colours' palette and the network of their kernel know colours, not pictures: they need no new training
    encoder.load_state_dict(read_weights(options.former, encoder))
    encoder.small.load_state_dict(small_weights(options.former, encoder.small))
    encoder.backbone.load_state_dict(mixed(saved["average"], options.share))
    found = training_photos(options.data)
    rows = torch.randperm(len(found))[:FITTED_PHOTOS].tolist()
    photos, outcomes = squares([found[row][1] for row in rows], FocusModel(options.focus), SIDE)
    print(f"focus: {outcomes}", flush=True)
    batches = [part.float() / 255 for part in photos.split(64)]
    encoder.components.fit(torch.cat([encoder.backbone.layers(batch)[2] for batch in batches]))
    encoder.fusion.fit(torch.cat([encoder.parts(batch) for batch in batches]))
    trainings = [saved, *(torch.load(path, map_location="cpu") for path in options.begun_from)]
    spent = {name: sum(training[name] for training in trainings) for name in ("step", "seconds")}
    torch.save({"encoder": encoder.state_dict(), "share": options.share} | spent, options.out)


if __name__ == "__main__":
    main()
