/** Computes the figures of the kNN suite from measured times. */
import type { SkippedPeer } from '../peers/skipped-peer';
import { percentile } from '../statistics';

const FLOAT_BYTES = 4;

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

/** Figures of the app's index for one number of threads. */
export interface OwnFigures {
  readonly threads: number;
  readonly n: number;
  readonly dims: number;
  readonly fillMs: number;
  readonly memoryBytes: number;
  readonly singleMs: Percentiles;
  /** float32 bytes of all rows per median time. An index that reads fewer bytes exceeds the memory's bandwidth here. */
  readonly gigabytesPerSecond: number;
  /** For 1,000 queries at once; undefined if not measured. */
  readonly batchMsPerQuery?: number;
}

/** How a peer's answers agree with ours. */
export interface PeerAgreement {
  readonly over: 'queries' | 'all pairs';
  /** Answers compared. */
  readonly lists: number;
  /** Share of our rows that are in the peer's answers. */
  readonly overlap: number;
  /** Share of answers that are equal apart from ties. */
  readonly equalLists: number;
}

export interface PeerFigures {
  /** Version, with build options or search settings. */
  readonly version: string;
  /** Rows that it was given: a browser peer may have fewer. */
  readonly n: number;
  readonly threads: number;
  readonly fillMs: number;
  readonly singleMs: Percentiles;
  /** The native peer's BLAS library. */
  readonly blas?: string | null;
  readonly batchMsPerQuery?: number;
  readonly allPairsSeconds?: number;
  /** `extrapolated` from the batch. */
  readonly allPairsBy?: 'measured' | 'extrapolated';
  /** Peak memory of its process. */
  readonly memoryBytes?: number;
  readonly agreement?: PeerAgreement;
  /** For a browser peer, the share of the exact answers' rows that it found. */
  readonly recall?: number;
}

export type PeerResult = PeerFigures | SkippedPeer;

export function percentilesOf(times: readonly number[]): Percentiles {
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

export function gigabytesPerSecond(n: number, dims: number, ms: number): number {
  return (n * dims * FLOAT_BYTES) / (ms * 1e6);
}

/** Counts a product and a sum per value of each ordered pair, as if each pair were computed in both directions. */
export function allPairsGflops(n: number, dims: number, seconds: number): number {
  return (2 * n * n * dims) / (seconds * 1e9);
}
