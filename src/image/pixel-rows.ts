/** Reads a photo's rows in bands of a few hundred. */
import type { Size } from './size';

/** Upright sRGB rows of a photo, readable from top to bottom. */
export interface PixelRows extends Size {
  /** RGBA bytes of `rows` rows from row `top` on; alpha is ignored. */
  read(top: number, rows: number): Uint8ClampedArray;
}

/** A consumer that takes a photo's rows band by band and gives an outcome at the end. */
export interface Fitting<Outcome> {
  /** @param rgba whole rows of 4 bytes a pixel; not kept. */
  readonly add: (rgba: Uint8ClampedArray) => void;
  readonly finish: () => Outcome;
}

/** Pixels read at once: 4 MB, a whole product photo, a few hundred rows of a large one. */
const BAND_PIXELS = 1 << 20;

/** Reads a photo once, from top to bottom. Throws what reading throws. */
export function eachBand(photo: PixelRows, take: (rgba: Uint8ClampedArray) => void): void {
  const { width, height } = photo;
  const bandRows = Math.max(1, Math.floor(BAND_PIXELS / width));
  for (let row = 0; row < height; row += bandRows) take(photo.read(row, Math.min(bandRows, height - row)));
}
