/** What is wrong with a vector in; an Error named `VectorError` that says which row it was out. */

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
