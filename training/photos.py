"""Folders of photos in; one uint8 tensor [n, 3, side, side] and one integer label per photo out."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageCms, ImageOps

PAD = 128
UNLABELLED = -1
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}


@dataclass(frozen=True)
class PhotoSet:
    """`pixels` uint8 [n, 3, side, side]; `labels` int64 [n], `UNLABELLED` where the folder names no class."""

    pixels: torch.Tensor
    labels: torch.Tensor
    classes: list[str]


def opened(photo: Image.Image) -> Image.Image:
    """Upright RGB over white in sRGB: what a browser makes of the same file."""
    upright = ImageOps.exif_transpose(photo)
    if upright.mode.startswith("I"):
        # Pillow clips 16-bit grey to 255 where browsers keep the high byte.
        upright = Image.fromarray((np.asarray(upright).astype(np.uint16) >> 8).astype(np.uint8))
    has_alpha = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    if has_alpha or upright.mode == "P":
        rgba = upright.convert("RGBA")
        coloured = to_srgb(rgba.convert("RGB"), photo)
        coloured.putalpha(rgba.getchannel("A"))
        white = Image.new("RGBA", rgba.size, (255, 255, 255, 255))
        return Image.alpha_composite(white, coloured).convert("RGB")
    return to_srgb(upright, photo)


def to_srgb(upright: Image.Image, photo: Image.Image) -> Image.Image:
    """RGB pixels in sRGB, by the photo's own colour profile where it has one that is not sRGB already."""
    embedded = photo.info.get("icc_profile")
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(embedded)) if embedded else None
    except OSError:
        # Browsers show a photo with a broken profile as if it had none.
        profile = None
    if profile:
        space = profile.profile.xcolor_space.strip()
        fits = upright.mode == {"GRAY": "L"}.get(space, space)
        if fits and "sRGB" not in (profile.profile.profile_description or ""):
            intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
            return ImageCms.profileToProfile(
                upright, profile, ImageCms.createProfile("sRGB"), renderingIntent=intent, outputMode="RGB"
            )
    return upright.convert("RGB")


def contain(photo: Image.Image, side: int) -> np.ndarray:
    """Fits the whole photo into a square of `side` pixels, centred on neutral grey, as the app does.

    Width and height are rounded half up and the left and top margins rounded down: `src/image/contain.ts`
    follows the same rule, so that training and search see the same pixels.
    """
    rgb = opened(photo)
    scale = side / max(rgb.size)
    width = max(1, int(rgb.width * scale + 0.5))
    height = max(1, int(rgb.height * scale + 0.5))
    square = np.full((side, side, 3), PAD, dtype=np.uint8)
    left, top = (side - width) // 2, (side - height) // 2
    square[top : top + height, left : left + width] = np.asarray(rgb.resize((width, height), Image.BILINEAR))
    return square


def load(folders: list[Path], side: int, classes: list[str] | None = None) -> PhotoSet:
    """Reads `<folder>/<class>/<photo>` of every folder; a class called `unlabelled` has no label.

    Classes of one name in two folders are one class. With `classes` given, labels follow that list and a class
    outside it raises `ValueError`.
    """
    found: list[tuple[Path, str]] = []
    for folder in folders:
        for path in sorted(folder.glob("*/*")):
            if path.suffix.lower() in SUFFIXES:
                found.append((path, path.parent.name))
    if not found:
        raise FileNotFoundError(f"no photos in sub-folders of {', '.join(map(str, folders))}")
    names = classes or sorted({name for _, name in found} - {"unlabelled"})
    label_of = {name: i for i, name in enumerate(names)} | {"unlabelled": UNLABELLED}
    unknown = {name for _, name in found} - set(label_of)
    if unknown:
        raise ValueError(f"classes {sorted(unknown)} are not among {names}")
    pixels = torch.empty((len(found), 3, side, side), dtype=torch.uint8)
    for i, (path, _) in enumerate(found):
        with Image.open(path) as photo:
            pixels[i] = torch.from_numpy(contain(photo, side)).permute(2, 0, 1)
    labels = torch.tensor([label_of[name] for _, name in found])
    return PhotoSet(pixels, labels, names)
