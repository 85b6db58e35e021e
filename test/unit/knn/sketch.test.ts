/** Rows made to break the sketches' bound in; whether no score passes it, and all pairs are what they are without, out. */
import { describe, expect, test } from 'vitest';
import { IndexPool } from '../../../src/knn/index-pool';
import { bindKernel, loadKernel } from '../../../src/knn/kernel';
import { LocalPart } from '../../../src/knn/local-part';
import type { Metric } from '../../../src/knn/metric';
import { referenceScore } from '../../../src/knn/reference';
import { sketchBasis, type SketchBasis } from '../../../src/knn/sketch-basis';
import { referenceReach } from '../../../src/knn/sketch-reference';
import { randomVectors, rowOf, seeded } from './random-vectors';

const DIMS = 128;
const WIDTH = 32;
const ROWS = 61;
const GROUP_ROWS = 64;

type Draw = (row: number, dim: number, next: () => number) => number;

/** Each in the coordinates of a basis whose first directions are those of the sketch. */
const HARD: readonly (readonly [string, Draw])[] = [
  ['ordinary rows', (_row, _dim, next) => next()],
  ['rows that lie in the sketch alone', (_row, dim, next) => (dim < WIDTH ? next() : 0)],
  ['rows that lie in the rest alone', (_row, dim, next) => (dim < WIDTH ? 0 : next())],
  ['rows whose rests are parallel', (row, dim, next) => (dim < WIDTH ? next() : (1 + row) * Math.sin(dim))],
  ['rows whose rests are opposite', (row, dim) => (dim < WIDTH ? 1e-3 : (row % 2 ? 1 : -1) * Math.cos(dim))],
  ['duplicates', (row, dim) => Math.sin(dim * (1 + (row % 3)))],
  ['duplicates but for the last bit', (row, dim) => Math.sin(dim) * (1 + (row % 3) * 2 ** -23)],
  ['rows of zeros among others', (row, _dim, next) => (row % 3 ? next() : 0)],
  ['rows of one huge and many small values', (row, dim, next) => (dim === row % DIMS ? 1e4 : next())],
  ['rows halfway between two integers', (row, dim) => (((row * 7 + dim * 3) % 20) + 0.5) / 127],
  ['rows of very different length', (row, _dim, next) => next() * 2 ** ((row % 40) - 20)],
  ['rows near the smallest float32', (_row, _dim, next) => next() * 1e-38],
  ['denormal rows', (_row, _dim, next) => Math.round(next() * 50) * 2 ** -149],
  ['rows near the largest float32', (_row, _dim, next) => next() * 1e37],
  ['small rows among huge ones', (row, _dim, next) => next() * (row % 2 ? 1e-20 : 1e18)],
];

