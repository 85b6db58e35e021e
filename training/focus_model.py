"""Runs an exported focus network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime


class FocusModel:
    """A `model.onnx` of `export.py focus`, on the CPU."""

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def maps(self, photos: np.ndarray) -> np.ndarray:
        """float32 [n, 2, 64, 64], probabilities of product and of body, of float32 squares [n, 3, 128, 128] of 0..1."""
        (maps,) = self._session.run(None, {"photos": np.ascontiguousarray(photos, np.float32)})
        return maps
