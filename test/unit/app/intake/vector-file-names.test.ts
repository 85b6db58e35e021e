/** Names of files given together in; whether the page takes them for vectors out. */
import { expect, test } from 'vitest';
import { areVectorFiles } from '../../../../src/app/intake/vector-file-names';

test.each([
  [['vectors.npy'], true],
  [['names.csv', 'VECTORS.NPZ'], true],
  [['names.txt'], true],
  [['vectors.npy', 'photo.jpg'], true],
  [['photo.jpg', 'notes.txt'], false],
  [['photo.jpg'], false],
  [[], false],
])('%j: %s', (names, expected) => {
  expect(areVectorFiles(names.map((name) => new File([], name)))).toBe(expected);
});
