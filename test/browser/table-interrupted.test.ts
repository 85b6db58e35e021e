/** Tables that are killed, kept waiting, cancelled or out of room in; proof that they go on to the very same table, out. */
import { describe, expect, test, vi } from 'vitest';
import { CountingEncoder, folder, numbered, type Opened } from './catalogue-fixture';
import { bruteForce, stored, tableOf, untilTable } from './table-fixture';
import { COUNT, expectSame, finished, K, partsOnDisk, texts, useTableTabs } from './table-tabs';

const { threads, open, filled } = useTableTabs();

/** A tab whose workers are killed when some of the table is on disk. */
async function killed(tab: Opened, k = K): Promise<number> {
  await tab.catalogue.table.start(k);
  const done = await stored(tab, 20);
  expect(done).toBeLessThan(COUNT - 20);
  tab.db.close();
  return done;
}

describe('a table whose tab is killed', () => {
  test.each([
    { before: 2, after: 2 },
    { before: 3, after: 1 },
    { before: 1, after: 4 },
  ])('on $before threads goes on by itself on $after, to the very same table', async ({ before, after }) => {
    const whole = await filled(COUNT);
    const expected = await finished(whole);
    await whole.catalogue.table.cancel();
    const all = threads.compared / 2;
    const done = await killed(await open({ workers: before, answers: 12 }));

    threads.end();
    const next = await open({ workers: after });
    await untilTable(next, 'done');
    expect(await tableOf(next)).toEqual(expected);
    // what was on disk is not compared again
    expect(threads.compared / after).toBeLessThanOrEqual(all - Math.floor(done / 4));
  });

  test('goes on where removed products have left gaps that are gone in the next one', async () => {
    const tab = await filled(COUNT, { answers: 12 });
    const left = texts(COUNT);
    const gone = Object.keys(left).filter((_, i) => i % 11 === 3 || (i > 100 && i < 110));
    await tab.catalogue.remove(gone);
    for (const id of gone) Reflect.deleteProperty(left, id);
    await killed(tab);
    const next = await open();
    await untilTable(next, 'done');
    expectSame(await tableOf(next), bruteForce(left, K));
  });

  test('stays paused if it was paused, and goes on when it is told to', async () => {
    const tab = await filled(COUNT);
    await tab.catalogue.table.start(K);
    await tab.catalogue.table.pause();
    expect(tab.catalogue.table.progress()?.state).toBe('paused');
    const { done = 0 } = (await tab.db.get('tables', 'default')) ?? {};
    expect(done).toBeLessThan(COUNT);
    tab.db.close();
    const next = await open();
    expect(next.states[0]?.table).toMatchObject({ state: 'paused', done });
    expect(threads.compared).toBeGreaterThan(0);
    await untilTable(next, 'done', () => next.catalogue.table.resume());
    expectSame(await tableOf(next), bruteForce(texts(COUNT), K));
  });

  test('is there in the next tab when it was finished', async () => {
    const tab = await filled(30);
    const expected = await finished(tab);
    tab.db.close();
    const next = await open();
    expect(next.states[0]?.table).toMatchObject({ state: 'done', products: 30, done: 30 });
    expect(await tableOf(next)).toEqual(expected);
  });
});

describe('a table that is begun while photos are encoded', () => {
  test('waits for them, and has them all', async () => {
    const tab = await open();
    await tab.catalogue.add(folder('shop', numbered(COUNT)));
    await tab.catalogue.add(folder('more', { 'a.jpg': 'a' }));
    await tab.catalogue.table.start(K);
    expect(tab.catalogue.table.progress()).toMatchObject({ state: 'waiting', products: 0 });
    await untilTable(tab, 'done');
    expectSame(await tableOf(tab), bruteForce({ ...texts(COUNT), 'more/a.jpg': 'a' }, K));
  });

  test('waits in the next tab too', async () => {
    const dying = new CountingEncoder();
    dying.answers = 2;
    const tab = await open({ encoder: dying });
    await tab.catalogue.add(folder('shop', numbered(COUNT)));
    await tab.catalogue.table.start(K);
    while ((await tab.db.count('originals')) < COUNT) await new Promise((resolve) => setTimeout(resolve, 5));
    tab.db.close();
    const next = await open();
    await untilTable(next, 'done');
    expectSame(await tableOf(next), bruteForce(texts(COUNT), K));
  });
});

describe('a running table', () => {
  test('leaves nothing behind when it is cancelled', async () => {
    const tab = await filled(COUNT);
    await tab.catalogue.table.start(K);
    await stored(tab, 8);
    await tab.catalogue.table.cancel();
    expect(tab.catalogue.table.progress()).toBeUndefined();
    expect(await partsOnDisk(tab)).toEqual([0, 0, 0, 0]);
    expect((await open()).states[0]?.table).toBeUndefined();
    expectSame(await finished(tab), bruteForce(texts(COUNT), K));
  });

  test('stops with its reason when the disk is full, and goes on from the checkpoint when there is room', async () => {
    const tab = await filled(COUNT);
    await tab.catalogue.table.start(K);
    await stored(tab, 8);
    // the browser looks at its quota only now and then, so the moment of refusal is played by the test
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    put.mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    const state = await untilTable(tab, 'failed');
    expect(state.table?.failure?.name).toBe('StorageFull');
    put.mockRestore();
    const { done = 0 } = (await tab.db.get('tables', 'default')) ?? {};
    expect(done).toBeGreaterThanOrEqual(8);
    await untilTable(tab, 'done', () => tab.catalogue.table.resume());
    expectSame(await tableOf(tab), bruteForce(texts(COUNT), K));
  });
});
