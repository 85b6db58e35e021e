/** Pools of parts in; whether they find every row's lookalikes as brute force does, whatever comes between, out. */
import { describe, expect, test } from 'vitest';
import type { PairCheckpoint, RowLookalikes } from '../../../src/knn/all-pairs';
import { ExactIndex } from '../../../src/knn/exact-index';
import { asCosine, bestFirst, emptyHeaps, mergeMatches } from '../../../src/knn/heaps';
import { IndexPool } from '../../../src/knn/index-pool';
import { LocalPart } from '../../../src/knn/local-part';
import type { PairQuestion } from '../../../src/knn/pairing';
import { turn } from '../../../src/knn/turn';
import { allOf, BLOCK, CopyingPart, DIMS, K, oneByOne, poolOf } from './pools';
import { randomVectors, rowOf } from './random-vectors';

describe.each([1, 2, 3, 4])('a pool of %i parts', (parts) => {
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
