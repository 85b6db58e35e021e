/** Puts each name beside its vector, and refuses names and vectors of different numbers. */
import { refusal } from '../contract/reasons';
import type { VectorsFile } from './vectors';

/** Some products: names and vectors that belong together. */
export interface NamedBlock {
  /** One name a row. */
  readonly names: readonly string[];
  /** Float32 [names.length, dims]; the receiver owns it. */
  readonly vectors: Float32Array<ArrayBuffer>;
}

/** Vectors that have their names. */
export interface NamedVectors {
  readonly rows: number;
  readonly dims: number;
  /** As `VectorsFile.blocks`, with the names of the rows. */
  blocks(rowsPerBlock: number): AsyncGenerator<NamedBlock, void, undefined>;
}

/**
 * Throws unless there are as many names as rows. Two files can only be paired by position, so their lengths are the
 * only sign of a name without a vector: one such name shifts all that follow.
 *
 * @param rows of the vectors.
 * @throws LookalikeError `NamesMismatch`, with both numbers.
 */
export function refuseDifferentLengths(rows: number, names: readonly string[]): void {
  if (names.length === rows) return;
  throw refusal('NamesMismatch', { code: 'names-mismatch', names: names.length, rows });
}

/** Puts each name beside its vector. Throws as `refuseDifferentLengths` does, before any row is read. */
export function bindNames(vectors: VectorsFile, names: readonly string[]): NamedVectors {
  const { rows, dims } = vectors;
  refuseDifferentLengths(rows, names);
  return {
    rows,
    dims,
    async *blocks(rowsPerBlock) {
      let first = 0;
      for await (const block of vectors.blocks(rowsPerBlock)) {
        const next = first + block.length / dims;
        yield { names: names.slice(first, next), vectors: block };
        first = next;
      }
    },
  };
}
