/** Lays out a heap for each row of a memory, which the kernel fills there. */
import { NO_ROW, type Kernel } from './kernel';
import type { Heaps } from './heaps';
import { aligned } from './shard-layout';

const FLOAT_BYTES = 4;
const DOUBLE_BYTES = 8;

/** Heaps of rows 0 to before `rows` of a memory, of k places each, and after them each row's floor. */
export class OwnHeaps {
  readonly k: number;
  /** Address behind them. */
  readonly end: number;
  readonly #memory: WebAssembly.Memory;
  readonly #kernel: Kernel;
  readonly #at: number;
  readonly #rowsAt: number;
  readonly #floorsAt: number;
  readonly #rows: number;

  /** Writes nothing yet: the memory may have to grow up to `end` before `clear`. */
  constructor(memory: WebAssembly.Memory, kernel: Kernel, at: number, rows: number, k: number) {
    this.k = k;
    this.#memory = memory;
    this.#kernel = kernel;
    this.#rows = rows;
    this.#at = aligned(at);
    this.#rowsAt = this.#at + rows * k * DOUBLE_BYTES;
    this.#floorsAt = aligned(this.#rowsAt + rows * k * FLOAT_BYTES);
    this.end = aligned(this.#floorsAt + rows * FLOAT_BYTES);
  }

  /** Makes all empty. */
  clear(): void {
    const { scores, rows } = this.#views(0, this.#rows);
    scores.fill(-Infinity);
    rows.fill(NO_ROW);
    this.#floors().fill(-Infinity);
    this.#tell();
  }

  /** Copies of the floors of rows from `first` to before `end`, float64. */
  floors(first: number, end: number): Float64Array<ArrayBuffer> {
    return Float64Array.from(this.#floors().subarray(first, end));
  }

  /** A copy of those of `count` rows from `first` on. */
  copy(first: number, count: number): Heaps {
    const { scores, rows, k } = this.#views(first, count);
    return { scores: scores.slice(), rows: rows.slice(), k };
  }

  /** Puts heaps in the place of those of rows from `first` on. */
  replace(first: number, heaps: Heaps): void {
    const own = this.#views(first, heaps.rows.length / heaps.k);
    own.scores.set(heaps.scores);
    own.rows.set(heaps.rows);
    this.#tell();
  }

  #floors(): Float32Array<ArrayBuffer> {
    return new Float32Array(this.#memory.buffer, this.#floorsAt, this.#rows);
  }

  /** Floors rise with the heaps. */
  #tell(): void {
    this.#kernel.keep(this.#at, this.#floorsAt, this.#rows, this.k);
  }

  /** Good until the memory grows. */
  #views(first: number, count: number): Heaps {
    const { k } = this;
    const { buffer } = this.#memory;
    return {
      scores: new Float64Array(buffer, this.#at + first * k * DOUBLE_BYTES, count * k),
      rows: new Uint32Array(buffer, this.#rowsAt + first * k * FLOAT_BYTES, count * k),
      k,
    };
  }
}
