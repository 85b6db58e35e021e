/** Two encoders on one catalogue in; proof that they switch, embed beside each other, go, and never mix, out. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EmbeddingProgress } from '../../src/encoders-contract';
import {
  CountingEncoder,
  DIMS,
  folder,
  numbered,
  openTab,
  until,
  vectorOf,
  type Opened,
  type TabIndex,
} from './catalogue-fixture';

const A = { name: 'a', fingerprint: 'encoder-a', dims: DIMS };
const B = { name: 'b', fingerprint: 'encoder-b', dims: DIMS };

/** As many dims as the first has, and other directions: if the two were mixed only the answers would tell. */
function byB(text: string): Float32Array<ArrayBuffer> {
  return vectorOf(`seen otherwise: ${text}`);
}

function encoderB(): CountingEncoder {
  return new CountingEncoder('encoder-b', byB);
}

let database = '';
let tabs: Opened[] = [];

async function open(encoder = new CountingEncoder(), index?: TabIndex): Promise<Opened> {
  const tab = await openTab(database, encoder, index);
  tabs.push(tab);
  return tab;
}

async function filled(count: number, index?: TabIndex): Promise<Opened> {
  const tab = await open(undefined, index);
  await until(tab, 'done', () => tab.catalogue.add(folder('shop', numbered(count))));
  return tab;
}

async function embedding(tab: Opened, expected: Partial<EmbeddingProgress>): Promise<void> {
  await expect
    .poll(() => tab.states.at(-1)?.embedding, { timeout: 30_000, interval: 20 })
    .toMatchObject(expected);
}

/** Embeddings on disk, by encoder. */
async function onDisk({ db }: Opened): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { fingerprint, ids } of await db.getAll('blocks'))
    counts[fingerprint] = (counts[fingerprint] ?? 0) + ids.length;
  return counts;
}

/** Every row on disk is what its own encoder makes of its product's photo, once a product. */
async function expectUnmixed({ db }: Opened): Promise<void> {
  const seen = new Set<string>();
  for (const { fingerprint, ids, vectors } of await db.getAll('blocks')) {
    ids.forEach((id, i) => {
      const text = `photo number ${Number(/(\d+)\.jpg$/.exec(id)?.[1])}`;
      const made = fingerprint === 'encoder-a' ? vectorOf(text) : byB(text);
      expect([...vectors.subarray(i * DIMS, (i + 1) * DIMS)]).toEqual([...made]);
      expect(seen.has(`${fingerprint} ${id}`)).toBe(false);
      seen.add(`${fingerprint} ${id}`);
    });
  }
}

async function firstFor(
  { catalogue }: Opened,
  vector: Float32Array<ArrayBuffer>,
): Promise<string | undefined> {
  const [best] = await catalogue.search(vector, 1);
  return best && best.score > 0.9999 ? best.product.id : undefined;
}

beforeEach(() => {
  database = `test-${crypto.randomUUID()}`;
});

afterEach(() => {
  for (const { db } of tabs) db.close();
  tabs = [];
  indexedDB.deleteDatabase(database);
});

