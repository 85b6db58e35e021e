/** Rows with a column that answers from a list in; whether they say of each query what is counted by hand out. */
import { expect, test } from 'vitest';
import { chancePrecision, classRow } from '../../../bench/comparison/class-row';
import { colourRow } from '../../../bench/comparison/colour-row';
import type { Column } from '../../../bench/comparison/column';
import { focusRow } from '../../../bench/comparison/focus-row';
import { PhotoBook } from '../../../bench/comparison/photo-book';
import type { OpenColumn } from '../../../bench/comparison/row';
import { shareOnSameBackground, swapRow } from '../../../bench/comparison/swap-row';
import type { WornOutcome } from '../../../bench/page-calls';

const PIXELS: Column = { name: 'pixels', by: 'pixels' };
const FILES = { model: '', card: '' };
const AUTO: Column = { name: 'auto', by: 'encoder', encoder: FILES, focus: 'auto', focusNetwork: FILES };

/** `nearest` answers with files; photos that it does not know have failed. */
function answering(
  book: PhotoBook,
  nearest: Readonly<Record<string, readonly string[]>>,
  worn: readonly WornOutcome[] = [],
  column = PIXELS,
): OpenColumn {
  return {
    column,
    nearest: async (gallery, queries, k) =>
      queries.map((position) => {
        const files = nearest[book.files[position] ?? ''] ?? [];
        const positions = files.map((file) => book.positionOf(file));
        return positions.filter((match) => match !== position && gallery.includes(match)).slice(0, k);
      }),
    judgeWorn: async () => worn,
  };
}

function photo(file: string) {
  return { file, path: file, className: file.slice(0, file.indexOf('/')) };
}

const GALLERY = ['hat/1', 'hat/2', 'shoe/1', 'shoe/2'].map(photo);

test('a file has one position, whatever rows it is in', () => {
  const book = new PhotoBook();
  expect([book.positionOf('a'), book.positionOf('b'), book.positionOf('a')]).toEqual([0, 1, 0]);
  expect(book.files).toEqual(['a', 'b']);
});

test('precision is told for every query, of one without an answer as undefined', async () => {
  const book = new PhotoBook();
  const row = classRow('clothing', ['hat/q', 'shoe/q', 'shoe/bad'].map(photo), GALLERY, book);
  expect(row.photos.length).toBe(7);
  const judged = await row.judge(
    answering(book, { 'hat/q': ['hat/1', 'shoe/1'], 'shoe/q': ['hat/2', 'shoe/1', 'shoe/2', 'shoe/2'] }),
  );
  expect(judged).toEqual([
    [1, 0, undefined],
    [0.5, 0.75, undefined],
  ]);
});

test('by chance a query finds the share of its class, itself not counted', () => {
  expect(chancePrecision([photo('hat/q')], GALLERY)).toBe(0.5);
  expect(chancePrecision(GALLERY, GALLERY)).toBeCloseTo(1 / 3);
});

test('the share on the same background is that of the matches, where there are any', () => {
  expect(shareOnSameBackground(3, [3, 3, 1, 2])).toBe(0.5);
  expect(shareOnSameBackground(1, [0])).toBe(0);
  expect(shareOnSameBackground(2, [])).toBeUndefined();
});

test('a swapped garment hits where its own photo comes first', async () => {
  const book = new PhotoBook();
  const swapped = ['a', 'b'].map((name) => ({
    file: `swapped/${name}`,
    original: `whole/${name}`,
    className: 'hat',
    onBackgrounds: [`${name}.0`, `${name}.1`],
  }));
  const row = swapRow(['whole/c'], { swapped, colours: new Map(), leftOut: 0 }, book);
  expect(row.measures.map(({ chance }) => chance)).toEqual([1 / 3, 1 / 3]);
  const judged = await row.judge(
    answering(book, {
      'swapped/a': ['whole/a'],
      'swapped/b': ['whole/c', 'whole/b'],
      'a.0': ['b.0', 'a.1'],
      'a.1': ['a.0'],
      'b.0': ['a.0'],
      'b.1': ['b.0'],
    }),
  );
  expect(judged).toEqual([
    [1, 0],
    [0.5, 0, 1, 0],
  ]);
});

test('colour is the difference of the nearest beside that of the class', async () => {
  const book = new PhotoBook();
  const grey = (file: string, light: number) => ({ ...photo(file), colour: [light, 0, 0] as const });
  const gallery = [grey('hat/dark', 0), grey('hat/light', 100), grey('shoe/dark', 0)];
  const row = colourRow([grey('hat/q', 0), grey('cap/q', 50)], gallery, book);
  const [black, ratio] = (await row.judge(answering(book, { 'hat/q': ['hat/dark', 'shoe/dark'] }))) ?? [];
  expect([black, ratio]).toEqual([[0], [0]]);
  const [far, further] = (await row.judge(answering(book, { 'hat/q': ['hat/light'] }))) ?? [];
  // black and white are 100 apart
  expect(far?.[0]).toBeCloseTo(100, 5);
  expect(further?.[0]).toBeCloseTo(2, 5);
  expect(row.measures[0]?.chance).toBeCloseTo(50, 5);
});

test('focus is judged where there is one, heads where they are seen', async () => {
  const row = focusRow([{ photo: 0, garment: 1, head: 2 }]);
  const worn: WornOutcome[] = [
    { iou: 0.9, headLeft: 0, seen: 'subject' },
    { iou: 0.3, headLeft: 1, seen: 'unsure' },
    { iou: 0.6, headLeft: undefined, seen: 'subject' },
  ];
  const book = new PhotoBook();
  expect(await row.judge(answering(book, {}, worn))).toBeUndefined();
  expect(await row.judge(answering(book, {}, worn, AUTO))).toEqual([
    [0.9, 0.3, 0.6],
    [0, 1, undefined],
    [0, 1, 0],
  ]);
});
