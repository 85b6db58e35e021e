/**
 * Finds the best rows for queries in one memory, exactly (AssemblyScript).
 *
 * Every row is stored twice: as float32, here or in a file, and as int8 with a scale. Pairs of a query and a row are
 * first judged by the integers. Before that, if all pairs are compared and it pays, a short sketch of both sides judges
 * them (see `sketch.as.ts`). The integers' dot product is off by no more than a bound that Cauchy and Schwarz give (see
 * `bound.as.ts`). Only a pair that the bound cannot rule out is computed exactly, in float64, in a fixed order that
 * `reference.ts` spells out in scalars. Scores and order come from that arithmetic alone, on every machine.
 */

import { ask, count, facts, lanes, shorts } from './asked.as';
import { most } from './bound.as';
import { fold } from './fold.as';
import { exact, isPair, judge } from './judge.as';
import { keep, ownFloors, raise } from './kept.as';
import { compareListed } from './listed.as';
import { bytesOf, drop, factBytes, factsOf, groupMask, isDropped, isInFile, pack, place, stride, valuesOf } from './rows.as';
import { pays, reachOf, sieve, sieved, sketch, sketchQueries, sketchRows } from './sketch.as';
import { bounds, defer, enter, forget, settle, stage } from './undecided.as';

export {
  ask, compareListed, drop, exact, forget, isDropped, keep, pack, place, raise, reachOf, sketch, sketchQueries, sketchRows,
  stage,
};

/** Compares the one query of `ask` with the first `n` rows; `firstRow` is the number of the first. */
export function scan(n: usize, firstRow: u32): void {
  const scale = v128.load_splat<f32>(facts);
  const a = v128.load_splat<f32>(facts + lanes);
  const b = v128.load_splat<f32>(facts + 2 * lanes);
  const c = v128.load_splat<f32>(facts + 3 * lanes);
  const floor = facts + 4 * lanes;
  const inFile = isInFile;
  let chunkEnd: usize = inFile ? enter(0, n) : n;
  for (let row: usize = 0; row < n; row += 4) {
    if (row == chunkEnd) {
      settle(false, firstRow, false);
      chunkEnd = enter(row, n);
    }
    let r0 = bytesOf(row);
    let r1 = r0 + stride;
    let r2 = r1 + stride;
    let r3 = r2 + stride;
    let sum0 = i32x4.splat(0);
    let sum1 = i32x4.splat(0);
    let sum2 = i32x4.splat(0);
    let sum3 = i32x4.splat(0);
    const end = r1;
    for (let at = shorts; r0 < end; r0 += 8, r1 += 8, r2 += 8, r3 += 8, at += 16) {
      const y = v128.load(at);
      sum0 = i32x4.add(sum0, i32x4.dot_i16x8_s(y, v128.load_ext<i8>(r0)));
      sum1 = i32x4.add(sum1, i32x4.dot_i16x8_s(y, v128.load_ext<i8>(r1)));
      sum2 = i32x4.add(sum2, i32x4.dot_i16x8_s(y, v128.load_ext<i8>(r2)));
      sum3 = i32x4.add(sum3, i32x4.dot_i16x8_s(y, v128.load_ext<i8>(r3)));
    }
    const at = factsOf(row);
    const upper = most(
      fold(sum0, sum1, sum2, sum3), f32x4.mul(scale, v128.load(at)), v128.load(at + factBytes), a,
      v128.load(at + 2 * factBytes), b, f32x4.add(v128.load(at + 3 * factBytes), c),
    );
    // "not below": where the bound is NaN the pair is computed
    let passed = i32x4.bitmask(f32x4.lt(upper, v128.load_splat<f32>(floor))) ^ 15;
    if (passed == 0) continue;
    if (inFile) v128.store(bounds, upper);
    for (; passed != 0; passed &= passed - 1) {
      const lane = <usize>ctz(passed);
      const found = row + lane;
      if (found >= n || !isPair(0, found, firstRow, false)) continue;
      if (inFile) defer(0, found, load<f32>(bounds + (lane << 2)), firstRow, false);
      else judge(0, found, valuesOf(found), firstRow, false);
    }
  }
  if (inFile) settle(false, firstRow, false);
}

/**
 * Compares all queries of `ask` with rows `from` to `to - 1`.
 *
 * @param firstRow number of the memory's first row
 * @param half whether a query is compared only with rows behind itself, and each of these rows with the query, whose
 * heap is then at `keep`
 */
export function multiply(from: usize, to: usize, firstRow: u32, half: bool): void {
  if (!isInFile) {
    panels(from, to, firstRow, half);
    return;
  }
  for (let start = from; start < to;) {
    const end = enter(start, to);
    panels(start, end, firstRow, half);
    settle(false, firstRow, half);
    start = end;
  }
}

/**
 * As `multiply`, rows of one chunk: so many of a group at once that they stay in a core's first cache. With `half` they
 * go through the sketches first, where these pay.
 */
function panels(from: usize, to: usize, firstRow: u32, half: bool): void {
  const panel = max<usize>(2, min<usize>(32, 65536 / stride) & ~1);
  let end = from;
  for (let start = from; start < to; start = end) {
    end = min(min(to, start + panel), (start | groupMask) + 1);
    if (half && pays()) {
      sift(start, end, firstRow);
      continue;
    }
    for (let q: usize = 0; q < count; q += 4) {
      for (let row = start; row < end; row += 2) tile(q, row, end, firstRow, half);
    }
  }
}

