/** Imports that are paused, cancelled, refused or cut off in; proof that either all of one is there or the vectors before it, out. */
import { describe, expect, test } from 'vitest';
import { openVectorFiles } from '../../src/exchange/vector-files';
import {
  beginHeld,
  drawn,
  importFiles,
  npy,
  opened,
  recordsIn,
  until,
  untilOpen,
  useVectorsTabs,
} from './vectors-fixture';

const { open } = useVectorsTabs();

describe('an import', () => {
  const dims = 16;
  const MANY = 60_000;

  test('can be paused and resumed, and takes no row meanwhile', async () => {
    const tab = await open();
    const release = await beginHeld(tab, [npy(drawn(MANY, dims), dims)]);
    tab.vectors.pause();
    const paused = await until(tab, 'paused');
    const another = await openVectorFiles([npy(drawn(3, 2), 2)]);
    await expect(tab.vectors.import(another, 'cosine')).rejects.toMatchObject({ name: 'ImportRunning' });
    release();
    // what was on its way when it was paused still joins
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(tab.states.at(-1)?.job).toMatchObject({ state: 'paused' });
    expect(tab.states.at(-1)?.job?.done).toBeLessThan(MANY);
    expect(paused.job?.done).toBeLessThan(MANY);
    tab.vectors.resume();
    expect((await until(tab, 'done')).job?.done).toBe(MANY);
  });

  test.each(['running', 'paused'])('is cancelled while %s, and then leaves nothing behind', async (state) => {
    const tab = await open();
    const release = await beginHeld(tab, [npy(drawn(MANY, dims), dims)]);
    if (state === 'paused') tab.vectors.pause();
    const cancelled = tab.vectors.cancel();
    release();
    await cancelled;
    await until(tab, 'cancelled');
    expect(await recordsIn(tab.db)).toBe(0);
    expect((await open()).states[0]).toEqual({});
  });

  test('that is cancelled or refused brings back the vectors before it', async () => {
    const tab = await open();
    await importFiles(tab, [npy(drawn(400, 8), 8, 'first.npy')]);
    const before = await (await opened(tab)).lookalikes('3', 5);
    const records = await recordsIn(tab.db);
    const release = await beginHeld(tab, [npy(drawn(MANY, dims), dims, 'second.npy')]);
    const cancelled = tab.vectors.cancel();
    release();
    await cancelled;
    expect(await (await opened(tab)).lookalikes('3', 5)).toEqual(before);
    const broken = drawn(10, dims).fill(Infinity, 20, 21);
    await importFiles(tab, [npy(broken, dims, 'third.npy')]);
    expect((await untilOpen(tab)).stored?.name).toBe('first.npy');
    expect(await (await opened(tab)).lookalikes('3', 5)).toEqual(before);
    expect(await recordsIn(tab.db)).toBe(records);
  });

  test('that comes to its end takes the place of the vectors before it', async () => {
    const tab = await open();
    await importFiles(tab, [npy(drawn(400, 8), 8, 'first.npy')]);
    const { stored } = await importFiles(tab, [npy(drawn(5, dims), dims, 'second.npy')]);
    expect(stored?.name).toBe('second.npy');
    // too late to cancel, but it waits until the first one is gone
    await tab.vectors.cancel();
    // a block of products, one of vectors, and a passport
    expect(await recordsIn(tab.db)).toBe(3);
  });

  test('that a closed tab cut off is told plainly, and nothing of it is left', async () => {
    const tab = await open();
    const source = await openVectorFiles([npy(drawn(MANY, dims), dims, 'long.npy')]);
    async function* untilClosed(rows: number) {
      for await (const block of source.blocks(rows)) {
        yield block;
        await new Promise(() => undefined);
      }
    }
    await tab.vectors.import({ ...source, blocks: untilClosed }, 'cosine');
    while ((tab.states.at(-1)?.job?.done ?? 0) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await recordsIn(tab.db)).toBeGreaterThan(2);
    const after = await open();
    expect(after.states[0]).toMatchObject({ job: { name: 'long.npy', state: 'interrupted', total: MANY } });
    expect(after.states[0]?.stored).toBeUndefined();
    expect(await recordsIn(after.db)).toBe(0);
    expect((await open()).states[0]).toEqual({});
  });
});
