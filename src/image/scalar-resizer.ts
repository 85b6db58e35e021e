/** A photo's rows from top to bottom in; its resized RGB bytes out, in scalars: what the SIMD kernel is held to. */
import { resizeAcross, resizeDown, tapsFor } from './resize';
import type { Resizer, Size } from './resizer';

/** For browsers without WebAssembly SIMD, and the reference in tests. */
export class ScalarResizer implements Resizer {
  private from: Size = { width: 1, height: 1 };
  private to: Size = this.from;
  private added = 0;
  /** RGB between the two passes; grows to the largest photo so far: 128 x 20,000 x 3 bytes at most for a side of 128. */
  private narrowed = new Uint8ClampedArray(0);

  begin(from: Size, to: Size): void {
    this.from = from;
    this.to = to;
    this.added = 0;
    const bytes = from.height * to.width * 3;
    if (this.narrowed.length < bytes) this.narrowed = new Uint8ClampedArray(bytes);
  }

  add(rgba: Uint8ClampedArray): void {
    const { from, to, added } = this;
    const rows = rgba.length / (from.width * 4);
    const taps = tapsFor(from.width, to.width);
    resizeAcross(rgba, from.width, rows, taps, this.narrowed, added * to.width * 3);
    this.added += rows;
  }

  finish(out: Uint8ClampedArray, offset: number, outStride: number): void {
    const taps = tapsFor(this.from.height, this.to.height);
    resizeDown(this.narrowed, this.to.width * 3, taps, out, offset, outStride);
  }
}
