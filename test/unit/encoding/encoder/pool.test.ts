/** Outputs of every family's shape in; checks of the row that becomes of each photo out. */
import { describe, expect, test } from 'vitest';
import type { Pooling } from '../../../../src/contract/card';
import { pool } from '../../../../src/encoding/encoder/pool';

function output(shape: readonly number[]) {
  const length = shape.reduce((all, size) => all * size, 1);
  return { values: Float32Array.from({ length }, (_, i) => ((i * 37) % 101) - 40), shape };
}

function unit(row: readonly number[]): number[] {
  const length = Math.hypot(...row);
  return row.map((value) => value / length);
}

/** Value by value, by the axes' own indices. */
function expectRows(shape: readonly number[], pooling: Pooling, rows: readonly (readonly number[])[]): void {
  const pooled = pool(output(shape), pooling);
  const expected = rows.flatMap(unit);
  expect(pooled).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(pooled[i]).toBeCloseTo(value, 6));
}

const at = (i: number) => ((i * 37) % 101) - 40;
const range = (length: number) => Array.from({ length }, (_, i) => i);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a row of each photo', () => {
  test('is the vector that the model gives', () => {
    expectRows([2, 5], 'vector', [range(5).map(at), range(5).map((i) => at(5 + i))]);
  });

  test.each([[[2, 5, 1, 1]], [[2, 1, 5]]])(
    'is that vector whatever axes of one stand round it: %j',
    (shape) => {
      expectRows(shape, 'vector', [range(5).map(at), range(5).map((i) => at(5 + i))]);
    },
  );

  test('is the first of the tokens', () => {
    expectRows([2, 3, 4], 'first-token', [range(4).map(at), range(4).map((i) => at(12 + i))]);
  });

  test('is the mean of the tokens', () => {
    const of = (photo: number) =>
      range(4).map((i) => mean(range(3).map((token) => at(photo * 12 + token * 4 + i))));
    expectRows([2, 3, 4], 'mean-tokens', [of(0), of(1)]);
  });

  test('is the mean over a map whose channels come last', () => {
    const of = (photo: number) =>
      range(5).map((i) => mean(range(6).map((cell) => at(photo * 30 + cell * 5 + i))));
    expectRows([2, 2, 3, 5], 'mean-tokens', [of(0), of(1)]);
  });

  test('is the mean over a map whose channels come first', () => {
    const of = (photo: number) =>
      range(5).map((i) => mean(range(6).map((cell) => at(photo * 30 + i * 6 + cell))));
    expectRows([2, 5, 2, 3], 'mean-map', [of(0), of(1)]);
  });

  test.each([
    [[2, 3, 4], 'vector'],
    [[2, 4], 'first-token'],
    [[2, 4, 2, 2], 'first-token'],
    [[2, 4], 'mean-tokens'],
    [[2, 4], 'mean-map'],
    [[2, 3, 4], 'mean-map'],
    [[0, 4], 'vector'],
  ] as const)('is not made of %j as %s', (shape, pooling) => {
    expect(pool(output(shape), pooling)).toHaveLength(0);
  });

  test('of zeros is no number, so that nobody takes it for an embedding', () => {
    const rows = pool({ values: new Float32Array(4), shape: [2, 2] }, 'vector');
    expect(rows.every(Number.isNaN)).toBe(true);
  });
});
