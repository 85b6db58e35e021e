/** Noise in; checks that our resize gives the very bytes that Pillow's gives. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resizeAcross, resizeDown, tapsFor } from '../../../src/image/resize';

interface Case {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** Of the RGB bytes that `Image.resize(to, Image.BILINEAR)` gives: see `training/image_golden.py`. */
  readonly sha256: string;
}

const cases = JSON.parse(readFileSync('test/fixtures/resize.json', 'utf8')) as Case[];

/** The generator of `noise` in `training/image_golden.py`, with an alpha that must not matter. */
function noise(width: number, height: number): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(width * height * 4);
  let state = width * 65536 + height;
  for (let at = 0; at < rgba.length; at++) {
    if (at % 4 === 3) continue;
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    rgba[at] = state >>> 24;
  }
  return rgba;
}

test.each(cases)('$from to $to is bit-identical to Pillow', ({ from, to, sha256 }) => {
  const [width, height] = from;
  const [toWidth, toHeight] = to;
  const between = new Uint8ClampedArray(toWidth * height * 3);
  const resized = new Uint8ClampedArray(toWidth * toHeight * 3);
  resizeAcross(noise(width, height), width, height, tapsFor(width, toWidth), between, 0);
  resizeDown(between, toWidth * 3, tapsFor(height, toHeight), resized, 0, toWidth * 3);
  expect(createHash('sha256').update(resized).digest('hex')).toBe(sha256);
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
