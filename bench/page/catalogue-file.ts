/** Draws an article as shops show it, flat on plain white, as a JPEG file. */
import type { DemoPhoto } from '../../src/demo/article';
import { drawFlat, PHOTO_SIDE } from '../../src/demo/draw-photo';
import { Pen } from '../../src/demo/pen';
import { Random } from '../../src/demo/random';

const QUALITY = 0.92;

/** Throws where the browser gives no canvas. */
export function catalogueFile({ id, article }: DemoPhoto): Promise<Blob> {
  const canvas = new OffscreenCanvas(PHOTO_SIDE, PHOTO_SIDE);
  // drawn by the CPU: the same on every machine, whatever its graphics card
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser gives no 2d context to draw photos on');
  context.fillStyle = 'white';
  context.fillRect(0, 0, PHOTO_SIDE, PHOTO_SIDE);
  drawFlat(new Pen(context), article, new Random(`catalogue ${id}`));
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}
