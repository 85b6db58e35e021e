/** Computes how visible each point of a grid over the photo is. */
import type { CropBox } from '../../contract/photo';
import type { Size } from '../../image/size';
import type { PhotoOnMap } from './photo-on-map';
import { FIRMNESS, SHOWN } from './thresholds';

/** For each step along a side the cell before it, the cell after it, and the second one's weight 0..1. */
interface Taps {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly weight: Float32Array;
}

/**
 * Taps for the centres of equal steps.
 *
 * @param start of the first step, counted from the photo's first own cell.
 * @param cells the photo's own cells; no tap lies outside them.
 */
function tapsAlong(start: number, length: number, count: number, cells: number): Taps {
  const low = new Int32Array(count);
  const high = new Int32Array(count);
  const weight = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const centre = start + ((i + 0.5) / count) * length - 0.5;
    const cell = Math.min(cells - 1, Math.max(0, centre));
    low[i] = Math.floor(cell);
    high[i] = Math.min(cells - 1, low[i]! + 1);
    weight[i] = cell - low[i]!;
  }
  return { low, high, weight };
}

/**
 * Samples the presence bilinearly at the centres of a grid and sharpens its edges.
 *
 * @param presence float32 [cells.height, cells.width], as `findSubject` gives it.
 * @param box the part of the photo that the grid covers.
 * @returns float32 [grid.height, grid.width]: 1 = the photo is seen, 0 = grey; owned by the caller.
 */
export function visibility(
  presence: Float32Array,
  photo: PhotoOnMap,
  box: CropBox,
  grid: Size,
): Float32Array {
  const { cells } = photo;
  const left = photo.left + box.left * photo.width - cells.left;
  const top = photo.top + box.top * photo.height - cells.top;
  const across = tapsAlong(left, box.width * photo.width, grid.width, cells.width);
  const down = tapsAlong(top, box.height * photo.height, grid.height, cells.height);
  const shares = new Float32Array(grid.width * grid.height);
  const line = new Float32Array(cells.width);
  let to = 0;
  for (let y = 0; y < grid.height; y++) {
    const [upper, lower] = [down.low[y]! * cells.width, down.high[y]! * cells.width];
    const weight = down.weight[y]!;
    for (let x = 0; x < cells.width; x++) {
      line[x] = presence[upper + x]! * (1 - weight) + presence[lower + x]! * weight;
    }
    for (let x = 0; x < grid.width; x++) {
      const before = line[across.low[x]!]!;
      const p = before + (line[across.high[x]!]! - before) * across.weight[x]!;
      shares[to++] = Math.min(1, Math.max(0, (p - SHOWN) * FIRMNESS + 0.5));
    }
  }
  return shares;
}
