"""Two drawn squares in; what NumPy makes of them for each baseline of the bench out, as `golden.json` for its tests
(`python training/baselines_golden.py test/fixtures/baselines/golden.json`)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

SIDE, PAD = 128, 128
# every so many values of a vector: enough to see a wrong order, few enough to read
STEP = {"pixels": 37, "histogram": 1, "hog": 61}


def drawn(name: str) -> np.ndarray:
    """uint8 [128, 128, 3], drawn with integers alone; the tests draw the same. `framed` has grey margins."""
    y, x = np.mgrid[:SIDE, :SIDE]
    rgb = np.stack([(7 * x + 3 * y) % 256, (x * y) % 256, (x ^ y) * 2 % 256], -1).astype(np.uint8)
    if name == "framed":
        rgb[:, :16] = rgb[:, -16:] = PAD
    return rgb


def pixels(rgb: np.ndarray) -> np.ndarray:
    return (rgb.reshape(16, 8, 16, 8, 3).mean((1, 3)) - PAD).ravel()


def histogram(rgb: np.ndarray) -> np.ndarray:
    colours = rgb.reshape(-1, 3)
    boxes = colours[(colours != PAD).any(1)] // 64
    return np.sqrt(np.bincount(boxes @ np.array([16, 4, 1]), minlength=64))


def hog(rgb: np.ndarray) -> np.ndarray:
    grey = rgb @ np.array([0.299, 0.587, 0.114])
    across, down = np.zeros_like(grey), np.zeros_like(grey)
    across[:, 1:-1] = grey[:, 2:] - grey[:, :-2]
    down[1:-1] = grey[2:] - grey[:-2]
    length, turn = np.hypot(across, down), np.arctan2(down, across) % np.pi / np.pi * 9 - 0.5
    lower = np.floor(turn).astype(int)
    row, column = np.mgrid[:SIDE, :SIDE] // 16
    cells = np.zeros((8, 8, 9))
    np.add.at(cells, (row, column, lower % 9), length * (1 - (turn - lower)))
    np.add.at(cells, (row, column, (lower + 1) % 9), length * (turn - lower))
    blocks = np.concatenate([cells[:-1, :-1], cells[:-1, 1:], cells[1:, :-1], cells[1:, 1:]], -1)

    def unit(values: np.ndarray) -> np.ndarray:
        return values / np.sqrt((values**2).sum(-1, keepdims=True) + 1e-3**2)

    return unit(np.minimum(unit(blocks), 0.2)).ravel()


def main(path: Path) -> None:
    """Writes, for each square and baseline, the vector's size, its length and every so many of its values."""
    golden = {
        square: {
            name: {
                "size": vector.size,
                "length": round(float(np.linalg.norm(vector)), 6),
                "step": STEP[name],
                "values": [round(float(value), 6) for value in vector[:: STEP[name]]],
            }
            for name, vector in (("pixels", pixels(rgb)), ("histogram", histogram(rgb)), ("hog", hog(rgb)))
        }
        for square, rgb in ((square, drawn(square)) for square in ("full", "framed"))
    }
    path.write_text(json.dumps(golden, indent=1) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
