"""Names of folders and classes: what may train, and what is kept out of all training."""

from __future__ import annotations

import hashlib
from pathlib import Path

from photos import SUFFIXES

TRAINING_FOLDERS = ("clothing/train", "clothing-more", "objects", "materials", "grocery/train", "grocery/val", "grocery/iconic")
HELD_OUT_COUNT = 16
# faces are the heads of drawn people, so they cannot be unseen
NEVER_HELD_OUT = {"Faces", "Faces_easy"}


def held_out(data: Path) -> list[str]:
    """The 16 classes of `objects` that no training sees: those whose names have the smallest SHA-256."""
    names = {folder.name for folder in (data / "objects").iterdir() if folder.is_dir()} - NEVER_HELD_OUT
    return sorted(sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())[:HELD_OUT_COUNT])


def training_photos(data: Path) -> list[tuple[int, Path]]:
    """Every photo that may train, beside its folder's place in `TRAINING_FOLDERS`."""
    kept_out = set(held_out(data))
    return [
        (i, path)
        for i, folder in enumerate(TRAINING_FOLDERS)
        for path in sorted((data / folder).glob("*/*"))
        if path.suffix.lower() in SUFFIXES and not (folder == "objects" and path.parent.name in kept_out)
    ]
