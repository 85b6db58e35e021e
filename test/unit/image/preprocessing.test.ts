/** Noise in; checks that a photo's square is, byte for byte, what Pillow and the processors of known models make of it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Resample } from '../../../src/contract/card';
import { readSquare, type SquareRule } from '../../../src/image/contain';
import { FILTERS } from '../../../src/image/filters';
import type { PixelRows } from '../../../src/image/pixel-rows';
import { tapsFor } from '../../../src/image/resize';
import { openResizer } from '../../../src/image/open-resizer';
import type { Resizer } from '../../../src/image/resizer';
import { ScalarResizer } from '../../../src/image/scalar-resizer';
import { noise } from './drawn-noise';

type Pair = readonly [number, number];

/** Of `training/preprocessing_golden.py`. */
interface Golden {
  readonly resizes: readonly {
    readonly from: Pair;
    readonly to: Pair;
    readonly resample: Resample;
    readonly sha256: string;
  }[];
  readonly squares: readonly {
    readonly name: string;
    readonly from: Pair;
    readonly rule: Omit<SquareRule, 'pad'>;
    readonly sha256: string;
  }[];
}

const golden = JSON.parse(readFileSync('test/fixtures/preprocessing.json', 'utf8')) as Golden;
const scalar = new ScalarResizer();
const kernel = await openResizer();
const BOTH: readonly (readonly [string, Resizer])[] = [
  ['scalars', scalar],
  ['the kernel', kernel],
];

function sha256Of(bytes: Uint8ClampedArray): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function drawn([width, height]: Pair): PixelRows {
  const rgba = noise(width, height);
  return { width, height, read: (top, rows) => rgba.subarray(top * width * 4, (top + rows) * width * 4) };
}

function sizeOf([width, height]: Pair) {
  return { width, height };
}

describe.each(BOTH)('by %s', (_, resizer) => {
  test.each(golden.resizes)('$resample from $from to $to is bit-identical to Pillow', (wanted) => {
    const { from, to, resample, sha256 } = wanted;
    const out = new Uint8ClampedArray(to[0] * to[1] * 3);
    resizer.begin(sizeOf(from), sizeOf(to), resample);
    resizer.add(noise(...from));
    resizer.finish(out, 0, to[0] * 3);
    expect(sha256Of(out)).toBe(sha256);
  });

  test.each(golden.squares)(
    '$name sees a photo of $from as its own processor does',
    ({ from, rule, sha256 }) => {
      expect(sha256Of(readSquare(drawn(from), { ...rule, pad: 0 }, resizer))).toBe(sha256);
    },
  );

  test.each(['bilinear', 'bicubic', 'lanczos'] as const)(
    'a window of %s is cut from the whole',
    (resample) => {
      const [from, to] = [sizeOf([97, 61]), sizeOf([53, 44])];
      const whole = new Uint8ClampedArray(53 * 44 * 3);
      resizer.begin(from, to, resample);
      resizer.add(noise(97, 61));
      resizer.finish(whole, 0, 53 * 3);
      const window = { left: 7, top: 3, width: 31, height: 40 };
      const part = new Uint8ClampedArray(31 * 40 * 3);
      resizer.begin(from, to, resample, window);
      resizer.add(noise(97, 61));
      resizer.finish(part, 0, 31 * 3);
      for (let y = 0; y < 40; y++) {
        const start = ((y + 3) * 53 + 7) * 3;
        expect(part.subarray(y * 93, (y + 1) * 93)).toEqual(whole.subarray(start, start + 93));
      }
    },
  );
});

test('the kernel gives the scalars’ bytes of every filter where sizes are odd and rows come in pieces', () => {
  for (const resample of ['bicubic', 'lanczos'] as const) {
    for (const [from, to] of [
      [
        [133, 31],
        [16, 5],
      ],
      [
        [3, 128],
        [31, 133],
      ],
      [
        [128, 128],
        [127, 129],
      ],
    ] as const) {
      const bytes = [scalar, kernel].map((resizer) => {
        const out = new Uint8ClampedArray(to[0] * to[1] * 3);
        resizer.begin(sizeOf(from), sizeOf(to), resample);
        const rgba = noise(from[0], from[1]);
        for (let at = 0; at < rgba.length; at += 7 * from[0] * 4) {
          resizer.add(rgba.subarray(at, at + 7 * from[0] * 4));
        }
        resizer.finish(out, 0, to[0] * 3);
        return sha256Of(out);
      });
      expect(bytes[1], `${resample} ${from.join(' x ')} to ${to.join(' x ')}`).toBe(bytes[0]);
    }
  }
});

test('a sliver whose longer edge would be half a million pixels takes memory for its square alone', () => {
  const square = readSquare(
    drawn([20_000, 10]),
    { side: 224, fit: 'cover', edge: 256, resample: 'bicubic', pad: 0 },
    kernel,
  );
  expect(square.length).toBe(224 * 224 * 3);
  // its centre 8.75 px, enlarged: neighbours are alike
  const rough = square.filter(
    (byte, at) => at >= 3 && at % 672 >= 3 && Math.abs(byte - square[at - 3]!) > 40,
  );
  expect(rough.length).toBe(0);
});

test('weights of the wider filters sum to one, and reach no further than their support', () => {
  for (const resample of ['bicubic', 'lanczos'] as const) {
    for (const [from, to] of [
      [900, 128],
      [3, 200],
    ] as const) {
      const { count, weights, stride } = tapsFor(from, to, resample);
      for (let out = 0; out < to; out++) {
        const own = weights.subarray(out * stride, out * stride + count[out]!);
        const sum = own.reduce((total, weight) => total + weight, 0);
        expect(Math.abs(sum - 2 ** 22)).toBeLessThanOrEqual(own.length / 2 + 1);
      }
    }
    const { support, weight } = FILTERS[resample];
    expect([weight(support), weight(-support - 1e-9)]).toEqual([0, 0]);
  }
});
