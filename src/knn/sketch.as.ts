/**
 * Bounds a pair's score from above by a short sketch of both sides along a few directions (AssemblyScript).
 *
 * Let B be the directions, w of them, in rows; G = B B', and d >= |G - I| in the Frobenius norm, so in the spectral one,
 * 0 < d < 1/2. Px is x projected on what they span: Px = B' G^-1 B x. With h(x) = B x
 *
 *   x y = Px Py + (x - Px)(y - Py) <= h(x)' G^-1 h(y) + |x - Px| |y - Py|              (Cauchy and Schwarz)
 *   h(x)' G^-1 h(y) <= h(x) h(y) + |h(x)| |h(y)| d / (1 - d)                           (|G^-1 - I| <= d / (1 - d))
 *   |x - Px|^2 = |x|^2 - h(x)' G^-1 h(x) <= |x|^2 - |h(x)|^2 / (1 + d)                 (|G| <= 1 + d)
 *
 * and h(x) h(y) is bounded by integers as a score is, see `bound.as.ts`, whose SLOP is above the rounding of the float32
 * sums here too: two operations more. That bound holds for the h that were computed; these are off by no more than
 * `noise` times |x|: a float32 sum of n products in 16 partial sums, then folded, is off by less than
 * (n / 16 + 5) 2^-24 / (1 - (n / 16 + 5) 2^-24) times |b| |x| (N. J. Higham, Accuracy and Stability of Numerical
 * Algorithms, 2nd edition, section 3.1), w of them in length by the square root of w. Where products might be too small
 * or too large for float32 a row gets no sketch: its rest is infinite, and nothing is ruled out by it.
 */

import { asks, count, facts, lanes, queries } from './asked.as';
import { SLOP } from './bound.as';
import { dot } from './float64.as';
import { fold } from './fold.as';
import { ownFloors } from './kept.as';
import { largest, quantise, up } from './quantise.as';
import { factBytes, factsOf, isDropped, squared, stride } from './rows.as';

/** Between these lengths no float32 sum of products overflows, and what underflows is far below its rounding. */
const SHORTEST: f64 = 1.0 / 1152921504606846976.0;
const LONGEST: f64 = 1152921504606846976.0;
/** Above the rounding of a squared length in float64: 8,200 operations of 2^-53. */
const SQUARES_SLOP: f64 = 1.0 / 68719476736.0;

/** What the bound of a pair costs, in products of two values. */
const BESIDE: usize = 32;
/** Panels without sketches between two tries, at most. */
const LONGEST_PAUSE: usize = 1024;

/** Values of a sketch; 0 where there are none. */
export let width: usize = 0;
/** Addresses, see `sketch`. */
let directions: usize = 0;
let heads: usize = 0;
let sketches: usize = 0;
let rowFacts: usize = 0;
let rowLanes: usize = 0;
let asked: usize = 0;
let askedFacts: usize = 0;
/** Which `ask` the queries' sketches are of. */
let sketched: u32 = 0;
/** Panels that are compared without sketches: until the next try, and then after a try that did not pay. */
let pause: usize = 0;
let longer: usize = 1;
let defect: f64 = 0;
let noise: f64 = 0;

/**
 * Sets where sketches are; with 0 `values` there are none.
 *
 * @param directionsAt address of `values` rows of float32 like those of `place`, nearly orthonormal
 * @param values a multiple of 8
 * @param gap at least the Frobenius norm of their Gram matrix less the identity, below 1/2
 * @param rowsAt room for capacity * values int8, then for 4 * capacity float32: scale, error, norm and rest
 * @param queriesAt room for `room` queries, a multiple of 4: as many times values int16, then 4 float32 each
 * @param headsAt room for `values` float32
 */
export function sketch(
  directionsAt: usize, values: usize, gap: f64, rowsAt: usize, capacity: usize, queriesAt: usize, room: usize, headsAt: usize,
): void {
  directions = directionsAt;
  width = values;
  heads = headsAt;
  sketches = rowsAt;
  rowFacts = rowsAt + capacity * values;
  rowLanes = capacity << 2;
  asked = queriesAt;
  askedFacts = queriesAt + ((room * values) << 1);
  defect = gap;
  sketched = 0;
  pause = 0;
  longer = 1;
  noise = (<f64>stride / 16 + 8) / 8388608.0 * sqrt(<f64>values);
}

/** Sketches rows `first` to `first + n - 1` from their float32 values at `from`. */
export function sketchRows(first: usize, n: usize, from: usize): void {
  for (let row = first; row < first + n; row++, from += stride << 2) {
    const at = rowFacts + (row << 2);
    head(from, 127, sketches + row * width, 1);
    store<f32>(at, scaleOf);
    store<f32>(at + rowLanes, isDropped(row) ? -Infinity : up(errorOf));
    store<f32>(at + 2 * rowLanes, up(lengthOf + errorOf));
    store<f32>(at + 3 * rowLanes, up(restOf));
  }
}

/** Sketches the queries of `ask`. */
export function sketchQueries(): void {
  sketched = asks;
  const weight: f64 = squared ? 2 : 1;
  memory.fill(askedFacts, 0, lanes << 2);
  memory.fill(asked, 0, ((lanes >> 2) * width) << 1);
  for (let q: usize = 0; q < count; q++) {
    const at = askedFacts + (q << 2);
    head(queries + q * (stride << 2), 32767, asked + ((q * width) << 1), 2);
    store<f32>(at, <f32>weight * scaleOf);
    store<f32>(at + lanes, up(weight * lengthOf * (1 + SLOP)));
    const skew = lengthOf * defect / (1 - defect);
    store<f32>(at + 2 * lanes, up(weight * (errorOf + skew + (lengthOf + errorOf) * SLOP)));
    store<f32>(at + 3 * lanes, up(weight * restOf * (1 + SLOP)));
  }
}

