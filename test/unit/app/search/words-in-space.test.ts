/** Embeddings of a photo and of words in; the sum between them, by its definition, out. */
import { expect, test } from 'vitest';
import { mixed } from '../../../../src/app/search/words-in-space';

const photo = Float32Array.of(1, 0, 0);
const words = Float32Array.of(0, 0.6, 0.8);

test('a share of the words between none and all turns from the photo to the words, at unit length', () => {
  expect([...mixed(photo, words, 0)]).toEqual([...photo]);
  expect([...mixed(photo, words, 1)]).toEqual([...words]);
  const between = mixed(photo, words, 0.25);
  // 0.75, 0.25 * 0.6, 0.25 * 0.8, over the root of 0.75² + 0.25²
  const length = Math.sqrt(0.625);
  [0.75, 0.15, 0.2].forEach((value, i) => {
    expect(between[i]).toBeCloseTo(value / length, 6);
  });
  expect(Math.hypot(...between)).toBeCloseTo(1, 6);
});

test('what cancels itself out is no vector', () => {
  expect(
    [
      ...mixed(
        photo,
        photo.map((x) => -x),
        0.5,
      ),
    ].every(Number.isNaN),
  ).toBe(true);
});
