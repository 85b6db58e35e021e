"""Photos of articles that the demo's code drew from other seeds in; one file of squares, what focus finds in them, and
which show one article, out, read back whole."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from corpus import CORPUS_SIDE
from encoder_views import Pictures, pictures
from focus_network import FocusNet
from found_masks import Found, find
from onnx_weights import read_weights


@dataclass(frozen=True)
class Articles:
    """`pixels` uint8 [n, 3, 160, 160]; `masks` and `sound` as in `Found`; `articles` int64 [n]: one number for all photos
    of an article; `labels` int64 [n] of `categories`."""

    pixels: torch.Tensor
    masks: torch.Tensor
    sound: torch.Tensor
    articles: torch.Tensor
    labels: torch.Tensor
    categories: list[str]

    def pictures(self) -> Pictures:
        """Nobody but focus has an opinion of where the subjects are."""
        never = torch.zeros(len(self.pixels), dtype=torch.bool)
        return pictures(self.pixels, self.masks, never, Found(self.masks, self.sound))

    def pairs(self, count: int) -> torch.Tensor:
        """int64 [2, count]: two photos each of as many articles; one and the same twice where there is only one."""
        order = torch.randperm(len(self.articles))
        shown = self.articles[order]
        ranks = torch.argsort(shown, stable=True)
        starts = torch.nonzero(torch.diff(shown[ranks], prepend=torch.tensor([-1]))).flatten()
        lengths = torch.diff(starts, append=torch.tensor([len(ranks)]))
        chosen = torch.randperm(len(starts))[:count]
        first, second = starts[chosen], starts[chosen] + (lengths[chosen] > 1).long()
        return order[ranks[torch.stack([first, second])]]


def pack(folders: list[Path], network: FocusNet) -> Articles:
    """Reads `FOLDER/<category>/<SKU>__<shot>.jpg`; an SKU of another folder is another article."""
    paths = [path for folder in folders for path in sorted(folder.glob("*/*.jpg"))]
    keys = [(path.parent.parent, path.name.split("__")[0]) for path in paths]
    number = {key: i for i, key in enumerate(sorted(set(keys)))}
    categories = sorted({path.parent.name for path in paths})
    pixels = torch.empty((len(paths), 3, CORPUS_SIDE, CORPUS_SIDE), dtype=torch.uint8)
    for row, path in enumerate(paths):
        with Image.open(path) as photo:
            square = photo.convert("RGB").resize((CORPUS_SIDE, CORPUS_SIDE), Image.BILINEAR)
        pixels[row] = torch.from_numpy(np.asarray(square).copy()).permute(2, 0, 1)
    found = find(network, pixels)
    labels = torch.tensor([categories.index(path.parent.name) for path in paths])
    return Articles(pixels, found.masks, found.sound, torch.tensor([number[key] for key in keys]), labels, categories)


def read_articles(path: Path) -> Articles:
    return Articles(**torch.load(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, nargs="+", required=True, help="folders that `npm run articles` wrote")
    parser.add_argument("--focus", type=Path, required=True, help="model.onnx of the focus network")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    network = FocusNet().eval()
    network.load_state_dict(read_weights(options.focus, network))
    articles = pack(options.photos, network)
    torch.save(vars(articles), options.out)
    print(f"{len(articles.labels)} photos of {int(articles.articles.max()) + 1} articles, a subject in {int(articles.sound.sum())}")


if __name__ == "__main__":
    main()