/** What `head` found of a vector: its integers' scale, what they lose, at least |h| and at least |x - Px|. */
let scaleOf: f32 = 0;
let errorOf: f64 = 0;
let lengthOf: f64 = 0;
let restOf: f64 = 0;

function head(from: usize, most: f32, to: usize, bytes: usize): void {
  const square = dot(from, from, stride);
  const norm = sqrt(square);
  if (!(norm >= SHORTEST && norm <= LONGEST)) {
    memory.fill(to, 0, width * bytes);
    scaleOf = 0;
    errorOf = 0;
    lengthOf = 0;
    restOf = Infinity;
    return;
  }
  for (let i: usize = 0; i < width; i++) {
    store<f32>(heads + (i << 2), product(directions + i * (stride << 2), from));
  }
  let own: f64 = 0;
  for (let at = heads; at < heads + (width << 2); at += 4) own += <f64>load<f32>(at) * <f64>load<f32>(at);
  const off = noise * norm;
  const levels = <f32>min<usize>(<usize>most, 2147483647 / 127 / width);
  scaleOf = largest(heads, width) / levels;
  errorOf = quantise(heads, width, scaleOf, levels, to, bytes) + off;
  lengthOf = sqrt(own) * (1 + SLOP) + off;
  const least = max(0, sqrt(own) * (1 - SLOP) - off);
  restOf = sqrt(max(0, square * (1 + SQUARES_SLOP) - least * least / (1 + defect)));
}

/** Dot product of two rows in float32. */
function product(x: usize, y: usize): f32 {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  for (const end = x + (stride << 2); x < end; x += 64, y += 64) {
    s0 = f32x4.add(s0, f32x4.mul(v128.load(x), v128.load(y)));
    s1 = f32x4.add(s1, f32x4.mul(v128.load(x, 16), v128.load(y, 16)));
    s2 = f32x4.add(s2, f32x4.mul(v128.load(x, 32), v128.load(y, 32)));
    s3 = f32x4.add(s3, f32x4.mul(v128.load(x, 48), v128.load(y, 48)));
  }
  const sum = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
  return (f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1)) + (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3));
}

/** Whether the next panel is to go through the sketches; then those of the queries are there. */
export function pays(): bool {
  if (width == 0) return false;
  if (pause > 0) {
    pause -= 1;
    return false;
  }
  if (sketched != asks) sketchQueries();
  return true;
}

/** Takes how many pairs of a panel were tested, and how many of them their sketches did not rule out. */
export function sieved(tested: usize, passed: usize): void {
  // a pair that passes is compared alone, which takes twice as long as among eight
  const taken: usize = (passed * stride) << 1;
  const beside: usize = tested * (width + BESIDE);
  if (taken + beside < tested * stride) {
    longer = 1;
    return;
  }
  pause = longer;
  longer = min(longer << 1, LONGEST_PAUSE);
}

/** Four queries against two rows: bits 0 to 3 for the first, 4 to 7 for the second, of those that are not ruled out. */
@inline
export function sieve(q: usize, row: usize): i32 {
  const step = width << 1;
  let y0 = asked + q * step;
  let y1 = y0 + step;
  let y2 = y1 + step;
  let y3 = y2 + step;
  let r0 = sketches + row * width;
  let r1 = r0 + width;
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
  const floor = v128.load(facts + 4 * lanes + (q << 2));
  const own = ownFloors + (row << 2);
  const first = f32x4.lt(reach(fold(a0, a1, a2, a3), q, row), f32x4.min(floor, v128.load_splat<f32>(own)));
  const second = f32x4.lt(reach(fold(b0, b1, b2, b3), q, row + 1), f32x4.min(floor, v128.load_splat<f32>(own + 4)));
  return (i32x4.bitmask(first) | (i32x4.bitmask(second) << 4)) ^ 255;
}

/** float32 [4]: the most that the scores of four queries with a row can be, from their sketches' dot products. */
@inline
function reach(dots: v128, q: usize, row: usize): v128 {
  const at = rowFacts + (row << 2);
  const by = askedFacts + (q << 2);
  const near = f32x4.mul(f32x4.convert_i32x4_s(dots), f32x4.mul(v128.load(by), v128.load_splat<f32>(at)));
  const lost = f32x4.add(
    f32x4.mul(v128.load_splat<f32>(at + rowLanes), v128.load(by + lanes)),
    f32x4.mul(v128.load_splat<f32>(at + 2 * rowLanes), v128.load(by + 2 * lanes)),
  );
  const rest = f32x4.mul(v128.load_splat<f32>(at + 3 * rowLanes), v128.load(by + 3 * lanes));
  const offset = f32x4.add(v128.load_splat<f32>(factsOf(row) + 3 * factBytes), v128.load(facts + (q << 2) + 3 * lanes));
  return f32x4.add(f32x4.add(near, lost), f32x4.add(rest, offset));
}

/** The most that the score of a query with a row can be, as `sieve` judges by it; for one pair. */
export function reachOf(q: usize, row: usize): f32 {
  let sum: i32 = 0;
  const y = asked + ((q * width) << 1);
  for (let i: usize = 0; i < width; i++) {
    sum += <i32>load<i16>(y + (i << 1)) * <i32>load<i8>(sketches + row * width + i);
  }
  const all = reach(i32x4.splat(sum), q & ~3, row);
  switch (<i32>(q & 3)) {
    case 0: return f32x4.extract_lane(all, 0);
    case 1: return f32x4.extract_lane(all, 1);
    case 2: return f32x4.extract_lane(all, 2);
    default: return f32x4.extract_lane(all, 3);
  }
}
