"""Embeddings of two views of a batch in; contrastive losses (scalars) out."""

from __future__ import annotations

import torch
from torch.nn import functional

from photos import UNLABELLED

# items look closer at those that are nearly alike
KIND_TEMPERATURE, ITEM_TEMPERATURE = 0.1, 0.07


def _similarities(both: torch.Tensor, temperature: float) -> torch.Tensor:
    """[2n, 2n] log-probabilities of each view picking another; a view never picks itself."""
    logits = both @ both.t() / temperature
    logits.fill_diagonal_(-1e4)
    return functional.log_softmax(logits, dim=1)


def instance_contrast(first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """NT-Xent (Chen et al. 2020, arXiv 2002.05709): the two views of a photo find each other in the batch."""
    n = first.shape[0]
    log_p = _similarities(torch.cat([first, second]), ITEM_TEMPERATURE)
    partner = torch.arange(2 * n, device=first.device).roll(n)
    return -log_p.gather(1, partner.unsqueeze(1)).mean()


def class_contrast(first: torch.Tensor, second: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Supervised contrast (Khosla et al. 2020, arXiv 2004.11362) over the labelled photos of the batch."""
    log_p = _similarities(torch.cat([first, second]), KIND_TEMPERATURE)
    both = torch.cat([labels, labels])
    same = (both.unsqueeze(0) == both.unsqueeze(1)) & (both != UNLABELLED).unsqueeze(1)
    same.fill_diagonal_(False)
    count = same.sum(dim=1)
    mean = (log_p * same).sum(dim=1) / count.clamp(min=1)
    return -mean[count > 0].mean()
