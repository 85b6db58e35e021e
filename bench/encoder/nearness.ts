/** Two encoders' embeddings of the same photos in; how near they are to each other out. */
import { cosine } from '../../src/encoding/encoder/cosine';
import { mean } from '../statistics';

const FLOAT_BYTES = 4;

/** Cosines of the two embeddings of a photo. */
export interface Nearness {
  /** Photos that both have an embedding of. */
  readonly photos: number;
  /** NaN where there are none, as `min`. */
  readonly mean: number;
  readonly min: number;
}

/** A float32 embedding as the page sends it; undefined of a photo that has none. */
export function sentEmbedding(base64: string): Float32Array | undefined {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  return bytes.length === 0 ? undefined : new Float32Array(bytes.buffer);
}

/** Rows of a file of float32 [photos, dims]; undefined of a photo whose row is NaN. Throws where bytes are missing. */
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

/** Photos that one of them has no embedding of are left out. */
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
