"""A seed in; .npy and .npz files as NumPy writes them, sound ones and ones to refuse, with the float32 values that
NumPy reads from them, out, for the tests of `src/exchange` (`python training/exchange_golden.py test/fixtures/exchange`)."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import sys
import zipfile
from pathlib import Path

import numpy as np
from numpy.lib import format as npy

SEED = 20240602
ROWS, DIMS = 5, 7
NAMES = ["shirt.jpg", "Äpfel 🍎.png", "a b,c", 'five "inch"', "日本.webp"]


def vectors(dtype: str) -> np.ndarray:
    """[ROWS, DIMS] of normal numbers, and in the first row those where rounding and widening go wrong."""
    values = np.random.default_rng(SEED).normal(size=(ROWS, DIMS))
    info = np.finfo(np.dtype(dtype).newbyteorder("="))
    values[0] = [0.0, -0.0, 1 / 3, float(info.max), float(info.tiny), float(info.smallest_subnormal), -1.0]
    if info.bits == 64:
        # the halfway case between two float32, one bit above it, and what float32 holds only as a subnormal
        values[0, 3:6] = [1 + 2**-24, 1 + 2**-24 + 2**-52, 1.5e-45]
    return values.astype(dtype)


def write(path: Path, array: np.ndarray, version: tuple[int, int] = (1, 0)) -> None:
    with path.open("wb") as file:
        npy.write_array(file, array, version=version)


def float32_base64(array: np.ndarray) -> str:
    """Rounded or widened to float32, little-endian bytes as base64."""
    return base64.b64encode(np.ascontiguousarray(array, dtype="<f4").tobytes()).decode("ascii")


def write_sound(folder: Path) -> dict[str, str]:
    """Vectors that are read. Returns their values by file."""
    expected = {}
    for order, word in ("<", "little"), (">", "big"):
        for size in 2, 4, 8:
            name = f"float{size * 8}-{word}.npy"
            array = vectors(f"{order}f{size}")
            write(folder / name, array)
            expected[name] = float32_base64(array)
    array = vectors("<f4")
    for major in 2, 3:
        write(folder / f"version-{major}.npy", array, (major, 0))
        expected[f"version-{major}.npy"] = float32_base64(array)

    other = np.arange(6, dtype="<f4").reshape(2, 3)
    labels = np.arange(ROWS)
    archives = {
        "stored.npz": (np.savez, {"features": array, "labels": labels, "names": np.array(NAMES)}),
        "deflated.npz": (np.savez_compressed, {"features": array, "labels": labels, "names": np.array(NAMES)}),
        "called-vectors.npz": (np.savez_compressed, {"a": other, "vectors": array}),
        "called-embeddings.npz": (np.savez, {"a": other, "embeddings": array, "b": other}),
        "one-of-floats.npz": (np.savez, {"pairs": labels.reshape(1, -1), "features": array}),
    }  # fmt: skip
    for name, (save, arrays) in archives.items():
        save(folder / name, **arrays)
        expected[name] = float32_base64(array)
    # as if it were larger than 4 GiB: sizes and places in the 64-bit fields
    limit, zipfile.ZIP64_LIMIT = zipfile.ZIP64_LIMIT, 1
    np.savez_compressed(folder / "zip64.npz", a=array)
    zipfile.ZIP64_LIMIT = limit
    expected["zip64.npz"] = float32_base64(array)
    return expected


def write_refused(folder: Path) -> None:
    """Files that are sound in themselves, but no vectors that can be read."""
    floats = vectors("<f4")
    write(folder / "fortran.npy", np.asfortranarray(floats))
    write(folder / "int64.npy", np.arange(6).reshape(2, 3))
    write(folder / "uint8.npy", np.arange(6, dtype="u1").reshape(2, 3))
    write(folder / "bool.npy", np.ones((2, 3), dtype=bool))
    write(folder / "complex64.npy", floats.astype("<c8"))
    write(folder / "longdouble.npy", np.zeros((2, 3), dtype=np.longdouble))
    write(folder / "dates.npy", np.zeros((2, 3), dtype="<M8[ns]"))
    write(folder / "structured.npy", np.zeros((2, 3), dtype=[("it's", "<f4"), ("b", [("c", "<i2", (2, 2))])]))
    write(folder / "structured-utf8.npy", np.zeros((2, 3), dtype=[("größe", "<f4"), ("木", "<i2")]), (3, 0))
    write(folder / "objects.npy", np.array([["a", 1], ["b", 2]], dtype=object))
    write(folder / "strings.npy", np.array([["a", "b"]]))
    write(folder / "shape-0.npy", np.float32(1))
    write(folder / "shape-1.npy", floats[0])
    write(folder / "shape-3.npy", floats.reshape(ROWS, DIMS, 1))
    write(folder / "no-dims.npy", floats[:, :0])
    np.savez(folder / "several.npz", query=floats, gallery=floats)
    np.savez(folder / "both-called.npz", vectors=floats, embeddings=floats)
    np.savez(folder / "only-integers.npz", counts=np.arange(6).reshape(2, 3))
    np.savez(folder / "none.npz", labels=np.arange(3), mean=floats[0])
    np.savez(folder / "empty.npz")


def write_names(folder: Path) -> None:
    """The same names as strings of every kind, and as Python's own CSV."""
    write(folder / "names-u-little.npy", np.array(NAMES, dtype="<U"))
    write(folder / "names-u-big.npy", np.array(NAMES).astype(">U20"))
    write(folder / "names-s.npy", np.array([name.encode() for name in NAMES]))
    write(folder / "names-objects.npy", np.array(NAMES, dtype=object))
    write(folder / "names-2d.npy", np.array([NAMES]))
    write(folder / "names-empty-items.npy", np.zeros(3, dtype="<U0"))
    write(folder / "names-latin1.npy", np.array(["a".encode(), "ä".encode("latin1")]))
    with (folder / "names.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["price", "Name", "note"])
        writer.writerows([i, name, "two\nlines"] for i, name in enumerate(NAMES))


def widened_halves() -> str:
    """SHA-256 of every float16 (by its bits, 0 to 65535) as little-endian float32, zero where it is no number."""
    values = np.arange(65536, dtype="<u2").view("<f2").astype("<f4")
    values[np.isnan(values)] = 0
    return hashlib.sha256(values.tobytes()).hexdigest()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    golden = {
        "rows": ROWS,
        "dims": DIMS,
        "names": NAMES,
        "widenedHalves": widened_halves(),
        "values": write_sound(folder),
    }
    write_refused(folder)
    write_names(folder)
    (folder / "golden.json").write_text(json.dumps(golden, indent=2) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
