/** Declares heaps for the best k rows of queries, and reads them best first. */
import { NO_ROW } from './kernel';

/** One row of an answer. */
export interface RowMatch {
  readonly row: number;
  /** Higher is better, see `Metric`. */
  readonly score: number;
}

/**
 * Heaps of `n` queries, each with the worst of its best k at its root. A place without a row has `-Infinity` and
 * `NO_ROW`.
 */
export interface Heaps {
  /** float64 [n, k] */
  readonly scores: Float64Array<ArrayBuffer>;
  /** uint32 [n, k] */
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly k: number;
}

/** Empty heaps, owned by the caller. */
export function emptyHeaps(n: number, k: number): Heaps {
  return { scores: new Float64Array(n * k).fill(-Infinity), rows: new Uint32Array(n * k).fill(NO_ROW), k };
}

/** What query `q` kept, best first, equal scores by lower row. */
export function bestFirst({ scores, rows, k }: Heaps, q: number): RowMatch[] {
  const matches: RowMatch[] = [];
  for (let at = q * k; at < (q + 1) * k; at += 1) {
    const row = rows[at] ?? NO_ROW;
    if (row !== NO_ROW) matches.push({ row, score: scores[at] ?? Number.NaN });
  }
  return matches.sort(byRank);
}

/** The best k of several answers for one query, each with rows of its own. */
export function mergeMatches(answers: readonly (readonly RowMatch[])[], k: number): RowMatch[] {
  return answers.flat().sort(byRank).slice(0, k);
}

function byRank(one: RowMatch, other: RowMatch): number {
  return other.score - one.score || one.row - other.row;
}

/** Clamps a score to -1..1: rounding lets the dot product of a vector with itself exceed 1 by a few 2^-24. */
export function asCosine({ row, score }: RowMatch): RowMatch {
  return { row, score: Math.max(-1, Math.min(1, score)) };
}
