/** Unit vectors of consecutive rows in, kept where the kernel reads them; for a query, the scores of rows still alive out. */
import { bindKernel, KERNEL_STEP, type DotProducts } from './kernel';
import type { TopK } from './top-k';
import { writeUnit } from './unit-vector';

const FLOAT_BYTES = 4;
const PAGE_BYTES = 65_536;
const MAX_PAGES = 65_536;
const ALIGNMENT_BYTES = 64;

/** What all shards of an index have in common. */
export interface ShardShape {
  /** Values per vector. */
  readonly dims: number;
  /** Rows that a shard has room for. */
  readonly rowsPerShard: number;
}

/** Values from one row to the next: the dims rounded up to whole steps of the kernel. */
export function strideOf(dims: number): number {
  return Math.ceil(dims / KERNEL_STEP) * KERNEL_STEP;
}

/**
 * Rows `firstRow` to `firstRow + rowsPerShard - 1` in one WebAssembly.Memory of fixed size: the query, then room for a
 * score per row, then the rows, zeros behind the last dim of each. Removing a row clears its flag; its values stay.
 */
export class Shard {
  readonly firstRow: number;
  readonly #shape: ShardShape;
  readonly #memory: WebAssembly.Memory;
  readonly #dotProducts: DotProducts;
  readonly #query: Float32Array<ArrayBuffer>;
  readonly #scores: Float32Array<ArrayBuffer>;
  readonly #values: Float32Array<ArrayBuffer>;
  readonly #alive: Uint8Array<ArrayBuffer>;
  #aliveCount = 0;
  /** Rows behind this one were never written and are not scored. */
  #used = 0;

  /**
   * Allocates the memory, all zeros.
   *
   * @throws RangeError when the shape needs more than the 4 GiB of a WebAssembly.Memory, or the machine has no room
   */
  constructor(kernel: WebAssembly.Module, shape: ShardShape, firstRow: number) {
    const stride = strideOf(shape.dims);
    const scoresAt = stride * FLOAT_BYTES;
    const valuesAt =
      scoresAt + Math.ceil((shape.rowsPerShard * FLOAT_BYTES) / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
    const pages = Math.ceil((valuesAt + shape.rowsPerShard * stride * FLOAT_BYTES) / PAGE_BYTES);
    if (pages > MAX_PAGES) {
      throw new RangeError(
        `a shard of ${shape.rowsPerShard} rows x ${shape.dims} dims needs ${pages} pages, expected at most ${MAX_PAGES}`,
      );
    }
    this.firstRow = firstRow;
    this.#shape = shape;
    this.#memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const { buffer } = this.#memory;
    this.#query = new Float32Array(buffer, 0, stride);
    this.#scores = new Float32Array(buffer, scoresAt, shape.rowsPerShard);
    this.#values = new Float32Array(buffer, valuesAt, shape.rowsPerShard * stride);
    this.#alive = new Uint8Array(shape.rowsPerShard);
    this.#dotProducts = bindKernel(kernel, this.#memory);
  }

  /** Rows that were put here and not removed. */
  get alive(): number {
    return this.#aliveCount;
  }

  get memoryBytes(): number {
    return this.#memory.buffer.byteLength + this.#alive.byteLength;
  }

  has(row: number): boolean {
    return this.#alive[row - this.firstRow] === 1;
  }

  /** The stored unit vector of a row, float32 [stride]: a view that the shard owns. */
  vector(row: number): Float32Array<ArrayBuffer> {
    const { length } = this.#query;
    return this.#values.subarray((row - this.firstRow) * length, (row - this.firstRow + 1) * length);
  }

  /** Stores vector `at` of `vectors`, float32 [n, dims], as `row`, which nobody has put before; see `writeUnit`. */
  put(row: number, vectors: Float32Array, at: number, squaredLength: number): void {
    writeUnit(vectors, this.#shape.dims, at, squaredLength, this.vector(row));
    this.#alive[row - this.firstRow] = 1;
    this.#aliveCount += 1;
    this.#used = row - this.firstRow + 1;
  }

  /** Whether the row was alive; it is not any more. */
  remove(row: number): boolean {
    if (!this.has(row)) return false;
    this.#alive[row - this.firstRow] = 0;
    this.#aliveCount -= 1;
    return true;
  }

  /**
   * Offers every row that is alive, `exceptRow` aside, with its score.
   *
   * @param query float32 [stride], unit length, zeros behind the last dim; copied
   */
  search(query: Float32Array, best: TopK, exceptRow: number): void {
    this.#query.set(query);
    this.#dotProducts(
      this.#query.byteOffset,
      this.#values.byteOffset,
      this.#used,
      query.length,
      this.#scores.byteOffset,
    );
    for (let i = 0; i < this.#used; i += 1) {
      const row = this.firstRow + i;
      if (this.#alive[i] === 1 && row !== exceptRow)
        best.offer(row, clampCosine(this.#scores[i] ?? Number.NaN));
    }
  }
}

/** Rounding lets the dot product of a vector with itself pass 1 by a few 2^-24; a cosine does not. */
function clampCosine(score: number): number {
  return Math.max(-1, Math.min(1, score));
}
