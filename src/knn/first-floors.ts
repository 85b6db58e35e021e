/** Finds for each row of an index a score that its k-th best other row reaches for certain. */
import type { ExactIndex } from './exact-index';
import { NO_ROW } from './kernel';
import { queriesOf, type Queries } from './queries';
import { strideOf } from './shard-layout';

/** Rows that are assigned, or compared with each other, in one step. */
const MOST_AT_ONCE = 1024;
const LEAST_AT_ONCE = 64;
/** Of all rows, those of one neighbourhood that are compared with each other: few, or it would not pay. */
const SHARE_AT_ONCE = 1 / 32;

/** Some rows, each with the score below which it wants no row. */
export interface RowFloors {
  readonly rows: readonly number[];
  readonly floors: Float64Array<ArrayBuffer>;
}

/**
 * While all pairs are compared, a row learns only gradually how good its k best are, and until then few pairs can be
 * ruled out. This compares each row, exactly, with those whose best among a few evenly taken rows is the same. If k of
 * them score that much, so do k of all rows.
 *
 * A step of the generator is some rows; rows must be neither added nor removed before its end.
 */
export function* firstFloors(index: ExactIndex, k: number): Generator<RowFloors, void> {
  const centres = index.empty();
  const step = Math.max(1, Math.sqrt(index.size));
  for (let at = 0; at < index.rows; at += step) {
    const row = Math.floor(at);
    centres.append(dense(index.stored(row, row + 1).vectors, index.dims));
  }
  const groups = new Map<number, number[]>();
  for (let first = 0; first < index.rows; first += MOST_AT_ONCE) {
    const { rows, vectors } = index.stored(first, Math.min(index.rows, first + MOST_AT_ONCE));
    const { heaps } = searched(centres, queriesOf(vectors, rows.length, 1));
    rows.forEach((row, i) => {
      const centre = heaps.rows[i] ?? NO_ROW;
      const group = groups.get(centre);
      if (group) group.push(row);
      else groups.set(centre, [row]);
    });
    yield { rows: [], floors: new Float64Array(0) };
  }
  const atOnce = Math.min(MOST_AT_ONCE, Math.max(LEAST_AT_ONCE, Math.ceil(index.size * SHARE_AT_ONCE)));
  for (const group of groups.values()) {
    for (let from = 0; from < group.length; from += atOnce) {
      yield floorsAmong(index, group.slice(from, from + atOnce), k);
    }
  }
}

function floorsAmong(index: ExactIndex, rows: readonly number[], k: number): RowFloors {
  const some = index.empty();
  const own = rows.map((row) => index.stored(row, row + 1).vectors);
  const stride = own[0]?.length ?? 0;
  const vectors = new Float32Array(rows.length * stride);
  own.forEach((vector, i) => vectors.set(vector, i * stride));
  some.append(dense(vectors, index.dims));
  const selves = Uint32Array.from(rows, (_, i) => i);
  const { heaps } = searched(some, queriesOf(vectors, rows.length, k, { selves }));
  // the root of a heap is its worst score, -Infinity if the heap is not full
  return { rows, floors: Float64Array.from(rows, (_, i) => heaps.scores[i * k] ?? -Infinity) };
}

function searched(index: ExactIndex, queries: Queries): Queries {
  for (const shard of index.shards()) shard.search(queries);
  return queries;
}

/** float32 [n, stride] as [n, dims]; the same where there is no difference. */
function dense(vectors: Float32Array<ArrayBuffer>, dims: number): Float32Array<ArrayBuffer> {
  const stride = strideOf(dims);
  if (stride === dims) return vectors;
  const rows = vectors.length / stride;
  const out = new Float32Array(rows * dims);
  for (let row = 0; row < rows; row += 1) {
    out.set(vectors.subarray(row * stride, row * stride + dims), row * dims);
  }
  return out;
}
