/** Vectors of consecutive rows in, kept where the kernel reads or fetches them; for queries, their best rows out. */
import type { Heaps } from './heaps';
import { bindKernel, IN_FILE, NO_ROW, type Kernel } from './kernel';
import type { Queries } from './queries';
import { FACT_BYTES, stageRows, strideOf, type ShardShape } from './shard-shape';

const FLOAT_BYTES = 4;
const DOUBLE_BYTES = 8;
/** Of a place in a heap: a float64 score and a uint32 row. */
const PLACE_BYTES = DOUBLE_BYTES + FLOAT_BYTES;
const FACTS_OF_A_QUERY = 5;
const PAGE_BYTES = 65_536;
const MAX_PAGES = 65_536;
const ALIGNMENT_BYTES = 64;
/** Pairs that wait for their rows' float32: enough that few reads bring them. */
const PAIR_ROOM = 4096;
const PAIR_BYTES = 12;
const BOUNDS_BYTES = 16;

/** Queries that lie in a shard's memory. */
interface Asked {
  readonly queries: Queries;
  /** Address of their heaps. */
  readonly heapsAt: number;
  /** Address behind all that was copied. */
  readonly end: number;
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
}

/**
 * Rows `firstRow` to `firstRow + rowsPerShard - 1` in one WebAssembly.Memory: their float32, zeros behind the last dim
 * of each, unless these are in a file; their int8, their facts. Behind them is room for queries, which grows to the most that were asked at once,
 * and while all pairs are computed for the rows' own heaps.
 */
export class Shard {
  readonly firstRow: number;
  readonly #shape: ShardShape;
  readonly #stride: number;
  readonly #memory: WebAssembly.Memory;
  readonly #kernel: Kernel;
  readonly #alive: Uint8Array<ArrayBuffer>;
  /** Rows of float32 that the memory has room for, from its start: all, or those on their way into the file or from it. */
  readonly #stage: number;
  /** Address behind the rows. */
  readonly #rowsEnd: number;
  /** Where the rows' own heaps and floors are, and of how many places each heap is. */
  #own:
    { readonly at: number; readonly floorsAt: number; readonly end: number; readonly k: number } | undefined;
  /** What is compared in steps, while no search has come in between. */
  #asked: Asked | undefined;
  #aliveCount = 0;
  /** Rows behind this one were never written and are not compared. */
  #used = 0;

