/** Stores what each catalogue of vectors was made of, and whether it is whole. */
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

  /**
   * Writes the records in one transaction: after a crash all of them are stored, or none. Existing ones are
   * overwritten.
   */
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
