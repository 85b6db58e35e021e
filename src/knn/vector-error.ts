/** Declares `VectorError`, which says what is wrong with a vector, and in which row. */

/** A vector that cannot be searched: wrong length, NaN, infinite, or zero and so without a direction. */
export class VectorError extends Error {
  override readonly name = 'VectorError';
  /** Position in the array that was given, from 0; absent where the fault is no single row's. */
  readonly row: number | undefined;

  /** @param message what came and what was expected. */
  constructor(message: string, row?: number) {
    super(message);
    this.row = row;
  }
}
