/** The rows of a photo in; a square of RGB bytes with the whole photo centred on grey out. */
import { eachBand, type Fitting, type PixelRows } from './pixel-rows';
import type { Rectangle } from './rectangle';
import type { Resizer, Size } from './resizer';

/** Where a photo lies in the square. Sides rounded half up, margins rounded down: the rule of `contain` in `training/photos.py`. */
export function place(width: number, height: number, side: number): Rectangle {
  const scale = side / Math.max(width, height);
  const fitted = {
    width: Math.max(1, Math.floor(width * scale + 0.5)),
    height: Math.max(1, Math.floor(height * scale + 0.5)),
  };
  return {
    left: Math.floor((side - fitted.width) / 2),
    top: Math.floor((side - fitted.height) / 2),
    ...fitted,
  };
}

/**
 * Begins to fit the whole photo, shrunk or stretched, into a square.
 * @param side of the square in pixels.
 * @param pad grey level 0..255 around the photo.
 * @param resizer free again after `finish`, which gives uint8 RGB [side, side, 3], owned by the caller.
 * @throws RangeError where there is no memory for the photo.
 */
export function fitSquare(
  { width, height }: Size,
  side: number,
  pad: number,
  resizer: Resizer,
): Fitting<Uint8ClampedArray<ArrayBuffer>> {
  const placed = place(width, height, side);
  resizer.begin({ width, height }, placed);
  return {
    add: (rgba) => {
      resizer.add(rgba);
    },
    finish: () => {
      const square = new Uint8ClampedArray(side * side * 3).fill(pad);
      resizer.finish(square, (placed.top * side + placed.left) * 3, side * 3);
      return square;
    },
  };
}

/** As `fitSquare`, for a photo that is read for nothing else. Throws what reading the photo throws, too. */
export function contain(
  photo: PixelRows,
  side: number,
  pad: number,
  resizer: Resizer,
): Uint8ClampedArray<ArrayBuffer> {
  const square = fitSquare(photo, side, pad, resizer);
  eachBand(photo, square.add);
  return square.finish();
}
