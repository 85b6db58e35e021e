"""Vectors and queries as .npy files in; one native library's answers as files, its times as one JSON line, out.

Run by `npm run bench -- knn` with the Python that has the libraries, one process for each of them, so that memory and
threads are its own. Exit code 3: the JSON line says what is missing, or why the library cannot do it.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

SKIPPED = 3

try:
    import numpy as np
    from native_libraries import PEERS, Found, Peer, Unable
except ImportError as error:
    print(json.dumps({"missing": error.name}))
    sys.exit(SKIPPED)

BLOCK_ROWS = 8192
NO_ROW = 0xFFFFFFFF
WARM_UP = 10


def as_metric(vectors: np.ndarray, metric: str) -> np.ndarray:
    """A copy; with cosine of length 1, in float64, rounded once."""
    if metric != "cosine":
        return np.ascontiguousarray(vectors)
    doubles = vectors.astype(np.float64)
    return (doubles / np.sqrt((doubles * doubles).sum(axis=1, keepdims=True))).astype(np.float32)


class AnswerFiles:
    """`<name>-<set>.rows`, uint32 [n, k], and `<name>-<set>.scores`, float64 [n, k]."""

    def __init__(self, folder: Path, name: str, answers_to: str, k: int) -> None:
        self.k = k
        self.rows = (folder / f"{name}-{answers_to}.rows").open("wb")
        self.scores = (folder / f"{name}-{answers_to}.scores").open("wb")

    def put(self, found: Found) -> None:
        scores, rows = found
        padded = ((0, 0), (0, self.k - rows.shape[1]))
        rows = np.pad(rows, padded, constant_values=-1)
        np.where(rows < 0, NO_ROW, rows).astype("<u4").tofile(self.rows)
        np.pad(scores, padded).astype("<f8").tofile(self.scores)

    def close(self) -> None:
        self.rows.close()
        self.scores.close()


def without_self(found: Found, first: int, k: int) -> Found:
    """Of k + 1 answers to rows from `first` on, k: the row itself left out, or where it is not there the last."""
    scores, rows = found
    is_self = rows == np.arange(first, first + len(rows))[:, None]
    is_self[~is_self.any(axis=1), -1] = True
    kept = ~is_self
    shape = (len(rows), rows.shape[1] - 1)
    return scores[kept].reshape(shape)[:, :k], rows[kept].reshape(shape)[:, :k]


def all_pairs(peer: Peer, n: int, k: int, files: AnswerFiles) -> float:
    """Seconds; writing the files is not in it."""
    seconds = 0.0
    for first in range(0, n, BLOCK_ROWS):
        start = time.perf_counter()
        end = min(n, first + BLOCK_ROWS)
        found = without_self(peer.search(peer.stored(first, end), k + 1), first, k)
        seconds += time.perf_counter() - start
        files.put(found)
        print(f"knn: neighbours of {end} of {n} rows", file=sys.stderr)
    return seconds


def measured(options: argparse.Namespace) -> dict[str, Any]:
    queries = as_metric(np.load(options.queries), options.metric)
    n, dims, k = options.n, options.dims, options.k
    peer: Peer = PEERS[options.peer](n, dims, options.metric, options.threads, options.dtype)

    fill = 0.0
    # not mapped: pages of the file would count as memory of the peer
    with options.vectors.open("rb") as file:
        file.seek(options.data_at)
        for first in range(0, n, BLOCK_ROWS):
            count = min(BLOCK_ROWS, n - first)
            block = np.fromfile(file, "<f4", count * dims).reshape(count, dims)
            start = time.perf_counter()
            peer.add(as_metric(block, options.metric))
            fill += time.perf_counter() - start
    start = time.perf_counter()
    peer.fit()
    fill += time.perf_counter() - start

    singles = []
    for i in range(-WARM_UP, options.singles):
        query = queries[i % len(queries)][None]
        start = time.perf_counter()
        peer.search(query, k)
        if i >= 0:
            singles.append((time.perf_counter() - start) * 1000)

    batches = []
    for _ in range(options.rounds):
        start = time.perf_counter()
        found = peer.search(queries, k)
        batches.append((time.perf_counter() - start) * 1000)
    answers = AnswerFiles(options.answers, options.name, "queries", k)
    answers.put(found)
    answers.close()

    pairs = None
    if median(batches) / len(queries) * n / 1000 < options.pairs_within:
        answers = AnswerFiles(options.answers, options.name, "pairs", k)
        pairs = all_pairs(peer, n, k, answers)
        answers.close()

    return {
        "version": peer.version,
        "blas": blas(),
        "fillMs": fill * 1000,
        "singleTimes": singles,
        "batchMsPerQuery": median(batches) / len(queries),
        "pairSeconds": pairs,
        "memoryBytes": most_bytes(),
    }


def most_bytes() -> int:
    """The most memory that this process had. What `getrusage` tells begins with that of the process that started it."""
    try:
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))


def blas() -> str | None:
    """What multiplies matrices and for which processor, where it can be told."""
    try:
        from threadpoolctl import threadpool_info
    except ImportError:
        return None
    found = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
    kernels = (f"{pool['internal_api']} {pool['version']} {pool.get('architecture', '')}".strip() for pool in found)
    return ", ".join(kernels) or None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", choices=sorted(PEERS), required=True)
    parser.add_argument("--name", required=True, help="of the files of answers")
    parser.add_argument("--dtype", choices=["f32", "f16"], required=True, help="of the rows as they are searched")
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--dims", type=int, required=True)
    parser.add_argument("--data-at", type=int, required=True, help="first byte of the vectors' first row")
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--answers", type=Path, required=True, help="folder for the files of answers")
    parser.add_argument("--metric", choices=["cosine", "dot", "l2"], required=True)
    parser.add_argument("--k", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--singles", type=int, required=True, help="single searches that are timed")
    parser.add_argument("--rounds", type=int, required=True, help="searches for all queries at once")
    parser.add_argument(
        "--pairs-within",
        type=float,
        default=0.0,
        help="search for every row where that promises to take less than so many seconds, by the times of the queries",
    )
    options = parser.parse_args()
    try:
        print(json.dumps(measured(options)))
    except ImportError as error:
        print(json.dumps({"missing": error.name or options.peer}))
        sys.exit(SKIPPED)
    except Unable as error:
        print(json.dumps({"unable": str(error)}))
        sys.exit(SKIPPED)


if __name__ == "__main__":
    main()