  /**
   * Allocates the memory, all zeros.
   *
   * @throws RangeError when the shape needs more than the 4 GiB of a WebAssembly.Memory, or the machine has no room
   */
  constructor(kernel: WebAssembly.Module, shape: ShardShape, firstRow: number) {
    const { dims, rowsPerShard, metric, file } = shape;
    const stride = strideOf(dims);
    this.#stage = file ? stageRows(stride, rowsPerShard) : rowsPerShard;
    const marksAt = this.#stage * stride * FLOAT_BYTES;
    const pairsAt = aligned(marksAt + (file ? this.#stage : 0));
    const bytesAt = aligned(pairsAt + (file ? BOUNDS_BYTES + PAIR_ROOM * PAIR_BYTES : 0));
    const factsAt = aligned(bytesAt + rowsPerShard * stride);
    this.#rowsEnd = aligned(factsAt + rowsPerShard * FACT_BYTES);
    const pages = Math.ceil(this.#rowsEnd / PAGE_BYTES);
    if (pages > MAX_PAGES) {
      throw new RangeError(
        `a shard of ${rowsPerShard} rows x ${dims} dims needs ${pages} pages, expected at most ${MAX_PAGES}`,
      );
    }
    this.firstRow = firstRow;
    this.#shape = shape;
    this.#stride = stride;
    this.#memory = new WebAssembly.Memory({ initial: pages, maximum: MAX_PAGES });
    this.#alive = new Uint8Array(rowsPerShard);
    this.#kernel = bindKernel(kernel, this.#memory, (row, count, to) => {
      file?.read(firstRow + row, new Float32Array(this.#memory.buffer, to, count * stride));
    });
    this.#kernel.place(file ? IN_FILE : 0, bytesAt, factsAt, rowsPerShard, stride, metric === 'l2');
    if (file) this.#kernel.stage(0, this.#stage, marksAt, pairsAt, PAIR_ROOM);
  }

  /** Rows that were put here and not removed. */
  get alive(): number {
    return this.#aliveCount;
  }

  /** Row behind the last one that was put here. */
  get end(): number {
    return this.firstRow + this.#used;
  }

  get memoryBytes(): number {
    return this.#memory.buffer.byteLength + this.#alive.byteLength;
  }

  has(row: number): boolean {
    return this.#alive[row - this.firstRow] === 1;
  }

  /** The stored vectors of rows from `first` to before `end`, float32 [end - first, stride]: good until the next call. */
  vectors(first: number, end: number): Float32Array<ArrayBuffer> {
    const { file } = this.#shape;
    if (!file) return this.#staged(first - this.firstRow, end - first);
    const values = new Float32Array((end - first) * this.#stride);
    file.read(first, values);
    return values;
  }

  /**
   * Stores rows from `row` on, which lie behind all that were put before.
   *
   * @param write writes row `i` of them, float32 [stride], into its place; zeros lie there
   */
  put(row: number, count: number, write: (i: number, target: Float32Array) => void): void {
    const first = row - this.firstRow;
    const { file } = this.#shape;
    if (file) this.#kernel.forget();
    for (let from = 0; from < count; from += this.#stage) {
      const n = Math.min(this.#stage, count - from);
      const at = file ? 0 : first + from;
      const values = this.#staged(at, n);
      for (let i = 0; i < n; i += 1) {
        write(from + i, values.subarray(i * this.#stride, (i + 1) * this.#stride));
      }
      file?.write(row + from, values);
      this.#kernel.pack(first + from, n, at * this.#stride * FLOAT_BYTES);
    }
    // rows of an earlier shard in this place, all of them removed
    for (let gone = this.#used; gone < first; gone += 1) this.#kernel.drop(gone);
    this.#alive.fill(1, first, first + count);
    this.#aliveCount += count;
    this.#used = first + count;
  }

  /** Whether the row was alive; it is not any more. */
  remove(row: number): boolean {
    if (!this.has(row)) return false;
    this.#alive[row - this.firstRow] = 0;
    this.#aliveCount -= 1;
    this.#kernel.drop(row - this.firstRow);
    return true;
  }

  /** Brings the best rows that are alive into the queries' heaps. */
  search(queries: Queries): void {
    const { heapsAt } = this.#ask(queries);
    if (queries.count === 1) this.#kernel.scan(this.#used, this.firstRow);
    else this.#kernel.multiply(0, this.#used, this.firstRow, false);
    this.#read(heapsAt, queries.heaps);
  }

  /**
   * Compares the queries with rows of this shard, from `first` to before `end`, that are alive and behind the query
   * itself: brings the best of these into the queries' heaps, and the queries into those of the rows, which `keep` made.
   * A step of the generator is `rowsAtOnce` rows; between two steps the shard may be searched.
   */
  *pair(queries: Queries, first: number, end: number, rowsAtOnce: number): Generator<void, void> {
    const to = Math.min(this.#used, end - this.firstRow);
    for (let row = first - this.firstRow; row < to; row += rowsAtOnce) {
      const asked = this.#asked?.queries === queries ? this.#asked : this.#ask(queries);
      this.#kernel.multiply(row, Math.min(to, row + rowsAtOnce), this.firstRow, true);
      this.#read(asked.heapsAt, queries.heaps);
      this.#asked = asked;
      yield;
    }
    this.#asked = undefined;
  }

  /**
   * As `pair`, of pairs that are named one by one: no other of the same rows can matter. None may come twice.
   *
   * @param first row that pairs are counted from
   * @param pairs uint32 [n]: (row - first) * queries.count + query; ascending where rows are in a file
   */
  pairListed(queries: Queries, first: number, pairs: Uint32Array): void {
    const asked = this.#asked?.queries === queries ? this.#asked : this.#ask(queries);
    this.#reserve(asked.end + pairs.byteLength);
    new Uint32Array(this.#memory.buffer, asked.end, pairs.length).set(pairs);
    this.#kernel.compareListed(asked.end, pairs.length, first - this.firstRow, this.#used, this.firstRow);
    this.#read(asked.heapsAt, queries.heaps);
    this.#asked = asked;
  }

  /** What scores below is not wanted by rows from `first` to before `end`: float64, the worst in their own heaps. */
  floors(first: number, end: number): Float64Array<ArrayBuffer> {
    const { scores, k } = this.#ownHeaps(first, end);
    return Float64Array.from({ length: end - first }, (_, i) => scores[i * k] ?? -Infinity);
  }

  /** Makes room for heaps of the rows' own, all empty, or gives it up with 0. @throws RangeError without memory */
  keep(k: number): void {
    this.#own = undefined;
    this.#asked = undefined;
    if (k === 0) return;
    const { rowsPerShard } = this.#shape;
    const at = this.#rowsEnd;
    const floorsAt = aligned(at + rowsPerShard * k * PLACE_BYTES);
    const end = aligned(floorsAt + rowsPerShard * FLOAT_BYTES);
    this.#reserve(end);
    this.#own = { at, floorsAt, end, k };
    const { scores, rows } = this.#ownHeaps(this.firstRow, this.firstRow + rowsPerShard);
    scores.fill(-Infinity);
    rows.fill(NO_ROW);
    this.#kernel.keep(at, floorsAt, rowsPerShard, k);
  }

  /** A copy of the own heaps of rows from `first` to before `end`. */
  kept(first: number, end: number): Heaps {
    const { scores, rows, k } = this.#ownHeaps(first, end);
    return { scores: scores.slice(), rows: rows.slice(), k };
  }

  /** Puts heaps in the place of those of rows from `first` on. */
  restore(first: number, heaps: Heaps): void {
    const own = this.#ownHeaps(first, first + heaps.rows.length / heaps.k);
    own.scores.set(heaps.scores);
    own.rows.set(heaps.rows);
    // the floors follow the heaps
    this.#kernel.keep(own.at, own.floorsAt, this.#shape.rowsPerShard, own.k);
  }

  /** Views on the own heaps, good until the next call. */
  #ownHeaps(first: number, end: number): Heaps & { readonly at: number; readonly floorsAt: number } {
    if (!this.#own) throw new RangeError('the rows keep no heaps, expected keep(k) before');
    const { at, floorsAt, k } = this.#own;
    const { buffer } = this.#memory;
    const from = first - this.firstRow;
    const length = (end - first) * k;
    const rowsAt = at + this.#shape.rowsPerShard * k * DOUBLE_BYTES;
    return {
      scores: new Float64Array(buffer, at + from * k * DOUBLE_BYTES, length),
      rows: new Uint32Array(buffer, rowsAt + from * k * FLOAT_BYTES, length),
      k,
      at,
      floorsAt,
    };
  }

  /** A view on float32 rows of the memory's start. */
  #staged(at: number, rows: number): Float32Array<ArrayBuffer> {
    const rowSize = this.#stride * FLOAT_BYTES;
    return new Float32Array(this.#memory.buffer, at * rowSize, rows * this.#stride);
  }

  /** Copies the queries behind the rows. */
  #ask(queries: Queries): Asked {
    const { count, vectors, selves, names, floors, heaps } = queries;
    this.#asked = undefined;
    const { k } = heaps;
    const lanes = Math.ceil(count / 4) * 4;
    const sizes = [
      count * this.#stride * FLOAT_BYTES,
      lanes * this.#stride * 2,
      lanes * FACTS_OF_A_QUERY * FLOAT_BYTES,
      count * k * PLACE_BYTES,
      count * FLOAT_BYTES,
      count * FLOAT_BYTES,
      count * DOUBLE_BYTES,
    ];
    let end = this.#own?.end ?? this.#rowsEnd;
    const starts = sizes.map((size) => {
      const start = end;
      end = aligned(start + size);
      return start;
    });
    this.#reserve(end);
    const [queriesAt = 0, shortsAt = 0, factsAt = 0, heapsAt = 0, selvesAt = 0, namesAt = 0, floorsAt = 0] =
      starts;
    const { buffer } = this.#memory;
    new Float32Array(buffer, queriesAt, count * this.#stride).set(vectors);
    new Float64Array(buffer, heapsAt, count * k).set(heaps.scores);
    new Uint32Array(buffer, heapsAt + count * k * DOUBLE_BYTES, count * k).set(heaps.rows);
    new Uint32Array(buffer, selvesAt, count).set(selves);
    new Uint32Array(buffer, namesAt, count).set(names);
    new Float64Array(buffer, floorsAt, count).set(floors);
    this.#kernel.ask(queriesAt, shortsAt, factsAt, heapsAt, selvesAt, namesAt, floorsAt, count, k);
    return { queries, heapsAt, end };
  }

  #read(heapsAt: number, { scores, rows }: Heaps): void {
    const { buffer } = this.#memory;
    scores.set(new Float64Array(buffer, heapsAt, scores.length));
    rows.set(new Uint32Array(buffer, heapsAt + scores.byteLength, rows.length));
  }

  #reserve(end: number): void {
    const missing = Math.ceil((end - this.#memory.buffer.byteLength) / PAGE_BYTES);
    if (missing > 0) this.#memory.grow(missing);
  }
}
