/** Types only: what lies in IndexedDB, store by store. */
import type { DBSchema } from 'idb';
import type { FocusView, JobState, PhotoFailure, Product, SkippedPhoto } from '../contract';

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
  /** What the encoder saw of the photo; absent where it was encoded before there was focus. */
  readonly view?: FocusView;
}

/** A photo's bytes as given, kept so that another encoder or an interrupted job can read them again. */
export interface OriginalRecord {
  readonly catalogue: string;
  readonly job: string;
  readonly position: number;
  readonly photo: Blob;
}

/** A folder that was given, with its handle where the browser has them. */
export interface FolderRecord {
  readonly catalogue: string;
  readonly folder: string;
  readonly handle: FileSystemDirectoryHandle;
}

/** The checkpoint of an indexing job; rewritten in the transaction of every batch. */
export interface JobRecord {
  readonly catalogue: string;
  readonly id: string;
  readonly kind: 'add' | 'reembed';
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

/** What a job goes through, written once. */
export interface JobListRecord {
  readonly catalogue: string;
  readonly paths: readonly string[];
}

/** A photo that a job skipped. */
export interface SkippedRecord extends SkippedPhoto {
  readonly catalogue: string;
  readonly position: number;
}

/** Version 1. */
export interface Schema extends DBSchema {
  products: { key: [catalogue: string, id: string]; value: ProductRecord };
  blocks: { key: [catalogue: string, fingerprint: string, block: number]; value: BlockRecord };
  thumbnails: { key: [catalogue: string, id: string]; value: ThumbnailRecord };
  originals: { key: OriginalKey; value: OriginalRecord };
  folders: { key: [catalogue: string, folder: string]; value: FolderRecord };
  jobs: { key: string; value: JobRecord };
  jobLists: { key: string; value: JobListRecord };
  skipped: { key: [catalogue: string, position: number]; value: SkippedRecord };
}
