/** Rows that are prepared before they are compared in; proof that a GPU, and WASM after it, find what is right, out. */
import { describe, expect, test } from 'vitest';
import type { RowLookalikes } from '../../src/knn/all-pairs';
import { ExactIndex } from '../../src/knn/exact-index';
import { IndexPool } from '../../src/knn/index-pool';
import type { LocalPart } from '../../src/knn/local-part';
import type { Metric, RowFormat } from '../../src/knn/metric';
import { randomVectors, seeded } from '../unit/knn/random-vectors';
import { GpuPart } from './gpu-part';

/** As many as sketches are made of. */
const DIMS = 128;
const ROWS = 900;
const K = 4;
const BLOCK = 96;
/** More than one group of the memory's layout, and more than one shard. */
const PREPARED = { preparedRows: 1, rowsPerShard: 600 };
const REMOVED = [0, 5, 96, 97, 98, 500, 899];

/** Rows of few neighbourhoods, some of them twice. */
function clustered(): Float32Array<ArrayBuffer> {
  const next = seeded(31);
  const centres = randomVectors(32, 9, DIMS);
  const vectors = Float32Array.from(
    { length: ROWS * DIMS },
    (_, i) => (centres[(Math.floor(i / DIMS) % 9) * DIMS + (i % DIMS)] ?? 0) + 0.2 * next(),
  );
  for (const row of [14, 97, 300, 650, 899]) vectors.copyWithin(row * DIMS, 12 * DIMS, 13 * DIMS);
  return vectors;
}

async function poolOf(
  parts: readonly LocalPart[],
  metric: Metric,
  format: RowFormat = 'f32',
): Promise<IndexPool> {
  const pool = new IndexPool(parts, BLOCK);
  await pool.reset(DIMS, metric, format);
  await pool.append(clustered());
  await pool.remove(REMOVED);
  return pool;
}

async function found(pool: IndexPool): Promise<RowLookalikes[]> {
  const rows: RowLookalikes[] = [];
  for await (const step of pool.lookalikes(K, { device: 'webgpu' })) rows.push(...step.rows);
  return rows;
}

async function oneByOne(metric: Metric): Promise<RowLookalikes[]> {
  const index = await ExactIndex.create({ dims: DIMS, metric });
  index.append(clustered());
  index.remove(REMOVED);
  return Array.from({ length: ROWS }, (_, row) => row)
    .filter((row) => !REMOVED.includes(row))
    .map((row) => ({ row, matches: index.searchRow(row, K) }));
}

test('prepared rows want something before the first block is compared', async () => {
  const part = new GpuPart(PREPARED);
  await poolOf([part], 'cosine');
  await part.startPairs(K);
  const { floors } = await part.block(0, ROWS);
  expect(floors.filter((floor) => floor > 0.5).length).toBeGreaterThan(ROWS / 2);
  await part.endPairs();
});

describe.each(['cosine', 'dot', 'l2'] as const)('%s', (metric) => {
  test.each([
    ['in memory', 'f32', 1],
    ['in memory over two parts', 'f32', 2],
    ['in a file', 'q8', 1],
  ] as const)('prepared rows %s have the lookalikes that a search finds', async (_, format, count) => {
    const parts = Array.from({ length: count }, () => new GpuPart(PREPARED));
    expect(await found(await poolOf(parts, metric, format))).toEqual(await oneByOne(metric));
    for (const part of parts) {
      expect(part.gaveUp).toEqual([]);
      expect(part.wholeBlocks).toBeGreaterThan(0);
    }
  });
});

test.each(['f32', 'q8'] as const)(
  'tiles of which too many pairs pass go through the sketches of rows that lie as %s',
  async (format) => {
    const part = new GpuPart({ ...PREPARED, pairRoom: 30 });
    expect(await found(await poolOf([part], 'cosine', format))).toEqual(await oneByOne('cosine'));
    expect(part.gaveUp).toEqual([]);
  },
);

test.each([0, 2])(
  'what a device that is lost after %i blocks leaves goes through the sketches',
  async (blocks) => {
    const parts = [new GpuPart({ ...PREPARED, answersUntilLost: blocks }), new GpuPart(PREPARED)];
    expect(await found(await poolOf(parts, 'l2'))).toEqual(await oneByOne('l2'));
    expect(parts[0]?.wholeBlocks).toBe(blocks);
    expect(parts[0]?.gaveUp.length).toBeGreaterThan(0);
  },
);

test('a search between blocks of prepared rows changes nothing of what a GPU finds', async () => {
  const pool = await poolOf([new GpuPart(PREPARED)], 'cosine');
  const index = await ExactIndex.create({ dims: DIMS });
  index.append(clustered());
  index.remove(REMOVED);
  const all: RowLookalikes[] = [];
  for await (const { rows } of pool.lookalikes(K, { device: 'webgpu' })) {
    all.push(...rows);
    expect(await pool.searchRow(1, 3)).toEqual(index.searchRow(1, 3));
  }
  expect(all).toEqual(await oneByOne('cosine'));
});
