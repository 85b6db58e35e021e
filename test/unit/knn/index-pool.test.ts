/** Pools of one to four parts in; whether they answer as one index and as brute force out. */
import { describe, expect, test } from 'vitest';
import { ExactIndex } from '../../../src/knn/exact-index';
import { asCosine, bestFirst, emptyHeaps, mergeMatches, type RowMatch } from '../../../src/knn/heaps';
import type { PairCheckpoint, RowLookalikes } from '../../../src/knn/all-pairs';
import { IndexPool } from '../../../src/knn/index-pool';
import type { Metric } from '../../../src/knn/metric';
import { LocalPart } from '../../../src/knn/local-part';
import type { PairQuestion } from '../../../src/knn/pairing';
import { turn } from '../../../src/knn/turn';
import { randomVectors, rowOf } from './random-vectors';

const DIMS = 24;
const BLOCK = 10;
const K = 4;

/** A part whose messages are copied, as between threads. */
class CopyingPart extends LocalPart {
  constructor() {
    super({ rowsPerShard: 28 });
  }

  override async block(first: number, end: number) {
    return structuredClone(await super.block(first, end));
  }

  override async pair(question: PairQuestion) {
    return structuredClone(await super.pair(structuredClone(question)));
  }

  override async kept(first: number, end: number) {
    return structuredClone(await super.kept(first, end));
  }
}

function partsOf(count: number): LocalPart[] {
  return Array.from({ length: count }, () => new CopyingPart());
}

async function poolOf(
  parts: number,
  vectors: Float32Array<ArrayBuffer>,
  metric: Metric = 'cosine',
): Promise<IndexPool> {
  const pool = new IndexPool(partsOf(parts), BLOCK);
  await pool.reset(DIMS, metric);
  await pool.append(vectors);
  return pool;
}

async function allOf(pool: IndexPool, k: number, from?: PairCheckpoint): Promise<RowLookalikes[]> {
  const all: RowLookalikes[] = [];
  for await (const { rows } of pool.lookalikes(k, from ? { from } : {})) all.push(...rows);
  return all;
}

