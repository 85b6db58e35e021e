"""Fuses the parts that the encoder sees in photos to the 256 numbers whose cosine is their score."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

KIND_DIMS, ITEM_DIMS, COLOURS = 192, 64, 64
# of the second backbone
SMALL_KIND_DIMS = 96
COLOUR_DIMS, HIDDEN = 128, 2048
DIMS = 256
COLOUR_WIDTH = 0.25


@dataclass(frozen=True)
class Part:
    """One of the parts that stand side by side.

    `dims` as `Encoder.parts` gives it; `share` of the score; whether the mean of all photos, which tells nothing of one, is
    taken off first.
    """

    dims: int
    share: float
    is_centred: bool = False


# in the order that they stand side by side
PARTS = {
    "kind": Part(KIND_DIMS, 0.3, is_centred=True),
    "components": Part(KIND_DIMS, 0.18),
    "smallKind": Part(SMALL_KIND_DIMS, 0.16, is_centred=True),
    "item": Part(ITEM_DIMS, 0.15),
    "colour": Part(2 * COLOURS, 0.21),
}


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
    """Parts side by side, as `PARTS` lists them, to embeddings [n, 256] of length 1, whose cosine is nearly the score: the
    sum of what their parts have in common, of colours by `kernel`, by their shares.

    A sum of products is the product of what is set side by side, each by the root of its share. Of that the 256 principal
    directions over the training photos are kept.
    """

    common: torch.Tensor
    basis: torch.Tensor

    def __init__(self) -> None:
        super().__init__()
        width = sum(part.dims for part in PARTS.values())
        self.register_buffer("common", torch.zeros(width))
        self.register_buffer("basis", torch.zeros(width, DIMS))
        self.colours = ColourKernel()

    def placed(self, parts: torch.Tensor) -> torch.Tensor:
        """As wide as `parts`, of length 1: each part by the root of its share."""
        dims = [part.dims for part in PARTS.values()]
        sides = zip(PARTS.items(), (parts - self.common).split(dims, dim=1))
        return torch.cat([(self.colours(side) if name == "colour" else unit(side)) * part.share**0.5 for (name, part), side in sides], dim=1)

    @torch.no_grad()
    def fit(self, parts: torch.Tensor) -> None:
        """Takes `common` and `basis` from what is seen in photos."""
        is_centred = torch.cat([torch.full((part.dims,), float(part.is_centred)) for part in PARTS.values()])
        self.common.copy_(parts.mean(dim=0) * is_centred)
        placed = self.placed(parts)
        self.basis.copy_(torch.linalg.eigh(placed.t() @ placed)[1].flip(1)[:, :DIMS])

    def forward(self, parts: torch.Tensor) -> torch.Tensor:
        return unit(self.placed(parts) @ self.basis)
