/** Vectors of odd lengths in; whether they come out with length 1, and stay so, out. */
import { describe, expect, test } from 'vitest';
import { squaredLengths, writeUnit } from '../../../src/knn/unit-vector';
import { randomVectors } from './random-vectors';

function unit(vector: Float32Array): Float32Array {
  const target = new Float32Array(vector.length);
  writeUnit(
    vector,
    vector.length,
    0,
    squaredLengths(vector, vector.length, 'row', true)[0] ?? Number.NaN,
    target,
  );
  return target;
}

function lengthOf(vector: Float32Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}

describe.each([1, 2, 3, 17, 256, 2048])('a vector of %i dims', (dims) => {
  test.each([1e-45, 1e-30, 1, 1e6, 3e38])('of size %d comes out with length 1', (size) => {
    const vector = randomVectors(dims, 1, dims).map((value) => (Math.abs(value) < 0.5 ? size : value * size));
    expect(lengthOf(unit(vector))).toBeCloseTo(1, 6);
  });

  test('keeps its bits when it is brought to length 1 a second time', () => {
    // Rarely would dividing again change a bit: it takes few dims and many vectors to see it.
    for (let seed = 0; seed < 20_000 / dims; seed += 1) {
      const once = unit(randomVectors(seed, 1, dims));
      expect(unit(once).every((value, i) => value === once[i])).toBe(true);
    }
  });
});

test('twice the vector gives the same unit vector', () => {
  const vector = randomVectors(1, 1, 100);
  expect(unit(vector.map((value) => value * 2))).toEqual(unit(vector));
});

test('what lies behind the dims is left alone', () => {
  const target = new Float32Array(4).fill(7);
  writeUnit(Float32Array.of(9, 9, 3, 4), 2, 1, 25, target);
  expect(target).toEqual(Float32Array.of(3 / 5, 4 / 5, 7, 7));
});
