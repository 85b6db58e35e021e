/** Rows of all kinds in; proof that all pairs on a GPU, or on one that fails, give the answers of WASM out. */
import { describe, expect, test } from 'vitest';
import { reasonText } from '../../src/app/messages/reason-text';
import type { PairCheckpoint, PairStep, RowLookalikes } from '../../src/knn/all-pairs';
import { ExactIndex } from '../../src/knn/exact-index';
import { GpuPairing } from '../../src/knn/gpu-pairing';
import { IndexPool } from '../../src/knn/index-pool';
import { LocalPart } from '../../src/knn/local-part';
import type { Metric, RowFormat } from '../../src/knn/metric';
import { randomVectors } from '../unit/knn/random-vectors';
import { GpuPart } from './gpu-part';

const DIMS = 24;
const BLOCK = 96;
const ROWS = 700;
const K = 4;

async function poolOf(
  parts: readonly LocalPart[],
  vectors: Float32Array<ArrayBuffer>,
  metric: Metric,
  format: RowFormat = 'f32',
  blockRows = BLOCK,
): Promise<IndexPool> {
  const pool = new IndexPool(parts, blockRows);
  await pool.reset(DIMS, metric, format);
  await pool.append(vectors.slice());
  return pool;
}

interface Found {
  readonly rows: RowLookalikes[];
  readonly devices: string[];
  readonly why: string | undefined;
  readonly hasFailed: boolean | undefined;
}

async function allOf(pool: IndexPool, from?: PairCheckpoint): Promise<Found> {
  const rows: RowLookalikes[] = [];
  const devices: string[] = [];
  let last: PairStep | undefined;
  for await (const step of pool.lookalikes(K, { device: 'webgpu', ...(from ? { from } : {}) })) {
    rows.push(...step.rows);
    devices.push(step.device);
    last = step;
  }
  return { rows, devices, why: last?.why, hasFailed: last?.hasGpuFailed };
}

async function oneByOne(
  vectors: Float32Array<ArrayBuffer>,
  metric: Metric,
  removed: readonly number[] = [],
): Promise<RowLookalikes[]> {
  const index = await ExactIndex.create({ dims: DIMS, metric });
  index.append(vectors);
  index.remove(removed);
  return Array.from({ length: ROWS }, (_, row) => row)
    .filter((row) => !removed.includes(row))
    .map((row) => ({ row, matches: index.searchRow(row, K) }));
}

/** Rows with duplicates across blocks, a row of zeros where there may be one, and lengths of all sizes. */
function drawn(metric: Metric): Float32Array<ArrayBuffer> {
  const vectors = randomVectors(21, ROWS, DIMS);
  for (const row of [14, 97, 300, 699]) vectors.copyWithin(row * DIMS, 12 * DIMS, 13 * DIMS);
  if (metric === 'cosine') return vectors;
  vectors.fill(0, 40 * DIMS, 41 * DIMS);
  return vectors.map((value, i) => value * 2 ** ((Math.floor(i / DIMS) % 9) - 4));
}

describe.each(['cosine', 'dot', 'l2'] as const)('%s', (metric) => {
  test('over two parts the lookalikes are those of WASM, scores and order', async () => {
    const vectors = drawn(metric);
    const parts = [new GpuPart(), new GpuPart()];
    const pool = await poolOf(parts, vectors, metric);
    const removed = [0, 5, 96, 97, 98, 500];
    await pool.remove(removed);
    const { rows, devices } = await allOf(pool);
    expect(rows).toEqual(await oneByOne(vectors, metric, removed));
    expect(new Set(devices)).toEqual(new Set(['webgpu']));
    for (const part of parts) expect([part.wholeBlocks, part.gaveUp]).toEqual([8, []]);
  });

  test('rows whose values are in a file have the same lookalikes', async () => {
    const vectors = drawn(metric);
    const part = new GpuPart();
    const { rows } = await allOf(await poolOf([part], vectors, metric, 'q8'));
    expect(rows).toEqual(await oneByOne(vectors, metric));
    expect(part.wholeBlocks).toBe(8);
  });
});

test('tiles of which too many pairs pass are compared by WASM, and nothing is lost', async () => {
  const vectors = drawn('cosine');
  const part = new GpuPart({ pairRoom: 6000 });
  const { rows } = await allOf(await poolOf([part], vectors, 'cosine'));
  expect(rows).toEqual(await oneByOne(vectors, 'cosine'));
  expect(part.wholeBlocks).toBe(8);
});

