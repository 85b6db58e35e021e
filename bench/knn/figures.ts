/** Measured times in; the figures of the suite as they stand in JSON out. */
import type { SkippedPeer } from '../peers/skipped-peer';
import { percentile } from '../statistics';

const FLOAT_BYTES = 4;

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

/** Of the app's index over one number of threads. */
export interface OwnFigures {
  readonly threads: number;
  readonly n: number;
  readonly dims: number;
  readonly fillMs: number;
  readonly memoryBytes: number;
  readonly singleMs: Percentiles;
  /** Of float32 rows at the median, as if every one were read: that the index reads less shows here. */
  readonly gigabytesPerSecond: number;
  /** 1,000 queries at once; undefined where none were. */
  readonly batchMsPerQuery?: number;
}

/** How a peer's answers agree with ours. */
export interface PeerAgreement {
  readonly over: 'queries' | 'all pairs';
  /** Answers compared. */
  readonly lists: number;
  /** Share of our rows that are in the peer's. */
  readonly overlap: number;
  /** Share of answers that are equal apart from ties. */
  readonly equalLists: number;
}

export interface PeerFigures {
  /** With how it was built, or how it searches. */
  readonly version: string;
  /** Rows that it was given: a browser peer may have fewer. */
  readonly n: number;
  readonly threads: number;
  readonly fillMs: number;
  readonly singleMs: Percentiles;
  /** Of a native peer: what multiplies matrices. */
  readonly blas?: string | null;
  readonly batchMsPerQuery?: number;
  readonly allPairsSeconds?: number;
  /** `extrapolated` from the batch. */
  readonly allPairsBy?: 'measured' | 'extrapolated';
  /** The most that its process had. */
  readonly memoryBytes?: number;
  readonly agreement?: PeerAgreement;
  /** Of a browser peer: share of the exact answers' rows that it found. */
  readonly recall?: number;
}

export type PeerResult = PeerFigures | SkippedPeer;

export function percentilesOf(times: readonly number[]): Percentiles {
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

export function gigabytesPerSecond(n: number, dims: number, ms: number): number {
  return (n * dims * FLOAT_BYTES) / (ms * 1e6);
}

/** A product and a sum for each value of each ordered pair, as if every pair were computed both ways. */
export function allPairsGflops(n: number, dims: number, seconds: number): number {
  return (2 * n * n * dims) / (seconds * 1e9);
}
