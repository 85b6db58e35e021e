/** Catalogues of vectors in; what each was made of and whether it is whole, kept on disk, out. */
import { storageError, type Database } from './database';
import type { PassportRecord } from './schema';

/** The passports of all catalogues of vectors. Every method rejects with `StorageFull` or `StorageFailed`. */
export class Passports {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async all(): Promise<readonly PassportRecord[]> {
    return this.#db.getAll('passports').catch(refuse);
  }

  /** In one transaction: after a crash all of them are as given, or none. One that is there already is overwritten. */
  async put(...records: readonly PassportRecord[]): Promise<void> {
    try {
      const tx = this.#db.transaction('passports', 'readwrite');
      await Promise.all([...records.map((record) => tx.store.put(record)), tx.done]);
    } catch (error) {
      refuse(error);
    }
  }
}

function refuse(error: unknown): never {
  throw storageError(error);
}
