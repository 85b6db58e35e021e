/** Nothing in; what resizes photos on this thread out: the SIMD kernel, or scalars where there is no SIMD. */
import type { Resample } from '../contract/card';
import { KernelResizer } from './kernel-resizer';
import bytes from './resize.bytes';
import type { Rectangle } from './rectangle';
import { ScalarResizer } from './scalar-resizer';

/** Width and height in pixels, both at least 1. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

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
   * @param rgba whole rows of 4 bytes a pixel; alpha is not looked at. Not kept.
   */
  add(rgba: Uint8ClampedArray): void;
  /**
   * Ends a photo whose rows have all been added.
   * @param out the window's RGB rows, the first written at byte `offset`, `outStride` bytes apart.
   */
  finish(out: Uint8ClampedArray, offset: number, outStride: number): void;
}

let compiling: Promise<WebAssembly.Module> | undefined;

function compiled(): Promise<WebAssembly.Module> {
  if (!compiling) {
    const attempt = WebAssembly.compile(bytes);
    compiling = attempt;
    attempt.catch(() => {
      compiling = undefined;
    });
  }
  return compiling;
}

/**
 * A resizer with a memory of its own: the SIMD kernel, compiled once a thread, or the scalar one where SIMD is missing.
 * Rejects where there is no memory for it, or no WebAssembly at all.
 */
export async function openResizer(): Promise<Resizer> {
  try {
    return new KernelResizer(await compiled());
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return new ScalarResizer();
    throw error;
  }
}
