/** Holds the English texts of a search, its photo and its matches. */
import { section } from './language';
import { count, plural, score, share } from './numbers';

export const search = section('search', {
  focus: 'Focus',
  auto: 'Auto',
  autoTitle: 'Search with the product alone, where it stands out',
  off: 'Off',
  offTitle: 'Search with the whole photo',
  byHand: 'By hand',
  byHandTitle: 'Search with a part that you draw',
  queryPhoto: (name: string) => `Query photo ${name}`,
  product: (name: string) => `Product ${name}`,
  removeTitle: 'Remove this product from the catalogue',
  cropBox: 'crop box',
  /** Takes shares 0..1 of the photo's sides. */
  cropPlace: (left: number, top: number, width: number, height: number) =>
    `${share(left)} from the left, ${share(top)} from the top, ${share(width)} wide, ${share(height)} high`,
  cropLabel: (place: string) => `Part to search with: ${place}`,
  cropHelp: 'Arrow keys move the box, Shift and arrow keys change its size, Escape leaves it.',
  seen: 'What the encoder sees',
  seenLabel: 'The encoder sees',
  wholeOff: 'The whole photo',
  wholeNothingFound: 'The whole photo: no product stood out',
  wholeFills: 'The whole photo: the product fills it',
  wholeUnsure: 'The whole photo: not sure what the product is',
  subject: 'The product alone',
  subjectWorn: 'The product alone; head and skin left out',
  subjectDimmed: 'The product, what surrounds it dimmed',
  subjectWornDimmed: 'The product; head, skin and surroundings dimmed',
  part: 'The part you chose',
  partWhole: 'The whole photo: draw a box to choose a part',
  found: (matches: number, closest: string, similarity: number) =>
    `${plural(matches, { one: '# lookalike', other: '# lookalikes' })} found. Closest: ${closest}, similarity ${score(similarity)}.`,
  notAllYet: (read: number, products: number) => ({
    what: 'Not all yet:',
    next: `${count(read)} of ${count(products)} products are read. The answer completes itself.`,
  }),
  nothingYet: {
    what: 'Nothing to compare with yet.',
    next: 'Add more products to the catalogue.',
  },
  top: (k: number) => `Top ${k} lookalikes`,
  words: 'Words',
  photo: 'Photo',
  thisButWith: 'This, but with words',
  thisBut: 'This, but… (Enter)',
  byWords: 'Search by words',
  byWordsKey: 'Search by words (Enter)',
  wordsTitle: 'Words are encoded on this device',
  wordsShare: 'How much the words count',
  wordsShareOf: (percent: number) => `${count(percent)} % words`,
  wordsQuery: (text: string) => `“${text}”`,
  wordsNote: 'Scores of words are low by nature: their order counts.',
});
