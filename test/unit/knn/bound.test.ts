/** Rows made to break the integers' bound in; whether every answer is still the scalar reference's, score for score, out. */
import { describe, expect, test } from 'vitest';
import { ExactIndex } from '../../../src/knn/exact-index';
import type { RowMatch } from '../../../src/knn/heaps';
import type { Metric } from '../../../src/knn/metric';
import { referenceScore } from '../../../src/knn/reference';
import { writeUnit } from '../../../src/knn/unit-vector';
import { DIMS, drawn, HARD, ROWS } from './hard-vectors';
import { randomVectors, rowOf } from './random-vectors';

const METRICS = ['cosine', 'dot', 'l2'] as const;

/** As the index stores them. */
function stored(vectors: Float32Array<ArrayBuffer>, metric: Metric): Float32Array<ArrayBuffer> {
  if (metric !== 'cosine') return vectors;
  const out = new Float32Array(vectors.length);
  for (let row = 0; row < vectors.length / DIMS; row += 1) {
    const length = rowOf(vectors, row, DIMS).reduce((sum, value) => sum + value * value, 0);
    writeUnit(vectors, DIMS, row, length, rowOf(out, row, DIMS));
  }
  return out;
}

function bruteForce(
  metric: Metric,
  rows: Float32Array<ArrayBuffer>,
  query: Float32Array,
  k: number,
  except = -1,
): RowMatch[] {
  const scores = Array.from({ length: ROWS }, (_, row) => ({
    row,
    score: referenceScore(metric, query, rowOf(rows, row, DIMS)),
  }));
  return scores
    .filter(({ row }) => row !== except)
    .sort((a, b) => b.score - a.score || a.row - b.row)
    .slice(0, k);
}

const clamped = (metric: Metric) => (match: RowMatch) =>
  metric === 'cosine' ? { row: match.row, score: Math.max(-1, Math.min(1, match.score)) } : match;

describe.each(METRICS)('%s', (metric) => {
  describe.each(HARD)('%s', (_, draw) => {
    const vectors = drawn(draw, 1);
    const rows = stored(vectors, metric);
    const queries = drawn(draw, 2).subarray(0, 30 * DIMS);
    const asked = stored(queries, metric);

    test.each([1, 5, 40])('one query after the other finds the best %i', async (k) => {
      const index = await ExactIndex.create({ dims: DIMS, metric, rowsPerShard: 100 });
      index.append(vectors);
      for (let q = 0; q < 30; q += 1) {
        const expected = bruteForce(metric, rows, rowOf(asked, q, DIMS), k).map(clamped(metric));
        expect(index.search(rowOf(queries, q, DIMS), k)).toEqual(expected);
      }
    });

    test.each([1, 5, 40])('many queries at once find the best %i', async (k) => {
      const index = await ExactIndex.create({ dims: DIMS, metric, rowsPerShard: 100 });
      index.append(vectors);
      const answers = index.searchMany(queries, k);
      expect(answers).toHaveLength(30);
      answers.forEach((matches, q) => {
        const expected = bruteForce(metric, rows, rowOf(asked, q, DIMS), k).map(clamped(metric));
        expect(matches).toEqual(expected);
      });
    });

    test('a row finds all others but itself', async () => {
      const index = await ExactIndex.create({ dims: DIMS, metric, rowsPerShard: 100 });
      index.append(vectors);
      for (const row of [0, 99, 100, ROWS - 1]) {
        const expected = bruteForce(metric, rows, rowOf(rows, row, DIMS), 9, row).map(clamped(metric));
        expect(index.searchRow(row, 9)).toEqual(expected);
      }
    });
  });
});

test.each(['dot', 'l2'] as const)('rows and queries of zeros have their place by %s', async (metric) => {
  const index = await ExactIndex.create({ dims: 3, metric });
  index.append(Float32Array.of(0, 0, 0, -1, 0, 0, 2, 0, 0, 0, 0, 0));
  const best = metric === 'dot' ? [2, 0, 3, 1] : [0, 3, 1, 2];
  expect(index.search(Float32Array.of(metric === 'dot' ? 1 : 0, 0, 0), 4).map(({ row }) => row)).toEqual(
    best,
  );
  const zeros = index.search(new Float32Array(3), 4);
  if (metric === 'dot') expect(zeros.map(({ row }) => row)).toEqual([0, 1, 2, 3]);
});

test('4,096 dims, where 16 bits for the query would overflow 32 bits for the sum', async () => {
  const dims = 4096;
  const index = await ExactIndex.create({ dims, metric: 'dot', rowsPerShard: 8 });
  const rows = new Float32Array(9 * dims).fill(1);
  rows.fill(-1, 4 * dims, 5 * dims);
  rows[8 * dims] = 2;
  index.append(rows);
  const ones = new Float32Array(dims).fill(1);
  expect(index.search(ones, 2)).toEqual([
    { row: 8, score: 4097 },
    { row: 0, score: 4096 },
  ]);
  expect(index.search(ones, 9)[8]).toEqual({ row: 4, score: -4096 });
});

test('rows that were removed leave no trace in a search of many', async () => {
  const index = await ExactIndex.create({ dims: 8, rowsPerShard: 12 });
  const vectors = randomVectors(5, 50, 8);
  index.append(vectors);
  const gone = [0, 11, 12, 13, 49];
  const expected = index
    .searchMany(vectors, 50)
    .map((matches) => matches.filter(({ row }) => !gone.includes(row)));
  index.remove(gone);
  expect(index.searchMany(vectors, 50)).toEqual(expected);
});

test('what the integers lose of a query is allowed for', async () => {
  const dims = 8192;
  const index = await ExactIndex.create({ dims, metric: 'dot' });
  // of the query's 12 bits none is left for its many small values, which the second row adds up
  const rows = new Float32Array(2 * dims);
  rows[0] = 1;
  rows.fill(1, dims + 1);
  index.append(rows);
  const query = new Float32Array(dims).fill(2e-4);
  query[0] = 1;
  expect(index.search(query, 1)).toMatchObject([{ row: 1 }]);
  const twice = new Float32Array(2 * dims);
  twice.set(query);
  twice.set(query, dims);
  for (const matches of index.searchMany(twice, 1)) expect(matches).toMatchObject([{ row: 1 }]);
});
