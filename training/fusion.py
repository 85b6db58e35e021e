"""The five parts that an encoder sees in photos in; their score, and the 256 numbers that keep its order, out."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

DIMS = 256
HIDDEN = 1536
KIND_DIMS, ITEM_DIMS, COLOURS, SHAPES = 96, 64, 64, 32
# in the order that the parts stand side by side
PARTS = (KIND_DIMS, ITEM_DIMS, COLOURS, COLOURS, SHAPES)
# principal components that the fusion begins with; both colours are one part here
BEGINNINGS = ((KIND_DIMS, 48), (ITEM_DIMS, 64), (2 * COLOURS, 96), (SHAPES, 24))


@dataclass(frozen=True)
class Term:
    """What a part counts for in the score, and the width of the kernel that compares it; none for the plain cosine."""

    share: float
    width: float | None


KIND, ITEM, COLOUR, SHAPE = Term(0.42, 0.4), Term(0.15, None), Term(0.33, 0.25), Term(0.1, None)


def unit(vectors: torch.Tensor) -> torch.Tensor:
    """Rows of length 1; not functional.normalize, whose clamp and expand export to a longer graph."""
    return vectors / ((vectors * vectors).sum(dim=1, keepdim=True) + 1e-12).sqrt()


def weighed(cosines: torch.Tensor, term: Term) -> torch.Tensor:
    """`term`'s share of the cosines of vectors of length 1, or of a Gaussian kernel of them: 1 where two are the same.

    By a kernel only near neighbours are near, and all that are far are equally far: what two unlike garments happen to
    have in common no longer outweighs what two alike ones differ in.
    """
    return term.share * (cosines if term.width is None else ((cosines - 1) / term.width).exp())


def score(first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """[n, m]: how alike photos are by all their parts, float32 [n, 320] and [m, 320] side by side."""
    kinds, items, colours, inner, shapes = (a @ b.t() for a, b in zip(first.split(PARTS, dim=1), second.split(PARTS, dim=1)))
    return weighed(kinds, KIND) + weighed(items, ITEM) + weighed((colours + inner) / 2, COLOUR) + weighed(shapes, SHAPE)


class Fusion(nn.Module):
    """Parts side by side [n, 320] to embeddings [n, 256] of length 1, whose cosines rank photos as `score` does.

    A sum of kernels is no product of 256 numbers; a matrix and a small network beside it come close where it counts,
    among the nearest.
    """

    centre: torch.Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("centre", torch.zeros(sum(PARTS)))
        self.straight = nn.Linear(sum(PARTS), DIMS, bias=False)
        self.hidden = nn.Linear(sum(PARTS), HIDDEN)
        self.bent = nn.Linear(HIDDEN, DIMS)

    @torch.no_grad()
    def begin(self, parts: torch.Tensor) -> None:
        """Principal components of each part by the root of its share, and nothing of the network."""
        self.straight.weight.zero_()
        self.bent.weight.zero_()
        self.bent.bias.zero_()
        # parts are short numbers; the hidden layer sees them some three times as large
        self.hidden.weight.mul_(3)
        column, row = 0, 0
        for (width, kept), term in zip(BEGINNINGS, (KIND, ITEM, Term(COLOUR.share / 2, None), SHAPE)):
            columns = slice(column, column + width)
            mean = parts[:, columns].mean(dim=0)
            spread = parts[:, columns] - mean
            _, directions = torch.linalg.eigh(spread.t() @ spread)
            self.straight.weight[row : row + kept, columns] = directions.flip(1)[:, :kept].t() * term.share**0.5
            self.centre[columns] = mean
            column, row = column + width, row + kept

    def forward(self, parts: torch.Tensor) -> torch.Tensor:
        centred = parts - self.centre
        return unit(self.straight(centred) + self.bent(functional.relu(self.hidden(centred))))
