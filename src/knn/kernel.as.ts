/**
 * AssemblyScript: rows and queries in one memory in; each query's best rows out, exactly.
 *
 * Every row is stored twice: as float32, and as int8 with a scale. Pairs of a query and a row are first judged by the
 * integers, whose dot product is off by no more than a bound that Cauchy and Schwarz give (see `bound` below). Only a
 * pair that the bound cannot rule out is computed exactly, in float64, in a fixed order that `reference.ts` spells out
 * in scalars; scores and order come from that arithmetic alone, on every machine.
 */

import { distance, dot } from './float64.as';
import { fold } from './fold.as';
import { offer } from './heap.as';
import { down, largest, quantise, up } from './quantise.as';

const NONE: u32 = 0xffffffff;
/** Above the rounding of the float32 arithmetic that the bound is computed in: some 10 operations of 2^-24 each. */
const SLOP: f64 = 1.0 / 524288.0;
/** Above what is lost where the product of two scales, or anything after it, is too small for float32: 2^31 * 2^-149. */
const TINY: f64 = 1.0e-35;

// where this memory has its rows, see `place`
let values: usize = 0;
let bytes: usize = 0;
let scales: usize = 0;
let errors: usize = 0;
let norms: usize = 0;
let offsets: usize = 0;
let stride: usize = 0;
let squared: bool = false;

// where this memory has the queries of the next search, see `ask`
let queries: usize = 0;
let shorts: usize = 0;
let facts: usize = 0;
let lanes: usize = 0;
let count: usize = 0;
let k: usize = 0;
let heapScores: usize = 0;
let heapRows: usize = 0;
let selves: usize = 0;
let names: usize = 0;

// where this memory has the best of its own rows while all pairs are computed, see `keep`
let ownScores: usize = 0;
let ownRows: usize = 0;
let ownFloors: usize = 0;

/**
 * Tells where the rows are.
 *
 * @param valuesAt address of `capacity * strideValues` float32, row by row, zeros behind the last dim
 * @param bytesAt address of as many int8, written by `pack`
 * @param factsAt address of 4 * capacity float32, written by `pack`
 * @param capacity rows there is room for, a multiple of 4
 * @param strideValues values per row, a multiple of 16
 * @param l2 whether the score is the negative squared Euclidean distance; else the dot product
 */
export function place(valuesAt: usize, bytesAt: usize, factsAt: usize, capacity: usize, strideValues: usize, l2: bool): void {
  values = valuesAt;
  bytes = bytesAt;
  scales = factsAt;
  errors = scales + (capacity << 2);
  norms = errors + (capacity << 2);
  offsets = norms + (capacity << 2);
  stride = strideValues;
  squared = l2;
}

/** Makes the integers and the facts of rows `first` to `first + n - 1` from their float32 values. */
export function pack(first: usize, n: usize): void {
  for (let row = first; row < first + n; row++) {
    const from = values + row * (stride << 2);
    const scale = largest(from, stride) / 127;
    const error = quantise(from, stride, scale, 127, bytes + row * stride, 1);
    const norm = sqrt(dot(from, from, stride));
    const at = row << 2;
    store<f32>(scales + at, scale);
    store<f32>(errors + at, up(error));
    store<f32>(norms + at, up(norm + error));
    store<f32>(offsets + at, squared ? up(-norm * norm * (1 - SLOP)) : 0);
  }
}

/** Takes a row out: no search finds it any more. */
export function drop(row: usize): void {
  store<f32>(errors + (row << 2), -Infinity);
}

/**
 * Tells which queries come next.
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

/**
 * The facts of a query by which no pair is lost: score <= dot * scale(q) * scale(r) + error(r) * a(q) + norm(r) * b(q) +
 * offset(r) + c(q), where `dot` is that of the integers.
 *
 * With x, y the row and the query and x', y' what their integers stand for:
 * |xy - x'y'| <= |x - x'| |y| + |x'| |y - y'|, and |x'| <= |x| + |x - x'|.
 */
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

/** Compares the one query of `ask` with the first `n` rows; `firstRow` is the number of the first. */
export function scan(n: usize, firstRow: u32): void {
  const scale = v128.load_splat<f32>(facts);
  const a = v128.load_splat<f32>(facts + lanes);
  const b = v128.load_splat<f32>(facts + 2 * lanes);
  const c = v128.load_splat<f32>(facts + 3 * lanes);
  const floor = facts + 4 * lanes;
  for (let row: usize = 0; row < n; row += 4) {
    let r0 = bytes + row * stride;
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
    const at = row << 2;
    const upper = most(
      fold(sum0, sum1, sum2, sum3), f32x4.mul(scale, v128.load(scales + at)), v128.load(errors + at), a,
      v128.load(norms + at), b, f32x4.add(v128.load(offsets + at), c),
    );
    // "not below": where the bound is NaN the pair is computed
    let passed = i32x4.bitmask(f32x4.lt(upper, v128.load_splat<f32>(floor))) ^ 15;
    for (; passed != 0; passed &= passed - 1) {
      const found = row + <usize>ctz(passed);
      if (found < n) judge(0, found, firstRow, false);
    }
  }
}

