/** Declares the interface of a library that searches in a browser. */
import type { Metric } from '../../../../src/knn/metric';

/** A library's index, empty at first. */
export interface Peer {
  /** How it searches, in a few words. */
  readonly setting: string;
  /** Rows come in order, from 0. `vector` is float32 [dims], of length 1 where the metric is cosine; the peer may keep it. */
  add(row: number, vector: Float32Array<ArrayBuffer>): unknown;
  /** Rows of the k nearest, best first. */
  search(query: Float32Array<ArrayBuffer>, k: number): readonly number[] | Promise<readonly number[]>;
}

/** Opens a library's index for `n` rows; rejects where it does not know the metric. */
export type OpenPeer = (n: number, dims: number, metric: Metric) => Promise<Peer>;

/** Error that an `OpenPeer` rejects with. */
export function unknownMetric(metric: Metric): Error {
  return new Error(`it does not search by ${metric}`);
}
