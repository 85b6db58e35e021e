/** Computes precision@1 and precision@k of answered queries, overall and per class. */

/** A query that was answered. */
export interface AnsweredQuery {
  readonly className: string;
  /** Classes of its matches, best first, at most k. */
  readonly matches: readonly string[];
}

/** Means over queries, 0..1. */
export interface Precision {
  /** Queries averaged over. */
  readonly n: number;
  /** Share of queries whose best match has the query's class. */
  readonly precisionAt1: number;
  /** Share of the matches that have the query's class; a gallery of fewer than k gives fewer matches. */
  readonly precisionAtK: number;
}

/** Share 0..1 of the matches that have a query's class; 0 where there are none. */
export function shareOf(className: string, matches: readonly string[]): number {
  return matches.length === 0 ? 0 : matches.filter((match) => match === className).length / matches.length;
}

/** Averages over queries, at least one. */
export function precision(queries: readonly AnsweredQuery[]): Precision {
  let at1 = 0;
  let atK = 0;
  for (const { className, matches } of queries) {
    at1 += shareOf(className, matches.slice(0, 1));
    atK += shareOf(className, matches);
  }
  return { n: queries.length, precisionAt1: at1 / queries.length, precisionAtK: atK / queries.length };
}

/** Groups by the queries' class, sorted by name. */
export function precisionPerClass(queries: readonly AnsweredQuery[]): ReadonlyMap<string, Precision> {
  const classes = [...new Set(queries.map(({ className }) => className))].sort();
  return new Map(
    classes.map((name) => [name, precision(queries.filter(({ className }) => className === name))]),
  );
}
