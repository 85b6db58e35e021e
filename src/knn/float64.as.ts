/** Computes dot product and distance of two float32 rows in float64 of fixed order (AssemblyScript). */

/** Value i goes to partial sum i mod 8; the eight fold to two, then to one, as `reference.ts` spells out. */
export function dot(x: usize, y: usize, stride: usize): f64 {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  for (const end = x + (stride << 2); x < end; x += 32, y += 32) {
    s0 = f64x2.add(s0, f64x2.mul(two(x), two(y)));
    s1 = f64x2.add(s1, f64x2.mul(two(x + 8), two(y + 8)));
    s2 = f64x2.add(s2, f64x2.mul(two(x + 16), two(y + 16)));
    s3 = f64x2.add(s3, f64x2.mul(two(x + 24), two(y + 24)));
  }
  const sum = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** Squared Euclidean distance, summed as `dot` sums. */
export function distance(x: usize, y: usize, stride: usize): f64 {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  for (const end = x + (stride << 2); x < end; x += 32, y += 32) {
    const d0 = f64x2.sub(two(x), two(y));
    const d1 = f64x2.sub(two(x + 8), two(y + 8));
    const d2 = f64x2.sub(two(x + 16), two(y + 16));
    const d3 = f64x2.sub(two(x + 24), two(y + 24));
    s0 = f64x2.add(s0, f64x2.mul(d0, d0));
    s1 = f64x2.add(s1, f64x2.mul(d1, d1));
    s2 = f64x2.add(s2, f64x2.mul(d2, d2));
    s3 = f64x2.add(s3, f64x2.mul(d3, d3));
  }
  const sum = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** Two float32 as float64. */
@inline
function two(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at));
}

