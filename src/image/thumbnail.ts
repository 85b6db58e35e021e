/** A decoded bitmap in; a small bitmap, and from that a JPEG for people's eyes, out. */
import { LookalikeError } from '../errors';

const MAX_SIDE = 256;
const QUALITY = 0.8;

let canvas: OffscreenCanvas | undefined;
let context: OffscreenCanvasRenderingContext2D | undefined;

/**
 * Shrinks a photo to at most 256 px on the longest side; never enlarges it. The browser may resample here, because no
 * embedding is made from the outcome.
 * @param bitmap stays the caller's and may be closed as soon as this function has returned its promise.
 * @returns a bitmap that the caller owns; small enough to be sent to another thread.
 */
export function shrink(bitmap: ImageBitmap): Promise<ImageBitmap> {
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
  return createImageBitmap(bitmap, {
    resizeWidth: Math.max(1, Math.round(bitmap.width * scale)),
    resizeHeight: Math.max(1, Math.round(bitmap.height * scale)),
    resizeQuality: 'medium',
  });
}

/**
 * Packs a small bitmap, over white. Packing takes as long as encoding the photo's embedding: do it on another thread.
 * @param small closed by this function.
 * @returns JPEG of the bitmap's size, quality 0.8.
 * @throws PhotoCorrupt where the browser gives no JPEG.
 */
export async function toJpeg(small: ImageBitmap): Promise<Blob> {
  const { width, height } = small;
  canvas ??= new OffscreenCanvas(width, height);
  // a size that is set again clears the canvas and costs as much as a new one
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  context ??= canvas.getContext('2d', { alpha: false, willReadFrequently: true }) ?? undefined;
  if (!context) throw new LookalikeError('PhotoCorrupt', `no canvas of ${width} x ${height} for a thumbnail`);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(small, 0, 0);
  small.close();
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}
