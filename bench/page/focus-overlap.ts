/** Measures how well focus agrees with hand-drawn masks of a photo. */
import type { FocusView } from '../../src/contract/photo';

/** Bits per side of a view's mask. */
const SIDE = 64;

/** Pixels of a photo that belong to something. */
export interface PixelMask {
  readonly width: number;
  readonly height: number;
  /** [height x width], above 0 = belongs. */
  readonly pixels: Uint8Array;
}

/** Shares 0..1. */
export interface Agreement {
  /** Pixels both kept and of the garment, of those that are either. */
  readonly iou: number;
  /** Share of the head's pixels that were kept; undefined where no head is seen. */
  readonly headLeft: number | undefined;
}

/** Whether the pixel in the middle of a place, in shares of width and height, was kept. */
export function isKept(view: FocusView, x: number, y: number): boolean {
  if (view.kind === 'whole') return true;
  const { left, top, width, height } = view.box;
  const column = Math.floor(((x - left) / width) * SIDE);
  const row = Math.floor(((y - top) / height) * SIDE);
  if (column < 0 || column >= SIDE || row < 0 || row >= SIDE) return false;
  if (view.kind === 'by-hand') return true;
  const bit = row * SIDE + column;
  return (view.mask[bit >> 3]! & (0x80 >> (bit & 7))) !== 0;
}

/** Compares a view with masks. Both masks have one size, the photo's or another. */
export function agreement(view: FocusView, garment: PixelMask, head: PixelMask): Agreement {
  const { width, height } = garment;
  if (head.width !== width || head.height !== height) {
    throw new Error(
      `the head's mask is ${head.width} x ${head.height}, expected ${width} x ${height} as the garment's`,
    );
  }
  let both = 0;
  let either = 0;
  let headPixels = 0;
  let headKept = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const kept = isKept(view, (x + 0.5) / width, (y + 0.5) / height);
      const worn = garment.pixels[y * width + x]! > 0;
      const isHead = head.pixels[y * width + x]! > 0;
      if (kept && worn) both += 1;
      if (kept || worn) either += 1;
      if (isHead) headPixels += 1;
      if (isHead && kept) headKept += 1;
    }
  }
  return {
    iou: either === 0 ? 0 : both / either,
    headLeft: headPixels === 0 ? undefined : headKept / headPixels,
  };
}
