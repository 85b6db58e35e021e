"""A checkpoint of the backbone and what it was trained on in; the whole encoder, its untrained heads fitted and its parts
fused, out."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from articles import read_articles
from corpus import read_corpus
from draw_people import read_people
from encoder_views import boxes_of
from focus_rule import SHARPNESS, SHOWN
from found_masks import Found, read_found
from fusion import KIND_DIMS, Fusion, score, unit
from heads import WINDOW, fit_shapes, windows_round
from network import SIDE, Backbone, Encoder
from onnx_weights import read_weights
from photos import PAD
from views import moved

PEOPLE, ARTICLES = 5000, 4000
# in a batch: photos, some of the nearest of each, and any others
ANCHORS, NEIGHBOURS, OTHERS = 128, 5, 256
KNOWN_NEIGHBOURS = 16
# the nearest of a photo score some hundredths apart
TEMPERATURE = 0.03
NOISE = 0.01


def mixed(trained: dict[str, torch.Tensor], begun_from: dict[str, torch.Tensor], share: float) -> dict[str, torch.Tensor]:
    """Weights between those that a stage began from and those it ended with: a network on that line is better at home
    than where it ended and better elsewhere than where it began (Wortsman et al. 2022, arXiv 2109.01903)."""
    return {
        name: begun_from[name].lerp(value, share) if value.dtype.is_floating_point else value for name, value in trained.items()
    }


def as_focus_shows(pixels: torch.Tensor, found: Found) -> torch.Tensor:
    """float32 [n, 3, 128, 128] of 0..1 from uint8 squares [n, 3, s, s]: the subject that focus found on neutral grey, or
    the whole photo where it found none."""
    boxes = boxes_of(found.masks)
    boxes[~found.sound] = torch.tensor([0.0, 0.0, 1 / WINDOW])
    masks = torch.where(found.sound.view(-1, 1, 1), found.masks, 255).float().unsqueeze(1)
    seen = moved(torch.cat([pixels.float() - PAD, masks], dim=1), windows_round(boxes), SIDE)
    share = ((seen[:, 3:] / 255 - SHOWN) * SHARPNESS + 0.5).clamp(0, 1)
    return (seen[:, :3] * share + PAD).round().clamp(0, 255) / 255


@torch.no_grad()
def parts_of(encoder: Encoder, pixels: torch.Tensor, found: Found, rows: torch.Tensor) -> torch.Tensor:
    """float32 [n, 320] of the photos `rows`."""
    shown = (as_focus_shows(pixels[part], Found(found.masks[part], found.sound[part])) for part in rows.split(128))
    return torch.cat([encoder.parts(photos) for photos in shown])


def without_common(parts: torch.Tensor, common: torch.Tensor) -> torch.Tensor:
    """`parts` [n, 320] as an encoder gives them that knows what is `common` [96] to all kinds."""
    return torch.cat([unit(parts[:, :KIND_DIMS] - common), parts[:, KIND_DIMS:]], dim=1)


@torch.no_grad()
def nearest(parts: torch.Tensor, count: int) -> torch.Tensor:
    """int64 [n, count]: the rows with the highest score beside each row, itself left out."""
    best = [score(block, parts).topk(count + 1, dim=1).indices[:, 1:] for block in parts.split(512)]
    return torch.cat(best)


def distance(cosines: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Mean divergence (Kullback and Leibler) of which photo each of a batch would pick by cosines [n, n] from which it
    would pick by score: the order among the nearest counts, what is far need not be right (after Hinton et al. 2015,
    arXiv 1503.02531)."""
    itself = torch.eye(len(cosines)) * 1e4
    picked = (cosines / TEMPERATURE - itself).log_softmax(dim=1)
    return functional.kl_div(picked, (wanted / TEMPERATURE - itself).softmax(dim=1), reduction="batchmean")


def fit(fusion: Fusion, parts: torch.Tensor, odds: torch.Tensor, steps: int, rate: float = 2.5e-3) -> None:
    """Trains `fusion` to rank the photos of `parts` [n, 320], drawn by `odds` [n], as their score does."""
    fusion.begin(parts)
    known = nearest(parts, KNOWN_NEIGHBOURS)
    # embeddings have length 1, so their cosines may be in another measure than scores
    measure = nn.Parameter(torch.zeros(()))
    optimiser = torch.optim.AdamW([*fusion.parameters(), measure], lr=rate, weight_decay=1e-4)
    total = 0.0
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1, (step + 1) / 100) * 0.5 * (1 + math.cos(math.pi * step / steps))
        anchors = torch.multinomial(odds, ANCHORS)
        near = known[anchors][:, torch.randperm(KNOWN_NEIGHBOURS)[:NEIGHBOURS]].flatten()
        batch = parts[torch.cat([anchors, near, torch.multinomial(odds, OTHERS)]).unique()]
        batch = batch + torch.randn_like(batch) * NOISE
        embeddings = fusion(batch)
        loss = distance(embeddings @ embeddings.t() * measure.exp(), score(batch, batch))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        total += loss.item()
        if (step + 1) % 250 == 0:
            print(f"step {step + 1} divergence {total / 250:.4f}", flush=True)
            total = 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="what corpus.py wrote")
    parser.add_argument("--people", type=Path, required=True, help="what draw_people.py wrote")
    parser.add_argument("--articles", type=Path, required=True, help="what articles.py wrote")
    parser.add_argument("--found", type=Path, required=True, help="what found_masks.py wrote")
    parser.add_argument("--checkpoint", type=Path, required=True, help="what train_encoder.py wrote")
    parser.add_argument("--begun-from", type=Path, help="the model.onnx that its training started from, to mix its weights in")
    parser.add_argument("--share", type=float, default=0.3, help="of the trained weights in that mix")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    saved = torch.load(options.checkpoint, map_location="cpu")
    weights = saved["average"]
    if options.begun_from:
        weights = mixed(weights, read_weights(options.begun_from, Backbone()), options.share)
    corpus = read_corpus(options.corpus)
    encoder = Encoder()
    encoder.backbone.load_state_dict(weights)
    encoder.colour.load_state_dict(saved["colour"])
    centre, basis = fit_shapes(encoder, corpus)
    encoder.shape.centre.copy_(centre)
    encoder.shape.basis.copy_(basis)
    encoder.eval()

    found, found_people, _ = read_found(options.found)
    articles = read_articles(options.articles)
    people = read_people(options.people)[0]
    sets = (
        (corpus.pixels, found, torch.arange(len(corpus.pixels))),
        (people, found_people, torch.randperm(len(people))[:PEOPLE]),
        (articles.pixels, Found(articles.masks, articles.sound), torch.randperm(len(articles.pixels))[:ARTICLES]),
    )
    parts = [parts_of(encoder, *photos) for photos in sets]
    encoder.common.copy_(torch.cat(parts)[:, :KIND_DIMS].mean(dim=0))
    parts = [without_common(part, encoder.common) for part in parts]
    # what was drawn counts for half of what was photographed
    odds = torch.cat([torch.full((len(part),), 1.0 if i == 0 else 0.5) for i, part in enumerate(parts)])
    print(f"parts of {len(odds)} photos", flush=True)
    fit(encoder.fusion, torch.cat(parts), odds, options.steps)
    torch.save({"encoder": encoder.state_dict(), "step": saved["step"], "seconds": saved["seconds"]}, options.out)


if __name__ == "__main__":
    main()
