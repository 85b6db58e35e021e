/** Keeps the vectors of consecutive rows where the kernel reads them, and finds queries' best rows. */
import { AskedQueries } from './asked-queries';
import type { Heaps } from './heaps';
import { bindKernel, type Kernel } from './kernel';
import type { Metric } from './metric';
import { OwnHeaps } from './own-heaps';
import type { Queries } from './queries';
import type { RowFile } from './row-file';
import { layoutOf, MAX_PAGES, pagesOf, rowsEnd, valuesAt, type ShardLayout } from './shard-layout';
import type { SketchBasis } from './sketch-basis';
import { Sketches } from './sketches';

/** What all shards of an index have in common. */
export interface ShardShape {
  /** Values per vector. */
  readonly dims: number;
  /** Rows that a shard has room for, a multiple of 4. */
  readonly rowsPerShard: number;
  readonly metric: Metric;
  /** Where the rows' float32 are; absent: in the shard's own memory. */
  readonly file?: RowFile | undefined;
}

/**
 * Rows `firstRow` to `firstRow + rowsPerShard - 1` in one WebAssembly.Memory, which grows as they come: their float32,
 * zeros behind the last dim of each, unless these are in a file; their int8, their facts. Behind them is room for
 * queries, which grows to the most that were asked at once, and while all pairs are computed for the rows' own heaps.
 * Rows that come take that room.
 */
export class Shard {
  readonly firstRow: number;
  readonly #shape: ShardShape;
  readonly #layout: ShardLayout;
  readonly #memory: WebAssembly.Memory;
  readonly #kernel: Kernel;
  #own: OwnHeaps | undefined;
  #sketches: Sketches | undefined;
  /** The queries that `pair` compares in steps, as long as no search has come in between. */
  #asked: AskedQueries | undefined;
  #aliveCount = 0;
  /** Rows behind this one were never written and are not compared. */
  #used = 0;

  /** Has no row yet. @throws RangeError when all rows would need more than the 4 GiB of a WebAssembly.Memory */
  constructor(kernel: WebAssembly.Module, shape: ShardShape, firstRow: number) {
    const { dims, rowsPerShard, metric, file } = shape;
    const layout = layoutOf(dims, rowsPerShard, file !== undefined);
    const { stride, stageRows, marksAt, pairsAt, pairRoom, groupsAt, groupRows } = layout;
    const pages = pagesOf(rowsEnd(layout, rowsPerShard));
    if (pages > MAX_PAGES) {
      throw new RangeError(
        `a shard of ${rowsPerShard} rows x ${dims} dims needs ${pages} pages, expected at most ${MAX_PAGES}`,
      );
    }
    this.firstRow = firstRow;
    this.#shape = shape;
    this.#layout = layout;
    this.#memory = new WebAssembly.Memory({ initial: pagesOf(groupsAt), maximum: MAX_PAGES });
    this.#kernel = bindKernel(kernel, this.#memory, (row, count, to) => {
      file?.read(firstRow + row, new Float32Array(this.#memory.buffer, to, count * stride));
    });
    this.#kernel.place(groupsAt, Math.log2(groupRows), stride, file !== undefined, metric === 'l2');
    if (file) this.#kernel.stage(0, stageRows, marksAt, pairsAt, pairRoom);
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
    return this.#memory.buffer.byteLength;
  }

  has(row: number): boolean {
    const own = row - this.firstRow;
    return own >= 0 && own < this.#used && this.#kernel.isDropped(own) === 0;
  }

