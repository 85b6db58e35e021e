/** Pairs a photo's bytes in a square with the visibility of its pixels, for models that take it. */
import type { Preprocessing } from '../contract/card';
import { place } from './contain';
import type { Size } from './size';

/** A photo in a model's form, or an oblong one. */
export interface Square {
  /** uint8 RGB [side, width, 3]. */
  readonly rgb: Uint8ClampedArray;
  /** uint8 [side, width], 255 = fully visible; present only where the model's channels are `rgbv`. */
  readonly visible?: Uint8ClampedArray;
}

/**
 * Makes the square of a photo, or a part of one, that is seen whole: all of it is visible, the bars beside it are not.
 *
 * @param rgb what `contain` made of it. Kept, not copied.
 * @param photo its size before, which decides its place in the square.
 * @param preprocessing must have fit `contain` if its channels are `rgbv`.
 */
export function wholeSquare(
  rgb: Uint8ClampedArray,
  photo: Size,
  { side, width = side, channels }: Pick<Preprocessing, 'side' | 'width' | 'channels'>,
): Square {
  if (channels !== 'rgbv') return { rgb };
  const visible = new Uint8ClampedArray(side * width);
  const { left, top, ...placed } = place(photo.width, photo.height, side, width);
  for (let y = top; y < top + placed.height; y++) {
    visible.fill(255, y * width + left, y * width + left + placed.width);
  }
  return { rgb, visible };
}
