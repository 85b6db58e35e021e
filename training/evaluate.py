"""A gallery and a query set of photos, and an encoder, in; precision@1 and precision@k out (training's quick look;
the figures that count come from `npm run evaluate`, through the browser)."""

from __future__ import annotations

import torch

from network import Encoder
from photos import PhotoSet


@torch.no_grad()
def embed(encoder: Encoder, pixels: torch.Tensor, device: str, batch: int = 128) -> torch.Tensor:
    """uint8 [n, 3, SIDE, SIDE] to float32 [n, DIMS] on the CPU; leaves the encoder in eval mode."""
    encoder.eval()
    parts = [encoder(part.to(device).float() / 255).cpu() for part in pixels.split(batch)]
    return torch.cat(parts)


def precision(
    gallery: PhotoSet, gallery_embeddings: torch.Tensor, queries: PhotoSet, query_embeddings: torch.Tensor, k: int = 5
) -> tuple[float, float]:
    """(precision@1, precision@k): the share of a query's best 1 and best k gallery photos that have its label."""
    best = (query_embeddings @ gallery_embeddings.t()).topk(k, dim=1).indices
    right = (gallery.labels[best] == queries.labels.unsqueeze(1)).float()
    return right[:, 0].mean().item(), right.mean().item()
