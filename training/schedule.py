"""Sets the learning rate of a step, averages weights, and writes and reads checkpoints."""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import nn


def rate_at(step: int, steps: int, peak: float, warm_up: int = 200) -> float:
    """Linear warm-up, then a half cosine down to zero."""
    if step < warm_up:
        return peak * (step + 1) / warm_up
    return peak * 0.5 * (1 + math.cos(math.pi * (step - warm_up) / max(1, steps - warm_up)))


@torch.no_grad()
def follow(average: nn.Module, trained: nn.Module, step: int, memory: float = 0.998) -> None:
    """Moves the averaged weights towards the trained ones; a short memory at first, `memory` later."""
    keep = min(memory, (1 + step) / (10 + step))
    for slow, fast in zip(average.state_dict().values(), trained.state_dict().values()):
        if slow.dtype.is_floating_point:
            slow.lerp_(fast, 1 - keep)
        else:
            slow.copy_(fast)


def save(checkpoint: Path, parts: dict, step: int, seconds: float) -> None:
    """Writes the state of every part beside the checkpoint, then puts it in its place in one move."""
    state = {name: part.state_dict() for name, part in parts.items()}
    part_file = checkpoint.with_suffix(".part")
    torch.save({**state, "step": step, "seconds": seconds}, part_file)
    part_file.replace(checkpoint)


def resume(checkpoint: Path, parts: dict, device: str) -> tuple[int, float]:
    """Loads every part from the checkpoint if there is one; step and seconds to go on from, else zeros."""
    if not checkpoint.exists():
        return 0, 0.0
    saved = torch.load(checkpoint, map_location=device)
    for name, part in parts.items():
        part.load_state_dict(saved[name])
    return saved["step"], saved["seconds"]
