/** Draws a photo of the demo and packs it as a JPEG file. */
import type { DemoPhoto } from './article';
import { drawPhoto, PHOTO_SIDE } from './draw-photo';

const QUALITY = 0.92;

let canvas: OffscreenCanvas | undefined;

/** Draws and packs one photo; calls may overlap. Throws where the browser gives no canvas. */
export function photoFile(photo: DemoPhoto): Promise<Blob> {
  canvas ??= new OffscreenCanvas(PHOTO_SIDE, PHOTO_SIDE);
  // drawn by the CPU: the same on every machine, whatever its graphics card
  const ctx = canvas.getContext('2d', { willReadFrequently: true });
  if (!ctx) throw new Error('this browser gives no 2D canvas to a worker');
  drawPhoto(ctx, photo);
  // the JPEG is made from the pixels as they are now, so the next drawing may begin
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}
