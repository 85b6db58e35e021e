/** Files of vectors and the name of a native library in; its figures and files of its answers out. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Metric } from '../../src/knn/metric';
import { note, sentenceOf } from '../command';
import { percentilesOf, type PeerFigures, type SkippedPeer } from './figures';
import type { NativePeerName } from './knn-options';
import type { VectorFiles } from './vector-file';

const SCRIPT = fileURLToPath(new URL('../peers/native_knn.py', import.meta.url));
/** The script's exit code where it prints why it has no figures. */
const SKIPPED = 3;

/** Debian's package of a Python module. */
const PACKAGES: Readonly<Record<string, string>> = {
  faiss: 'python3-faiss',
  sklearn: 'python3-sklearn',
  numpy: 'python3-numpy',
};

export interface NativePeerOptions {
  readonly python: string;
  readonly vectors: VectorFiles;
  readonly k: number;
  readonly metric: Metric;
  readonly threads: number;
  readonly singles: number;
  readonly rounds: number;
  /** Whether it is to search for every row; otherwise that is extrapolated. */
  readonly allPairs: boolean;
  /** Folder for its answers, see `AnswerFiles`. */
  readonly answers: string;
}

/** What the script prints. */
interface Printed {
  readonly version: string;
  readonly blas: string | null;
  readonly fillMs: number;
  readonly singleTimes: readonly number[];
  readonly batchMsPerQuery: number;
  readonly pairSeconds: number | null;
  readonly memoryBytes: number;
}

/** What the script prints where it has no figures. */
export interface Reason {
  /** A module that is not installed. */
  readonly missing?: string;
  /** What the library does not do. */
  readonly unable?: string;
}

/** Of a peer that was skipped, with what to install where that helps. */
export function reasonOf(python: string, { missing, unable }: Reason): string {
  if (missing === undefined) return unable ?? 'no reason given';
  const name = PACKAGES[missing];
  return `${python} has no ${missing}${name === undefined ? '' : `: apt-get install ${name}`}`;
}

/** Runs a peer to its end, alone. A peer that is missing or fails is skipped, and says why. */
export async function runNativePeer(
  peer: NativePeerName,
  options: NativePeerOptions,
): Promise<PeerFigures | SkippedPeer> {
  note(`knn: ${peer}`);
  const { vectors, threads } = options;
  const { code, printed } = await python(options.python, threads, [
    ...['--peer', peer, '--vectors', vectors.rows.path, '--queries', vectors.queries.path],
    ...['--n', String(vectors.rows.n), '--dims', String(vectors.rows.dims)],
    ...['--data-at', String(vectors.rows.dataAt), '--answers', options.answers],
    ...['--metric', options.metric, '--k', String(options.k), '--threads', String(threads)],
    ...['--singles', String(options.singles), '--rounds', String(options.rounds)],
    ...(options.allPairs ? ['--all-pairs'] : []),
  ]).catch((error: unknown) => ({ code: sentenceOf(error), printed: '' }));
  if (code === SKIPPED) return { skipped: reasonOf(options.python, JSON.parse(printed) as Reason) };
  if (code !== 0) return { skipped: `${options.python} failed (${code}); what it said is above` };
  const { singleTimes, pairSeconds, ...figures } = JSON.parse(printed) as Printed;
  const { n } = vectors.rows;
  return {
    ...figures,
    n,
    threads,
    singleMs: percentilesOf(singleTimes),
    allPairsSeconds: pairSeconds ?? (figures.batchMsPerQuery * n) / 1000,
    allPairsBy: pairSeconds === null ? 'extrapolated' : 'measured',
  };
}

/** Its exit code, or the signal that ended it, and what it printed; its stderr goes to ours. */
async function python(
  command: string,
  threads: number,
  args: readonly string[],
): Promise<{ readonly code: number | string; readonly printed: string }> {
  const child = spawn(command, [SCRIPT, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, OMP_NUM_THREADS: String(threads), OPENBLAS_NUM_THREADS: String(threads) },
  });
  const closed = new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'no exit code'));
  });
  const [code, printed] = await Promise.all([closed, text(child.stdout)]);
  return { code, printed };
}
