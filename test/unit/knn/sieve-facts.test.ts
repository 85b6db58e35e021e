/** Rows made to break the bound of int8 × int8 in; whether no pair is ruled out that reaches either row's floor out. */
import { describe, expect, test } from 'vitest';
import { referenceScore } from '../../../src/knn/reference';
import { integersOf, putNeeds } from '../../../src/knn/sieve-facts';
import { referenceSieve } from '../../../src/knn/sieve-reference';
import { writeUnit } from '../../../src/knn/unit-vector';
import { DIMS, drawn, HARD } from './hard-vectors';
import { rowOf } from './random-vectors';

const STRIDE = 48;
const [QUERIES, ROWS] = [40, 160];
const METRICS = ['cosine', 'dot', 'l2'] as const;

/** float32 [count, stride] as an index stores them, zeros behind the last dim. */
function stored(
  vectors: Float32Array<ArrayBuffer>,
  count: number,
  isUnit: boolean,
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(count * STRIDE);
  for (let row = 0; row < count; row += 1) {
    const values = rowOf(vectors, row, DIMS);
    const length = values.reduce((sum, value) => sum + value * value, 0);
    if (isUnit) writeUnit(vectors, DIMS, row, length, out.subarray(row * STRIDE));
    else out.set(values, row * STRIDE);
  }
  return out;
}

describe.each(METRICS)('%s', (metric) => {
  describe.each(HARD)('%s', (_, draw) => {
    const isUnit = metric === 'cosine';
    const queries = stored(drawn(draw, 2), QUERIES, isUnit);
    const rows = stored(drawn(draw, 1), ROWS, isUnit);
    const scores = Array.from({ length: ROWS * QUERIES }, (_score, pair) =>
      referenceScore(
        metric,
        rowOf(queries, pair % QUERIES, STRIDE),
        rowOf(rows, Math.floor(pair / QUERIES), STRIDE),
      ),
    );
    const selves = new Int32Array(QUERIES).fill(-1);

    /** Floors that a pair of each row reaches exactly. @param share of the row's pairs that lie above */
    function sieved(share: number): { readonly passed: Set<number>; readonly wanted: number[] } {
      const floorOf = (own: number[]) => own.sort((a, b) => b - a)[Math.floor(own.length * share)] ?? 0;
      const queryFloors = Float64Array.from({ length: QUERIES }, (_floor, q) =>
        floorOf(scores.filter((_score, pair) => pair % QUERIES === q)),
      );
      const rowFloors = Float64Array.from({ length: ROWS }, (_floor, row) =>
        floorOf(scores.slice(row * QUERIES, (row + 1) * QUERIES)),
      );
      const side = (vectors: Float32Array, floors: Float64Array) => {
        const integers = integersOf(vectors, STRIDE, metric);
        const needs = new Int32Array(integers.fixed.length);
        putNeeds(integers, 0, floors, metric, needs);
        return { ...integers, needs };
      };
      const passed = referenceSieve(
        side(queries, queryFloors),
        side(rows, rowFloors),
        STRIDE,
        selves,
        metric === 'l2',
      );
      const wanted = scores.flatMap((score, pair) => {
        const least = Math.min(queryFloors[pair % QUERIES]!, rowFloors[Math.floor(pair / QUERIES)]!);
        return score >= least ? [pair] : [];
      });
      return { passed: new Set(passed), wanted };
    }

    test.each([0, 0.05, 0.5, 0.999])(
      'no pair that reaches a floor with %f above it is ruled out',
      (share) => {
        const { passed, wanted } = sieved(share);
        expect(wanted.length).toBeGreaterThan(0);
        expect(wanted.filter((pair) => !passed.has(pair))).toEqual([]);
      },
    );
  });

  test('of ordinary rows most pairs are ruled out', () => {
    const [, draw] = HARD[0]!;
    const isUnit = metric === 'cosine';
    const [queries, rows] = [stored(drawn(draw, 2), QUERIES, isUnit), stored(drawn(draw, 1), ROWS, isUnit)];
    const side = (vectors: Float32Array, others: Float32Array) => {
      const [n, m] = [vectors.length / STRIDE, others.length / STRIDE];
      const floors = Float64Array.from({ length: n }, (_floor, i) => {
        const own = Array.from({ length: m }, (_score, j) =>
          referenceScore(
            metric,
            vectors.subarray(i * STRIDE, (i + 1) * STRIDE),
            others.subarray(j * STRIDE, (j + 1) * STRIDE),
          ),
        );
        return own.sort((a, b) => b - a)[1]!;
      });
      const integers = integersOf(vectors, STRIDE, metric);
      const needs = new Int32Array(integers.fixed.length);
      putNeeds(integers, 0, floors, metric, needs);
      return { ...integers, needs };
    };
    const passed = referenceSieve(
      side(queries, rows),
      side(rows, queries),
      STRIDE,
      new Int32Array(QUERIES).fill(-1),
      metric === 'l2',
    );
    expect(passed.length).toBeLessThan((QUERIES * ROWS) / 4);
  });
});

test('integers, weights and errors are those of the definition', () => {
  const vectors = Float32Array.of(1, -0.5, 0.25, 0, 0, 0, 0, 0);
  const { bytes, fixed, scales } = integersOf(vectors, 4, 'dot', (i) => i === 0);
  expect([...bytes]).toEqual([127, -63, 32, 0, 0, 0, 0, 0]);
  expect([...scales]).toEqual([1 / 127, 1]);
  // |X| = 127 sqrt(1 + 1/4 + 1/16) = 145.5; lost 1/2 and 1/4: e = 0.559, 8.94 sixteenths; 1 / s = 127
  expect([...fixed]).toEqual([146, 9, 127 * 2 ** 8, -8, 0, -1, 2 ** 14, -14]);
});
