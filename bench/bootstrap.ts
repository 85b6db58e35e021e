/** Computes confidence intervals of means over queries by resampling the queries. */
import { Random } from '../src/demo/random';
import { mean, percentile } from './statistics';

/** Low and high end of the 95 % interval. */
export type Interval = readonly [low: number, high: number];

/** Difference between two ways to compare photos, over the queries that both answered. */
export interface PairedDifference {
  /** Mean of one less the other, query by query, in their own unit. */
  readonly difference: number;
  readonly interval: Interval;
  readonly n: number;
}

const RESAMPLES = 2000;
/** Of 95 %. */
const TAIL = 0.025;
/** One seed for all, so that the same samples give the same interval in every run and column. */
const SEED = 'bootstrap';

/**
 * Computes the percentile bootstrap's 95 % interval of a mean. It treats queries as independent: if they are not, such
 * as several photos of one garment, the true interval is wider.
 *
 * @param samples one per query, at least one. Throws a `RangeError` where there is none.
 */
export function bootstrapInterval(samples: readonly number[], resamples = RESAMPLES): Interval {
  const n = samples.length;
  if (n === 0) throw new RangeError('expected at least one sample to draw from');
  const random = new Random(SEED);
  const means = Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let i = 0; i < n; i += 1) sum += samples[Math.floor(random.next() * n)]!;
    return sum / n;
  });
  return [percentile(means, TAIL), percentile(means, 1 - TAIL)];
}

/**
 * Compares query by query. A hard query is hard for both, so the difference varies less than that of two means.
 *
 * @param ours, theirs by query, in one order; undefined for a query without an answer.
 * @returns undefined where no query has both. Throws a `RangeError` where the two are not of the same queries.
 */
export function pairedDifference(
  ours: readonly (number | undefined)[],
  theirs: readonly (number | undefined)[],
): PairedDifference | undefined {
  if (ours.length !== theirs.length) {
    throw new RangeError(`${theirs.length} values beside ${ours.length}, expected those of the same queries`);
  }
  const differences = ours.flatMap((our, i) => {
    const their = theirs[i];
    return our === undefined || their === undefined ? [] : [our - their];
  });
  if (differences.length === 0) return undefined;
  return {
    difference: mean(differences),
    interval: bootstrapInterval(differences),
    n: differences.length,
  };
}
