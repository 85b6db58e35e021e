"""Writes what a larger pretrained network sees in the photos, for the encoder's training to keep."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import torch

from focus_rule import MARGIN, SHARPNESS, SHOWN
from fusion import unit
from lite import pretrained
from network import ROOT_FLOOR, faded
from photos import PAD, UNLABELLED
from pictures import Pictures, read_pictures
from views import moved

SIZE, SIDE = 2, 192


@dataclass(frozen=True)
class Teacher:
    """`rows` int64 [n_photos]: the row of `vectors` that belongs to a photo, -1 where it has none; `vectors` float16
    [n, 2560] of length 1: half of it from the whole photo, half from what focus shows of it."""

    rows: torch.Tensor
    vectors: torch.Tensor

    def of(self, photos: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Places in `photos` (rows of them) that have vectors, and these vectors, float32."""
        found = self.rows[photos]
        places = torch.nonzero(found >= 0).flatten()
        return places, self.vectors[found[places]].float()


def read_teacher(path: Path, count: int) -> Teacher:
    """For `count` photos."""
    stored = torch.load(path)
    rows = torch.full((count,), -1)
    rows[stored["photos"]] = torch.arange(len(stored["photos"]))
    return Teacher(rows, stored["vectors"])


def _views(photos: Pictures, rows: torch.Tensor, is_whole: bool) -> torch.Tensor:
    """float32 [n, 3, SIDE, SIDE] of 0..1: photos whole, or what focus shows of them with the rest faded."""
    contents, found = photos.contents[rows], photos.boxes[rows]
    alone = photos.sound[rows] & (not is_whole)
    boxes = torch.where(alone.unsqueeze(1), found, contents)
    theta = torch.zeros(len(rows), 2, 3)
    theta[:, 0, 0] = theta[:, 1, 1] = (boxes[:, 2:] - boxes[:, :2]).amax(dim=1) / 2 * torch.where(alone, 1 + 2 * MARGIN, 1.0)
    theta[:, :, 2] = (boxes[:, :2] + boxes[:, 2:]) / 2
    rgb = moved(photos.pixels[rows].float(), theta, SIDE, outside=PAD) / 255
    visible = ((moved(photos.masks[rows].float().unsqueeze(1) / 255, theta, SIDE) - SHOWN) * SHARPNESS + 0.5).clamp(0, 1)
    visible = torch.where(alone.view(-1, 1, 1, 1), visible, torch.ones_like(visible))
    return faded(rgb, visible)


@torch.no_grad()
def taught(photos: Pictures, rows: torch.Tensor) -> torch.Tensor:
    """float16 [n, 2560] for `Teacher.vectors`: the roots of pooled features without what all photos have in common."""
    network, halves = pretrained(SIZE).to(memory_format=torch.channels_last), []
    for is_whole in (True, False):
        features = []
        for part in rows.split(64):
            views = _views(photos, part, is_whole).contiguous(memory_format=torch.channels_last)
            with torch.autocast("cpu", torch.bfloat16):
                maps = network(views)
            features.append((maps.float().mean(dim=(2, 3)) + ROOT_FLOOR).sqrt())
        found = torch.cat(features)
        halves.append(unit(found - found.mean(dim=0)))
    return (torch.cat(halves, dim=1) / 2**0.5).half()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, required=True, help="photos.pt of pack.py")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    photos = read_pictures(options.photos)
    garments = torch.tensor([label == UNLABELLED or photos.classes[label].startswith("clothing/") for label in photos.labels.tolist()])
    # every garment, and every other one of the rest: what a batch has no word on is not held against it
    rows = torch.nonzero(garments | (torch.arange(len(photos)) % 2 == 0)).flatten()
    torch.save({"photos": rows, "vectors": taught(photos, rows)}, options.out)
    print(f"{len(rows)} of {len(photos)} photos")


if __name__ == "__main__":
    main()
