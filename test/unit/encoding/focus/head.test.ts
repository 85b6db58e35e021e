/** Drawn maps in; proof of what goes with a head, and of what stays, out. */
import { describe, expect, test } from 'vitest';
import { withoutHead } from '../../../../src/encoding/focus/head';

const WIDTH = 20;

/** float32 [60, 20]: 1 inside the rectangle of left, top, right, bottom. */
function drawn(
  [left, top, right, bottom]: readonly [number, number, number, number],
  value = 1,
): Float32Array {
  return Float32Array.from({ length: WIDTH * 60 }, (_, cell) => {
    const [x, y] = [cell % WIDTH, Math.floor(cell / WIDTH)];
    return x >= left && x < right && y >= top && y < bottom ? value : 0;
  });
}

function rowsOn(map: Float32Array): number[] {
  const rows = Array.from({ length: 60 }, (_, y) => y);
  return rows.filter((y) => map.subarray(y * WIDTH, (y + 1) * WIDTH).some((p) => p > 0));
}

describe('without a head', () => {
  const dress = drawn([6, 8, 14, 60]);
  const face = drawn([8, 2, 12, 6]);

  test('hair within three cells of the face goes, and the dress below the upper sixth stays whole', () => {
    const hair = drawn([7, 0, 13, 8]);
    const product = dress.map((p, i) => Math.max(p, hair[i]!));
    const headless = withoutHead(product, face, WIDTH);
    // of 60 rows the head takes the upper ten; the face ends in row 5, so its surroundings in row 8
    expect(rowsOn(headless)[0]).toBe(9);
    expect(headless.subarray(10 * WIDTH)).toEqual(product.subarray(10 * WIDTH));
  });

  test('bare arms and legs take nothing of the dress', () => {
    const arms = drawn([4, 25, 6, 45]);
    expect(withoutHead(dress, arms, WIDTH)).toEqual(dress);
  });

  test('a garment without a person stays as it is', () => {
    expect(withoutHead(dress, drawn([0, 0, 0, 0]), WIDTH)).toEqual(dress);
  });

  test('a faint guess of skin is enough, and the given map is not changed', () => {
    const product = drawn([6, 0, 14, 60]);
    const headless = withoutHead(product, drawn([8, 0, 12, 6], 0.3), WIDTH);
    expect(headless[3 * WIDTH + 10]).toBe(0);
    expect(product[3 * WIDTH + 10]).toBe(1);
  });

  test('empty maps stay empty', () => {
    const empty = drawn([0, 0, 0, 0]);
    expect(withoutHead(empty, empty, WIDTH)).toEqual(empty);
  });
});
