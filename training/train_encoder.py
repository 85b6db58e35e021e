"""Tunes the pretrained backbone on photos, drawn people and drawn articles, and writes a checkpoint every few minutes."""

from __future__ import annotations

import argparse
import copy
import time
from dataclasses import dataclass
from pathlib import Path

import torch

from fusion import ITEM_DIMS, KIND_DIMS
from lite import mixed, pretrained
from losses import class_contrast, class_entropy, distilled, instance_contrast, remaining_contrast
from network import Backbone, ClassHead, ColourHead, Encoder
from onnx_weights import read_weights
from photos import UNLABELLED
from pictures import Pictures, read_pictures
from schedule import follow, rate_at, resume, save
from seen_views import seen
from teacher import Teacher, read_teacher

# how often a collection's photo is drawn, as a share of the photos of a batch
COLLECTION_SHARES = {"clothing": 0.5, "objects": 0.24, "materials": 0.06, "grocery": 0.2}
PEOPLE_SHARE, ARTICLE_SHARE = 0.18, 0.12
# of the entropy of classes, of distillation, of the contrast of classes, of that of items, and of items beside the
# other parts
WEIGHTS = (1.0, 60.0, 0.3, 0.3, 0.5)
# the backbone knows most of it already: heads learn five times as fast
HEAD_RATE = 5
SAVED_EVERY = 50
FITTED_PHOTOS = 1536


@dataclass(frozen=True)
class Stage:
    """Part of the schedule: up to `until` (share of all steps) views are `side` pixels wide."""

    until: float
    side: int


# small views first: a step at 128 pixels costs 0.64 of one at 160
STAGES = (Stage(0.45, 128), Stage(1.0, 160))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, required=True, help="photos.pt of pack.py; people.pt and articles.pt lie beside it")
    parser.add_argument("--teacher", type=Path, required=True, help="what teacher.py wrote")
    parser.add_argument("--palette", type=Path, required=True, help="model.onnx of an encoder whose palette is taken")
    parser.add_argument("--checkpoint", type=Path, required=True, help="written every few minutes, resumed from if there")
    parser.add_argument("--begun-from", type=Path, help="checkpoint of an earlier training to begin with")
    parser.add_argument("--share", type=float, default=0.75, help="of that one's weights, beside ImageNet's")
    parser.add_argument("--steps", type=int, default=1600)
    parser.add_argument("--batch", type=int, default=48, help="pictures a step; each gives two views")
    parser.add_argument("--rate", type=float, default=2e-4, help="peak learning rate of the backbone")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def collection_of(name: str) -> str:
    return name.split("/")[0]


class Draw:
    """Rows of photos in pairs of one class: the first by `COLLECTION_SHARES`, the second among the photos of its class;
    beside a photo without a label stands any other."""

    def __init__(self, photos: Pictures) -> None:
        self.labels = photos.labels
        collections = [collection_of(name) for name in photos.classes]
        # photos without a label are garments
        of_row = [collections[label] if label != UNLABELLED else "clothing" for label in photos.labels.tolist()]
        self.weights = photos.odds.clone()
        for name, share in COLLECTION_SHARES.items():
            rows = torch.tensor([collection == name for collection in of_row])
            self.weights[rows] *= share / self.weights[rows].sum()
        self.members = [torch.nonzero(photos.labels == label).flatten() for label in range(len(photos.classes))]

    def rows(self, pairs: int) -> torch.Tensor:
        """int64 [2 * pairs]."""
        first = torch.multinomial(self.weights, pairs)
        second = [self._mate(label) for label in self.labels[first].tolist()]
        return torch.cat([first, torch.stack(second)])

    def _mate(self, label: int) -> torch.Tensor:
        if label == UNLABELLED:
            return torch.randint(len(self.labels), ())
        members = self.members[label]
        return members[torch.randint(len(members), ())]


def pairs_of(pictures: Pictures, count: int) -> torch.Tensor:
    """int64 [2, count]: two pictures each of as many groups; one and the same twice where a group has only one."""
    order = torch.randperm(len(pictures))
    ranks = torch.argsort(pictures.groups[order], stable=True)
    starts = torch.nonzero(torch.diff(pictures.groups[order][ranks], prepend=torch.tensor([-1]))).flatten()
    lengths = torch.diff(starts, append=torch.tensor([len(ranks)]))
    chosen = torch.randperm(len(starts))[:count]
    return order[ranks[torch.stack([starts[chosen], starts[chosen] + (lengths[chosen] > 1).long()])]]


