/** Batches of a catalogue in; atomic transactions out: all of a batch is on disk, or none of it. */
import type { SkippedPhoto } from '../contract';
import { storageError, type Database } from './database';
import type { BlockRecord, FolderRecord, JobRecord, OriginalKey, ProductRecord } from './schema';

/** Everything one step of a job changes. */
export interface Commit {
  readonly job?: JobRecord;
  readonly products?: readonly ProductRecord[];
  readonly thumbnails?: readonly { readonly id: string; readonly jpeg: ArrayBuffer }[];
  /** Whole blocks; one that is there already is overwritten. */
  readonly blocks?: readonly BlockRecord[];
  readonly skipped?: readonly (SkippedPhoto & { readonly position: number })[];
  /** Ids whose product and thumbnail go. */
  readonly removedProducts?: readonly string[];
  readonly removedBlocks?: readonly { readonly fingerprint: string; readonly block: number }[];
  readonly removedOriginals?: readonly OriginalKey[];
}

/** What is read at start. */
export interface StoredCatalogue {
  /** In the order of adding. */
  readonly products: readonly ProductRecord[];
  readonly folders: readonly FolderRecord[];
  readonly job: JobRecord | undefined;
}

/** All keys of one catalogue: an array sorts after every number and string, so [c, []] is past them all. */
function startingWith(catalogue: string): IDBKeyRange {
  return IDBKeyRange.bound([catalogue], [catalogue, []]);
}

function numbered(catalogue: string): IDBKeyRange {
  return IDBKeyRange.bound([catalogue, 0], [catalogue, Infinity]);
}

/** One catalogue's share of the database. Every method rejects with `StorageFull` or `StorageFailed`. */
export class Store {
  readonly #db: Database;
  readonly #catalogue: string;

  constructor(db: Database, catalogue: string) {
    this.#db = db;
    this.#catalogue = catalogue;
  }

