/** Counts how often each colour occurs in a square, as a vector. */
import { PAD, SIDE } from './square';

/** Per channel: 64 colours. */
const LEVELS = 4;

/**
 * Float32 [64]: square roots of the counts of pixels in 4 x 4 x 4 boxes of red, green and blue, so that the cosine of
 * two of them is the Bhattacharyya coefficient. Pixels of the very grey around a photo are not counted.
 */
export function histogram(square: Uint8ClampedArray): Float32Array<ArrayBuffer> {
  const counts = new Float32Array(LEVELS ** 3);
  for (let i = 0; i < SIDE * SIDE * 3; i += 3) {
    const red = square[i]!;
    const green = square[i + 1]!;
    const blue = square[i + 2]!;
    if (red === PAD && green === PAD && blue === PAD) continue;
    const box = (level(red) * LEVELS + level(green)) * LEVELS + level(blue);
    counts[box]! += 1;
  }
  return counts.map(Math.sqrt);
}

function level(byte: number): number {
  return Math.floor((byte * LEVELS) / 256);
}
