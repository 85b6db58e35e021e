/** Draws what an encoder would see of a photo, as a picture for people's eyes. */
import type { Preprocessing } from '../contract/card';
import type { Preview } from '../contract/preview';
import { BitmapRows } from './bitmap-rows';
import { readSquare } from './contain';
import type { Resizer } from './resizer';
import { wholeSquare } from './square';
import { batchTensor } from './tensor';
import { halfTable } from '../shared/half';

/**
 * @param resizer free again when this returns.
 * @returns the input's own pixels. For channels `bgr` red and blue are swapped, as a model that wants red first would
 * see them. The caller owns it.
 * @throws as `readSquare`.
 */
export function preview(bitmap: ImageBitmap, preprocessing: Preprocessing, resizer: Resizer): Preview {
  const { side, width = side, channels } = preprocessing;
  const rgb = readSquare(new BitmapRows(bitmap), preprocessing, resizer);
  const tensor = batchTensor([wholeSquare(rgb, bitmap, preprocessing)], preprocessing);
  const half = preprocessing.input === 'float16' ? halfTable() : undefined;
  let [low, high] = [Infinity, -Infinity];
  for (const stored of tensor) {
    const value = half ? half[stored]! : stored;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (channels === 'bgr') {
    for (let at = 0; at < rgb.length; at += 3) [rgb[at], rgb[at + 2]] = [rgb[at + 2]!, rgb[at]!];
  }
  return { rgb, width, height: side, low, high };
}
