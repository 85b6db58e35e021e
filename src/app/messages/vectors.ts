/** Holds the English texts of a catalogue of vectors and their import. */
import { section } from './language';
import { count, plural } from './numbers';

export const vectors = section('vectors', {
  start: 'Start with vectors',
  drop: 'Drop vectors and their names anywhere.',
  how: 'Vectors: one .npy or .npz file with a row of floats for every product. Names: one .txt, .csv or .npy file in the same order. Nothing leaves this device.',
  chooseFiles: 'Choose both files',
  compareBy: 'Compare by',
  cosine: 'Cosine',
  cosineTitle: 'By the angle between them, whatever their lengths',
  dot: 'Dot',
  dotTitle: 'By their inner product: longer ones score more',
  l2: 'L2',
  l2Title: 'By minus their squared distance: 0 is the same vector',
  numbered: 'called by their row, from 0',
  namesFrom: (file: string) => `names from ${file}`,
  ofValues: (vectors: number, dims: number) =>
    `${plural(vectors, { one: '# vector', other: '# vectors' })} of ${plural(dims, { one: '# value', other: '# values' })}`,
  onDisk: 'full values on disk',
  reading: (vectors: number, file: string) =>
    `Reading ${plural(vectors, { one: '# vector', other: '# vectors' })} of ${file} from this browser’s storage…`,
  find: 'Find by name',
  findTitle: 'The beginning of a name; Enter shows the lookalikes of the first',
  begins: (names: number, prefix: string) =>
    names === 0
      ? `No name begins with “${prefix}”.`
      : `${plural(names, { one: '# name begins', other: '# names begin' })} with “${prefix}”.`,
  removeTitle: 'Remove this product from the vectors',
  opening: 'Opening vectors',
  running: (file: string) => `Opening “${file}”`,
  paused: (file: string) => `Paused: “${file}”`,
  done: (file: string) => `“${file}” is open`,
  cancelled: (file: string) => `Cancelled: “${file}”. Nothing of it was kept.`,
  interrupted: (file: string) =>
    `“${file}” was cut off when its tab closed, and nothing of it was kept. Open the files again.`,
  failed: (file: string, sentence: string) => `“${file}”: ${sentence}`,
  has: (vectors: number) => `It has ${count(vectors)} vectors.`,
  perSecond: (vectors: number) => `${count(Math.round(vectors))} vectors/s`,
  noNames: 'no file of names came: called by their row, from 0',
  cancelTitle: 'Cancel: nothing of it stays',
  vectorsDone: 'Vectors done',
});
