/** Quantises queries and computes the facts by which rows are ruled out (AssemblyScript). */

import { SLOP, TINY } from './bound.as';
import { dot } from './float64.as';
import { down, largest, quantise, up } from './quantise.as';
import { squared, stride } from './rows.as';

/** Addresses, see `ask`. */
export let queries: usize = 0;
export let shorts: usize = 0;
/** Five arrays of float32: scale, a, b and c of `bound.as.ts`, and the floor, below which a score is not wanted. */
export let facts: usize = 0;
export let heapScores: usize = 0;
export let heapRows: usize = 0;
export let selves: usize = 0;
export let names: usize = 0;
/** Bytes of each array of facts. */
export let lanes: usize = 0;
export let count: usize = 0;
/** How often `ask` was called. */
export let asks: u32 = 0;
export let k: usize = 0;

/**
 * Sets which queries come next.
 *
 * @param queriesAt address of n rows of float32 like those of `place`
 * @param shortsAt room for as many int16, n rounded up to a multiple of 4
 * @param factsAt room for 5 float32 for each of them
 * @param heapsAt address of the queries' heaps: n * size float64, then n * size uint32; what they hold stays
 * @param selvesAt address of n uint32: the row that a query is itself, or 0xffffffff
 * @param namesAt address of n uint32: what the heaps of `keep` call a query
 * @param floorsAt address of n float64: what scores below is not wanted
 */
export function ask(
  queriesAt: usize, shortsAt: usize, factsAt: usize, heapsAt: usize, selvesAt: usize, namesAt: usize, floorsAt: usize,
  n: usize, size: usize,
): void {
  asks += 1;
  queries = queriesAt;
  shorts = shortsAt;
  facts = factsAt;
  lanes = ((n + 3) & ~3) << 2;
  count = n;
  k = size;
  heapScores = heapsAt;
  heapRows = heapsAt + ((n * size) << 3);
  selves = selvesAt;
  names = namesAt;
  memory.fill(factsAt, 0, lanes * 5);
  const floors = facts + 4 * lanes;
  for (let q: usize = 0; q < lanes >> 2; q++) {
    // a lane without a query lets nothing pass
    if (q >= n) {
      store<f32>(floors + (q << 2), f32.MAX_VALUE);
      continue;
    }
    bound(q, q << 2);
    const worst = load<f64>(heapScores + ((q * k) << 3));
    store<f32>(floors + (q << 2), down(max(worst, load<f64>(floorsAt + (q << 3)))));
  }
}

/** The facts of a query by which no pair is lost, see `bound.as.ts`. */
function bound(q: usize, at: usize): void {
  const from = queries + q * (stride << 2);
  // the sum of stride products of an int8 and such a level stays within int32
  const levels = <f32>min<usize>(32767, 2147483647 / 127 / stride);
  const scale = largest(from, stride) / levels;
  const error = quantise(from, stride, scale, levels, shorts + q * (stride << 1), 2);
  const norm = sqrt(dot(from, from, stride));
  const weight: f64 = squared ? 2 : 1;
  store<f32>(facts + at, <f32>(weight * scale));
  store<f32>(facts + lanes + at, up(weight * norm * (1 + SLOP)));
  store<f32>(facts + 2 * lanes + at, up(weight * (error + (norm + error) * SLOP)));
  store<f32>(facts + 3 * lanes + at, up((squared ? -norm * norm * (1 - SLOP) : 0) + TINY));
}
