/** Declares the interface that the SIMD resizer and the scalar resizer share. */
import type { Resample } from '../contract/card';
import type { Rectangle } from './rectangle';
import type { Size } from './size';

/** Resizes one photo at a time, to the very bytes of Pillow's filters. It keeps its memory for the next photo. */
export interface Resizer {
  /**
   * Begins a photo; one that was not finished is dropped.
   * @param resample `bilinear` by default.
   * @param window the part of the resized photo that is wanted, inside it; the whole by default. Nothing else is computed.
   * @throws RangeError where there is no memory for the photo between the two passes.
   */
  begin(from: Size, to: Size, resample?: Resample, window?: Rectangle): void;
  /**
   * Takes the next rows.
   *
   * @param rgba whole rows of 4 bytes a pixel; alpha is ignored. Not kept.
   */
  add(rgba: Uint8ClampedArray): void;
  /**
   * Ends a photo whose rows have all been added.
   * @param out the window's RGB rows, the first written at byte `offset`, `outStride` bytes apart.
   */
  finish(out: Uint8ClampedArray, offset: number, outStride: number): void;
}
