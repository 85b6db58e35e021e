"""Folders of photos in; a checkpoint of the encoder out, again and again until the schedule ends."""

from __future__ import annotations

import argparse
import copy
import math
import time
from pathlib import Path

import torch
from torch.nn import functional

from augment import view
from evaluate import embed, precision
from losses import class_contrast, instance_contrast
from network import SIDE, ClassHead, Encoder
from onnx_weights import read_weights
from photos import UNLABELLED, load

SOURCE_SIDE = 192


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds clothing/ and clothing-more/")
    parser.add_argument("--checkpoint", type=Path, required=True, help="written every few minutes, resumed from if there")
    parser.add_argument("--start-from", type=Path, help="model.onnx whose weights to start with instead of random ones")
    parser.add_argument("--steps", type=int, default=9000)
    parser.add_argument("--batch", type=int, default=48, help="photos a step; each gives two views")
    parser.add_argument("--rate", type=float, default=2e-3, help="peak learning rate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return parser.parse_args()


def rate_at(step: int, steps: int, peak: float, warm_up: int = 200) -> float:
    """Linear warm-up, then a half cosine down to zero."""
    if step < warm_up:
        return peak * (step + 1) / warm_up
    return peak * 0.5 * (1 + math.cos(math.pi * (step - warm_up) / max(1, steps - warm_up)))


@torch.no_grad()
def follow(average: Encoder, encoder: Encoder, step: int) -> None:
    """Moves the averaged weights towards the trained ones; a short memory at first, 0.998 later."""
    keep = min(0.998, (1 + step) / (10 + step))
    for slow, fast in zip(average.state_dict().values(), encoder.state_dict().values()):
        if slow.dtype.is_floating_point:
            slow.lerp_(fast, 1 - keep)
        else:
            slow.copy_(fast)


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    device = options.device
    train = load([options.data / "clothing/train", options.data / "clothing-more"], SOURCE_SIDE)
    gallery = load([options.data / "clothing/train"], SIDE, train.classes)
    queries = load([options.data / "clothing/validation"], SIDE, train.classes)

    encoder, head = Encoder().to(device), ClassHead(len(train.classes)).to(device)
    if options.start_from:
        encoder.load_state_dict(read_weights(options.start_from))
    # 1.5 times the views a second of the default layout on a CPU
    encoder.to(memory_format=torch.channels_last)
    average = copy.deepcopy(encoder).eval()
    parameters = [*encoder.parameters(), *head.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=options.rate, weight_decay=0.02)
    first_step, spent = 0, 0.0
    if options.checkpoint.exists():
        saved = torch.load(options.checkpoint, map_location=device)
        encoder.load_state_dict(saved["encoder"])
        average.load_state_dict(saved["average"])
        head.load_state_dict(saved["head"])
        optimiser.load_state_dict(saved["optimiser"])
        first_step, spent = saved["step"], saved["seconds"]

    def save(step: int, seconds: float) -> None:
        state = {
            "encoder": encoder.state_dict(),
            "average": average.state_dict(),
            "head": head.state_dict(),
            "optimiser": optimiser.state_dict(),
            "step": step,
            "seconds": seconds,
        }
        part = options.checkpoint.with_suffix(".part")
        torch.save(state, part)
        part.replace(options.checkpoint)

    n = len(train.labels)
    generator = torch.Generator().manual_seed(options.seed + first_step)
    order = torch.randperm(n, generator=generator)
    at, started, losses = 0, time.monotonic(), []
    for step in range(first_step, options.steps):
        if at + options.batch > n:
            order, at = torch.randperm(n, generator=generator), 0
        chosen = order[at : at + options.batch]
        at += options.batch
        pixels, labels = train.pixels[chosen].to(device), train.labels[chosen].to(device)

        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, options.steps, options.rate)
        encoder.train()
        views = torch.cat([view(pixels), view(pixels)]).contiguous(memory_format=torch.channels_last)
        first, second = encoder(views).chunk(2)
        loss = 0.5 * class_contrast(first, second, labels) + 0.3 * instance_contrast(first, second)
        named = labels != UNLABELLED
        for embedding in (first, second):
            loss = loss + 0.5 * functional.cross_entropy(head(embedding[named]), labels[named], label_smoothing=0.1)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        follow(average, encoder, step)
        losses.append(loss.item())

        done = step + 1
        if done % 250 == 0 or done == options.steps:
            seconds = spent + time.monotonic() - started
            save(done, seconds)
            line = f"step {done} seconds {seconds:.0f} loss {sum(losses) / len(losses):.3f}"
            losses = []
            if done % 1000 == 0 or done == options.steps:
                found = precision(
                    gallery, embed(average, gallery.pixels, device), queries, embed(average, queries.pixels, device)
                )
                line += f" precision@1 {found[0]:.3f} precision@5 {found[1]:.3f}"
            print(line, flush=True)


if __name__ == "__main__":
    main()
