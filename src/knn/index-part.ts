/** Declares the calls of a part of an index, which may live on another thread. */
import type { Heaps, RowMatch } from './heaps';
import type { Metric, RowFormat } from './metric';
import type { PairAnswer, PairBlock, PairQuestion } from './pairing';

/**
 * A part of an index, on any thread. Calls run in the order in which they are made, but searches need not wait for a
 * block that is being compared. Row numbers are the part's own.
 */
export interface IndexPart {
  /** Empties the part. `format` is `f32` by default; a part that has no file for `q8` rejects with `RangeError`. */
  reset(dims: number, metric: Metric, format?: RowFormat): Promise<void>;
  /** `vectors` = rows x dims, which the caller no longer owns. Returns the first new row; rejects, and then nothing was added. */
  append(vectors: Float32Array<ArrayBuffer>): Promise<number>;
  remove(rows: readonly number[]): Promise<void>;
  /** Best first, equal scores by row; fewer than `k` where the part holds fewer. */
  search(query: Float32Array, k: number, exceptRow?: number): Promise<readonly RowMatch[]>;
  /** As `search` for each of `queries` = n x dims. */
  searchMany(queries: Float32Array, k: number): Promise<readonly (readonly RowMatch[])[]>;
  /** A row's vector as it is stored. */
  vector(row: number): Promise<Float32Array<ArrayBuffer>>;
  /** Bytes that the part holds, unused room included; 0 before the first `reset`. */
  memoryBytes(): Promise<number>;
  /** Opens a `Pairing`; the calls below are its own. */
  startPairs(k: number): Promise<void>;
  /** Behind `startPairs`: opens a GPU for blocks to be compared on. Returns its name; rejects where there is none that is sound. */
  startGpu(): Promise<string>;
  block(first: number, end: number): Promise<PairBlock>;
  pair(question: PairQuestion): Promise<PairAnswer>;
  kept(first: number, end: number): Promise<Heaps>;
  restore(first: number, heaps: Heaps): Promise<void>;
  /** Closes it; blocks that are still being compared reject. */
  endPairs(): Promise<void>;
}
