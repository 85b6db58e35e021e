/** Makes products and rows of named vectors, and refuses rows that cannot be searched. */
import type { EncoderIdentity } from '../../contract/encoder';
import type { Metric } from '../../knn/metric';
import { squaredLengths } from '../../knn/unit-vector';
import { VectorError } from '../../knn/vector-error';
import { refusal } from '../../contract/reasons';
import type { ProductRecord } from '../../store/schema';
import type { Row } from '../embeddings/block-book';

/** Products that belong together with their vectors. */
export interface NamedRows {
  /** As many as there are rows. */
  readonly names: readonly string[];
  /** Float32 [names.length, dims]. */
  readonly vectors: Float32Array<ArrayBuffer>;
}

/** What a batch of vectors adds. */
export interface VectorBatch {
  readonly products: readonly ProductRecord[];
  /** Views on the vectors. */
  readonly added: readonly Row[];
}

/**
 * Products without photos.
 *
 * @param sequence gives the next place at the end of the order.
 * @param now milliseconds since 1970.
 */
export function vectorBatch(
  catalogue: string,
  { fingerprint, dims }: EncoderIdentity,
  names: readonly string[],
  vectors: Float32Array<ArrayBuffer>,
  sequence: () => number,
  now: number,
): VectorBatch {
  const products = names.map((name) => ({
    catalogue,
    id: name,
    name,
    hash: fingerprint,
    width: 0,
    height: 0,
    sizeBytes: 0,
    addedAt: now,
    sequence: sequence(),
  }));
  const added = names.map((id, i) => ({
    id,
    hash: fingerprint,
    embedding: vectors.subarray(i * dims, (i + 1) * dims),
  }));
  return { products, added };
}

/**
 * Refuses rows that the index would refuse, by their place in the file and their names.
 *
 * @param first the file's row that is the first of these, from 0.
 * @throws LookalikeError `RowInvalid`: a value that is NaN or infinite; under cosine a row of zeros.
 */
export function refuseUnsearchable(
  { names, vectors }: NamedRows,
  dims: number,
  metric: Metric,
  first: number,
): void {
  try {
    squaredLengths(vectors, dims, 'row', metric === 'cosine');
  } catch (error) {
    const row = error instanceof VectorError ? error.row : undefined;
    if (row === undefined) throw error;
    const values = vectors.subarray(row * dims, (row + 1) * dims);
    const at = values.findIndex((value) => !Number.isFinite(value));
    const which = { row: first + row, name: names[row] ?? '' };
    throw refusal(
      'RowInvalid',
      at < 0
        ? { code: 'row-zero', ...which }
        : { code: 'row-value', ...which, at, value: String(values[at]) },
      { cause: error },
    );
  }
}
