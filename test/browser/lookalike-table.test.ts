/** Catalogues with real kNN workers and a real database in; proof that a table is right or not there, out. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TableRow } from '../../src/catalogue/lookalike-table';
import { CountingEncoder, folder, numbered, openTab, until, type Opened } from './catalogue-fixture';
import { bruteForce, KnnThreads, stored, tableOf, untilTable } from './table-fixture';

const K = 5;
/** Blocks of four rows: many steps, checkpoints among them. */
const COUNT = 150;

const threads = new KnnThreads();
let database = '';
let tabs: Opened[] = [];

interface TabOptions {
  readonly workers?: number;
  /** Blocks that each worker compares before it hangs. */
  readonly answers?: number;
  readonly encoder?: CountingEncoder;
}

/** A tab with workers of its own, which stores a checkpoint after every block. */
async function open({ workers = 2, answers, encoder }: TabOptions = {}): Promise<Opened> {
  const parts = threads.start(workers, answers);
  const tab = await openTab(database, encoder, { parts: () => parts, checkpointMs: 0 });
  tabs.push(tab);
  return tab;
}

/** By id, the photos of a folder. */
function texts(count: number): Record<string, string> {
  return Object.fromEntries(Object.entries(numbered(count)).map(([file, text]) => [`shop/${file}`, text]));
}

async function filled(count: number, options?: TabOptions): Promise<Opened> {
  const tab = await open(options);
  await until(tab, 'done', () => tab.catalogue.add(folder('shop', numbered(count))));
  return tab;
}

async function finished(tab: Opened, k = K): Promise<TableRow[]> {
  await untilTable(tab, 'done', () => tab.catalogue.table.start(k));
  return tableOf(tab);
}

/** A tab whose workers are killed when some of the table is on disk. */
async function killed(tab: Opened, k = K): Promise<number> {
  await tab.catalogue.table.start(k);
  const done = await stored(tab, 20);
  expect(done).toBeLessThan(COUNT - 20);
  tab.db.close();
  return done;
}

function expectSame(table: readonly TableRow[], expected: readonly TableRow[]): void {
  const ids = (rows: readonly TableRow[]) =>
    rows.map(({ id, lookalikes }) => [id, ...lookalikes.map((other) => other.id)]);
  expect(ids(table)).toEqual(ids(expected));
  table.forEach(({ lookalikes }, i) => {
    lookalikes.forEach(({ score }, rank) => {
      expect(score).toBeCloseTo(expected[i]?.lookalikes[rank]?.score ?? Number.NaN, 6);
    });
  });
}

async function partsOnDisk({ db }: Opened): Promise<number[]> {
  const names = ['tables', 'tableLists', 'tableRows', 'tableCheckpoints'] as const;
  return Promise.all(names.map((name) => db.count(name)));
}

beforeEach(() => {
  database = `test-${crypto.randomUUID()}`;
});

afterEach(() => {
  for (const { db } of tabs) db.close();
  threads.end();
  tabs = [];
  indexedDB.deleteDatabase(database);
});

