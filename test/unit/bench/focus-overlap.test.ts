/** Views and masks of a few pixels in; whether what was kept is counted as by hand out. */
import { expect, test } from 'vitest';
import { agreement, isKept } from '../../../bench/page/focus-overlap';
import type { FocusView } from '../../../src/contract/photo';

const WHOLE: FocusView = { kind: 'whole', reason: 'unsure' };

/** Keeps what `on` says of the cells of a box. */
function subject(
  on: (row: number, column: number) => boolean,
  box = { left: 0, top: 0, width: 1, height: 1 },
): FocusView {
  const mask = new Uint8Array((64 * 64) / 8);
  for (let bit = 0; bit < 64 * 64; bit += 1) {
    if (on(bit >> 6, bit & 63)) mask[bit >> 3]! |= 0x80 >> (bit & 7);
  }
  return { kind: 'subject', box, mask, worn: true };
}

/** Rows of `#` and `.`. */
function drawn(...rows: readonly string[]) {
  return {
    width: rows[0]?.length ?? 0,
    height: rows.length,
    pixels: Uint8Array.from(rows.join(''), (sign) => (sign === '#' ? 1 : 0)),
  };
}

const GARMENT = drawn('....', '.##.', '.##.', '....');
const HEAD = drawn('.##.', '....', '....', '....');

test('of a photo kept whole everything is kept', () => {
  expect(agreement(WHOLE, GARMENT, HEAD)).toEqual({ iou: 4 / 16, headLeft: 1 });
});

test('the mask is read over its box, and nothing outside of it is kept', () => {
  const middle = { left: 0.25, top: 0.25, width: 0.5, height: 0.5 };
  const all = () => true;
  expect(agreement(subject(all, middle), GARMENT, HEAD)).toEqual({ iou: 1, headLeft: 0 });
  const leftHalf = subject((_, column) => column < 32, middle);
  expect(agreement(leftHalf, GARMENT, HEAD)).toEqual({ iou: 2 / 4, headLeft: 0 });
});

test('the highest bit is the leftmost, rows from top to bottom', () => {
  const corner = subject((row, column) => row === 0 && column === 0);
  expect(isKept(corner, 0.5 / 64, 0.5 / 64)).toBe(true);
  expect(isKept(corner, 1.5 / 64, 0.5 / 64)).toBe(false);
  expect(isKept(corner, 0.5 / 64, 1.5 / 64)).toBe(false);
});

test('a box that reaches past the photo is no harm', () => {
  const wide = subject(() => true, { left: -0.5, top: -0.5, width: 2, height: 2 });
  expect(agreement(wide, GARMENT, HEAD)).toEqual({ iou: 4 / 16, headLeft: 1 });
});

test('no head is no share of a head, and nothing kept of nothing is no agreement', () => {
  const nothing = drawn('....', '....', '....', '....');
  expect(agreement(WHOLE, GARMENT, nothing).headLeft).toBeUndefined();
  expect(
    agreement(
      subject(() => false),
      nothing,
      nothing,
    ).iou,
  ).toBe(0);
});

test('masks of two sizes are refused', () => {
  expect(() => agreement(WHOLE, GARMENT, drawn('#'))).toThrow("the head's mask is 1 x 1, expected 4 x 4");
});
