"""A seed in; fixture photos with the pixels that Pillow makes of them, and broken photos, out."""

from __future__ import annotations

import argparse
import hashlib
import json
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

from photos import contain

SIDE = 128
RESIZES = [
    (400, 533, 96, 128), (533, 400, 128, 96), (128, 128, 128, 128), (37, 53, 89, 128), (129, 127, 128, 126),
    (1, 1, 128, 128), (1, 2000, 1, 128), (2000, 1, 128, 1), (301, 200, 128, 85), (3, 5, 77, 128), (640, 481, 7, 5),
]  # fmt: skip


def picture(rng: np.random.Generator, width: int, height: int) -> Image.Image:
    """Coloured gradients with hard-edged blocks and a little noise: all that resampling and JPEG get wrong."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    y, x = y / max(height - 1, 1), x / max(width - 1, 1)
    channels = [255 * (0.5 + 0.5 * np.sin(rng.uniform(1, 7) * x + rng.uniform(1, 7) * y + i)) for i in range(3)]
    pixels = np.stack(channels, axis=-1)
    for _ in range(12):
        top, left = int(rng.integers(height)), int(rng.integers(width))
        tall, wide = int(rng.integers(1, height // 3 + 2)), int(rng.integers(1, width // 3 + 2))
        pixels[top : top + tall, left : left + wide] = rng.integers(0, 256, 3)
    pixels += rng.normal(0, 2, pixels.shape)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def soft_alpha(width: int, height: int) -> Image.Image:
    y, x = np.mgrid[0:height, 0:width]
    distance = np.hypot(x / width - 0.5, y / height - 0.5)
    return Image.fromarray(np.clip(255 * (1.6 - 3.2 * distance), 0, 255).astype(np.uint8))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, depth: int, colour: int, compressed: bytes) -> bytes:
    """For depths that Pillow does not write. `colour`: 0 grey, 2 RGB."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", compressed) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def deep_png(samples: np.ndarray) -> bytes:
    """`samples` uint16 [height, width, 1 or 3]."""
    height, width, channels = samples.shape
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in samples)
    return png(width, height, 16, 2 if channels == 3 else 0, zlib.compress(rows, 9))


