/** Declares the calls that Node makes to the bench's page for the kNN suite. */
import type { PairDevice } from '../../src/knn/device-trial';
import type { Metric, RowFormat } from '../../src/knn/metric';

/** A part of the vectors that the bench's server has. */
export interface PoolOptions {
  /** Rows, from the first on. */
  readonly n: number;
  readonly dims: number;
  readonly metric: Metric;
  readonly format: RowFormat;
  /** kNN workers, each with a part of the rows. */
  readonly threads: number;
}

export interface FilledFigures {
  /** Time to move vectors from the page's memory into the workers, without fetching. */
  readonly fillMs: number;
  /** Memory of all parts, unused capacity included. */
  readonly memoryBytes: number;
}

/** A catalogue of the server's vectors on the disk. */
export interface StoreOptions {
  readonly n: number;
  readonly dims: number;
}

export interface OpenOptions {
  readonly dims: number;
  readonly threads: number;
  readonly k: number;
}

/** From the start of the workers, in milliseconds. */
export interface OpenedFigures {
  /** Until the products are known. */
  readonly listedMs: number;
  /** Until the first answer, from the rows that are in by then. */
  readonly openMs: number;
  /** Until all rows are in and answers are complete. */
  readonly filledMs: number;
}

/** A run of the server's queries. */
export interface QueryOptions {
  readonly k: number;
  /** Index of the first query; after the last the run wraps around. */
  readonly from: number;
  readonly searches: number;
}

export interface PairsOptions {
  readonly k: number;
  readonly device: PairDevice | 'auto';
}

/** Figures of the lookalikes of all rows. */
export interface PairsFigures {
  readonly seconds: number;
  /** The device that compared the last rows. */
  readonly device: PairDevice;
  /** How the device was chosen, or why not a GPU. */
  readonly why?: string | undefined;
}

/** Libraries that search in a browser. */
export type BrowserPeerName = 'orama' | 'edgevec' | 'hnswlib';

export interface BrowserPeerOptions {
  readonly peer: BrowserPeerName;
  readonly n: number;
  readonly dims: number;
  readonly metric: Metric;
  readonly k: number;
  readonly searches: number;
}

export interface BrowserPeerFigures {
  /** How it searches, in a few words. */
  readonly setting: string;
  readonly fillMs: number;
  /** Milliseconds of each search. */
  readonly times: readonly number[];
  /** Share of the exact answers' rows that the peer found too. */
  readonly recall: number;
}

/** Names of files of answers that the page sends to the server, see `answer-files.ts`. */
export type AnswerSet = 'queries' | 'pairs';

/** All calls but `timePeer` and those on the catalogue work on the pool that was filled last. */
export interface KnnCalls {
  /** Writes a catalogue to the page's IndexedDB, in place of what is there. */
  storeCatalogue(options: StoreOptions): Promise<void>;
  /** Opens that catalogue in new workers, which end with the page. */
  openCatalogue(options: OpenOptions): Promise<OpenedFigures>;
  /** Starts workers and gives them the server's vectors, a block at a time. */
  fillPool(options: PoolOptions): Promise<FilledFigures>;
  /** Milliseconds of single searches, one after the other, from the page to the workers and back. */
  timePool(options: QueryOptions): Promise<readonly number[]>;
  /** Milliseconds of all queries at once. */
  timeBatch(k: number): Promise<number>;
  /** Sends the answers to all queries, the set `queries`, to the server. */
  sendAnswers(k: number): Promise<void>;
  /** Times the lookalikes of all rows; then sends them, the set `pairs`, to the server. */
  timePairs(options: PairsOptions): Promise<PairsFigures>;
  /** Fills a library with the same vectors, searches it, and compares its answers with the exact ones. */
  timePeer(options: BrowserPeerOptions): Promise<BrowserPeerFigures>;
}
