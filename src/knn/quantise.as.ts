/** Writes a float32 row as integers times a scale, and measures the length of what that loses (AssemblyScript). */

import { SLOP } from './bound.as';

/** The largest magnitude of a row's float32 values. */
export function largest(from: usize, stride: usize): f32 {
  let top = f32x4.splat(0);
  for (let at = from; at < from + (stride << 2); at += 16) top = f32x4.max(top, f32x4.abs(v128.load(at)));
  const a = max(f32x4.extract_lane(top, 0), f32x4.extract_lane(top, 1));
  return max(a, max(f32x4.extract_lane(top, 2), f32x4.extract_lane(top, 3)));
}

/**
 * Writes a row's values as integers of `-levels..levels` times the scale.
 *
 * @param width bytes of an integer, 1 or 2
 * @returns the Euclidean length of what that loses: the bound holds for any integers, as this is measured
 */
export function quantise(from: usize, stride: usize, scale: f32, levels: f32, to: usize, width: usize): f64 {
  const low = f32x4.splat(-levels);
  const high = f32x4.splat(levels);
  const divisor = f32x4.splat(scale);
  const step = f64x2.splat(scale);
  let lost = f64x2.splat(0);
  for (let i: usize = 0; i < stride; i += 4) {
    const value = v128.load(from + (i << 2));
    // 0 / 0 is NaN, which becomes 0
    const near = f32x4.nearest(f32x4.div(value, divisor));
    const whole = i32x4.trunc_sat_f32x4_s(f32x4.pmax(f32x4.pmin(near, high), low));
    const narrow = i16x8.narrow_i32x4_s(whole, whole);
    if (width == 1) v128.store32_lane(to + i, i8x16.narrow_i16x8_s(narrow, narrow), 0);
    else v128.store64_lane(to + (i << 1), narrow, 0);
    lost = f64x2.add(lost, squares(value, whole, step));
    lost = f64x2.add(lost, squares(behind(value), behind(whole), step));
  }
  return sqrt(f64x2.extract_lane(lost, 0) + f64x2.extract_lane(lost, 1)) * (1 + SLOP);
}

/** float64 [2]: squared differences of the first two values from their integers times the step. */
@inline
function squares(value: v128, whole: v128, step: v128): v128 {
  const difference = f64x2.sub(f64x2.promote_low_f32x4(value), f64x2.mul(f64x2.convert_low_i32x4_s(whole), step));
  return f64x2.mul(difference, difference);
}

/** The last two of four lanes as the first two. */
@inline
function behind(lanes: v128): v128 {
  return i64x2.shuffle(lanes, lanes, 1, 1);
}

/** A float32 no lower than the value, and no higher than it must be. */
export function up(value: f64): f32 {
  return -down(-value);
}

/** A float32 no higher than the value. */
export function down(value: f64): f32 {
  const near = <f32>value;
  if (<f64>near <= value) return near;
  if (near == 0) return -f32.MIN_VALUE;
  const bits = reinterpret<i32>(near);
  return reinterpret<f32>(near > 0 ? bits - 1 : bits + 1);
}
