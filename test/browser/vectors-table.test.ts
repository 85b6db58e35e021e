/** Imported vectors in; proof that their lookalike table is by the metric they are compared by, or not there, out. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LookalikeTable, TableRow } from '../../src/catalogue/table/lookalike-table';
import type { TableState } from '../../src/contract/table';
import {
  drawn,
  importFiles,
  npy,
  opened,
  openVectorsTab,
  recordsIn,
  type VectorsTab,
} from './vectors-fixture';

const ROWS = 300;
const DIMS = 8;
/** Enough that a table of them is still being made when the next call comes. */
const MANY = 6000;

let database = '';
const databases: { close(): void }[] = [];

beforeEach(() => {
  database = `test-${crypto.randomUUID()}`;
});

afterEach(() => {
  for (const db of databases.splice(0)) db.close();
  indexedDB.deleteDatabase(database);
});

async function open(): Promise<VectorsTab> {
  const tab = await openVectorsTab(database);
  databases.push(tab.db);
  return tab;
}

async function tableOf(tab: VectorsTab): Promise<LookalikeTable> {
  return (await opened(tab)).table;
}

async function reached(tab: VectorsTab, state: TableState): Promise<void> {
  while ((await tableOf(tab)).progress()?.state !== state)
    await new Promise((resolve) => setTimeout(resolve, 5));
}

async function rowsOf(tab: VectorsTab): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const row of (await tableOf(tab)).rows()) rows.push(row);
  return rows;
}

/** The lookalikes of the first `queries` rows, in float64, by nothing of the app. */
function brute(
  vectors: Float32Array,
  k: number,
  score: (a: Float32Array, b: Float32Array) => number,
  queries = vectors.length / DIMS,
): string[][] {
  const row = (i: number) => vectors.subarray(i * DIMS, (i + 1) * DIMS);
  return Array.from({ length: queries }, (_, query) =>
    Array.from({ length: vectors.length / DIMS }, (_, other) => other)
      .filter((other) => other !== query)
      .map((other) => ({ other, score: score(row(query), row(other)) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, k)
      .map(({ other }) => String(other)),
  );
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

function minusDistance(a: Float32Array, b: Float32Array): number {
  return -a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0);
}

function idsIn(table: readonly TableRow[]): string[][] {
  return table.map(({ lookalikes }) => lookalikes.map(({ id }) => id));
}

test('the table of vectors is by the metric they are compared by, and out of date with the next one', async () => {
  const vectors = drawn(ROWS, DIMS);
  const tab = await open();
  await importFiles(tab, [npy(vectors, DIMS)], 'dot');
  await (await tableOf(tab)).start(4);
  await reached(tab, 'done');
  expect(idsIn(await rowsOf(tab))).toEqual(brute(vectors, 4, dot));

  await tab.vectors.compareBy('l2');
  expect((await tableOf(tab)).progress()).toMatchObject({ state: 'outdated', outdatedBy: 'metric' });
  await expect(rowsOf(tab)).rejects.toMatchObject({ name: 'TableMissing' });
  await (await tableOf(tab)).start(4);
  await reached(tab, 'done');
  expect(idsIn(await rowsOf(tab))).toEqual(brute(vectors, 4, minusDistance));
  expect((await rowsOf(tab))[0]?.lookalikes[0]?.score).toBeLessThan(0);

  const next = await open();
  expect((await tableOf(next)).progress()).toMatchObject({ state: 'done', products: ROWS });
  expect(idsIn(await rowsOf(next))).toEqual(brute(vectors, 4, minusDistance));
});

test('a table on its way ends with the vectors that take the place of its own', async () => {
  const tab = await open();
  await importFiles(tab, [npy(drawn(MANY, DIMS), DIMS, 'first.npy')]);
  await (await tableOf(tab)).start(4);
  expect((await tableOf(tab)).progress()?.state).toBe('running');
  const few = drawn(20, DIMS);
  await importFiles(tab, [npy(few, DIMS, 'second.npy')]);
  expect((await tableOf(tab)).progress()).toBeUndefined();
  await (await tableOf(tab)).start(3);
  await reached(tab, 'done');
  expect(idsIn(await rowsOf(tab))).toHaveLength(20);
});

test('a table on its way goes on where an import that was refused gives the index back', async () => {
  const vectors = drawn(MANY, DIMS);
  const tab = await open();
  await importFiles(tab, [npy(vectors, DIMS)], 'dot');
  await (await tableOf(tab)).start(2);
  expect((await tableOf(tab)).progress()?.state).toBe('running');
  const broken = drawn(10, DIMS).fill(Infinity, 20, 21);
  await importFiles(tab, [npy(broken, DIMS, 'broken.npy')]);
  await reached(tab, 'done');
  const table = await rowsOf(tab);
  expect(table).toHaveLength(MANY);
  expect(idsIn(table).slice(0, 5)).toEqual(brute(vectors, 2, dot, 5));
});

test('emptied vectors leave nothing of a table on its way', async () => {
  const tab = await open();
  await importFiles(tab, [npy(drawn(MANY, DIMS), DIMS)]);
  await (await tableOf(tab)).start(4);
  await tab.vectors.clear();
  expect(await recordsIn(tab.db)).toBe(0);
});
