/** Fits the rows of a photo into a square, or an oblong, of RGB bytes on grey. */
import type { Preprocessing, Resample } from '../contract/card';
import { eachBand, type Fitting, type PixelRows } from './pixel-rows';
import type { Rectangle } from './rectangle';
import type { Resizer } from './resizer';
import type { Size } from './size';

/** The part of the preprocessing that decides the square's bytes. */
export type SquareRule = Pick<
  Preprocessing,
  'side' | 'width' | 'fit' | 'edge' | 'resample' | 'rounding' | 'pad'
>;

/**
 * Where a photo lies in the input. Sides rounded half up, margins rounded down: the rule of `contain` in
 * `training/photos.py`.
 *
 * @param side of the square, in pixels; of an oblong the height.
 * @param across its width; `side` by default.
 */
export function place(width: number, height: number, side: number, across = side): Rectangle {
  const scale = Math.min(across / width, side / height);
  const fitted = {
    width: Math.max(1, Math.floor(width * scale + 0.5)),
    height: Math.max(1, Math.floor(height * scale + 0.5)),
  };
  return {
    left: Math.floor((across - fitted.width) / 2),
    top: Math.floor((side - fitted.height) / 2),
    ...fitted,
  };
}

/** How a photo is resized, cut and placed. */
interface Course {
  /** The size to resize it to. */
  readonly to: Size;
  /** The part of the resized photo that is seen. */
  readonly window: Rectangle;
  /** Where that part begins in the square. */
  readonly left: number;
  readonly top: number;
}

/** To the nearest whole number, a half to the even one, as Python's `round`. */
function halfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : below + 1;
}

/** Along one side: the first sample that is seen, how many are, and where they begin in the square. */
function centred(
  samples: number,
  side: number,
  { rounding }: SquareRule,
): readonly [start: number, length: number, at: number] {
  const round = rounding === 'half-even' ? halfEven : Math.floor;
  return samples >= side
    ? [round((samples - side) / 2), side, 0]
    : [0, samples, Math.ceil((side - samples) / 2)];
}

/** Its shorter edge becomes `edge`, the longer one is rounded down. */
function shortened({ width, height }: Size, edge: number): Size {
  const longer = Math.trunc((edge * Math.max(width, height)) / Math.min(width, height));
  return width < height ? { width: edge, height: longer } : { width: longer, height: edge };
}

/** `ResizeKeepRatio` of `timm.data.transforms`: one side fits, the other is rounded. */
function keepingRatio({ width, height }: Size, input: Size): Size {
  const ratio = Math.min(height / input.height, width / input.width);
  return { width: halfEven(width / ratio), height: halfEven(height / ratio) };
}

/** As small as covers the input: one side fits, the other is rounded half up. */
function covering({ width, height }: Size, input: Size): Size {
  const scale = Math.max(input.width / width, input.height / height);
  return {
    width: Math.max(input.width, Math.floor(width * scale + 0.5)),
    height: Math.max(input.height, Math.floor(height * scale + 0.5)),
  };
}

/** The size to which a photo that is cropped afterwards is resized. */
function resized(photo: Size, { side, width = side, fit, edge, rounding }: SquareRule): Size {
  if (fit === 'cover' && width !== side && rounding === 'half-even') {
    const height = edge ?? side;
    return keepingRatio(photo, { width: Math.round((height * width) / side), height });
  }
  if (fit === 'cover') {
    return edge === undefined && width !== side
      ? covering(photo, { width, height: side })
      : shortened(photo, edge ?? side);
  }
  const height = edge ?? side;
  return { width: Math.max(1, Math.round((height * width) / side)), height };
}

/**
 * For `cover` and `stretch` follows `get_resize_output_image_size` and `center_crop` of Hugging Face's
 * `image_transforms`: a crop's margin is rounded down, a rim's up. With `half-even` it follows `Resize` and
 * `CenterCrop` of torchvision.
 */
function plan(photo: Size, rule: SquareRule): Course {
  const { side, width: across = side, fit } = rule;
  if (fit === 'contain') {
    const { left, top, ...to } = place(photo.width, photo.height, side, across);
    return { to, window: { left: 0, top: 0, ...to }, left, top };
  }
  const to = resized(photo, rule);
  const [fromLeft, seenWidth, left] = centred(to.width, across, rule);
  const [fromTop, seenHeight, top] = centred(to.height, side, rule);
  return { to, window: { left: fromLeft, top: fromTop, width: seenWidth, height: seenHeight }, left, top };
}

/**
 * Begins to fit a photo, shrunk or stretched, into a square, or an oblong.
 * @param resizer free again after `finish`, which gives uint8 RGB [side, width, 3], owned by the caller.
 * @throws RangeError where there is no memory for the photo.
 */
export function fitSquare(
  photo: Size,
  rule: SquareRule,
  resizer: Resizer,
): Fitting<Uint8ClampedArray<ArrayBuffer>> {
  const { side, width = side, pad, resample } = rule;
  const { to, window, left, top } = plan(photo, rule);
  resizer.begin({ width: photo.width, height: photo.height }, to, resample, window);
  return {
    add: (rgba) => {
      resizer.add(rgba);
    },
    finish: () => {
      const square = new Uint8ClampedArray(side * width * 3).fill(pad);
      resizer.finish(square, (top * width + left) * 3, width * 3);
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

/** Fits the whole photo, centred on grey, whatever the `fit` of the model. As `readSquare` otherwise. */
export function contain(
  photo: PixelRows,
  side: number,
  pad: number,
  resizer: Resizer,
  resample: Resample = 'bilinear',
  width = side,
): Uint8ClampedArray<ArrayBuffer> {
  return readSquare(photo, { side, width, fit: 'contain', resample, pad }, resizer);
}
