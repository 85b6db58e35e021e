/** Resizes photos in scalar code: the reference that the SIMD kernel must match. */
import type { Resample } from '../contract/card';
import type { Rectangle } from './rectangle';
import { resizeAcross, resizeDown, tapsFor, type Taps } from './resize';
import type { Resizer } from './resizer';
import type { Size } from './size';

/** For browsers without WebAssembly SIMD, and the reference in tests. */
export class ScalarResizer implements Resizer {
  private from: Size = { width: 1, height: 1 };
  private across: Taps = tapsFor(1, 1);
  private down: Taps = this.across;
  private added = 0;
  /** RGB between the two passes; grows to the largest photo so far: 128 x 20,000 x 3 bytes at most for a side of 128. */
  private narrowed = new Uint8ClampedArray(0);

  begin(
    from: Size,
    to: Size,
    resample: Resample = 'bilinear',
    window: Rectangle = { left: 0, top: 0, ...to },
  ): void {
    this.from = from;
    this.across = tapsFor(from.width, to.width, resample, { start: window.left, length: window.width });
    this.down = tapsFor(from.height, to.height, resample, { start: window.top, length: window.height });
    this.added = 0;
    const bytes = from.height * window.width * 3;
    if (this.narrowed.length < bytes) this.narrowed = new Uint8ClampedArray(bytes);
  }

  add(rgba: Uint8ClampedArray): void {
    const { from, across, added } = this;
    const rows = rgba.length / (from.width * 4);
    resizeAcross(rgba, from.width, rows, across, this.narrowed, added * across.first.length * 3);
    this.added += rows;
  }

  finish(out: Uint8ClampedArray, offset: number, outStride: number): void {
    resizeDown(this.narrowed, this.across.first.length * 3, this.down, out, offset, outStride);
  }
}
