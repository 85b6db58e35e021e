/** Preprocessings in; proof that the probe is drawn by the formula, plane by plane, out. */
import { describe, expect, test } from 'vitest';
import { probeTensor } from '../../../src/inference/probe';

describe('the probe', () => {
  test('of a model that takes visibility has a fourth plane behind the same three', () => {
    const area = 160 * 160;
    const four = probeTensor({ side: 160, channels: 'rgbv' });
    expect(four).toHaveLength(4 * area);
    expect(four.subarray(0, 3 * area)).toEqual(probeTensor({ side: 160 }));
    const expected = Float32Array.from({ length: area }, (_, at) => {
      const [x, y] = [at % 160, Math.floor(at / 160)];
      return ((x * 6 + y * 2 + ((x * y) >> 6) + 120) & 255) / 255;
    });
    expect(four.subarray(3 * area)).toEqual(expected);
  });

  test('of channels that come last is the same, pixel by pixel', () => {
    const planes = probeTensor({ side: 5, width: 7 });
    const pixels = probeTensor({ side: 5, width: 7, layout: 'nhwc' });
    pixels.forEach((value, at) => expect(value).toBe(planes[(at % 3) * 35 + Math.floor(at / 3)]));
  });
});
