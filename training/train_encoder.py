"""The corpus, drawn people, pasted subjects and drawn articles in; a checkpoint of the encoder out, again and again until the schedule ends."""

from __future__ import annotations

import argparse
import copy
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn import functional

from articles import read_articles
from canvas import PRODUCT
from corpus import Corpus, read_corpus
from draw_people import read_people
from encoder_views import Pictures, pictures, seen
from found_masks import Found, read_found
from heads import fit_palette, isolated
from losses import class_contrast, instance_contrast, remaining_contrast
from network import Backbone, ClassHead, ColourHead
from onnx_weights import read_weights
from paste_subjects import Pasted, read_pasted
from photos import UNLABELLED
from schedule import follow, rate_at, resume, save
from splits import TRAINING_FOLDERS

# how often a folder's photo is drawn, as a share of the photos of a batch
FOLDER_SHARES = {
    "clothing/train": 0.3, "clothing-more": 0.16, "objects": 0.24, "materials": 0.06,
    "grocery/train": 0.16, "grocery/val": 0.03, "grocery/iconic": 0.05,
}  # fmt: skip
PEOPLE_SHARE = 1 / 5
ARTICLE_SHARE = 1 / 8
# of the photos whose subject was pasted, too: how often that takes the second view's place
PASTED_SHARE = 0.4
# less of the pasted subject in what focus found of it, as intersection over union, is another thing
PASTED_OVERLAP = 0.5
# 0.1 more of cosine between their colours makes one photo e times as likely beside another
COLOUR_TEMPERATURE = 0.1
# of the contrast of classes, of the classifier, of the contrast of items alone, and beside the other parts
WEIGHTS = (1.0, 0.7, 0.5, 1.0)


@dataclass(frozen=True)
class Stage:
    """Part of the schedule: up to `until` (share of all steps) views are `side` pixels wide."""

    until: float
    side: int


