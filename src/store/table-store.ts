/** Stores a lookalike table in atomic steps, and reads its finished rows. */
import type { IDBPTransaction, StoreNames } from 'idb';
import type { Database } from './database';
import type { Schema, TableCheckpointRecord, TableRecord, TableRowsRecord } from './schema';
import { reported, startingWith, written } from './transaction';

const PARTS = ['tableLists', 'tableRows', 'tableCheckpoints'] as const;
/** Records read at once: a few MB. */
const AT_ONCE = 16;

/** A part of a table as callers pass it: the store adds catalogue and table. */
export type Unbound<Record> = Omit<Record, 'catalogue' | 'table'>;

/** Everything between two checkpoints of a table. */
export interface TableCommit {
  readonly record: TableRecord;
  readonly rows: readonly Unbound<TableRowsRecord>[];
  /** Replaces the last checkpoint. */
  readonly checkpoint: readonly Unbound<TableCheckpointRecord>[];
}

/** What is read at start. */
export interface StoredTable {
  readonly record: TableRecord;
  /**
   * Whether its list of products is gone: the catalogue has changed since the table was begun. A waiting table has none
   * yet.
   */
  readonly isOutdated: boolean;
}

/** Requests that delete all of a catalogue's table but its record, which says that there was one. */
export function* dropTableParts<Names extends ArrayLike<StoreNames<Schema>>>(
  tx: IDBPTransaction<Schema, Names, 'readwrite'>,
  catalogue: string,
): Generator<Promise<unknown>> {
  for (const name of PARTS) yield tx.objectStore(name).delete(startingWith(catalogue));
}

/**
 * The lookalike table of one catalogue. Rows and the checkpoint after them are stored in one transaction, so a killed
 * tab neither repeats nor loses a row. The list of products is the table's passport: `Store.commit` deletes it with
 * every change of the catalogue, in the same transaction. Every method rejects with `StorageFull` or `StorageFailed`.
 */
export class TableStore {
  readonly #db: Database;
  readonly #catalogue: string;

  constructor(db: Database, catalogue: string) {
    this.#db = db;
    this.#catalogue = catalogue;
  }

  load(): Promise<StoredTable | undefined> {
    return reported(async () => {
      const record = await this.#db.get('tables', this.#catalogue);
      if (!record) return undefined;
      const list = await this.#db.getKey('tableLists', [this.#catalogue, record.id]);
      return { record, isOutdated: record.state !== 'waiting' && list === undefined };
    });
  }

  /** The products of a table by position; undefined where the catalogue has changed since. */
  list(table: string): Promise<readonly string[] | undefined> {
    return reported(async () => (await this.#db.get('tableLists', [this.#catalogue, table]))?.ids);
  }

  /** The last checkpoint, in the order of positions; empty before the first. */
  checkpoint(table: string): Promise<readonly TableCheckpointRecord[]> {
    return reported(() => this.#db.getAll('tableCheckpoints', startingWith(this.#catalogue, table)));
  }

  /** The finished rows in the order of positions, some records at a time. */
  async *rows(table: string): AsyncGenerator<TableRowsRecord> {
    let after = -1;
    for (;;) {
      const range = IDBKeyRange.bound(
        [this.#catalogue, table, after],
        [this.#catalogue, table, Infinity],
        true,
        false,
      );
      const part = await reported(() => this.#db.getAll('tableRows', range, AT_ONCE));
      yield* part;
      const last = part.at(-1);
      if (last === undefined || part.length < AT_ONCE) return;
      after = last.first;
    }
  }

  /**
   * Starts a new table in the place of any other.
   *
   * @param ids its products; absent if it has to wait.
   */
  begin(record: TableRecord, ids?: readonly string[]): Promise<void> {
    const catalogue = this.#catalogue;
    return written(this.#db, ['tables', ...PARTS], function* (tx) {
      yield* dropTableParts(tx, catalogue);
      yield tx.objectStore('tables').put(record);
      if (ids) yield tx.objectStore('tableLists').put({ catalogue, table: record.id, ids });
    });
  }

  /** Stores a change of the table's state alone. */
  save(record: TableRecord): Promise<void> {
    return written(this.#db, ['tables'], function* (tx) {
      yield tx.objectStore('tables').put(record);
    });
  }

  commit({ record, rows, checkpoint }: TableCommit): Promise<void> {
    const [catalogue, table] = [this.#catalogue, record.id];
    return written(this.#db, ['tables', 'tableRows', 'tableCheckpoints'], function* (tx) {
      yield tx.objectStore('tables').put(record);
      for (const part of rows) yield tx.objectStore('tableRows').put({ ...part, catalogue, table });
      yield tx.objectStore('tableCheckpoints').delete(startingWith(catalogue));
      for (const part of checkpoint)
        yield tx.objectStore('tableCheckpoints').put({ ...part, catalogue, table });
    });
  }

  /** Deletes the table with all its rows. */
  remove(): Promise<void> {
    const catalogue = this.#catalogue;
    return written(this.#db, ['tables', ...PARTS], function* (tx) {
      yield* dropTableParts(tx, catalogue);
      yield tx.objectStore('tables').delete(catalogue);
    });
  }
}
