"""Photos of garments, faces and places with their masks in; pairs of drawn people, each pair in one outfit, out."""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import torch
from PIL import Image

from canvas import SIDE, Cutout, Scene
from fabrics import backdrop
from outfits import Outfit, outfit
from people import Person
from photos import opened
from subjects import sound

STORED_SIDE = 160
GARMENTS = ("clothing/train", "clothing-more")
PLACES = ("objects/minaret", "objects/ferry", "objects/joshua_tree", "objects/airplanes",
          "objects/Motorbikes", "objects/Leopards", "grocery/train")  # fmt: skip
FRAMINGS = ("full", "upper", "torso", "legs", "small")
FRAMING_ODDS = (0.4, 0.17, 0.13, 0.12, 0.18)
ON_LEGS = {"pants", "shorts", "skirt"}
ON_TOP = {"t-shirt", "longsleeve", "shirt", "outwear", "dress", "top", "polo", "hoodie", "blazer", "blouse", "undershirt"}


def cutouts(data: Path, masks: Path) -> list[tuple[Cutout, bool]]:
    """Garments that can be worn, cut out of their photos; the flag is true for those that legs wear."""
    found = []
    for folder in GARMENTS:
        for photo_path in sorted((data / folder).glob("*/*.*")):
            kind = photo_path.parent.name
            mask_path = (masks / photo_path.relative_to(data)).with_suffix(".png")
            if kind not in ON_LEGS | ON_TOP or not mask_path.exists():
                continue
            mask = np.asarray(Image.open(mask_path)) > 127
            if not sound(mask):
                continue
            with Image.open(photo_path) as photo:
                rgb = np.asarray(opened(photo).resize(mask.shape[::-1], Image.BILINEAR))
            ys, xs = np.nonzero(mask)
            box = slice(ys.min(), ys.max() + 1), slice(xs.min(), xs.max() + 1)
            found.append((Cutout(rgb[box], mask[box]), kind in ON_LEGS))
    return found


def faces(data: Path) -> list[Cutout]:
    """Heads out of close portraits: the ellipse that touches the photo's four edges."""
    found = []
    for path in sorted((data / "objects/Faces_easy").glob("*")):
        with Image.open(path) as photo:
            rgb = np.asarray(opened(photo))
        height, width = rgb.shape[:2]
        mask = np.zeros((height, width), np.uint8)
        cv2.ellipse(mask, (width // 2, height // 2), (int(width * 0.46), int(height * 0.49)), 0, 0, 360, 1, -1)
        found.append(Cutout(rgb, mask > 0))
    return found


def places(data: Path, rng: np.random.Generator, limit: int = 1500) -> list[np.ndarray]:
    """Squares of photographed scenes to stand people in."""
    paths = [path for folder in PLACES for path in sorted((data / folder).rglob("*.*"))]
    found = []
    for index in rng.permutation(len(paths))[:limit]:
        with Image.open(paths[index]) as photo:
            rgb = opened(photo)
        side = int(min(rgb.size) * rng.uniform(0.6, 1))
        left, top = (int(rng.integers(0, extent - side + 1)) for extent in rgb.size)
        square = rgb.crop((left, top, left + side, top + side)).resize((SIDE, SIDE), Image.BILINEAR)
        found.append(np.asarray(square))
    return found


_pool: dict[str, list] = {}


def _open_pool(data: Path, masks: Path) -> None:
    cv2.setNumThreads(1)
    _pool.update(garments=cutouts(data, masks), faces=faces(data), places=places(data, np.random.default_rng(7)))


def _picture(rng: np.random.Generator, worn: Outfit, back: bool | None = None) -> tuple[np.ndarray, np.ndarray]:
    """One person in `worn`: uint8 RGB [160, 160, 3] and labels [160, 160]; `back` says from which side, in a studio."""
    in_place = back is None and rng.random() < 0.45
    ground = _pool["places"][rng.integers(len(_pool["places"]))] if in_place else backdrop(rng, SIDE)
    if rng.random() < 0.5:
        ground = ground[:, ::-1]
    scene = Scene(ground.copy())
    if in_place and rng.random() < 0.3:
        Person(rng, "small").wear(scene, outfit(rng), None)
        # a passer-by far behind is part of the place
        shrunk = cv2.resize(scene.rgb, (SIDE // 2, SIDE // 2), interpolation=cv2.INTER_AREA)
        left = int(rng.integers(0, SIDE // 2))
        scene = Scene(ground.copy())
        scene.rgb[SIDE // 3 : SIDE // 3 + SIDE // 2, left : left + SIDE // 2] = shrunk
    face = _pool["faces"][rng.integers(len(_pool["faces"]))] if rng.random() < 0.45 else None
    Person(rng, str(rng.choice(FRAMINGS, p=FRAMING_ODDS)), back).wear(scene, worn, face)
    rgb = scene.rgb
    if rng.random() < 0.5:
        rgb = cv2.GaussianBlur(rgb, (0, 0), rng.uniform(0.3, 1.2))
    rgb = cv2.resize(rgb, (STORED_SIDE, STORED_SIDE), interpolation=cv2.INTER_AREA)
    grain = rng.normal(0, rng.uniform(0, 7), rgb.shape)
    labels = cv2.resize(scene.labels, (STORED_SIDE, STORED_SIDE), interpolation=cv2.INTER_NEAREST)
    return np.clip(rgb + grain, 0, 255).astype(np.uint8), labels


def _pair(seed: int) -> tuple[list[np.ndarray], list[np.ndarray]]:
    rng = np.random.default_rng(seed)
    garment, on_legs = None, False
    if rng.random() < 0.6:
        garment, on_legs = _pool["garments"][rng.integers(len(_pool["garments"]))]
    worn = outfit(rng, garment, on_legs)
    # as shops show a product: from the front and from behind
    front, back = (False, True) if rng.random() < 0.5 else (None, None)
    first, second = _picture(rng, worn, front), _picture(rng, worn, back)
    return [first[0], second[0]], [first[1], second[1]]


def read_people(path: Path) -> tuple[torch.Tensor, torch.Tensor]:
    """Pictures uint8 [2n, 3, 160, 160], of which 2i and 2i + 1 wear one outfit, and their labels uint8 [2n, 160, 160]."""
    drawn = np.load(path)
    return torch.from_numpy(drawn["rgb"]).permute(0, 3, 1, 2).contiguous(), torch.from_numpy(drawn["labels"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--masks", type=Path, required=True, help="what make_masks.py wrote")
    parser.add_argument("--out", type=Path, required=True, help=".npz of rgb, labels; pictures 2i and 2i+1 share an outfit")
    parser.add_argument("--pairs", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    rgb = np.empty((options.pairs * 2, STORED_SIDE, STORED_SIDE, 3), np.uint8)
    labels = np.empty((options.pairs * 2, STORED_SIDE, STORED_SIDE), np.uint8)
    seeds = range(options.seed * 10**6, options.seed * 10**6 + options.pairs)
    with ProcessPoolExecutor(options.processes, initializer=_open_pool, initargs=(options.data, options.masks)) as pool:
        for i, (pictures, maps) in enumerate(pool.map(_pair, seeds, chunksize=32)):
            rgb[2 * i : 2 * i + 2], labels[2 * i : 2 * i + 2] = pictures, maps
            if (i + 1) % 500 == 0:
                print(f"{i + 1} of {options.pairs} pairs", flush=True)
    np.savez(options.out, rgb=rgb, labels=labels)


if __name__ == "__main__":
    main()
