/** Sketches the rows of an index by directions of their own, where that is likely to pay. */
import { queriesAtOnce, type ExactIndex } from './exact-index';
import { strideOf } from './shard-layout';
import { sketchBasis } from './sketch-basis';

/** With fewer values a row is compared nearly as soon as its sketch. */
const LEAST_STRIDE = 128;
/** Products of two values that a pass over the sample may take: about 50 ms. */
const SAMPLE_PRODUCTS = 2 ** 25;
const MOST_SAMPLED = 1024;
/** Of all rows, so that directions take little of the time that comparing takes. */
const SAMPLED_SHARE = 1 / 64;
/** Directions that carry less of the rows' squared lengths than this rule hardly a pair out. */
const LEAST_SHARE = 0.25;

/** Values of a sketch of rows of `stride` values, a multiple of 8. */
function widthOf(stride: number): number {
  if (stride < 256) return 32;
  return stride < 1024 ? 48 : 64;
}

/**
 * Makes sketches of all rows in their shards, behind `keep`. A step of the generator is some milliseconds.
 *
 * @throws RangeError where there is no memory
 */
export function* sketchRows(index: ExactIndex): Generator<void, void> {
  const stride = strideOf(index.dims);
  if (stride < LEAST_STRIDE) return;
  const width = widthOf(stride);
  const affordable = Math.min(SAMPLE_PRODUCTS / (stride * width), index.size * SAMPLED_SHARE, MOST_SAMPLED);
  const wanted = Math.max(2 * width, Math.floor(affordable));
  const sample = sampleOf(index, stride, wanted);
  const basis = yield* sketchBasis(sample, stride, width);
  if (!basis || basis.defect > 0.25 || !(basis.share >= LEAST_SHARE)) return;
  for (const shard of index.shards()) yield* shard.sketch(basis, queriesAtOnce(index.dims));
}

/** At most so many rows, evenly taken, float32 [n, stride]. */
function sampleOf(index: ExactIndex, stride: number, wanted: number): Float32Array {
  const out = new Float32Array(wanted * stride);
  let count = 0;
  const step = Math.max(1, index.rows / wanted);
  for (let at = 0; at < index.rows && count < wanted; at += step) {
    const { rows, vectors } = index.stored(Math.floor(at), Math.floor(at) + 1);
    if (rows.length === 0) continue;
    out.set(vectors, count * stride);
    count += 1;
  }
  return out.subarray(0, count * stride);
}
