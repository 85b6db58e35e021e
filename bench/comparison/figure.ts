/** Makes one figure, with its interval, of what a measure says of each query. */
import { bootstrapInterval, type Interval } from '../bootstrap';
import { mean } from '../statistics';
import type { Measure, PerQuery } from './row';

/** What stands in a cell for one measure. */
export interface Figure {
  /** A mean, or a count of photos. */
  readonly value: number;
  /** Queries or photos that it is of. */
  readonly n: number;
  /** Of a mean; undefined for a count. */
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
