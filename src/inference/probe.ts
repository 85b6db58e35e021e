/** Draws the probe tensor that every device must answer alike, in the form of the model's input. */
import type { Preprocessing } from '../contract/card';
import type { TensorData } from '../contract/tensor';
import { toHalf } from '../shared/half';
import { channelCount } from '../contract/input-shape';

/**
 * Values 0..1 of `[channels, side, width]`, or 0..255 for `uint8`, in the axis order and type of the model's input.
 * Integer arithmetic draws them, and `training/export.py` repeats it. Visibility is drawn like a colour. The caller
 * owns the tensor.
 */
export function probeTensor(
  preprocessing: Pick<Preprocessing, 'side' | 'width' | 'channels' | 'layout' | 'input'>,
): TensorData {
  const { side, width = side, layout, input } = preprocessing;
  const count = channelCount(preprocessing);
  const length = count * side * width;
  const tensor =
    input === 'float16'
      ? new Uint16Array(length)
      : input === 'uint8'
        ? new Uint8Array(length)
        : new Float32Array(length);
  const [across, plane] = layout === 'nhwc' ? [count, 1] : [1, side * width];
  for (let c = 0; c < count; c++) {
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
