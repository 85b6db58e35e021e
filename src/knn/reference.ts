/** Computes the exact score of two vectors in scalars, bit for bit as `kernel.as.ts` does. */
import type { Metric } from './metric';

const PARTIAL_SUMS = 8;

/**
 * Score in float64 by the kernel's fixed order: term i, a product or with `l2` a squared difference, goes to partial
 * sum i mod 8; with partial sums p0..p7 the sum is `((p0 + p2) + (p4 + p6)) + ((p1 + p3) + (p5 + p7))`. A product of
 * two float32 is exact in float64; every other operation rounds once.
 *
 * @param query float32 [dims], only read; of length 1 where the metric is cosine, as is `row`
 * @param row float32 [dims], only read
 * @returns float64; with `l2` the negative of the sum
 * @throws RangeError when the lengths differ
 */
export function referenceScore(metric: Metric, query: Float32Array, row: Float32Array): number {
  if (query.length !== row.length) {
    throw new RangeError(`the row has ${row.length} values, expected ${query.length} as in the query`);
  }
  const sums = new Float64Array(PARTIAL_SUMS);
  query.forEach((value, i) => {
    const other = row[i] ?? Number.NaN;
    const term = metric === 'l2' ? (value - other) ** 2 : value * other;
    sums[i % PARTIAL_SUMS] = (sums[i % PARTIAL_SUMS] ?? Number.NaN) + term;
  });
  const [p0 = 0, p1 = 0, p2 = 0, p3 = 0, p4 = 0, p5 = 0, p6 = 0, p7 = 0] = sums;
  const sum = p0 + p2 + (p4 + p6) + (p1 + p3 + (p5 + p7));
  return metric === 'l2' ? -sum : sum;
}
