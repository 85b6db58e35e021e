/** A name in; the open database at the newest version out, and its failures under our names. */
import { openDB, type IDBPDatabase } from 'idb';
import { LookalikeError, asError } from '../errors';
import type { Schema } from './schema';

export type Database = IDBPDatabase<Schema>;

/** The database of the running app; tests open others. */
export const DATABASE_NAME = 'lookalike';

/**
 * Opens and upgrades the database, one `if` per version, so that any old one climbs to the newest.
 *
 * Rejects with `StorageFailed` where IndexedDB is missing, blocked or newer than this build.
 */
export async function openDatabase(name = DATABASE_NAME): Promise<Database> {
  try {
    return await openDB<Schema>(name, 1, {
      upgrade(db, oldVersion) {
        if (oldVersion < 1) {
          db.createObjectStore('products', { keyPath: ['catalogue', 'id'] });
          db.createObjectStore('blocks', { keyPath: ['catalogue', 'fingerprint', 'block'] });
          db.createObjectStore('thumbnails', { keyPath: ['catalogue', 'id'] });
          db.createObjectStore('originals', { keyPath: ['catalogue', 'job', 'position'] });
          db.createObjectStore('folders', { keyPath: ['catalogue', 'folder'] });
          db.createObjectStore('jobs', { keyPath: 'catalogue' });
          db.createObjectStore('jobLists', { keyPath: 'catalogue' });
          db.createObjectStore('skipped', { keyPath: ['catalogue', 'position'] });
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

/** IndexedDB's own errors under our names; others pass. */
export function storageError(thrown: unknown): Error {
  if (thrown instanceof LookalikeError) return thrown;
  const error = asError(thrown);
  const full = error.name === 'QuotaExceededError';
  return new LookalikeError(full ? 'StorageFull' : 'StorageFailed', `${error.name}: ${error.message}`, {
    cause: error,
  });
}
