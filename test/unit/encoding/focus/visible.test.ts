/** A drawn picture and maps in; proof that an encoder of visibility is given the same subject, marked in place of faded, out. */
import { describe, expect, test } from 'vitest';
import type { Picture } from '../../../../src/contract/photo';
import { focused, type Focused } from '../../../../src/encoding/focus/focused';
import { place } from '../../../../src/image/contain';
import { rectangleOf } from '../../../../src/image/rectangle';
import { ScalarResizer } from '../../../../src/image/scalar-resizer';
import { noise } from '../../image/drawn-noise';
import { CARD, maps, rectangle, type Draw } from './drawn-maps';

const SIDE = 96;
const PAD = 77;
const FADED = { ...CARD.preprocessing, side: SIDE, pad: PAD };
const MARKED = { ...FADED, channels: 'rgbv' as const };
const WHOLE = { rgb: new Uint8ClampedArray(SIDE * SIDE * 3), visible: new Uint8ClampedArray(SIDE * SIDE) };

function noisy(width: number, height: number): Picture {
  return { rgb: noise(width, height).filter((_, at) => at % 4 !== 3), width, height };
}

function look(picture: Picture, product: Draw, preprocessing: typeof FADED): Focused {
  const photo = { square: WHOLE, picture, width: picture.width * 4, height: picture.height * 4 };
  return focused(photo, maps(product), CARD, preprocessing, new ScalarResizer());
}

const ell: Draw = (x, y) => rectangle([8, 8, 24, 56])(x, y) || rectangle([8, 40, 56, 56])(x, y);
const slope: Draw = (x, y) => Math.min(1, Math.max(0, (40 - Math.hypot(x - 32, y - 32) * 2) / 20));

describe.each<[string, Picture, Draw]>([
  ['an ell', noisy(256, 256), ell],
  ['a soft disc', noisy(256, 256), slope],
  ['a band in a wide photo', noisy(256, 128), rectangle([8, 24, 56, 40])],
  ['a band in a tall photo', noisy(90, 200), rectangle([24, 8, 38, 56])],
])('%s', (_, picture, product) => {
  const marked = look(picture, product, MARKED);
  const faded = look(picture, product, FADED);
  const { rgb, visible = new Uint8ClampedArray() } = marked.square;

  test('faded by its visibility is what other encoders are given', () => {
    expect(visible).toHaveLength(SIDE * SIDE);
    expect([Math.min(...visible), Math.max(...visible)]).toEqual([0, 255]);
    const furthest = rgb.reduce((most, byte, at) => {
      const share = visible[Math.floor(at / 3)]! / 255;
      const byHand = Math.round(PAD + (byte - PAD) * share);
      return Math.max(most, Math.abs(byHand - faded.square.rgb[at]!));
    }, 0);
    expect(furthest).toBeLessThanOrEqual(1);
  });

  test('lies in bars that are grey and not visible', () => {
    if (marked.view.kind !== 'subject') throw new Error('kept whole');
    const part = rectangleOf(marked.view.box, picture);
    const { left, top, width, height } = place(part.width, part.height, SIDE);
    const inBars = [...visible.keys()].filter((pixel) => {
      const [x, y] = [pixel % SIDE, Math.floor(pixel / SIDE)];
      return x < left || x >= left + width || y < top || y >= top + height;
    });
    expect(inBars).toHaveLength(SIDE ** 2 - width * height);
    expect(inBars.filter((pixel) => visible[pixel] !== 0)).toEqual([]);
    const isGrey = (pixel: number) => [0, 1, 2].every((c) => rgb[pixel * 3 + c] === PAD);
    expect(inBars.filter((pixel) => !isGrey(pixel))).toEqual([]);
  });

  test('keeps the photo’s own bytes where it is not visible', () => {
    const hidden = [...visible.keys()].filter((pixel) => visible[pixel] === 0);
    expect(hidden.some((pixel) => rgb[pixel * 3] !== PAD)).toBe(true);
  });

  test('is the same view, which says that the surroundings are dimmed', () => {
    expect(faded.view).not.toHaveProperty('surroundings');
    expect(faded.square).not.toHaveProperty('visible');
    expect(marked.view).toEqual({ ...faded.view, surroundings: 'dimmed' });
  });
});

test('a photo that is kept whole is given as it came', () => {
  const seen = look(noisy(64, 64), () => 0, MARKED);
  expect(seen.square).toBe(WHOLE);
  expect(seen.view).toEqual({ kind: 'whole', reason: 'nothing-found' });
});