class Batches:
    """Views of pairs from all three kinds of pictures, with their labels and rows."""

    def __init__(self, photos: Pictures, people: Pictures, articles: Pictures, size: int) -> None:
        self.photos, self.people, self.articles = photos, people, articles
        self.draw = Draw(photos)
        self.n_people, self.n_articles = int(size * PEOPLE_SHARE), int(size * ARTICLE_SHARE)
        self.n_photos = (size - self.n_people - self.n_articles) // 2 * 2
        names = [collection_of(name) for name in (*photos.classes, *articles.classes)]
        self.collections = torch.tensor([sorted(set(names)).index(name) for name in names])

    def next(self, side: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Views [2n, 4, side, side], first ones before second ones; labels [n], where what has no class counts as a class of
        its own pair; rows of photos [n_photos], which come first."""
        rows = self.draw.rows(self.n_photos // 2)
        worn, shots = pairs_of(self.people, self.n_people), pairs_of(self.articles, self.n_articles)
        views = [
            seen(pictures, chosen, side, self.photos)
            for i in range(2)
            for pictures, chosen in ((self.photos, rows), (self.people, worn[i]), (self.articles, shots[i]))
        ]
        classes = len(self.collections)
        outfits = classes + torch.arange(len(worn[0]))
        labels = torch.cat([self.photos.labels[rows], outfits, len(self.photos.classes) + self.articles.labels[shots[0]]])
        return torch.cat(views), labels, rows


@torch.no_grad()
def begin(network: Backbone, photos: Pictures, side: int, begun_from: Path | None, share: float) -> None:
    """Gives `network` the pretrained backbone, or what an earlier training made of it, and as projections the principal
    components of what it sees in photos."""
    if begun_from:
        state, fresh = mixed(torch.load(begun_from, map_location="cpu")["average"], share), network.state_dict()
        network.load_state_dict({name: state[name] if state[name].shape == value.shape else value for name, value in fresh.items()})
    else:
        network.lite.load_state_dict(pretrained().state_dict())
    network.eval()
    features = []
    for part in torch.randperm(len(photos))[:FITTED_PHOTOS].split(64):
        views = seen(photos, part, side, photos).contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16):
            features.append(network.layers(views)[2].float())
    found = torch.cat(features)
    network.centre.copy_(found.mean(dim=0))
    directions = torch.linalg.svd(found - network.centre, full_matrices=False)[2]
    items = state["project.weight"][-ITEM_DIMS:] if begun_from else directions[:ITEM_DIMS]
    network.project.weight.copy_(torch.cat([directions[:KIND_DIMS], items]))


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    photos, people, articles = (read_pictures(options.photos.with_name(f"{name}.pt")) for name in ("photos", "people", "articles"))
    teacher: Teacher = read_teacher(options.teacher, len(photos))
    batches = Batches(photos, people, articles, options.batch)
    network, head, colour = Backbone(), ClassHead(len(batches.collections)), ColourHead()
    colour.palette.copy_(read_weights(options.palette, Encoder())["colour.palette"])
    if not options.checkpoint.exists():
        begin(network, photos, STAGES[-1].side, options.begun_from, options.share)
    network.to(memory_format=torch.channels_last)
    average = copy.deepcopy(network).eval()
    heads = [*network.project.parameters(), *network.fabric.parameters(), *head.parameters()]
    groups = [{"params": [p for p in network.lite.parameters() if p.requires_grad], "factor": 1}, {"params": heads, "factor": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, lr=options.rate, weight_decay=0.01)
    parts = {"encoder": network, "average": average, "head": head, "colour": colour, "optimiser": optimiser}
    first_step, spent = resume(options.checkpoint, parts, "cpu")
    torch.manual_seed(options.seed + first_step)
    started, sums = time.monotonic(), torch.zeros(len(WEIGHTS))
    for step in range(first_step, options.steps):
        side = next(stage.side for stage in STAGES if step < stage.until * options.steps)
        views, labels, rows = batches.next(side)
        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, options.steps, options.rate * group["factor"], warm_up=50)
        network.train()
        colours, _, shown = colour(views)
        with torch.autocast("cpu", torch.bfloat16):
            fine, coarse, features = network.layers(views.contiguous(memory_format=torch.channels_last))
        kinds, items = network.projected(fine, coarse, features, colours, shown)
        both = labels.repeat(2)
        named = torch.where(both < len(batches.collections), both, UNLABELLED)
        taught_rows, taught = teacher.of(rows)
        of_photos = torch.cat([taught_rows, taught_rows + len(labels)])
        losses = (
            class_entropy(head(kinds), named, batches.collections),
            distilled(kinds[of_photos], taught.repeat(2, 1)),
            class_contrast(kinds, both),
            instance_contrast(items),
            remaining_contrast(items, kinds, colours),
        )  # fmt: skip
        loss = sum(weight * part for weight, part in zip(WEIGHTS, losses))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        follow(average, network, step)
        sums += torch.tensor([part.item() for part in losses])
        if (step + 1) % SAVED_EVERY == 0 or step + 1 == options.steps:
            seconds = spent + time.monotonic() - started
            save(options.checkpoint, parts, step + 1, seconds)
            means = " ".join(f"{value:.4f}" for value in sums / ((step % SAVED_EVERY) + 1))
            print(f"step {step + 1} side {side} seconds {seconds:.0f} losses {means}", flush=True)
            sums.zero_()


if __name__ == "__main__":
    main()
