/** Declares what crosses threads of a catalogue of vectors, products without photos. */
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
  /** `vectors:` and a hash of the file: its vectors are compared with no others. */
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
  /** Without it `f32`, unless that takes more than `memoryBytes`: then the import is refused. */
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
  /** Set with `failed`: the name is one of `shared/errors.ts`, or of an error of others. */
  readonly failure?: { readonly name: string; readonly message: string } | undefined;
}

/** What the page draws of the vectors, sent whole on every change. */
export interface VectorsState {
  /** The whole import that lies on disk. */
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
  /** A line to each kNN worker of its own. */
  connectKnn(ports: readonly MessagePort[]): Promise<void>;
  /** As `CatalogueApi.loseKnn`. */
  loseKnn(): Promise<void>;
  /** Says what is stored and throws away what an import that was cut off has left. Rejects with `CatalogueInUse`. */
  start(): Promise<VectorsState>;
  /** Calls back with every change until the worker ends; the callback crosses as a comlink proxy. */
  subscribe(listener: (state: VectorsState) => void): Promise<void>;
  /** Fills the shards with what is stored; does nothing where that was done, or nothing is stored. */
  open(): Promise<void>;
  /**
   * Starts an import: one file of vectors, with or without one of names, in any order. Resolves once the first row is
   * about to be read; the rest is told by the state. Rejects with `FileUnsupported`, `FileCorrupt`, `NamesInvalid`,
   * `NamesMismatch`, `PhotoUnreadable`, with `MemoryShort` where `memory` says so, and with `ImportRunning` while another
   * is under way; then nothing has changed.
   */
  importFiles(files: readonly File[], metric: Metric, memory?: MemoryOptions): Promise<void>;
  /**
   * Compares by another metric from now on. Rejects with `RowInvalid` where rows without a direction are to have a
   * cosine; then the former metric stays.
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
