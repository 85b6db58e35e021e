/** Holds the English texts of the bar at the top and of the choice of catalogues. */
import { section } from './language';

export const header = section('header', {
  encoder: (name: string) => `Encoder ${name}`,
  chooseAnother: 'Choose another',
  loading: 'The encoder is loading',
  starting: 'Starting…',
  actions: 'Photos and vectors',
  searchByPhoto: 'Search by photo',
  searchByPhotoTitle: 'Search by photo',
  addFolder: 'Add folder',
  addFolderTitle: 'Add a folder',
  addPhotos: 'Add photos',
  addPhotosTitle: 'Add photos',
  openVectorsTitle: 'Open vectors with their names',
  table: 'Lookalike table',
  tableTitle: 'Lookalike table: the lookalikes of every product',
  /** @param products their number as written by `count`; empty while the catalogue has none. */
  photosOf: (products: string) => (products === '' ? 'Photos' : `Photos · ${products}`),
  vectorsOf: (products: string) => (products === '' ? 'Vectors' : `Vectors · ${products}`),
  demoOf: (products: string) => (products === '' ? 'Demo' : `Demo · ${products}`),
  photosTitle: 'The catalogue of your photos',
  vectorsTitle: (file: string) => `The vectors of ${file}`,
  otherVectorsTitle: 'Vectors that another encoder made',
  demoTitle: 'A catalogue that this app has drawn',
});
