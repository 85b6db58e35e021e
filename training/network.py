"""Defines the encoder: photos with their visibility [n, 4, 160, 160] to embeddings [n, 256] of length 1."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from fusion import COLOURS, ITEM_DIMS, KIND_DIMS, Fusion, unit
from lite import COARSE, FEATURES, FINE, Lite
from photos import NEUTRAL
from small import SmallBackbone

SIDE = 160
# how much of its contrast a pixel keeps that is not the product: enough to tell what the product lies on, too little to
# compete with it
FADED = 0.3
# keeps the root's slope finite where a feature is nothing
ROOT_FLOOR = 1e-4
# YCbCr with half the weight on brightness: the same cloth in other light keeps its hue, not its brightness
OPPONENT = ((0.1495, 0.2935, 0.057), (-0.1687, -0.3313, 0.5), (0.5, -0.4187, -0.0813))
SPREAD = 0.012
# flattens a histogram: a small print in another colour counts for more than its area; at 0.5 the product of two
# histograms is their Bhattacharyya coefficient
FLATTENING = 0.5
# what lies nearer to the background, in pixels, and what of its vote such a pixel keeps
RIM, RIM_VOTE = 5, 0.02
# of the components: 0 leaves the principal directions as long as they are, 1 makes them equally long on average
WHITENING = 0.25


def faded(rgb: torch.Tensor, visible: torch.Tensor) -> torch.Tensor:
    """`rgb` [n, 3, h, w] with less contrast where `visible` [n, 1, h, w] is less than 1."""
    return NEUTRAL + (rgb - NEUTRAL) * (FADED + (1 - FADED) * visible)


def texture(maps: torch.Tensor, shown: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean and standard deviation [n, c] of each of the maps [n, c, h, w] over what is `shown` [n, 1, h, w]."""
    # sizes as numbers, see `ColourHead`
    channels, places = int(maps.shape[1]), int(maps.shape[2]) * int(maps.shape[3])
    weights = (shown / (shown.sum(dim=(2, 3), keepdim=True) + 1e-6)).reshape(-1, places, 1)
    values = maps.reshape(-1, channels, places)
    means = (values @ weights).reshape(-1, channels)
    squares = ((values * values) @ weights).reshape(-1, channels)
    return means, (functional.relu(squares - means * means) + 1e-4).sqrt()


