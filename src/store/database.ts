/** Opens the database at its newest version, and gives IndexedDB's errors our names. */
import { openDB, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import { LookalikeError, asError } from '../shared/errors';
import { asBlocks } from './product-blocks';
import type { ProductRecord, Schema, SchemaBefore2 } from './schema';

export type Database = IDBPDatabase<Schema>;

/** The database of the running app; tests open others. */
export const DATABASE_NAME = 'lookalike';

/**
 * Opens and upgrades the database, with one `if` per version, so that any old one is upgraded to the newest.
 *
 * Rejects with `StorageFailed` where IndexedDB is missing, blocked or newer than this build.
 */
export async function openDatabase(name = DATABASE_NAME): Promise<Database> {
  try {
    return await openDB<Schema>(name, 2, {
      upgrade(db, oldVersion, _newVersion, tx) {
        if (oldVersion < 1) {
          db.createObjectStore('blocks', { keyPath: ['catalogue', 'fingerprint', 'block'] });
          db.createObjectStore('thumbnails', { keyPath: ['catalogue', 'id'] });
          db.createObjectStore('originals', { keyPath: ['catalogue', 'job', 'position'] });
          db.createObjectStore('folders', { keyPath: ['catalogue', 'folder'] });
          db.createObjectStore('jobs', { keyPath: 'catalogue' });
          db.createObjectStore('jobLists', { keyPath: 'catalogue' });
          db.createObjectStore('skipped', { keyPath: ['catalogue', 'position'] });
        }
        if (oldVersion < 2) {
          db.createObjectStore('passports', { keyPath: 'catalogue' });
          db.createObjectStore('tables', { keyPath: 'catalogue' });
          db.createObjectStore('tableLists', { keyPath: ['catalogue', 'table'] });
          db.createObjectStore('tableRows', { keyPath: ['catalogue', 'table', 'first'] });
          db.createObjectStore('tableCheckpoints', { keyPath: ['catalogue', 'table', 'first'] });
          db.createObjectStore('productBlocks', { keyPath: ['catalogue', 'block'] });
          // the browser does not await this promise: without an abort it would commit half an upgrade
          if (oldVersion === 1) moveProducts(db, tx).catch(() => tx.abort());
        }
      },
      // an older page that holds the database must not keep a newer one from upgrading it
      blocking: (_current, _blocked, event) => {
        if (event.target instanceof IDBDatabase) event.target.close();
      },
    });
  } catch (error) {
    throw storageError(error);
  }
}

/** Moves products into blocks: version 1 had a record for each product. */
async function moveProducts(
  db: Database,
  tx: IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>,
): Promise<void> {
  const before = tx as unknown as IDBPTransaction<SchemaBefore2, ['products'], 'versionchange'>;
  const products = await before.objectStore('products').getAll();
  const byCatalogue = new Map<string, ProductRecord[]>();
  for (const product of products) {
    const own = byCatalogue.get(product.catalogue);
    if (own) own.push(product);
    else byCatalogue.set(product.catalogue, [product]);
  }
  const blocks = tx.objectStore('productBlocks');
  await Promise.all([...byCatalogue.values()].flatMap(asBlocks).map((block) => blocks.put(block)));
  (db as unknown as IDBPDatabase<SchemaBefore2>).deleteObjectStore('products');
}

/** Gives IndexedDB's errors our names; a `LookalikeError` is returned as it is. */
export function storageError(thrown: unknown): Error {
  if (thrown instanceof LookalikeError) return thrown;
  const error = asError(thrown);
  const full = error.name === 'QuotaExceededError';
  return new LookalikeError(full ? 'StorageFull' : 'StorageFailed', `${error.name}: ${error.message}`, {
    cause: error,
  });
}
