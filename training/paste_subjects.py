"""The corpus in; some of its subjects pasted onto other photos, out: what the focus network is then asked to find."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import torch

from corpus import CORPUS_SIDE, Corpus, read_corpus
from encoder_views import softened
from photos import PAD
from views import affine, jitter, moved

# of the pasted subjects; the first two of `splits.TRAINING_FOLDERS` are garments
GARMENT_SHARE = 0.65


@dataclass(frozen=True)
class Pasted:
    """`pixels` uint8 [n, 3, 160, 160], `masks` uint8 [n, 160, 160] (255 = the pasted subject), `rows` int64 [n]: whose
    subject of the corpus it is, each at most once."""

    pixels: torch.Tensor
    masks: torch.Tensor
    rows: torch.Tensor


def chosen_rows(corpus: Corpus, count: int) -> torch.Tensor:
    """int64 [n]: rows with a sound mask, `GARMENT_SHARE` of them garments where there are that many."""
    garment = corpus.folders < 2
    pools = [torch.nonzero(corpus.sound & kind).flatten() for kind in (garment, ~garment)]
    wanted = (round(count * GARMENT_SHARE), count - round(count * GARMENT_SHARE))
    return torch.cat([pool[torch.randperm(len(pool))[:n]] for pool, n in zip(pools, wanted)])


def paste(corpus: Corpus, rows: torch.Tensor) -> Pasted:
    """Each subject where it was in its photo, in mildly other light, before a part of any other photo."""
    pixels = torch.empty(len(rows), 3, CORPUS_SIDE, CORPUS_SIDE, dtype=torch.uint8)
    for start in range(0, len(rows), 256):
        part = rows[start : start + 256]
        behind = torch.randint(len(corpus.pixels), (len(part),))
        grounds = moved(corpus.pixels[behind].float(), affine(len(part), "cpu", zoom=(0.35, 0.7), turn=0.3), CORPUS_SIDE, outside=PAD)
        share = (softened(corpus.masks[part]).float().unsqueeze(1) / 255 - 0.35).mul(2.5).clamp(0, 1)
        subjects = jitter(corpus.pixels[part].float() / 255, 0.5) * 255
        pixels[start : start + len(part)] = (subjects * share + grounds * (1 - share) + 0.5).clamp(0, 255).byte()
    return Pasted(pixels, corpus.masks[rows], rows)


def read_pasted(path: Path) -> Pasted:
    return Pasted(**torch.load(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="what corpus.py wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    corpus = read_corpus(options.corpus)
    torch.save(vars(paste(corpus, chosen_rows(corpus, options.count))), options.out)


if __name__ == "__main__":
    main()
