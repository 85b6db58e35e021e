/** A model's preprocessing in; the drawn probe that every device must answer alike, in the model's own form, out. */
import type { Preprocessing } from '../card';
import type { TensorData } from '../contract';
import { toHalf } from '../half';

/**
 * Values 0..1 of `[3, side, width]`, drawn by integer arithmetic that `training/export.py` repeats, in the order of axes
 * and the type of the model's input; 0..255 where that is `uint8`. The caller owns it.
 */
export function probeTensor({
  side,
  width = side,
  layout,
  input,
}: Pick<Preprocessing, 'side' | 'width' | 'layout' | 'input'>): TensorData {
  const length = 3 * side * width;
  const tensor =
    input === 'float16'
      ? new Uint16Array(length)
      : input === 'uint8'
        ? new Uint8Array(length)
        : new Float32Array(length);
  const [across, plane] = layout === 'nhwc' ? [3, 1] : [1, side * width];
  for (let c = 0; c < 3; c++) {
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < width; x++) {
        const level = (x * (3 + c) + y * (5 - c) + ((x * y) >> (3 + c)) + 40 * c) & 255;
        const at = c * plane + (y * width + x) * across;
        tensor[at] = input === 'uint8' ? level : input === 'float16' ? toHalf(level / 255) : level / 255;
      }
    }
  }
  return tensor;
}
