/** Checks float32 vectors and scales them to length 1, so that a dot product is a cosine. */
import { VectorError } from './vector-error';

/** Rounding a unit vector to float32 moves its squared length by at most 2^-23; twice that leaves room for sums. */
const UNIT_TOLERANCE = 2 ** -22;

/**
 * Squared Euclidean length of every row, summed in float64 in the order of the values: no float32 vector overflows
 * or vanishes there.
 *
 * @param vectors float32 [rows, dims], only read
 * @param what what a row is called in messages, such as `row`
 * @param directed whether a row of zeros is refused: it has no direction
 * @returns float64 [rows]
 * @throws VectorError naming the row: the length is no multiple of dims, a value is NaN or infinite, or all are zero and `directed`
 */
export function squaredLengths(
  vectors: Float32Array,
  dims: number,
  what: string,
  directed: boolean,
): Float64Array {
  if (vectors.length % dims !== 0) {
    throw new VectorError(
      `${vectors.length} values came, expected a multiple of ${dims}: ` +
        `${what} ${Math.floor(vectors.length / dims)} has only ${vectors.length % dims}`,
      Math.floor(vectors.length / dims),
    );
  }
  const lengths = new Float64Array(vectors.length / dims);
  for (let row = 0; row < lengths.length; row += 1) {
    let sum = 0;
    for (let i = row * dims; i < (row + 1) * dims; i += 1) {
      const value = vectors[i] ?? Number.NaN;
      sum += value * value;
    }
    if (!Number.isFinite(sum)) refuseNotFinite(vectors, dims, row, what);
    if (directed && sum === 0) {
      throw new VectorError(
        `${what} ${row} is all zeros, expected a vector with a direction: a cosine needs one`,
        row,
      );
    }
    lengths[row] = sum;
  }
  return lengths;
}

/**
 * Writes one row divided by its length: float64 arithmetic, rounded once to float32. A row that has length 1 up to
 * that rounding keeps its bits, so writing a row again, or one read back from disk, never changes it.
 *
 * @param vectors float32 [rows, dims], only read
 * @param row which of them
 * @param squaredLength of that row, from `squaredLengths`
 * @param target float32 [at least dims], written from 0; what lies behind dims is left as it is
 */
export function writeUnit(
  vectors: Float32Array,
  dims: number,
  row: number,
  squaredLength: number,
  target: Float32Array,
): void {
  if (Math.abs(squaredLength - 1) <= UNIT_TOLERANCE) {
    target.set(vectors.subarray(row * dims, (row + 1) * dims));
    return;
  }
  const length = Math.sqrt(squaredLength);
  for (let i = 0; i < dims; i += 1) target[i] = (vectors[row * dims + i] ?? Number.NaN) / length;
}

function refuseNotFinite(vectors: Float32Array, dims: number, row: number, what: string): never {
  const values = vectors.subarray(row * dims, (row + 1) * dims);
  const at = values.findIndex((value) => !Number.isFinite(value));
  throw new VectorError(
    `value ${at} of ${what} ${row} is ${String(values[at])}, expected finite numbers`,
    row,
  );
}
