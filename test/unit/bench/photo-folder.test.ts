/** Folders on the disk in; whether the right photos of the right classes are chosen out. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { evenly, limitPerClass, listClassPhotos, listPhotos, ofClasses } from '../../../bench/photo-folder';

let folder = '';

function put(path: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bench-photos-'));
  for (let i = 0; i < 5; i += 1) put(`set/hat/${i}.jpg`);
  ['shoe/left/a.PNG', 'shoe/b.webp', 'shoe/notes.txt', 'shoe/.c.jpg', '.cache/d.jpg', 'loose.jpg'].forEach(
    (path) => {
      put(`set/${path}`);
    },
  );
  put('loose/only.jpg');
  put('empty/readme.txt');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('the first folder is the class, however deep the photo lies', async () => {
  const photos = await listClassPhotos('gallery', join(folder, 'set'));
  expect(photos.map(({ path, className }) => [className, path])).toEqual([
    ...[0, 1, 2, 3, 4].map((i) => ['hat', `hat/${i}.jpg`]),
    ['shoe', 'shoe/b.webp'],
    ['shoe', 'shoe/left/a.PNG'],
  ]);
});

test('without classes, loose photos count too', async () => {
  expect((await listPhotos('photos', join(folder, 'set'))).map(({ path }) => path)).toContain('loose.jpg');
});

test('one photo is one file, whatever the folder was called', async () => {
  const [first] = await listClassPhotos('gallery', join(folder, 'set'));
  const [again] = await listClassPhotos('queries', join(folder, 'set', 'hat', '..'));
  expect(again?.file).toBe(first?.file);
});

test.each([
  ['missing', /^--gallery: there is no folder .*missing\.$/],
  ['loose/only.jpg', /is no folder\.$/],
  ['empty', /has no photos\.$/],
  ['loose', /each sub-folder is a class\.$/],
])('%s is refused with a sentence', async (path, sentence) => {
  await expect(listClassPhotos('gallery', join(folder, path))).rejects.toThrow(sentence);
});

test('a limit is spread evenly over each class', async () => {
  const photos = limitPerClass(await listClassPhotos('gallery', join(folder, 'set')), 2);
  expect(photos.map(({ path }) => path)).toEqual([
    'hat/0.jpg',
    'hat/2.jpg',
    'shoe/b.webp',
    'shoe/left/a.PNG',
  ]);
});

test('named classes are kept, and one without photos is refused', async () => {
  const photos = await listClassPhotos('gallery', join(folder, 'set'));
  expect(ofClasses('gallery', photos, undefined)).toBe(photos);
  expect(ofClasses('gallery', photos, ['shoe']).map(({ path }) => path)).toEqual([
    'shoe/b.webp',
    'shoe/left/a.PNG',
  ]);
  expect(() => ofClasses('queries', photos, ['shoe', 'sock'])).toThrow('--queries: there is no class sock.');
});

test('no limit, or one above the length, leaves a list as it is', () => {
  expect(evenly([1, 2, 3], Infinity)).toEqual([1, 2, 3]);
  expect(evenly([1, 2, 3], 3)).toEqual([1, 2, 3]);
  expect(evenly([1, 2, 3, 4, 5, 6, 7], 3)).toEqual([1, 3, 5]);
});
