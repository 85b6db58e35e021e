/** Noise in; checks that our resize gives the very bytes that Pillow's gives, in scalars and by the kernel. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { KernelResizer } from '../../../src/image/kernel-resizer';
import { tapsFor } from '../../../src/image/resize';
import { openResizer } from '../../../src/image/open-resizer';
import type { Resizer } from '../../../src/image/resizer';
import { ScalarResizer } from '../../../src/image/scalar-resizer';
import { noise } from './drawn-noise';

type Pair = readonly [number, number];

interface Case {
  readonly from: Pair;
  readonly to: Pair;
  /** Of the RGB bytes that `Image.resize(to, Image.BILINEAR)` gives: see `training/image_golden.py`. */
  readonly sha256: string;
}

const cases = JSON.parse(readFileSync('test/fixtures/resize.json', 'utf8')) as Case[];

const kernel = await openResizer();
const scalar = new ScalarResizer();

function sha256Of(bytes: Uint8ClampedArray): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The whole result, RGB [height, width, 3], of rows that come `rowsAtOnce` at a time. */
function resized(
  resizer: Resizer,
  rgba: Uint8ClampedArray,
  from: Pair,
  to: Pair,
  rowsAtOnce: number,
): Uint8ClampedArray {
  const out = new Uint8ClampedArray(to[0] * to[1] * 3);
  resizer.begin({ width: from[0], height: from[1] }, { width: to[0], height: to[1] });
  const step = rowsAtOnce * from[0] * 4;
  for (let at = 0; at < rgba.length; at += step) resizer.add(rgba.subarray(at, at + step));
  resizer.finish(out, 0, to[0] * 3);
  return out;
}

describe.each([
  ['scalars', scalar],
  ['kernel', kernel],
])('%s', (_, resizer) => {
  test.each(cases)('$from to $to is bit-identical to Pillow', ({ from, to, sha256 }) => {
    const bytes = resized(resizer, noise(...from), from, to, from[1]);
    expect(sha256Of(bytes)).toBe(sha256);
  });

  test('rows go to their place in a larger picture and nowhere else', () => {
    const out = new Uint8ClampedArray(4 * 12).fill(9);
    resizer.begin({ width: 1, height: 1 }, { width: 2, height: 2 });
    resizer.add(Uint8ClampedArray.of(1, 2, 3, 0));
    resizer.finish(out, 12 + 3, 12);
    const blank = [9, 9, 9];
    const row = [...blank, 1, 2, 3, 1, 2, 3, ...blank];
    expect([...out]).toEqual([...blank, ...blank, ...blank, ...blank, ...row, ...row, ...out.subarray(36)]);
    expect([...out.subarray(36)]).toEqual(new Array(12).fill(9));
  });

  test('a photo that was not finished leaves nothing behind', () => {
    const from = [30, 40] as const;
    const rgba = noise(...from);
    const before = resized(resizer, rgba, from, [7, 9], 40);
    resizer.begin({ width: 200, height: 300 }, { width: 85, height: 128 });
    resizer.add(noise(200, 77));
    expect(resized(resizer, rgba, from, [7, 9], 40)).toEqual(before);
  });
});

describe('kernel and scalars give the same bytes', () => {
  const sides = [1, 2, 3, 5, 16, 31, 128, 133];

  test.each(sides)('from and to every size, %i wide', (width) => {
    for (const height of sides) {
      const rgba = noise(width, height);
      for (const toWidth of sides) {
        for (const toHeight of sides) {
          const [from, to] = [[width, height] as const, [toWidth, toHeight] as const];
          const ours = sha256Of(resized(kernel, rgba, from, to, 7));
          const name = `${width} x ${height} to ${toWidth} x ${toHeight}`;
          expect(ours, name).toBe(sha256Of(resized(scalar, rgba, from, to, height)));
        }
      }
    }
  });

  test.each([
    [[20000, 3], [128, 1], 1],
    [[3, 20000], [1, 128], 5000],
    [[5000, 77], [128, 2], 209],
    [[1999, 1501], [128, 96], 523],
  ] as const)('%j to %j, %i rows at once', (from, to, rowsAtOnce) => {
    const rgba = noise(from[0], from[1]);
    const ours = sha256Of(resized(kernel, rgba, from, to, rowsAtOnce));
    expect(ours).toBe(sha256Of(resized(scalar, rgba, from, to, rowsAtOnce)));
  });

  test.each([0, 255])('of nothing but %i', (level) => {
    const rgba = new Uint8ClampedArray(311 * 97 * 4).fill(level);
    expect(new Set(resized(kernel, rgba, [311, 97], [128, 40], 97))).toEqual(new Set([level]));
  });
});

describe('openResizer', () => {
  test('gives the kernel where there is SIMD', () => {
    expect(kernel).toBeInstanceOf(KernelResizer);
  });

  test('gives resizers that can be under way at the same time', async () => {
    const rgba = noise(60, 40);
    const other = await openResizer();
    const expected = resized(scalar, rgba, [60, 40], [16, 11], 40);
    const ours = new Uint8ClampedArray(16 * 11 * 3);
    kernel.begin({ width: 60, height: 40 }, { width: 16, height: 11 });
    kernel.add(rgba.subarray(0, 60 * 4 * 20));
    resized(other, noise(61, 40), [61, 40], [30, 20], 40);
    kernel.add(rgba.subarray(60 * 4 * 20));
    kernel.finish(ours, 0, 16 * 3);
    expect(sha256Of(ours)).toBe(sha256Of(expected));
  });

  test('gives scalars where the kernel does not compile; another failure is not remembered', async () => {
    vi.resetModules();
    const fresh = await import('../../../src/image/open-resizer');
    const compile = vi.spyOn(WebAssembly, 'compile');
    try {
      compile.mockRejectedValueOnce(new RangeError('no memory'));
      await expect(fresh.openResizer()).rejects.toThrow('no memory');
      compile.mockRejectedValueOnce(new WebAssembly.CompileError('no SIMD'));
      expect((await fresh.openResizer()).constructor.name).toBe('ScalarResizer');
    } finally {
      compile.mockRestore();
    }
  });
});

test('weights of every output sample sum to one within their rounding', () => {
  for (const [from, to] of [
    [20000, 1],
    [533, 128],
    [3, 200],
  ] as const) {
    const { count, weights, stride } = tapsFor(from, to);
    for (let out = 0; out < to; out++) {
      const own = weights.subarray(out * stride, out * stride + count[out]!);
      const sum = own.reduce((total, weight) => total + weight, 0);
      expect(Math.abs(sum - 2 ** 22)).toBeLessThanOrEqual(own.length / 2 + 1);
    }
  }
});
