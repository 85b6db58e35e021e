/** Reads one catalogue from IndexedDB, and commits each batch in one atomic transaction. */
import type { StoreNames } from 'idb';
import type { FocusView } from '../contract/photo';
import type { SkippedPhoto } from '../contract/job';
import type { StoredEmbeddings } from '../contract/encoders';
import type { Database } from './database';
import { putLaterViews, type LaterView } from './later-views';
import { changeProducts, type ProductPlace } from './product-blocks';
import type {
  BlockRecord,
  FolderRecord,
  JobRecord,
  OriginalKey,
  ProductRecord,
  Schema,
  ThumbnailRecord,
} from './schema';
import { dropTableParts } from './table-store';
import { reported, startingWith, written } from './transaction';

const FLOAT_BYTES = 4;

/** Everything one step of a job changes. */
export interface Commit {
  readonly job?: JobRecord;
  readonly products?: readonly ProductRecord[];
  readonly thumbnails?: readonly Omit<ThumbnailRecord, 'catalogue'>[];
  readonly laterViews?: readonly LaterView[];
  /** Whole blocks; one that is there already is overwritten. */
  readonly blocks?: readonly BlockRecord[];
  readonly skipped?: readonly (SkippedPhoto & { readonly position: number })[];
  /** Products to delete, with their thumbnails. */
  readonly removedProducts?: readonly ProductPlace[];
  readonly removedBlocks?: readonly { readonly fingerprint: string; readonly block: number }[];
  readonly removedOriginals?: readonly OriginalKey[];
  /** Whether the lookalike table stays as it is, because the blocks are of an encoder that no table is made of. */
  readonly keepsTable?: boolean;
}

/** What is read at start. */
export interface StoredCatalogue {
  /** In the order of adding. */
  readonly products: readonly ProductRecord[];
  readonly folders: readonly FolderRecord[];
  readonly job: JobRecord | undefined;
}

function embeddingKey(catalogue: string): string {
  return `${catalogue}/embedding`;
}

function numbered(catalogue: string): IDBKeyRange {
  return IDBKeyRange.bound([catalogue, 0], [catalogue, Infinity]);
}

/** One catalogue's share of the database. Every method rejects with `StorageFull` or `StorageFailed`. */
export class Store {
  /** Key of its job, of the job's list, and of the photos that the job skipped. */
  readonly jobKey: string;
  readonly #db: Database;
  readonly #catalogue: string;

  /** @param jobKey the catalogue's name by default; another for a job beside the first. */
  constructor(db: Database, catalogue: string, jobKey = catalogue) {
    this.#db = db;
    this.#catalogue = catalogue;
    this.jobKey = jobKey;
  }