class Backbone(nn.Module):
    """EfficientNet-Lite0, pooled and projected to two parts.

    What kind of product it is [n, 192] and which item of its kind [n, 64], each of length 1. Trained as one, the two
    pull at each other: classes draw together what the contrast of items pushes apart. Items are also told apart by
    their colours and by the textures of the first layers, which the last layer has forgotten.
    """

    centre: torch.Tensor

    def __init__(self) -> None:
        super().__init__()
        self.lite = Lite()
        self.register_buffer("centre", torch.zeros(FEATURES))
        self.project = nn.Linear(FEATURES, KIND_DIMS + ITEM_DIMS, bias=False)
        seen = COLOURS + 2 * (FINE + COARSE)
        self.fabric = nn.Sequential(nn.BatchNorm1d(seen), nn.Linear(seen, 128), nn.ReLU(), nn.Linear(128, ITEM_DIMS))
        # a network that was trained without this part goes on where it stood
        nn.init.zeros_(self.fabric[3].weight)
        nn.init.zeros_(self.fabric[3].bias)

    def projected(
        self, fine: torch.Tensor, coarse: torch.Tensor, features: torch.Tensor, colours: torch.Tensor, shown: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Both parts, from what `layers` returns of photos, and `colours` [n, 64] and `shown` [n, 1, side / 4, side / 4] as the
        colour head returns them for these."""
        both = self.project(features - self.centre)
        seen = [colours, *texture(fine, shown), *texture(coarse, functional.avg_pool2d(shown, 2))]
        items = both[:, KIND_DIMS:] + self.fabric(torch.cat(seen, dim=1))
        return unit(both[:, :KIND_DIMS]), unit(items)

    def layers(self, photos: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """The maps at a quarter and at an eighth of the side, and the roots of the pooled features [n, 1280]."""
        rgb, visible = photos[:, :3], photos[:, 3:]
        fine, coarse, maps = self.lite.layers(faded(rgb, visible))
        return fine.float(), coarse.float(), (maps.float().mean(dim=(2, 3)) + ROOT_FLOOR).sqrt()


class ColourHead(nn.Module):
    """How much of each palette colour a product shows: [n, 64], of length 1; nothing in it is trained by gradient.

    Every fourth pixel of every fourth row votes softly for the colours near it (a Gaussian of width `SPREAD`), as much as
    it is visible.
    """

    palette: torch.Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("palette", torch.zeros(COLOURS, 3))
        self.register_buffer("opponent", torch.tensor(OPPONENT))

    def forward(self, photos: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """The colours, the same of what lies further inside (each [n, 64]), and the votes: float
        [n, 1, side / 4, side / 4] of 0..1."""
        # sizes as numbers: arithmetic on shapes would leave the graph to the CPU where a GPU runs the rest
        side = int(photos.shape[2]) // 4
        rgb, visible = photos[:, :3], photos[:, 3:]
        votes = visible[:, :, ::4, ::4]
        # nothing hidden within five pixels: a mask's rim mixes the product with what is round it. A thin thing is all
        # rim, and keeps a small vote
        inside = -functional.max_pool2d(-visible, 2 * RIM + 1, stride=4, padding=RIM)
        pixels = rgb[:, :, ::4, ::4].reshape(-1, 3, side * side).transpose(1, 2)
        # the squared distance without the pixel's own square, which softmax does not see
        weights = (self.palette @ self.opponent / SPREAD**2).t()
        bias = -(self.palette * self.palette).sum(dim=1) / (2 * SPREAD**2)
        shares = (pixels @ weights + bias).softmax(dim=2)
        return self.counted(votes, shares), self.counted(votes * (inside + RIM_VOTE), shares), votes

    @staticmethod
    def counted(votes: torch.Tensor, shares: torch.Tensor) -> torch.Tensor:
        """The histogram [n, 64] of `shares` [n, pixels, 64] by `votes` [n, 1, h, w], flattened and of length 1."""
        rows = votes.reshape(-1, 1, int(votes.shape[2]) * int(votes.shape[3]))
        histogram = (rows @ shares).reshape(-1, COLOURS) / (rows.sum(dim=2) + 1e-6)
        return unit((histogram + 1e-6).pow(FLATTENING))


class Components(nn.Module):
    """Principal components of the tuned backbone's pooled features [n, 1280] over the training photos: [n, 192], of length 1.

    Classes crowd out of the trained projection what they do not need; these keep it.
    """

    centre: torch.Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("centre", torch.zeros(FEATURES))
        self.project = nn.Linear(FEATURES, KIND_DIMS, bias=False)

    @torch.no_grad()
    def fit(self, features: torch.Tensor) -> None:
        """Takes both from the features of photos; directions are whitened by `WHITENING`."""
        self.centre.copy_(features.mean(dim=0))
        _, lengths, directions = torch.linalg.svd(features - self.centre, full_matrices=False)
        self.project.weight.copy_(directions[:KIND_DIMS] * (lengths[:KIND_DIMS, None] / lengths[0]) ** -WHITENING)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        return unit(self.project(features - self.centre))


class Encoder(nn.Module):
    """What ships: the tuned backbone's parts, the small one's and the colour head's, fused."""

    def __init__(self) -> None:
        super().__init__()
        self.backbone = Backbone()
        self.components = Components()
        self.small = SmallBackbone()
        self.colour = ColourHead()
        self.fusion = Fusion()

    def parts(self, photos: torch.Tensor) -> torch.Tensor:
        """Side by side, each of length 1, as `fusion.PARTS` lists them; colours with inner colours."""
        colours, inner, shown = self.colour(photos)
        fine, coarse, features = self.backbone.layers(photos)
        kinds, items = self.backbone.projected(fine, coarse, features, colours, shown)
        return torch.cat([kinds, self.components(features), self.small(photos), items, colours, inner], dim=1)

    def forward(self, photos: torch.Tensor) -> torch.Tensor:
        return self.fusion(self.parts(photos))


class ClassHead(nn.Module):
    """Cosine classifier used in training only."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(classes, KIND_DIMS) * 0.1)

    def forward(self, kinds: torch.Tensor) -> torch.Tensor:
        return kinds @ functional.normalize(self.weight, dim=1).t()
