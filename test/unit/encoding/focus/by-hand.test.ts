/** Boxes in; proof of which pixels they mean, and of which are refused and why, out. */
import { describe, expect, test } from 'vitest';
import { cropByHand } from '../../../../src/encoding/focus/by-hand';

const PHOTO = { width: 400, height: 300 };

describe('a box drawn by hand', () => {
  test('means whole pixels, its edges rounded to the nearest', () => {
    expect(cropByHand({ left: 0.25, top: 0.5, width: 0.5, height: 0.25 }, PHOTO)).toEqual({
      left: 100,
      top: 150,
      width: 200,
      height: 75,
    });
    expect(cropByHand({ left: 0.1012, top: 0, width: 0.5, height: 1 }, PHOTO)).toMatchObject({
      left: 40,
      width: 200,
    });
  });

  test('may be the whole photo, also with the rounding of sums', () => {
    const whole = { left: 0, top: 0, width: 400, height: 300 };
    expect(cropByHand({ left: 0, top: 0, width: 1, height: 1 }, PHOTO)).toEqual(whole);
    const { left, width } = cropByHand({ left: 0.7, top: 0, width: 0.3 + 1e-15, height: 1 }, PHOTO);
    expect(left + width).toBe(400);
  });

  test.each([
    ['NaN', { left: NaN, top: 0, width: 1, height: 1 }],
    ['infinite', { left: 0, top: 0, width: Infinity, height: 1 }],
    ['left of the photo', { left: -0.1, top: 0, width: 0.5, height: 1 }],
    ['below the photo', { left: 0, top: 0.6, width: 1, height: 0.5 }],
    ['without width', { left: 0.5, top: 0, width: 0, height: 1 }],
    ['of negative height', { left: 0, top: 0.5, width: 1, height: -0.5 }],
    ['a few pixels wide', { left: 0, top: 0, width: 7 / 400, height: 1 }],
    ['a few pixels high', { left: 0, top: 0, width: 1, height: 7 / 300 }],
  ])('is refused when it is %s, saying what came and what was expected', (_, box) => {
    const crop = () => cropByHand(box, PHOTO);
    expect(crop).toThrow(expect.objectContaining({ name: 'CropInvalid' }));
    expect(crop).toThrow(/expected .*, got .*\d/);
  });
});
