/** Batches of a catalogue in; atomic transactions out: all of a batch is on disk, or none of it. */
import type { IDBPTransaction, StoreNames } from 'idb';
import type { FocusView, SkippedPhoto } from '../contract';
import { storageError, type Database } from './database';
import type {
  BlockRecord,
  FolderRecord,
  JobRecord,
  OriginalKey,
  ProductRecord,
  Schema,
  ThumbnailRecord,
} from './schema';

/** Everything one step of a job changes. */
export interface Commit {
  readonly job?: JobRecord;
  readonly products?: readonly ProductRecord[];
  readonly thumbnails?: readonly Omit<ThumbnailRecord, 'catalogue'>[];
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

  /** One transaction for every request that `fill` yields: stored whole, or not at all. */
  #write<Names extends StoreNames<Schema>[]>(
    names: Names,
    fill: (tx: IDBPTransaction<Schema, Names, 'readwrite'>) => Iterable<Promise<unknown>>,
  ): Promise<void> {
    return this.#run(async () => {
      const tx = this.#db.transaction(names, 'readwrite');
      const requests = [tx.done];
      try {
        for (const request of fill(tx)) requests.push(request.then(() => undefined));
      } catch (error) {
        // a value that cannot be stored throws at once, and the browser would commit what came before it
        tx.abort();
        await Promise.allSettled(requests);
        throw error;
      }
      await Promise.all(requests);
    });
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
    const record = await this.#thumbnailRecord(id);
    return record && new Blob([record.jpeg], { type: 'image/jpeg' });
  }

  /** What the encoder saw of a product's photo. */
  async view(id: string): Promise<FocusView | undefined> {
    const record = await this.#thumbnailRecord(id);
    return record && (record.view ?? { kind: 'whole', reason: 'off' });
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

  /** In the order of the job's list. */
  skipped(): Promise<readonly SkippedPhoto[]> {
    return this.#run(async () => {
      const records = await this.#db.getAll('skipped', numbered(this.#catalogue));
      return records.map(({ path, name, message }) => ({ path, name, message }));
    });
  }

  /** Replaces the job of the catalogue by a new one with its list, in one transaction. */
  startJob(job: JobRecord, paths: readonly string[], folder?: FolderRecord): Promise<void> {
    const catalogue = this.#catalogue;
    return this.#write(['jobs', 'jobLists', 'skipped', 'folders'], function* (tx) {
      yield tx.objectStore('skipped').delete(numbered(catalogue));
      yield tx.objectStore('jobs').put(job);
      yield tx.objectStore('jobLists').put({ catalogue, paths });
      if (folder) yield tx.objectStore('folders').put(folder);
    });
  }

  /** Puts photos' bytes aside ahead of the encoder. */
  stage(job: string, photos: readonly { readonly position: number; readonly photo: Blob }[]): Promise<void> {
    const catalogue = this.#catalogue;
    return this.#write(['originals'], function* (tx) {
      for (const entry of photos) yield tx.objectStore('originals').put({ catalogue, job, ...entry });
    });
  }

  /** Drops the originals that a job put aside, from a position of its list on. */
  unstage(job: string, from: number): Promise<void> {
    return this.#run(() => this.#db.delete('originals', this.#staged(job, from)));
  }

  commit(change: Commit): Promise<void> {
    const catalogue = this.#catalogue;
    const { job, products = [], thumbnails = [], blocks = [], skipped = [] } = change;
    const { removedProducts = [], removedBlocks = [], removedOriginals = [] } = change;
    const names: StoreNames<Schema>[] = ['products', 'thumbnails', 'blocks', 'skipped', 'originals', 'jobs'];
    return this.#write(names, function* (tx) {
      for (const id of removedProducts) {
        yield tx.objectStore('products').delete([catalogue, id]);
        yield tx.objectStore('thumbnails').delete([catalogue, id]);
      }
      for (const { fingerprint, block } of removedBlocks) {
        yield tx.objectStore('blocks').delete([catalogue, fingerprint, block]);
      }
      for (const key of removedOriginals) yield tx.objectStore('originals').delete(key);
      for (const product of products) yield tx.objectStore('products').put(product);
      for (const thumbnail of thumbnails) yield tx.objectStore('thumbnails').put({ catalogue, ...thumbnail });
      for (const block of blocks) yield tx.objectStore('blocks').put(block);
      for (const photo of skipped) yield tx.objectStore('skipped').put({ catalogue, ...photo });
      if (job) yield tx.objectStore('jobs').put(job);
    });
  }

  /** Forgets the job with its list, not what it has stored. */
  endJob(): Promise<void> {
    const catalogue = this.#catalogue;
    return this.#write(['jobs', 'jobLists', 'skipped'], function* (tx) {
      yield tx.objectStore('jobs').delete(catalogue);
      yield tx.objectStore('jobLists').delete(catalogue);
      yield tx.objectStore('skipped').delete(numbered(catalogue));
    });
  }

  /** Removes everything the catalogue holds, in one transaction. */
  clear(): Promise<void> {
    const catalogue = this.#catalogue;
    const compound = ['products', 'thumbnails', 'blocks', 'skipped', 'originals', 'folders'] as const;
    const single = ['jobs', 'jobLists'] as const;
    return this.#write([...compound, ...single], function* (tx) {
      for (const name of compound) yield tx.objectStore(name).delete(startingWith(catalogue));
      for (const name of single) yield tx.objectStore(name).delete(catalogue);
    });
  }

  #thumbnailRecord(id: string): Promise<ThumbnailRecord | undefined> {
    return this.#run(() => this.#db.get('thumbnails', [this.#catalogue, id]));
  }

  #staged(job: string, from: number): IDBKeyRange {
    return IDBKeyRange.bound([this.#catalogue, job, from], [this.#catalogue, job, Infinity]);
  }
}
