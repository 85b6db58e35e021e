"""A seed in; random vectors and their exact cosine neighbours by NumPy in float64 out, as `golden.json` for the tests
of `src/knn` (`python training/knn_golden.py test/fixtures/knn/golden.json`)."""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path

import numpy as np

SEED = 20240601
ROWS, DIMS, QUERIES, K = 300, 50, 20, 25
# Closer than float32 can tell apart, and the expected order would be a matter of luck.
MIN_GAP = 1e-6


def encode(array: np.ndarray, dtype: str) -> str:
    """Little-endian bytes as base64."""
    return base64.b64encode(np.ascontiguousarray(array, dtype=dtype).tobytes()).decode("ascii")


def main(path: Path) -> None:
    """Writes float32 rows [ROWS, DIMS] and queries [QUERIES, DIMS], int32 and float64 answers [QUERIES, K]."""
    random = np.random.default_rng(SEED)
    rows = (random.normal(size=(ROWS, DIMS)) * random.uniform(0.01, 100, size=(ROWS, 1))).astype(np.float32)
    rows[[40, 170, 299]] = rows[7]
    queries = random.normal(size=(QUERIES, DIMS)).astype(np.float32)
    queries[0] = rows[7]

    wide_rows, wide_queries = rows.astype(np.float64), queries.astype(np.float64)
    lengths = np.linalg.norm(wide_queries, axis=1)[:, None] * np.linalg.norm(wide_rows, axis=1)
    # Duplicates must tie exactly, whatever order the matrix product summed each of them in.
    cosines = np.round(wide_queries @ wide_rows.T / lengths, 12)
    best = np.argsort(-cosines, axis=1, kind="stable")[:, : K + 1]
    scores = np.take_along_axis(cosines, best, axis=1)
    gaps = -np.diff(scores, axis=1)
    if np.any((gaps > 0) & (gaps < MIN_GAP)):
        raise SystemExit(f"two scores lie closer than {MIN_GAP}: choose another seed")

    golden = {
        "dims": DIMS,
        "k": K,
        "rows": encode(rows, "<f4"),
        "queries": encode(queries, "<f4"),
        "bestRows": encode(best[:, :K], "<i4"),
        "bestScores": encode(scores[:, :K], "<f8"),
    }
    path.write_text(json.dumps(golden, indent=2) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
