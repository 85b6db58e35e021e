"""Embeddings of two views of a batch in; contrastive losses (scalars) out."""

from __future__ import annotations

import torch
from torch.nn import functional

from fusion import COLOUR, ITEM, KIND, kernel
from photos import UNLABELLED

# items look closer at those that are nearly alike
KIND_TEMPERATURE, ITEM_TEMPERATURE = 0.1, 0.07
# of a whole score, whose parts count by their shares: an item's share of 0.2 counts as at 0.1 alone
SCORE_TEMPERATURE = 0.02


def _choices(logits: torch.Tensor) -> torch.Tensor:
    """[2n, 2n] log-probabilities of each view picking another; a view never picks itself."""
    return functional.log_softmax(logits.fill_diagonal_(-1e4), dim=1)


def _similarities(both: torch.Tensor, temperature: float) -> torch.Tensor:
    return _choices(both @ both.t() / temperature)


def _of_partners(log_p: torch.Tensor) -> torch.Tensor:
    count = len(log_p)
    partner = torch.arange(count, device=log_p.device).roll(count // 2)
    return -log_p.gather(1, partner.unsqueeze(1)).mean()


def instance_contrast(first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """NT-Xent (Chen et al. 2020, arXiv 2002.05709): the two views of a photo find each other in the batch."""
    return _of_partners(_similarities(torch.cat([first, second]), ITEM_TEMPERATURE))


def remaining_contrast(items: torch.Tensor, kinds: torch.Tensor, colours: torch.Tensor) -> torch.Tensor:
    """NT-Xent by nearly the score of `fusion.py`, from [2n, dims] each, first views before second ones: what kinds and
    colours, which take no gradient here, tell apart already is left to them, and items learn the rest."""
    with torch.no_grad():
        known = KIND.share * kinds @ kinds.t() + COLOUR.share * kernel(colours @ colours.t())
    return _of_partners(_choices((known + ITEM.share * items @ items.t()) / SCORE_TEMPERATURE))


def class_contrast(first: torch.Tensor, second: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Supervised contrast (Khosla et al. 2020, arXiv 2004.11362) over the labelled photos of the batch."""
    log_p = _similarities(torch.cat([first, second]), KIND_TEMPERATURE)
    both = torch.cat([labels, labels])
    same = (both.unsqueeze(0) == both.unsqueeze(1)) & (both != UNLABELLED).unsqueeze(1)
    same.fill_diagonal_(False)
    count = same.sum(dim=1)
    mean = (log_p * same).sum(dim=1) / count.clamp(min=1)
    return -mean[count > 0].mean()
