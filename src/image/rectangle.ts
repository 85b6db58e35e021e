/** Turns a box in shares of a photo into the whole pixels that it covers. */
import type { CropBox } from '../contract/photo';
import type { Size } from './size';

/** A part of a photo or a square, in pixels. */
export interface Rectangle extends Size {
  readonly left: number;
  readonly top: number;
}

/** Edges rounded to the nearest pixel, clipped to the photo; at least one pixel each way. */
export function rectangleOf(box: CropBox, { width, height }: Size): Rectangle {
  const [left, right] = span(box.left, box.width, width);
  const [top, bottom] = span(box.top, box.height, height);
  return { left, top, width: right - left, height: bottom - top };
}

function span(start: number, length: number, pixels: number): [number, number] {
  const from = Math.min(pixels - 1, Math.max(0, Math.round(start * pixels)));
  const to = Math.min(pixels, Math.round((start + length) * pixels));
  return [from, Math.max(from + 1, to)];
}
