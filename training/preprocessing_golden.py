"""Nothing in; hashes of the bytes that Pillow's filters and Hugging Face's image processors make of drawn noise, out."""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import math
from pathlib import Path

import numpy as np
from PIL import Image

from image_golden import noise

FILTERS = {
    "bilinear": Image.BILINEAR, "bicubic": Image.BICUBIC, "lanczos": Image.LANCZOS,
    "box": Image.BOX, "hamming": Image.HAMMING,
}  # fmt: skip
RESIZES = [
    (400, 533, 96, 128), (37, 53, 89, 128), (129, 127, 128, 126), (128, 128, 128, 128), (1, 1, 9, 9),
    (1, 900, 1, 128), (900, 1, 128, 1), (301, 200, 128, 85), (3, 5, 77, 128), (640, 481, 7, 5), (2, 2, 31, 17),
]  # fmt: skip
SIZES = [(400, 533), (533, 400), (224, 224), (31, 47), (300, 301), (640, 90), (1, 1), (3, 700)]
# the processors as their models ship them, and two that cut out more than there is
PROCESSORS = [
    ("ViT", {"side": 224, "fit": "stretch", "resample": "bilinear"}),
    ("CLIP", {"side": 224, "fit": "cover", "resample": "bicubic"}),
    ("SigLIP", {"side": 256, "fit": "stretch", "resample": "bicubic"}),
    ("DINOv2", {"side": 224, "fit": "cover", "edge": 256, "resample": "bicubic"}),
    ("ConvNeXt", {"side": 224, "fit": "cover", "edge": 256, "resample": "bicubic"}),
    ("ConvNeXt 384", {"side": 384, "fit": "stretch", "resample": "bicubic"}),
    ("BiT", {"side": 448, "fit": "cover", "resample": "bilinear"}),
    ("DeiT", {"side": 224, "fit": "stretch", "edge": 256, "resample": "bicubic"}),
    ("Swin with Lanczos", {"side": 192, "fit": "cover", "edge": 213, "resample": "lanczos"}),
    ("a rim", {"side": 96, "fit": "cover", "edge": 61, "resample": "bicubic"}),
    ("a rim all round", {"side": 97, "fit": "stretch", "edge": 64, "resample": "lanczos"}),
    ("a person, stretched", {"side": 256, "width": 128, "fit": "stretch", "resample": "bilinear"}),
    ("an oblong cut out", {"side": 160, "width": 224, "fit": "cover", "edge": 256, "resample": "bicubic"}),
    ("an oblong with a rim", {"side": 96, "width": 61, "fit": "cover", "edge": 80, "resample": "bicubic"}),
    ("an oblong stretched and cut", {"side": 224, "width": 160, "fit": "stretch", "edge": 448, "resample": "bicubic"}),
]
# timm's models, by their input's height and width, crop_pct, crop_mode and interpolation
TIMM = [
    ("ConvNeXt of timm", (224, 224), 0.875, "center", "bicubic"),
    ("MobileNet of timm", (224, 224), 0.95, "center", "bicubic"),
    ("ResNet of timm", (160, 160), 0.96, "center", "bilinear"),
    ("SigLIP of timm", (224, 224), 0.9, "squash", "bicubic"),
    ("an oblong of timm", (256, 128), 0.9, "center", "bilinear"),
    ("a whole oblong of timm", (128, 97), 1.0, "center", "bilinear"),
    ("a squashed oblong of timm", (256, 128), 0.9, "squash", "box"),
]

PHOTO = "image/png-rgb.png"
# what each of the small networks of `test/encoders` sees of a photo, by the processor that it comes with
NETWORKS = {
    "vit": {"side": 32, "fit": "stretch", "resample": "bilinear"},
    "clip": {"side": 32, "fit": "cover", "resample": "bicubic"},
    "siglip": {"side": 32, "fit": "stretch", "resample": "bicubic"},
    "dinov2": {"side": 32, "fit": "cover", "edge": 36, "resample": "bicubic"},
    "convnet": {"side": 32, "fit": "cover", "edge": 36, "resample": "bicubic"},
    "bit": {"side": 32, "fit": "cover", "resample": "bilinear"},
    "oblong": {"side": 48, "width": 32, "fit": "stretch", "resample": "bilinear"},
    "cropped oblong": {"side": 32, "width": 40, "fit": "cover", "edge": 44, "resample": "bicubic"},
}


