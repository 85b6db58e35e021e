/** Numbers of rows, dims and threads in; how much more memory the index takes than the vectors out. */
import { describe, expect, test } from 'vitest';
import { Deal } from '../../../src/knn/deal';
import { ExactIndex } from '../../../src/knn/exact-index';
import { LocalPart } from '../../../src/knn/local-part';
import { layoutOf, PAGE_BYTES, pagesOf, rowsEnd, rowsPerShardOf } from '../../../src/knn/shard-layout';
import { randomVectors, rowOf } from './random-vectors';

/** What an index of so many rows answers as `memoryBytes`, before its first query. */
function indexBytes(dims: number, rows: number): number {
  const rowsPerShard = rowsPerShardOf(dims, false);
  const layout = layoutOf(dims, rowsPerShard, false);
  let bytes = 0;
  for (let first = 0; first < rows; first += rowsPerShard) {
    bytes += pagesOf(rowsEnd(layout, Math.min(rowsPerShard, rows - first))) * PAGE_BYTES;
  }
  return bytes;
}

function poolBytes(dims: number, rows: number, threads: number): number {
  const deal = new Deal(threads, 1024);
  return Array.from({ length: threads }, (_, part) => indexBytes(dims, deal.countBefore(part, rows))).reduce(
    (sum, bytes) => sum + bytes,
  );
}

describe.each([1, 2, 4, 8])('over %i threads', (threads) => {
  test.each([
    [137_280, 256],
    [137_280, 512],
    [137_280, 4096],
    [20_114, 256],
    [1_000_000, 256],
  ])('%i vectors of %i dims take at most 1.3 times their float32', (rows, dims) => {
    expect(poolBytes(dims, rows, threads) / (rows * dims * 4)).toBeLessThanOrEqual(1.3);
  });
});

test.each([
  [1, 512],
  [40, 256],
  [40, 512],
  [40, 4096],
  [1, 16],
])('%i vectors of %i dims take less than a megabyte more than their float32 and a quarter', (rows, dims) => {
  expect(indexBytes(dims, rows)).toBeLessThan(rows * dims * 4 * 1.25 + 2 ** 20);
});

test.each([
  { dims: 512, rows: [1, 63, 1, 100, 2000] },
  { dims: 3, rows: [1024, 1] },
  { dims: 4096, rows: [8, 9] },
])('an index of $dims dims holds what the layout says as rows come', async ({ dims, rows }) => {
  const index = await ExactIndex.create({ dims });
  let count = 0;
  for (const more of rows) {
    index.append(randomVectors(count, more, dims));
    count += more;
    expect(index.memoryBytes).toBe(indexBytes(dims, count));
  }
});

test('memory that a search took is given to the rows that come', async () => {
  const index = await ExactIndex.create({ dims: 512 });
  index.append(randomVectors(1, 10, 512));
  index.searchMany(randomVectors(2, 1024, 512), 10);
  const after = index.memoryBytes;
  index.append(randomVectors(3, 1000, 512));
  expect(index.memoryBytes).toBe(after);
});

test('rows that take the room of earlier queries are found as if nobody had asked', async () => {
  // dims that the kernel pads with zeros, and more rows than a group has
  const dims = 3;
  const vectors = randomVectors(4, 2500, dims);
  const fresh = await ExactIndex.create({ dims, metric: 'l2' });
  fresh.append(vectors);
  const index = await ExactIndex.create({ dims, metric: 'l2' });
  const queries = randomVectors(5, 1024, dims);
  for (const [from, end] of [
    [0, 3],
    [3, 1000],
    [1000, 1500],
    [1500, 2500],
  ] as const) {
    index.append(vectors.slice(from * dims, end * dims));
    index.searchMany(queries, 7);
  }
  expect(index.searchMany(queries, 7)).toEqual(fresh.searchMany(queries, 7));
});

test('rows that take the room of their lookalikes are found, and the lookalikes are gone', async () => {
  const dims = 3;
  const vectors = randomVectors(6, 1500, dims);
  const part = new LocalPart();
  await part.reset(dims, 'cosine');
  await part.append(vectors.slice(0, 700 * dims));
  await part.startPairs(5);
  const block = await part.block(0, 300);
  const question = { ...block, names: block.rows, selves: block.rows, from: 0 };
  await part.pair(question);
  await part.append(vectors.slice(700 * dims));
  await expect(part.pair(question)).rejects.toThrow('expected keep(k) before');
  await expect(part.kept(0, 1)).rejects.toThrow('expected keep(k) before');
  const fresh = await ExactIndex.create({ dims });
  fresh.append(vectors);
  for (const row of [0, 699, 700, 1023, 1024, 1499]) {
    const query = rowOf(vectors, row, dims);
    expect(await part.search(query, 9)).toEqual(fresh.search(query, 9));
  }
});
