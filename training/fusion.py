"""Fuses the parts that the encoder sees in photos to the 256 numbers whose cosine is their score."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

KIND_DIMS, ITEM_DIMS, COLOURS, SHAPES = 192, 64, 64, 32
# in the order that they stand side by side: kind, item, colours with inner colours, shape
PARTS = (KIND_DIMS, ITEM_DIMS, 2 * COLOURS, SHAPES)
# what a part counts for in the score
KIND, ITEM, COLOUR, SHAPE = 0.5, 0.2, 0.3, 0.0
COLOUR_DIMS, HIDDEN = 128, 2048
DIMS = 256
COLOUR_WIDTH = 0.25


def unit(vectors: torch.Tensor) -> torch.Tensor:
    """Rows of length 1; not functional.normalize, whose clamp and expand export to a longer graph."""
    return vectors / ((vectors * vectors).sum(dim=1, keepdim=True) + 1e-12).sqrt()


def kernel(cosines: torch.Tensor) -> torch.Tensor:
    """A Gaussian kernel of the cosines of colours: 1 where two are the same.

    Only near neighbours are near, and all that are far are equally far: what two unlike garments happen to have in
    common no longer outweighs what two alike ones differ in.
    """
    return ((cosines - 1) / COLOUR_WIDTH).exp()


class ColourKernel(nn.Module):
    """Both colours side by side [n, 128] to [n, 128] of length 1, whose cosines come close to `kernel` of theirs.

    A kernel is no product of 128 numbers; a matrix and a small network beside it come close. The network is of squares:
    what a kernel adds to a product is products of products.
    """

    centre: torch.Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("centre", torch.zeros(2 * COLOURS))
        self.straight = nn.Linear(2 * COLOURS, COLOUR_DIMS, bias=False)
        self.hidden = nn.Linear(2 * COLOURS, HIDDEN)
        self.bent = nn.Linear(HIDDEN, COLOUR_DIMS)

    def forward(self, colours: torch.Tensor) -> torch.Tensor:
        centred = colours - self.centre
        hidden = functional.relu(self.hidden(centred))
        return unit(self.straight(centred) + self.bent(hidden * hidden))


class Fusion(nn.Module):
    """Parts side by side, `PARTS` wide, to embeddings [n, 256] of length 1, whose cosine is nearly the score: the sum of what
    kinds, items and shapes have in common and of `kernel` of the colours, by their shares.

    A sum of products is the product of what is set side by side, each by the root of its share. Of that the 256 principal
    directions over the training photos are kept. `common` is the mean of all photos' kinds, which tells nothing of one.
    """

    common: torch.Tensor
    basis: torch.Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("common", torch.zeros(KIND_DIMS))
        self.register_buffer("basis", torch.zeros(KIND_DIMS + ITEM_DIMS + COLOUR_DIMS + SHAPES, DIMS))
        self.colours = ColourKernel()

    def placed(self, parts: torch.Tensor) -> torch.Tensor:
        """[n, 352] of length 1: all parts by the roots of their shares."""
        kinds, items, colours, shapes = parts.split(PARTS, dim=1)
        sides = ((KIND, unit(kinds - self.common)), (ITEM, items), (COLOUR, self.colours(colours)), (SHAPE, shapes))
        return torch.cat([part * share**0.5 for share, part in sides], dim=1)

    @torch.no_grad()
    def fit(self, parts: torch.Tensor) -> None:
        """Takes `common` and `basis` from what is seen in photos, `parts` [n, 352]."""
        self.common.copy_(parts[:, :KIND_DIMS].mean(dim=0))
        placed = self.placed(parts)
        self.basis.copy_(torch.linalg.eigh(placed.t() @ placed)[1].flip(1)[:, :DIMS])

    def forward(self, parts: torch.Tensor) -> torch.Tensor:
        return unit(self.placed(parts) @ self.basis)
