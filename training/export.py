"""A checkpoint in; `model.onnx` and its `card.json` out, ready for `public/models/<name>/`."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

import focus_network
import fusion
import network
from deployed import deployed
from photos import PAD
from splits import HELD_OUT_COUNT, held_out

DATA = [
    {"name": "clothing-dataset-small, train", "source": "alexeygrigorev/clothing-dataset-small", "licence": "CC0-1.0"},
    {"name": "clothing-dataset, 2,000 photos", "source": "alexeygrigorev/clothing-dataset", "licence": "CC0-1.0"},
    {"name": "Grocery Store Dataset, train, val and iconic", "source": "marcusklasson/GroceryStoreDataset", "licence": "MIT"},
    {"name": f"Caltech-101, 61 classes but {HELD_OUT_COUNT}", "source": "Caltech-101", "licence": "CC-BY-4.0"},
    {"name": "TrashNet", "source": "garythung/trashnet", "licence": "MIT"},
    {"name": "people drawn by training/people.py", "source": "this repository", "licence": "MIT"},
    {"name": "articles drawn by npm run articles", "source": "this repository", "licence": "MIT"},
]
ENCODER_LIMITS = [
    "Trained on some 16,000 photos: kinds of product that are not among its classes are told apart by shape and colour more than by kind.",
    "Finds the same garment from behind in about half of the cases: front and back of one garment are mostly different pictures to it.",
    "Sees 128 x 128 pixels: small print, labels and fine weaves are lost.",
    "Light colours the photo: the same cloth under lamps of different colour may come out as different colours.",
]
FOCUS_LIMITS = [
    "Learned heads and poses from drawn people: in crowds, or where somebody is small, hair may stay or a dark garment on a dark ground be lost.",
    "All that somebody wears is one product.",
    "A mask has 64 x 64 cells: straps, laces and chains may be cut off.",
    "Close views that a product fills from edge to edge are taken whole.",
]
SMALLEST_HALVED = 256
PREPROCESSING = {
    "side": 128, "fit": "contain", "resample": "bilinear", "pad": PAD, "scale": 1 / 255, "mean": [0, 0, 0], "std": [1, 1, 1],
}  # fmt: skip


class FocusMaps(nn.Module):
    """Probabilities of product and body instead of the network's three logits."""

    def __init__(self, trained: focus_network.FocusNet) -> None:
        super().__init__()
        self.trained = trained

    def forward(self, photos: torch.Tensor) -> torch.Tensor:
        return self.trained(photos).softmax(dim=1)[:, 1:]


def probe(side: int, channels: int = 3) -> torch.Tensor:
    """[1, channels, side, side] in 0..1, drawn by integer arithmetic that `src/model/probe.ts` repeats byte for byte."""
    y, x = torch.meshgrid(torch.arange(side), torch.arange(side), indexing="ij")
    planes = [(x * (3 + c) + y * (5 - c) + (x * y >> (3 + c)) + 40 * c) & 255 for c in range(channels)]
    return torch.stack(planes).unsqueeze(0).float() / 255


def tidy(model: onnx.ModelProto) -> None:
    """Drops what nothing reads, some 20 kB: where in the Python each node came from, and long names between nodes."""
    graph = model.graph
    kept = {value.name for value in [*graph.input, *graph.output, *graph.initializer]}
    short: dict[str, str] = {}
    for node in graph.node:
        node.ClearField("doc_string")
        node.ClearField("name")
        for names in (node.input, node.output):
            for i, name in enumerate(names):
                if name and name not in kept:
                    names[i] = short.setdefault(name, f"t{len(short)}")


def halve(model: onnx.ModelProto) -> None:
    """Stores the big weights as fp16, each behind a cast that the runtime folds away when it loads the file.

    The arithmetic stays fp32, so only the weights' last bits are lost; biases and normalisation keep theirs.
    """
    graph = model.graph
    casts = []
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if tensor.data_type != TensorProto.FLOAT or values.size < SMALLEST_HALVED:
            continue
        graph.initializer.remove(tensor)
        graph.initializer.append(numpy_helper.from_array(values.astype("float16"), f"{tensor.name}_fp16"))
        casts.append(helper.make_node("Cast", [f"{tensor.name}_fp16"], [tensor.name], to=TensorProto.FLOAT))
    for cast in reversed(casts):
        graph.node.insert(0, cast)


