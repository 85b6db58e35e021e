/** Answered queries in; whether the averages are those counted by hand out. */
import { expect, test } from 'vitest';
import { precision, precisionPerClass } from '../../../bench/evaluate/precision';

const QUERIES = [
  { className: 'hat', matches: ['hat', 'shoe', 'hat', 'hat'] },
  { className: 'hat', matches: ['shoe', 'hat', 'shoe', 'shoe'] },
  { className: 'shoe', matches: ['shoe', 'shoe', 'shoe', 'shoe'] },
];

test('precision@1 counts best matches, precision@k the share of all matches', () => {
  const all = precision(QUERIES);
  expect(all.n).toBe(3);
  expect(all.precisionAt1).toBeCloseTo(2 / 3);
  expect(all.precisionAtK).toBeCloseTo((0.75 + 0.25 + 1) / 3);
});

test('a query without matches, or of a class that the gallery lacks, counts as zero', () => {
  expect(precision([{ className: 'hat', matches: [] }])).toEqual({ n: 1, precisionAt1: 0, precisionAtK: 0 });
  expect(precision([{ className: 'hat', matches: ['shoe'] }]).precisionAt1).toBe(0);
});

test('a gallery of fewer than k is judged by what it has', () => {
  expect(precision([{ className: 'hat', matches: ['hat', 'shoe'] }]).precisionAtK).toBe(0.5);
});

test('classes are those of the queries, sorted by name', () => {
  const perClass = precisionPerClass(QUERIES.toReversed());
  expect([...perClass.keys()]).toEqual(['hat', 'shoe']);
  expect(perClass.get('hat')).toEqual({ n: 2, precisionAt1: 0.5, precisionAtK: 0.5 });
});
