/** Pools of one to four parts in; whether they answer searches as one index does out. */
import { describe, expect, test } from 'vitest';
import { ExactIndex } from '../../../src/knn/exact-index';
import type { RowMatch } from '../../../src/knn/heaps';
import { IndexPool } from '../../../src/knn/index-pool';
import { allOf, BLOCK, CopyingPart, DIMS, K, partsOf, poolOf } from './pools';
import { randomVectors, rowOf } from './random-vectors';

describe.each([1, 2, 3, 4])('a pool of %i parts', (parts) => {
  test.each([1, BLOCK - 1, BLOCK, 5 * BLOCK + 3, 137])(
    'of %i rows answers as one index does',
    async (rows) => {
      const vectors = randomVectors(rows, rows, DIMS);
      const pool = await poolOf(parts, vectors);
      const index = await ExactIndex.create({ dims: DIMS });
      index.append(vectors);
      const query = randomVectors(7, 1, DIMS);
      for (const k of [1, K, rows + 5]) expect(await pool.search(query, k)).toEqual(index.search(query, k));
      for (const row of [0, rows >> 1, rows - 1]) {
        expect(await pool.searchRow(row, K)).toEqual(index.searchRow(row, K));
      }
      for (const count of [0, 1, 9]) {
        const queries = randomVectors(8, count, DIMS);
        expect(await pool.searchMany(queries, K)).toEqual(index.searchMany(queries, K));
      }
    },
  );

  test('holds as many bytes as its parts do', async () => {
    const vectors = randomVectors(9, 5 * BLOCK, DIMS);
    const locals = partsOf(parts);
    const pool = new IndexPool(locals, BLOCK);
    expect(await pool.memoryBytes()).toBe(0);
    await pool.reset(DIMS);
    await pool.append(vectors);
    const bytes = await Promise.all(locals.map((part) => part.memoryBytes()));
    expect(await pool.memoryBytes()).toBe(bytes.reduce((sum, ofPart) => sum + ofPart, 0));
    expect(await pool.memoryBytes()).toBeGreaterThanOrEqual(vectors.byteLength);
  });

  test('numbers rows in the order of adding, whatever comes at once', async () => {
    const vectors = randomVectors(3, 95, DIMS);
    const pool = new IndexPool(partsOf(parts), BLOCK);
    await pool.reset(DIMS);
    let first = 0;
    for (const count of [1, 8, 2, 40, 0, 44]) {
      const some = vectors.slice(first * DIMS, (first + count) * DIMS);
      expect(await pool.append(some)).toBe(first);
      first += count;
    }
    expect(pool.rows).toBe(95);
    for (let row = 0; row < 95; row += 1) {
      expect(await pool.search(rowOf(vectors, row, DIMS), 1)).toMatchObject([{ row }]);
    }
  });
});

test('a bad vector is refused before any part has a row of it', async () => {
  const vectors = randomVectors(1, 30, DIMS);
  const pool = await poolOf(2, vectors);
  const bad = randomVectors(2, 30, DIMS);
  bad[25 * DIMS] = Number.NaN;
  await expect(pool.append(bad)).rejects.toThrow('value 0 of row 25 is NaN');
  expect(await pool.append(randomVectors(3, 1, DIMS))).toBe(30);
  expect(await allOf(pool, 1)).toHaveLength(31);
});

test('a bad query among many is refused', async () => {
  const pool = await poolOf(2, randomVectors(1, 30, DIMS));
  const queries = randomVectors(2, 3, DIMS);
  queries[2 * DIMS + 1] = Number.POSITIVE_INFINITY;
  await expect(pool.searchMany(queries, K)).rejects.toThrow('value 1 of query 2 is Infinity');
  await expect(pool.searchMany(queries.slice(1), K)).rejects.toThrow('expected a multiple of 24');
});

test('a part that fails makes every later call reject until a reset', async () => {
  const failing = new CopyingPart();
  failing.append = () => Promise.reject(new RangeError('no memory'));
  const pool = new IndexPool([new CopyingPart(), failing], BLOCK);
  await pool.reset(DIMS);
  await expect(pool.append(randomVectors(1, 40, DIMS))).rejects.toThrow('no memory');
  await expect(pool.search(randomVectors(2, 1, DIMS), 1)).rejects.toThrow('expected reset');
  await pool.reset(DIMS);
  expect(await pool.search(randomVectors(2, 1, DIMS), 1)).toEqual([] satisfies RowMatch[]);
});
