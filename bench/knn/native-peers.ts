/** Runs a native search library on files of vectors and reads its figures. */
import { fileURLToPath } from 'node:url';
import type { Metric } from '../../src/knn/metric';
import { note } from '../command';
import { runScript, type Python } from '../peers/run-script';
import type { SkippedPeer } from '../peers/skipped-peer';
import { percentilesOf, type PeerFigures } from './figures';
import type { NativePeerName } from './knn-options';
import type { VectorFiles } from './vector-file';

const SCRIPT = fileURLToPath(new URL('../peers/native_knn.py', import.meta.url));

/** A native library with the dtype of its rows. */
export interface NativeVariant {
  /** Name in the tables and of its answers' files. */
  readonly name: string;
  /** Name that the script takes. */
  readonly library: 'faiss' | 'usearch' | 'sklearn';
  readonly dtype: 'f32' | 'f16';
}

/** Variants of each native peer, measured one after the other. */
export const VARIANTS: Readonly<Record<NativePeerName, readonly NativeVariant[]>> = {
  faiss: [
    { name: 'faiss', library: 'faiss', dtype: 'f32' },
    { name: 'faiss-f16', library: 'faiss', dtype: 'f16' },
  ],
  'faiss-debian': [
    { name: 'faiss-debian', library: 'faiss', dtype: 'f32' },
    { name: 'faiss-debian-f16', library: 'faiss', dtype: 'f16' },
  ],
  usearch: [
    { name: 'usearch', library: 'usearch', dtype: 'f32' },
    { name: 'usearch-f16', library: 'usearch', dtype: 'f16' },
  ],
  sklearn: [{ name: 'sklearn', library: 'sklearn', dtype: 'f32' }],
};

export interface NativePeerOptions {
  readonly python: Python;
  readonly vectors: VectorFiles;
  readonly k: number;
  readonly metric: Metric;
  readonly threads: number;
  readonly singles: number;
  readonly rounds: number;
  /** Limit for all pairs: above it the estimate is extrapolated instead of measured. 0 always extrapolates. */
  readonly pairsWithinSeconds: number;
  /** Folder for its answers, see `AnswerFiles`. */
  readonly answers: string;
}

/** The script's output. */
interface Printed {
  readonly version: string;
  readonly blas: string | null;
  readonly fillMs: number;
  readonly singleTimes: readonly number[];
  readonly batchMsPerQuery: number;
  readonly pairSeconds: number | null;
  readonly memoryBytes: number;
}

/** Parses the script's output for a peer with `n` rows. */
export function figuresOf(printed: string, n: number, threads: number): PeerFigures {
  const { singleTimes, pairSeconds, ...figures } = JSON.parse(printed) as Printed;
  return {
    ...figures,
    n,
    threads,
    singleMs: percentilesOf(singleTimes),
    allPairsSeconds: pairSeconds ?? (figures.batchMsPerQuery * n) / 1000,
    allPairsBy: pairSeconds === null ? 'extrapolated' : 'measured',
  };
}

/** Runs a peer alone, to its end. A peer that is missing or fails is skipped with a reason. */
export async function runNativePeer(
  { name, library, dtype }: NativeVariant,
  options: NativePeerOptions,
): Promise<PeerFigures | SkippedPeer> {
  note(`knn: ${name}`);
  const { python, vectors, threads } = options;
  const ran = await runScript(python, SCRIPT, threads, [
    ...['--peer', library, '--dtype', dtype, '--name', name],
    ...['--vectors', vectors.rows.path, '--queries', vectors.queries.path],
    ...['--n', String(vectors.rows.n), '--dims', String(vectors.rows.dims)],
    ...['--data-at', String(vectors.rows.dataAt), '--answers', options.answers],
    ...['--metric', options.metric, '--k', String(options.k), '--threads', String(threads)],
    ...['--singles', String(options.singles), '--rounds', String(options.rounds)],
    ...['--pairs-within', String(options.pairsWithinSeconds)],
  ]);
  return 'skipped' in ran ? ran : figuresOf(ran.printed, vectors.rows.n, threads);
}
