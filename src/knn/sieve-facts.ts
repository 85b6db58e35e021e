/** Computes the integers of float32 rows by which a GPU rules pairs out for certain. */
import type { Metric } from './metric';

/*
 * Let x and y be two rows, s and t their scales (the largest magnitude / 127), X = x / s and Y = y / t, and X', Y' these
 * rounded to integers. The GPU computes X'.Y' of int8, exactly, in int32. By Cauchy and Schwarz
 *
 *   |X.Y - X'.Y'| <= |X - X'| |Y| + |X'| |Y - Y'| <= e(x) w(y) + w(x) e(y)
 *
 * with e = |X - X'| and w = max(|X|, |X'|). A pair matters only where its score reaches f, the lower of what the two
 * rows want at least. With `cosine` and `dot` that is x.y >= f, with `l2` x.y >= (f + |x|^2 + |y|^2) / 2; divided by
 * s t, for either row's own floor,
 *
 *   X'.Y' + e(x) w(y) + w(x) e(y)  >=  need(x) / t + more(y) / s
 *
 * where need(x) = f(x) / s and more = 0, with `l2` need(x) = (f(x) + |x|^2) / 2s and more(y) = |y|^2 / 2t. What does
 * not reach the lower of both right sides is ruled out. All terms are integers there, rounded so that the left side is
 * never too low and the right never too high:
 *
 * - w is rounded up, and e up to a sixteenth. |X| <= 127 sqrt(dims), so with at most 65,536 dims w <= 32,513, e <= 128
 *   (2,049 sixteenths), and the sum of both products, in sixteenths, is less than 2^28.
 * - need, more and 1 / s have 15 binary digits and an exponent, rounded towards minus infinity; where need is negative
 *   the GPU takes 1 / s with its last digit raised. Products have at most 30 digits, shifts round towards minus infinity.
 * - The dot product is at most 127^2 * 65,536 < 2^30: what needs more than 2^29 is taken to need 2^29, and what needs
 *   less than -2^30 passes.
 * - The score that decides is a float64 sum, off by less than dims * 2^-52 of the sum of its terms' magnitudes: for
 *   `cosine` and `dot` less than 1 of the GPU's integers, which is added to the left side, for `l2` less than the
 *   factors 1 +- 2^-30 below.
 */

/** int32 of a row in an array of facts. */
export const FACTS_OF_A_ROW = 4;
/** 1 / s is an exponent and so many binary digits. */
const DIGITS = 15;
/** Far from every exponent that occurs: a product with it is zero, or beyond all bounds. */
const FAR = 4096;
/** Above the relative rounding of sums of 65,536 float64. */
const LEEWAY = 2 ** -30;
const LEVELS = 127;

/** What is known of rows. */
export interface RowIntegers {
  /** int8 [n, stride] */
  readonly bytes: Int8Array<ArrayBuffer>;
  /** int32 [n, 4]: w; e in sixteenths, -1 where the row takes no part; digits and exponent of 1 / s. */
  readonly fixed: Int32Array<ArrayBuffer>;
  /** float64 [n]: s. */
  readonly scales: Float64Array<ArrayBuffer>;
  /** float64 [n]: with `l2` the squared length, rounded down, else 0. */
  readonly squares: Float64Array<ArrayBuffer>;
}

/**
 * The integers of rows.
 *
 * @param vectors float32 [n, stride], only read; stride is a multiple of 4, at most 65,536
 * @param takesPart whether the `i`th row is to be compared at all
 */
export function integersOf(
  vectors: Float32Array,
  stride: number,
  metric: Metric,
  takesPart: (i: number) => boolean = () => true,
): RowIntegers {
  const n = vectors.length / stride;
  const bytes = new Int8Array(vectors.length);
  const fixed = new Int32Array(n * FACTS_OF_A_ROW);
  const scales = new Float64Array(n);
  const squares = new Float64Array(n);
  for (let row = 0; row < n; row += 1) {
    const [from, end] = [row * stride, (row + 1) * stride];
    let largest = 0;
    for (let i = from; i < end; i += 1) largest = Math.max(largest, Math.abs(vectors[i]!));
    // a row of zeros has any scale
    const scale = largest === 0 ? 1 : largest / LEVELS;
    let [whole, exact, lost] = [0, 0, 0];
    for (let i = from; i < end; i += 1) {
      const value = vectors[i]! / scale;
      const near = Math.round(value);
      bytes[i] = near;
      whole += near * near;
      exact += value * value;
      lost += (value - near) ** 2;
    }
    const at = row * FACTS_OF_A_ROW;
    fixed[at] = Math.ceil(Math.sqrt(Math.max(whole, exact)) * (1 + LEEWAY));
    fixed[at + 1] = takesPart(row) ? Math.ceil(16 * Math.sqrt(lost) * (1 + LEEWAY)) : -1;
    putRounded(1 / scale, fixed, at + 2);
    scales[row] = scale;
    if (metric === 'l2') squares[row] = exact * scale * scale * (1 - LEEWAY);
  }
  return { bytes, fixed, scales, squares };
}

/**
 * Writes what rows need, and what they make others need more: it moves with their floors.
 *
 * @param floors float64 [n]: what scores below is not wanted; -Infinity where everything is
 * @param first the first of them among `integers`
 * @param out int32 [n, 4], overwritten: digits and exponent of need and of more
 */
export function putNeeds(
  { scales, squares }: Pick<RowIntegers, 'scales' | 'squares'>,
  first: number,
  floors: Float64Array,
  metric: Metric,
  out: Int32Array,
): void {
  for (let i = 0; i < floors.length; i += 1) {
    const at = i * FACTS_OF_A_ROW;
    const [floor, scale, square] = [floors[i]!, scales[first + i]!, squares[first + i]!];
    if (metric === 'l2') {
      putRounded((floor * (1 + LEEWAY) + square) / (2 * scale), out, at);
      putRounded(square / (2 * scale), out, at + 2);
    } else {
      putRounded(floor / scale, out, at);
      putRounded(0, out, at + 2);
    }
  }
}

/** Writes digits and exponent of a number no higher than `value`: digits * 2^exponent. */
function putRounded(value: number, out: Int32Array, at: number): void {
  if (value === 0 || !Number.isFinite(value)) {
    // a need that is no number must rule nothing out
    out[at] = value === 0 ? 0 : -1;
    out[at + 1] = value === 0 ? -FAR : FAR;
    return;
  }
  const magnitude = Math.abs(value);
  let exponent = Math.floor(Math.log2(magnitude)) - DIGITS + 1;
  // the logarithm is rounded
  if (magnitude / 2 ** exponent >= 2 ** DIGITS) exponent += 1;
  else if (magnitude / 2 ** exponent < 2 ** (DIGITS - 1)) exponent -= 1;
  out[at] = Math.floor(value / 2 ** exponent);
  out[at + 1] = exponent;
}
