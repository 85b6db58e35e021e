/** The rows of a photo in; a square of RGB bytes with the photo fitted into it on grey out. */
import type { Preprocessing, Resample } from '../card';
import { eachBand, type Fitting, type PixelRows } from './pixel-rows';
import type { Rectangle } from './rectangle';
import type { Resizer, Size } from './resizer';

/** What of the preprocessing decides about the square's bytes. */
export type SquareRule = Pick<Preprocessing, 'side' | 'fit' | 'edge' | 'resample' | 'pad'>;

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

/** What becomes of a photo. */
interface Course {
  /** The size to resize it to. */
  readonly to: Size;
  /** The part of that which is seen. */
  readonly window: Rectangle;
  /** Where that part begins in the square. */
  readonly left: number;
  readonly top: number;
}

/** Along one side: the first sample that is seen, how many are, and where they begin in the square. */
function centred(samples: number, side: number): readonly [start: number, length: number, at: number] {
  return samples >= side
    ? [Math.floor((samples - side) / 2), side, 0]
    : [0, samples, Math.ceil((side - samples) / 2)];
}

/**
 * `cover` and `stretch` are `get_resize_output_image_size` and `center_crop` of Hugging Face's `image_transforms`: the
 * longer edge is rounded down, and so is the margin of the crop; a rim's is rounded up.
 */
function plan({ width, height }: Size, { side, fit, edge = side }: SquareRule): Course {
  if (fit === 'contain') {
    const { left, top, ...to } = place(width, height, side);
    return { to, window: { left: 0, top: 0, ...to }, left, top };
  }
  const longer =
    fit === 'cover' ? Math.trunc((edge * Math.max(width, height)) / Math.min(width, height)) : edge;
  const to = width < height ? { width: edge, height: longer } : { width: longer, height: edge };
  const [fromLeft, seenWidth, left] = centred(to.width, side);
  const [fromTop, seenHeight, top] = centred(to.height, side);
  return { to, window: { left: fromLeft, top: fromTop, width: seenWidth, height: seenHeight }, left, top };
}

/**
 * Begins to fit a photo, shrunk or stretched, into a square.
 * @param resizer free again after `finish`, which gives uint8 RGB [side, side, 3], owned by the caller.
 * @throws RangeError where there is no memory for the photo.
 */
export function fitSquare(
  photo: Size,
  rule: SquareRule,
  resizer: Resizer,
): Fitting<Uint8ClampedArray<ArrayBuffer>> {
  const { side, pad, resample } = rule;
  const { to, window, left, top } = plan(photo, rule);
  resizer.begin({ width: photo.width, height: photo.height }, to, resample, window);
  return {
    add: (rgba) => {
      resizer.add(rgba);
    },
    finish: () => {
      const square = new Uint8ClampedArray(side * side * 3).fill(pad);
      resizer.finish(square, (top * side + left) * 3, side * 3);
      return square;
    },
  };
}

/** As `fitSquare`, for a photo that is read for nothing else. Throws what reading the photo throws, too. */
export function readSquare(
  photo: PixelRows,
  rule: SquareRule,
  resizer: Resizer,
): Uint8ClampedArray<ArrayBuffer> {
  const square = fitSquare(photo, rule, resizer);
  eachBand(photo, square.add);
  return square.finish();
}

/** The whole photo, centred on grey, whatever the fit of those who will see it. As `readSquare` otherwise. */
export function contain(
  photo: PixelRows,
  side: number,
  pad: number,
  resizer: Resizer,
  resample: Resample = 'bilinear',
): Uint8ClampedArray<ArrayBuffer> {
  return readSquare(photo, { side, fit: 'contain', resample, pad }, resizer);
}
