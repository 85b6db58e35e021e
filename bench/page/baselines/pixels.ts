/** Averages a square's colours over 16 x 16 cells, as a vector. */
import { PAD, SIDE } from './square';

/** Means a side. */
const CELLS = 16;
const CELL_PX = SIDE / CELLS;

/** Float32 [16 x 16 x 3]: means over cells of 8 x 8 pixels, less the grey around a photo, which then counts nothing. */
export function pixels(square: Uint8ClampedArray): Float32Array<ArrayBuffer> {
  const means = new Float32Array(CELLS * CELLS * 3);
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) {
      const cell = (Math.floor(y / CELL_PX) * CELLS + Math.floor(x / CELL_PX)) * 3;
      for (let c = 0; c < 3; c += 1) means[cell + c]! += square[(y * SIDE + x) * 3 + c]! - PAD;
    }
  }
  return means.map((sum) => sum / CELL_PX ** 2);
}
