/** A catalogue of the encoder that a release has replaced in; proof that this one answers until the new one has read all of it, and then the new one, out. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LookalikeStore } from '../../src/app/lookalike-store';
import type { CatalogueState } from '../../src/contract/catalogue';
import type { Match } from '../../src/contract/product';
import type { Offer } from '../../src/contract/photo';
import type { EmbeddingProgress } from '../../src/contract/encoders';
import { DEFAULT_FOCUS, DEFAULT_MODEL } from '../../src/shared/shipped-models';
import { DATABASE_NAME, openDatabase } from '../../src/store/database';
import { drawnPng } from './drawn-photos';

/** Models are loaded and many photos encoded, on a busy machine. */
const LONG_MS = 300_000;
const MIGRATED_MS = 120_000;
/** Enough to be interrupted amid them. */
const MANY = 96;

/** The same network with another focus: another fingerprint, and real parts. */
const FORMER = { encoder: DEFAULT_MODEL };
const SHIPPED = { encoder: DEFAULT_MODEL, focus: DEFAULT_FOCUS };

let stores: LookalikeStore[] = [];

/** The page of a release: its models, and those that were shipped before. */
function visit(isUpdated: boolean): LookalikeStore {
  const store = new LookalikeStore(
    { search: '?device=wasm' },
    isUpdated ? SHIPPED : FORMER,
    isUpdated ? [FORMER] : [],
  );
  stores.push(store);
  return store;
}

/** As a tab that is closed: what has not been committed is lost. */
function leave(store: LookalikeStore): void {
  store.workers.dispose();
}

beforeEach(() => {
  indexedDB.deleteDatabase(DATABASE_NAME);
});

afterEach(() => {
  for (const store of stores) leave(store);
  stores = [];
});

/** A garment on grey whose colour is its own. */
function photo(i: number): Promise<Blob> {
  return drawnPng(120, 160, (context, width, height) => {
    context.fillStyle = '#e4e2de';
    context.fillRect(0, 0, width, height);
    context.fillStyle = `hsl(${(i * 47) % 360} ${40 + (i % 5) * 12}% ${25 + (i % 7) * 6}%)`;
    context.fillRect(width * 0.3, height * 0.2, width * 0.4, height * 0.6);
  });
}

async function folder(count: number): Promise<Offer> {
  const photos = await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const name = `${String(i).padStart(3, '0')}.png`;
      return { path: `shop/${name}`, photo: new File([await photo(i)], name) };
    }),
  );
  return { folder: 'shop', photos };
}

/** Resolves with the first state that is so. */
function when(store: LookalikeStore, isSo: (state: CatalogueState) => boolean): Promise<CatalogueState> {
  return new Promise((resolve) => {
    const look = () => {
      const { state } = store.snapshot();
      if (state && isSo(state)) {
        leaveOff();
        resolve(state);
      }
    };
    const leaveOff = store.subscribe(look);
    look();
  });
}

function embedding(store: LookalikeStore, expected: Partial<EmbeddingProgress>): Promise<void> {
  return expect
    .poll(() => store.snapshot().state?.embedding, { timeout: MIGRATED_MS })
    .toMatchObject(expected);
}

function isOpen({ filling }: CatalogueState): boolean {
  return filling === undefined;
}

/** Of every product, in pairs of id and score. */
async function answers({ workers: { catalogue } }: LookalikeStore, count: number) {
  const products = await catalogue.list(0, count);
  const found = await Promise.all(products.map(({ id }) => catalogue.lookalikes(id, 5)));
  return found.map((matches: readonly Match[]) => matches.map(({ product, score }) => [product.id, score]));
}

/** Ids of the products that an encoder has embedded, one for each row on disk. */
async function onDisk(): Promise<Record<string, readonly string[]>> {
  const db = await openDatabase();
  const rows: Record<string, string[]> = {};
  for (const { fingerprint, ids } of await db.getAll('blocks')) (rows[fingerprint] ??= []).push(...ids);
  db.close();
  return rows;
}

/** As where there was no room to put the photos aside, but for the first one's, which is another by now. */
async function withoutOriginals(): Promise<void> {
  const db = await openDatabase();
  const [first] = await db.getAll('originals');
  await db.put('originals', { ...first!, photo: await photo(99) });
  for (const block of await db.getAll('productBlocks')) {
    const products = block.products.map(({ original, ...rest }, i) =>
      i === 0 && original ? { ...rest, original } : rest,
    );
    await db.put('productBlocks', { ...block, products });
  }
  db.close();
}

