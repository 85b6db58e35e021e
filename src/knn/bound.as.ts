/**
 * Bounds the scores of four pairs from above, by their integers' dot products and the facts of both sides
 * (AssemblyScript).
 *
 * score <= dot * scale(q) * scale(r) + error(r) * a(q) + norm(r) * b(q) + offset(r) + c(q)
 *
 * With x, y the row and the query and x', y' what their integers stand for:
 * |xy - x'y'| <= |x - x'| |y| + |x'| |y - y'|, and |x'| <= |x| + |x - x'|.
 */

/** Above the rounding of the float32 arithmetic that the bound is computed in: some 10 operations of 2^-24 each. */
export const SLOP: f64 = 1.0 / 524288.0;
/** Above what is lost where the product of two scales, or anything after it, is too small for float32: 2^31 * 2^-149. */
export const TINY: f64 = 1.0e-35;

/** float32 [4]; `scale` is that of the query times that of the row, `offset` the row's plus the query's c. */
@inline
export function most(dots: v128, scale: v128, error: v128, a: v128, norm: v128, b: v128, offset: v128): v128 {
  const near = f32x4.mul(f32x4.convert_i32x4_s(dots), scale);
  return f32x4.add(f32x4.add(near, f32x4.mul(error, a)), f32x4.add(f32x4.mul(norm, b), offset));
}
