/** Bounds the dot product of two vectors by their sketches alone, in scalars. */

/**
 * What `sketch.as.ts` bounds, without integers and in float64: h(x) h(y) + |x - Px| |y - Py|, for orthonormal directions.
 *
 * @param directions float32 [width, dims]
 * @param x float32 [dims], as is `y`; only read
 */
export function referenceReach(directions: Float32Array, x: Float32Array, y: Float32Array): number {
  const dims = x.length;
  const width = directions.length / dims;
  const head = (vector: Float32Array): number[] =>
    Array.from({ length: width }, (_, i) =>
      vector.reduce((sum, value, dim) => sum + value * (directions[i * dims + dim] ?? Number.NaN), 0),
    );
  const product = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
    Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0);
  const [hx, hy] = [head(x), head(y)];
  const rest = (vector: Float32Array, h: readonly number[]): number =>
    Math.sqrt(Math.max(0, product(vector, vector) - product(h, h)));
  return product(hx, hy) + rest(x, hx) * rest(y, hy);
}