/** A catalogue as the release before has left it, with a lookalike table. */
async function filled(count: number) {
  const before = visit(false);
  await when(before, isOpen);
  await before.workers.catalogue.add(await folder(count));
  await when(before, ({ job }) => job?.state === 'done');
  await before.workers.catalogue.startTable(3);
  const state = await when(before, ({ table }) => table?.state === 'done');
  const found = await answers(before, count);
  leave(before);
  return { former: state.encoder, found };
}

describe('a catalogue of the former encoder', () => {
  test(
    'is answered by it at once, by the new one when that has read all, and a closed tab costs nothing',
    async () => {
      const { former, found } = await filled(MANY);

      const closed = visit(true);
      const opened = await when(closed, isOpen);
      expect(opened).toMatchObject({ encoder: former, products: MANY, stale: 0, table: { state: 'done' } });
      expect(await answers(closed, MANY)).toEqual(found);
      const query = await closed.workers.encoder.encode(await photo(0));
      expect(query.fingerprint).toBe(former);
      const [id] = found[0]![0]!;
      expect(await closed.workers.catalogue.view(String(id))).toEqual({ kind: 'whole', reason: 'off' });
      const amid = await when(closed, (state) => (state.embedding?.done ?? 0) > 0);
      leave(closed);
      const job = amid.embedding!;
      expect(job).toMatchObject({ total: MANY, state: 'running' });
      expect(job.done).toBeLessThan(MANY);
      const { fingerprint } = job.encoder;
      const before = (await onDisk())[fingerprint]!;
      expect(before.length).toBeGreaterThanOrEqual(job.encoded);
      expect(before.length).toBeLessThan(MANY);

      const next = visit(true);
      const goneOn = await when(next, (state) => state.embedding !== undefined);
      expect(goneOn).toMatchObject({ encoder: former, table: { state: 'done' } });
      expect(goneOn.embedding!.id).toBe(job.id);
      expect(goneOn.embedding!.done).toBeGreaterThanOrEqual(before.length);
      expect(await answers(next, MANY)).toEqual(found);
      await expect.poll(() => next.snapshot().hasMigrated, { timeout: MIGRATED_MS }).toBe(true);
      await when(next, (state) => isOpen(state) && state.encoder === fingerprint);
      expect(next.snapshot()).toMatchObject({ keptId: undefined, failure: undefined });
      expect(next.snapshot().state).toMatchObject({
        encoder: fingerprint,
        stale: 0,
        embedding: { id: job.id, state: 'done', encoded: MANY, skipped: 0 },
        table: { state: 'outdated', outdatedBy: 'encoder' },
      });
      const rows = await onDisk();
      expect(Object.keys(rows)).toEqual([fingerprint]);
      expect([...rows[fingerprint]!].sort()).toEqual([...new Set(rows[fingerprint])].sort());
      expect(rows[fingerprint]).toHaveLength(MANY);
      expect(rows[fingerprint]!.slice(0, before.length)).toEqual(before);
      expect(await answers(next, MANY)).not.toEqual(found);
      expect(await next.workers.catalogue.view(String(id))).toMatchObject({ kind: 'subject' });
      expect((await next.workers.encoder.encode(await photo(0))).fingerprint).toBe(fingerprint);
      leave(next);

      // a catalogue that has migrated is opened as any other
      const last = visit(true);
      expect(await when(last, isOpen)).toMatchObject({
        encoder: fingerprint,
        stale: 0,
        embedding: undefined,
      });
    },
    LONG_MS,
  );

  test(
    'stays with it where photos are missing, and where one is another by now until it is asked to give way',
    async () => {
      const { former, found } = await filled(4);
      const { photos } = await folder(4);
      await withoutOriginals();
      const store = visit(true);
      await embedding(store, { state: 'waiting-for-folder', done: 1, skipped: 1, missingFolders: ['shop'] });
      expect(store.snapshot().state?.encoder).toBe(former);
      expect(await answers(store, 4)).toEqual(found);

      await store.workers.catalogue.add({ folder: 'shop', photos: photos.slice(1) });
      await embedding(store, { state: 'done', total: 4, encoded: 3, skipped: 1 });
      // a photo that comes meanwhile is searched at once, and read by the new encoder too
      await store.workers.catalogue.add({
        photos: [{ path: 'new.png', photo: new File([await photo(50)], 'new.png') }],
      });
      await embedding(store, { state: 'done', total: 2, encoded: 1, skipped: 1 });
      expect(store.snapshot().state).toMatchObject({ encoder: former, products: 5, stale: 0 });
      expect(Object.keys(await onDisk())).toContain(former);

      await store.finishMigration(store.snapshot().state!.embedding!);
      const { encoder } = await when(store, (state) => isOpen(state) && state.stale === 1);
      expect(encoder).not.toBe(former);
      expect(Object.keys(await onDisk())).toEqual([encoder]);
    },
    LONG_MS,
  );
});
