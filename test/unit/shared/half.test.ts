/** Every float16 in; checks that numbers become the nearest one, and that bits come back as they went, out. */
import { describe, expect, test } from 'vitest';
import { halfTable, toHalf } from '../../../src/shared/half';

describe('a float16', () => {
  test('comes back from its value as the bits that it was, all 65,536 of them', () => {
    const wrong = [...halfTable()].flatMap((value, bits) =>
      Number.isNaN(value) || toHalf(value) === bits ? [] : [bits],
    );
    expect(wrong).toEqual([]);
    expect(halfTable()[toHalf(Number.NaN)]).toBeNaN();
  });

  test.each([
    ['half way up from an even one stays', 1 + 2 ** -11, 0x3c00],
    ['half way up from an odd one goes up', 1 + 3 * 2 ** -11, 0x3c02],
    ['just past half way goes up', 1 + 2 ** -11 + 2 ** -30, 0x3c01],
    ['up to the next power of two', 0.99999, 0x3c00],
    ['half of the least goes to zero', 2 ** -25, 0],
    ['more than half of the least is the least', 1.01 * 2 ** -25, 1],
    ['the largest', 65_519.9, 0x7bff],
    ['past the largest is infinite', -65_520, 0xfc00],
    ['minus zero', -0, 0x8000],
  ])('%s', (_, value, bits) => {
    expect(toHalf(value)).toBe(bits);
  });
});
