/** Samples in; whether the figures of a table are right out. */
import { expect, test } from 'vitest';
import { percentile, standardDeviation, summarise } from '../../../bench/statistics';

test('a percentile is a sample, by nearest rank, in any order given', () => {
  const samples = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(percentile(samples, 0.5)).toBe(50);
  expect(percentile(samples, 0.95)).toBe(95);
  expect(percentile(samples, 0)).toBe(1);
  expect(percentile(samples, 1)).toBe(100);
});

test('numbers are sorted as numbers', () => {
  expect(percentile([10, 9, 100], 1)).toBe(100);
});

test('the deviation is that of a sample, and zero for a single one', () => {
  expect(standardDeviation([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(Math.sqrt(32 / 7));
  expect(standardDeviation([3])).toBe(0);
});

test('mean and deviation are those of the rounds, percentiles those of all samples', () => {
  const summary = summarise([
    [1, 3],
    [5, 7],
  ]);
  expect(summary).toEqual({ min: 1, max: 7, p50: 3, p95: 7, mean: 4, sd: Math.sqrt(8) });
});