  async #run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw storageError(error);
    }
  }

  /** Products, folders and the job's checkpoint; embeddings come by `blocks`. */
  load(): Promise<StoredCatalogue> {
    return this.#run(async () => {
      const tx = this.#db.transaction(['products', 'folders', 'jobs']);
      const range = startingWith(this.#catalogue);
      const [products, folders, job] = await Promise.all([
        tx.objectStore('products').getAll(range),
        tx.objectStore('folders').getAll(range),
        tx.objectStore('jobs').get(this.#catalogue),
        tx.done,
      ]);
      products.sort((a, b) => a.sequence - b.sequence);
      return { products, folders, job };
    });
  }

  /** The embedding blocks of one encoder, in the order of adding, some at a time, so that memory holds few twice. */
  async *blocks(fingerprint: string, atATime = 64): AsyncGenerator<BlockRecord> {
    let after: [string, string, number] = [this.#catalogue, fingerprint, -1];
    for (;;) {
      const end: [string, string, number] = [this.#catalogue, fingerprint, Infinity];
      const range = IDBKeyRange.bound(after, end, true, false);
      const part = await this.#run(() => this.#db.getAll('blocks', range, atATime));
      yield* part;
      const last = part.at(-1);
      if (last === undefined || part.length < atATime) return;
      after = [this.#catalogue, fingerprint, last.block];
    }
  }

  block(fingerprint: string, block: number): Promise<BlockRecord | undefined> {
    return this.#run(() => this.#db.get('blocks', [this.#catalogue, fingerprint, block]));
  }

  /** Fingerprints that have blocks here. */
  fingerprints(): Promise<readonly string[]> {
    return this.#run(async () => {
      const keys = await this.#db.getAllKeys('blocks', startingWith(this.#catalogue));
      return [...new Set(keys.map(([, fingerprint]) => fingerprint))];
    });
  }

  async thumbnail(id: string): Promise<Blob | undefined> {
    const record = await this.#run(() => this.#db.get('thumbnails', [this.#catalogue, id]));
    return record && new Blob([record.jpeg], { type: 'image/jpeg' });
  }

  async original(key: OriginalKey): Promise<Blob | undefined> {
    return (await this.#run(() => this.#db.get('originals', key)))?.photo;
  }

  /** Positions of a job's list whose photos have been put aside. */
  stagedPositions(job: string): Promise<readonly number[]> {
    return this.#run(async () => {
      const keys = await this.#db.getAllKeys('originals', this.#staged(job, 0));
      return keys.map(([, , position]) => position);
    });
  }

  jobPaths(): Promise<readonly string[]> {
    return this.#run(async () => (await this.#db.get('jobLists', this.#catalogue))?.paths ?? []);
  }

  skipped(): Promise<readonly SkippedPhoto[]> {
    return this.#run(() => this.#db.getAll('skipped', numbered(this.#catalogue)));
  }

  /** Replaces the job of the catalogue by a new one with its list, in one transaction. */
  startJob(job: JobRecord, paths: readonly string[], folder?: FolderRecord): Promise<void> {
    return this.#run(async () => {
      const tx = this.#db.transaction(['jobs', 'jobLists', 'skipped', 'folders'], 'readwrite');
      await Promise.all([
        tx.objectStore('skipped').delete(numbered(this.#catalogue)),
        tx.objectStore('jobs').put(job),
        tx.objectStore('jobLists').put({ catalogue: this.#catalogue, paths }),
        folder && tx.objectStore('folders').put(folder),
        tx.done,
      ]);
    });
  }

  /** Puts photos' bytes aside ahead of the encoder. */
  stage(job: string, photos: readonly { readonly position: number; readonly photo: Blob }[]): Promise<void> {
    return this.#run(async () => {
      const tx = this.#db.transaction('originals', 'readwrite');
      const puts = photos.map((entry) => tx.store.put({ catalogue: this.#catalogue, job, ...entry }));
      await Promise.all([...puts, tx.done]);
    });
  }

  /** Drops the originals that a job put aside, from a position of its list on. */
  unstage(job: string, from: number): Promise<void> {
    return this.#run(() => this.#db.delete('originals', this.#staged(job, from)));
  }

  commit(change: Commit): Promise<void> {
    const catalogue = this.#catalogue;
    return this.#run(async () => {
      const tx = this.#db.transaction(
        ['products', 'thumbnails', 'blocks', 'skipped', 'originals', 'jobs'],
        'readwrite',
      );
      await Promise.all([
        ...(change.removedProducts ?? []).flatMap((id) => [
          tx.objectStore('products').delete([catalogue, id]),
          tx.objectStore('thumbnails').delete([catalogue, id]),
        ]),
        ...(change.removedBlocks ?? []).map(({ fingerprint, block }) =>
          tx.objectStore('blocks').delete([catalogue, fingerprint, block]),
        ),
        ...(change.removedOriginals ?? []).map((key) => tx.objectStore('originals').delete(key)),
        ...(change.products ?? []).map((product) => tx.objectStore('products').put(product)),
        ...(change.thumbnails ?? []).map(({ id, jpeg }) =>
          tx.objectStore('thumbnails').put({ catalogue, id, jpeg }),
        ),
        ...(change.blocks ?? []).map((block) => tx.objectStore('blocks').put(block)),
        ...(change.skipped ?? []).map((photo) => tx.objectStore('skipped').put({ ...photo, catalogue })),
        change.job && tx.objectStore('jobs').put(change.job),
        tx.done,
      ]);
    });
  }

  /** Forgets the job with its list, not what it has stored. */
  endJob(): Promise<void> {
    return this.#run(async () => {
      const tx = this.#db.transaction(['jobs', 'jobLists', 'skipped'], 'readwrite');
      await Promise.all([
        tx.objectStore('jobs').delete(this.#catalogue),
        tx.objectStore('jobLists').delete(this.#catalogue),
        tx.objectStore('skipped').delete(numbered(this.#catalogue)),
        tx.done,
      ]);
    });
  }

  /** Removes everything the catalogue holds, in one transaction. */
  clear(): Promise<void> {
    return this.#run(async () => {
      const compound = ['products', 'thumbnails', 'blocks', 'skipped', 'originals', 'folders'] as const;
      const single = ['jobs', 'jobLists'] as const;
      const tx = this.#db.transaction([...compound, ...single], 'readwrite');
      await Promise.all([
        ...compound.map((name) => tx.objectStore(name).delete(startingWith(this.#catalogue))),
        ...single.map((name) => tx.objectStore(name).delete(this.#catalogue)),
        tx.done,
      ]);
    });
  }

  #staged(job: string, from: number): IDBKeyRange {
    return IDBKeyRange.bound([this.#catalogue, job, from], [this.#catalogue, job, Infinity]);
  }
}
