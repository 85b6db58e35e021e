/** Holds the English texts of the comparison of encoders. */
import { section } from './language';
import { count } from './numbers';

export const compare = section('compare', {
  title: 'Compare encoders',
  back: 'Back to your photos',
  choice: (most: number) => `Two to ${most} encoders that have embedded your products`,
  looking: 'Looking for encoders…',
  chooseTwo: 'Choose two encoders at least. Press E to embed your products with another one.',
  searched: (products: number) =>
    `Searched with ${count(products)} products that all of them have embedded, spread evenly; each itself left out.`,
  searching: 'Searching with many products…',
  query: 'Query',
  queryPhoto: (name: string) => `Query photo ${name}`,
  byProduct: 'Compare by a product again',
  choosePhoto: 'Choose a photo',
  choosePhotoTitle: (key: string) => `Compare by a photo from outside (${key}), or drop one`,
  another: 'Click another product to compare that, or drop a photo',
  shared: (shared: number, of: number, encoder: string) => `${shared} of ${of} as ${encoder}`,
  notEmbedded: 'Has not embedded this product.',
  topBy: (k: number, encoder: string) => `Top ${k} by ${encoder}`,
  figures: 'Figures',
  byFolder: (k: number, queries: number, folders: number) =>
    `Precision@${k} by folder (${count(queries)} queries, ${count(folders)} folders) and overlap@${k}`,
  onlyOverlap: (k: number) => `Overlap@${k}. Precision needs products in two folders at least, two in each`,
  encoder: 'Encoder',
  precision: (k: number) => `Precision@${k}`,
  overlapWith: (k: number, encoder: string) => `Overlap@${k} with ${encoder}`,
  photosPerSecond: 'Photos/s',
  model: 'Model',
  speedNote: 'Photos/s: drawn photos in batches of eight, without decoding and focus.',
});
