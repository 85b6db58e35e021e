/** Declares the records in IndexedDB, store by store. */
import type { DBSchema } from 'idb';
import type { FocusView, PhotoFailure } from '../contract/photo';
import type { JobState, SkippedPhoto } from '../contract/job';
import type { Metric } from '../contract/metric';
import type { Product } from '../contract/product';
import type { JobEncoder } from '../contract/encoders';
import type { VectorsFacts } from '../contract/vectors';

/** A product as stored: bound to its catalogue, in the order of adding. */
export interface ProductRecord extends Product {
  readonly catalogue: string;
  /** Grows with every product added; the order of the grid. */
  readonly sequence: number;
  /** Folder it was given with; absent for loose photos. */
  readonly folder?: string;
  /** Where the photo's bytes are kept, if they are. */
  readonly original?: OriginalKey;
}

/**
 * Products by their place in the order of adding: block b holds those with sequences from b * `PRODUCTS_A_BLOCK` on, in
 * their order. A record each would take a catalogue of 100,000 seconds to read.
 */
export interface ProductBlockRecord {
  readonly catalogue: string;
  readonly block: number;
  readonly products: readonly ProductRecord[];
}

/** The photo at a position of a job's list. */
export type OriginalKey = [catalogue: string, job: string, position: number];

/** At most `BLOCK_ROWS` embeddings of one encoder; row i of `vectors` belongs to `ids[i]`. */
export interface BlockRecord {
  readonly catalogue: string;
  readonly fingerprint: string;
  /** Counts from 0 in the order of adding; gaps are left by removed blocks. */
  readonly block: number;
  readonly dims: number;
  readonly ids: readonly string[];
  /** Of the photo that was encoded: a row counts only while its product still has that photo. */
  readonly hashes: readonly string[];
  /** ids.length x dims float32. */
  readonly vectors: Float32Array<ArrayBuffer>;
}

/** JPEG bytes rather than a Blob: a Blob of a few kB costs a file of its own in some browsers. */
export interface ThumbnailRecord {
  readonly catalogue: string;
  readonly id: string;
  readonly jpeg: ArrayBuffer;
  /** What the encoder saw when the photo was added; absent if it was encoded before there was focus. */
  readonly view?: FocusView;
  /** What encoders that embedded the product later saw, by fingerprint: their focus may be another. */
  readonly laterViews?: Readonly<Record<string, FocusView>>;
}

/** A photo's bytes as given, kept so that another encoder or an interrupted job can read them again. */
export interface OriginalRecord {
  readonly catalogue: string;
  readonly job: string;
  readonly position: number;
  readonly photo: Blob;
}

/** A folder that the user gave, with its handle, in browsers that have handles. */
export interface FolderRecord {
  readonly catalogue: string;
  readonly folder: string;
  readonly handle: FileSystemDirectoryHandle;
}

/** The checkpoint of an indexing job; rewritten in the transaction of every batch. */
export interface JobRecord {
  /** The catalogue's name; a job `embed` has `/embedding` behind it, because there may be one job of each kind. */
  readonly catalogue: string;
  readonly id: string;
  /** `add` encodes the offered photos; `embed` has another encoder embed the existing products. */
  readonly kind: 'add' | 'embed';
  /** The encoder of a job `embed`. */
  readonly encoder?: JobEncoder;
  readonly folder?: string;
  readonly state: JobState;
  readonly total: number;
  /** Photos before this position of the list are finished. */
  readonly position: number;
  readonly encoded: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly failure?: PhotoFailure;
}

/** The paths that a job processes, written once. */
export interface JobListRecord {
  readonly catalogue: string;
  readonly paths: readonly string[];
}

/** A photo that a job skipped. */
export interface SkippedRecord extends SkippedPhoto {
  readonly catalogue: string;
  readonly position: number;
}

/** What a catalogue of vectors was made of, and whether all of it is there. */
export interface PassportRecord extends VectorsFacts {
  readonly catalogue: string;
  /** `leaving`: another import has replaced it, and it is being removed. */
  readonly state: 'importing' | 'whole' | 'leaving';
}

/** The state of a lookalike table. Rewritten in the transaction of every checkpoint. */
export interface TableRecord {
  readonly catalogue: string;
  readonly id: string;
  /** Lookalikes asked for per product. */
  readonly k: number;
  /** Of the encoder whose embeddings are compared. */
  readonly fingerprint: string;
  /** The metric that compares them; cosine where it is absent. */
  readonly metric?: Metric;
  readonly state: 'waiting' | 'running' | 'paused' | 'done' | 'failed';
  /** Products of the table; 0 while it waits. */
  readonly products: number;
  /** Products before this position have their lookalikes stored. */
  readonly done: number;
  readonly failure?: PhotoFailure;
}

/** The products of a table, written once, deleted with the first change of the catalogue. */
export interface TableListRecord {
  readonly catalogue: string;
  readonly table: string;
  /** By position; a position stands for its product in rows and checkpoints. */
  readonly ids: readonly string[];
}

/** The lookalikes of consecutive products of a table, each with equally many, best first. */
export interface TableRowsRecord {
  readonly catalogue: string;
  readonly table: string;
  /** Position of the first. */
  readonly first: number;
  readonly products: number;
  /** uint32 [products, lookalikes]: positions. */
  readonly lookalikes: Uint32Array<ArrayBuffer>;
  /** float32 [products, lookalikes] */
  readonly scores: Float32Array<ArrayBuffer>;
}

/**
 * The lookalikes found so far by products of a table, from its `done` on: heaps as in `knn/heaps.ts`, of k places each.
 */
export interface TableCheckpointRecord {
  readonly catalogue: string;
  readonly table: string;
  /** Position of the first. */
  readonly first: number;
  /** uint32 [products, k]: positions; 2^32 - 1 in an empty place. */
  readonly lookalikes: Uint32Array<ArrayBuffer>;
  /** float64 [products, k] */
  readonly scores: Float64Array<ArrayBuffer>;
}

/** The object stores of version 2. */
export interface Schema extends DBSchema {
  productBlocks: { key: [catalogue: string, block: number]; value: ProductBlockRecord };
  blocks: { key: [catalogue: string, fingerprint: string, block: number]; value: BlockRecord };
  thumbnails: { key: [catalogue: string, id: string]; value: ThumbnailRecord };
  originals: { key: OriginalKey; value: OriginalRecord };
  folders: { key: [catalogue: string, folder: string]; value: FolderRecord };
  jobs: { key: string; value: JobRecord };
  jobLists: { key: string; value: JobListRecord };
  skipped: { key: [catalogue: string, position: number]; value: SkippedRecord };
  passports: { key: string; value: PassportRecord };
  tables: { key: string; value: TableRecord };
  tableLists: { key: [catalogue: string, table: string]; value: TableListRecord };
  tableRows: { key: [catalogue: string, table: string, first: number]; value: TableRowsRecord };
  tableCheckpoints: { key: [catalogue: string, table: string, first: number]; value: TableCheckpointRecord };
}

/** The object store of version 1 that version 2 no longer has. */
export interface SchemaBefore2 extends DBSchema {
  products: { key: [catalogue: string, id: string]; value: ProductRecord };
}
