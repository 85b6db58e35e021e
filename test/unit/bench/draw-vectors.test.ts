/** Seeds in; whether the drawn vectors are the same on every run and lie as they are said to out. */
import { expect, test } from 'vitest';
import { VectorDrawer } from '../../../bench/knn/draw-vectors';
import { ExactIndex } from '../../../src/knn/exact-index';
import { rowOf } from '../knn/random-vectors';

const DIMS = 48;

test('the first rows are the same however many are drawn, and at once or in blocks', () => {
  const many = new VectorDrawer(DIMS, 3, 'rows').draw(20);
  const drawer = new VectorDrawer(DIMS, 3, 'rows');
  expect([...drawer.draw(5), ...drawer.draw(2)]).toEqual([...many.subarray(0, 7 * DIMS)]);
  expect(many.every(Number.isFinite)).toBe(true);
});

test('another seed draws other vectors, and queries are no rows', () => {
  const rows = new VectorDrawer(DIMS, 3, 'rows').draw(1);
  expect(new VectorDrawer(DIMS, 4, 'rows').draw(1)).not.toEqual(rows);
  expect(new VectorDrawer(DIMS, 3, 'queries').draw(1)).not.toEqual(rows);
});

test('queries have near rows, though two vectors taken anywhere have little in common', async () => {
  const rows = new VectorDrawer(DIMS, 5, 'rows').draw(4000);
  const queries = new VectorDrawer(DIMS, 5, 'queries').draw(50);
  const index = await ExactIndex.create({ dims: DIMS });
  index.append(rows);
  const all = index.searchMany(queries, 4000);
  const nearest = all.map(([best]) => best?.score ?? 0).toSorted((a, b) => a - b);
  const mean = all.flat().reduce((sum, { score }) => sum + score, 0) / (50 * 4000);
  expect(nearest[25]).toBeGreaterThan(0.7);
  expect(mean).toBeGreaterThan(0.05);
  expect(mean).toBeLessThan(0.4);
});

test.each([1, 2, 3, 50, 64])('no value of %i stands out', (dims) => {
  const n = 2000;
  const vectors = new VectorDrawer(dims, 1, 'rows').draw(n);
  const energies = new Float64Array(dims);
  for (let row = 0; row < n; row += 1) {
    rowOf(vectors, row, dims).forEach((value, i) => (energies[i] = (energies[i] ?? 0) + value ** 2));
  }
  const mean = energies.reduce((sum, energy) => sum + energy, 0) / dims;
  // without the rotation the first would have ten times the mean at 50 dims
  expect(Math.max(...energies)).toBeLessThan(5 * mean);
});
