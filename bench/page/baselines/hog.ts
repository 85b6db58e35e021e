/** Computes a square's histograms of oriented gradients (Dalal and Triggs 2005), as a vector. */
import { SIDE } from './square';

const CELL_PX = 16;
const CELLS = SIDE / CELL_PX;
/** Orientations of half a turn: a dark edge beside a light one is the same edge the other way round. */
const BINS = 9;
/** Cells a side of a block. */
const BLOCK = 2;
const BLOCKS = CELLS - BLOCK + 1;
const BLOCK_VALUES = BLOCK * BLOCK * BINS;
/** Keeps a block without an edge at zero. */
const EPSILON = 1e-3;
/** L2-Hys: no value of a block above this, then length 1 again. */
const CLIP = 0.2;

/**
 * Float32 [7 x 7 x 36]: gradients of grey by centred differences, none at the border; each pixel's length goes to the
 * two nearest of 9 orientations of its cell of 16 x 16 pixels; blocks of 2 x 2 cells, each brought to length 1 by
 * L2-Hys.
 */
export function hog(square: Uint8ClampedArray): Float32Array<ArrayBuffer> {
  const cells = orientations(greyOf(square));
  const vector = new Float32Array(BLOCKS * BLOCKS * BLOCK_VALUES);
  for (let row = 0; row < BLOCKS; row += 1) {
    for (let column = 0; column < BLOCKS; column += 1) {
      const block = new Float64Array(BLOCK_VALUES);
      for (let i = 0; i < BLOCK * BLOCK; i += 1) {
        const cell = (row + Math.floor(i / BLOCK)) * CELLS + column + (i % BLOCK);
        block.set(cells.subarray(cell * BINS, (cell + 1) * BINS), i * BINS);
      }
      const clipped = unit(block).map((value) => Math.min(value, CLIP));
      vector.set(unit(clipped), (row * BLOCKS + column) * BLOCK_VALUES);
    }
  }
  return vector;
}

function greyOf(square: Uint8ClampedArray): Float64Array {
  return Float64Array.from(
    { length: SIDE * SIDE },
    (_, i) => 0.299 * square[i * 3]! + 0.587 * square[i * 3 + 1]! + 0.114 * square[i * 3 + 2]!,
  );
}

/** [cells x cells x bins] */
function orientations(grey: Float64Array): Float64Array {
  const cells = new Float64Array(CELLS * CELLS * BINS);
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) {
      const at = y * SIDE + x;
      const across = x === 0 || x === SIDE - 1 ? 0 : grey[at + 1]! - grey[at - 1]!;
      const down = y === 0 || y === SIDE - 1 ? 0 : grey[at + SIDE]! - grey[at - SIDE]!;
      const length = Math.hypot(across, down);
      if (length === 0) continue;
      // -0.5: a bin's number is its middle
      const turn = ((Math.atan2(down, across) / Math.PI + 1) % 1) * BINS - 0.5;
      const lower = Math.floor(turn);
      const cell = (Math.floor(y / CELL_PX) * CELLS + Math.floor(x / CELL_PX)) * BINS;
      cells[cell + ((lower + BINS) % BINS)]! += length * (1 - (turn - lower));
      cells[cell + ((lower + 1) % BINS)]! += length * (turn - lower);
    }
  }
  return cells;
}

function unit(block: Float64Array): Float64Array {
  const squares = block.reduce((sum, value) => sum + value ** 2, 0);
  const length = Math.sqrt(squares + EPSILON ** 2);
  return block.map((value) => value / length);
}