  /** A copy of the stored vectors of rows from `first` to before `end`, float32 [end - first, stride]. */
  vectors(first: number, end: number): Float32Array<ArrayBuffer> {
    const { file } = this.#shape;
    const { stride } = this.#layout;
    const values = new Float32Array((end - first) * stride);
    if (file) file.read(first, values);
    else {
      for (const { row, rows } of this.#runs(first - this.firstRow, end - this.firstRow)) {
        values.set(this.#valuesOf(row, rows), (row + this.firstRow - first) * stride);
      }
    }
    return values;
  }

  /**
   * Makes room for rows up to before `end`, so that `put` does not fail.
   *
   * @throws RangeError where the machine has no memory for them
   */
  reserve(end: number): void {
    this.#grow(rowsEnd(this.#layout, end - this.firstRow));
  }

  /**
   * Stores rows from `row` on, which lie behind all that were put before. Heaps of `keep` are lost.
   *
   * @param write writes row `i` of them, float32 [dims], to the beginning of its place
   */
  put(row: number, count: number, write: (i: number, target: Float32Array) => void): void {
    this.keep(0);
    this.reserve(row + count);
    const first = row - this.firstRow;
    const { dims, file } = this.#shape;
    const { stride } = this.#layout;
    if (file) this.#kernel.forget();
    for (const { row: from, rows } of this.#runs(first, first + count)) {
      const values = this.#valuesOf(from, rows);
      for (let i = 0; i < rows; i += 1) {
        const target = values.subarray(i * stride, (i + 1) * stride);
        write(from - first + i, target);
        // queries or heaps may have left values here
        target.fill(0, dims);
      }
      file?.write(this.firstRow + from, values);
      this.#kernel.pack(from, rows, values.byteOffset);
    }
    // rows of an earlier shard in this place, all of them removed
    for (let gone = this.#used; gone < first; gone += 1) this.#kernel.drop(gone);
    this.#aliveCount += count;
    this.#used = first + count;
  }

  /** Whether the row was alive; it is not any more. */
  remove(row: number): boolean {
    if (!this.has(row)) return false;
    this.#aliveCount -= 1;
    this.#kernel.drop(row - this.firstRow);
    return true;
  }

  /** Brings the best rows that are alive into the queries' heaps. */
  search(queries: Queries): void {
    const asked = this.#ask(queries);
    if (queries.count === 1) this.#kernel.scan(this.#used, this.firstRow);
    else this.#kernel.multiply(0, this.#used, this.firstRow, false);
    asked.read(this.#memory);
  }

  /**
   * Compares the queries with rows of this shard, from `first` to before `end`, that are alive and behind the query
   * itself: brings the best of these into the queries' heaps, and the queries into those of the rows, which `keep` made.
   * A step of the generator is `rowsAtOnce` rows; between two steps the shard may be searched.
   */
  *pair(queries: Queries, first: number, end: number, rowsAtOnce: number): Generator<void, void> {
    this.#requireOwn();
    const to = Math.min(this.#used, end - this.firstRow);
    for (let row = first - this.firstRow; row < to; row += rowsAtOnce) {
      const asked = this.#asked?.queries === queries ? this.#asked : this.#ask(queries);
      this.#kernel.multiply(row, Math.min(to, row + rowsAtOnce), this.firstRow, true);
      asked.read(this.#memory);
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
    this.#requireOwn();
    const asked = this.#asked?.queries === queries ? this.#asked : this.#ask(queries);
    this.#grow(asked.end + pairs.byteLength);
    new Uint32Array(this.#memory.buffer, asked.end, pairs.length).set(pairs);
    this.#kernel.compareListed(asked.end, pairs.length, first - this.firstRow, this.#used, this.firstRow);
    asked.read(this.#memory);
    this.#asked = asked;
  }

  /** Makes room for heaps of the rows' own, all empty, or gives it up with 0. @throws RangeError without memory */
  keep(k: number): void {
    this.#own = undefined;
    this.#asked = undefined;
    this.#sketches = undefined;
    this.#kernel.sketch(0, 0, 0, 0, 0, 0, 0, 0);
    if (k === 0) return;
    const own = new OwnHeaps(this.#memory, this.#kernel, rowsEnd(this.#layout, this.#used), this.#used, k);
    this.#grow(own.end);
    own.clear();
    this.#own = own;
  }

  /** A copy of the own heaps of rows from `first` to before `end`. */
  kept(first: number, end: number): Heaps {
    return this.#requireOwn().copy(first - this.firstRow, end - first);
  }

  /** Puts heaps in the place of those of rows from `first` on. */
  restore(first: number, heaps: Heaps): void {
    this.#requireOwn().replace(first - this.firstRow, heaps);
  }

  /** What is not wanted by rows from `first` to before `end`, float64: no more than the worst in a full heap. */
  floors(first: number, end: number): Float64Array<ArrayBuffer> {
    return this.#requireOwn().floors(first - this.firstRow, end - this.firstRow);
  }

  /** Raises a row's floor: enough others than those in its heap score no less, so it wants no score below. */
  raise(row: number, floor: number): void {
    this.#requireOwn();
    this.#kernel.raise(row - this.firstRow, floor);
  }

  /**
   * Makes sketches of the rows, by which `pair` rules most out sooner; behind `keep`, which forgets them. A step of the
   * generator is some rows.
   *
   * @param queries the most that `pair` will be asked at once
   * @throws RangeError without memory
   */
  *sketch(basis: SketchBasis, queries: number): Generator<void, void> {
    const sketches = new Sketches(this.#requireOwn().end, this.#used, queries, basis);
    this.#grow(sketches.end);
    sketches.tell(this.#memory, this.#kernel);
    this.#sketches = sketches;
    for (const { row, rows } of this.#runs(0, this.#used)) {
      const values = this.#valuesOf(row, rows);
      if (this.#shape.file) {
        this.#kernel.forget();
        this.#shape.file.read(this.firstRow + row, values);
      }
      this.#kernel.sketchRows(row, rows, values.byteOffset);
      yield;
    }
  }

  #requireOwn(): OwnHeaps {
    if (!this.#own) throw new RangeError('the rows keep no heaps, expected keep(k) before');
    return this.#own;
  }

  /** Rows of the memory from `first` to before `end` in runs whose float32 lie together. */
  *#runs(first: number, end: number): Generator<{ readonly row: number; readonly rows: number }> {
    const { groupRows, stageRows } = this.#layout;
    for (let row = first; row < end;) {
      const rows = Math.min(end - row, stageRows > 0 ? stageRows : groupRows - (row % groupRows));
      yield { row, rows };
      row += rows;
    }
  }

  /** A view on a run's float32; of rows in a file on where they come and go. */
  #valuesOf(row: number, rows: number): Float32Array<ArrayBuffer> {
    const at = this.#shape.file ? 0 : valuesAt(this.#layout, row);
    return new Float32Array(this.#memory.buffer, at, rows * this.#layout.stride);
  }

  /** Copies the queries behind the rows and all that is kept of them. */
  #ask(queries: Queries): AskedQueries {
    this.#asked = undefined;
    const at = this.#sketches?.end ?? this.#own?.end ?? rowsEnd(this.#layout, this.#used);
    const asked = new AskedQueries(at, queries, this.#layout.stride);
    this.#grow(asked.end);
    asked.tell(this.#memory, this.#kernel);
    return asked;
  }

  /** Grows the memory up to `end`; older views on it become invalid. */
  #grow(end: number): void {
    const missing = pagesOf(end - this.#memory.buffer.byteLength);
    if (missing > 0) this.#memory.grow(missing);
  }
}
