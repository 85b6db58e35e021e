"""The corpus, drawn people and pasted subjects in; where the focus network finds them out, one file, read back whole."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.nn import functional

from corpus import read_corpus
from draw_people import read_people
from focus_network import SIDE, FocusNet
from focus_rule import subject
from onnx_weights import read_weights
from photos import PAD


@dataclass(frozen=True)
class Found:
    """`masks` uint8 [n, s, s]: 255 times the map without head and stray parts, 0 where `sound` (bool [n]) is false
    because the rule keeps the photo whole."""

    masks: torch.Tensor
    sound: torch.Tensor


def content_size(square: torch.Tensor) -> tuple[int, int]:
    """Width and height of the photo inside a letterboxed square uint8 [3, s, s]."""
    shown = (square != PAD).any(dim=0)
    xs, ys = torch.nonzero(shown.any(dim=0)).flatten(), torch.nonzero(shown.any(dim=1)).flatten()
    return (int(xs[-1] - xs[0]) + 1, int(ys[-1] - ys[0]) + 1) if len(xs) else tuple(square.shape[:0:-1])


@torch.no_grad()
def find(network: FocusNet, pixels: torch.Tensor) -> Found:
    """What the rule makes of the network's maps for letterboxed squares uint8 [n, 3, s, s]."""
    side = pixels.shape[-1]
    masks = torch.zeros(len(pixels), side, side, dtype=torch.uint8)
    sound = torch.zeros(len(pixels), dtype=torch.bool)
    for start in range(0, len(pixels), 64):
        part = pixels[start : start + 64]
        squares = functional.interpolate(part.float() / 255, (SIDE, SIDE), mode="bilinear", align_corners=False)
        for i, maps in enumerate(network(squares).softmax(dim=1)[:, 1:].numpy(), start):
            outcome, _, alone = subject(maps, content_size(pixels[i]))
            if outcome == "subject":
                sound[i] = True
                large = cv2.resize(alone, (side, side), interpolation=cv2.INTER_LINEAR)
                masks[i] = torch.from_numpy(np.clip(large * 255, 0, 255).astype(np.uint8))
    return Found(masks, sound)


def read_found(path: Path) -> tuple[Found, Found, Found]:
    """For the corpus, drawn people and pasted subjects, row by row."""
    stored = torch.load(path)
    return Found(**stored["corpus"]), Found(**stored["people"]), Found(**stored["pasted"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="what corpus.py wrote")
    parser.add_argument("--people", type=Path, required=True, help="what draw_people.py wrote")
    parser.add_argument("--pasted", type=Path, required=True, help="what paste_subjects.py wrote")
    parser.add_argument("--focus", type=Path, required=True, help="model.onnx of the focus network")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    network = FocusNet().eval()
    network.load_state_dict(read_weights(options.focus, network))
    found = {
        "corpus": find(network, read_corpus(options.corpus).pixels),
        "people": find(network, read_people(options.people)[0]),
        "pasted": find(network, torch.load(options.pasted)["pixels"]),
    }
    torch.save({name: vars(part) for name, part in found.items()}, options.out)
    for name, part in found.items():
        print(f"{name}: a subject in {int(part.sound.sum())} of {len(part.sound)}")


if __name__ == "__main__":
    main()
