/** Finds a photo's subject in its maps, or says why the photo is kept whole. */
import type { CropBox, WholeReason } from '../../contract/photo';
import { withoutHead } from './head';
import { ownCells, type PhotoOnMap } from './photo-on-map';
import { withoutStrays } from './strays';
import { MARGIN, MAX_SHARE, MIN_CERTAINTY, MIN_CONFIDENCE, MIN_SHARE, ON, WORN_SHARE } from './thresholds';

/** A product that the focus network has separated from its surroundings. */
export interface Subject {
  /** Encloses the product with a margin, within the photo. */
  readonly box: CropBox;
  readonly worn: boolean;
  /**
   * float32 [cells.height, cells.width] over the photo's own cells: the product's probability in its cells and in those
   * that touch them, 0 elsewhere.
   */
  readonly presence: Float32Array;
}

/** The rule's result for a photo. */
export type Found =
  | ({ readonly kind: 'subject' } & Subject)
  | { readonly kind: 'whole'; readonly reason: Exclude<WholeReason, 'off'> };

function cellsOn(map: Float32Array): Uint8Array {
  const on = new Uint8Array(map.length);
  for (let i = 0; i < map.length; i++) on[i] = map[i]! > ON ? 1 : 0;
  return on;
}

function count(on: Uint8Array): number {
  let sum = 0;
  for (const cell of on) sum += cell;
  return sum;
}

/** Mean probability in the kept cells. */
function confidence(product: Float32Array, kept: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < product.length; i++) sum += product[i]! * kept[i]!;
  return sum / count(kept);
}

/** Mean of |2p - 1| over the photo. */
function certainty(product: Float32Array): number {
  let sum = 0;
  for (const p of product) sum += Math.abs(2 * p - 1);
  return sum / product.length;
}

function clip(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function boxRound(kept: Uint8Array, photo: PhotoOnMap): CropBox {
  const { cells } = photo;
  let [left, top, right, bottom] = [cells.width, cells.height, 0, 0];
  for (let y = 0; y < cells.height; y++) {
    for (let x = 0; x < cells.width; x++) {
      if (kept[y * cells.width + x] === 0) continue;
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + 1);
      bottom = Math.max(bottom, y + 1);
    }
  }
  const margin = MARGIN * Math.max(right - left, bottom - top);
  const across = (cell: number) => clip((cells.left + cell - photo.left) / photo.width);
  const down = (cell: number) => clip((cells.top + cell - photo.top) / photo.height);
  const [x, y] = [across(left - margin), down(top - margin)];
  return { left: x, top: y, width: across(right + margin) - x, height: down(bottom + margin) - y };
}

/** The kept cells and the eight around each. */
function widened(kept: Uint8Array, width: number): Uint8Array {
  const height = kept.length / width;
  const wide = new Uint8Array(kept.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (kept[y * width + x] === 0) continue;
      const [left, right] = [Math.max(0, x - 1), Math.min(width - 1, x + 1)];
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        for (let column = left; column <= right; column++) wide[row * width + column] = 1;
      }
    }
  }
  return wide;
}

/** Keeps the cells next to the kept ones for soft edges. Strays and uncertain cells further away become 0. */
function presenceOf(product: Float32Array, kept: Uint8Array, width: number): Float32Array {
  const presence = new Float32Array(product.length);
  const wide = widened(kept, width);
  for (let i = 0; i < product.length; i++) {
    const isStray = product[i]! > ON && kept[i] === 0;
    if (wide[i] === 1 && !isStray) presence[i] = product[i]!;
  }
  return presence;
}

/**
 * Applies the rule in this order. The head is removed first. If too little is on, nothing was found. If nearly all is
 * on, there is no background to hide. If the network is unsure of the product or of its edges, the photo stays whole.
 * Otherwise the product is all cells that are on, without the strays.
 *
 * @param maps float32 [2, side, side]: probabilities of product, then of body. Not kept.
 */
export function findSubject(maps: Float32Array, photo: PhotoOnMap): Found {
  const area = photo.side ** 2;
  const body = ownCells(maps.subarray(area), photo);
  const product = withoutHead(ownCells(maps.subarray(0, area), photo), body, photo.cells.width);
  const kept = withoutStrays(cellsOn(product), photo.cells.width);
  const share = count(kept) / kept.length;
  if (share < MIN_SHARE) return { kind: 'whole', reason: 'nothing-found' };
  if (share > MAX_SHARE) return { kind: 'whole', reason: 'fills-the-photo' };
  if (confidence(product, kept) < MIN_CONFIDENCE || certainty(product) < MIN_CERTAINTY) {
    return { kind: 'whole', reason: 'unsure' };
  }
  return {
    kind: 'subject',
    box: boxRound(kept, photo),
    worn: count(cellsOn(body)) / body.length > WORN_SHARE,
    presence: presenceOf(product, kept, photo.cells.width),
  };
}
