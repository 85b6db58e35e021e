/** Two encoders of the same dims in; tabs of one catalogue, and what each encoder has of it on disk, out. */
import { afterEach, beforeEach, expect } from 'vitest';
import type { EmbeddingProgress } from '../../src/contract/encoders';
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

export const A = { name: 'a', fingerprint: 'encoder-a', dims: DIMS };
export const B = { name: 'b', fingerprint: 'encoder-b', dims: DIMS };

/** As many dims as the first has, and other directions: if the two were mixed only the answers would tell. */
export function byB(text: string): Float32Array<ArrayBuffer> {
  return vectorOf(`seen otherwise: ${text}`);
}

export function encoderB(): CountingEncoder {
  return new CountingEncoder('encoder-b', byB);
}

/** Tabs on a database of each test's own, which goes with the test. */
export function useTabs() {
  let database = '';
  let tabs: Opened[] = [];
  beforeEach(() => {
    database = `test-${crypto.randomUUID()}`;
  });
  afterEach(() => {
    for (const { db } of tabs) db.close();
    tabs = [];
    indexedDB.deleteDatabase(database);
  });
  async function open(encoder = new CountingEncoder(), index?: TabIndex): Promise<Opened> {
    const tab = await openTab(database, encoder, index);
    tabs.push(tab);
    return tab;
  }
  /** A tab that the first encoder has embedded so many photos in. */
  async function filled(count: number, index?: TabIndex): Promise<Opened> {
    const tab = await open(undefined, index);
    await until(tab, 'done', () => tab.catalogue.add(folder('shop', numbered(count))));
    return tab;
  }
  return { open, filled };
}

/** Waits until the background job says so. */
export async function embedding(tab: Opened, expected: Partial<EmbeddingProgress>): Promise<void> {
  await expect
    .poll(() => tab.states.at(-1)?.embedding, { timeout: 30_000, interval: 20 })
    .toMatchObject(expected);
}

/** Embeddings on disk, by encoder. */
export async function onDisk({ db }: Opened): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { fingerprint, ids } of await db.getAll('blocks'))
    counts[fingerprint] = (counts[fingerprint] ?? 0) + ids.length;
  return counts;
}

/** Every row on disk is what its own encoder makes of its product's photo, once a product. */
export async function expectUnmixed({ db }: Opened): Promise<void> {
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

/** The product whose embedding this is, if there is one. */
export async function firstFor(
  { catalogue }: Opened,
  vector: Float32Array<ArrayBuffer>,
): Promise<string | undefined> {
  const [best] = await catalogue.search(vector, 1);
  return best && best.score > 0.9999 ? best.product.id : undefined;
}
