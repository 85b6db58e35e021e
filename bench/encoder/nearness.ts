/** Measures how near two encoders' embeddings of the same photos are to each other. */
import { cosine } from '../../src/encoding/encoder/cosine';
import { mean } from '../statistics';

const FLOAT_BYTES = 4;

/** Cosines of the two embeddings of a photo. */
export interface Nearness {
  /** Photos with an embedding from both. */
  readonly photos: number;
  /** NaN without such photos, as `min`. */
  readonly mean: number;
  readonly min: number;
}

/** Decodes a float32 embedding from the page's base64; undefined for a photo without one. */
export function sentEmbedding(base64: string): Float32Array | undefined {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  return bytes.length === 0 ? undefined : new Float32Array(bytes.buffer);
}

/** Reads rows of float32 [photos, dims]; undefined for a photo whose row is NaN. Throws where bytes are missing. */
export function filedEmbeddings(file: Uint8Array, photos: number): readonly (Float32Array | undefined)[] {
  const dims = file.length / FLOAT_BYTES / photos;
  if (!Number.isInteger(dims) || dims === 0) {
    throw new Error(`${file.length} bytes are no float32 embeddings of ${photos} photos.`);
  }
  const values = new Float32Array(Uint8Array.from(file).buffer);
  return Array.from({ length: photos }, (_, photo) => {
    const row = values.subarray(photo * dims, (photo + 1) * dims);
    return row.some(Number.isNaN) ? undefined : row;
  });
}

/** Leaves out photos without an embedding from both. */
export function nearnessOf(
  ours: readonly (Float32Array | undefined)[],
  theirs: readonly (Float32Array | undefined)[],
): Nearness {
  const cosines = ours.flatMap((our, photo) => {
    const their = theirs[photo];
    return our && their ? [cosine(our, their)] : [];
  });
  const none = cosines.length === 0;
  return {
    photos: cosines.length,
    mean: mean(cosines),
    min: none ? Number.NaN : Math.min(...cosines),
  };
}
