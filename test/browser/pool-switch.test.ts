/** Proves that the last encoder asked for answers, and that the worker of the next one to answer is not ended before. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Preprocessing } from '../../src/contract/card';
import type { EmbeddingProgress } from '../../src/contract/encoders';
import type { EncoderPool } from '../../src/threads/fleet/encoder-pool';
import { formerId } from '../../src/threads/fleet/former-models';
import { poolOf, keepCards, MODELS } from './pool-fixture';

const [A, B, C] = MODELS;
const PREPROCESSING: Preprocessing = {
  side: 32,
  fit: 'cover',
  resample: 'bilinear',
  pad: 0,
  scale: 1 / 255,
  mean: [0, 0, 0],
  std: [1, 1, 1],
};

let ends: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends) await end();
  ends = [];
  vi.unstubAllGlobals();
});

async function opened(): Promise<{ pool: EncoderPool; answering: string[] }> {
  ends.push(await keepCards(PREPROCESSING));
  const answering: string[] = [];
  const pool = poolOf(A, ({ name }) => answering.push(name));
  ends.push(() => {
    pool.close();
  });
  await pool.describeAnswering();
  return { pool, answering };
}

async function outcomes(asked: readonly Promise<void>[]): Promise<readonly string[]> {
  const settled = await Promise.allSettled(asked);
  return settled.map((one) => (one.status === 'rejected' ? (one.reason as Error).name : one.status));
}

describe('encoders that are asked for faster than they open', () => {
  test('leave the answer to the last one asked for, though one before it opens later', async () => {
    const { pool, answering } = await opened();
    // the first has a worker to start, the second has long been there
    const asked = [pool.switchTo(B), pool.switchTo(A)];
    expect(await outcomes(asked)).toEqual(['AbortError', 'fulfilled']);
    expect(answering).toEqual([A]);
    expect(await pool.describeAnswering()).toMatchObject({ name: A });
  });

  test('end no worker that somebody still waits for', async () => {
    const { pool, answering } = await opened();
    const asked = [B, C, B, C].map((id) => pool.switchTo(id));
    expect(await outcomes(asked)).toEqual(['AbortError', 'AbortError', 'AbortError', 'fulfilled']);
    expect(answering).toEqual([C]);
    expect(await pool.describeAnswering()).toMatchObject({ name: C });
  });

  test('change nothing where the one asked for is not there', async () => {
    const { pool, answering } = await opened();
    await expect(pool.switchTo('never kept')).rejects.toMatchObject({ name: 'ModelMissing' });
    expect(answering).toEqual([]);
    expect(await pool.describeAnswering()).toMatchObject({ name: A });
  });
});

describe('the worker of an encoder that has embedded everything', () => {
  const FORMER = { name: 'old', modelUrl: '/models/old/' };

  /** How many encoder workers are started for a switch to the second encoder, once its job has ended so. */
  async function startedFor(answering: string, ended: Partial<EmbeddingProgress>): Promise<number> {
    let started = 0;
    class CountedWorker extends Worker {
      constructor(...[url, options]: ConstructorParameters<typeof Worker>) {
        super(url, options);
        if (options?.name === 'encoder') started += 1;
      }
    }
    vi.stubGlobal('Worker', CountedWorker);
    ends.push(await keepCards(PREPROCESSING));
    const pool = poolOf(answering, undefined, [FORMER]);
    ends.push(() => {
      pool.close();
    });
    await pool.embed(B);
    const encoder = { ...(await pool.describe(B)), keptId: B };
    const job = { id: 'job', encoder, state: 'running', skipped: 0 } as EmbeddingProgress;
    pool.follow(job);
    pool.follow({ ...job, state: 'done', ...ended });
    const before = started;
    await pool.switchTo(B);
    return started - before;
  }

  test('is kept until that answers in place of its former self', async () => {
    expect(await startedFor(formerId(B, FORMER), {})).toBe(0);
  });

  test.each([
    ['another encoder answers', A, {}],
    ['its job was cancelled', formerId(B, FORMER), { state: 'cancelled' as const }],
    ['it could not read all', formerId(B, FORMER), { skipped: 1 }],
  ])('is ended where %s', async (_, answering, ended) => {
    expect(await startedFor(answering, ended)).toBe(1);
  });
});