async function oneByOne(
  vectors: Float32Array<ArrayBuffer>,
  k: number,
  removed: readonly number[] = [],
  metric: Metric = 'cosine',
): Promise<RowLookalikes[]> {
  const index = await ExactIndex.create({ dims: DIMS, metric });
  index.append(vectors);
  index.remove(removed);
  return Array.from({ length: vectors.length / DIMS }, (_, row) => row)
    .filter((row) => !removed.includes(row))
    .map((row) => ({ row, matches: index.searchRow(row, k) }));
}

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

  test.each(['cosine', 'dot', 'l2'] as const)(
    'finds the lookalikes of every row by %s, none twice and none left out',
    async (metric) => {
      const vectors = randomVectors(11, 137, DIMS);
      // duplicates in the same block, in another block and at the end tie by row
      for (const row of [14, 77, 136]) vectors.copyWithin(row * DIMS, 12 * DIMS, 13 * DIMS);
      const pool = await poolOf(parts, vectors, metric);
      expect(await allOf(pool, K)).toEqual(await oneByOne(vectors, K, [], metric));
    },
  );

  test('finds all there are where k is more than the rows', async () => {
    const vectors = randomVectors(12, 7, DIMS);
    const pool = await poolOf(parts, vectors);
    const all = await allOf(pool, 20);
    expect(all).toEqual(await oneByOne(vectors, 20));
    expect(all.every(({ row, matches }) => matches.length === 6 && !matches.some((m) => m.row === row))).toBe(
      true,
    );
  });

  test('leaves removed rows out of questions and answers', async () => {
    const vectors = randomVectors(13, 64, DIMS);
    const removed = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 40, 63];
    const pool = await poolOf(parts, vectors);
    await pool.remove(removed);
    expect(await allOf(pool, K)).toEqual(await oneByOne(vectors, K, removed));
  });

  test('goes on from a checkpoint as if it had never stopped', async () => {
    const vectors = randomVectors(14, 137, DIMS);
    const expected = await oneByOne(vectors, K);
    const pool = await poolOf(parts, vectors);
    const before: RowLookalikes[] = [];
    const checkpoints: { readonly checkpoint: PairCheckpoint; readonly done: number }[] = [];
    for await (const step of pool.lookalikes(K, { isCheckpointDue: (rows) => rows >= 30 })) {
      before.push(...step.rows);
      if (step.checkpoint) checkpoints.push({ checkpoint: step.checkpoint, done: before.length });
    }
    expect(before).toEqual(expected);
    expect(checkpoints.length).toBeGreaterThanOrEqual(3);
    for (const { checkpoint, done } of checkpoints) {
      expect(checkpoint.row).toBe(done);
      const fresh = await poolOf(parts, vectors);
      expect(await allOf(fresh, K, structuredClone(checkpoint))).toEqual(expected.slice(done));
    }
  });

  test('can be left in the middle, and asked again', async () => {
    const vectors = randomVectors(15, 60, DIMS);
    const pool = await poolOf(parts, vectors);
    for await (const step of pool.lookalikes(K)) if (step.end > 20) break;
    expect(await pool.search(rowOf(vectors, 3, DIMS), 1)).toMatchObject([{ row: 3 }]);
    expect(await allOf(pool, 2)).toEqual(await oneByOne(vectors, 2));
  });

  test('an empty one has no lookalikes', async () => {
    expect(await allOf(await poolOf(parts, new Float32Array(0)), K)).toEqual([]);
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

/** A part on a slow thread: every answer takes a while, in the order of the calls. */
class SlowPart extends CopyingPart {
  readonly #delayMs: number;
  #last: Promise<unknown> = Promise.resolve();

  constructor(delayMs: number) {
    super();
    this.#delayMs = delayMs;
  }

  override block(first: number, end: number) {
    return this.#inTurn(() => super.block(first, end));
  }

  override pair(question: PairQuestion) {
    return this.#inTurn(() => super.pair(question));
  }

  override endPairs() {
    return this.#inTurn(() => super.endPairs());
  }

  #inTurn<T>(call: () => Promise<T>): Promise<T> {
    const answer = this.#last
      .then(() => new Promise((resolve) => setTimeout(resolve, this.#delayMs)))
      .then(call);
    this.#last = answer.catch(() => undefined);
    return answer;
  }
}

test.each([{ delays: [15, 0] }, { delays: [0, 15] }, { delays: [5, 0, 10] }])(
  'parts that take $delays ms find the same lookalikes',
  async ({ delays }) => {
    const vectors = randomVectors(16, 97, DIMS);
    const pool = new IndexPool(
      delays.map((delay) => new SlowPart(delay)),
      BLOCK,
    );
    await pool.reset(DIMS);
    await pool.append(vectors);
    // left in the middle: what is under way must not reach the next run
    for await (const step of pool.lookalikes(2)) if (step.end > 20) break;
    expect(await allOf(pool, K)).toEqual(await oneByOne(vectors, K));
  },
);

test.each([
  { before: 3, after: 1 },
  { before: 1, after: 2 },
  { before: 2, after: 4 },
])('a checkpoint of $before parts is gone on from by $after', async ({ before, after }) => {
  const vectors = randomVectors(17, 143, DIMS);
  const removed = [3, 44, 45, 46, 47, 48, 49, 50, 141];
  const expected = await oneByOne(vectors, K, removed);
  const pool = await poolOf(before, vectors);
  await pool.remove(removed);
  let checkpoints = 0;
  const done: RowLookalikes[] = [];
  for await (const step of pool.lookalikes(K, { isCheckpointDue: (rows) => rows >= 25 })) {
    done.push(...step.rows);
    if (!step.checkpoint) continue;
    checkpoints += 1;
    const other = await poolOf(after, vectors);
    await other.remove(removed);
    expect(await allOf(other, K, step.checkpoint)).toEqual(expected.slice(done.length));
  }
  expect(checkpoints).toBeGreaterThanOrEqual(4);
});

test('a checkpoint of other rows or another k is refused', async () => {
  const pool = await poolOf(2, randomVectors(1, 40, DIMS));
  await expect(allOf(pool, K, { row: 10, kept: emptyHeaps(29, K) })).rejects.toThrow(
    'a checkpoint of 29 rows with 4 each came, expected 30 with 4',
  );
  await expect(allOf(pool, K, { row: 10, kept: emptyHeaps(30, 2) })).rejects.toThrow('with 2 each came');
});

test('a search is answered between the slices of a block, and changes nothing of it', async () => {
  const dims = 1024;
  const vectors = randomVectors(18, 4096, dims);
  const index = await ExactIndex.create({ dims });
  index.append(vectors);
  const part = new LocalPart();
  await part.reset(dims, 'cosine');
  await part.append(vectors);
  await part.startPairs(K);
  const block = await part.block(0, 512);
  const answered: string[] = [];
  const pair = part.pair({ ...block, names: block.rows, selves: block.rows, from: 0 }).then((answer) => {
    answered.push('block');
    return answer;
  });
  await turn();
  const search = part.search(rowOf(vectors, 4000, dims), K).then((matches) => {
    answered.push('search');
    return matches;
  });
  expect(await search).toEqual(index.search(rowOf(vectors, 4000, dims), K));
  const { found, kept } = await pair;
  expect(answered).toEqual(['search', 'block']);
  for (const row of [0, 255, 511]) {
    const best = mergeMatches([bestFirst(found, row), kept ? bestFirst(kept, row) : []], K);
    expect(best.map(asCosine)).toEqual(index.searchRow(row, K));
  }
  await part.endPairs();
});

test('a signal ends the work, and rows may be removed at once', async () => {
  const vectors = randomVectors(19, 200, DIMS);
  const pool = await poolOf(2, vectors);
  const controller = new AbortController();
  const seen: number[] = [];
  const work = (async () => {
    for await (const step of pool.lookalikes(K, { signal: controller.signal })) {
      seen.push(step.end);
      if (step.end > 40) controller.abort(new Error('rows are to be removed'));
    }
  })();
  await expect(work).rejects.toThrow('rows are to be removed');
  expect(Math.max(...seen)).toBeLessThan(200);
  await pool.remove([7, 8]);
  expect(await allOf(pool, K)).toEqual(await oneByOne(vectors, K, [7, 8]));
});
