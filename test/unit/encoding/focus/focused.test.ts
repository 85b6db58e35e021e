/** A drawn picture and maps in; proof of which bytes the encoder is given, and of the bits that show it, out. */
import { describe, expect, test } from 'vitest';
import type { Picture } from '../../../../src/contract/photo';
import { focused, type Focused } from '../../../../src/encoding/focus/focused';
import { place } from '../../../../src/image/contain';
import { ScalarResizer } from '../../../../src/image/scalar-resizer';
import { CARD, maps, rectangle, type Draw } from './drawn-maps';

const ENCODER = { ...CARD.preprocessing, side: 96, pad: 77 };
const GREY = [77, 77, 77];
const COLOUR = [200, 30, 240];

/** One colour all over: wherever it is not grey, the photo is seen. */
function picture(width: number, height: number): Picture {
  const rgb = Uint8ClampedArray.from({ length: width * height * 3 }, (_, i) => COLOUR[i % 3]!);
  return { rgb, width, height };
}

function look(product: Draw, width = 256, height = 256): Focused {
  const photo = {
    square: { rgb: new Uint8ClampedArray(96 * 96 * 3).fill(9) },
    picture: picture(width, height),
    width: width * 4,
    height: height * 4,
  };
  return focused(photo, maps(product), CARD, ENCODER, new ScalarResizer());
}

function pixel({ square }: Focused, x: number, y: number): number[] {
  return [...square.rgb.subarray((y * 96 + x) * 3, (y * 96 + x) * 3 + 3)];
}

function bit({ view }: Focused, x: number, y: number): number {
  if (view.kind !== 'subject') throw new Error(`expected a subject, got ${view.kind}`);
  const at = y * 64 + x;
  return (view.mask[at >> 3]! >> (7 - (at & 7))) & 1;
}

describe('a photo that is kept whole', () => {
  test('is given as it came, byte for byte', () => {
    const seen = look(() => 0);
    expect(seen.view).toEqual({ kind: 'whole', reason: 'nothing-found' });
    expect(seen.square.rgb.every((byte) => byte === 9)).toBe(true);
  });
});

describe('a subject', () => {
  test('fills the square but for its margin, and is seen as it is', () => {
    const seen = look(rectangle([16, 16, 48, 48]));
    expect(pixel(seen, 48, 48)).toEqual(COLOUR);
    // 6 % of 32 cells on each side: 96 * 1.92 / 35.84 px, less half a soft cell
    expect(pixel(seen, 5, 48)).not.toEqual(GREY);
    expect(pixel(seen, 8, 48)).toEqual(COLOUR);
  });

  test('stands on exactly the encoder’s grey', () => {
    const ell: Draw = (x, y) => rectangle([8, 8, 24, 56])(x, y) || rectangle([8, 40, 56, 56])(x, y);
    const seen = look(ell);
    expect(pixel(seen, 70, 20)).toEqual(GREY);
    expect(pixel(seen, 0, 0)).toEqual(GREY);
    expect(pixel(seen, 20, 50)).toEqual(COLOUR);
  });

  test('fades into the grey over its edge, and nowhere else', () => {
    const seen = look(rectangle([16, 16, 48, 48]));
    const reds = Array.from({ length: 96 }, (_, x) => pixel(seen, x, 48)[0]!);
    const soft = reds.filter((red) => red !== GREY[0] && red !== COLOUR[0]);
    expect(soft.length).toBeGreaterThan(0);
    expect(soft.length).toBeLessThanOrEqual(6);
    const firstHalf = reds.slice(0, 48);
    expect(firstHalf).toEqual([...firstHalf].sort((a, b) => a - b));
  });

  test('that reaches the photo’s edge is not faded there', () => {
    const seen = look(rectangle([0, 20, 64, 44]), 256, 256);
    expect(seen.view).toMatchObject({ kind: 'subject', box: { left: 0, width: 1 } });
    expect(pixel(seen, 0, 48)).toEqual(COLOUR);
    expect(pixel(seen, 95, 48)).toEqual(COLOUR);
  });

  test('hides a stray inside its box', () => {
    const cShape: Draw = (x, y) =>
      rectangle([8, 8, 16, 56])(x, y) || rectangle([8, 8, 56, 16])(x, y) || rectangle([8, 48, 56, 56])(x, y);
    const withStray: Draw = (x, y) => cShape(x, y) || rectangle([34, 28, 40, 34])(x, y);
    const [one, other] = [look(withStray), look(cShape)];
    expect(one.view).toEqual(other.view);
    expect(one.square.rgb.every((byte, at) => byte === other.square.rgb[at])).toBe(true);
    expect(pixel(one, 52, 44)).toEqual(GREY);
  });

  test('in a wide photo lies in the square as contain would lay it', () => {
    const seen = look(rectangle([8, 24, 56, 40]), 256, 128);
    if (seen.view.kind !== 'subject') throw new Error('kept whole');
    const { box } = seen.view;
    const placed = place(Math.round(box.width * 256), Math.round(box.height * 128), 96);
    expect(placed.height).toBeLessThan(50);
    expect(pixel(seen, 48, placed.top - 1)).toEqual(GREY);
    expect(pixel(seen, 48, 48)).toEqual(COLOUR);
  });

  test('of a picture smaller than the square is enlarged', () => {
    const seen = look(rectangle([16, 16, 48, 48]), 40, 40);
    expect(pixel(seen, 48, 48)).toEqual(COLOUR);
  });
});

describe('the mask of a view', () => {
  test('is 64 x 64 bits over the box, the highest bit first', () => {
    const seen = look(rectangle([16, 16, 48, 32]));
    if (seen.view.kind !== 'subject') throw new Error('kept whole');
    expect(seen.view.mask).toHaveLength(512);
    expect(bit(seen, 32, 32)).toBe(1);
    // the margin of 1.92 of 35.84 cells is 3.4 bits wide
    expect([bit(seen, 1, 32), bit(seen, 6, 32)]).toEqual([0, 1]);
    expect(seen.view.mask[0]).toBe(0);
    // row 32: three dark bits, then product to the end of the byte
    expect(seen.view.mask[32 * 8]).toBe(0b00011111);
  });
});
