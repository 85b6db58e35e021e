"""Puts each native library's exact search behind one interface, for `native_knn.py`."""

from __future__ import annotations

import os
from typing import Protocol

import numpy as np

Found = tuple[np.ndarray, np.ndarray]
"""float64 [n, k] scores, higher is better, and int64 [n, k] rows, -1 where there is none."""


class Unable(Exception):
    """The library has no such search."""


class Peer(Protocol):
    version: str

    def add(self, rows: np.ndarray) -> None:
        """float32 [n, dims], of length 1 where the metric is cosine."""

    def fit(self) -> None:
        """Called once, when all rows are in."""

    def search(self, queries: np.ndarray, k: int) -> Found: ...

    def stored(self, first: int, end: int) -> np.ndarray:
        """float32 [end - first, dims] as they were added."""


class Faiss:
    """The exact index of faiss, IndexFlat, or with f16 IndexScalarQuantizer, in as many parts as threads.

    faiss shares out many queries over its threads, but one query has a single thread; with the rows in parts each
    thread has one of them.
    """

    def __init__(self, n: int, dims: int, metric: str, threads: int, dtype: str) -> None:
        # Of the thread of each part. OpenMP reads both at its start, and idle threads that spin slow down the busy.
        os.environ["OMP_NUM_THREADS"] = "1"
        os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
        import faiss

        # of this thread, which many queries are shared out from
        faiss.omp_set_num_threads(threads)
        self.is_l2 = metric == "l2"
        measure = faiss.METRIC_L2 if self.is_l2 else faiss.METRIC_INNER_PRODUCT
        self.part_rows = -(-n // threads)
        self.parts = []
        self.side_by_side = faiss.IndexShards(dims, True, True)
        self.in_turn = faiss.IndexShards(dims, False, True)
        for _ in range(0, n, self.part_rows):
            if dtype == "f16":
                part = faiss.IndexScalarQuantizer(dims, faiss.ScalarQuantizer.QT_fp16, measure)
                kind = "QT_fp16"
            else:
                part = faiss.IndexFlat(dims, measure)
                kind = "IndexFlat"
            self.parts.append(part)
        compiled = faiss.get_compile_options().strip()
        self.version = f"{faiss.__version__} ({kind}, parts {len(self.parts)}; {compiled})"

    def add(self, rows: np.ndarray) -> None:
        while len(rows) > 0:
            part = next(part for part in self.parts if part.ntotal < self.part_rows)
            count = self.part_rows - part.ntotal
            part.add(rows[:count])
            rows = rows[count:]

    def fit(self) -> None:
        for part in self.parts:
            self.side_by_side.add_shard(part)
            self.in_turn.add_shard(part)

    def search(self, queries: np.ndarray, k: int) -> Found:
        index = self.side_by_side if len(queries) == 1 else self.in_turn
        scores, rows = index.search(queries, k)
        return (-scores if self.is_l2 else scores).astype(np.float64), rows

    def stored(self, first: int, end: int) -> np.ndarray:
        blocks = []
        while first < end:
            at, offset = divmod(first, self.part_rows)
            count = min(end - first, self.part_rows - offset)
            blocks.append(self.parts[at].reconstruct_n(offset, count))
            first += count
        return np.concatenate(blocks)


class Usearch:
    """Exact search of usearch, with f16 over halves: what it measures is 1 - the inner product, or the square of l2."""

    BLOCK = 64
    """Queries at once: it keeps every distance of theirs."""

    def __init__(self, n: int, dims: int, metric: str, threads: int, dtype: str) -> None:
        import usearch
        from usearch.index import Index, MetricKind, search

        self.is_l2 = metric == "l2"
        self.metric = MetricKind.L2sq if self.is_l2 else MetricKind.IP
        self.threads = threads
        self.run = search
        simd = Index(ndim=dims, metric=self.metric, dtype=dtype).hardware_acceleration
        self.version = f"{usearch.__version__} (exact, {dtype}; {simd})"
        self.rows = np.empty((n, dims), np.float16 if dtype == "f16" else np.float32)
        self.filled = 0

    def add(self, rows: np.ndarray) -> None:
        self.rows[self.filled : self.filled + len(rows)] = rows
        self.filled += len(rows)

    def fit(self) -> None:
        """Nothing: it searches the rows as they are."""

    def search(self, queries: np.ndarray, k: int) -> Found:
        blocks = [self.block(queries[at : at + self.BLOCK], k) for at in range(0, len(queries), self.BLOCK)]
        scores, rows = (np.concatenate(arrays) for arrays in zip(*blocks))
        return scores, rows

    def block(self, queries: np.ndarray, k: int) -> Found:
        found = self.run(self.rows, queries, min(k, len(self.rows)), self.metric, exact=True, threads=self.threads)
        distances = found.distances.astype(np.float64)
        return -distances if self.is_l2 else 1 - distances, found.keys.astype(np.int64)

    def stored(self, first: int, end: int) -> np.ndarray:
        return self.rows[first:end].astype(np.float32)


class Sklearn:
    """NearestNeighbors by brute force. It knows no inner product: cosine is the Euclidean distance of unit vectors."""

    def __init__(self, n: int, dims: int, metric: str, threads: int, dtype: str) -> None:
        import sklearn
        from sklearn.neighbors import NearestNeighbors

        if dtype != "f32":
            raise Unable("it does not search by f16")
        if metric == "dot":
            raise Unable("it does not search by dot")
        self.version = sklearn.__version__
        self.is_cosine = metric == "cosine"
        self.rows = np.empty((n, dims), np.float32)
        self.filled = 0
        self.index = NearestNeighbors(algorithm="brute", metric="euclidean", n_jobs=threads)

    def add(self, rows: np.ndarray) -> None:
        self.rows[self.filled : self.filled + len(rows)] = rows
        self.filled += len(rows)

    def fit(self) -> None:
        self.index.fit(self.rows)

    def search(self, queries: np.ndarray, k: int) -> Found:
        distances, rows = self.index.kneighbors(queries, min(k, self.filled))
        squares = distances.astype(np.float64) ** 2
        return (1 - squares / 2 if self.is_cosine else -squares), rows

    def stored(self, first: int, end: int) -> np.ndarray:
        return self.rows[first:end]


PEERS = {"faiss": Faiss, "sklearn": Sklearn, "usearch": Usearch}
