/** Vectors and names in; proof that each name keeps its own vector, or that nothing is bound, out. */
import { expect, test } from 'vitest';
import { bindNames, refuseDifferentLengths } from '../../../src/exchange/bind-names';
import { openVectors } from '../../../src/exchange/vectors';
import { npyOf, refusal } from './fixtures';

const NAMES = ['a', 'b', 'c', 'd', 'e'];

/** Row i holds i and -i. */
function counting(rows: number): File {
  return npyOf(
    "'<f4'",
    `(${rows}, 2)`,
    Float32Array.from({ length: rows * 2 }, (_, i) => (i % 2 ? -(i - 1) / 2 : i / 2)),
  );
}

test.each([1, 2, 5, 9])('each name stands beside its vector, in blocks of %i rows', async (rowsPerBlock) => {
  const bound = bindNames(await openVectors(counting(5)), NAMES);
  expect([bound.rows, bound.dims]).toEqual([5, 2]);
  const pairs: [string, number | undefined][] = [];
  for await (const { names, vectors } of bound.blocks(rowsPerBlock)) {
    expect(vectors.length).toBe(names.length * 2);
    for (const [i, name] of names.entries()) pairs.push([name, vectors[i * 2]]);
  }
  expect(pairs).toEqual(NAMES.map((name, i) => [name, i]));
});

test('two files of different length are refused with both numbers, before a row is read', async () => {
  const vectors = await openVectors(counting(4));
  const [refused, words] = await refusal((async () => bindNames(vectors, NAMES))());
  expect(refused).toBe('NamesMismatch');
  expect(words).toBe('There are 5 names but 4 vectors, a difference of 1: nothing was imported.');
});

test('37 names too many are noticed among 137,317', async () => {
  const names = Array.from({ length: 137_317 }, (_, i) => String(i));
  const [refused, words] = await refusal((async () => refuseDifferentLengths(137_280, names))());
  expect([refused, words]).toEqual([
    'NamesMismatch',
    'There are 137317 names but 137280 vectors, a difference of 37: nothing was imported.',
  ]);
  expect(() => refuseDifferentLengths(137_317, names)).not.toThrow();
});
