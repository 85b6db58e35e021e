/** Boxes over a photo, pushed and pulled, in; proof that they follow and never leave the photo out. */
import { describe, expect, test } from 'vitest';
import type { CropBox } from '../../../../src/contract/photo';
import {
  gripAt,
  isWhole,
  moved,
  resized,
  stretched,
  WHOLE,
  type Point,
} from '../../../../src/app/search/crop-box';
import { seeded } from '../../knn/random-vectors';

const BOX: CropBox = { left: 0.2, top: 0.3, width: 0.4, height: 0.5 };
const LEAST: Point = { x: 0.1, y: 0.05 };
const REACH: Point = { x: 0.05, y: 0.05 };

function expectBox(found: CropBox, expected: CropBox): void {
  for (const side of ['left', 'top', 'width', 'height'] as const) {
    expect(found[side], side).toBeCloseTo(expected[side], 9);
  }
}

describe('a moved box', () => {
  test('keeps its size', () => {
    expectBox(moved(BOX, { x: 0.1, y: -0.2 }), { ...BOX, left: 0.3, top: 0.1 });
  });

  test('stops at the edges', () => {
    expectBox(moved(BOX, { x: -1, y: 1 }), { ...BOX, left: 0, top: 0.5 });
    expectBox(moved(WHOLE, { x: 0.02, y: 0.02 }), WHOLE);
  });
});

describe('a resized box', () => {
  test('keeps its upper left corner', () => {
    expectBox(resized(BOX, { x: 0.1, y: -0.1 }, LEAST), { ...BOX, width: 0.5, height: 0.4 });
  });

  test('stops at the edges and at the least size', () => {
    expectBox(resized(BOX, { x: 1, y: -1 }, LEAST), { ...BOX, width: 0.8, height: 0.05 });
  });

  test('at the edge of a small photo is as large as the edge allows', () => {
    const last = { left: 0.97, top: 0.5, width: 0.03, height: 0.5 };
    expectBox(resized(last, { x: 0.02, y: 0 }, LEAST), last);
  });
});

describe('a stretched box', () => {
  test('lies between its corners, whichever way it is pulled', () => {
    const expected = { left: 0.2, top: 0.3, width: 0.4, height: 0.5 };
    expectBox(stretched({ x: 0.2, y: 0.3 }, { x: 0.6, y: 0.8 }, LEAST), expected);
    expectBox(stretched({ x: 0.6, y: 0.8 }, { x: 0.2, y: 0.3 }, LEAST), expected);
  });

  test('stops at the edges, and grows inwards where the least size does not fit', () => {
    expectBox(stretched({ x: 0.5, y: 0.99 }, { x: 2, y: 3 }, LEAST), {
      left: 0.5,
      top: 0.95,
      width: 0.5,
      height: 0.05,
    });
  });

  test('never leaves the photo and is never too small', () => {
    const random = seeded(3);
    const boxes = Array.from({ length: 1000 }, () =>
      stretched({ x: random(), y: random() }, { x: random(), y: random() }, LEAST),
    );
    expect(Math.min(...boxes.flatMap(({ left, top }) => [left, top]))).toBeGreaterThanOrEqual(0);
    const ends = boxes.flatMap(({ left, top, width, height }) => [left + width, top + height]);
    expect(Math.max(...ends)).toBeLessThanOrEqual(1 + 1e-12);
    expect(Math.min(...boxes.map(({ width }) => width))).toBeGreaterThanOrEqual(LEAST.x);
    expect(Math.min(...boxes.map(({ height }) => height))).toBeGreaterThanOrEqual(LEAST.y);
  });

  test('on a photo narrower than the least size is as wide as the photo', () => {
    expectBox(stretched({ x: 0.5, y: 0 }, { x: 0.6, y: 1 }, { x: 4, y: 0.1 }), WHOLE);
  });
});

describe('a pointer', () => {
  test('draws outside the box and moves it inside', () => {
    expect(gripAt(BOX, { x: 0.05, y: 0.05 }, REACH)).toEqual({ kind: 'draw' });
    expect(gripAt(BOX, { x: 0.4, y: 0.4 }, REACH)).toEqual({ kind: 'move' });
  });

  test.each([
    { at: { x: 0.22, y: 0.33 }, corner: { x: 0.2, y: 0.3 }, fixed: { x: 0.6, y: 0.8 }, falling: true },
    { at: { x: 0.57, y: 0.26 }, corner: { x: 0.6, y: 0.3 }, fixed: { x: 0.2, y: 0.8 }, falling: false },
    { at: { x: 0.17, y: 0.83 }, corner: { x: 0.2, y: 0.8 }, fixed: { x: 0.6, y: 0.3 }, falling: false },
    { at: { x: 0.64, y: 0.76 }, corner: { x: 0.6, y: 0.8 }, fixed: { x: 0.2, y: 0.3 }, falling: true },
  ])('near $corner takes that corner', ({ at, corner, fixed, falling }) => {
    const grip = gripAt(BOX, at, REACH);
    if (grip.kind !== 'corner') throw new Error(`expected a corner, got ${grip.kind}`);
    expect(grip.falling).toBe(falling);
    expect(grip.corner.x).toBeCloseTo(corner.x);
    expect(grip.corner.y).toBeCloseTo(corner.y);
    expect(grip.fixed.x).toBeCloseTo(fixed.x);
    expect(grip.fixed.y).toBeCloseTo(fixed.y);
  });

  test('can move a box that is smaller than the reach of its corners', () => {
    const small = { left: 0.5, top: 0.5, width: 0.06, height: 0.06 };
    expect(gripAt(small, { x: 0.53, y: 0.53 }, REACH).kind).toBe('move');
    expect(gripAt(small, { x: 0.51, y: 0.51 }, REACH).kind).toBe('corner');
  });

  test('draws on a box that is the whole photo, whose corners reach twice as far inwards', () => {
    expect(gripAt(WHOLE, { x: 0.5, y: 0.3 }, REACH)).toEqual({ kind: 'draw' });
    expect(gripAt(WHOLE, { x: 0.09, y: 0.91 }, REACH).kind).toBe('corner');
    expect(gripAt(WHOLE, { x: 0.11, y: 0.91 }, REACH).kind).toBe('draw');
  });
});

test('a box is the whole photo also after many small steps', () => {
  let box = resized(WHOLE, { x: -0.5, y: -0.5 }, LEAST);
  expect(isWhole(box)).toBe(false);
  for (let i = 0; i < 26; i++) box = resized(box, { x: 0.02, y: 0.02 }, LEAST);
  expect(isWhole(box)).toBe(true);
});
