/** Files of vectors and names in; proof that they become products that are found as NumPy finds them, beside untouched photos, out. */
import { describe, expect, test } from 'vitest';
import { folder, numbered, openTab, until as untilIndexed } from './catalogue-fixture';
import {
  drawn,
  fromBase64,
  golden,
  goldenJson,
  idsIn,
  idsOf,
  importFiles,
  lines,
  npy,
  opened,
  useVectorsTabs,
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

const { database, closing, open } = useVectorsTabs();

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
    expect(await idsIn(tab)).toEqual(names);
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
      expect(await idsIn(tab)).toEqual(names);
    },
  );

  test('without a file of names are called by their numbers from 0', async () => {
    const tab = await open();
    const state = await importFiles(tab, [await golden('float32-little.npy')]);
    expect(state.stored?.namesFrom).toBeUndefined();
    expect(await idsIn(tab)).toEqual(['0', '1', '2', '3', '4']);
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
    expect(await idsIn(after)).toEqual(names);
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

test('vectors and photos share a database and nothing else', async () => {
  const photos = await openTab(database());
  closing(photos.db);
  await untilIndexed(photos, 'done', () => photos.catalogue.add(folder('shop', numbered(20))));
  const before = await photos.catalogue.lookalikes('shop/0003.jpg', 5);
  const tab = await open();
  await importFiles(tab, [npy(drawn(30, 16), 16)]);
  expect(await photos.catalogue.lookalikes('shop/0003.jpg', 5)).toEqual(before);
  expect(await idsIn(tab)).toHaveLength(30);
  const again = await openTab(database());
  closing(again.db);
  expect(again.states[0]).toMatchObject({ products: 20, stale: 0 });
  await tab.vectors.clear();
  const last = await openTab(database());
  closing(last.db);
  expect(last.states[0]?.products).toBe(20);
  expect((await open()).states[0]).toEqual({});
});
