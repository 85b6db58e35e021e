/** Drawn maps in; proof of what the rule takes for a subject, and of when it keeps a photo whole, out. */
import { describe, expect, test } from 'vitest';
import { findSubject, type Found } from '../../../../src/encoding/focus/find-subject';
import { photoOnMap } from '../../../../src/encoding/focus/photo-on-map';
import { CARD, SIDE, maps, rectangle, type Draw } from './drawn-maps';

const SQUARE = { width: 640, height: 640 };

function found(product: Draw, body?: Draw, photo = SQUARE): Found {
  return findSubject(maps(product, body), photoOnMap(photo, CARD));
}

function subject(product: Draw, body?: Draw, photo = SQUARE): Extract<Found, { kind: 'subject' }> {
  const result = found(product, body, photo);
  if (result.kind !== 'subject') throw new Error(`kept whole: ${result.reason}`);
  return result;
}

describe('a photo is kept whole', () => {
  test.each<[string, Draw]>([
    ['nothing is on', () => 0],
    ['everything stays just below half', () => 0.5],
    ['less than 2 % of it is on', rectangle([10, 10, 19, 19])],
  ])('as nothing was found where %s', (_, product) => {
    expect(found(product)).toEqual({ kind: 'whole', reason: 'nothing-found' });
  });

  test.each<[string, Draw]>([
    ['everything is on', () => 1],
    ['more than 85 % of it is on', rectangle([0, 0, 64, 55])],
  ])('as the product fills it where %s', (_, product) => {
    expect(found(product)).toEqual({ kind: 'whole', reason: 'fills-the-photo' });
  });

  test.each<[string, Draw]>([
    ['the product itself is doubtful', rectangle([16, 16, 48, 48], 0.75)],
    ['the rest of the photo is doubtful', rectangle([16, 16, 48, 48], 1, 0.3)],
  ])('as unsure where %s', (_, product) => {
    expect(found(product)).toEqual({ kind: 'whole', reason: 'unsure' });
  });
});

describe('a subject', () => {
  test('has a box of 6 % of its longer side around its cells', () => {
    const { box } = subject(rectangle([20, 10, 36, 42]));
    const margin = 0.06 * 32;
    expect(box.left).toBeCloseTo((20 - margin) / SIDE);
    expect(box.top).toBeCloseTo((10 - margin) / SIDE);
    expect(box.width).toBeCloseTo((16 + 2 * margin) / SIDE);
    expect(box.height).toBeCloseTo((32 + 2 * margin) / SIDE);
  });

  test('in a corner has a box that ends with the photo', () => {
    const { box } = subject(rectangle([40, 30, 64, 64]));
    const margin = 0.06 * 34;
    expect(box.left + box.width).toBe(1);
    expect(box.top + box.height).toBe(1);
    expect(box.left).toBeCloseTo((40 - margin) / SIDE);
  });

  test('loses a stray of less than a tenth of its size, in box and presence', () => {
    const product = rectangle([10, 10, 30, 30]);
    const stray = rectangle([50, 50, 56, 56], 0.9);
    const both: Draw = (x, y) => product(x, y) || stray(x, y);
    expect(subject(both).box).toEqual(subject(product).box);
    expect(subject(both).presence).toEqual(subject(product).presence);
  });

  test('keeps a second part of a tenth or more: the other shoe', () => {
    const pair: Draw = (x, y) => rectangle([8, 10, 18, 40])(x, y) || rectangle([44, 10, 54, 40])(x, y);
    const { box, presence } = subject(pair);
    expect(box.left).toBeCloseTo((8 - 0.06 * 46) / SIDE);
    expect(box.left + box.width).toBeCloseTo((54 + 0.06 * 46) / SIDE);
    expect(presence[20 * SIDE + 50]).toBe(1);
  });

  test('is one where its cells share edges, and two where they only share corners', () => {
    const large = rectangle([10, 10, 40, 40]);
    const atCorner: Draw = (x, y) => large(x, y) || rectangle([40, 40, 44, 44])(x, y);
    const atEdge: Draw = (x, y) => large(x, y) || rectangle([40, 36, 44, 40])(x, y);
    expect(subject(atCorner).box).toEqual(subject(large).box);
    expect(subject(atEdge).box.width).toBeGreaterThan(subject(large).box.width);
  });

  test('is present in its own cells and, by their probability, in those that touch them', () => {
    const soft: Draw = (x, y) =>
      Math.max(rectangle([20, 20, 40, 40])(x, y), rectangle([15, 15, 45, 45], 0.2)(x, y));
    const { presence } = subject(soft);
    const at = (x: number, y: number) => presence[y * SIDE + x];
    expect([at(20, 20), at(39, 39)]).toEqual([1, 1]);
    expect([at(19, 30), at(40, 40)]).toEqual([Math.fround(0.2), Math.fround(0.2)]);
    expect([at(18, 30), at(41, 41)]).toEqual([0, 0]);
  });

  test.each([
    ['is worn where more than 1.5 % of the photo is body', rectangle([28, 0, 36, 8]), true],
    ['is not worn where less is', rectangle([28, 0, 35, 8]), false],
    ['is not worn where a body is only guessed', rectangle([0, 0, 64, 8], 0.5), false],
  ])('%s', (_, body, worn) => {
    expect(subject(rectangle([16, 16, 48, 48]), body).worn).toBe(worn);
  });
});

describe('a photo that is not square', () => {
  const WIDE = { width: 800, height: 400 };
  const TALL = { width: 400, height: 800 };

  test('is judged by its own cells, whatever the maps say of the padding', () => {
    const withPadding: Draw = (x, y) => (y < 16 || y >= 48 ? 0.6 : rectangle([20, 20, 44, 40])(x, y));
    const without: Draw = rectangle([20, 20, 44, 40]);
    expect(found(withPadding, () => 0, WIDE)).toEqual(found(without, () => 0, WIDE));
    expect(
      found(
        (_, y) => (y < 16 ? 1 : 0),
        () => 0,
        WIDE,
      ),
    ).toEqual({ kind: 'whole', reason: 'nothing-found' });
  });

  test('is full when its own cells are', () => {
    const full = { kind: 'whole', reason: 'fills-the-photo' };
    expect(found(rectangle([0, 16, 64, 48]), undefined, WIDE)).toEqual(full);
    expect(found(rectangle([16, 0, 48, 64]), undefined, TALL)).toEqual(full);
  });

  test('has its box in shares of itself', () => {
    const margin = 0.06 * 24;
    const wide = subject(rectangle([20, 20, 44, 40]), undefined, WIDE).box;
    expect(wide.left).toBeCloseTo((20 - margin) / 64);
    expect(wide.top).toBeCloseTo((20 - 16 - margin) / 32);
    expect(wide.height).toBeCloseTo((20 + 2 * margin) / 32);
    const tall = subject(rectangle([20, 20, 40, 44]), undefined, TALL).box;
    expect(tall.left).toBeCloseTo((20 - 16 - margin) / 32);
    expect(tall.top).toBeCloseTo((20 - margin) / 64);
  });

  test.each([
    [1, 2000],
    [2000, 1],
    [3, 2000],
  ])('%i x %i is judged without falling over', (width, height) => {
    expect(found(() => 1, undefined, { width, height })).toEqual({
      kind: 'whole',
      reason: 'fills-the-photo',
    });
  });
});
