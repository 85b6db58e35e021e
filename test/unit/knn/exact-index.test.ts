/** Indexes of all sizes around a shard's border in; whether their answers equal a float64 brute force out. */
import { describe, expect, test } from 'vitest';
import { ExactIndex } from '../../../src/knn/exact-index';
import type { RowMatch } from '../../../src/knn/heaps';
import { randomVectors, rowOf } from './random-vectors';

const CAPACITY = 20;
const K = 5;

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

function bruteForce(vectors: Float32Array<ArrayBuffer>, query: Float32Array, k: number): RowMatch[] {
  const dims = query.length;
  return Array.from({ length: vectors.length / dims }, (_, row) => ({
    row,
    score: cosine(query, rowOf(vectors, row, dims)),
  }))
    .toSorted((a, b) => b.score - a.score || a.row - b.row)
    .slice(0, k);
}

async function indexOf(vectors: Float32Array, dims: number): Promise<ExactIndex> {
  const index = await ExactIndex.create({ dims, rowsPerShard: CAPACITY });
  index.append(vectors);
  return index;
}

function rowsOf(matches: readonly RowMatch[]): number[] {
  return matches.map(({ row }) => row);
}

describe.each([1, K, CAPACITY - 1, CAPACITY, CAPACITY + 1, 10 * CAPACITY + 3])(
  'an index of %i rows',
  (rows) => {
    test.each([3, 16, 67])('answers as brute force in float64 does, with %i dims', async (dims) => {
      const vectors = randomVectors(rows + dims, rows, dims);
      const index = await indexOf(vectors, dims);
      for (let seed = 0; seed < 10; seed += 1) {
        const query = randomVectors(1000 + seed, 1, dims);
        for (const k of [1, K, rows, rows + 7]) {
          const expected = bruteForce(vectors, query, k);
          const matches = index.search(query, k);
          expect(rowsOf(matches)).toEqual(rowsOf(expected));
          matches.forEach(({ score }, i) => {
            expect(score).toBeCloseTo(expected[i]?.score ?? Number.NaN, 6);
          });
        }
      }
    });

    test('answers the same whether its rows came at once or one by one', async () => {
      const vectors = randomVectors(rows, rows, 16);
      const atOnce = await indexOf(vectors, 16);
      const oneByOne = await ExactIndex.create({ dims: 16, rowsPerShard: CAPACITY });
      for (let row = 0; row < rows; row += 1) expect(oneByOne.append(rowOf(vectors, row, 16))).toBe(row);
      const query = randomVectors(5, 1, 16);
      expect(oneByOne.search(query, rows)).toEqual(atOnce.search(query, rows));
    });
  },
);

test('an empty index gives no matches', async () => {
  const index = await indexOf(new Float32Array(0), 4);
  expect(index.search(Float32Array.of(1, 0, 0, 0), 3)).toEqual([]);
  expect([index.size, index.rows, index.memoryBytes]).toEqual([0, 0, 0]);
});

test('equal vectors tie by row across shards, whatever their length was', async () => {
  const dims = 33;
  const vectors = randomVectors(1, 5 * CAPACITY, dims);
  const copies = [3, CAPACITY - 1, CAPACITY, 4 * CAPACITY + 2];
  copies.forEach((row, i) => {
    vectors.set(
      rowOf(vectors, 3, dims).map((value) => value * 2 ** i),
      row * dims,
    );
  });
  const index = await indexOf(vectors, dims);
  const matches = index.search(rowOf(vectors, 3, dims), 4);
  expect(rowsOf(matches)).toEqual(copies);
  expect(new Set(matches.map(({ score }) => score)).size).toBe(1);
  expect(rowsOf(index.search(rowOf(vectors, 3, dims), 2))).toEqual(copies.slice(0, 2));
});

test('a score never leaves -1..1', async () => {
  const dims = 7;
  const vectors = randomVectors(2, 300, dims);
  const index = await indexOf(vectors, dims);
  for (let row = 0; row < 300; row += 1) {
    const [best] = index.search(rowOf(vectors, row, dims), 1);
    const opposite = rowOf(vectors, row, dims).map((value) => -value);
    const worst = index.search(opposite, 300)[299];
    expect(best?.row).toBe(row);
    expect(best?.score).toBeLessThanOrEqual(1);
    expect(worst?.score).toBeGreaterThanOrEqual(-1);
  }
});

test('the caller keeps its vectors: changing them later changes no answer', async () => {
  const vectors = randomVectors(3, 4, 8);
  const index = await indexOf(vectors, 8);
  const query = randomVectors(4, 1, 8);
  const before = index.search(query, 4);
  vectors.fill(1);
  expect(index.search(query, 4)).toEqual(before);
});

describe('searching by row', () => {
  test('never gives the row itself, though it gives its exact duplicates first', async () => {
    const dims = 16;
    const vectors = randomVectors(9, 3 * CAPACITY, dims);
    for (const row of [25, 59]) vectors.copyWithin(row * dims, 4 * dims, 5 * dims);
    const index = await indexOf(vectors, dims);
    expect(rowsOf(index.searchRow(4, 2))).toEqual([25, 59]);
    expect(rowsOf(index.searchRow(25, 2))).toEqual([4, 59]);
    expect(rowsOf(index.searchRow(59, 1000))).toHaveLength(3 * CAPACITY - 1);
    expect(rowsOf(index.searchRow(59, 1000))).not.toContain(59);
  });

  test('answers as a search with its vector does', async () => {
    const vectors = randomVectors(10, 50, 24);
    const index = await indexOf(vectors, 24);
    const others = index.search(rowOf(vectors, 30, 24), 50).filter(({ row }) => row !== 30);
    expect(index.searchRow(30, 49)).toEqual(others);
  });

  test('gives nothing where there is no other row', async () => {
    const index = await indexOf(Float32Array.of(1, 2), 2);
    expect(index.searchRow(0, 5)).toEqual([]);
  });
});

