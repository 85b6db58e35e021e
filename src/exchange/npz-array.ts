/** Finds the one array in an .npz file that holds the vectors. */
import { refusal } from '../contract/reasons';
import { NpyArray } from './npy-array';
import { readZipDirectory, type ZipEntry } from './zip-directory';
import { openZipEntry } from './zip-entry';

/** An array with the key under which `np.savez` was given it. */
interface NamedArray {
  readonly name: string;
  readonly array: NpyArray;
}

const EXTENSION = '.npy';
/** An array of one of these names holds the vectors, whatever else is in the file. */
const MEANT = new Set(['vectors', 'embeddings']);

/**
 * Finds the vectors: the array called `vectors` or `embeddings`; without one the only two-dimensional array of floats;
 * without one the only two-dimensional array, so that the caller can say what is wrong with it.
 * Rejects with `FileUnsupported` where that leaves none or several, naming all arrays; `FileCorrupt`, `PhotoUnreadable`.
 */
export async function findNpzVectors(file: Blob): Promise<NpyArray> {
  const entries = await readZipDirectory(file);
  const arrays: NamedArray[] = [];
  for (const entry of entries) {
    if (entry.name.endsWith(EXTENSION)) arrays.push(await openArray(file, entry));
  }
  const matrices = arrays.filter(({ array }) => array.header.shape.length === 2);
  const candidates = [
    arrays.filter(({ name }) => MEANT.has(name)),
    matrices.filter(({ array }) => array.header.dtype.kind === 'f'),
    matrices,
  ].find((some) => some.length > 0);
  const [found, ...more] = candidates ?? [];
  if (found && more.length === 0) return found.array;
  throw refusal('FileUnsupported', {
    code: 'npz-arrays',
    several: found !== undefined,
    arrays: arrays.map(({ name, array }) => ({ name, ...array.described })),
  });
}

async function openArray(file: Blob, entry: ZipEntry): Promise<NamedArray> {
  const name = entry.name.slice(0, -EXTENSION.length);
  const what = `array:${name}` as const;
  const array = await NpyArray.open({
    what,
    sizeBytes: entry.sizeBytes,
    open: () => openZipEntry(file, entry, what),
  });
  return { name, array };
}
