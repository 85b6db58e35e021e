/** Products bound to rows and unbound in; proof that both ways stay in step, out. */
import { expect, test } from 'vitest';
import { Rows } from '../../../../src/catalogue/embeddings/rows';

test('a product that loses its row is found by neither, and leaves a gap', () => {
  const rows = new Rows();
  for (const [i, id] of ['a', 'b', 'c'].entries()) rows.bind(id, 10 + i);
  expect(rows.unbind('b')).toBe(11);
  expect(rows.unbind('b')).toBeUndefined();
  expect([rows.idAt(10), rows.idAt(11), rows.rowOf('b'), rows.rowOf('c'), rows.size]).toEqual([
    'a',
    undefined,
    undefined,
    12,
    2,
  ]);
});

test('a product bound anew is found by its new row', () => {
  const rows = new Rows();
  rows.bind('a', 0);
  rows.unbind('a');
  rows.bind('a', 5);
  expect([rows.rowOf('a'), rows.idAt(0), rows.idAt(5), rows.size]).toEqual([5, undefined, 'a', 1]);
  expect(rows.idOfRow[5]).toBe('a');
});
