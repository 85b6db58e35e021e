"""Trains the focus network on drawn people and, by what its forerunner finds there, on photos."""

from __future__ import annotations

import argparse
import copy
import time
from pathlib import Path

import torch
from torch.nn import functional

from draw_people import read_people
from focus_model import FocusModel
from focus_network import MASK_SIDE, SIDE, FocusNet
from photos import PAD
from pictures import Pictures, read_pictures
from schedule import follow, rate_at, resume, save
from views import affine, jitter, moved

BACKGROUND, PRODUCT, BODY = 0, 1, 2
# heads are small, and one that stays in does more harm than a lost rim of cloth
CLASS_WEIGHTS = (1.0, 1.0, 2.5)
SHARE_OF_PEOPLE = 0.5
SHARE_OF_FULL_FRAMES = 0.08
SHARE_OF_PASTED = 0.35


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, required=True, help="photos.pt of pack.py")
    parser.add_argument("--people", type=Path, required=True, help="what draw_people.py wrote")
    parser.add_argument("--teacher", type=Path, required=True, help="model.onnx of the forerunner")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def taught_shares(forerunner: FocusModel, photos: torch.Tensor) -> torch.Tensor:
    """float32 [n, 3, 64, 64]: probabilities of background, product and body, which photos without labels are taught by
    (Hinton et al. 2015, arXiv 1503.02531)."""
    found = torch.from_numpy(forerunner.maps(photos.numpy()))
    return torch.cat([(1 - found.sum(dim=1, keepdim=True)).clamp(min=0), found], dim=1)


class Examples:
    """Random batches: float32 photos [n, 3, 128, 128] in 0..1, drawn people first, and int64 labels [m, 64, 64] of these."""

    def __init__(self, photos: Pictures, people: Path) -> None:
        self.photos = photos
        self.people, labels = read_people(people)
        # head and skin are both body
        self.labels = labels.clamp(max=BODY)

    def batch(self, n: int) -> tuple[torch.Tensor, torch.Tensor]:
        count = int(n * SHARE_OF_PEOPLE)
        chosen = torch.randint(len(self.people), (count,))
        theta = self._windows(count)
        drawn = moved(self.people[chosen].float(), theta, SIDE, outside=PAD)
        labels = moved(self.labels[chosen].float().unsqueeze(1), theta, MASK_SIDE, mode="nearest")[:, 0].long()
        rows = torch.randint(len(self.photos), (n - count,))
        theta = self._windows(n - count)
        photographed = moved(self.photos.pixels[rows].float(), theta, SIDE, outside=PAD)
        # some subjects stand on another photo
        share = moved(self.photos.masks[rows].float().unsqueeze(1) / 255, theta, SIDE)
        pasted = (self.photos.sound[rows] & (torch.rand(n - count) < SHARE_OF_PASTED)).view(-1, 1, 1, 1)
        others = self.photos.pixels[torch.randint(len(self.photos), (n - count,))].float()
        grounds = moved(others, affine(n - count, "cpu", zoom=(0.3, 0.8)), SIDE, outside=PAD)
        share = ((share - 0.35) * 4).clamp(0, 1)
        photographed = torch.where(pasted, grounds + (photographed - grounds) * share, photographed)
        return jitter(torch.cat([drawn, photographed]) / 255, strength=1.6), labels

    @staticmethod
    def _windows(n: int) -> torch.Tensor:
        """A view far inside the subject teaches what a photo without background looks like."""
        theta = affine(n, "cpu", zoom=(0.55, 1.35), turn=0.35)
        close = torch.rand(n) < SHARE_OF_FULL_FRAMES
        theta[close] = affine(int(close.sum()), "cpu", zoom=(0.15, 0.3), shift=0.15)
        return theta


def loss_of(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Cross-entropy plus one minus the soft Dice of the product (Milletari et al. 2016, arXiv 1606.04797)."""
    weights = logits.new_tensor(CLASS_WEIGHTS)
    entropy = functional.cross_entropy(logits, labels, weights, label_smoothing=0.02)
    found = logits.softmax(dim=1)[:, PRODUCT]
    wanted = (labels == PRODUCT).float()
    overlap = 2 * (found * wanted).sum(dim=(1, 2)) + 1
    dice = overlap / (found.sum(dim=(1, 2)) + wanted.sum(dim=(1, 2)) + 1)
    return entropy + 0.5 * (1 - dice.mean())


def taught_loss(logits: torch.Tensor, shares: torch.Tensor) -> torch.Tensor:
    """Cross-entropy with the forerunner's probabilities."""
    weights = logits.new_tensor(CLASS_WEIGHTS).view(1, -1, 1, 1)
    return -(weights * shares * logits.log_softmax(dim=1)).sum(dim=1).mean()


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    examples = Examples(read_pictures(options.photos), options.people)
    forerunner = FocusModel(options.teacher)
    network = FocusNet().to(memory_format=torch.channels_last)
    average = copy.deepcopy(network).eval()
    optimiser = torch.optim.AdamW(network.parameters(), lr=options.rate, weight_decay=0.01)
    parts = {"network": network, "average": average, "optimiser": optimiser}
    first_step, spent = resume(options.checkpoint, parts, "cpu")
    torch.manual_seed(options.seed + first_step)
    started, losses, overlaps = time.monotonic(), [], []
    for step in range(first_step, options.steps):
        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, options.steps, options.rate)
        photos, labels = examples.batch(options.batch)
        shares = taught_shares(forerunner, photos[len(labels) :])
        network.train()
        with torch.autocast("cpu", torch.bfloat16):
            logits = network(photos.contiguous(memory_format=torch.channels_last)).float()
        loss = loss_of(logits[: len(labels)], labels) + taught_loss(logits[len(labels) :], shares)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        follow(average, network, step)
        losses.append(loss.item())
        found, wanted = logits[: len(labels)].argmax(dim=1) == PRODUCT, labels == PRODUCT
        overlaps.append(((found & wanted).sum() / (found | wanted).sum().clamp(min=1)).item())
        if (step + 1) % 250 == 0 or step + 1 == options.steps:
            seconds = spent + time.monotonic() - started
            save(options.checkpoint, parts, step + 1, seconds)
            print(f"step {step + 1} seconds {seconds:.0f} loss {sum(losses) / len(losses):.3f} "
                  f"IoU on training views {sum(overlaps) / len(overlaps):.3f}", flush=True)  # fmt: skip
            losses, overlaps = [], []


if __name__ == "__main__":
    main()