  /** The same catalogue, with the job that embeds its existing products. */
  forEmbedding(): Store {
    return new Store(this.#db, this.#catalogue, embeddingKey(this.#catalogue));
  }

  /** The checkpoint of its job. */
  job(): Promise<JobRecord | undefined> {
    return reported(() => this.#db.get('jobs', this.jobKey));
  }

  /** Products, folders and the job's checkpoint; embeddings come by `blocks`. */
  load(): Promise<StoredCatalogue> {
    return reported(async () => {
      const tx = this.#db.transaction(['productBlocks', 'folders', 'jobs']);
      const range = startingWith(this.#catalogue);
      const [blocks, folders, job] = await Promise.all([
        tx.objectStore('productBlocks').getAll(range),
        tx.objectStore('folders').getAll(range),
        tx.objectStore('jobs').get(this.jobKey),
        tx.done,
      ]);
      return { products: blocks.flatMap(({ products }) => products), folders, job };
    });
  }

  /**
   * The embedding blocks of one encoder, in the order of adding. While a part of `atATime` is used, the next is
   * prefetched.
   */
  async *blocks(fingerprint: string, atATime = 64): AsyncGenerator<BlockRecord> {
    const read = (after: number) => {
      const range = IDBKeyRange.bound(
        [this.#catalogue, fingerprint, after],
        [this.#catalogue, fingerprint, Infinity],
        true,
        false,
      );
      const part = reported(() => this.#db.getAll('blocks', range, atATime));
      // the loop's `await` reports a rejection; the consumer may stop before that
      part.catch(() => undefined);
      return part;
    };
    let coming = read(-1);
    for (;;) {
      const part = await coming;
      const last = part.at(-1);
      if (last !== undefined && part.length === atATime) coming = read(last.block);
      yield* part;
      if (last === undefined || part.length < atATime) return;
    }
  }

  block(fingerprint: string, block: number): Promise<BlockRecord | undefined> {
    return reported(() => this.#db.get('blocks', [this.#catalogue, fingerprint, block]));
  }

  /** How many embeddings each encoder has here, by counting whole blocks. */
  embeddings(): Promise<readonly StoredEmbeddings[]> {
    return reported(async () => {
      const keys = await this.#db.getAllKeys('blocks', startingWith(this.#catalogue));
      const blocksOf = new Map<string, number[]>();
      for (const [, fingerprint, block] of keys) {
        const own = blocksOf.get(fingerprint);
        if (own) own.push(block);
        else blocksOf.set(fingerprint, [block]);
      }
      return Promise.all(
        [...blocksOf].map(async ([fingerprint, blocks]) => {
          const last = await this.#db.get('blocks', [this.#catalogue, fingerprint, blocks.at(-1) ?? 0]);
          const first = await this.#db.get('blocks', [this.#catalogue, fingerprint, blocks[0] ?? 0]);
          const full = Math.max(first?.ids.length ?? 0, last?.ids.length ?? 0);
          const rows = (blocks.length - 1) * full + (last?.ids.length ?? 0);
          return { fingerprint, rows, sizeBytes: rows * (last?.dims ?? 0) * FLOAT_BYTES };
        }),
      );
    });
  }

  /** Deletes one encoder's embeddings, and the lookalike table unless `keepsTable`. */
  removeEmbeddings(fingerprint: string, keepsTable: boolean): Promise<void> {
    const catalogue = this.#catalogue;
    const names: StoreNames<Schema>[] = ['blocks', 'tableLists', 'tableRows', 'tableCheckpoints'];
    return written(this.#db, names, function* (tx) {
      if (!keepsTable) yield* dropTableParts(tx, catalogue);
      yield tx.objectStore('blocks').delete(startingWith(catalogue, fingerprint));
    });
  }

  async thumbnail(id: string): Promise<Blob | undefined> {
    const record = await this.#thumbnailRecord(id);
    return record && new Blob([record.jpeg], { type: 'image/jpeg' });
  }

  /** What the encoder of this fingerprint saw of a product's photo. */
  async view(id: string, fingerprint: string): Promise<FocusView | undefined> {
    const record = await this.#thumbnailRecord(id);
    return record && (record.laterViews?.[fingerprint] ?? record.view ?? { kind: 'whole', reason: 'off' });
  }

  async original(key: OriginalKey): Promise<Blob | undefined> {
    return (await reported(() => this.#db.get('originals', key)))?.photo;
  }

  /** Positions of a job's list whose photos have been put aside. */
  stagedPositions(job: string): Promise<readonly number[]> {
    return reported(async () => {
      const keys = await this.#db.getAllKeys('originals', this.#staged(job, 0));
      return keys.map(([, , position]) => position);
    });
  }

  jobPaths(): Promise<readonly string[]> {
    return reported(async () => (await this.#db.get('jobLists', this.jobKey))?.paths ?? []);
  }

  /** In the order of the job's list. */
  skipped(): Promise<readonly SkippedPhoto[]> {
    return reported(async () => {
      const records = await this.#db.getAll('skipped', numbered(this.jobKey));
      return records.map(({ path, name, message }) => ({ path, name, message }));
    });
  }

  /** Replaces the job of the catalogue by a new one with its list, in one transaction. */
  startJob(job: JobRecord, paths: readonly string[], folder?: FolderRecord): Promise<void> {
    const catalogue = this.jobKey;
    return written(this.#db, ['jobs', 'jobLists', 'skipped', 'folders'], function* (tx) {
      yield tx.objectStore('skipped').delete(numbered(catalogue));
      yield tx.objectStore('jobs').put(job);
      yield tx.objectStore('jobLists').put({ catalogue, paths });
      if (folder) yield tx.objectStore('folders').put(folder);
    });
  }

  /** The job's list in another order. */
  saveList(paths: readonly string[]): Promise<void> {
    const catalogue = this.jobKey;
    return written(this.#db, ['jobLists'], function* (tx) {
      yield tx.objectStore('jobLists').put({ catalogue, paths });
    });
  }

  /** Puts photos' bytes aside ahead of the encoder. */
  stage(job: string, photos: readonly { readonly position: number; readonly photo: Blob }[]): Promise<void> {
    const catalogue = this.#catalogue;
    return written(this.#db, ['originals'], function* (tx) {
      for (const entry of photos) yield tx.objectStore('originals').put({ catalogue, job, ...entry });
    });
  }

  /** Drops the originals that a job put aside, from a position of its list on. */
  unstage(job: string, from: number): Promise<void> {
    return reported(() => this.#db.delete('originals', this.#staged(job, from)));
  }

  /**
   * Stores a change in one transaction. A change of products or embeddings also deletes the rows of the lookalike
   * table: see `TableStore`.
   */
  commit(change: Commit): Promise<void> {
    const catalogue = this.#catalogue;
    const { jobKey } = this;
    const { job, products = [], thumbnails = [], blocks = [], skipped = [] } = change;
    const { removedProducts = [], removedBlocks = [], removedOriginals = [], laterViews = [] } = change;
    const names: StoreNames<Schema>[] = [
      'productBlocks',
      'thumbnails',
      'blocks',
      'skipped',
      'originals',
      'jobs',
    ];
    const isOther =
      !change.keepsTable &&
      [products, blocks, removedProducts, removedBlocks].some(({ length }) => length > 0);
    return written(this.#db, [...names, 'tableLists', 'tableRows', 'tableCheckpoints'], function* (tx) {
      // a table of other products than the catalogue's must not outlive this transaction
      if (isOther) yield* dropTableParts(tx, catalogue);
      yield changeProducts(tx.objectStore('productBlocks'), catalogue, products, removedProducts);
      for (const { id } of removedProducts) yield tx.objectStore('thumbnails').delete([catalogue, id]);
      for (const { fingerprint, block } of removedBlocks) {
        yield tx.objectStore('blocks').delete([catalogue, fingerprint, block]);
      }
      for (const key of removedOriginals) yield tx.objectStore('originals').delete(key);
      for (const thumbnail of thumbnails) yield tx.objectStore('thumbnails').put({ catalogue, ...thumbnail });
      yield* putLaterViews(tx, catalogue, laterViews);
      for (const block of blocks) yield tx.objectStore('blocks').put(block);
      for (const photo of skipped) yield tx.objectStore('skipped').put({ catalogue: jobKey, ...photo });
      if (job) yield tx.objectStore('jobs').put(job);
    });
  }

  /** Deletes the job with its list, but not the embeddings that it has stored. */
  endJob(): Promise<void> {
    const catalogue = this.jobKey;
    return written(this.#db, ['jobs', 'jobLists', 'skipped'], function* (tx) {
      yield tx.objectStore('jobs').delete(catalogue);
      yield tx.objectStore('jobLists').delete(catalogue);
      yield tx.objectStore('skipped').delete(numbered(catalogue));
    });
  }

  /** Removes everything the catalogue holds, in one transaction. */
  clear(): Promise<void> {
    const catalogue = this.#catalogue;
    const jobs = embeddingKey(catalogue);
    const compound = ['productBlocks', 'thumbnails', 'blocks', 'skipped', 'originals', 'folders'] as const;
    const single = ['jobs', 'jobLists', 'passports', 'tables'] as const;
    const ofTable = ['tableLists', 'tableRows', 'tableCheckpoints'] as const;
    return written(this.#db, [...compound, ...single, ...ofTable], function* (tx) {
      yield* dropTableParts(tx, catalogue);
      for (const name of compound) yield tx.objectStore(name).delete(startingWith(catalogue));
      for (const name of single) yield tx.objectStore(name).delete(catalogue);
      yield tx.objectStore('jobs').delete(jobs);
      yield tx.objectStore('jobLists').delete(jobs);
      yield tx.objectStore('skipped').delete(startingWith(jobs));
    });
  }

  #thumbnailRecord(id: string): Promise<ThumbnailRecord | undefined> {
    return reported(() => this.#db.get('thumbnails', [this.#catalogue, id]));
  }

  #staged(job: string, from: number): IDBKeyRange {
    return IDBKeyRange.bound([this.#catalogue, job, from], [this.#catalogue, job, Infinity]);
  }
}
