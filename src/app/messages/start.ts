/** Holds the English texts of an empty catalogue, a drop, and the grid's footer. */
import { section } from './language';
import { count, size } from './numbers';

export const start = section('start', {
  label: 'Start',
  drop: 'Drop a folder of product photos anywhere.',
  then: 'Then click a product, or drop a photo, to see its lookalikes. Nothing leaves this device.',
  chooseFolder: 'Choose a folder',
  choosePhotos: 'Choose photos',
  openVectorsTitle: 'Open vectors with their names: .npy or .npz',
  demo: 'Try the demo',
  demoTitle: 'A catalogue of drawn clothes, ready to search',
  dropOnPhotos:
    'One photo searches. A folder, or several photos, join the catalogue. Vectors open beside it.',
  dropOnDemo: 'One photo searches the demo. A folder, or several photos, join your own photos.',
  dropOnCompare: 'One photo is asked of every encoder. A folder, or several photos, join the catalogue.',
  dropOnVectors: 'Vectors with their names open here. A folder, or several photos, join your photos.',
  found: (photos: number) => `Reading the folder: ${count(photos)} photos found so far.`,
  /** @param products as written by `common.products`: `12 products`. */
  kept: (products: string, bytes: number | undefined) =>
    `${products} · ${bytes === undefined ? '' : `${size(bytes)} `}in this browser, and nowhere else`,
  offline: 'works offline',
  empty: 'Empty the catalogue',
  reallyEmpty: (products: number) => `Really remove all ${count(products)}?`,
});
