/** A decoded bitmap in; a small JPEG for people's eyes out. */
import { LookalikeError } from '../errors';

const MAX_SIDE = 256;
const QUALITY = 0.8;

/**
 * Shrinks a photo over white; never enlarges it. The canvas may resample here, because no embedding is made from it.
 * @param bitmap stays the caller's and may be closed as soon as this function has returned its promise.
 * @returns JPEG, at most 256 px on the longest side, quality 0.8.
 * @throws PixelsAltered where the browser gives no canvas, PhotoCorrupt where it gives no JPEG.
 */
export async function thumbnail(bitmap: ImageBitmap): Promise<Blob> {
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context)
    throw new LookalikeError('PixelsAltered', `no canvas of ${width} x ${height} for a thumbnail`);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  // Below `medium` large photos are not averaged but skipped through; above it costs more in some browsers.
  context.imageSmoothingQuality = 'medium';
  context.drawImage(bitmap, 0, 0, width, height);
  try {
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  } catch (cause) {
    throw new LookalikeError('PhotoCorrupt', `no JPEG of ${width} x ${height}: ${String(cause)}`, { cause });
  }
}
