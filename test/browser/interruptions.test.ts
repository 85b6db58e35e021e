/** Jobs that are cut off, stopped, starved and broken in; proof that they end with every photo once, out. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  CountingEncoder,
  countProducts,
  folder,
  numbered,
  openTab,
  until,
  vectorOf,
  type Opened,
} from './catalogue-fixture';
import { LookalikeError } from '../../src/shared/errors';
import { Store } from '../../src/store/store';

let database = '';
let tabs: Opened[] = [];

async function open(encoder?: CountingEncoder): Promise<Opened> {
  const tab = await openTab(database, encoder);
  tabs.push(tab);
  return tab;
}

/** Waits until a tab has stored this many products, then leaves it as a killed tab leaves its disk. */
async function killAfter(tab: Opened, products: number): Promise<void> {
  while ((await countProducts(tab.db)) < products) await new Promise((resolve) => setTimeout(resolve, 5));
  tab.db.close();
}

async function expectAll(tab: Opened, count: number): Promise<void> {
  const products = await tab.catalogue.list(0, 10_000);
  expect(products.map(({ id }) => id).sort()).toEqual(
    Object.keys(numbered(count)).map((file) => `shop/${file}`),
  );
  for (const i of [0, Math.floor(count / 2), count - 1]) {
    const matches = await tab.catalogue.search(vectorOf(`photo number ${i}`), 2);
    expect(matches[0]?.product.name).toBe(String(i).padStart(4, '0'));
    expect(matches[1]?.score).toBeLessThan(0.9999);
  }
}

beforeEach(() => {
  database = `test-${crypto.randomUUID()}`;
});

afterEach(() => {
  for (const { db } of tabs) db.close();
  tabs = [];
  indexedDB.deleteDatabase(database);
});

describe('a tab killed in the middle of a job', () => {
  test('goes on by itself from the bytes put aside, and encodes nothing twice but the batch in flight', async () => {
    const dying = new CountingEncoder();
    dying.answers = 5;
    const before = await open(dying);
    await before.catalogue.add(folder('shop', numbered(200)));
    while ((await before.db.count('originals')) < 200) await new Promise((resolve) => setTimeout(resolve, 5));
    await killAfter(before, 80);
    const after = await open();
    const state = await until(after, 'done');
    expect(state.job).toMatchObject({ total: 200, done: 200, encoded: 200 });
    expect(after.encoder.encoded).toHaveLength(120);
    await expectAll(after, 200);
  });

  test('asks for the folder where the bytes were not put aside, and then goes on', async () => {
    const dying = new CountingEncoder();
    dying.answers = 2;
    const before = await open(dying);
    await before.catalogue.add(folder('shop', numbered(100)));
    while ((await before.db.count('originals')) < 100) await new Promise((resolve) => setTimeout(resolve, 5));
    while ((await countProducts(before.db)) < 32) await new Promise((resolve) => setTimeout(resolve, 5));
    await before.db.clear('originals');
    before.db.close();
    const after = await open();
    expect((await until(after, 'waiting-for-folder')).products).toBe(32);
    const state = await until(after, 'done', () => after.catalogue.add(folder('shop', numbered(100))));
    expect(state.job).toMatchObject({ encoded: 68, unchanged: 32 });
    await expectAll(after, 100);
  });

  test('stays paused if it was paused', async () => {
    const before = await open();
    await before.catalogue.add(folder('shop', numbered(100)));
    await before.catalogue.pause();
    while ((await before.db.count('originals')) < 100) await new Promise((resolve) => setTimeout(resolve, 5));
    before.db.close();
    const after = await open();
    expect(after.states.at(-1)?.job?.state).toBe('paused');
    expect(after.encoder.encoded).toEqual([]);
    await until(after, 'done', () => after.catalogue.resume());
    await expectAll(after, 100);
  });
});

