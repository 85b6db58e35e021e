/** Computes which part of an index holds a row of the whole, and under which number. */

/**
 * Rows are dealt to the parts in blocks, as cards are, so that parts stay equally full however rows are added. Within a
 * part the order of rows is that of the whole, so equal scores rank alike in both.
 */
export class Deal {
  readonly #parts: number;
  readonly #blockRows: number;

  /** @param blockRows rows that stay together, a positive integer. */
  constructor(parts: number, blockRows: number) {
    this.#parts = parts;
    this.#blockRows = blockRows;
  }

  /** The part that holds a row of the whole. */
  partOf(row: number): number {
    return Math.floor(row / this.#blockRows) % this.#parts;
  }

  /** A row's number in its part. */
  ownOf(row: number): number {
    return this.#ownBlock(row) * this.#blockRows + (row % this.#blockRows);
  }

  /** The number in the whole of row `own` of a part. */
  rowOf(part: number, own: number): number {
    const block = Math.floor(own / this.#blockRows);
    return (block * this.#parts + part) * this.#blockRows + (own % this.#blockRows);
  }

  /** The row after the block that `row` is in. */
  blockEnd(row: number): number {
    return (Math.floor(row / this.#blockRows) + 1) * this.#blockRows;
  }

  /** How many of the rows from 0 to before `row` a part holds: the part's own number of its first row from `row` on. */
  countBefore(part: number, row: number): number {
    const block = Math.floor(row / this.#blockRows);
    const full = Math.floor(block / this.#parts) + (block % this.#parts > part ? 1 : 0);
    return full * this.#blockRows + (block % this.#parts === part ? row % this.#blockRows : 0);
  }

  /**
   * By part, its rows in their order: copies, or the vectors themselves where they all belong to one part.
   *
   * @param vectors float32 [n, dims], rows from `first` on
   */
  shares(
    vectors: Float32Array<ArrayBuffer>,
    dims: number,
    first: number,
  ): readonly Float32Array<ArrayBuffer>[] {
    const blocks: Float32Array[][] = Array.from({ length: this.#parts }, () => []);
    const end = first + vectors.length / dims;
    for (let row = first; row < end;) {
      const next = Math.min(end, this.blockEnd(row));
      blocks[this.partOf(row)]?.push(vectors.subarray((row - first) * dims, (next - first) * dims));
      row = next;
    }
    const holders = blocks.filter(({ length }) => length > 0);
    const whole = holders.length === 1 && vectors.byteLength === vectors.buffer.byteLength;
    return blocks.map((own) => (whole && own.length > 0 ? vectors : joined(own)));
  }

  #ownBlock(row: number): number {
    return Math.floor(Math.floor(row / this.#blockRows) / this.#parts);
  }
}

function joined(arrays: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const out = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    out.set(array, at);
    at += array.length;
  }
  return out;
}