describe('removing', () => {
  test('takes rows out of every answer and leaves all others as they were', async () => {
    const vectors = randomVectors(11, 3 * CAPACITY, 12);
    const index = await indexOf(vectors, 12);
    const query = randomVectors(12, 1, 12);
    const removed = [0, 19, 20, 21, 59];
    const expected = index.search(query, 100).filter(({ row }) => !removed.includes(row));
    index.remove(removed);
    index.remove([19]);
    expect(index.search(query, 100)).toEqual(expected);
    expect([index.size, index.rows]).toEqual([55, 60]);
  });

  test('gives a shard back once all of its rows are gone, and never reuses a row', async () => {
    const index = await indexOf(randomVectors(13, 2 * CAPACITY + 5, 12), 12);
    const full = index.memoryBytes;
    index.remove(Array.from({ length: CAPACITY }, (_, i) => CAPACITY + i));
    expect(index.memoryBytes).toBe((full / 3) * 2);
    index.remove([40, 41, 42, 43, 44]);
    expect(index.memoryBytes).toBe(full / 3);
    expect(index.append(randomVectors(14, 1, 12))).toBe(45);
    expect(rowsOf(index.search(randomVectors(14, 1, 12), 100))).toHaveLength(CAPACITY + 1);
    expect(index.search(randomVectors(14, 1, 12), 1)).toMatchObject([{ row: 45 }]);
  });

  test('refuses a row that was never added, and then removes none', async () => {
    const index = await indexOf(randomVectors(15, 3, 4), 4);
    for (const row of [3, -1, 0.5, Number.NaN]) {
      expect(() => {
        index.remove([0, row]);
      }).toThrow(`row ${row} was never added, expected an integer from 0 to below 3`);
    }
    expect(index.size).toBe(3);
    index.remove([1]);
    expect(() => index.searchRow(1, 1)).toThrow('row 1 was removed');
    expect(() => index.searchRow(3, 1)).toThrow(RangeError);
  });
});

describe('a vector that has no direction', () => {
  const good = randomVectors(16, 2 * CAPACITY, 4);
  const withValue = (at: number, value: number) => good.with(at, value);

  test.each([
    ['NaN', withValue(4 * 30 + 2, Number.NaN), 'value 2 of row 30 is NaN, expected finite numbers'],
    [
      'infinite',
      withValue(5, Number.NEGATIVE_INFINITY),
      'value 1 of row 1 is -Infinity, expected finite numbers',
    ],
    ['zero', good.map((value, i) => (i >> 2 === 39 ? 0 : value)), 'row 39 is all zeros'],
    ['of the wrong length', good.subarray(1), '159 values came, expected a multiple of 4: row 39 has only 3'],
  ])('is refused when it is %s, and the index stays as it was', async (_, vectors, message) => {
    const index = await indexOf(good.subarray(0, 4 * 15), 4);
    const query = randomVectors(17, 1, 4);
    const before = { matches: index.search(query, 100), memoryBytes: index.memoryBytes };
    expect(() => index.append(vectors)).toThrow(expect.objectContaining({ name: 'VectorError' }));
    expect(() => index.append(vectors)).toThrow(message);
    expect({ matches: index.search(query, 100), memoryBytes: index.memoryBytes }).toEqual(before);
    expect(index.append(good)).toBe(15);
  });

  test('is refused as a query', async () => {
    const index = await indexOf(good, 4);
    const bad = [
      new Float32Array(4),
      Float32Array.of(1, 2, Number.NaN, 4),
      new Float32Array(8),
      new Float32Array(0),
    ];
    for (const query of bad) {
      expect(() => index.search(query, 1)).toThrow(expect.objectContaining({ name: 'VectorError' }));
    }
  });

  test('is not one that is merely tiny or huge', async () => {
    const index = await indexOf(Float32Array.of(1e-45, 0, 3e38, 3e38), 2);
    expect(index.search(Float32Array.of(0, 1e-44), 2)).toEqual([
      { row: 1, score: Math.fround(Math.SQRT1_2) },
      { row: 0, score: 0 },
    ]);
  });
});

test.each([0, -1, 1.5, Number.NaN, Infinity])('k = %d is refused', async (k) => {
  const index = await indexOf(Float32Array.of(1, 0), 2);
  expect(() => index.search(Float32Array.of(1, 0), k)).toThrow(`k is ${k}, expected a positive integer`);
  expect(() => index.searchRow(0, k)).toThrow(RangeError);
});

test('options that are no positive integers are refused', async () => {
  await expect(ExactIndex.create({ dims: 0 })).rejects.toThrow('dims is 0, expected a positive integer');
  await expect(ExactIndex.create({ dims: 2, rowsPerShard: 0.5 })).rejects.toThrow(RangeError);
});

test('a failure to allocate leaves the index as it was', async () => {
  const index = await ExactIndex.create({ dims: 1, rowsPerShard: 2 ** 31 });
  expect(() => index.append(Float32Array.of(1))).toThrow('pages, expected at most 65536');
  expect([index.size, index.rows, index.memoryBytes]).toEqual([0, 0, 0]);
});
