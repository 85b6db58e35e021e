/** Encoders asked for faster than they open in; proof that the last one asked for answers, out. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Preprocessing } from '../../src/contract/card';
import type { EncoderFleet } from '../../src/threads/fleet/encoder-fleet';
import { fleetOf, keepCards, MODELS } from './fleet-fixture';

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

async function opened(): Promise<{ fleet: EncoderFleet; answering: string[] }> {
  ends.push(await keepCards(PREPROCESSING));
  const answering: string[] = [];
  const fleet = fleetOf(A, ({ name }) => answering.push(name));
  ends.push(() => {
    fleet.end();
  });
  await fleet.describeAnswering();
  return { fleet, answering };
}

async function outcomes(asked: readonly Promise<void>[]): Promise<readonly string[]> {
  const settled = await Promise.allSettled(asked);
  return settled.map((one) => (one.status === 'rejected' ? (one.reason as Error).name : one.status));
}

describe('encoders that are asked for faster than they open', () => {
  test('leave the answer to the last one asked for, though one before it opens later', async () => {
    const { fleet, answering } = await opened();
    // the first has a worker to start, the second has long been there
    const asked = [fleet.switchTo(B), fleet.switchTo(A)];
    expect(await outcomes(asked)).toEqual(['AbortError', 'fulfilled']);
    expect(answering).toEqual([A]);
    expect(await fleet.describeAnswering()).toMatchObject({ name: A });
  });

  test('end no worker that somebody still waits for', async () => {
    const { fleet, answering } = await opened();
    const asked = [B, C, B, C].map((id) => fleet.switchTo(id));
    expect(await outcomes(asked)).toEqual(['AbortError', 'AbortError', 'AbortError', 'fulfilled']);
    expect(answering).toEqual([C]);
    expect(await fleet.describeAnswering()).toMatchObject({ name: C });
  });

  test('change nothing where the one asked for is not there', async () => {
    const { fleet, answering } = await opened();
    await expect(fleet.switchTo('never kept')).rejects.toMatchObject({ name: 'ModelMissing' });
    expect(answering).toEqual([]);
    expect(await fleet.describeAnswering()).toMatchObject({ name: A });
  });
});