describe('the table of a catalogue', () => {
  test('has for every product the lookalikes that brute force finds', async () => {
    const tab = await filled(COUNT, { workers: 3 });
    expectSame(await finished(tab), bruteForce(texts(COUNT), K));
    expect(tab.states.at(-1)?.table).toMatchObject({ products: COUNT, done: COUNT, k: K, share: 1 });
    expect(await partsOnDisk(tab)).toEqual([1, 1, Math.ceil(COUNT / 4), 0]);
  });

  test('gives each all others where there are fewer than k', async () => {
    const tab = await filled(7);
    const table = await finished(tab, 100);
    expectSame(table, bruteForce(texts(7), 6));
    expect(table.every(({ id, lookalikes }) => lookalikes.every((other) => other.id !== id))).toBe(true);
  });

  test('of one product has that product and no lookalike', async () => {
    const tab = await filled(1);
    expect(await finished(tab)).toEqual([{ id: 'shop/0000.jpg', lookalikes: [] }]);
  });

  test('has neither removed products nor gaps where they were', async () => {
    const tab = await filled(COUNT);
    const left = texts(COUNT);
    const gone = [0, 1, 2, 3, 17, 90, 148, 149].map((i) => Object.keys(texts(COUNT))[i] ?? '');
    await tab.catalogue.remove(gone);
    for (const id of gone) Reflect.deleteProperty(left, id);
    expectSame(await finished(tab), bruteForce(left, K));
  });

  test('takes the place of one with another k', async () => {
    const tab = await filled(30);
    await finished(tab, 3);
    expectSame(await finished(tab, 8), bruteForce(texts(30), 8));
    expect(await tab.db.count('tableLists')).toBe(1);
  });

  test('is refused for a k that is none, and where there is nothing to compare', async () => {
    const tab = await open();
    for (const k of [0, 101, 2.5, Number.NaN]) {
      await expect(tab.catalogue.table.start(k)).rejects.toThrow(RangeError);
    }
    await expect(tab.catalogue.table.start(K)).rejects.toMatchObject({ name: 'ProductMissing' });
    expect(await partsOnDisk(tab)).toEqual([0, 0, 0, 0]);
  });

  test('leaves searches their answers while it is made', async () => {
    const tab = await filled(COUNT);
    const before = await tab.catalogue.lookalikes('shop/0100.jpg', K);
    await tab.catalogue.table.start(K);
    const meanwhile: unknown[] = [];
    while (tab.catalogue.table.progress()?.state === 'running') {
      meanwhile.push(await tab.catalogue.lookalikes('shop/0100.jpg', K));
    }
    expect(meanwhile.length).toBeGreaterThan(2);
    for (const answer of meanwhile) expect(answer).toEqual(before);
    expectSame(await tableOf(tab), bruteForce(texts(COUNT), K));
  });
});

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

describe('a change of the catalogue', () => {
  test('makes a running table outdated at once, and it can be made again', async () => {
    const tab = await filled(COUNT);
    await tab.catalogue.table.start(K);
    await stored(tab, 8);
    expect(await tab.catalogue.remove(['shop/0140.jpg'])).toBe(1);
    expect(tab.catalogue.table.progress()).toMatchObject({ state: 'outdated', outdatedBy: 'products' });
    expect(await partsOnDisk(tab)).toEqual([1, 0, 0, 0]);
    await expect(tableOf(tab)).rejects.toMatchObject({ name: 'TableMissing' });
    expect((await open()).states[0]?.table).toMatchObject({ state: 'outdated', outdatedBy: 'products' });
    const left = texts(COUNT);
    Reflect.deleteProperty(left, 'shop/0140.jpg');
    expectSame(await finished(tab), bruteForce(left, K));
  });

  test('makes a finished table outdated, but the same folder again changes nothing', async () => {
    const tab = await filled(30);
    const expected = await finished(tab);
    await until(tab, 'done', () => tab.catalogue.add(folder('shop', numbered(30))));
    expect(await tableOf(tab)).toEqual(expected);
    await until(tab, 'done', () => tab.catalogue.add(folder('shop', numbered(31))));
    expect(tab.catalogue.table.progress()).toMatchObject({ state: 'outdated', outdatedBy: 'products' });
    expect(await partsOnDisk(tab)).toEqual([1, 0, 0, 0]);
    await tab.catalogue.table.resume();
    expect(tab.catalogue.table.progress()?.state).toBe('outdated');
  });

  test('cuts off whoever reads the table meanwhile', async () => {
    const tab = await filled(COUNT);
    await finished(tab);
    const read = async () => {
      for await (const { id } of tab.catalogue.table.rows()) {
        if (id === 'shop/0010.jpg') await tab.catalogue.remove(['shop/0000.jpg']);
      }
    };
    await expect(read()).rejects.toMatchObject({ name: 'TableMissing' });
  });

  test('of the encoder makes it outdated until the first encoder is back', async () => {
    const tab = await filled(30);
    const expected = await finished(tab);
    const other = await open({ encoder: new CountingEncoder('encoder-b') });
    expect(other.states[0]?.table).toMatchObject({ state: 'outdated', outdatedBy: 'encoder' });
    await expect(tableOf(other)).rejects.toMatchObject({ name: 'TableMissing' });
    await expect(other.catalogue.table.start(K)).rejects.toMatchObject({ name: 'FingerprintMismatch' });
    const back = await open();
    expect(await tableOf(back)).toEqual(expected);
  });

  test('that empties the catalogue leaves nothing of the table', async () => {
    const tab = await filled(COUNT);
    await tab.catalogue.table.start(K);
    await tab.catalogue.clear();
    expect(tab.catalogue.table.progress()).toBeUndefined();
    expect(await partsOnDisk(tab)).toEqual([0, 0, 0, 0]);
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
