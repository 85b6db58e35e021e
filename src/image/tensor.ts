/** Squares of RGB bytes in; float32 NCHW values out. */
import type { Preprocessing } from '../card';

/** [3 x 256] per preprocessing: a byte has only 256 values, so each is computed once. */
const tables = new WeakMap<Preprocessing, Float32Array>();

/**
 * Writes one photo into a batch: `(byte * scale - mean) / std`, planes red, green, blue.
 * @param square uint8 RGB [side, side, 3], as `contain` gives it.
 * @param tensor float32 [n, 3, side, side], owned by the caller.
 * @param offset of the photo in `tensor`, in values: `i * 3 * side * side`.
 * @throws RangeError where square or tensor do not have room for `preprocessing.side`.
 */
export function writeTensor(
  square: Uint8ClampedArray,
  preprocessing: Preprocessing,
  tensor: Float32Array,
  offset: number,
): void {
  const area = preprocessing.side ** 2;
  if (square.length !== area * 3 || offset < 0 || offset + area * 3 > tensor.length) {
    throw new RangeError(
      `expected ${area * 3} bytes and as many values from ${offset} on, got ${square.length} and ${tensor.length}`,
    );
  }
  const table = tableFor(preprocessing);
  for (let channel = 0; channel < 3; channel++) {
    const levels = table.subarray(channel * 256, channel * 256 + 256);
    const plane = offset + channel * area;
    for (let at = 0; at < area; at++) tensor[plane + at] = levels[square[at * 3 + channel]!]!;
  }
}

/**
 * One tensor for a batch.
 * @param squares each uint8 RGB [side, side, 3].
 * @returns float32 [n, 3, side, side], owned by the caller.
 * @throws RangeError where a square has not `preprocessing.side`.
 */
export function batchTensor(
  squares: readonly Uint8ClampedArray[],
  preprocessing: Preprocessing,
): Float32Array<ArrayBuffer> {
  const values = 3 * preprocessing.side ** 2;
  const tensor = new Float32Array(squares.length * values);
  squares.forEach((square, i) => {
    writeTensor(square, preprocessing, tensor, i * values);
  });
  return tensor;
}

function tableFor(preprocessing: Preprocessing): Float32Array {
  const known = tables.get(preprocessing);
  if (known) return known;
  const { scale, mean, std } = preprocessing;
  const table = new Float32Array(3 * 256);
  for (const channel of [0, 1, 2] as const) {
    for (let byte = 0; byte < 256; byte++) {
      table[channel * 256 + byte] = (byte * scale - mean[channel]) / std[channel];
    }
  }
  tables.set(preprocessing, table);
  return table;
}
