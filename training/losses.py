"""Computes the losses of the encoder's training from embeddings of two views of a batch."""

from __future__ import annotations

import torch
from torch.nn import functional

from fusion import kernel
from photos import UNLABELLED

# items look closer at those that are nearly alike
CLASS_TEMPERATURE, KIND_TEMPERATURE, ITEM_TEMPERATURE = 0.06, 0.1, 0.07
# the score that items learn to complete: shares of kinds, items and colours. An item's share of 0.2 counts as at 0.1 alone
KIND, ITEM, COLOUR = 0.5, 0.2, 0.3
SCORE_TEMPERATURE = 0.02


def _choices(logits: torch.Tensor) -> torch.Tensor:
    """[2n, 2n] log-probabilities of each view picking another; a view never picks itself."""
    itself = torch.eye(len(logits), dtype=torch.bool, device=logits.device)
    return functional.log_softmax(logits.masked_fill(itself, -1e4), dim=1)


def _of_partners(log_p: torch.Tensor) -> torch.Tensor:
    count = len(log_p)
    partner = torch.arange(count, device=log_p.device).roll(count // 2)
    return -log_p.gather(1, partner.unsqueeze(1)).mean()


def class_entropy(cosines: torch.Tensor, labels: torch.Tensor, collections: torch.Tensor) -> torch.Tensor:
    """Cross-entropy of the views that have a label, among the classes of their own collection: whether a pepper looks
    like a shirt is nothing that a folder of photos tells.

    `cosines` [n, classes] to the classes' weights; `collections` int64 [classes]: which collection a class is of.
    """
    named = labels != UNLABELLED
    elsewhere = collections.unsqueeze(0) != collections[labels[named]].unsqueeze(1)
    logits = (cosines[named] / CLASS_TEMPERATURE).masked_fill(elsewhere, -1e4)
    return functional.cross_entropy(logits, labels[named])


def distilled(kinds: torch.Tensor, taught: torch.Tensor) -> torch.Tensor:
    """Mean squared error between the cosines of all pairs of views and what the teacher says of them (Park et al. 2019,
    arXiv 1904.05068): what no label tells is not forgotten."""
    error = kinds @ kinds.t() - taught @ taught.t()
    itself = torch.eye(len(error), dtype=torch.bool, device=error.device)
    return error.masked_fill(itself, 0).square().mean()


def instance_contrast(items: torch.Tensor) -> torch.Tensor:
    """NT-Xent (Chen et al. 2020, arXiv 2002.05709): the two views of a pair, [2n, dims], first views before second ones,
    find each other in the batch."""
    return _of_partners(_choices(items @ items.t() / ITEM_TEMPERATURE))


def remaining_contrast(items: torch.Tensor, kinds: torch.Tensor, colours: torch.Tensor) -> torch.Tensor:
    """NT-Xent by a score of kinds, items and colours, from [2n, dims] each, first views before second ones: what kinds and
    colours, which take no gradient here, tell apart already is left to them, and items learn the rest."""
    with torch.no_grad():
        known = KIND * kinds @ kinds.t() + COLOUR * kernel(colours @ colours.t())
    return _of_partners(_choices((known + ITEM * items @ items.t()) / SCORE_TEMPERATURE))


def class_contrast(kinds: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Supervised contrast (Khosla et al. 2020, arXiv 2004.11362) over the labelled views of the batch."""
    log_p = _choices(kinds @ kinds.t() / KIND_TEMPERATURE)
    same = (labels.unsqueeze(0) == labels.unsqueeze(1)) & (labels != UNLABELLED).unsqueeze(1)
    same.fill_diagonal_(False)
    count = same.sum(dim=1)
    mean = (log_p * same).sum(dim=1) / count.clamp(min=1)
    return -mean[count > 0].mean()
