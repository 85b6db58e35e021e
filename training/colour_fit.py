"""Colours of training photos in; `ColourKernel` trained to the kernel of them out."""

from __future__ import annotations

import math

import torch

from fusion import COLOURS, ColourKernel, colour_cosines, kernel, unit

# in a batch: photos, one of those nearest in colour for each, and any others; and as many mixes of all of them
ANCHORS, OTHERS = 125, 250
KNOWN_NEIGHBOURS = 16
# how many are sharpened, and the highest power for it
SHARPENED, SHARPEST = 0.5, 3
# how much of another's colours a mix has at most
MIXED = 0.5
# a kernel above this is near; there it counts this much more
NEAR, NEAR_WEIGHT = 0.2, 3
# errors are some hundredths: a loss of about 1
SCALE = 100


def sharpened(colours: torch.Tensor) -> torch.Tensor:
    """`colours` [n, 128], of half of them the larger shares larger: shops' photos show one cloth, evenly lit and cut out
    cleanly, and fewer colours than most photos here."""
    powers = torch.where(torch.rand(len(colours), 1) < SHARPENED, 1 + (SHARPEST - 1) * torch.rand(len(colours), 1), 1)
    return torch.cat([unit(half.pow(powers)) for half in colours.split(COLOURS, dim=1)], dim=1)


def mixes(colours: torch.Tensor) -> torch.Tensor:
    """Each of `colours` [n, 128] with up to half of another's: what two garments worn together show. Histograms mix as
    they were before the root was taken of them."""
    other, share = torch.randint(len(colours), (len(colours),)), torch.rand(len(colours), 1) * MIXED
    squares = colours * colours
    blended = (squares * (1 - share) + squares[other] * share).sqrt()
    return torch.cat([unit(half) for half in blended.split(COLOURS, dim=1)], dim=1)


def fit(network: ColourKernel, colours: torch.Tensor, odds: torch.Tensor, steps: int, rate: float = 2.5e-3) -> None:
    """Trains `network` to the kernel of `colours` [n, 128], drawn by `odds` [n]. Most pairs are far; the near ones decide
    what is found, and count as much on their own as all do."""
    known = torch.cat([colour_cosines(block, colours).topk(KNOWN_NEIGHBOURS + 1).indices[:, 1:] for block in colours.split(512)])
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=1e-4)
    total = 0.0
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1, (step + 1) / 100) * 0.5 * (1 + math.cos(math.pi * step / steps))
        anchors = torch.multinomial(odds, ANCHORS)
        near = known[anchors, torch.randint(KNOWN_NEIGHBOURS, (ANCHORS,))]
        photos = sharpened(colours[torch.cat([anchors, near, torch.multinomial(odds, OTHERS)])])
        batch = torch.cat([photos, mixes(photos)])
        wanted = kernel(colour_cosines(batch, batch))
        made = network(batch)
        errors = (made @ made.t() - wanted).square()
        close = (wanted > NEAR).float().fill_diagonal_(0)
        loss = SCALE * (errors.mean() + NEAR_WEIGHT * (errors * close).sum() / close.sum())
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        total += loss.item()
        if (step + 1) % 250 == 0:
            print(f"step {step + 1} loss {total / 250:.4f}", flush=True)
            total = 0.0
