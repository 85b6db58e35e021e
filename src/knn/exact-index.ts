/** Vectors in, numbered in the order of adding; for a query, the k rows of highest cosine similarity out, exactly. */
import { loadKernel } from './kernel';
import { Shard, strideOf, type ShardShape } from './shard';
import { TopK, type RowMatch } from './top-k';
import { squaredLengths, writeUnit } from './unit-vector';
import { VectorError } from './vector-error';

const NO_ROW = -1;

/** Options of `ExactIndex.create`. */
export interface ExactIndexOptions {
  /** Values per vector, a positive integer. */
  readonly dims: number;
  /** Rows per block of memory; the last block is allocated whole. Default 16,384: 16 MiB at 256 dims. */
  readonly rowsPerShard?: number;
}

/**
 * Exact nearest neighbours by cosine: every query is compared with every row, in float32 SIMD of fixed order (see
 * `kernel.as.ts`), so the same rows give the same scores to the last bit on every machine.
 *
 * Vectors are brought to length 1 at the door, in float64, then rounded to float32. Scores are float32 in -1..1;
 * best first, equal scores by lower row. Row numbers are never used twice. Rows lie in shards of fixed size; a shard
 * whose rows are all removed is given back.
 */
export class ExactIndex {
  readonly #kernel: WebAssembly.Module;
  readonly #shape: ShardShape;
  /** By position, row / rowsPerShard rounded down; in ascending order, as rows are only ever added at the end. */
  readonly #shards = new Map<number, Shard>();
  readonly #query: Float32Array<ArrayBuffer>;
  #rows = 0;

  private constructor(kernel: WebAssembly.Module, shape: ShardShape) {
    this.#kernel = kernel;
    this.#shape = shape;
    this.#query = new Float32Array(strideOf(shape.dims));
  }

  /**
   * An empty index. Rejects with `RangeError` when an option is no positive integer, and with
   * `WebAssembly.CompileError` where SIMD is missing.
   */
  static async create({ dims, rowsPerShard = 16_384 }: ExactIndexOptions): Promise<ExactIndex> {
    requirePositive('dims', dims);
    requirePositive('rowsPerShard', rowsPerShard);
    return new ExactIndex(await loadKernel(), { dims, rowsPerShard });
  }

  /** Values per vector. */
  get dims(): number {
    return this.#shape.dims;
  }

  /** Rows that can be found: added and not removed. */
  get size(): number {
    let alive = 0;
    for (const shard of this.#shards.values()) alive += shard.alive;
    return alive;
  }

  /** Rows ever added; the next row gets this number. */
  get rows(): number {
    return this.#rows;
  }

  /** Bytes held by the shards, unused room included. */
  get memoryBytes(): number {
    let bytes = 0;
    for (const shard of this.#shards.values()) bytes += shard.memoryBytes;
    return bytes;
  }

  /**
   * Adds rows, all or none.
   *
   * @param vectors float32 [n, dims] of any length above zero, n may be 0; copied
   * @returns the number of the first new row; the others follow one by one
   * @throws VectorError naming the row: no multiple of dims, NaN, infinite or zero
   * @throws RangeError when there is no memory for them
   */
  append(vectors: Float32Array): number {
    const lengths = squaredLengths(vectors, this.dims, 'row');
    const first = this.#rows;
    this.#makeRoom(first + lengths.length);
    lengths.forEach((length, i) => {
      this.#shards.get(this.#positionOf(first + i))?.put(first + i, vectors, i, length);
    });
    this.#rows += lengths.length;
    return first;
  }

  /**
   * Removes rows: they are never found again. Rows removed before are passed over.
   *
   * @throws RangeError for a row that was never added; then none was removed
   */
  remove(rows: readonly number[]): void {
    for (const row of rows) this.#requireRow(row);
    for (const row of rows) {
      const position = this.#positionOf(row);
      const shard = this.#shards.get(position);
      if (shard?.remove(row) && shard.alive === 0) this.#shards.delete(position);
    }
  }

  /**
   * The best k rows for a vector; all rows where there are fewer than k.
   *
   * @param query float32 [dims] of any length above zero, only read
   * @throws VectorError when the query is not dims long, or NaN, infinite or zero
   * @throws RangeError when k is no positive integer
   */
  search(query: Float32Array, k: number): RowMatch[] {
    requirePositive('k', k);
    if (query.length !== this.dims) {
      throw new VectorError(`the query has ${query.length} values, expected ${this.dims}`);
    }
    const [length = Number.NaN] = squaredLengths(query, this.dims, 'query');
    writeUnit(query, this.dims, 0, length, this.#query);
    return this.#best(Math.min(k, this.size), NO_ROW);
  }

  /**
   * The best k rows for the vector of a row, that row itself not among them, its duplicates first.
   *
   * @throws RangeError when the row was never added or is removed, or k is no positive integer
   */
  searchRow(row: number, k: number): RowMatch[] {
    requirePositive('k', k);
    this.#requireRow(row);
    const shard = this.#shards.get(this.#positionOf(row));
    if (!shard?.has(row)) throw new RangeError(`row ${row} was removed, expected a row of the index`);
    this.#query.set(shard.vector(row));
    return this.#best(Math.min(k, this.size - 1), row);
  }

  #best(k: number, exceptRow: number): RowMatch[] {
    if (k === 0) return [];
    const best = new TopK(k);
    for (const shard of this.#shards.values()) shard.search(this.#query, best, exceptRow);
    return best.drain();
  }

  #positionOf(row: number): number {
    return Math.floor(row / this.#shape.rowsPerShard);
  }

  /** Allocates every shard up to a number of rows before any is kept: a failure leaves the index as it was. */
  #makeRoom(rows: number): void {
    const fresh = new Map<number, Shard>();
    for (
      let position = this.#positionOf(this.#rows);
      position * this.#shape.rowsPerShard < rows;
      position += 1
    ) {
      if (this.#shards.has(position)) continue;
      fresh.set(position, new Shard(this.#kernel, this.#shape, position * this.#shape.rowsPerShard));
    }
    for (const [position, shard] of fresh) this.#shards.set(position, shard);
  }

  #requireRow(row: number): void {
    if (!Number.isInteger(row) || row < 0 || row >= this.#rows) {
      throw new RangeError(`row ${row} was never added, expected an integer from 0 to below ${this.#rows}`);
    }
  }
}

function requirePositive(what: string, value: number): void {
  if (!Number.isSafeInteger(value) || value <= 0) {
    throw new RangeError(`${what} is ${value}, expected a positive integer`);
  }
}
