"""Garment photos in; the same garments pasted on other photos' backgrounds, and each garment's mean colour, out.

Made for `npm run evaluate -- table`. The masks are GrabCut's, not the shipped focus network's: a test of focus must not
be cut out by what it tests.
"""

from __future__ import annotations

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from backdrops import Backdrop, backdrop
from make_masks import write_mask
from photos import SUFFIXES, opened
from subjects import sound

GALLERY, QUERIES = "clothing/train", "clothing/validation"
BACKGROUNDS = 20
# the longest side of photos in the gallery, which those on many backgrounds are compared with
LONGEST = 288
QUALITY = 92
# share of a donor's photo that the largest rectangle free of its garment must have: less gives too little texture
ROOM = 0.12


def read(path: Path, longest: int | None = None) -> np.ndarray:
    """uint8 RGB [h, w, 3], at most `longest` pixels on its longest side."""
    with Image.open(path) as photo:
        rgb = opened(photo)
    if longest:
        rgb.thumbnail((longest, longest), Image.BILINEAR)
    return np.asarray(rgb)


def alpha(mask: np.ndarray, width: int, height: int) -> np.ndarray:
    """float32 [height, width, 1] of 0..1 from a mask of 0 and 255: its stairs smoothed, its edge drawn in by about
    half a mask pixel, so that no seam of the old background comes along, and feathered."""
    smooth = cv2.GaussianBlur(mask.astype(np.float32) / 255, (0, 0), 1.2)
    large = cv2.resize(smooth, (width, height), interpolation=cv2.INTER_CUBIC)
    # 0.4 to 0.9 of the blurred step is a ramp of about a mask pixel inside the edge
    return np.clip((large - 0.4) / 0.5, 0, 1)[..., None]


def cover(rgb: np.ndarray, width: int, height: int) -> np.ndarray:
    """Scaled to cover width x height, the middle kept."""
    scale = max(width / rgb.shape[1], height / rgb.shape[0])
    size = (max(width, round(rgb.shape[1] * scale)), max(height, round(rgb.shape[0] * scale)))
    scaled = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    left, top = (size[0] - width) // 2, (size[1] - height) // 2
    return scaled[top : top + height, left : left + width]


def paste(garment: np.ndarray, mask: np.ndarray, background: np.ndarray) -> Image.Image:
    """The garment where it lay, on another background."""
    height, width = garment.shape[:2]
    share = alpha(mask, width, height)
    mixed = garment * share + cover(background, width, height) * (1 - share)
    return Image.fromarray(np.clip(mixed + 0.5, 0, 255).astype(np.uint8))


def mean_lab(rgb: np.ndarray, mask: np.ndarray) -> list[float]:
    """Mean CIELAB (D65) of the pixels within the mask."""
    lab = cv2.cvtColor(rgb.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    return [round(float(value), 3) for value in lab[mask > 127].mean(0)]


class Maker:
    """What every process needs: where photos and masks lie, and what garments are pasted on."""

    def __init__(self, data: Path, out: Path, seed: int) -> None:
        self.data, self.out, self.seed = data, out, seed

    def mask_path(self, photo: str) -> Path:
        return (self.out / "masks" / photo).with_suffix(".png")

    def make_mask(self, photo: str) -> None:
        if not self.mask_path(photo).exists():
            write_mask(self.data / photo, self.mask_path(photo))

    def mask(self, photo: str) -> np.ndarray:
        with Image.open(self.mask_path(photo)) as mask:
            return np.asarray(mask)

    def colour(self, photo: str) -> list[float] | None:
        """None where the mask is not sound."""
        mask = self.mask(photo)
        if not sound(mask > 127):
            return None
        height, width = mask.shape
        rgb = cv2.resize(read(self.data / photo), (width, height), interpolation=cv2.INTER_AREA)
        return mean_lab(rgb, mask)

    def background(self, photo: str) -> Backdrop:
        return backdrop(read(self.data / photo, LONGEST), self.mask(photo))

    def roomy(self, donors: list[str], order: np.random.Generator) -> tuple[str, Backdrop]:
        """The first donor, in random order, that shows enough of its background."""
        for i in order.permutation(len(donors)):
            found = self.background(donors[i])
            if found.room >= ROOM:
                return donors[i], found
        raise ValueError("no photo shows enough of its background")

    def swap(self, photo: str, position: int, donors: list[str], backgrounds: list[np.ndarray]) -> tuple[str, str]:
        """Writes one garment on a background of its own and on each of `backgrounds`; its own donor and its path."""
        below = Path(*Path(photo).parts[2:])
        mask = self.mask(photo)
        order = np.random.default_rng([self.seed, position])
        donor, own = self.roomy([other for other in donors if other != photo], order)
        swapped = self.out / "swapped" / below.with_suffix(".jpg")
        save(paste(read(self.data / photo), mask, own.rgb), swapped)
        small = read(self.data / photo, LONGEST)
        for b, background in enumerate(backgrounds):
            save(paste(small, mask, background), self.out / "backgrounds" / below.with_suffix(f".{b}.jpg"))
        return donor, str(swapped.relative_to(self.out))


def save(photo: Image.Image, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    photo.save(path, quality=QUALITY)


def photos_of(data: Path, folder: str) -> list[str]:
    found = sorted((data / folder).glob("*/*"))
    return [str(path.relative_to(data)) for path in found if path.suffix.lower() in SUFFIXES]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    maker = Maker(options.data, options.out, options.seed)
    photos = photos_of(options.data, GALLERY) + photos_of(options.data, QUERIES)
    with ProcessPoolExecutor(options.processes) as pool:
        for done, _ in enumerate(pool.map(maker.make_mask, photos, chunksize=32), 1):
            if done % 500 == 0 or done == len(photos):
                print(f"{done} of {len(photos)} masks", flush=True)
        found = dict(zip(photos, pool.map(maker.colour, photos, chunksize=32)))
        colours = {photo: colour for photo, colour in found.items() if colour is not None}
        donors = list(colours)
        garments = [photo for photo in donors if photo.startswith(f"{QUERIES}/")]

        order = np.random.default_rng(options.seed)
        chosen: list[str] = []
        backgrounds: list[np.ndarray] = []
        while len(chosen) < BACKGROUNDS:
            donor, found_backdrop = maker.roomy([donor for donor in donors if donor not in chosen], order)
            chosen.append(donor)
            backgrounds.append(found_backdrop.rgb)
        swap = partial(maker.swap, donors=donors, backgrounds=backgrounds)
        swaps = []
        for photo, (donor, path) in zip(garments, pool.map(swap, garments, range(len(garments)))):
            swaps.append({"path": path, "original": photo, "donor": donor})
            if len(swaps) % 100 == 0 or len(swaps) == len(garments):
                print(f"{len(swaps)} of {len(garments)} garments pasted", flush=True)

    left_out = [photo for photo in photos if photo.startswith(f"{QUERIES}/") and photo not in colours]
    written = {"seed": options.seed, "swapped": swaps, "backgrounds": chosen, "leftOut": left_out}
    (options.out / "swaps.json").write_text(json.dumps(written, indent=1) + "\n")
    (options.out / "colours.json").write_text(json.dumps(colours) + "\n")
    without = len(photos) - len(colours)
    print(f"{without} of {len(photos)} photos have no sound mask, {len(left_out)} of them garments that were left out")


if __name__ == "__main__":
    main()
