/** Opens a .npy or .npz file and reads its vectors block by block. */
import { refusal } from '../contract/reasons';
import { blobBytes } from './blob-bytes';
import { toFloat32 } from './float-rows';
import { NpyArray, npyFile } from './npy-array';
import { dtypeName } from './npy-dtype';
import { NPY_MAGIC } from './npy-header';
import { findNpzVectors } from './npz-array';

/** Vectors that lie in a file; nothing but its header has been read. */
export interface VectorsFile {
  readonly rows: number;
  /** Values per vector; at least 1. */
  readonly dims: number;
  /** As in the file; the blocks are float32. */
  readonly dtype: 'float16' | 'float32' | 'float64';
  /**
   * Float32 [n, dims], n up to `rowsPerBlock`, in the order of the file; the receiver owns each. Each call starts at
   * the first row. Takes twice a block's memory. Leaving the loop early closes the file. Values are not checked: NaN,
   * infinite and zero vectors pass.
   *
   * Rejects with `FileCorrupt`, also after the last block if a zip file's checksum differs: only a loop that ends
   * without an error has seen sound vectors. With `PhotoUnreadable` if the file has gone or changed. With a RangeError
   * unless `rowsPerBlock` is a whole number from 1 on.
   */
  blocks(rowsPerBlock: number): AsyncGenerator<Float32Array<ArrayBuffer>, void, undefined>;
}

const FLOATS: Readonly<Record<number, VectorsFile['dtype']>> = { 2: 'float16', 4: 'float32', 8: 'float64' };
/** An entry's header, or the end record of a zip file without entries. */
const ZIP_MAGICS = ['PK\x03\x04', 'PK\x05\x06'];

/**
 * Opens vectors by the file's first bytes, whatever its name. Compares its size with the header's shape, so that a file
 * that is cut off or too long is refused before a row is read.
 *
 * Rejects with `FileUnsupported` (no .npy or .npz, no floats of 16, 32 or 64 bits, not [n, dims], Fortran order, no or
 * several arrays in an .npz), `FileCorrupt`, `PhotoUnreadable`; the message says what came and what was expected.
 */
export async function openVectors(file: Blob): Promise<VectorsFile> {
  const magicBytes = await blobBytes(file, 0, Math.min(NPY_MAGIC.length, file.size), 'file');
  const magic = String.fromCharCode(...magicBytes);
  const isZip = ZIP_MAGICS.some((start) => magic.startsWith(start));
  if (!isZip && magic !== NPY_MAGIC) {
    throw refusal('FileUnsupported', { code: 'not-vectors', ...(file.size === 0 ? {} : { magic }) });
  }
  const array = isZip ? await findNpzVectors(file) : await NpyArray.open(npyFile(file));
  return vectorsOf(array);
}

function vectorsOf(array: NpyArray): VectorsFile {
  const { what } = array.source;
  const { dtype, shape, isFortranOrder } = array.header;
  const float = dtype.kind === 'f' ? FLOATS[dtype.itemBytes] : undefined;
  if (!float) throw refusal('FileUnsupported', { code: 'vectors-dtype', what, dtype: dtypeName(dtype) });
  const [rows = 0, dims = 0] = shape;
  if (shape.length !== 2) throw refusal('FileUnsupported', { code: 'vectors-shape', what, shape });
  if (dims === 0) throw refusal('FileUnsupported', { code: 'vectors-empty', what, shape });
  if (isFortranOrder) throw refusal('FileUnsupported', { code: 'vectors-fortran', what });
  array.refuseWrongSize();
  return {
    rows,
    dims,
    dtype: float,
    async *blocks(rowsPerBlock) {
      if (!Number.isSafeInteger(rowsPerBlock) || rowsPerBlock < 1) {
        throw new RangeError(`blocks of ${rowsPerBlock} rows, expected a whole number from 1 on`);
      }
      for await (const bytes of array.blocks(rowsPerBlock * dims * dtype.itemBytes)) {
        yield toFloat32(bytes, dtype);
      }
    },
  };
}
