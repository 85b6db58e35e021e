/** Compares listed pairs that were not ruled out before, for the heaps of both sides (AssemblyScript). */

import { count, facts, lanes, shorts } from './asked.as';
import { most } from './bound.as';
import { fold } from './fold.as';
import { isPair, judge } from './judge.as';
import { ownFloors } from './kept.as';
import { bytesOf, factBytes, factsOf, isInFile, stride, valuesOf } from './rows.as';
import { defer, enter, settle } from './undecided.as';

/**
 * Compares the queries of `ask` with rows, pair by pair, as `multiply` does with `half`.
 *
 * @param at address of `n` uint32, a pair each: (row - from) * count + query; in ascending order where rows are in a file
 * @param to row behind the last that may be named
 */
export function compareListed(at: usize, n: usize, from: usize, to: usize, firstRow: u32): void {
  const inFile = isInFile;
  const end = at + (n << 2);
  let chunkEnd: usize = 0;
  for (; at < end; at += 4) {
    const pair = <usize>load<u32>(at);
    const q = pair % count;
    const row = from + pair / count;
    if (row >= to || !isPair(q, row, firstRow, true)) continue;
    if (inFile && row >= chunkEnd) {
      if (chunkEnd != 0) settle(false, firstRow, true);
      chunkEnd = enter(row, to);
    }
    const upper = upperOf(q, row);
    const floor = min(load<f32>(facts + 4 * lanes + (q << 2)), load<f32>(ownFloors + (row << 2)));
    // not "at least": where the bound is NaN the pair is computed
    if (upper < floor) continue;
    if (inFile) defer(q, row, upper, firstRow, true);
    else judge(q, row, valuesOf(row), firstRow, true);
  }
  if (chunkEnd != 0) settle(false, firstRow, true);
}

/** The most that a pair's score can be, by the integers of `multiply`. */
function upperOf(q: usize, row: usize): f32 {
  let sum = i32x4.splat(0);
  let y = shorts + q * (stride << 1);
  let x = bytesOf(row);
  for (const stop = x + stride; x < stop; x += 8, y += 16) {
    sum = i32x4.add(sum, i32x4.dot_i16x8_s(v128.load(y), v128.load_ext<i8>(x)));
  }
  const at = factsOf(row);
  const fact = facts + (q << 2);
  const upper = most(
    fold(sum, sum, sum, sum), f32x4.mul(v128.load_splat<f32>(fact), v128.load_splat<f32>(at)),
    v128.load_splat<f32>(at + factBytes), v128.load_splat<f32>(fact + lanes),
    v128.load_splat<f32>(at + 2 * factBytes), v128.load_splat<f32>(fact + 2 * lanes),
    f32x4.add(v128.load_splat<f32>(at + 3 * factBytes), v128.load_splat<f32>(fact + 3 * lanes)),
  );
  return f32x4.extract_lane(upper, 0);
}
