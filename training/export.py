"""A checkpoint in; `model.onnx` and its `card.json` out, ready for `public/models/<name>/`."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch

from network import DIMS, SIDE, Encoder
from photos import PAD


def probe() -> torch.Tensor:
    """[1, 3, SIDE, SIDE] in 0..1, drawn by integer arithmetic that `src/encoder/probe.ts` repeats byte for byte."""
    y, x = torch.meshgrid(torch.arange(SIDE), torch.arange(SIDE), indexing="ij")
    channels = [(x * (3 + c) + y * (5 - c) + (x * y >> (3 + c)) + 40 * c) & 255 for c in range(3)]
    return torch.stack(channels).unsqueeze(0).float() / 255


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder, named after the model")
    parser.add_argument("--version", default="1")
    options = parser.parse_args()

    encoder = Encoder()
    saved = torch.load(options.checkpoint, map_location="cpu")
    encoder.load_state_dict(saved["average"])
    encoder.eval()
    options.out.mkdir(parents=True, exist_ok=True)
    model = options.out / "model.onnx"
    torch.onnx.export(
        encoder,
        probe(),
        str(model),
        input_names=["photos"],
        output_names=["embedding"],
        dynamic_axes={"photos": {0: "n"}, "embedding": {0: "n"}},
        opset_version=16,
        # batch normalisation stays apart (the runtime folds it when it loads the file), so that training can start
        # again from what ships
        training=torch.onnx.TrainingMode.PRESERVE,
        do_constant_folding=False,
    )
    with torch.no_grad():
        expected = encoder(probe())[0]
    data = model.read_bytes()
    card = {
        "name": options.out.name,
        "version": options.version,
        "sha256": hashlib.sha256(data).hexdigest(),
        "sizeBytes": len(data),
        "dims": DIMS,
        "dtype": "fp32",
        "normalisation": "l2",
        "preprocessing": {
            "side": SIDE,
            "fit": "contain",
            "resample": "bilinear",
            "pad": PAD,
            "scale": 1 / 255,
            "mean": [0, 0, 0],
            "std": [1, 1, 1],
        },
        "architecture": "MobileNetV3-small, global average, linear 576 to 256; trained from random weights",
        "training": {
            "steps": saved["step"],
            "hours": round(saved["seconds"] / 3600, 2),
            "data": [
                {"name": "clothing-dataset-small, train", "source": "alexeygrigorev/clothing-dataset-small", "licence": "CC0-1.0"},
                {"name": "clothing-dataset, 2,000 photos", "source": "alexeygrigorev/clothing-dataset", "licence": "CC0-1.0"},
            ],
        },
        "licence": "MIT",
        "probe": [round(value, 6) for value in expected.tolist()],
    }
    (options.out / "card.json").write_text(json.dumps(card, indent=2) + "\n")
    print(f"{model}: {len(data)} bytes, sha256 {card['sha256']}")


if __name__ == "__main__":
    main()