/** Compares all queries with rows `from` to `to - 1`, both ways, but for the pairs that their sketches rule out. */
function sift(from: usize, to: usize, firstRow: u32): void {
  let passed: usize = 0;
  for (let q: usize = 0; q < count; q += 4) {
    for (let row = from; row < to; row += 2) {
      let left = sieve(q, row);
      if (row + 1 == to) left &= 15;
      if (left == 0) continue;
      passed += popcnt(left);
      for (; left != 0; left &= left - 1) {
        const bit = <usize>ctz(left);
        single(q, bit & 3, row + (bit >> 2), firstRow);
      }
    }
  }
  sieved(count * (to - from), passed);
}

/** One of four queries against one row, both ways. */
function single(q: usize, lane: usize, row: usize, firstRow: u32): void {
  let at = shorts + (q + lane) * (stride << 1);
  let sum0 = i32x4.splat(0);
  let sum1 = i32x4.splat(0);
  let r = bytesOf(row);
  for (const end = r + stride; r < end; r += 16, at += 32) {
    sum0 = i32x4.add(sum0, i32x4.dot_i16x8_s(v128.load(at), v128.load_ext<i8>(r)));
    sum1 = i32x4.add(sum1, i32x4.dot_i16x8_s(v128.load(at, 16), v128.load_ext<i8>(r, 8)));
  }
  const sum = i32x4.add(sum0, sum1);
  // the bounds of the other three queries come of a wrong product, and are ignored
  weigh(fold(sum, sum, sum, sum), q, row, firstRow, true, 1 << <i32>lane);
}

/** Four queries against two rows; the second is left out where there is none. */
@inline
function tile(q: usize, row: usize, end: usize, firstRow: u32, half: bool): void {
  const step = stride << 1;
  let y0 = shorts + q * step;
  let y1 = y0 + step;
  let y2 = y1 + step;
  let y3 = y2 + step;
  let r0 = bytesOf(row);
  let r1 = r0 + stride;
  const stop = r1;
  let a0 = i32x4.splat(0);
  let a1 = i32x4.splat(0);
  let a2 = i32x4.splat(0);
  let a3 = i32x4.splat(0);
  let b0 = i32x4.splat(0);
  let b1 = i32x4.splat(0);
  let b2 = i32x4.splat(0);
  let b3 = i32x4.splat(0);
  for (; r0 < stop; r0 += 8, r1 += 8, y0 += 16, y1 += 16, y2 += 16, y3 += 16) {
    const x0 = v128.load_ext<i8>(r0);
    const x1 = v128.load_ext<i8>(r1);
    let y = v128.load(y0);
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(y, x0));
    b0 = i32x4.add(b0, i32x4.dot_i16x8_s(y, x1));
    y = v128.load(y1);
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(y, x0));
    b1 = i32x4.add(b1, i32x4.dot_i16x8_s(y, x1));
    y = v128.load(y2);
    a2 = i32x4.add(a2, i32x4.dot_i16x8_s(y, x0));
    b2 = i32x4.add(b2, i32x4.dot_i16x8_s(y, x1));
    y = v128.load(y3);
    a3 = i32x4.add(a3, i32x4.dot_i16x8_s(y, x0));
    b3 = i32x4.add(b3, i32x4.dot_i16x8_s(y, x1));
  }
  weigh(fold(a0, a1, a2, a3), q, row, firstRow, half, 15);
  if (row + 1 < end) weigh(fold(b0, b1, b2, b3), q, row + 1, firstRow, half, 15);
}

/** Judges those of four queries, of the ones in `wanted`, whose bound with a row passes the query's floor or the row's own. */
@inline
function weigh(dots: v128, q: usize, row: usize, firstRow: u32, half: bool, wanted: i32): void {
  const at = factsOf(row);
  const fact = facts + (q << 2);
  const upper = most(
    dots, f32x4.mul(v128.load(fact), v128.load_splat<f32>(at)),
    v128.load_splat<f32>(at + factBytes), v128.load(fact + lanes),
    v128.load_splat<f32>(at + 2 * factBytes), v128.load(fact + 2 * lanes),
    f32x4.add(v128.load_splat<f32>(at + 3 * factBytes), v128.load(fact + 3 * lanes)),
  );
  let floor = v128.load(fact + 4 * lanes);
  if (half) floor = f32x4.min(floor, v128.load_splat<f32>(ownFloors + (row << 2)));
  let passed = (i32x4.bitmask(f32x4.lt(upper, floor)) ^ 15) & wanted;
  if (passed == 0) return;
  const inFile = isInFile;
  if (inFile) v128.store(bounds, upper);
  for (; passed != 0; passed &= passed - 1) {
    const lane = <usize>ctz(passed);
    if (!isPair(q + lane, row, firstRow, half)) continue;
    if (inFile) defer(q + lane, row, load<f32>(bounds + (lane << 2)), firstRow, half);
    else judge(q + lane, row, valuesOf(row), firstRow, half);
  }
}
