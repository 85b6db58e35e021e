/** Makes one figure, with its interval, from a measure's values per query. */
import { bootstrapInterval, type Interval } from '../bootstrap';
import { mean } from '../statistics';
import type { Measure, PerQuery } from './row';

/** A cell's content for one measure. */
export interface Figure {
  /** A mean, or a count of photos. */
  readonly value: number;
  /** Number of queries or photos. */
  readonly n: number;
  /** Interval of a mean; undefined for a count. */
  readonly interval: Interval | undefined;
  readonly perQuery: PerQuery;
}

/** Undefined where no query has an answer. */
export function figureOf({ kind }: Pick<Measure, 'kind'>, perQuery: PerQuery): Figure | undefined {
  const answered = perQuery.filter((value) => value !== undefined);
  const n = answered.length;
  if (n === 0) return undefined;
  const value = mean(answered);
  return kind === 'count'
    ? { value: value * n, n, interval: undefined, perQuery }
    : { value, n, interval: bootstrapInterval(answered), perQuery };
}
