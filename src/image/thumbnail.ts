/** Shrinks a photo to a small picture, and packs a picture as JPEG for people's eyes. */
import type { Picture } from '../contract/photo';
import { LookalikeError } from '../shared/errors';
import type { Fitting } from './pixel-rows';
import type { Resizer } from './resizer';
import type { Size } from './size';

/** The longest side of a picture for people's eyes, in pixels at most. */
export const PICTURE_SIDE = 256;
const QUALITY = 0.8;

let canvas: OffscreenCanvas | undefined;
let context: OffscreenCanvasRenderingContext2D | undefined;

/**
 * Begins to shrink a photo; it is never enlarged.
 * @param side in pixels that the longest side has at most, 256 by default.
 * @param resizer free again after `finish`, whose picture the caller owns.
 * @throws RangeError where there is no memory for the photo.
 */
export function fitPicture({ width, height }: Size, resizer: Resizer, side = PICTURE_SIDE): Fitting<Picture> {
  const scale = Math.min(1, side / Math.max(width, height));
  const small = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  resizer.begin({ width, height }, small);
  return {
    add: (rgba) => {
      resizer.add(rgba);
    },
    finish: () => {
      const rgb = new Uint8ClampedArray(small.width * small.height * 3);
      resizer.finish(rgb, 0, small.width * 3);
      return { rgb, ...small };
    },
  };
}

/**
 * Packs a picture. That takes as long as encoding the photo's embedding: do it on another thread.
 * @returns JPEG of the picture's size, quality 0.8.
 * @throws PhotoCorrupt where the browser gives no JPEG.
 */
export async function toJpeg({ rgb, width, height }: Picture): Promise<Blob> {
  const pixels = new ImageData(width, height);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    pixels.data[to] = rgb[from]!;
    pixels.data[to + 1] = rgb[from + 1]!;
    pixels.data[to + 2] = rgb[from + 2]!;
    pixels.data[to + 3] = 255;
  }
  canvas ??= new OffscreenCanvas(width, height);
  // setting the size clears the canvas and costs as much as a new one
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  context ??= canvas.getContext('2d', { alpha: false, willReadFrequently: true }) ?? undefined;
  if (!context) throw new LookalikeError('PhotoCorrupt', `no canvas of ${width} x ${height} for a thumbnail`);
  context.putImageData(pixels, 0, 0);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}