/**
 * Compares all queries of `ask` with rows `from` to `to - 1`.
 *
 * @param firstRow number of the memory's first row
 * @param half whether a query is compared only with rows behind itself, and each of these rows with the query, whose
 * heap is then at `keep`
 */
export function multiply(from: usize, to: usize, firstRow: u32, half: bool): void {
  const panel = max<usize>(2, min<usize>(32, 16384 / stride) & ~1);
  for (let start = from; start < to; start += panel) {
    const end = min(to, start + panel);
    for (let q: usize = 0; q < count; q += 4) {
      for (let row = start; row < end; row += 2) tile(q, row, end, firstRow, half);
    }
  }
}

/** Four queries against two rows; the second is left out where there is none. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function tile(q: usize, row: usize, end: usize, firstRow: u32, half: bool): void {
  const step = stride << 1;
  let y0 = shorts + q * step;
  let y1 = y0 + step;
  let y2 = y1 + step;
  let y3 = y2 + step;
  let r0 = bytes + row * stride;
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
  sift(fold(a0, a1, a2, a3), q, row, firstRow, half);
  if (row + 1 < end) sift(fold(b0, b1, b2, b3), q, row + 1, firstRow, half);
}

/** Judges those of four queries whose bound with a row passes the query's floor or the row's own. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function sift(dots: v128, q: usize, row: usize, firstRow: u32, half: bool): void {
  const at = row << 2;
  const fact = facts + (q << 2);
  const upper = most(
    dots, f32x4.mul(v128.load(fact), v128.load_splat<f32>(scales + at)),
    v128.load_splat<f32>(errors + at), v128.load(fact + lanes),
    v128.load_splat<f32>(norms + at), v128.load(fact + 2 * lanes),
    f32x4.add(v128.load_splat<f32>(offsets + at), v128.load(fact + 3 * lanes)),
  );
  let floor = v128.load(fact + 4 * lanes);
  if (half) floor = f32x4.min(floor, v128.load_splat<f32>(ownFloors + at));
  let passed = i32x4.bitmask(f32x4.lt(upper, floor)) ^ 15;
  for (; passed != 0; passed &= passed - 1) {
    const found = q + <usize>ctz(passed);
    if (found < count) judge(found, row, firstRow, half);
  }
}

/** The most that a score can be, see `bound`. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function most(dots: v128, scale: v128, error: v128, a: v128, norm: v128, b: v128, offset: v128): v128 {
  const near = f32x4.mul(f32x4.convert_i32x4_s(dots), scale);
  return f32x4.add(f32x4.add(near, f32x4.mul(error, a)), f32x4.add(f32x4.mul(norm, b), offset));
}

/** Computes a pair exactly and offers the row to the query's heap, with `half` the query to the row's own heap too. */
function judge(q: usize, row: usize, firstRow: u32, half: bool): void {
  if (load<f32>(errors + (row << 2)) < 0) return;
  const number = firstRow + <u32>row;
  const self = load<u32>(selves + (q << 2));
  if (self != NONE && (half ? number <= self : number == self)) return;
  const score = exact(queries + q * (stride << 2), values + row * (stride << 2));
  const heap = q * k;
  const floor = facts + 4 * lanes + (q << 2);
  if (offer(heapScores + (heap << 3), heapRows + (heap << 2), k, number, score)) {
    store<f32>(floor, max(load<f32>(floor), down(load<f64>(heapScores + (heap << 3)))));
  }
  if (!half) return;
  const own = row * k;
  if (offer(ownScores + (own << 3), ownRows + (own << 2), k, load<u32>(names + (q << 2)), score)) {
    store<f32>(ownFloors + (row << 2), down(load<f64>(ownScores + (own << 3))));
  }
}

/**
 * Tells where the rows' own heaps are while all pairs are computed.
 *
 * @param heapsAt address of capacity * size float64, then as many uint32; what they hold stays
 * @param floorsAt room for capacity float32
 */
export function keep(heapsAt: usize, floorsAt: usize, capacity: usize, size: usize): void {
  ownScores = heapsAt;
  ownRows = heapsAt + ((capacity * size) << 3);
  ownFloors = floorsAt;
  for (let row: usize = 0; row < capacity; row++) {
    store<f32>(floorsAt + (row << 2), down(load<f64>(ownScores + ((row * size) << 3))));
  }
}

/** The exact score of a pair, in float64. */
export function exact(x: usize, y: usize): f64 {
  return squared ? -distance(x, y, stride) : dot(x, y, stride);
}
