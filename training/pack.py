"""Packs photos, drawn people and drawn articles into the files that trainings read."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch.nn import functional

import focus_network
from canvas import PRODUCT
from draw_people import read_people
from focus_model import FocusModel
from focus_rule import subject
from photos import UNLABELLED, contain, opened
from pictures import MASK_SIDE, PHOTO_SIDE, Pictures, boxes_of, contents_of, unlabelled, write_pictures
from splits import TRAINING_FOLDERS, held_out, training_photos

ARTICLE_SIDE = 160
BATCH = 64
# how often a photo of `grocery/iconic` is drawn, beside another one of groceries: it is the only one of its kind
ICONIC_ODDS = 15.0
# of drawn people, whose labels are known: how often what the focus network finds stands for these, faults included
FOUND_SHARE = 0.5


def class_of(folder: str, name: str) -> str | None:
    """Classes of one name in two garment folders are one class; elsewhere the collection is part of the name."""
    return None if name == "unlabelled" else f"{folder.split('/')[0].removesuffix('-more')}/{name}"


def find(focus: FocusModel, pixels: torch.Tensor, sizes: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Masks uint8 [n, 64, 64] and `sound` bool [n], as in `Pictures`, of letterboxed squares uint8 [n, 3, s, s]."""
    masks = torch.zeros(len(pixels), MASK_SIDE, MASK_SIDE, dtype=torch.uint8)
    sound = torch.zeros(len(pixels), dtype=torch.bool)
    side = (focus_network.SIDE, focus_network.SIDE)
    for start in range(0, len(pixels), BATCH):
        squares = functional.interpolate(pixels[start : start + BATCH].float() / 255, side, mode="bilinear", antialias=True)
        for i, maps in enumerate(focus.maps(squares.numpy()), start):
            outcome, _, alone = subject(maps, tuple(sizes[i].tolist()))
            if outcome == "subject":
                sound[i], masks[i] = True, torch.from_numpy(np.clip(alone * 255, 0, 255).astype(np.uint8))
    return masks, sound


def pack_photos(data: Path, focus: FocusModel) -> Pictures:
    found = training_photos(data)
    names = [class_of(TRAINING_FOLDERS[i], path.parent.name) for i, path in found]
    classes = sorted({name for name in names if name})
    pixels, sizes = torch.empty(len(found), 3, PHOTO_SIDE, PHOTO_SIDE, dtype=torch.uint8), torch.empty(len(found), 2, dtype=torch.int64)
    for row, (_, path) in enumerate(found):
        with Image.open(path) as photo:
            rgb = opened(photo)
        sizes[row] = torch.tensor(rgb.size)
        pixels[row] = torch.from_numpy(contain(rgb, PHOTO_SIDE)).permute(2, 0, 1)
    masks, sound = find(focus, pixels, sizes)
    labels = torch.tensor([classes.index(name) if name else UNLABELLED for name in names])
    odds = torch.tensor([ICONIC_ODDS if TRAINING_FOLDERS[i] == "grocery/iconic" else 1.0 for i, _ in found])
    return Pictures(pixels, contents_of(sizes), masks, sound, boxes_of(masks), labels, torch.arange(len(found)), classes, odds)


def pack_people(path: Path, focus: FocusModel) -> Pictures:
    """Each outfit is a group of two pictures."""
    pixels, labels = read_people(path)
    count, sizes = len(pixels), torch.full((len(pixels), 2), pixels.shape[-1])
    drawn = functional.adaptive_avg_pool2d((labels == PRODUCT).float().unsqueeze(1) * 255, MASK_SIDE).squeeze(1).byte()
    masks, sound = find(focus, pixels, sizes)
    masks = torch.where((sound & (torch.rand(count) < FOUND_SHARE)).view(-1, 1, 1), masks, drawn)
    everywhere = torch.ones(count, dtype=torch.bool)
    return Pictures(pixels, contents_of(sizes), masks, everywhere, boxes_of(masks), unlabelled(count), torch.arange(count) // 2, [], torch.ones(count))


def pack_articles(folders: list[Path], focus: FocusModel) -> Pictures:
    """Reads `FOLDER/<category>/<SKU>__<shot>.jpg`; each SKU is a group, an SKU of another folder is another article."""
    paths = [path for folder in folders for path in sorted(folder.glob("*/*.jpg"))]
    keys = [(path.parent.parent, path.name.split("__")[0]) for path in paths]
    numbers = {key: i for i, key in enumerate(sorted(set(keys)))}
    categories = sorted({path.parent.name for path in paths})
    pixels = torch.empty(len(paths), 3, ARTICLE_SIDE, ARTICLE_SIDE, dtype=torch.uint8)
    for row, path in enumerate(paths):
        with Image.open(path) as photo:
            square = photo.convert("RGB").resize((ARTICLE_SIDE, ARTICLE_SIDE), Image.BILINEAR)
        pixels[row] = torch.from_numpy(np.asarray(square).copy()).permute(2, 0, 1)
    sizes = torch.full((len(paths), 2), ARTICLE_SIDE)
    masks, sound = find(focus, pixels, sizes)
    labels = torch.tensor([categories.index(path.parent.name) for path in paths])
    groups = torch.tensor([numbers[key] for key in keys])
    return Pictures(pixels, contents_of(sizes), masks, sound, boxes_of(masks), labels, groups, [f"articles/{name}" for name in categories], torch.ones(len(paths)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--people", type=Path, required=True, help="what draw_people.py wrote")
    parser.add_argument("--articles", type=Path, nargs="+", required=True, help="folders that `npm run articles` wrote")
    parser.add_argument("--focus", type=Path, required=True, help="model.onnx of a focus network")
    parser.add_argument("--out", type=Path, required=True, help="a folder: photos.pt, people.pt and articles.pt come into it")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    focus = FocusModel(options.focus)
    packed = {
        "photos": pack_photos(options.data, focus),
        "people": pack_people(options.people, focus),
        "articles": pack_articles(options.articles, focus),
    }
    for name, pictures in packed.items():
        write_pictures(options.out / f"{name}.pt", pictures)
        print(f"{name}: {len(pictures)}, a subject in {int(pictures.sound.sum())}")
    print(f"{len(packed['photos'].classes)} classes; kept out of training: {', '.join(held_out(options.data))}")


if __name__ == "__main__":
    main()