describe('a running job', () => {
  test('stops at pause, goes on at resume, and ends with every photo once', async () => {
    const tab = await open();
    await tab.catalogue.add(folder('shop', numbered(150)));
    await tab.catalogue.pause();
    const stopped = await countProducts(tab.db);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await countProducts(tab.db)).toBe(stopped);
    expect(stopped).toBeLessThan(150);
    expect(tab.states.at(-1)?.job).toMatchObject({ state: 'paused', done: stopped });
    await until(tab, 'done', () => tab.catalogue.resume());
    await expectAll(tab, 150);
  });

  test('keeps what was encoded when it is cancelled, and puts nothing aside for the rest', async () => {
    const slow = new CountingEncoder();
    slow.answers = 2;
    const tab = await open(slow);
    await tab.catalogue.add(folder('shop', numbered(100)));
    while ((await countProducts(tab.db)) < 32) await new Promise((resolve) => setTimeout(resolve, 5));
    // the batch in flight never answers: a new encoder takes its place, so that the job can end
    const cancelled = tab.catalogue.cancel();
    await tab.catalogue.connectEncoder(new CountingEncoder());
    await cancelled;
    const kept = await countProducts(tab.db);
    expect(await tab.catalogue.list(0, 100)).toHaveLength(kept);
    expect(kept).toBeGreaterThanOrEqual(32);
    expect(kept).toBeLessThan(100);
    expect(await tab.db.count('originals')).toBe(kept);
  });

  test('names every skipped photo with its reason and takes the others', async () => {
    const tab = await open();
    const state = await until(tab, 'done', () =>
      tab.catalogue.add(folder('shop', { ...numbered(20), 'x.jpg': 'bad bytes', 'y.jpg': 'bad too' })),
    );
    expect(state).toMatchObject({ products: 20, job: { encoded: 20, skipped: 2 } });
    const skipped = await tab.catalogue.skipped();
    expect(skipped.map(({ path, name, message }) => [path, name, message])).toEqual([
      ['shop/x.jpg', 'PhotoCorrupt', 'bad bytes'],
      ['shop/y.jpg', 'PhotoCorrupt', 'bad too'],
    ]);
    expect(await tab.db.count('originals')).toBe(20);
  });

  test('goes on with a new encoder when the old one dies', async () => {
    const dying = new CountingEncoder();
    dying.answers = 3;
    const tab = await open(dying);
    await tab.catalogue.add(folder('shop', numbered(120)));
    while ((await countProducts(tab.db)) < 48) await new Promise((resolve) => setTimeout(resolve, 5));
    await tab.catalogue.connectEncoder(new CountingEncoder());
    await until(tab, 'done');
    await expectAll(tab, 120);
  });

  test('fails where no encoder takes the place of a dead one, and goes on with a later one', async () => {
    const dying = new CountingEncoder();
    dying.answers = 1;
    const tab = await open(dying);
    await tab.catalogue.add(folder('shop', numbered(40)));
    while ((await countProducts(tab.db)) < 16) await new Promise((resolve) => setTimeout(resolve, 5));
    tab.catalogue.loseEncoder();
    expect((await until(tab, 'failed')).job?.failure?.name).toBe('WorkerDied');
    await tab.catalogue.connectEncoder(new CountingEncoder());
    await until(tab, 'done', () => tab.catalogue.resume());
    await expectAll(tab, 40);
  });

  test('that is resumed twice still stops at the next pause', async () => {
    const tab = await open();
    await tab.catalogue.add(folder('shop', numbered(150)));
    await tab.catalogue.pause();
    await tab.catalogue.resume();
    const again = tab.catalogue.resume();
    await tab.catalogue.pause();
    await again;
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(tab.states.at(-1)?.job?.state).toBe('paused');
    expect(await countProducts(tab.db)).toBeLessThan(150);
  });

  test('that failed and is dismissed makes room for the folder behind it', async () => {
    const dying = new CountingEncoder();
    dying.answers = 0;
    const tab = await open(dying);
    await tab.catalogue.add(folder('broken', numbered(5)));
    await tab.catalogue.add(folder('shop', numbered(20)));
    tab.catalogue.loseEncoder();
    await until(tab, 'failed');
    await tab.catalogue.connectEncoder(new CountingEncoder());
    await until(tab, 'done', () => tab.catalogue.dismissJob());
    await expectAll(tab, 20);
  });

  test('fails with the encoder’s reason and can be resumed', async () => {
    const broken = new CountingEncoder();
    broken.failure = new LookalikeError('EncoderFailed', 'out of memory');
    const tab = await open(broken);
    const state = await until(tab, 'failed', () => tab.catalogue.add(folder('shop', numbered(20))));
    expect(state.job?.failure).toEqual({ name: 'EncoderFailed', message: 'out of memory' });
    broken.failure = undefined;
    const done = await until(tab, 'done', () => tab.catalogue.resume());
    expect(done.job?.failure).toBeUndefined();
    await expectAll(tab, 20);
  });
});

test('a full disk stops the job with its reason, loses nothing, and lets it go on when there is room', async () => {
  const dying = new CountingEncoder();
  dying.answers = 2;
  const tab = await open(dying);
  await tab.catalogue.add(folder('shop', numbered(60)));
  while ((await countProducts(tab.db)) < 32) await new Promise((resolve) => setTimeout(resolve, 5));
  // the browser looks at its quota only now and then, so the moment of refusal is played by the test
  const put = vi.spyOn(IDBObjectStore.prototype, 'put');
  put.mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError');
  });
  await expect(tab.catalogue.connectEncoder(new CountingEncoder())).rejects.toMatchObject({
    name: 'StorageFull',
  });
  expect((await until(tab, 'failed')).products).toBe(32);
  put.mockRestore();
  await until(tab, 'done', () => tab.catalogue.resume());
  await expectAll(tab, 60);
});

test('a batch whose storing fails half way leaves nothing of itself', async () => {
  const tab = await open();
  const store = new Store(tab.db, 'default');
  const product = {
    catalogue: 'default',
    id: 'a',
    name: 'a',
    hash: 'h',
    width: 1,
    height: 1,
    sizeBytes: 1,
    addedAt: 0,
    sequence: 0,
  };
  // a detached buffer cannot be stored, and is met after the product has been put
  const vectors = new Float32Array(4);
  structuredClone(vectors, { transfer: [vectors.buffer] });
  const block = {
    catalogue: 'default',
    fingerprint: 'f',
    block: 0,
    dims: 4,
    ids: ['a'],
    hashes: ['h'],
    vectors,
  };
  await expect(store.commit({ products: [product], blocks: [block] })).rejects.toMatchObject({
    name: 'StorageFailed',
  });
  expect(await countProducts(tab.db)).toBe(0);
});