describe('a switch between two encoders', () => {
  test.each([
    ['in memory', {}],
    ['where memory holds one of them alone', { memoryBytes: 1 }],
  ])('%s answers from each one’s own embeddings, back and forth', async (_, index) => {
    const tab = await filled(300, index);
    const { several } = tab.catalogue;
    await several.embed(B, encoderB());
    await embedding(tab, { state: 'done', encoded: 300 });
    for (let round = 0; round < 2; round += 1) {
      await several.switchTo(B, encoderB());
      await tab.catalogue.filled();
      expect(tab.catalogue.state).toMatchObject({ encoder: 'encoder-b', stale: 0 });
      expect(await firstFor(tab, byB('photo number 299'))).toBe('shop/0299.jpg');
      expect(await firstFor(tab, vectorOf('photo number 299'))).toBeUndefined();
      await several.switchTo(A, tab.encoder);
      await tab.catalogue.filled();
      expect(await firstFor(tab, vectorOf('photo number 7'))).toBe('shop/0007.jpg');
      expect(await firstFor(tab, byB('photo number 7'))).toBeUndefined();
    }
    await expectUnmixed(tab);
  });

  test('refuses a query that the former encoder made', async () => {
    const tab = await filled(20);
    await tab.catalogue.several.switchTo(B, encoderB());
    await expect(tab.catalogue.search(vectorOf('photo number 3'), 5, 'encoder-a')).rejects.toMatchObject({
      name: 'FingerprintMismatch',
    });
  });

  test('amid a job lets it go on with the new encoder, and stores nothing of the old one under its name', async () => {
    const held = new CountingEncoder();
    held.answers = 3;
    const tab = await open(held);
    await tab.catalogue.add(folder('shop', numbered(120)));
    await expect.poll(() => tab.states.at(-1)?.job?.done, { timeout: 30_000 }).toBe(48);
    // three batches are stored, and those behind them are never answered
    await tab.catalogue.several.switchTo(B, encoderB());
    const state = await until(tab, 'done');
    expect(state).toMatchObject({ products: 120, stale: 48, encoder: 'encoder-b' });
    expect(await onDisk(tab)).toEqual({ 'encoder-a': 48, 'encoder-b': 72 });
    await expectUnmixed(tab);
  });

  test('many times at once ends with the last one asked for, whole', async () => {
    const tab = await filled(300);
    const { several } = tab.catalogue;
    await several.embed(B, encoderB());
    await embedding(tab, { state: 'done' });
    await Promise.all(
      [B, A, B, A, B].map((encoder) =>
        several.switchTo(encoder, encoder === A ? new CountingEncoder() : encoderB()),
      ),
    );
    await tab.catalogue.filled();
    expect(tab.catalogue.state).toMatchObject({ encoder: 'encoder-b', stale: 0 });
    expect(await tab.catalogue.search(byB('photo number 5'), 300)).toHaveLength(300);
  });

  test('an encoder that answers with another one’s embeddings is refused before anything is stored', async () => {
    const tab = await open(new CountingEncoder());
    await tab.catalogue.connectEncoder(encoderB());
    const state = await until(tab, 'failed', () => tab.catalogue.add(folder('shop', numbered(20))));
    expect(state.job?.failure?.name).toBe('FingerprintMismatch');
    expect(await onDisk(tab)).toEqual({});
  });
});

