/** Runs a native library and compares its answers with ours, variant by variant. */
import { peersEnvironment } from '../peers/environment';
import { compareFiles } from './agreement';
import type { PeerAgreement, PeerFigures, PeerResult } from './figures';
import type { NativePeerName } from './knn-options';
import { runNativePeer, VARIANTS, type NativePeerOptions, type NativeVariant } from './native-peers';

/** Time limit for all pairs of peers other than faiss f32: comparing the answers to the queries is enough there. */
const MOST_PAIRS_SECONDS = 300;

/** Options of all native peers; the answers' folder already holds those of `ours`. */
export interface NativeRun extends Omit<NativePeerOptions, 'python' | 'pairsWithinSeconds'> {
  /** The system's Python, which has Debian's packages. */
  readonly systemPython: string;
  /** Whether our lookalikes of all rows are available for comparison. */
  readonly allPairs: boolean;
}

/** Returns a result per variant, or one with the reason why there is none. */
export async function compareNative(
  peer: NativePeerName,
  { systemPython, allPairs, ...given }: NativeRun,
): Promise<readonly (readonly [string, PeerResult])[]> {
  // the system's old OpenBLAS may need the kernel choice that `peersEnvironment` removes
  const python =
    peer === 'faiss-debian' ? { command: systemPython, env: process.env } : await peersEnvironment();
  if ('skipped' in python) return [[peer, python]];
  const results: (readonly [string, PeerResult])[] = [];
  for (const variant of VARIANTS[peer]) {
    const pairsWithinSeconds = allPairs ? mostSeconds(variant) : 0;
    const result = await runNativePeer(variant, { ...given, python, pairsWithinSeconds });
    // a missing library is missing for every variant
    if ('skipped' in result) return [...results, [variant.name, result]];
    const agreement = await agree(given, variant.name, result);
    results.push([variant.name, { ...result, agreement }]);
  }
  return results;
}

function mostSeconds({ library, dtype }: NativeVariant): number {
  return library === 'faiss' && dtype === 'f32' ? Number.POSITIVE_INFINITY : MOST_PAIRS_SECONDS;
}

async function agree(
  { vectors, answers, k }: Pick<NativePeerOptions, 'vectors' | 'answers' | 'k'>,
  name: string,
  { allPairsBy }: PeerFigures,
): Promise<PeerAgreement> {
  const set = allPairsBy === 'measured' ? 'pairs' : 'queries';
  const count = set === 'pairs' ? vectors.rows.n : vectors.queries.n;
  const files = { folder: answers, set } as const;
  const { lists, rows, shared, equal } = await compareFiles(
    { ...files, whose: 'ours' },
    { ...files, whose: name },
    count,
    k,
  );
  return {
    over: set === 'pairs' ? 'all pairs' : 'queries',
    lists,
    overlap: shared / rows,
    equalLists: equal / lists,
  };
}
