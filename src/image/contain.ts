/** The rows of a photo in; a square of RGB bytes with the whole photo centred on grey out. */
import { resizeAcross, resizeDown, tapsFor } from './resize';

/** Upright sRGB rows of a photo, readable from top to bottom. */
export interface PixelRows {
  readonly width: number;
  readonly height: number;
  /** RGBA bytes of `rows` rows from row `top` on; alpha is not looked at. */
  read(top: number, rows: number): Uint8ClampedArray;
}

/** Where a photo lies in the square, in pixels. */
export interface Placement {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels read at once: 4 MB, a whole product photo, a few hundred rows of a large one. */
const BAND_PIXELS = 1 << 20;

/** Between the two passes of the resize; grows to the largest photo so far: `side` x 20,000 x 3 bytes at most. */
let narrowed = new Uint8ClampedArray(0);

/** Sides rounded half up, margins rounded down: the rule of `contain` in `training/photos.py`. */
export function place(width: number, height: number, side: number): Placement {
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
 * Fits the whole photo, shrunk or stretched, into a square.
 * @param side of the square in pixels.
 * @param pad grey level 0..255 around the photo.
 * @returns uint8 RGB [side, side, 3]; the caller owns it.
 */
export function contain(photo: PixelRows, side: number, pad: number): Uint8ClampedArray<ArrayBuffer> {
  const { left, top, width, height } = place(photo.width, photo.height, side);
  const rowBytes = width * 3;
  if (narrowed.length < rowBytes * photo.height) narrowed = new Uint8ClampedArray(rowBytes * photo.height);

  const across = tapsFor(photo.width, width);
  const bandRows = Math.max(1, Math.floor(BAND_PIXELS / photo.width));
  for (let row = 0; row < photo.height; row += bandRows) {
    const rows = Math.min(bandRows, photo.height - row);
    resizeAcross(photo.read(row, rows), photo.width, rows, across, narrowed, row * rowBytes);
  }
  const square = new Uint8ClampedArray(side * side * 3).fill(pad);
  const down = tapsFor(photo.height, height);
  resizeDown(narrowed, rowBytes, down, square, (top * side + left) * 3, side * 3);
  return square;
}