# small views first: a step at 80 pixels costs 0.4 of one at 128, and a network trained below the size that it is used
# at loses nothing (Touvron et al. 2019, arXiv 1906.06423)
STAGES = (Stage(0.5, 80), Stage(0.8, 96), Stage(1.0, 112))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="what corpus.py wrote")
    parser.add_argument("--people", type=Path, required=True, help="what draw_people.py wrote")
    parser.add_argument("--pasted", type=Path, required=True, help="what paste_subjects.py wrote")
    parser.add_argument("--articles", type=Path, required=True, help="what articles.py wrote")
    parser.add_argument("--found", type=Path, required=True, help="what found_masks.py wrote")
    parser.add_argument("--checkpoint", type=Path, required=True, help="written every 250 steps, resumed from if there")
    parser.add_argument("--start-from", type=Path, help="model.onnx whose weights to start with instead of random ones")
    parser.add_argument("--steps", type=int, default=4500)
    parser.add_argument("--batch", type=int, default=96, help="pictures a step; each gives two views")
    parser.add_argument("--rate", type=float, default=2e-3, help="peak learning rate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return parser.parse_args()


def draw_weights(folders: torch.Tensor) -> torch.Tensor:
    """float [n]: the chance of each photo of the corpus, so that folders are drawn by `FOLDER_SHARES`."""
    weights = torch.zeros(len(folders))
    for i, folder in enumerate(TRAINING_FOLDERS):
        rows = folders == i
        weights[rows] = FOLDER_SHARES[folder] / max(1, int(rows.sum()))
    return weights


class Draw:
    """Rows of the corpus in pairs of one class: the first of a pair by `draw_weights`, the second by the same weights
    among the photos of its class; beside a photo without a label stands any other. In half of the pairs the second is
    like the first in colour, too: items are learned most from those that are nearly alike."""

    def __init__(self, corpus: Corpus, colour: ColourHead) -> None:
        self.labels, self.weights = corpus.labels, draw_weights(corpus.folders)
        self.members = [torch.nonzero(corpus.labels == label).flatten() for label in range(len(corpus.classes))]
        self.everyone = torch.arange(len(corpus.labels))
        with torch.no_grad():
            self.colours = torch.cat([colour(isolated(corpus, rows))[0] for rows in self.everyone.split(256)])

    def rows(self, pairs: int) -> torch.Tensor:
        """int64 [2 * pairs]."""
        first = torch.multinomial(self.weights, pairs)
        second = [self._mate(row, label) for row, label in zip(first, self.labels[first].tolist())]
        return torch.cat([first, *second])

    def _mate(self, row: torch.Tensor, label: int) -> torch.Tensor:
        members = self.everyone if label == UNLABELLED else self.members[label]
        weights = self.weights[members]
        if torch.rand(()) < 0.5:
            weights = weights * torch.exp(self.colours[members] @ self.colours[row] / COLOUR_TEMPERATURE)
            # a photo beside itself would be its own opposite
            weights = weights * (members != row) + 1e-12
        return members[torch.multinomial(weights, 1)]


class PastedViews:
    """Subjects as focus finds them before another photo: the corpus rows that have one, and the views of them."""

    def __init__(self, pasted: Pasted, found: Found, rows: int) -> None:
        drawn, seen_of_it = pasted.masks > 127, found.masks > 127
        shared = (drawn & seen_of_it).flatten(1).sum(dim=1) / (drawn | seen_of_it).flatten(1).sum(dim=1)
        # one that focus takes whole stands for itself; one that focus mistakes for another would teach the mistake
        kept = torch.nonzero((shared > PASTED_OVERLAP) | ~found.sound).flatten()
        never = torch.zeros(len(pasted.rows), dtype=torch.bool)
        self.pictures = pictures(pasted.pixels, pasted.masks, never, found)
        self.of_row = torch.full((rows,), -1)
        self.of_row[pasted.rows[kept]] = kept

    def second(self, photos: Pictures, rows: torch.Tensor, side: int, device: str) -> torch.Tensor:
        """As `seen`, of some rows before another photo."""
        elsewhere = (self.of_row[rows] >= 0) & (torch.rand(len(rows)) < PASTED_SHARE)
        views = torch.empty(len(rows), 3, side, side, device=device)
        for chosen, source, which in ((~elsewhere, photos, rows), (elsewhere, self.pictures, self.of_row[rows])):
            if chosen.any():
                views[chosen.to(device)] = seen(source, which[chosen], side, device)
        return views


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    device = options.device
    corpus = read_corpus(options.corpus)
    found, found_people, found_pasted = read_found(options.found)
    photos = pictures(corpus.pixels, corpus.masks, corpus.sound, found)
    drawn, parts_of_drawn = read_people(options.people)
    every = torch.ones(len(drawn), dtype=torch.bool)
    people = pictures(drawn, (parts_of_drawn == PRODUCT).byte() * 255, every, found_people)
    pasted = PastedViews(read_pasted(options.pasted), found_pasted, len(corpus.labels))
    articles = read_articles(options.articles)
    of_articles = articles.pictures()
    classes = len(corpus.classes) + len(articles.categories)
    encoder, head, colour = Backbone().to(device), ClassHead(classes).to(device), ColourHead().to(device)
    colour.palette.copy_(fit_palette(corpus))
    draw = Draw(corpus, copy.deepcopy(colour).cpu())
    if options.start_from:
        encoder.load_state_dict(read_weights(options.start_from, encoder))
    # 1.5 times the views a second of the default layout on a CPU
    encoder.to(memory_format=torch.channels_last)
    average = copy.deepcopy(encoder).eval()
    optimiser = torch.optim.AdamW([*encoder.parameters(), *head.parameters()], lr=options.rate, weight_decay=0.02)
    parts = {"encoder": encoder, "average": average, "head": head, "colour": colour, "optimiser": optimiser}
    first_step, spent = resume(options.checkpoint, parts, device)
    torch.manual_seed(options.seed + first_step)
    n_people, n_articles = int(options.batch * PEOPLE_SHARE), int(options.batch * ARTICLE_SHARE)
    started, sums = time.monotonic(), torch.zeros(len(WEIGHTS))
    for step in range(first_step, options.steps):
        side = next(stage.side for stage in STAGES if step < stage.until * options.steps)
        rows = draw.rows((options.batch - n_people - n_articles) // 2)
        pairs = torch.randperm(len(people.pixels) // 2)[:n_people] * 2
        swap = torch.randint(2, (n_people,))
        shots = articles.pairs(n_articles)
        views = [
            torch.cat([photo, seen(people, person, side, device), seen(of_articles, shot, side, device)])
            for photo, person, shot in (
                (seen(photos, rows, side, device), pairs + swap, shots[0]),
                (pasted.second(photos, rows, side, device), pairs + 1 - swap, shots[1]),
            )
        ]
        # an outfit is a class of its own: whoever wears it, from whichever side
        outfits = classes + torch.arange(n_people)
        categories = len(corpus.classes) + articles.labels[shots[0]]
        labels = torch.cat([corpus.labels[rows], outfits, categories]).to(device)

        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, options.steps, options.rate)
        encoder.train()
        both = torch.cat(views)
        colours, _, shown = colour(both)
        kinds, items = encoder(both.contiguous(memory_format=torch.channels_last), colours, shown)
        both_labels = labels.repeat(2)
        named = (both_labels != UNLABELLED) & (both_labels < classes)
        guesses = functional.cross_entropy(head(kinds[named]), both_labels[named], label_smoothing=0.1)
        losses = (
            class_contrast(*kinds.chunk(2), labels), guesses, instance_contrast(*items.chunk(2)), remaining_contrast(items, kinds, colours)
        )  # fmt: skip
        loss = sum(weight * part for weight, part in zip(WEIGHTS, losses))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        follow(average, encoder, step)
        sums += torch.tensor([part.item() for part in losses])

        if (step + 1) % 250 == 0 or step + 1 == options.steps:
            seconds = spent + time.monotonic() - started
            save(options.checkpoint, parts, step + 1, seconds)
            means = " ".join(f"{value:.3f}" for value in sums / ((step % 250) + 1))
            print(f"step {step + 1} side {side} seconds {seconds:.0f} losses {means}", flush=True)
            sums.zero_()


if __name__ == "__main__":
    main()