describe('an encoder that embeds in the background', () => {
  test('leaves the answers, the products and the lookalike table of the other as they are', async () => {
    const tab = await filled(60);
    await tab.catalogue.table.start(3);
    await expect.poll(() => tab.states.at(-1)?.table?.state).toBe('done');
    const b = encoderB();
    b.answers = 2;
    await tab.catalogue.several.embed(B, b);
    await embedding(tab, { state: 'running', done: 32 });
    expect(await firstFor(tab, vectorOf('photo number 59'))).toBe('shop/0059.jpg');
    await tab.catalogue.several.connect(encoderB());
    await embedding(tab, { state: 'done', total: 60, done: 60 });
    expect(tab.states.at(-1)).toMatchObject({ products: 60, stale: 0, table: { state: 'done' } });
    expect(await onDisk(tab)).toEqual({ 'encoder-a': 60, 'encoder-b': 60 });
    await expectUnmixed(tab);
  });

  test('pauses, goes on, and goes on after a closed tab, with every product once', async () => {
    const tab = await filled(100);
    const b = encoderB();
    b.answers = 2;
    await tab.catalogue.several.embed(B, b);
    await embedding(tab, { done: 32 });
    tab.db.close();
    const next = await open();
    await embedding(next, { state: 'running', done: 32, encoder: B });
    await next.catalogue.several.pause();
    await next.catalogue.several.connect(encoderB());
    await embedding(next, { state: 'paused', done: 32 });
    await next.catalogue.several.resume();
    await embedding(next, { state: 'done', done: 100 });
    expect(await onDisk(next)).toEqual({ 'encoder-a': 100, 'encoder-b': 100 });
    await expectUnmixed(next);
  });

  test('cancelled keeps what it has, and begun again does only the rest', async () => {
    const tab = await filled(100);
    const b = encoderB();
    b.answers = 2;
    await tab.catalogue.several.embed(B, b);
    await embedding(tab, { done: 32 });
    const { several } = tab.catalogue;
    await several.cancel();
    await expect.poll(() => tab.states.at(-1)?.embedding).toBeUndefined();
    const again = encoderB();
    await several.embed(B, again);
    await embedding(tab, { state: 'done', total: 68 });
    expect(again.encoded).toHaveLength(68);
    await expectUnmixed(tab);
  });

  test('passes over a product that is removed or changes meanwhile', async () => {
    const tab = await filled(60);
    const b = encoderB();
    b.answers = 1;
    await tab.catalogue.several.embed(B, b);
    await embedding(tab, { done: 16 });
    await tab.catalogue.remove(['shop/0003.jpg', 'shop/0040.jpg']);
    await tab.catalogue.several.connect(encoderB());
    await embedding(tab, { state: 'done', encoded: 59, unchanged: 1 });
    await tab.catalogue.several.switchTo(B, encoderB());
    await tab.catalogue.filled();
    expect(tab.catalogue.state).toMatchObject({ products: 58, stale: 0 });
    const found = await tab.catalogue.search(byB('photo number 3'), 100);
    expect(found.map(({ product }) => product.id)).not.toContain('shop/0003.jpg');
    expect(found).toHaveLength(58);
  });

  test('goes on where its encoder becomes the one that answers, and says how much is still to come', async () => {
    const tab = await filled(60);
    const b = encoderB();
    b.answers = 2;
    await tab.catalogue.several.embed(B, b);
    await embedding(tab, { done: 32 });
    await tab.catalogue.several.switchTo(B, encoderB());
    await tab.catalogue.filled();
    expect(tab.catalogue.state.stale).toBe(28);
    await tab.catalogue.several.connect(encoderB());
    await embedding(tab, { state: 'done' });
    expect(tab.catalogue.state.stale).toBe(0);
    expect(await firstFor(tab, byB('photo number 59'))).toBe('shop/0059.jpg');
    await expectUnmixed(tab);
  });

  test('names the folders whose photos it cannot read, does the others first, and goes on once they are given', async () => {
    const tab = await filled(20);
    await until(tab, 'done', () => tab.catalogue.add(folder('hats', { 'h.jpg': 'hat' })));
    await until(tab, 'done', () => tab.catalogue.add(folder('attic', { 'x.jpg': 'old', 'y.jpg': 'older' })));
    // as where there was no room to put the photos aside
    for (const product of (await tab.db.getAll('productBlocks')).flatMap(({ products }) => products)) {
      if (product.folder !== 'hats' && product.original) await tab.db.delete('originals', product.original);
    }
    const blocks = await tab.db.getAll('productBlocks');
    for (const block of blocks) {
      const products = block.products.map(({ original, ...rest }) =>
        rest.folder === 'hats' && original ? { ...rest, original } : rest,
      );
      await tab.db.put('productBlocks', { ...block, products });
    }
    tab.db.close();
    const next = await open();
    await next.catalogue.several.embed(B, encoderB());
    await embedding(next, { state: 'waiting-for-folder', done: 1, missingFolders: ['attic', 'shop'] });
    await next.catalogue.add(folder('attic', { 'x.jpg': 'old', 'y.jpg': 'older' }));
    await embedding(next, { state: 'waiting-for-folder', done: 3, missingFolders: ['shop'] });
    await next.catalogue.add(folder('shop', numbered(20)));
    await embedding(next, { state: 'done', done: 23, encoded: 23, missingFolders: [] });
  });

  test('skips a file that is another photo by now', async () => {
    const tab = await filled(3);
    const [product] = (await tab.db.getAll('originals')).filter(({ position }) => position === 1);
    await tab.db.put('originals', { ...product!, photo: new Blob(['another photo']) });
    await tab.catalogue.several.embed(B, encoderB());
    await embedding(tab, { state: 'done', encoded: 2, skipped: 1 });
    expect(await tab.catalogue.several.skipped()).toMatchObject([
      { path: 'shop/0001.jpg', name: 'PhotoChanged' },
    ]);
  });
});

describe('one encoder’s embeddings deleted', () => {
  test('leave products and the other’s embeddings, and the size is known before', async () => {
    const tab = await filled(60);
    const { several } = tab.catalogue;
    await several.embed(B, encoderB());
    await embedding(tab, { state: 'done' });
    expect(await several.stored()).toEqual([
      { fingerprint: 'encoder-a', rows: 60, sizeBytes: 60 * DIMS * 4 },
      { fingerprint: 'encoder-b', rows: 60, sizeBytes: 60 * DIMS * 4 },
    ]);
    await several.delete('encoder-b');
    expect(await onDisk(tab)).toEqual({ 'encoder-a': 60 });
    expect(await firstFor(tab, vectorOf('photo number 59'))).toBe('shop/0059.jpg');
    await several.switchTo(B, encoderB());
    await tab.catalogue.filled();
    expect(tab.catalogue.state).toMatchObject({ products: 60, stale: 60 });
    expect(await tab.catalogue.search(byB('photo number 5'), 5)).toEqual([]);
  });

  test('amid the job that makes them end that job, and nothing of it comes after', async () => {
    const tab = await filled(60);
    const b = encoderB();
    b.answers = 2;
    await tab.catalogue.several.embed(B, b);
    await embedding(tab, { done: 32 });
    await tab.catalogue.several.delete('encoder-b');
    b.answers = Infinity;
    await expect.poll(() => tab.states.at(-1)?.embedding).toBeUndefined();
    expect(await onDisk(tab)).toEqual({ 'encoder-a': 60 });
    await tab.catalogue.several.embed(B, encoderB());
    await embedding(tab, { state: 'done', encoded: 60 });
    await expectUnmixed(tab);
  });

  test('of the encoder that answers leave it without any, and a job that adds goes on from there', async () => {
    const held = new CountingEncoder();
    held.answers = 3;
    const tab = await open(held);
    await tab.catalogue.add(folder('shop', numbered(120)));
    await expect.poll(() => tab.states.at(-1)?.job?.done, { timeout: 30_000 }).toBe(48);
    held.answers = Infinity;
    await tab.catalogue.several.delete('encoder-a');
    const state = await until(tab, 'done');
    expect(state).toMatchObject({ products: 120, stale: 48 });
    expect(await onDisk(tab)).toEqual({ 'encoder-a': 72 });
    await expectUnmixed(tab);
  });
});

