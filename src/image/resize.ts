/** Resizes RGBA rows to antialiased RGB bytes in scalar code, bit-identical to Pillow. */
import type { Resample } from '../contract/card';
import { FILTERS } from './filters';

/** Pillow's fixed point: 32 bits less 8 for the byte and 2 for the overshoot of filters with negative lobes (`Resample.c`). */
const PRECISION_BITS = 32 - 8 - 2;
const HALF = 1 << (PRECISION_BITS - 1);
/** Tables are small and photos of one shop share few sizes; the bound matters only for folders of many sizes. */
const MAX_TABLES = 256;

/** For each output sample: which input samples are summed, and with which fixed-point weights. */
export interface Taps {
  /** [out] first input sample. */
  readonly first: Int32Array;
  /** [out] number of input samples. */
  readonly count: Int32Array;
  /** [out x stride], 0 behind an output sample's last. */
  readonly weights: Int32Array;
  /** Even. */
  readonly stride: number;
}

const tables = new Map<string, Taps>();

/** Part of an output side, in samples. */
export interface Stretch {
  readonly start: number;
  readonly length: number;
}

/**
 * The cached table for shrinking or stretching `from` samples to `to`; both at least 1.
 *
 * @param part of the output that is wanted; the whole by default.
 */
export function tapsFor(
  from: number,
  to: number,
  resample: Resample = 'bilinear',
  { start, length }: Stretch = { start: 0, length: to },
): Taps {
  const key = `${from} ${to} ${resample} ${start} ${length}`;
  const known = tables.get(key);
  if (known) return known;
  if (tables.size >= MAX_TABLES) tables.clear();
  const made = makeTaps(from, to, resample, start, length);
  tables.set(key, made);
  return made;
}

/** `precompute_coeffs` and `normalize_coeffs_8bpc` of Pillow's `Resample.c`. */
function makeTaps(from: number, to: number, resample: Resample, start: number, length: number): Taps {
  const filter = FILTERS[resample];
  const scale = from / to;
  const reach = Math.max(scale, 1);
  const support = filter.support * reach;
  // One more than Pillow's: an even number, for the kernel takes taps by twos.
  const stride = Math.ceil(support) * 2 + 2;
  const first = new Int32Array(length);
  const count = new Int32Array(length);
  const weights = new Int32Array(length * stride);
  const exact = new Float64Array(stride);
  // Pillow multiplies by the inverse; dividing would round differently.
  const inverse = 1 / reach;
  for (let out = 0; out < length; out++) {
    const centre = (start + out + 0.5) * scale;
    const begin = Math.max(0, Math.trunc(centre - support + 0.5));
    const taps = Math.min(from, Math.trunc(centre + support + 0.5)) - begin;
    let sum = 0;
    for (let tap = 0; tap < taps; tap++) {
      const weight = filter.weight((tap + begin - centre + 0.5) * inverse);
      exact[tap] = weight;
      sum += weight;
    }
    for (let tap = 0; tap < taps; tap++) {
      const share = (exact[tap]! / sum) * (1 << PRECISION_BITS);
      weights[out * stride + tap] = Math.trunc(share < 0 ? share - 0.5 : share + 0.5);
    }
    first[out] = begin;
    count[out] = taps;
  }
  return { first, count, weights, stride };
}

/**
 * Horizontal pass, the first of the two as in Pillow.
 * @param rgba `rows` rows of `width` pixels of 4 bytes; alpha is not read.
 * @param taps of `width` to the output's width.
 * @param out RGB, written from byte `offset` on: `rows` rows of the output's width; the clamped store is Pillow's `clip8`.
 */
export function resizeAcross(
  rgba: Uint8ClampedArray,
  width: number,
  rows: number,
  taps: Taps,
  out: Uint8ClampedArray,
  offset: number,
): void {
  const { first, count, weights, stride } = taps;
  const outWidth = first.length;
  let to = offset;
  for (let row = 0; row < rows; row++) {
    const rowStart = row * width;
    for (let x = 0; x < outWidth; x++) {
      let from = (rowStart + first[x]!) << 2;
      let red = HALF;
      let green = HALF;
      let blue = HALF;
      const start = x * stride;
      const end = start + count[x]!;
      for (let tap = start; tap < end; tap++) {
        const weight = weights[tap]!;
        red += Math.imul(rgba[from]!, weight);
        green += Math.imul(rgba[from + 1]!, weight);
        blue += Math.imul(rgba[from + 2]!, weight);
        from += 4;
      }
      out[to] = red >> PRECISION_BITS;
      out[to + 1] = green >> PRECISION_BITS;
      out[to + 2] = blue >> PRECISION_BITS;
      to += 3;
    }
  }
}

/**
 * Vertical pass.
 * @param rgb rows of `rowBytes` bytes, as the horizontal pass wrote them.
 * @param taps of the number of rows to the output's height.
 * @param out the output's rows of `rowBytes` bytes, the first at byte `offset`, `outStride` bytes apart.
 */
export function resizeDown(
  rgb: Uint8ClampedArray,
  rowBytes: number,
  taps: Taps,
  out: Uint8ClampedArray,
  offset: number,
  outStride: number,
): void {
  const { first, count, weights, stride } = taps;
  for (let y = 0; y < first.length; y++) {
    const start = y * stride;
    const end = start + count[y]!;
    const top = first[y]! * rowBytes;
    const to = offset + y * outStride;
    for (let at = 0; at < rowBytes; at++) {
      let sum = HALF;
      let from = top + at;
      for (let tap = start; tap < end; tap++) {
        sum += Math.imul(rgb[from]!, weights[tap]!);
        from += rowBytes;
      }
      out[to + at] = sum >> PRECISION_BITS;
    }
  }
}
