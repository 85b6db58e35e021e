/** Checks what dropped files are taken for, on every screen. */
import { expect, test } from 'vitest';
import { intentOf, type DropPlace } from '../../../../src/app/intake/intent';

function files(...names: string[]): File[] {
  return names.map((name) => new File([], name));
}

/** An intent in one word, with the screen where it searches, or the paths or names that it is about. */
function told(names: readonly string[], place: DropPlace): string[] {
  return intentOf({ folders: [], files: files(...names) }, place).map((intent) => {
    switch (intent.kind) {
      case 'add':
        return `add ${intent.offer.photos.map(({ path }) => path).join()}`;
      case 'search':
        return `search ${intent.where} ${intent.photo.name}`;
      case 'refuse':
        return `refuse ${intent.error.name}`;
      default:
        return `${intent.kind} ${intent.files.map(({ name }) => name).join()}`;
    }
  });
}

const PHOTOS: DropPlace = { screen: 'photos', products: 9 };
const EMPTY: DropPlace = { screen: 'photos', products: 0 };
const VECTORS: DropPlace = { screen: 'vectors', products: 9 };
const DEMO: DropPlace = { screen: 'demo', products: 0 };
const COMPARE: DropPlace = { screen: 'compare', products: 0 };

test.each<[string[], DropPlace, string[]]>([
  // one photo asks
  [['a.jpg'], PHOTOS, ['search photos a.jpg']],
  [['a.jpg'], EMPTY, ['add a.jpg']],
  [['a.jpg'], DEMO, ['search demo a.jpg']],
  [['a.jpg'], COMPARE, ['search compare a.jpg']],
  [['a.jpg'], VECTORS, ['refuse PhotoUnsearchable']],
  // several join the photos, wherever they come to
  ...[PHOTOS, EMPTY, VECTORS, DEMO, COMPARE].map((place): [string[], DropPlace, string[]] => [
    ['a.jpg', 'b.jpg'],
    place,
    ['add a.jpg,b.jpg'],
  ]),
  // vectors are vectors everywhere, one file of them as well
  [['v.npy'], PHOTOS, ['import-vectors v.npy']],
  [['v.npz'], VECTORS, ['import-vectors v.npz']],
  [['v.npy', 'names.txt'], DEMO, ['import-vectors v.npy,names.txt']],
  [['names.csv'], COMPARE, ['import-vectors names.csv']],
  // a model with what belongs to it, though some of it looks like vectors
  [['m.onnx'], VECTORS, ['import-model m.onnx']],
  [['m.onnx', 'weights.npy', 'a.jpg'], PHOTOS, ['import-model m.onnx,weights.npy,a.jpg']],
  [[], PHOTOS, []],
])('%j on %j: %j', (names, place, expected) => {
  expect(told(names, place)).toEqual(expected);
});

test('folders join the photos first, and the files beside them keep their own meaning', () => {
  const shoes = { folder: 'shoes', photos: [{ path: 'shoes/a.jpg' }] };
  const hats = { folder: 'hats', photos: [] };
  expect(intentOf({ folders: [shoes, hats], files: files('q.jpg') }, PHOTOS)).toEqual([
    { kind: 'add', offer: shoes },
    { kind: 'add', offer: hats },
    { kind: 'search', photo: expect.any(File) as File, where: 'photos' },
  ]);
  expect(intentOf({ folders: [shoes], files: [] }, VECTORS)).toEqual([{ kind: 'add', offer: shoes }]);
});
