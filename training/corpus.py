"""Training photos and their GrabCut masks in; one file of squares, masks and labels out, read back whole."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from photos import PAD, UNLABELLED, opened
from splits import TRAINING_FOLDERS, held_out, training_photos
from subjects import sound

CORPUS_SIDE = 160


@dataclass(frozen=True)
class Corpus:
    """`pixels` uint8 [n, 3, 160, 160], `masks` uint8 [n, 160, 160] (255 = product), `sound` bool [n]: is the mask to be
    trusted; `labels` int64 [n] of `classes`, or UNLABELLED; `folders` int64 [n] of `splits.TRAINING_FOLDERS`."""

    pixels: torch.Tensor
    masks: torch.Tensor
    sound: torch.Tensor
    labels: torch.Tensor
    folders: torch.Tensor
    classes: list[str]


def class_of(folder: str, name: str) -> str:
    """Classes of one name in two garment folders are one class; elsewhere the collection is part of the name."""
    return f"{folder.split('/')[0].removesuffix('-more')}/{name}"


def square(pixels: np.ndarray, fill: int) -> np.ndarray:
    """[h, w, ...] of at most 160 pixels centred in [160, 160, ...]."""
    height, width = pixels.shape[:2]
    out = np.full((CORPUS_SIDE, CORPUS_SIDE, *pixels.shape[2:]), fill, np.uint8)
    top, left = (CORPUS_SIDE - height) // 2, (CORPUS_SIDE - width) // 2
    out[top : top + height, left : left + width] = pixels
    return out


def pack(data: Path, masks: Path) -> Corpus:
    """Reads every training photo; one without a mask file counts as one whose mask is not sound."""
    found = training_photos(data)
    names = [class_of(TRAINING_FOLDERS[i], path.parent.name) for i, path in found]
    classes = sorted({name for name in names if not name.endswith("/unlabelled")})
    label_of = {name: i for i, name in enumerate(classes)}
    n = len(found)
    pixels = torch.empty((n, 3, CORPUS_SIDE, CORPUS_SIDE), dtype=torch.uint8)
    maps = torch.zeros((n, CORPUS_SIDE, CORPUS_SIDE), dtype=torch.uint8)
    trusted = torch.zeros(n, dtype=torch.bool)
    for row, (_, path) in enumerate(found):
        with Image.open(path) as photo:
            rgb = opened(photo)
        scale = CORPUS_SIDE / max(rgb.size)
        size = tuple(max(1, int(extent * scale + 0.5)) for extent in rgb.size)
        pixels[row] = torch.from_numpy(square(np.asarray(rgb.resize(size, Image.BILINEAR)), PAD)).permute(2, 0, 1)
        mask_path = (masks / path.relative_to(data)).with_suffix(".png")
        if mask_path.exists():
            mask = Image.open(mask_path)
            trusted[row] = sound(np.asarray(mask) > 127)
            maps[row] = torch.from_numpy(square(np.asarray(mask.resize(size, Image.BILINEAR)), 0))
    labels = torch.tensor([label_of.get(name, UNLABELLED) for name in names])
    return Corpus(pixels, maps, trusted, labels, torch.tensor([i for i, _ in found]), classes)


def read_corpus(path: Path) -> Corpus:
    return Corpus(**torch.load(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--masks", type=Path, required=True, help="what make_masks.py wrote")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    corpus = pack(options.data, options.masks)
    torch.save(vars(corpus), options.out)
    for i, folder in enumerate(TRAINING_FOLDERS):
        rows = corpus.folders == i
        print(f"{folder}: {int(rows.sum())} photos, {int(corpus.sound[rows].sum())} with a sound mask")
    print(f"{len(corpus.classes)} classes; kept out of training: {', '.join(held_out(options.data))}")


if __name__ == "__main__":
    main()