test('a photo that was replaced and comes back counts once, whoever has embedded it meanwhile', async () => {
  const tab = await filled(3);
  const { several } = tab.catalogue;
  await several.embed(B, encoderB());
  await embedding(tab, { state: 'done' });
  const changed = { ...numbered(3), '0001.jpg': 'photo number 77' };
  for (const files of [changed, numbered(3)]) {
    await until(tab, 'done', () => tab.catalogue.add(folder('shop', files)));
    await several.embed(B, encoderB());
    await expect.poll(() => tab.states.at(-1)?.embedding?.state ?? 'done').toBe('done');
  }
  tab.db.close();
  const next = await open(encoderB());
  expect(next.states.at(-1)).toMatchObject({ products: 3, stale: 0 });
  expect(await next.catalogue.search(byB('photo number 1'), 10)).toHaveLength(3);
});

describe('encoders that are compared', () => {
  test('answer one query side by side, and say which of them has not seen it', async () => {
    const tab = await filled(40);
    await tab.catalogue.several.embed(B, encoderB());
    await embedding(tab, { state: 'done' });
    const C = { ...B, name: 'c', fingerprint: 'encoder-c' };
    const [a, b, c] = await tab.catalogue.several.compareAnswers('shop/0003.jpg', [A, B, C], 5);
    const expected = await tab.catalogue.lookalikes('shop/0003.jpg', 5);
    expect(a).toEqual({ fingerprint: 'encoder-a', matches: expected });
    expect(b!.matches).toHaveLength(5);
    expect(b!.matches!.map(({ product }) => product.id)).not.toEqual(
      expected.map(({ product }) => product.id),
    );
    expect(c).toMatchObject({ fingerprint: 'encoder-c', failure: { name: 'FingerprintMismatch' } });
  });

  test.each([
    ['in memory', {}],
    ['one at a time', { memoryBytes: 1 }],
  ])('%s: precision follows the folders, overlap the answers', async (_, index) => {
    // the first encoder sees what kind of thing it is, the second one sees next to nothing
    const kindOf = (text: string) => {
      const [kind = ''] = text.split(' ');
      return vectorOf(kind).map((x, i) => x + 0.01 * vectorOf(text)[i]!);
    };
    const tab = await open(new CountingEncoder('encoder-a', kindOf), index);
    const files = Object.fromEntries(
      ['hats', 'shoes', 'bags'].flatMap((kind) =>
        Array.from({ length: 8 }, (__, i) => [`${kind}/${i}.jpg`, `${kind} ${i}`]),
      ),
    );
    await until(tab, 'done', () => tab.catalogue.add(folder('shop', files)));
    await tab.catalogue.several.embed(B, encoderB());
    await embedding(tab, { state: 'done' });
    const comparison = await tab.catalogue.several.compareEncoders([A, B], 5);
    expect(comparison).toMatchObject({ queries: 24, classed: 24, classes: 3 });
    expect(comparison.encoders[0]).toEqual({ fingerprint: 'encoder-a', precision: 1 });
    expect(comparison.encoders[1]!.precision).toBeLessThan(0.7);
    expect([comparison.overlap[0]![0], comparison.overlap[1]![1]]).toEqual([1, 1]);
    expect(comparison.overlap[0]![1]).toBeCloseTo(comparison.overlap[1]![0]!, 6);
    expect(comparison.overlap[0]![1]).toBeLessThan(0.7);
  });
});
