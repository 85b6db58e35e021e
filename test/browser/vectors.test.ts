/** Files of vectors and names in; proof that they become products that are found as NumPy finds them, or nothing at all, out. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openVectorFiles } from '../../src/exchange/vector-files';
import { folder, numbered, openTab, until as untilIndexed } from './catalogue-fixture';
import {
  beginHeld,
  drawn,
  fromBase64,
  golden,
  goldenJson,
  idsOf,
  importFiles,
  lines,
  npy,
  opened,
  openVectorsTab,
  recordsIn,
  until,
  untilOpen,
  type VectorsTab,
} from './vectors-fixture';

/** As `training/exchange_golden.py` writes it. */
interface Exchanged {
  readonly rows: number;
  readonly dims: number;
  readonly names: readonly string[];
  readonly values: Readonly<Record<string, string>>;
}

/** As `training/knn_golden.py` writes it. */
interface Neighbours {
  readonly dims: number;
  readonly k: number;
  readonly rows: string;
  readonly queries: string;
  readonly bestRows: string;
  readonly bestScores: string;
}

let database = '';
const databases: { close(): void }[] = [];

async function open(): Promise<VectorsTab> {
  const tab = await openVectorsTab(database);
  databases.push(tab.db);
  return tab;
}

async function ids(tab: VectorsTab): Promise<string[]> {
  return (await (await opened(tab)).list(0, 10_000)).map(({ id }) => id);
}

beforeEach(() => {
  database = `test-${crypto.randomUUID()}`;
});

afterEach(() => {
  for (const db of databases.splice(0)) db.close();
  indexedDB.deleteDatabase(database);
});

describe('vectors that NumPy saved', () => {
  test.each([
    'float16-little.npy',
    'float32-little.npy',
    'float64-little.npy',
    'float64-big.npy',
    'stored.npz',
    'deflated.npz',
    'zip64.npz',
  ])('%s become products, each found by its own vector', async (name) => {
    const { dims, names, values } = await goldenJson<Exchanged>('exchange/golden.json');
    const tab = await open();
    const state = await importFiles(tab, [await golden(name), lines(names)]);
    expect(state.stored).toMatchObject({ name, namesFrom: 'names.txt', rows: names.length, dims });
    expect(state.catalogue?.products).toBe(names.length);
    expect(await ids(tab)).toEqual(names);
    const rows = new Float32Array(fromBase64(values[name] ?? ''));
    for (const [row, id] of names.entries()) {
      const [best] = await (await opened(tab)).search(rows.slice(row * dims, (row + 1) * dims), 1);
      expect(best).toMatchObject({ product: { id, name: id, width: 0, height: 0 } });
      expect(best?.score).toBeCloseTo(1, 6);
    }
  });

  test.each(['names-u-little.npy', 'names-s.npy', 'names.csv'])(
    'take their names from %s, whichever file comes first',
    async (file) => {
      const { names } = await goldenJson<Exchanged>('exchange/golden.json');
      const tab = await open();
      await importFiles(tab, [await golden(file), await golden('float32-little.npy')]);
      expect(await ids(tab)).toEqual(names);
    },
  );

  test('without a file of names are called by their numbers from 0', async () => {
    const tab = await open();
    const state = await importFiles(tab, [await golden('float32-little.npy')]);
    expect(state.stored?.namesFrom).toBeUndefined();
    expect(await ids(tab)).toEqual(['0', '1', '2', '3', '4']);
  });

  test('have the lookalikes and the scores that NumPy finds in float64', async () => {
    const { dims, k, ...arrays } = await goldenJson<Neighbours>('knn/golden.json');
    const rows = new Float32Array(fromBase64(arrays.rows));
    const queries = new Float32Array(fromBase64(arrays.queries));
    const bestRows = new Int32Array(fromBase64(arrays.bestRows));
    const bestScores = new Float64Array(fromBase64(arrays.bestScores));
    const tab = await open();
    await importFiles(tab, [npy(rows, dims)]);
    const catalogue = await opened(tab);
    for (let query = 0; query < queries.length / dims; query += 1) {
      const found = await catalogue.search(queries.slice(query * dims, (query + 1) * dims), k);
      expect(idsOf(found)).toEqual(Array.from(bestRows.subarray(query * k, (query + 1) * k), String));
      found.forEach(({ score }, i) => {
        expect(Math.abs(score - (bestScores[query * k + i] ?? Number.NaN))).toBeLessThan(3e-7);
      });
    }
    // the first query is row 7, of which there are copies
    const lookalikes = await catalogue.lookalikes('7', 10);
    expect(idsOf(lookalikes)).toEqual(
      Array.from(bestRows.subarray(0, 11), String).filter((id) => id !== '7'),
    );
  });

  test.each([
    ['dot', (a: number, b: number) => a * b],
    ['l2', (a: number, b: number) => -((a - b) ** 2)],
  ] as const)('are compared by %s as arithmetic in float64 does', async (metric, term) => {
    const dims = 24;
    const rows = drawn(300, dims);
    const tab = await open();
    await importFiles(tab, [npy(rows, dims)], metric);
    const scores = Array.from({ length: 300 }, (_, row) => {
      let sum = 0;
      for (let i = 0; i < dims; i += 1) sum += term(rows[5 * dims + i]!, rows[row * dims + i]!);
      return { id: String(row), score: sum };
    });
    const expected = scores
      .filter(({ id }) => id !== '5')
      .sort((a, b) => b.score - a.score)
      .slice(0, 10);
    const found = await (await opened(tab)).lookalikes('5', 10);
    expect(idsOf(found)).toEqual(expected.map(({ id }) => id));
    found.forEach(({ score }, i) => {
      expect(score).toBeCloseTo(expected[i]?.score ?? Number.NaN, 5);
    });
  });

  test('are there in the next tab without their files, by the same metric', async () => {
    const dims = 8;
    const names = Array.from({ length: 700 }, (_, i) => `sku-${i}`);
    const before = await open();
    await importFiles(before, [npy(drawn(700, dims), dims), lines(names)], 'l2');
    const answer = await (await opened(before)).lookalikes('sku-650', 5);
    const after = await open();
    expect(after.states[0]).toMatchObject({
      stored: { name: 'vectors.npy', namesFrom: 'names.txt', rows: 700, dims, metric: 'l2' },
    });
    expect(await ids(after)).toEqual(names);
    expect(await (await opened(after)).lookalikes('sku-650', 5)).toEqual(answer);
  });
});

