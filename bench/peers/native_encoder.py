"""Photos and a model with its card in; native ONNX Runtime's embeddings as a file, its times as one JSON line, out.

Run by `npm run bench -- encoder` in the environment of the peers. Decodes with Pillow, whole, as the app does with focus
off. Exit code 3: the JSON line says what is missing, or what of the card it does not do.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

SKIPPED = 3

# the rule by which training sees a photo as browsers show it
sys.path.append(str(Path(__file__).resolve().parents[2] / "training"))

try:
    import numpy as np
    import onnxruntime
    import PIL
    from photos import opened
    from PIL import Image
except ImportError as error:
    print(json.dumps({"missing": error.name}))
    sys.exit(SKIPPED)

WARM_UP_PHOTOS = 32
USUAL = {"fit": "contain", "channels": "rgb", "layout": "nchw", "input": "float32"}
"""What the script does of a card's preprocessing. All but `fit` are what a card means that does not name them."""


class Unable(Exception):
    """The card asks for more than this script does."""


class Encoder:
    """One session for all threads, each of which runs a photo by itself: nothing waits for another thread."""

    def __init__(self, model: Path, card: dict[str, Any]) -> None:
        self.preprocessing = card["preprocessing"]
        for name, usual in USUAL.items():
            asked = self.preprocessing.get(name, usual)
            if asked != usual:
                raise Unable(f"it does not do the card's {name} {asked}")
        self.side = self.preprocessing["side"]
        if self.preprocessing.get("width", self.side) != self.side:
            raise Unable("it does not do an oblong input")
        output = card.get("output", {"name": None, "pooling": "vector"})
        if output["pooling"] != "vector":
            raise Unable(f"it does not do the card's pooling {output['pooling']}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.input = self.session.get_inputs()[0].name
        self.outputs = [output["name"] or self.session.get_outputs()[0].name]
        self.resample = Image.Resampling[self.preprocessing["resample"].upper()]

    def square(self, photo: bytes) -> np.ndarray:
        """uint8 [side, side, 3]: the whole photo, centred, by the rule of `src/image/contain.ts`."""
        with Image.open(io.BytesIO(photo)) as image:
            rgb = opened(image)
        scale = self.side / max(rgb.size)
        width = max(1, int(rgb.width * scale + 0.5))
        height = max(1, int(rgb.height * scale + 0.5))
        square = np.full((self.side, self.side, 3), self.preprocessing["pad"], np.uint8)
        left, top = (self.side - width) // 2, (self.side - height) // 2
        square[top : top + height, left : left + width] = np.asarray(rgb.resize((width, height), self.resample))
        return square

    def encode(self, photo: bytes) -> np.ndarray:
        """float32 [dims], of length 1."""
        mean, std = (np.asarray(self.preprocessing[name], np.float32) for name in ("mean", "std"))
        values = (self.square(photo).astype(np.float32) * np.float32(self.preprocessing["scale"]) - mean) / std
        tensor = np.ascontiguousarray(values.transpose(2, 0, 1)[None])
        embedding = self.session.run(self.outputs, {self.input: tensor})[0][0]
        return embedding / np.linalg.norm(embedding)

    def tried(self, photo: bytes) -> np.ndarray | None:
        """None of a photo that cannot be read."""
        try:
            return self.encode(photo)
        except (OSError, ValueError, Image.DecompressionBombError):
            return None


def measured(options: argparse.Namespace) -> dict[str, Any]:
    card = json.loads(options.card.read_text("utf-8"))
    encoder = Encoder(options.model, card)
    photos = [Path(path).read_bytes() for path in json.loads(options.photos.read_text("utf-8"))]
    with ThreadPoolExecutor(options.threads) as pool:
        list(pool.map(encoder.tried, photos[:WARM_UP_PHOTOS]))
        seconds = []
        for number in range(options.rounds):
            start = time.perf_counter()
            found = list(pool.map(encoder.tried, photos))
            seconds.append(time.perf_counter() - start)
            print(f"encoder: native round {number + 1}, {len(photos) / seconds[-1]:.1f} photos/s", file=sys.stderr)
    none = np.full(card["dims"], np.nan, np.float32)
    np.stack([none if row is None else row for row in found]).astype("<f4").tofile(options.embeddings)
    return {
        "version": f"onnxruntime {onnxruntime.__version__}, Pillow {PIL.__version__}",
        "seconds": seconds,
        "encoded": sum(row is not None for row in found),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--card", type=Path, required=True, help="the model's card.json")
    parser.add_argument("--photos", type=Path, required=True, help="a JSON file with the list of the photos' paths")
    parser.add_argument("--embeddings", type=Path, required=True, help="to write, float32 [n, dims], NaN where none is")
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--rounds", type=int, required=True)
    try:
        print(json.dumps(measured(parser.parse_args())))
    except Unable as error:
        print(json.dumps({"unable": str(error)}))
        sys.exit(SKIPPED)


if __name__ == "__main__":
    main()
