"""Folders of photos in; one grey PNG mask of the subject per photo out (255 = product), kept for the next run."""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from photos import SUFFIXES, opened
from splits import TRAINING_FOLDERS

LONGEST = 160
BORDER = 0.03
ITERATIONS = 6


def subject_mask(rgb: np.ndarray) -> np.ndarray:
    """uint8 [h, w] of 0 and 255 from uint8 RGB [h, w, 3]: GrabCut (Rother et al. 2004) on the LAB image.

    The prior: an ellipse in the middle is likely the subject, the rest is likely not, and a border of 3 % of the
    shorter side surely not. Opening drops specks, closing fills pinholes.
    """
    height, width = rgb.shape[:2]
    guess = np.full((height, width), cv2.GC_PR_BGD, np.uint8)
    cv2.ellipse(guess, (width // 2, height // 2), (int(width * 0.38), int(height * 0.38)), 0, 0, 360, cv2.GC_PR_FGD, -1)
    edge = max(1, round(min(height, width) * BORDER))
    guess[:edge] = guess[-edge:] = cv2.GC_BGD
    guess[:, :edge] = guess[:, -edge:] = cv2.GC_BGD
    lab = cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB)
    cv2.setRNGSeed(1)
    background, subject = np.zeros((1, 65)), np.zeros((1, 65))
    try:
        cv2.grabCut(lab, guess, None, background, subject, ITERATIONS, cv2.GC_INIT_WITH_MASK)
    except cv2.error:
        # a photo of one colour leaves one of the two colour models without a pixel
        return np.zeros((height, width), np.uint8)
    found = np.where((guess == cv2.GC_FGD) | (guess == cv2.GC_PR_FGD), 255, 0).astype(np.uint8)
    round_brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))
    found = cv2.morphologyEx(found, cv2.MORPH_OPEN, round_brush)
    return cv2.morphologyEx(found, cv2.MORPH_CLOSE, round_brush)


def write_mask(photo_path: Path, mask_path: Path) -> None:
    """Masks one photo at 160 pixels on its longest side."""
    with Image.open(photo_path) as photo:
        rgb = opened(photo)
    rgb.thumbnail((LONGEST, LONGEST), Image.BILINEAR)
    mask_path.parent.mkdir(parents=True, exist_ok=True)
    part = mask_path.with_suffix(".part")
    Image.fromarray(subject_mask(np.asarray(rgb))).save(part, format="PNG")
    part.replace(mask_path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--masks", type=Path, required=True, help="mirrors the folders of --data, one PNG per photo")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    waiting = []
    for folder in TRAINING_FOLDERS:
        for photo in sorted((options.data / folder).glob("*/*")):
            mask = (options.masks / photo.relative_to(options.data)).with_suffix(".png")
            if photo.suffix.lower() in SUFFIXES and not mask.exists():
                waiting.append((photo, mask))
    cv2.setNumThreads(1)
    with ProcessPoolExecutor(options.processes) as pool:
        for done, _ in enumerate(pool.map(write_mask, *zip(*waiting), chunksize=32) if waiting else (), 1):
            if done % 1000 == 0 or done == len(waiting):
                print(f"{done} of {len(waiting)} masks", flush=True)


if __name__ == "__main__":
    main()
