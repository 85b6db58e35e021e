/** A side in; the drawn probe tensor [3, side, side] that every device must encode alike out. */

/**
 * Values 0..1 float32, NCHW, drawn by integer arithmetic that `training/export.py` repeats; the caller owns it.
 *
 * @param side of the square in pixels.
 */
export function probeTensor(side: number): Float32Array<ArrayBuffer> {
  const tensor = new Float32Array(3 * side * side);
  let at = 0;
  for (let c = 0; c < 3; c++) {
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        tensor[at++] = ((x * (3 + c) + y * (5 - c) + ((x * y) >> (3 + c)) + 40 * c) & 255) / 255;
      }
    }
  }
  return tensor;
}

/** Cosine similarity of two vectors of one length, computed in float64. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let dot = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i] ?? NaN;
    const y = b[i] ?? NaN;
    dot += x * y;
    aa += x * x;
    bb += y * y;
  }
  return dot / Math.sqrt(aa * bb);
}
