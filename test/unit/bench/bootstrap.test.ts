/** Proves that the bootstrap's intervals are those of SciPy and, of many queries, those of the normal approximation. */
import { expect, test } from 'vitest';
import { bootstrapInterval, pairedDifference } from '../../../bench/bootstrap';
import { mean, standardDeviation } from '../../../bench/statistics';

/** Skewed: its interval does not lie about its mean. */
const SKEWED = Array.from({ length: 40 }, (_, i) => (((i * 37) % 101) / 100) ** 3);
const OTHER = Array.from({ length: 40 }, (_, i) => (((i * 53) % 97) / 100) ** 2);

/*
 * The numbers of SciPy 1.17: `bootstrap((values,), numpy.mean, method='percentile', n_resamples=200_000, rng=0)` of the
 * values above as NumPy computes them; 200,000 drawings settle an end to about 0.0003.
 */
const OF_SKEWED = [0.1678, 0.3495] as const;
const OF_DIFFERENCE = [-0.1379, 0.1048] as const;
const OF_FEW = [0, 1 / 3] as const;

test('the interval of a small, skewed sample is that of SciPy', () => {
  const [low, high] = bootstrapInterval(SKEWED, 30_000);
  expect(Math.abs(low - OF_SKEWED[0])).toBeLessThan(0.0015);
  expect(Math.abs(high - OF_SKEWED[1])).toBeLessThan(0.0015);
  // two thousand drawings are enough for the two digits that one reads
  const [roughLow, roughHigh] = bootstrapInterval(SKEWED);
  expect(Math.abs(roughLow - OF_SKEWED[0])).toBeLessThan(0.01);
  expect(Math.abs(roughHigh - OF_SKEWED[1])).toBeLessThan(0.01);
});

test('shares stay within 0 and 1, where the normal approximation does not', () => {
  const [low, high] = bootstrapInterval([1, 0.5, ...Array.from({ length: 10 }, () => 0)]);
  expect(low).toBe(OF_FEW[0]);
  expect(high).toBeCloseTo(OF_FEW[1], 10);
});

test('of many queries the interval is that of the normal approximation', () => {
  const hits = Array.from({ length: 4000 }, (_, i) => ((i * 7) % 10 < 3 ? 1 : 0));
  const half = (1.96 * standardDeviation(hits)) / Math.sqrt(hits.length);
  const [low, high] = bootstrapInterval(hits);
  expect(mean(hits)).toBeCloseTo(0.3);
  expect(Math.abs(low - (0.3 - half))).toBeLessThan(0.15 * half);
  expect(Math.abs(high - (0.3 + half))).toBeLessThan(0.15 * half);
});

test('the same samples have the same interval, equal ones one without width', () => {
  expect(bootstrapInterval(SKEWED)).toEqual(bootstrapInterval(SKEWED));
  expect(bootstrapInterval([0.25, 0.25, 0.25])).toEqual([0.25, 0.25]);
  expect(() => bootstrapInterval([])).toThrow(RangeError);
});

test('a difference is taken query by query, its interval that of SciPy', () => {
  const paired = pairedDifference(SKEWED, OTHER);
  expect(paired?.n).toBe(40);
  expect(paired?.difference).toBeCloseTo(-0.01711385, 8);
  expect(Math.abs(paired!.interval[0] - OF_DIFFERENCE[0])).toBeLessThan(0.012);
  expect(Math.abs(paired!.interval[1] - OF_DIFFERENCE[1])).toBeLessThan(0.012);
});

test('what is always a little better is shown to be, however much queries differ', () => {
  const paired = pairedDifference(
    SKEWED.map((value) => value + 0.01),
    SKEWED,
  );
  expect(paired?.interval[0]).toBeCloseTo(0.01, 10);
  expect(paired?.interval[1]).toBeCloseTo(0.01, 10);
});

test('queries without an answer of both are left out', () => {
  expect(pairedDifference([1, undefined, 1, 0], [0, 1, undefined, 0])).toMatchObject({
    difference: 0.5,
    n: 2,
  });
  expect(pairedDifference([undefined], [1])).toBeUndefined();
  expect(() => pairedDifference([1], [1, 0])).toThrow(RangeError);
});