def write_model(module: nn.Module, out: Path, input_name: str, output_name: str, half: bool) -> bytes:
    """Exports with a dynamic first axis; batch normalisation and names stay, so that training can start again from it."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / "model.onnx"
    torch.onnx.export(
        module, probe(128), str(path), input_names=[input_name], output_names=[output_name],
        dynamic_axes={input_name: {0: "n"}, output_name: {0: "n"}}, opset_version=16,
        training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False,
    )  # fmt: skip
    model = onnx.load(str(path))
    tidy(model)
    if half:
        halve(model)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
    return path.read_bytes()


def write_card(out: Path, data: bytes, facts: dict) -> None:
    card = {"name": out.name, "sha256": hashlib.sha256(data).hexdigest(), "sizeBytes": len(data), **facts}
    (out / "card.json").write_text(json.dumps(card, indent=2) + "\n")
    print(f"{out}: {len(data)} bytes, sha256 {card['sha256']}")


def export_focus(options: argparse.Namespace) -> None:
    trained = focus_network.FocusNet()
    saved = torch.load(options.checkpoint, map_location="cpu")
    trained.load_state_dict(saved["average"])
    module = FocusMaps(trained).eval()
    data = write_model(module, options.out, "photos", "maps", half=True)
    with torch.no_grad():
        # 8 x 8 means of the product map: enough to tell a broken device, small enough to read
        expected = nn.functional.avg_pool2d(module(probe(128))[:, :1], 8).flatten()
    write_card(options.out, data, {
        "version": options.version, "maskSide": focus_network.MASK_SIDE, "preprocessing": PREPROCESSING,
        "architecture": "U-Net of plain 3x3 convolutions with added skips; trained from random weights",
        "training": training_facts(saved, options), "licence": "MIT", "limits": FOCUS_LIMITS,
        "probe": [round(value, 5) for value in expected.tolist()],
    })  # fmt: skip


def export_encoder(options: argparse.Namespace) -> None:
    saved = torch.load(options.checkpoint, map_location="cpu")
    encoder = network.Encoder().eval()
    encoder.load_state_dict(saved["encoder"])
    with torch.no_grad():
        trained = encoder(probe(network.SIDE))
        encoder.backbone = deployed(encoder.backbone, network.SIDE)
        torch.testing.assert_close(encoder(probe(network.SIDE)), trained)
    data = write_model(encoder, options.out, "photos", "embedding", half=True)
    with torch.no_grad():
        expected = encoder(probe(network.SIDE))[0]
    write_card(options.out, data, {
        "version": options.version, "dims": fusion.DIMS, "dtype": "fp32", "normalisation": "l2",
        "preprocessing": PREPROCESSING,
        "architecture": "MobileNetV3-small from random weights: 96 dims of the kind of product and 64 of the item, which also sees the colours and the "
        "textures of the first layers, both the mean over the photo and its mirror image; two histograms of 64 colours, of which a small network makes "
        "128 dims whose cosines are nearly a Gaussian kernel; 32 principal shapes; each in dims of its own, 256 in all",
        "score": {name: vars(term) for name, term in (("kind", fusion.KIND), ("item", fusion.ITEM), ("colour", fusion.COLOUR), ("shape", fusion.SHAPE))}
        | {"colourWidth": fusion.COLOUR_WIDTH},
        "training": training_facts(saved, options), "licence": "MIT", "limits": ENCODER_LIMITS,
        "probe": [round(value, 6) for value in expected.tolist()],
    })  # fmt: skip


def training_facts(saved: dict, options: argparse.Namespace) -> dict:
    return {
        "steps": saved["step"], "hours": round(saved["seconds"] / 3600, 2), "data": DATA,
        "heldOut": [f"objects/{name}" for name in held_out(options.data)],
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=("focus", "encoder"))
    parser.add_argument("--checkpoint", type=Path, required=True, help="what train_focus.py or fuse.py wrote")
    parser.add_argument("--data", type=Path, required=True, help="for the names of what was held out")
    parser.add_argument("--out", type=Path, required=True, help="folder, named after the model")
    parser.add_argument("--version", default="1")
    options = parser.parse_args()
    {"focus": export_focus, "encoder": export_encoder}[options.kind](options)


if __name__ == "__main__":
    main()
