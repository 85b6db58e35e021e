/** Offers in any order in; whether the best k come out in the right order out. */
import { expect, test } from 'vitest';
import { TopK, type RowMatch } from '../../../src/knn/top-k';
import { seeded } from './random-vectors';

function bestBySorting(matches: readonly RowMatch[], k: number): RowMatch[] {
  return matches.toSorted((a, b) => b.score - a.score || a.row - b.row).slice(0, k);
}

test.each([1, 2, 3, 10, 199, 200, 201])('the best %i of 200 offers equal those of a full sort', (k) => {
  const next = seeded(k);
  // Few distinct scores, so that many tie.
  const matches = Array.from({ length: 200 }, (_, row) => ({ row, score: Math.round(next() * 20) / 20 }));
  const shuffled = matches
    .map((match) => ({ match, key: next() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ match }) => match);
  for (const order of [matches, matches.toReversed(), shuffled]) {
    const best = new TopK(k);
    for (const { row, score } of order) best.offer(row, score);
    expect(best.drain()).toEqual(bestBySorting(matches, k));
  }
});

test('nothing offered gives nothing', () => {
  expect(new TopK(5).drain()).toEqual([]);
});

test('after draining it starts empty', () => {
  const best = new TopK(2);
  best.offer(1, 0.5);
  best.drain();
  best.offer(2, 0.1);
  expect(best.drain()).toEqual([{ row: 2, score: 0.1 }]);
});
