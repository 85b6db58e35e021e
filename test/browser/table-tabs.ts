/** Catalogues with real kNN workers and a real database in; tables of them, and what of each is on disk, out. */
import { afterEach, beforeEach, expect } from 'vitest';
import type { TableRow } from '../../src/catalogue/table/lookalike-table';
import { folder, numbered, openTab, until, type CountingEncoder, type Opened } from './catalogue-fixture';
import { KnnThreads, tableOf, untilTable } from './table-fixture';

/** Lookalikes a product, where a test says nothing else. */
export const K = 5;
/** Products, in blocks of four rows: many steps, checkpoints among them. */
export const COUNT = 150;

export interface TabOptions {
  readonly workers?: number;
  /** Blocks that each worker compares before it hangs. */
  readonly answers?: number;
  readonly encoder?: CountingEncoder;
}

/** Tabs with workers and a database of each test's own, which go with the test. */
export function useTableTabs() {
  const threads = new KnnThreads();
  let database = '';
  let tabs: Opened[] = [];
  beforeEach(() => {
    database = `test-${crypto.randomUUID()}`;
  });
  afterEach(() => {
    for (const { db } of tabs) db.close();
    threads.end();
    tabs = [];
    indexedDB.deleteDatabase(database);
  });
  /** A tab with workers of its own, which stores a checkpoint after every block. */
  async function open({ workers = 2, answers, encoder }: TabOptions = {}): Promise<Opened> {
    const parts = threads.start(workers, answers);
    const tab = await openTab(database, encoder, { parts: () => parts, checkpointMs: 0 });
    tabs.push(tab);
    return tab;
  }
  async function filled(count: number, options?: TabOptions): Promise<Opened> {
    const tab = await open(options);
    await until(tab, 'done', () => tab.catalogue.add(folder('shop', numbered(count))));
    return tab;
  }
  return { threads, open, filled };
}

/** By id, the photos of a folder. */
export function texts(count: number): Record<string, string> {
  return Object.fromEntries(Object.entries(numbered(count)).map(([file, text]) => [`shop/${file}`, text]));
}

/** The table, once it is made. */
export async function finished(tab: Opened, k = K): Promise<TableRow[]> {
  await untilTable(tab, 'done', () => tab.catalogue.table.start(k));
  return tableOf(tab);
}

export function expectSame(table: readonly TableRow[], expected: readonly TableRow[]): void {
  const ids = (rows: readonly TableRow[]) =>
    rows.map(({ id, lookalikes }) => [id, ...lookalikes.map((other) => other.id)]);
  expect(ids(table)).toEqual(ids(expected));
  table.forEach(({ lookalikes }, i) => {
    lookalikes.forEach(({ score }, rank) => {
      expect(score).toBeCloseTo(expected[i]?.lookalikes[rank]?.score ?? Number.NaN, 6);
    });
  });
}

/** Records of the table: itself, its list, its rows, its checkpoint. */
export async function partsOnDisk({ db }: Opened): Promise<number[]> {
  const names = ['tables', 'tableLists', 'tableRows', 'tableCheckpoints'] as const;
  return Promise.all(names.map((name) => db.count(name)));
}
