/** Probabilities per cell in; maps as a focus network gives them, and a card for them, out. */
import type { FocusCard } from '../../../../src/contract/card';

export const SIDE = 64;
const CELLS = SIDE ** 2;

export const CARD: FocusCard = {
  name: 'drawn',
  version: '1',
  sha256: 'cd'.repeat(32),
  sizeBytes: 1,
  maskSide: SIDE,
  preprocessing: {
    side: 128,
    fit: 'contain',
    resample: 'bilinear',
    pad: 128,
    scale: 1 / 255,
    mean: [0, 0, 0],
    std: [1, 1, 1],
  },
  probe: Array.from({ length: 64 }, () => 0),
};

/** Probability of a cell by its column and row. */
export type Draw = (x: number, y: number) => number;

/** float32 [2, 64, 64]. */
export function maps(product: Draw, body: Draw = () => 0): Float32Array {
  return Float32Array.from({ length: 2 * CELLS }, (_, i) => {
    const cell = i % CELLS;
    return (i < CELLS ? product : body)(cell % SIDE, Math.floor(cell / SIDE));
  });
}

/** `inside` on the cells of a rectangle, `outside` elsewhere. */
export function rectangle(
  [left, top, right, bottom]: readonly [number, number, number, number],
  inside = 1,
  outside = 0,
): Draw {
  return (x, y) => (x >= left && x < right && y >= top && y < bottom ? inside : outside);
}