function basisOf(rows: Float32Array, width: number): SketchBasis | undefined {
  const steps = sketchBasis(rows, DIMS, width);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Orthonormal directions, the first of them for the sketch, all over the dims. */
const AXES = basisOf(randomVectors(1, 2 * DIMS, DIMS), DIMS)?.directions ?? new Float32Array();
const FIRST = basisOf(randomVectors(1, 2 * DIMS, DIMS), WIDTH);

function drawn(draw: Draw, seed: number, isTurned: boolean): Float32Array<ArrayBuffer> {
  const next = seeded(seed);
  const vectors = Float32Array.from({ length: ROWS * DIMS }, (_, i) =>
    draw(Math.floor(i / DIMS), i % DIMS, next),
  );
  if (!isTurned) return vectors;
  const out = new Float32Array(vectors.length);
  for (let row = 0; row < ROWS; row += 1) {
    const turned = new Float64Array(DIMS);
    rowOf(vectors, row, DIMS).forEach((value, axis) => {
      rowOf(AXES, axis, DIMS).forEach((part, dim) => {
        turned[dim]! += value * part;
      });
    });
    out.set(turned, row * DIMS);
  }
  return out;
}

/** The kernel's bounds of all pairs of a query and a row, [query][row]. */
async function kernelReaches(
  metric: Metric,
  { directions, width, defect }: SketchBasis,
  queries: Float32Array,
  rows: Float32Array,
): Promise<number[][]> {
  const memory = new WebAssembly.Memory({ initial: 16 });
  const kernel = bindKernel(await loadKernel(), memory);
  let end = 0;
  const room = (bytes: number): number => {
    const start = end;
    end = Math.ceil((start + bytes) / 64) * 64;
    return start;
  };
  const lanes = Math.ceil(ROWS / 4) * 4;
  const rowsAt = room(GROUP_ROWS * (DIMS * 5 + 16));
  const queriesAt = room(ROWS * DIMS * 4);
  const shortsAt = room(lanes * DIMS * 2);
  const factsAt = room(lanes * 5 * 4);
  const heapsAt = room(ROWS * 12);
  const [selvesAt, namesAt, floorsAt] = [room(ROWS * 4), room(ROWS * 4), room(ROWS * 8)];
  const directionsAt = room(directions.byteLength);
  const sketchesAt = room(GROUP_ROWS * (width + 16));
  const askedAt = room(lanes * (width * 2 + 16));
  const headsAt = room(width * 4);
  kernel.place(rowsAt, Math.log2(GROUP_ROWS), DIMS, false, metric === 'l2');
  new Float32Array(memory.buffer, rowsAt, rows.length).set(rows);
  new Float32Array(memory.buffer, queriesAt, queries.length).set(queries);
  new Float32Array(memory.buffer, directionsAt, directions.length).set(directions);
  kernel.pack(0, ROWS, rowsAt);
  kernel.ask(queriesAt, shortsAt, factsAt, heapsAt, selvesAt, namesAt, floorsAt, ROWS, 1);
  kernel.sketch(directionsAt, width, defect, sketchesAt, GROUP_ROWS, askedAt, lanes, headsAt);
  kernel.sketchRows(0, ROWS, rowsAt);
  kernel.sketchQueries();
  return Array.from({ length: ROWS }, (_, q) =>
    Array.from({ length: ROWS }, (__, row) => kernel.reachOf(q, row)),
  );
}

/** Directions that are orthonormal but for so much. */
function bent(basis: SketchBasis, by: number): SketchBasis {
  const next = seeded(9);
  const directions = basis.directions.map((value) => value + (by * next()) / DIMS);
  let gap = 0;
  for (let i = 0; i < basis.width; i += 1) {
    for (let j = 0; j < basis.width; j += 1) {
      const product = referenceScore('dot', rowOf(directions, i, DIMS), rowOf(directions, j, DIMS));
      gap += (product - (i === j ? 1 : 0)) ** 2;
    }
  }
  return { ...basis, directions, defect: Math.sqrt(gap) + 1e-7 };
}

if (!FIRST) throw new Error('the drawn rows span no basis');

describe.each(['dot', 'l2'] as const)('by %s', (metric) => {
  describe.each([
    ['as they are', false, FIRST],
    ['along the directions', true, FIRST],
    ['along directions that are not orthonormal', true, bent(FIRST, 0.2)],
  ] as const)('%s', (_, isTurned, basis) => {
    test.each(HARD)('no score of %s passes the bound', async (__, draw) => {
      const rows = drawn(draw, 2, isTurned);
      const queries = drawn(draw, 3, isTurned);
      // a row and its duplicate
      queries.set(rowOf(rows, 7, DIMS), 5 * DIMS);
      const reaches = await kernelReaches(metric, basis, queries, rows);
      const passed: string[] = [];
      reaches.forEach((ofQuery, q) => {
        ofQuery.forEach((reach, row) => {
          const score = referenceScore(metric, rowOf(queries, q, DIMS), rowOf(rows, row, DIMS));
          // a bound of NaN rules nothing out
          if (reach < score) passed.push(`${q} and ${row}: ${score} above ${reach}`);
        });
      });
      expect(passed).toEqual([]);
    });
  });
});

test('the bound is no more above the reference than integers of a byte lose', async () => {
  const rows = drawn((_row, _dim, next) => next(), 4, false);
  const queries = drawn((_row, _dim, next) => next(), 5, false);
  const reaches = await kernelReaches('dot', FIRST, queries, rows);
  reaches.forEach((ofQuery, q) => {
    ofQuery.forEach((reach, row) => {
      const [x, y] = [rowOf(queries, q, DIMS), rowOf(rows, row, DIMS)];
      const lengths = Math.sqrt(referenceScore('dot', x, x) * referenceScore('dot', y, y));
      const expected = referenceReach(FIRST.directions, x, y);
      expect(reach).toBeGreaterThanOrEqual(expected - lengths * 1e-5);
      expect(reach).toBeLessThan(expected + lengths * 0.02);
    });
  });
});

test('directions of rows that span fewer are refused', () => {
  const rows = randomVectors(1, WIDTH - 1, DIMS);
  expect(basisOf(rows, WIDTH)).toBeUndefined();
  expect(basisOf(new Float32Array(50 * DIMS), WIDTH)).toBeUndefined();
  expect(basisOf(rows, WIDTH - 1)?.share).toBeCloseTo(1, 6);
});

test('the directions are orthonormal as far as they say, and carry what rows have in common', () => {
  const next = seeded(3);
  // sixteen directions of much, the others of little
  const rows = Float32Array.from({ length: 300 * DIMS }, (_, i) => next() * (i % DIMS < 16 ? 1 : 0.05));
  const basis = basisOf(rows, WIDTH);
  expect(basis?.defect).toBeLessThan(1e-5);
  expect(basis?.share).toBeGreaterThan(0.98);
});

describe('all pairs', () => {
  const TRUE_ROWS = 420;
  const next = seeded(8);
  const centres = randomVectors(6, 9, DIMS);
  const clustered = Float32Array.from(
    { length: TRUE_ROWS * DIMS },
    (_, i) => (centres[(Math.floor(i / DIMS) % 9) * DIMS + (i % DIMS)] ?? 0) + 0.2 * next(),
  );
  clustered.copyWithin(200 * DIMS, 3 * DIMS, 4 * DIMS);
  clustered.copyWithin(419 * DIMS, 3 * DIMS, 4 * DIMS);

  async function table(
    vectors: Float32Array<ArrayBuffer>,
    metric: Metric,
    k: number,
    parts: number,
    preparedRows: number,
  ): Promise<unknown[]> {
    const part = (): LocalPart => new LocalPart({ preparedRows, rowsPerShard: 128 });
    const pool = new IndexPool(Array.from({ length: parts }, part), 64);
    await pool.reset(DIMS, metric);
    await pool.append(vectors.slice());
    await pool.remove([0, 17, 130, 131, 132]);
    const rows: unknown[] = [];
    for await (const step of pool.lookalikes(k)) rows.push(...step.rows);
    return rows;
  }

  describe.each(['cosine', 'dot', 'l2'] as const)('by %s', (metric) => {
    test.each([
      ['clustered rows', clustered, 5],
      ['rows without clusters', randomVectors(7, TRUE_ROWS, DIMS), 5],
      ['one row more than two shards have', clustered.slice(0, 257 * DIMS), 7],
      ['one row less', clustered.slice(0, 255 * DIMS), 7],
      ['rows of which there are fewer than k', clustered.slice(0, 140 * DIMS), 150],
      ['rows that are all alike', new Float32Array(200 * DIMS).fill(0.5), 3],
    ] as const)('%s have the lookalikes that they have without preparation', async (_, vectors, k) => {
      const expected = await table(vectors, metric, k, 1, Infinity);
      for (const parts of [1, 3]) expect(await table(vectors, metric, k, parts, 1)).toEqual(expected);
    });
  });
});
