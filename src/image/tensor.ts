/** Writes squares of bytes into a tensor, in the order and type that the model takes. */
import type { Preprocessing } from '../contract/card';
import type { TensorData } from '../contract/tensor';
import { toHalf } from '../shared/half';
import { channelCount } from '../contract/input-shape';
import type { Square } from './square';

/** [3 x 256] per preprocessing: a byte has only 256 values, so each is computed once. */
const tables = new WeakMap<Preprocessing, TensorData>();

/** Pixels of the input. */
function areaOf({ side, width = side }: Preprocessing): number {
  return side * width;
}

/** Room for `length` values of the preprocessing's type. */
function room(length: number, { input }: Preprocessing): TensorData {
  if (input === 'float16') return new Uint16Array(length);
  return input === 'uint8' ? new Uint8Array(length) : new Float32Array(length);
}

/**
 * Writes one photo into a batch: `(byte * scale - mean) / std` for red, green and blue. If the model takes visibility,
 * it is the fourth plane, `byte / 255`, to which scale, mean and std do not apply.
 *
 * @param square not kept.
 * @param tensor as `inputShape` says, owned by the caller.
 * @param offset of the photo in `tensor`, in values: `i * channels * side * width`.
 * @throws RangeError where square or tensor do not have room for the input's pixels, or visibility is lacking.
 */
export function writeTensor(
  { rgb, visible }: Square,
  preprocessing: Preprocessing,
  tensor: TensorData,
  offset: number,
): void {
  const { channels, layout } = preprocessing;
  const area = areaOf(preprocessing);
  const values = area * channelCount(preprocessing);
  if (rgb.length !== area * 3 || offset < 0 || offset + values > tensor.length) {
    throw new RangeError(
      `expected ${area * 3} bytes and ${values} values from ${offset} on, got ${rgb.length} and ${tensor.length}`,
    );
  }
  const table = tableFor(preprocessing);
  const [step, plane] = layout === 'nhwc' ? [3, 1] : [1, area];
  for (let channel = 0; channel < 3; channel++) {
    const levels = table.subarray(channel * 256, channel * 256 + 256);
    let from = channels === 'bgr' ? 2 - channel : channel;
    let to = offset + channel * plane;
    for (let at = 0; at < area; at++, from += 3, to += step) tensor[to] = levels[rgb[from]!]!;
  }
  if (channels !== 'rgbv') return;
  if (visible?.length !== area) {
    throw new RangeError(`expected ${area} bytes of visibility, got ${visible?.length ?? 'none'}`);
  }
  for (let at = 0, to = offset + 3 * area; at < area; at++, to++) tensor[to] = visible[at]! / 255;
}

/**
 * One tensor for a batch.
 * @param squares not kept.
 * @returns as `writeTensor` writes it, owned by the caller.
 * @throws RangeError where a square has not the input's pixels, or lacks the visibility that the model takes.
 */
export function batchTensor(squares: readonly Square[], preprocessing: Preprocessing): TensorData {
  const values = channelCount(preprocessing) * areaOf(preprocessing);
  const tensor = room(squares.length * values, preprocessing);
  squares.forEach((square, i) => {
    writeTensor(square, preprocessing, tensor, i * values);
  });
  return tensor;
}

function tableFor(preprocessing: Preprocessing): TensorData {
  const known = tables.get(preprocessing);
  if (known) return known;
  const { scale, mean, std, input } = preprocessing;
  const table = room(3 * 256, preprocessing);
  for (const channel of [0, 1, 2] as const) {
    for (let byte = 0; byte < 256; byte++) {
      const value = (byte * scale - mean[channel]) / std[channel];
      table[channel * 256 + byte] = inForm(value, input);
    }
  }
  tables.set(preprocessing, table);
  return table;
}

function inForm(value: number, input: Preprocessing['input']): number {
  if (input === 'float16') return toHalf(value);
  return input === 'uint8' ? Math.min(255, Math.max(0, Math.round(value))) : value;
}
