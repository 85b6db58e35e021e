/** Two vectors in; their dot product out, in scalars and bit for bit what `kernel.as.ts` computes. */

const PARTIAL_SUMS = 16;

/**
 * Dot product in float32 by the kernel's fixed order: value i goes to partial sum i mod 16; the 16 fold to four,
 * `t[l] = (s[l] + s[l+4]) + (s[l+8] + s[l+12])`; the score is `(t0 + t1) + (t2 + t3)`. Every product and every sum
 * is rounded to float32. Rounding a float64 product or sum of two float32 gives the float32 result exactly
 * (Figueroa 1995, "When is double rounding innocuous?"), so `Math.fround` is all it takes.
 *
 * @param query float32 [dims], only read
 * @param row float32 [dims], only read; padding is not needed, zeros at the end would not change the result
 * @returns the score, a float32 value
 * @throws RangeError when the lengths differ
 */
export function referenceDot(query: Float32Array, row: Float32Array): number {
  if (query.length !== row.length) {
    throw new RangeError(`the row has ${row.length} values, expected ${query.length} as in the query`);
  }
  // A Float32Array rounds whatever is stored into it, just as Math.fround does.
  const sums = new Float32Array(PARTIAL_SUMS);
  query.forEach((value, i) => {
    const lane = i % PARTIAL_SUMS;
    sums[lane] = at(sums, lane) + Math.fround(value * at(row, i));
  });
  const fold = (lane: number) =>
    Math.fround(
      Math.fround(at(sums, lane) + at(sums, lane + 4)) +
        Math.fround(at(sums, lane + 8) + at(sums, lane + 12)),
    );
  return Math.fround(Math.fround(fold(0) + fold(1)) + Math.fround(fold(2) + fold(3)));
}

function at(values: Float32Array, i: number): number {
  return values[i] ?? Number.NaN;
}
