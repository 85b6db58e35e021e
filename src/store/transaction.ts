/** Runs requests to the database in one transaction, and gives failures our names. */
import type { IDBPTransaction, StoreNames } from 'idb';
import { storageError, type Database } from './database';
import type { Schema } from './schema';

/** All keys that begin so: an array sorts after every number and string, so [c, []] is past them all. */
export function startingWith(...keys: readonly string[]): IDBKeyRange {
  return IDBKeyRange.bound(keys, [...keys, []]);
}

/** Rejects with `StorageFull` or `StorageFailed` where IndexedDB does. */
export async function reported<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storageError(error);
  }
}

/** One transaction for every request that `fill` yields: stored whole, or not at all. Rejects as `reported` does. */
export function written<Names extends StoreNames<Schema>[]>(
  db: Database,
  names: Names,
  fill: (tx: IDBPTransaction<Schema, Names, 'readwrite'>) => Iterable<Promise<unknown>>,
): Promise<void> {
  return reported(async () => {
    const tx = db.transaction(names, 'readwrite');
    const requests = [tx.done];
    try {
      for (const request of fill(tx)) requests.push(request.then(() => undefined));
    } catch (error) {
      // a value that cannot be stored throws at once, and the browser would commit what came before it
      abort(tx);
      await Promise.allSettled(requests);
      throw error;
    }
    try {
      await Promise.all(requests);
    } catch (error) {
      // a request may read before it writes: a failure between the two does not make the browser abort
      abort(tx);
      throw error;
    }
  });
}

function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // the transaction has already ended
  }
}
