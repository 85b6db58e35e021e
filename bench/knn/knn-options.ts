/** Parses what the kNN suite measures, and which peers it compares with. */
import { availableParallelism } from 'node:os';
import type { PairDevice } from '../../src/knn/device-trial';
import type { Metric, RowFormat } from '../../src/knn/metric';
import { namesOf, oneOf, positiveInteger, UsageError } from '../command';
import type { BrowserPeerName } from './knn-calls';

export type NativePeerName = 'faiss' | 'faiss-debian' | 'usearch' | 'sklearn';
export type PeerName = NativePeerName | BrowserPeerName;

const PEERS: readonly PeerName[] = [
  'faiss',
  'faiss-debian',
  'usearch',
  'sklearn',
  'orama',
  'edgevec',
  'hnswlib',
];
const METRICS: readonly Metric[] = ['cosine', 'dot', 'l2'];
const DEVICES: readonly (PairDevice | 'auto')[] = ['auto', 'wasm', 'webgpu'];
const FORMATS: readonly RowFormat[] = ['f32', 'q8'];
const MAX_DIMS = 65_536;

/** The suite's own options for `parseArgs`. */
export const KNN_OPTIONS = {
  dims: { type: 'string' },
  'all-pairs': { type: 'boolean', default: false },
  growth: { type: 'boolean', default: false },
  threads: { type: 'string' },
  vectors: { type: 'string' },
  metric: { type: 'string', default: 'cosine' },
  format: { type: 'string', default: 'f32' },
  peers: { type: 'string' },
  python: { type: 'string', default: '/usr/bin/python3' },
} as const;

export const KNN_USAGE = `  knn              exact search and lookalikes over the app's kNN workers, beside other libraries with the same vectors:
                   ms per search by threads, memory, fill. Natively faiss, faiss-debian and usearch, each with float32
                   and with float16 rows, and sklearn; in the browser, with at most 20,000 rows (their graphs take
                   minutes to build), orama, edgevec and hnswlib. The native ones run in .bench/python, made at first
                   use by python3 and pip with the releases of bench/peers/requirements.txt; faiss-debian is
                   apt-get install python3-faiss. Vectors are drawn from the seed: 2,000 Gaussian clusters of unequal
                   size and width round a common mean, spectrum 1/i, rotated; kept in .bench/vectors
    --n N          vectors (default 137280; with --growth 1000000)
    --dims N       values per vector (default 512; with --growth 256)
    --k N          matches per search (default 10)
    --metric M     cosine, dot or l2 (default cosine)
    --format F     f32, or q8: float32 values on disk, int8 in memory (default f32)
    --threads N    workers, and threads of the native peers (default: one a core)
    --all-pairs    also the k lookalikes of every vector, by faiss and by each native peer that promises to take less
                   than five minutes too
    --device D     with --all-pairs: auto, wasm or webgpu. auto also measures what the app's trial chooses where there is
                   a real adapter; webgpu forces an adapter, one emulated by the CPU too (default auto)
    --vectors FILE float32 [n, dims] of a .npy file in place of drawn ones; 1,000 of them are the queries
    --peers NAMES  faiss,faiss-debian,usearch,sklearn,orama,edgevec,hnswlib (default: all) or none
    --python FILE  the Python that has faiss-debian (default /usr/bin/python3)
    --growth       instead of all this, single searches of 10,000, 137,280, 500,000 and 1,000,000 vectors, up to --n`;

/** Where the vectors come from. */
export type VectorSource =
  | { readonly kind: 'drawn'; readonly n: number; readonly dims: number; readonly seed: number }
  | { readonly kind: 'file'; readonly path: string };

export interface KnnOptions {
  readonly vectors: VectorSource;
  readonly k: number;
  readonly metric: Metric;
  readonly format: RowFormat;
  readonly threads: number;
  readonly allPairs: boolean;
  /** Device that is measured over all pairs beside WASM. */
  readonly device: PairDevice | 'auto';
  /** Numbers of vectors to measure one after the other, ascending; undefined where it is the one comparison. */
  readonly growth: readonly number[] | undefined;
  readonly peers: readonly PeerName[];
  readonly python: string;
}

/** As `parseArgs` gives them. */
export interface KnnValues {
  readonly n?: string | undefined;
  readonly k?: string | undefined;
  readonly seed: string;
  readonly dims?: string | undefined;
  readonly 'all-pairs': boolean;
  readonly device?: string | undefined;
  readonly growth: boolean;
  readonly threads?: string | undefined;
  readonly vectors?: string | undefined;
  readonly metric: string;
  readonly format: string;
  readonly peers?: string | undefined;
  readonly python: string;
}

const COMPARED = { n: 137_280, dims: 512 };
const GROWN = { n: 1_000_000, dims: 256 };
const GROWTH = [10_000, 137_280, 500_000, 1_000_000];
const K = 10;

/** Throws a `UsageError` of one sentence. */
export function knnOptions(values: KnnValues): KnnOptions {
  const { growth, vectors: path } = values;
  if (path !== undefined && (values.n !== undefined || values.dims !== undefined)) {
    throw new UsageError('--n and --dims come from the file of --vectors, expected neither beside it.');
  }
  if (growth && (path !== undefined || values['all-pairs'])) {
    throw new UsageError(
      '--growth measures single searches of drawn vectors, expected neither --vectors nor --all-pairs.',
    );
  }
  const usual = growth ? GROWN : COMPARED;
  const n = positiveInteger('n', values.n ?? String(usual.n));
  const dims = positiveInteger('dims', values.dims ?? String(usual.dims));
  if (dims > MAX_DIMS) throw new UsageError(`--dims is ${dims}, expected at most ${MAX_DIMS}.`);
  const seed = positiveInteger('seed', values.seed);
  return {
    vectors: path === undefined ? { kind: 'drawn', n, dims, seed } : { kind: 'file', path },
    k: positiveInteger('k', values.k ?? String(K)),
    metric: oneOf('metric', values.metric, METRICS),
    format: oneOf('format', values.format, FORMATS),
    threads: positiveInteger('threads', values.threads ?? String(availableParallelism())),
    allPairs: values['all-pairs'],
    device: oneOf('device', values.device ?? 'auto', DEVICES),
    growth: growth ? [...GROWTH.filter((step) => step < n), n] : undefined,
    peers: peersOf(values.peers),
    python: values.python,
  };
}

/** In the order of the table. */
function peersOf(text: string | undefined): readonly PeerName[] {
  if (text === undefined) return PEERS;
  if (text === 'none') return [];
  const names = namesOf('peers', text);
  for (const name of names) {
    if (!PEERS.some((peer) => peer === name)) {
      throw new UsageError(
        `--peers is ${JSON.stringify(text)}, expected none or names of ${PEERS.join(', ')}.`,
      );
    }
  }
  return PEERS.filter((peer) => names.includes(peer));
}