def blank_png(side: int) -> bytes:
    """One bit per pixel, valid, and a thousandth of its decoded size."""
    packer = zlib.compressobj(9)
    row = bytes(1 + (side + 7) // 8)
    return png(side, side, 1, 0, b"".join(packer.compress(row) for _ in range(side)) + packer.flush())


def display_p3() -> bytes:
    """An ICC v4 matrix profile: P3 primaries adapted to D50, the sRGB curve (ICC.1:2010; SMPTE EG 432-1)."""

    def fixed(*values: float) -> bytes:
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    def text(words: str) -> bytes:
        return struct.pack(">4s4xII2s2sII", b"mluc", 1, 12, b"en", b"US", len(words) * 2, 28) + words.encode("utf-16-be")

    curve = struct.pack(">4s4xHxx", b"para", 3) + fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    tags = {
        b"desc": text("Display P3"),
        b"cprt": text("none"),
        b"wtpt": b"XYZ \0\0\0\0" + fixed(0.96420, 1.0, 0.82491),
        b"rXYZ": b"XYZ \0\0\0\0" + fixed(0.51512, 0.24120, -0.00105),
        b"gXYZ": b"XYZ \0\0\0\0" + fixed(0.29198, 0.69225, 0.04189),
        b"bXYZ": b"XYZ \0\0\0\0" + fixed(0.15710, 0.06657, 0.78407),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    at = 128 + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    for tag, content in tags.items():
        padded = content + bytes(-len(content) % 4)
        table += struct.pack(">4sII", tag, at + len(data), len(content))
        data += padded
    size = at + len(data)
    date = struct.pack(">6H", 2020, 1, 1, 0, 0, 0)
    header = struct.pack(">I4xI4s4s4s12s4s", size, 0x04000000, b"mntr", b"RGB ", b"XYZ ", date, b"acsp")
    header += bytes(28) + fixed(0.96420, 1.0, 0.82491)
    return header.ljust(128, b"\0") + table + data


def draw_photos(folder: Path, rng: np.random.Generator) -> None:
    photo = picture(rng, 240, 320)
    photo.save(folder / "jpeg-420.jpg", quality=88, subsampling=2)
    photo.save(folder / "jpeg-422.jpg", quality=88, subsampling=1)
    photo.save(folder / "jpeg-444.jpg", quality=88, subsampling=0)
    photo.save(folder / "jpeg-progressive.jpg", quality=80, progressive=True)
    photo.convert("L").save(folder / "jpeg-grey.jpg", quality=88)
    photo.convert("CMYK").save(folder / "jpeg-cmyk.jpg", quality=88)
    photo.save(folder / "jpeg-display-p3.jpg", quality=88, subsampling=0, icc_profile=display_p3())
    photo.save(folder / "webp-lossy.webp", quality=85)
    picture(rng, 401, 533).save(folder / "jpeg-400.jpg", quality=85)
    picture(rng, 3000, 2000).save(folder / "jpeg-large.jpg", quality=40)
    picture(rng, 1, 1).save(folder / "jpeg-1x1.jpg")
    picture(rng, 1, 2000).save(folder / "png-1x2000.png")
    picture(rng, 2000, 1).save(folder / "png-2000x1.png")

    small = picture(rng, 96, 64)
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        small.save(folder / f"exif-{orientation}.jpg", quality=90, subsampling=0, exif=exif)

    drawing = picture(rng, 90, 130)
    drawing.save(folder / "png-rgb.png", optimize=True)
    drawing.save(folder / "png-display-p3.png", optimize=True, icc_profile=display_p3())
    drawing.convert("L").save(folder / "png-grey.png")
    drawing.save(folder / "bmp-rgb.bmp")
    alpha = soft_alpha(*drawing.size)
    rgba = drawing.copy()
    rgba.putalpha(alpha)
    rgba.save(folder / "png-rgba.png", optimize=True)
    rgba.save(folder / "webp-alpha.webp", lossless=True)
    rgba.save(folder / "png-rgba-display-p3.png", optimize=True, icc_profile=display_p3())
    la = drawing.convert("L")
    la.putalpha(alpha)
    la.save(folder / "png-la.png", optimize=True)
    palette = drawing.quantize(64)
    palette.save(folder / "png-palette.png", transparency=bytes(range(0, 256, 4)))
    drawing.save(folder / "png-colour-key.png", transparency=drawing.getpixel((0, 0)))
    deep = np.asarray(drawing).astype(np.uint16) * 256 + rng.integers(0, 256, (130, 90, 3), dtype=np.uint16)
    (folder / "png-rgb-16.png").write_bytes(deep_png(deep))
    (folder / "png-grey-16.png").write_bytes(deep_png(deep[:, :, :1]))
    draw_animations(folder, rng)


def draw_animations(folder: Path, rng: np.random.Generator) -> None:
    """Frames that have nothing in common, so that a wrong frame cannot pass for the first."""
    first, *others = [picture(rng, 60, 40) for _ in range(3)]
    first.quantize(64).save(folder / "animated.gif", save_all=True, append_images=others, duration=100)
    first.save(folder / "animated.webp", save_all=True, append_images=others, duration=100, quality=90)
    first.save(folder / "animated.png", save_all=True, append_images=others, duration=100)


def draw_bad(folder: Path, photos: Path) -> None:
    """What must be refused, and two that must not: the animations."""
    jpeg = (photos / "jpeg-420.jpg").read_bytes()
    drawing = (photos / "png-rgb.png").read_bytes()
    (folder / "empty.jpg").write_bytes(b"")
    (folder / "text.jpg").write_text("This is not a photo.\n" * 20)
    (folder / "truncated.jpg").write_bytes(jpeg[: len(jpeg) // 2])
    (folder / "truncated.png").write_bytes(drawing[: len(drawing) // 2])
    (folder / "corrupt.jpg").write_bytes(jpeg[:3] + bytes(byte ^ 0xA5 for byte in jpeg[3:700]) + jpeg[700:])
    (folder / "huge.png").write_bytes(blank_png(30_000))
    (folder / "vector.svg").write_text(
        '<?xml version="1.0"?>\n<!-- drawn -->\n'
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>\n'
    )
    (folder / "photo.heic").write_bytes(struct.pack(">I4s4sI4s4s", 24, b"ftyp", b"heic", 0, b"mif1", b"heic") + bytes(64))
    for name in ("animated.gif", "animated.webp"):
        (folder / name).write_bytes((photos / name).read_bytes())


def noise(width: int, height: int) -> Image.Image:
    """RGB bytes of a generator that a test can repeat: the high bytes of Numerical Recipes' 32-bit LCG."""
    state, values = width * 65536 + height, bytearray()
    for _ in range(width * height * 3):
        state = (state * 1664525 + 1013904223) % 2**32
        values.append(state >> 24)
    return Image.frombytes("RGB", (width, height), bytes(values))


def resize_hashes() -> list[dict[str, object]]:
    cases = []
    for width, height, to_width, to_height in RESIZES:
        resized = noise(width, height).resize((to_width, to_height), Image.BILINEAR)
        digest = hashlib.sha256(resized.tobytes()).hexdigest()
        cases.append({"from": [width, height], "to": [to_width, to_height], "sha256": digest})
    return cases


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("test/fixtures"))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    photos, bad = options.out / "image", options.out / "bad"
    for folder in (photos, bad, photos / "expected"):
        folder.mkdir(parents=True, exist_ok=True)
    draw_photos(photos, np.random.default_rng(options.seed))
    draw_bad(bad, photos)
    for path in sorted(photos.glob("*.*")):
        with Image.open(path) as photo:
            expected = Image.fromarray(contain(photo, SIDE))
        expected.save(photos / "expected" / f"{path.name}.png", optimize=True)
    lines = ",\n".join(f"  {json.dumps(case)}" for case in resize_hashes())
    (options.out / "resize.json").write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
