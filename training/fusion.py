"""The four parts that an encoder sees in photos in; the 256 numbers whose cosine is their score out."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

KIND_DIMS, ITEM_DIMS, COLOURS, SHAPES = 96, 64, 64, 32
# in the order that they stand side by side: kind, item, colours with inner colours, shape
PARTS = (KIND_DIMS, ITEM_DIMS, 2 * COLOURS, SHAPES)
HIDDEN = 2048


@dataclass(frozen=True)
class Term:
    """What a part counts for in the score, how many of the embedding's dims it has, and how far it is whitened: 0 leaves
    its principal directions as long as they are, 1 makes them equally long on average."""

    share: float
    dims: int
    whitening: float = 0.0


KIND, ITEM, COLOUR, SHAPE = Term(0.46, 48, 0.1), Term(0.16, 52, 0.25), Term(0.26, 128), Term(0.12, 28)
DIMS = KIND.dims + ITEM.dims + COLOUR.dims + SHAPE.dims
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


def colour_cosines(first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """[n, m] from colours and inner colours side by side, [n, 128] and [m, 128], each half of length 1: the mean of both."""
    return first @ second.t() / 2


def principal(vectors: torch.Tensor, dims: int, whitening: float = 0.0) -> torch.Tensor:
    """float32 [width, dims]: the directions that keep most of the length of `vectors` [n, width], those that keep less of
    it lengthened by `Term.whitening`: what all photos differ in counts for less, what few do for more."""
    lengths, directions = torch.linalg.eigh(vectors.t() @ vectors)
    kept = lengths.flip(0)[:dims]
    return directions.flip(1)[:, :dims] * (kept / kept.mean()) ** (-whitening / 2)


class ColourKernel(nn.Module):
    """Both colours side by side [n, 128] to [n, 128] of length 1, whose cosines come close to `kernel` of theirs.

    A kernel is no product of 128 numbers; a matrix and a small network beside it come close. The network is of squares:
    what a kernel adds to a product is products of products.
    """

    centre: torch.Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("centre", torch.zeros(2 * COLOURS))
        self.straight = nn.Linear(2 * COLOURS, COLOUR.dims, bias=False)
        self.hidden = nn.Linear(2 * COLOURS, HIDDEN)
        self.bent = nn.Linear(HIDDEN, COLOUR.dims)

    @torch.no_grad()
    def begin(self, colours: torch.Tensor) -> None:
        """Principal components, and nothing of the network."""
        self.centre.copy_(colours.mean(dim=0))
        self.straight.weight.copy_(principal(colours - self.centre, COLOUR.dims).t())
        # colours are short numbers; the hidden layer sees them some three times as large
        self.hidden.weight.mul_(3)
        self.bent.weight.zero_()
        self.bent.bias.zero_()

    def forward(self, colours: torch.Tensor) -> torch.Tensor:
        centred = colours - self.centre
        hidden = functional.relu(self.hidden(centred))
        return unit(self.straight(centred) + self.bent(hidden * hidden))


class Fusion(nn.Module):
    """Parts side by side [n, 320] to embeddings [n, 256] of length 1, whose cosine is the score: the sum of what kinds,
    items and shapes have in common and of `kernel` of the colours, by their shares.

    Each part stands in dims of its own, by the root of its share: a sum of products is the product of what is set side
    by side. All but the colours are turned to their principal directions, which loses next to nothing, and whitened a
    little.
    """

    kinds: torch.Tensor
    items: torch.Tensor
    shapes: torch.Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("kinds", torch.zeros(KIND_DIMS, KIND.dims))
        self.register_buffer("items", torch.zeros(ITEM_DIMS, ITEM.dims))
        self.register_buffer("shapes", torch.zeros(SHAPES, SHAPE.dims))
        self.colours = ColourKernel()

    @torch.no_grad()
    def begin(self, parts: torch.Tensor) -> None:
        """Takes all but the network of colours from `parts` [n, 320]."""
        kinds, items, colours, shapes = parts.split(PARTS, dim=1)
        self.kinds.copy_(principal(kinds, KIND.dims, KIND.whitening))
        self.items.copy_(principal(items, ITEM.dims, ITEM.whitening))
        self.shapes.copy_(principal(shapes, SHAPE.dims, SHAPE.whitening))
        self.colours.begin(colours)

    def forward(self, parts: torch.Tensor) -> torch.Tensor:
        kinds, items, colours, shapes = parts.split(PARTS, dim=1)
        placed = (
            (KIND, unit(kinds @ self.kinds)), (ITEM, unit(items @ self.items)),
            (COLOUR, self.colours(colours)), (SHAPE, unit(shapes @ self.shapes)),
        )  # fmt: skip
        return torch.cat([part * term.share**0.5 for term, part in placed], dim=1)
