/** Encoders asked for faster than they open in; proof that the last one asked for answers, out. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Preprocessing } from '../../src/contract/card';
import type { EncoderPool } from '../../src/threads/fleet/encoder-pool';
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