describe('a name', () => {
  test('is found by its beginning in any case of letters, the name itself first', async () => {
    const names = ['AB-10', 'AB-1', 'ab-100', 'B-1', 'xAB-1'];
    const tab = await open();
    await importFiles(tab, [npy(drawn(5, 4), 4), lines(names)]);
    const { total, products } = await (await opened(tab)).named('ab-1', 0, 2);
    expect(total).toBe(3);
    expect(products.map(({ name }) => name)).toEqual(['AB-1', 'AB-10']);
    expect((await (await opened(tab)).named('ab-1', 2, 2)).products.map(({ name }) => name)).toEqual([
      'ab-100',
    ]);
    expect(await (await opened(tab)).named('c', 0, 9)).toEqual({ total: 0, products: [] });
    await (await opened(tab)).remove(['AB-1']);
    expect((await (await opened(tab)).named('AB-1', 0, 9)).total).toBe(2);
  });
});

describe('nothing is imported', () => {
  const dims = 4;
  const sound = () => npy(drawn(6, dims), dims);

  test.each([
    [
      'of names and vectors of different numbers, which are both told',
      () => [sound(), lines(['a', 'b', 'c'])],
      'NamesMismatch',
      /3 names but 6 vectors/,
    ],
    ['of names alone', () => [lines(['a'])], 'FileUnsupported', /only names came \(“names\.txt”\)/],
    [
      'of two files of vectors',
      () => [sound(), npy(drawn(6, dims), dims, 'other.npy')],
      'FileUnsupported',
      /2 files of vectors came \(“vectors\.npy”, “other\.npy”\), expected one/,
    ],
    [
      'of two files of names',
      () => [sound(), lines(['a']), lines(['b'], 'other.csv')],
      'FileUnsupported',
      /2 files of names came/,
    ],
    [
      'of a photo among the files',
      () => [sound(), new File(['\xff\xd8\xff'], 'a.jpg')],
      'FileUnsupported',
      /“a\.jpg” is neither/,
    ],
    [
      'of names that repeat themselves',
      () => [sound(), lines(['a', 'b', 'c', 'b', 'd', 'e'])],
      'NamesInvalid',
      /“names\.txt”: line 2 and line 4 hold the same name “b”/,
    ],
    ['of a file without rows', () => [npy(new Float32Array(0), dims)], 'FileUnsupported', /holds no vectors/],
  ] as const)('%s', async (_what, files, name, message) => {
    const tab = await open();
    await expect(importFiles(tab, files())).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message) as string,
    });
    expect(await recordsIn(tab.db)).toBe(0);
  });

  test('of a file with NaN in a late row, which is told with its name', async () => {
    const vectors = drawn(5000, dims);
    vectors[4500 * dims + 2] = Number.NaN;
    const names = Array.from({ length: 5000 }, (_, i) => `sku-${i}`);
    const tab = await open();
    const { job, stored, catalogue } = await importFiles(tab, [npy(vectors, dims), lines(names)]);
    expect(job).toMatchObject({
      state: 'failed',
      failure: {
        name: 'RowInvalid',
        message: 'value 2 of row 4500 (“sku-4500”) is NaN, expected finite numbers of float32',
      },
    });
    expect(stored).toBeUndefined();
    expect(catalogue).toBeUndefined();
    expect(await recordsIn(tab.db)).toBe(0);
  });

  test('of a file with a row of zeros by cosine, but by dot and by l2', async () => {
    const vectors = drawn(6, dims).fill(0, 3 * dims, 4 * dims);
    const tab = await open();
    const refused = await importFiles(tab, [npy(vectors, dims)]);
    expect(refused.job?.failure).toMatchObject({
      name: 'RowInvalid',
      message: expect.stringMatching(
        /^row 3 \(“3”\) is all zeros, expected a vector with a direction/,
      ) as string,
    });
    expect((await importFiles(tab, [npy(vectors, dims)], 'dot')).catalogue?.products).toBe(6);
    await expect(tab.vectors.compareBy('cosine')).rejects.toMatchObject({ name: 'RowInvalid' });
    expect((await untilOpen(tab)).stored?.metric).toBe('dot');
    await tab.vectors.compareBy('l2');
    expect(await ids(tab)).toHaveLength(6);
    expect((await open()).states[0]?.stored?.metric).toBe('l2');
  });

  test('of a damaged .npz, even where its checksum is the last thing read', async () => {
    const bytes = new Uint8Array(await (await golden('stored.npz')).arrayBuffer());
    // inside the vectors, which lie uncompressed behind the first header
    bytes[300] = (bytes[300] ?? 0) ^ 1;
    const tab = await open();
    const { job } = await importFiles(tab, [new File([bytes], 'damaged.npz')]);
    expect(job).toMatchObject({ state: 'failed', failure: { name: 'FileCorrupt' } });
    expect(await recordsIn(tab.db)).toBe(0);
  });
});

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

test('vectors and photos share a database and nothing else', async () => {
  const photos = await openTab(database);
  databases.push(photos.db);
  await untilIndexed(photos, 'done', () => photos.catalogue.add(folder('shop', numbered(20))));
  const before = await photos.catalogue.lookalikes('shop/0003.jpg', 5);
  const tab = await open();
  await importFiles(tab, [npy(drawn(30, 16), 16)]);
  expect(await photos.catalogue.lookalikes('shop/0003.jpg', 5)).toEqual(before);
  expect(await ids(tab)).toHaveLength(30);
  const again = await openTab(database);
  databases.push(again.db);
  expect(again.states[0]).toMatchObject({ products: 20, stale: 0 });
  await tab.vectors.clear();
  const last = await openTab(database);
  databases.push(last.db);
  expect(last.states[0]?.products).toBe(20);
  expect((await open()).states[0]).toEqual({});
});
