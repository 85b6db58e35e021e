/** Computes the exact score of a pair that integers could not rule out, for the heaps of both (AssemblyScript). */

import { count, facts, heapRows, heapScores, k, lanes, names, queries, selves } from './asked.as';
import { distance, dot } from './float64.as';
import { offer } from './heap.as';
import { ownRows, ownScores, raise } from './kept.as';
import { down } from './quantise.as';
import { isDropped, squared, stride } from './rows.as';

const NONE: u32 = 0xffffffff;

/**
 * Whether a pair counts: its row is not removed, is not the query itself, and with `half` is met for the first time.
 */
export function isPair(q: usize, row: usize, firstRow: u32, half: bool): bool {
  if (q >= count || isDropped(row)) return false;
  const self = load<u32>(selves + (q << 2));
  if (self == NONE) return true;
  const number = firstRow + <u32>row;
  return half ? number > self : number != self;
}

/**
 * Computes a pair exactly and offers the row to the query's heap, with `half` the query to the row's own heap too.
 *
 * @param at address of the row's float32 values
 */
export function judge(q: usize, row: usize, at: usize, firstRow: u32, half: bool): void {
  const score = exact(queries + q * (stride << 2), at);
  const heap = q * k;
  const floor = facts + 4 * lanes + (q << 2);
  if (offer(heapScores + (heap << 3), heapRows + (heap << 2), k, firstRow + <u32>row, score)) {
    store<f32>(floor, max(load<f32>(floor), down(load<f64>(heapScores + (heap << 3)))));
  }
  if (!half) return;
  const own = row * k;
  if (offer(ownScores + (own << 3), ownRows + (own << 2), k, load<u32>(names + (q << 2)), score)) {
    raise(row, load<f64>(ownScores + (own << 3)));
  }
}

/** The exact score of a pair, in float64. */
export function exact(x: usize, y: usize): f64 {
  return squared ? -distance(x, y, stride) : dot(x, y, stride);
}
