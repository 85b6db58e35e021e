/** A side in; the drawn probe tensor [3, side, side] that every device must answer alike out. */

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
