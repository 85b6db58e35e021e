/** Makes queries in the form that the kernel reads out of vectors of any length. */
import { emptyHeaps, type Heaps } from './heaps';
import { NO_ROW } from './kernel';

/** Queries on their way through the shards of an index, with what they have found so far. */
export interface Queries {
  readonly count: number;
  /** float32 [count, stride], of length 1 where the metric is cosine; only read. */
  readonly vectors: Float32Array;
  /** uint32 [count]: the row of the index that a query is itself, or `NO_ROW`. */
  readonly selves: Uint32Array;
  /** uint32 [count]: the numbers by which the rows' own heaps name the queries. */
  readonly names: Uint32Array;
  /** float64 [count]: what scores below is not wanted. */
  readonly floors: Float64Array;
  readonly heaps: Heaps;
}

/** Queries that have found nothing yet; by default they are no rows, and want the best k whatever its score. */
export function queriesOf(
  vectors: Float32Array,
  count: number,
  k: number,
  {
    selves = new Uint32Array(count).fill(NO_ROW),
    names = selves,
    floors = new Float64Array(count).fill(-Infinity),
  }: Partial<Pick<Queries, 'selves' | 'names' | 'floors'>> = {},
): Queries {
  return { count, vectors, selves, names, floors, heaps: emptyHeaps(count, k) };
}
