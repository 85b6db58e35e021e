/** Files that cannot become vectors with names in; proof that each is refused with its place, and nothing is imported, out. */
import { describe, expect, test } from 'vitest';
import { said } from '../said';
import {
  drawn,
  golden,
  idsIn,
  importFiles,
  lines,
  npy,
  recordsIn,
  untilOpen,
  useVectorsTabs,
} from './vectors-fixture';
import { reasonText } from '../../src/app/messages/reason-text';

const { open } = useVectorsTabs();

describe('nothing is imported', () => {
  const dims = 4;
  const sound = () => npy(drawn(6, dims), dims);

  test.each([
    [
      'of names and vectors of different numbers, which are both told',
      () => [sound(), lines(['a', 'b', 'c'])],
      'NamesMismatch',
      /3 names but 6 vectors/,
    ],
    ['of names alone', () => [lines(['a'])], 'FileUnsupported', /only names came \(“names\.txt”\)/],
    [
      'of two files of vectors',
      () => [sound(), npy(drawn(6, dims), dims, 'other.npy')],
      'FileUnsupported',
      /2 files of vectors came \(“vectors\.npy”, “other\.npy”\), expected one/,
    ],
    [
      'of two files of names',
      () => [sound(), lines(['a']), lines(['b'], 'other.csv')],
      'FileUnsupported',
      /2 files of names came/,
    ],
    [
      'of a photo among the files',
      () => [sound(), new File(['\xff\xd8\xff'], 'a.jpg')],
      'FileUnsupported',
      /“a\.jpg” is neither/,
    ],
    [
      'of names that repeat themselves',
      () => [sound(), lines(['a', 'b', 'c', 'b', 'd', 'e'])],
      'NamesInvalid',
      /“names\.txt”: line 2 and line 4 hold the same name “b”/,
    ],
    ['of a file without rows', () => [npy(new Float32Array(0), dims)], 'FileUnsupported', /holds no vectors/],
  ] as const)('%s', async (_what, files, name, words) => {
    const tab = await open();
    const refused = importFiles(tab, files());
    await expect(refused).rejects.toMatchObject({ name });
    expect(await said(refused)).toMatch(words);
    expect(await recordsIn(tab.db)).toBe(0);
  });

  test('of a file with NaN in a late row, which is told with its name', async () => {
    const vectors = drawn(5000, dims);
    vectors[4500 * dims + 2] = Number.NaN;
    const names = Array.from({ length: 5000 }, (_, i) => `sku-${i}`);
    const tab = await open();
    const { job, stored, catalogue } = await importFiles(tab, [npy(vectors, dims), lines(names)]);
    expect(job).toMatchObject({
      state: 'failed',
      failure: { name: 'RowInvalid' },
    });
    expect(reasonText(job?.failure?.message ?? '')).toBe(
      'value 2 of row 4500 (“sku-4500”) is NaN, expected finite numbers of float32',
    );
    expect(stored).toBeUndefined();
    expect(catalogue).toBeUndefined();
    expect(await recordsIn(tab.db)).toBe(0);
  });

  test('of a file with a row of zeros by cosine, but by dot and by l2', async () => {
    const vectors = drawn(6, dims).fill(0, 3 * dims, 4 * dims);
    const tab = await open();
    const refused = await importFiles(tab, [npy(vectors, dims)]);
    expect(refused.job?.failure).toMatchObject({ name: 'RowInvalid' });
    expect(reasonText(refused.job?.failure?.message ?? '')).toMatch(
      /^row 3 \(“3”\) is all zeros, expected a vector with a direction/,
    );
    expect((await importFiles(tab, [npy(vectors, dims)], 'dot')).catalogue?.products).toBe(6);
    await expect(tab.vectors.compareBy('cosine')).rejects.toMatchObject({ name: 'RowInvalid' });
    expect((await untilOpen(tab)).stored?.metric).toBe('dot');
    await tab.vectors.compareBy('l2');
    expect(await idsIn(tab)).toHaveLength(6);
    expect((await open()).states[0]?.stored?.metric).toBe('l2');
  });

  test('of a damaged .npz, even where its checksum is the last thing read', async () => {
    const bytes = new Uint8Array(await (await golden('stored.npz')).arrayBuffer());
    // inside the vectors, which lie uncompressed behind the first header
    bytes[300] = (bytes[300] ?? 0) ^ 1;
    const tab = await open();
    const { job } = await importFiles(tab, [new File([bytes], 'damaged.npz')]);
    expect(job).toMatchObject({ state: 'failed', failure: { name: 'FileCorrupt' } });
    expect(await recordsIn(tab.db)).toBe(0);
  });
});
