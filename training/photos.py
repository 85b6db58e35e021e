"""Photo files in; upright sRGB pictures, or the whole photo centred in a square, out."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageCms, ImageOps

PAD = 128
# the same where bytes are scaled to 0..1
NEUTRAL = PAD / 255
UNLABELLED = -1
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}


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
