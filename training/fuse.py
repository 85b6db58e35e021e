"""A backbone and what it was trained on in; the whole encoder, its untrained heads fitted and its parts fused, out."""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import torch

from articles import read_articles
from corpus import read_corpus
from draw_people import read_people
from encoder_views import boxes_of
from focus_rule import SHARPNESS, SHOWN
from found_masks import Found, read_found
from fusion import COLOURS, KIND_DIMS, PARTS, ColourKernel, colour_cosines, kernel, score, unit
from heads import WINDOW, fit_palette, fit_shapes, windows_round
from network import SIDE, Backbone, Encoder
from onnx_weights import read_weights
from photos import PAD
from views import moved

PEOPLE, ARTICLES = 5000, 4000
# in a batch: photos, one of those nearest in colour for each, and any others; and as many mixes of all of them
ANCHORS, OTHERS = 125, 250
KNOWN_NEIGHBOURS = 16
# how much of another's colours a mix has at most
MIXED = 0.5
# a kernel above this is near; there it counts this much more
NEAR, NEAR_WEIGHT = 0.2, 3
# errors are some hundredths: a loss of about 1
SCALE = 100


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
        photos = colours[torch.cat([anchors, near, torch.multinomial(odds, OTHERS)])]
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


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="what corpus.py wrote")
    parser.add_argument("--people", type=Path, required=True, help="what draw_people.py wrote")
    parser.add_argument("--articles", type=Path, required=True, help="what articles.py wrote")
    parser.add_argument("--found", type=Path, required=True, help="what found_masks.py wrote")
    parser.add_argument("--checkpoint", type=Path, help="what train_encoder.py wrote; without it --begun-from is fused anew")
    parser.add_argument("--begun-from", type=Path, help="the model.onnx that its training started from, to mix its weights in")
    parser.add_argument("--share", type=float, default=0.3, help="of the trained weights in that mix")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not options.checkpoint and not options.begun_from:
        parser.error("--checkpoint or --begun-from is needed")
    return options


def trained(options: argparse.Namespace) -> tuple[dict[str, torch.Tensor], dict[str, float]]:
    """The backbone's weights, and the steps and seconds that they took."""
    begun_from = options.begun_from and read_weights(options.begun_from, Backbone())
    if not options.checkpoint:
        training = json.loads(options.begun_from.with_name("card.json").read_text())["training"]
        return begun_from, {"step": training["steps"], "seconds": training["hours"] * 3600}
    saved = torch.load(options.checkpoint, map_location="cpu")
    weights = mixed(saved["average"], begun_from, options.share) if begun_from else saved["average"]
    return weights, {"step": saved["step"], "seconds": saved["seconds"]}


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    weights, spent = trained(options)
    corpus = read_corpus(options.corpus)
    encoder = Encoder()
    encoder.backbone.load_state_dict(weights)
    encoder.colour.palette.copy_(fit_palette(corpus))
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
    # what was drawn counts for half of what was photographed
    odds = torch.cat([torch.full((len(part),), 1.0 if i == 0 else 0.5) for i, part in enumerate(parts)])
    # of photos alone: what drawings have in common is another thing
    encoder.common.copy_(parts[0][:, :KIND_DIMS].mean(dim=0))
    every = without_common(torch.cat(parts), encoder.common)
    print(f"parts of {len(every)} photos", flush=True)
    encoder.fusion.begin(every)
    fit(encoder.fusion.colours, every.split(PARTS, dim=1)[2], odds, options.steps)
    with torch.no_grad():
        sample = every[torch.randperm(len(every))[:2000]]
        embeddings = encoder.fusion(sample)
        print(f"cosines differ from the score by {(embeddings @ embeddings.t() - score(sample, sample)).abs().mean():.4f} on average")
    torch.save({"encoder": encoder.state_dict(), **spent}, options.out)


if __name__ == "__main__":
    main()
