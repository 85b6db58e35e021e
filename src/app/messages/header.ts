/** Nothing in; what the bar at the top and the choice of catalogues say, in English, out. */
import { section } from './language';

export const header = section('header', {
  encoder: (name: string) => `Encoder ${name}`,
  chooseAnother: 'Choose another (E)',
  loading: 'The encoder is loading. Choose another (E)',
  starting: 'Starting…',
  actions: 'Photos and vectors',
  searchByPhoto: 'Search by photo',
  searchByPhotoKey: 'Search by photo (S)',
  addFolder: 'Add folder',
  addFolderKey: 'Add a folder (F)',
  addPhotos: 'Add photos',
  addPhotosKey: 'Add photos (P)',
  openVectorsKey: 'Open vectors with their names (V)',
  table: 'Lookalike table',
  tableKey: 'Lookalike table: the lookalikes of every product (T)',
  /** A catalogue, by the number of its products as it is written; empty while it has none. */
  photosOf: (products: string) => (products === '' ? 'Photos' : `Photos · ${products}`),
  vectorsOf: (products: string) => (products === '' ? 'Vectors' : `Vectors · ${products}`),
  demoOf: (products: string) => (products === '' ? 'Demo' : `Demo · ${products}`),
  photosTitle: 'The catalogue of your photos',
  vectorsTitle: (file: string) => `The vectors of ${file}`,
  otherVectorsTitle: 'Vectors that another encoder made',
  demoTitle: 'A catalogue that this app has drawn',
});
