/** Declares what crosses threads for a catalogue of vectors, whose products have no photos. */
import type { CatalogueState } from './catalogue';
import type { Metric, RowFormat } from './metric';
import type { ProductCalls } from './product';
import type { TableApi } from './table';

/** What a catalogue of vectors was made of. */
export interface VectorsFacts {
  /** The file's name. */
  readonly name: string;
  /** Name of the file of names; absent where rows are named by their numbers, from 0. */
  readonly namesFrom?: string | undefined;
  /** `vectors:` and a hash of the file: its vectors are compared with no other file's. */
  readonly fingerprint: string;
  readonly rows: number;
  readonly dims: number;
  readonly metric: Metric;
  /** How its vectors are held in memory; `f32` where absent. */
  readonly format?: RowFormat | undefined;
  /** Milliseconds since 1970. */
  readonly importedAt: number;
}

/** How vectors are to be held in memory. */
export interface MemoryOptions {
  /** `f32` by default. If that takes more than `memoryBytes`, the import is refused. */
  readonly format?: RowFormat | undefined;
  /** Default: no bound. */
  readonly memoryBytes?: number | undefined;
}

/** Where an import stands. Counts are rows. */
export interface ImportProgress {
  /** The file's name. */
  readonly name: string;
  /** `interrupted`: the tab was closed before the last row; nothing of it was kept. */
  readonly state: 'running' | 'paused' | 'done' | 'cancelled' | 'failed' | 'interrupted';
  readonly total: number;
  readonly done: number;
  /** Rows per second over the last seconds; 0 until known. */
  readonly perSecond: number;
  /** Milliseconds left at that rate; absent until known. */
  readonly etaMs?: number | undefined;
  /** Set with `failed`: the name is one of `shared/errors.ts`, or another error's. */
  readonly failure?: { readonly name: string; readonly message: string } | undefined;
}

/** What the page draws of the vectors, sent whole on every change. */
export interface VectorsState {
  /** The complete import on disk. */
  readonly stored?: VectorsFacts | undefined;
  /** Its products, once it is open. */
  readonly catalogue?: CatalogueState | undefined;
  readonly job?: ImportProgress | undefined;
}

/**
 * The vectors worker: single owner of the one catalogue of vectors and of its shards. A second import takes the place of
 * the first once it is whole.
 */
export interface VectorsApi extends ProductCalls, TableApi {
  /** Connects each kNN worker of its own. */
  connectKnn(ports: readonly MessagePort[]): Promise<void>;
  /** As `CatalogueApi.loseKnn`. */
  loseKnn(): Promise<void>;
  /** Resolves with what is stored, and deletes what an interrupted import has left. Rejects with `CatalogueInUse`. */
  start(): Promise<VectorsState>;
  /** Calls back with every change until the worker ends; the callback crosses as a comlink proxy. */
  subscribe(listener: (state: VectorsState) => void): Promise<void>;
  /** Fills the shards with the stored vectors; does nothing if they are filled already, or nothing is stored. */
  open(): Promise<void>;
  /**
   * Starts an import: one file of vectors, with or without one of names, in any order. Resolves once the first row is
   * about to be read; the state reports the rest.
   *
   * Rejects with `FileUnsupported`, `FileCorrupt`, `NamesInvalid`, `NamesMismatch`, `PhotoUnreadable`, with
   * `MemoryShort` if `memory` says so, and with `ImportRunning` during another import; then nothing has changed.
   */
  importFiles(files: readonly File[], metric: Metric, memory?: MemoryOptions): Promise<void>;
  /**
   * Compares by another metric from now on. Rejects with `RowInvalid` if the metric is cosine and a row has no
   * direction; then the former metric stays.
   */
  compareBy(metric: Metric): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Ends the import; nothing of it is kept, and what was stored before is there again. */
  cancel(): Promise<void>;
  /** Forgets an import that has ended: its bar goes away. */
  dismissJob(): Promise<void>;
  /** Removes the catalogue of vectors. */
  clear(): Promise<void>;
}