test.each([0, 3])(
  'a device that is lost after %i blocks leaves the rest to WASM, told why',
  async (blocks) => {
    const vectors = drawn('l2');
    const parts = [new GpuPart({ answersUntilLost: blocks }), new GpuPart()];
    const pool = await poolOf(parts, vectors, 'l2');
    const { rows, devices, why, hasFailed } = await allOf(pool);
    expect(rows).toEqual(await oneByOne(vectors, 'l2'));
    expect([devices.at(-1), hasFailed]).toEqual(['wasm', true]);
    // which of the two is told first is the browser's affair
    expect(reasonText(why ?? '')).toMatch(/^the GPU device was lost: |^the GPU gave no answer$/);
    expect(parts[0]?.wholeBlocks).toBe(blocks);
    expect(parts[0]?.gaveUp.length).toBeGreaterThan(0);
  },
);

test('checkpoints of a GPU are gone on from by WASM, and the other way round', async () => {
  const vectors = drawn('cosine');
  const expected = await oneByOne(vectors, 'cosine');
  for (const [before, after] of [
    ['webgpu', 'wasm'],
    ['wasm', 'webgpu'],
  ] as const) {
    const pool = await poolOf([new GpuPart(), new GpuPart()], vectors, 'cosine');
    let checkpoint: PairCheckpoint | undefined;
    const isCheckpointDue = (rows: number) => rows >= 200;
    for await (const step of pool.lookalikes(K, { device: before, isCheckpointDue })) {
      checkpoint = step.checkpoint;
      if (checkpoint) break;
    }
    expect(checkpoint?.row).toBeGreaterThanOrEqual(200);
    const other = await poolOf([new GpuPart()], vectors, 'cosine');
    const rest: RowLookalikes[] = [];
    for await (const step of other.lookalikes(K, {
      device: after,
      ...(checkpoint ? { from: checkpoint } : {}),
    })) {
      rest.push(...step.rows);
    }
    expect(rest).toEqual(expected.slice(checkpoint?.row));
  }
});

test('a search is answered while a GPU compares, and changes nothing of it', async () => {
  const vectors = drawn('cosine');
  const part = new GpuPart();
  const pool = await poolOf([part], vectors, 'cosine');
  const index = await ExactIndex.create({ dims: DIMS });
  index.append(vectors);
  const all: RowLookalikes[] = [];
  for await (const { rows } of pool.lookalikes(K, { device: 'webgpu' })) {
    all.push(...rows);
    const row = all.length - 1;
    expect(await pool.searchRow(row, 3)).toEqual(index.searchRow(row, 3));
  }
  expect(all).toEqual(await oneByOne(vectors, 'cosine'));
});

test('a browser without a GPU does a forced job on WASM and says why', async () => {
  class NoGpuPart extends LocalPart {
    constructor() {
      super({ gpu: (index) => GpuPairing.open(undefined, index) });
    }
  }
  const vectors = drawn('cosine');
  const { rows, devices, why } = await allOf(await poolOf([new NoGpuPart()], vectors, 'cosine'));
  expect(rows).toEqual(await oneByOne(vectors, 'cosine'));
  expect([devices.at(-1), reasonText(why ?? '')]).toEqual(['wasm', 'the browser has no WebGPU adapter']);
});

test('a trial decides between the devices, and changes nothing of the answers', async () => {
  const vectors = drawn('cosine');
  const parts = [new GpuPart(), new GpuPart()];
  const pool = await poolOf(parts, vectors, 'cosine', 'f32', 30);
  const all: RowLookalikes[] = [];
  let why: string | undefined;
  for await (const step of pool.lookalikes(K, { worthATrial: 0 })) {
    all.push(...step.rows);
    why = step.why;
    // the GPU may take longer to start than the rows take
    if (why === undefined) await Promise.all(parts.map((part) => part.isGpuOpen));
  }
  expect(all).toEqual(await oneByOne(vectors, 'cosine'));
  expect(reasonText(why ?? '')).toMatch(
    /^[\d.]+ million pairs\/s on WebGPU, [\d.]+ on WASM$|^the GPU is slower than WASM$/,
  );
});

test('work that takes no time is not worth a trial', async () => {
  const part = new GpuPart();
  const pool = await poolOf([part], drawn('cosine'), 'cosine');
  for await (const { device, why } of pool.lookalikes(K)) expect([device, why]).toEqual(['wasm', undefined]);
  expect(part.wholeBlocks).toBe(0);
});
