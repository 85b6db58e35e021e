/** Reads the rows of a decoded bitmap, or of a part of it, as opaque sRGB bytes. */
import { LookalikeError } from '../shared/errors';
import type { PixelRows } from './pixel-rows';
import { overWhite } from './over-white';
import type { Rectangle } from './rectangle';

let canvas: OffscreenCanvas | undefined;
let context: OffscreenCanvasRenderingContext2D | undefined;

/**
 * Rows of a bitmap, composited over white, in sRGB whatever colour profile the photo had. They are read band by band
 * through one canvas that all photos share: a whole large photo would pass the canvas limits of some browsers and
 * need its memory twice.
 */
export class BitmapRows implements PixelRows {
  readonly width: number;
  readonly height: number;

  private readonly left: number;
  private readonly top: number;

  /**
   * @param bitmap stays the caller's; it must be open as long as rows are read.
   * @param part inside the bitmap, in its pixels; without it the whole.
   */
  constructor(
    private readonly bitmap: ImageBitmap,
    part?: Rectangle,
  ) {
    this.left = part?.left ?? 0;
    this.top = part?.top ?? 0;
    this.width = part?.width ?? bitmap.width;
    this.height = part?.height ?? bitmap.height;
  }

  /**
   * @returns RGBA bytes of `rows` rows from row `top` on, alpha 255; the receiver owns them.
   * @throws PixelsAltered where the browser gives no canvas.
   */
  read(top: number, rows: number): Uint8ClampedArray {
    const target = sharedContext(this.width, rows);
    target.drawImage(this.bitmap, this.left, this.top + top, this.width, rows, 0, 0, this.width, rows);
    const { data } = target.getImageData(0, 0, this.width, rows);
    overWhite(data);
    return data;
  }
}

function sharedContext(width: number, height: number): OffscreenCanvasRenderingContext2D {
  canvas ??= new OffscreenCanvas(width, height);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  // Pixels kept in main memory: read back without a round trip to the GPU, and without its rounding.
  context ??= canvas.getContext('2d', { willReadFrequently: true, colorSpace: 'srgb' }) ?? undefined;
  if (!context) throw new LookalikeError('PixelsAltered', 'this browser gives no 2D canvas in a worker');
  // Setting a size resets both. `copy` replaces what the last photo left behind.
  context.globalCompositeOperation = 'copy';
  context.imageSmoothingEnabled = false;
  return context;
}
