/** Tiles of awkward sizes and rows in; proof that a GPU lets the pairs pass that the scalar reference does, out. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GpuSieve } from '../../src/knn/gpu-sieve';
import type { Metric } from '../../src/knn/metric';
import { proveSieve, queryFacts } from '../../src/knn/prove-sieve';
import { integersOf, putNeeds, type RowIntegers } from '../../src/knn/sieve-facts';
import { referenceSieve } from '../../src/knn/sieve-reference';
import { randomVectors, seeded } from '../unit/knn/random-vectors';
import { said } from '../said';

const METRICS = ['cosine', 'dot', 'l2'] as const;

interface Side extends RowIntegers {
  readonly needs: Int32Array<ArrayBuffer>;
}

function side(
  vectors: Float32Array<ArrayBuffer>,
  stride: number,
  metric: Metric,
  floorOf: (i: number) => number,
  takesPart?: (i: number) => boolean,
): Side {
  const integers = integersOf(vectors, stride, metric, takesPart);
  const needs = new Int32Array(integers.fixed.length);
  const floors = Float64Array.from({ length: vectors.length / stride }, (_, i) => floorOf(i));
  putNeeds(integers, 0, floors, metric, needs);
  return { ...integers, needs };
}

async function sifted(
  sieve: GpuSieve,
  queries: Side,
  rows: Side,
  stride: number,
  selves: Int32Array<ArrayBuffer>,
  isSquared: boolean,
): Promise<number[] | undefined> {
  const held = await sieve.hold(rows.scales.length, stride);
  sieve.put(held, 0, rows);
  sieve.ask(queries.bytes);
  const pairs = await sieve.sift({
    rows: held,
    first: 0,
    rowNeeds: rows.needs,
    queries: queryFacts(queries, queries.needs, selves),
    isSquared,
  });
  return pairs && [...pairs.sort()];
}

describe.each(['packed', 'plain'] as const)('a sieve that sums %s products', (dot4) => {
  let sieve: GpuSieve;

  beforeAll(async () => {
    sieve = await GpuSieve.open(navigator.gpu, { dot4 });
  });

  afterAll(() => {
    sieve.close();
  });

  test('stands its own proof', async () => {
    await expect(proveSieve(sieve)).resolves.toBeUndefined();
  });

  describe.each(METRICS)('%s', (metric) => {
    test.each([
      [1, 1, 16],
      [63, 65, 48],
      [64, 64, 64],
      [65, 63, 80],
      [129, 127, 112],
      [3, 200, 528],
    ])('%i queries and %i rows of %i values: as the reference', async (n, m, stride) => {
      const spread = stride / 3;
      const floor = metric === 'l2' ? -1.7 * spread : 0.15 * spread;
      const queries = side(randomVectors(n, n, stride), stride, metric, (i) => floor * (1 + (i % 7) / 20));
      const rows = side(
        randomVectors(m + 1000, m, stride),
        stride,
        metric,
        (i) => floor * (1 + (i % 5) / 20),
      );
      const selves = Int32Array.from({ length: n }, (_, q) => (q % 3 === 0 ? -1 : q % m));
      const expected = referenceSieve(queries, rows, stride, selves, metric === 'l2');
      expect(await sifted(sieve, queries, rows, stride, selves, metric === 'l2')).toEqual(expected);
      if (n * m > 4000) {
        expect(expected.length).toBeGreaterThan(0);
        expect(expected.length).toBeLessThan(n * m);
      }
    });

    test('extremes, zeros, duplicates, rows that take no part and floors of all sizes: as the reference', async () => {
      const [n, m, stride] = [66, 131, 64];
      const next = seeded(5);
      const value = (row: number, i: number) => {
        if (row % 6 === 0) return 0;
        if (row % 6 === 1) return i % 2 === 0 ? 1 : -1;
        if (row % 6 === 2) return 127;
        if (row % 6 === 3) return -3e38;
        if (row % 6 === 4) return next() * 1e-40;
        return next();
      };
      const drawn = (count: number) =>
        Float32Array.from({ length: count * stride }, (_, i) => value(Math.floor(i / stride), i % stride));
      const floors = [-Infinity, 0, 1, -1, 1e-300, -1e-300, 1e80, -1e80, 127 * 127 * stride, Infinity];
      const floorOf = (i: number) => floors[i % floors.length] ?? Number.NaN;
      const queries = side(drawn(n), stride, metric, floorOf);
      const rows = side(drawn(m), stride, metric, floorOf, (i) => i % 11 !== 0);
      const selves = new Int32Array(n).fill(-1);
      const expected = referenceSieve(queries, rows, stride, selves, metric === 'l2');
      expect(await sifted(sieve, queries, rows, stride, selves, metric === 'l2')).toEqual(expected);
      expect(expected.some((pair) => Math.floor(pair / n) % 11 === 0)).toBe(false);
    });
  });
});

test('the largest sums of 65,536 values are exact', async () => {
  const sieve = await GpuSieve.open(navigator.gpu);
  const stride = 65_536;
  const ones = new Float32Array(2 * stride).fill(1).fill(-1, stride);
  const exactly = side(ones, stride, 'dot', (i) => (i === 0 ? 65_536 : -65_536));
  const above = side(ones, stride, 'dot', () => 65_536 * 1.0002);
  const selves = Int32Array.of(-1, -1);
  for (const queries of [exactly, above]) {
    const expected = referenceSieve(queries, above, stride, selves, false);
    expect(await sifted(sieve, queries, above, stride, selves, false)).toEqual(expected);
  }
  sieve.close();
});

test('a tile of which more passes than there is room for is told, and the next one is answered', async () => {
  const sieve = await GpuSieve.open(navigator.gpu, { pairRoom: 100 });
  const [n, stride] = [20, 16];
  const all = side(randomVectors(1, n, stride), stride, 'dot', () => -Infinity);
  const none = side(randomVectors(1, n, stride), stride, 'dot', () => 1e9);
  const selves = new Int32Array(n).fill(-1);
  expect(await sifted(sieve, all, all, stride, selves, false)).toBeUndefined();
  expect(await sifted(sieve, none, none, stride, selves, false)).toEqual([]);
  sieve.close();
});

test('a device that is closed or lost rejects and says so', async () => {
  const sieve = await GpuSieve.open(navigator.gpu);
  const some = side(randomVectors(1, 4, 16), 16, 'dot', () => 0);
  const selves = new Int32Array(4).fill(-1);
  expect(await sifted(sieve, some, some, 16, selves, false)).toBeInstanceOf(Array);
  sieve.close();
  await expect(sifted(sieve, some, some, 16, selves, false)).rejects.toThrow('the GPU device was closed');
});

test('a browser without an adapter is told', async () => {
  expect(await said(GpuSieve.open(undefined))).toBe('the browser has no WebGPU adapter');
});
