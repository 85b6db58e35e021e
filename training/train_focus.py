"""Drawn people and masked photos in; a checkpoint of the focus network out, again and again until the schedule ends."""

from __future__ import annotations

import argparse
import copy
import time
from pathlib import Path

import torch
from torch.nn import functional

from corpus import Corpus, read_corpus
from draw_people import read_people
from focus_network import MASK_SIDE, SIDE, FocusNet
from photos import PAD
from schedule import follow, rate_at, resume, save
from views import affine, jitter, moved

BACKGROUND, PRODUCT, BODY = 0, 1, 2
# heads are small, and one that stays in does more harm than a lost rim of cloth
CLASS_WEIGHTS = (1.0, 1.0, 2.5)
SHARE_OF_PEOPLE = 0.5
SHARE_OF_FULL_FRAMES = 0.08


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="what corpus.py wrote")
    parser.add_argument("--people", type=Path, required=True, help="what draw_people.py wrote")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return parser.parse_args()


class Examples:
    """Random batches: float32 photos [n, 3, 128, 128] in 0..1 and int64 labels [n, 64, 64]."""

    def __init__(self, corpus: Corpus, people: Path, device: str) -> None:
        self.people, labels = read_people(people)
        # head and skin are both body
        self.labels = labels.clamp(max=BODY)
        self.corpus, self.device = corpus, device
        # a portrait's subject is a face, which a product's picture leaves out
        faces = torch.tensor([i for i, name in enumerate(corpus.classes) if name.startswith("objects/Faces")])
        self.masked = torch.nonzero(corpus.sound & ~torch.isin(corpus.labels, faces)).flatten()

    def batch(self, n: int) -> tuple[torch.Tensor, torch.Tensor]:
        people = int(n * SHARE_OF_PEOPLE)
        chosen = torch.randint(len(self.people), (people,))
        drawn = self._pack(self.people[chosen], self.labels[chosen])
        rows = self.masked[torch.randint(len(self.masked), (n - people,))]
        pixels, masks = self.corpus.pixels[rows], self.corpus.masks[rows]
        photographed = self._pack(pixels, (masks > 127).to(torch.uint8))
        # half of the photographed subjects stand on another photo
        other = self.corpus.pixels[torch.randint(len(self.corpus.pixels), (n - people,))]
        pasted = torch.rand(n - people, 1, 1, 1, device=self.device) < 0.5
        subject = photographed[:, 3:4] == PRODUCT
        grounds = moved(other.to(self.device).float(), affine(n - people, self.device, zoom=(0.3, 0.8)), photographed.shape[-1])
        photographed[:, :3] = torch.where(pasted & ~subject, grounds, photographed[:, :3])
        together = torch.cat([drawn, photographed])
        # a view far inside the subject teaches what a photo without background looks like
        close = torch.rand(n, device=self.device) < SHARE_OF_FULL_FRAMES
        theta = affine(n, self.device, zoom=(0.55, 1.35), turn=0.35)
        theta[close] = affine(int(close.sum()), self.device, zoom=(0.15, 0.3), shift=0.15)
        photos = moved(together[:, :3], theta, SIDE, outside=PAD) / 255
        labels = moved(together[:, 3:], theta, MASK_SIDE, mode="nearest")[:, 0].long()
        return jitter(photos, strength=1.6), labels

    def _pack(self, pixels: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """float32 [n, 4, s, s]: RGB of 0..255 and the label."""
        return torch.cat([pixels.to(self.device).float(), labels.to(self.device).float().unsqueeze(1)], dim=1)


def loss_of(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Cross-entropy plus one minus the soft Dice of the product (Milletari et al. 2016, arXiv 1606.04797)."""
    weights = logits.new_tensor(CLASS_WEIGHTS)
    entropy = functional.cross_entropy(logits, labels, weights, label_smoothing=0.02)
    found = logits.softmax(dim=1)[:, PRODUCT]
    wanted = (labels == PRODUCT).float()
    overlap = 2 * (found * wanted).sum(dim=(1, 2)) + 1
    dice = overlap / (found.sum(dim=(1, 2)) + wanted.sum(dim=(1, 2)) + 1)
    return entropy + 0.5 * (1 - dice.mean())


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    examples = Examples(read_corpus(options.corpus), options.people, options.device)
    network = FocusNet().to(options.device, memory_format=torch.channels_last)
    average = copy.deepcopy(network).eval()
    optimiser = torch.optim.AdamW(network.parameters(), lr=options.rate, weight_decay=0.01)
    parts = {"network": network, "average": average, "optimiser": optimiser}
    first_step, spent = resume(options.checkpoint, parts, options.device)
    torch.manual_seed(options.seed + first_step)
    started, losses, overlaps = time.monotonic(), [], []
    for step in range(first_step, options.steps):
        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, options.steps, options.rate)
        photos, labels = examples.batch(options.batch)
        network.train()
        logits = network(photos.contiguous(memory_format=torch.channels_last))
        loss = loss_of(logits, labels)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        follow(average, network, step)
        losses.append(loss.item())
        found, wanted = logits.argmax(dim=1) == PRODUCT, labels == PRODUCT
        overlaps.append(((found & wanted).sum() / (found | wanted).sum().clamp(min=1)).item())
        if (step + 1) % 250 == 0 or step + 1 == options.steps:
            seconds = spent + time.monotonic() - started
            save(options.checkpoint, parts, step + 1, seconds)
            print(f"step {step + 1} seconds {seconds:.0f} loss {sum(losses) / len(losses):.3f} "
                  f"IoU on training views {sum(overlaps) / len(overlaps):.3f}", flush=True)  # fmt: skip
            losses, overlaps = [], []


if __name__ == "__main__":
    main()