def centre_crop(image: np.ndarray, side: int, across: int) -> np.ndarray:
    """`center_crop` of `transformers.image_transforms`: what is missing is black."""
    height, width = image.shape[:2]
    top, left = (height - side) // 2, (width - across) // 2
    tall, wide = max(side, height), max(across, width)
    padded = np.zeros((tall, wide, 3), np.uint8)
    top_pad, left_pad = -(-(tall - height) // 2), -(-(wide - width) // 2)
    padded[top_pad : top_pad + height, left_pad : left_pad + width] = image
    top, left = top + top_pad, left + left_pad
    return padded[max(0, top) : top + side, max(0, left) : left + across]


def process(
    image: Image.Image, side: int, fit: str, resample: str, edge: int | None = None, width: int | None = None
) -> np.ndarray:
    across = width or side
    edge = edge or side
    size = (round(edge * across / side), edge)
    if fit == "cover":
        wide, tall = image.size
        longer = int(edge * max(wide, tall) / min(wide, tall))
        size = (edge, longer) if wide <= tall else (longer, edge)
    return centre_crop(np.asarray(image.resize(size, FILTERS[resample])), side, across)


def process_timm(
    image: Image.Image, size: tuple[int, int], share: float, mode: str, resample: str
) -> np.ndarray:
    """`transforms_imagenet_eval` of `timm.data`, with `Resize` and `CenterCrop` of torchvision spelt out."""
    tall, wide = (math.floor(edge / share) for edge in size)
    if mode == "center" and tall == wide:
        short, long = sorted(image.size)
        long = int(tall * long / short)
        tall, wide = (long, tall) if image.width <= image.height else (tall, long)
    elif mode == "center":
        ratio = min(image.height / tall, image.width / wide)
        tall, wide = round(image.height / ratio), round(image.width / ratio)
    resized = image.resize((wide, tall), FILTERS[resample])
    top, left = round((tall - size[0]) / 2.0), round((wide - size[1]) / 2.0)
    return np.asarray(resized)[top : top + size[0], left : left + size[1]]


def rule_of(size: tuple[int, int], share: float, mode: str, resample: str) -> dict[str, object]:
    side, width = size
    rule: dict[str, object] = {"side": side, "fit": "cover" if mode == "center" else "stretch", "resample": resample}
    if width != side:
        rule["width"] = width
    if share != 1:
        rule["edge"] = math.floor(side / share)
    return {**rule, "rounding": "half-even"}


def digest(pixels: np.ndarray | Image.Image) -> str:
    return hashlib.sha256(pixels.tobytes()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fixtures", type=Path, default=Path("test/fixtures"))
    options = parser.parse_args()
    resizes = [
        {"from": [w, h], "to": [tw, th], "resample": name, "sha256": digest(noise(w, h).resize((tw, th), kind))}
        for name, kind in FILTERS.items()
        for w, h, tw, th in RESIZES
    ]
    squares = [
        {"name": name, "from": list(size), "rule": rule, "sha256": digest(process(noise(*size), **rule))}
        for name, rule in PROCESSORS
        for size in SIZES
    ]
    squares += [
        {"name": name, "from": list(size), "rule": rule_of(*how), "sha256": digest(process_timm(noise(*size), *how))}
        for name, *how in TIMM
        for size in SIZES
    ]
    tables = {"resizes": resizes, "squares": squares}
    parts = [f'  "{key}": [\n' + ",\n".join(f"    {json.dumps(case)}" for case in cases) + "\n  ]" for key, cases in tables.items()]
    (options.fixtures / "preprocessing.json").write_text("{\n" + ",\n".join(parts) + "\n}\n")
    with Image.open(options.fixtures / PHOTO) as photo:
        seen = {
            name: {"rule": rule, "rgb": base64.b64encode(process(photo.convert("RGB"), **rule).tobytes()).decode()}
            for name, rule in NETWORKS.items()
        }
    (options.fixtures / "encoders/squares.json").write_text(json.dumps({"photo": PHOTO, "networks": seen}, indent=1) + "\n")


if __name__ == "__main__":
    main()
