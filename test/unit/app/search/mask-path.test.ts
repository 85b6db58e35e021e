/** Masks of 64 x 64 bits in; proof that path and image show the very same bits out. */
import { describe, expect, test } from 'vitest';
import { maskImage, maskPath } from '../../../../src/app/search/mask-path';

const SIDE = 64;

function maskOf(isProduct: (row: number, column: number) => boolean): Uint8Array {
  const mask = new Uint8Array((SIDE * SIDE) / 8);
  for (let bit = 0; bit < SIDE * SIDE; bit++) {
    if (isProduct(Math.floor(bit / SIDE), bit % SIDE)) mask[bit >> 3]! |= 1 << (7 - (bit % 8));
  }
  return mask;
}

/** The cells that a path's rectangles cover, read back, as a mask. */
function coveredBy(path: string): Uint8Array {
  const covered = new Set<number>();
  for (const numbers of path.matchAll(/M(-?\d+) (-?\d+)H(-?\d+)V(-?\d+)H(-?\d+)Z/g)) {
    const [left = 0, top = 0, right = 0, bottom = 0] = numbers.slice(1).map(Number);
    for (let row = Math.max(0, top); row < Math.min(SIDE, bottom); row++) {
      for (let column = Math.max(0, left); column < Math.min(SIDE, right); column++) {
        covered.add(row * SIDE + column);
      }
    }
  }
  return maskOf((row, column) => covered.has(row * SIDE + column));
}

describe('a mask’s path', () => {
  test.each([
    ['a disc', (row: number, column: number) => Math.hypot(row - 31.5, column - 31.5) < 20],
    ['a chessboard', (row: number, column: number) => (row + column) % 2 === 0],
    ['a frame', (row: number, column: number) => Math.min(row, column, 63 - row, 63 - column) < 3],
    ['odd bits', (row: number, column: number) => (row * 64 + column) % 7 === 3],
  ])('covers the set cells of %s and no others', (_name, isProduct) => {
    const mask = maskOf(isProduct);
    expect(coveredBy(maskPath(mask))).toEqual(mask);
  });

  test('is empty for an empty mask', () => {
    expect(maskPath(new Uint8Array(512))).toBe('');
  });

  test('reads the highest bit of the first byte as the upper left cell', () => {
    const mask = new Uint8Array(512);
    mask[0] = 0x80;
    expect(maskPath(mask)).toBe('M-2 -2H1V1H-2Z');
  });

  test('goes past the edges where the product touches them', () => {
    const mask = maskOf((row) => row === 63);
    expect(maskPath(mask)).toBe('M-2 63H66V66H-2Z');
  });
});

test('a mask’s image is an SVG that any place may stretch', () => {
  const image = maskImage(maskOf((row, column) => row === 5 && column === 6));
  const [, encoded = ''] = /^url\("data:image\/svg\+xml,([^"]*)"\)$/.exec(image) ?? [];
  const svg = decodeURIComponent(encoded);
  expect(svg).toContain('preserveAspectRatio="none"');
  expect(svg).toContain('d="M6 5H7V6H6Z"');
});
