/** Holds vectors, numbered in the order of adding, and finds the k best rows for queries, exactly. */
import { asCosine, bestFirst, type Heaps, type RowMatch } from './heaps';
import { loadKernel, NO_ROW } from './kernel';
import type { Metric } from './metric';
import { queriesOf } from './queries';
import { RowFile, type SyncFile } from './row-file';
import { Shard, type ShardShape } from './shard';
import { rowsPerShardOf, strideOf } from './shard-layout';
import { squaredLengths, writeUnit } from './unit-vector';
import { VectorError } from './vector-error';

/** A row and its queries must leave room for each other in 4 GiB, and a sum of products in 32 bits. */
const MAX_DIMS = 65_536;

/** Options of `ExactIndex.create`. */
export interface ExactIndexOptions {
  /** Values per vector, 1 to 65,536. */
  readonly dims: number;
  /** Default `cosine`. */
  readonly metric?: Metric;
  /** Rows per block of memory, rounded up to a multiple of 4. Default: as many as 128 MiB hold. */
  readonly rowsPerShard?: number;
  /**
   * Holds the rows' float32, so that memory holds a quarter of them, their int8. The index alone uses it from now on,
   * from its start; what is in it is overwritten. Answers are the same. Default: memory.
   */
  readonly file?: SyncFile | undefined;
}

/**
 * Exact nearest neighbours: every query is compared with every row, by integers that can rule a pair out for certain,
 * and where they cannot in float64 of fixed order (see `kernel.as.ts`). So the same rows give the same answers to the
 * last bit on every machine.
 *
 * With the metric `cosine` vectors are brought to length 1 at the door, in float64, then rounded to float32. Best first,
 * equal scores by lower row. Row numbers are never used twice. Rows lie in shards, which grow to a fixed
 * size; a shard whose rows are all removed is given back.
 */
export class ExactIndex {
  readonly #kernel: WebAssembly.Module;
  readonly #shape: ShardShape;
  /** By position, row / rowsPerShard rounded down; in ascending order, as rows are only ever added at the end. */
  readonly #shards = new Map<number, Shard>();
  #rows = 0;

  private constructor(kernel: WebAssembly.Module, shape: ShardShape) {
    this.#kernel = kernel;
    this.#shape = shape;
  }

  /**
   * An empty index. Rejects with `RangeError` when an option is out of its range, and with
   * `WebAssembly.CompileError` where SIMD is missing.
   */
  static async create({
    dims,
    metric = 'cosine',
    rowsPerShard,
    file,
  }: ExactIndexOptions): Promise<ExactIndex> {
    requirePositive('dims', dims);
    if (dims > MAX_DIMS) throw new RangeError(`dims is ${dims}, expected at most ${MAX_DIMS}`);
    if (rowsPerShard !== undefined) requirePositive('rowsPerShard', rowsPerShard);
    const rows = rowsPerShard ?? rowsPerShardOf(dims, file !== undefined);
    return new ExactIndex(await loadKernel(), {
      dims,
      metric,
      rowsPerShard: Math.ceil(rows / 4) * 4,
      file: file && new RowFile(file, strideOf(dims)),
    });
  }

  /** Values per vector. */
  get dims(): number {
    return this.#shape.dims;
  }

  get metric(): Metric {
    return this.#shape.metric;
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

  /** Bytes held by the shards: rows, unused room of less than a megabyte a shard, and that of the queries so far. */
  get memoryBytes(): number {
    let bytes = 0;
    for (const shard of this.#shards.values()) bytes += shard.memoryBytes;
    return bytes;
  }

  /**
   * Adds rows, all or none.
   *
   * @param vectors float32 [n, dims], n may be 0; copied
   * @returns the number of the first new row; the others follow one by one
   * @throws VectorError naming the row: no multiple of dims, NaN, infinite, or zero where the metric is cosine
   * @throws RangeError when there is no memory for them
   */
  append(vectors: Float32Array): number {
    const write = this.#writer(vectors, 'row');
    const first = this.#rows;
    const end = first + vectors.length / this.dims;
    this.#makeRoom(end);
    const { rowsPerShard } = this.#shape;
    for (let row = first; row < end;) {
      const position = this.#positionOf(row);
      const next = Math.min(end, (position + 1) * rowsPerShard);
      const from = row - first;
      this.#shards.get(position)?.put(row, next - row, (i, target) => {
        write(from + i, target);
      });
      row = next;
    }
    this.#rows = end;
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
   * @param query float32 [dims], only read
   * @param exceptRow a row that is not among the answers
   * @throws VectorError when the query is not dims long, or NaN, infinite, or zero where the metric is cosine
   * @throws RangeError when k is no positive integer
   */
  search(query: Float32Array, k: number, exceptRow = NO_ROW): RowMatch[] {
    requirePositive('k', k);
    if (query.length !== this.dims) {
      throw new VectorError(`the query has ${query.length} values, expected ${this.dims}`);
    }
    const vector = new Float32Array(strideOf(this.dims));
    this.#writer(query, 'query')(0, vector);
    return this.#search(vector, 1, k, Uint32Array.of(exceptRow))[0] ?? [];
  }

  /**
   * As `search` for many vectors: a row is read once for all of them.
   *
   * @param queries float32 [n, dims], only read
   * @returns for each query
   */
  searchMany(queries: Float32Array, k: number): RowMatch[][] {
    requirePositive('k', k);
    const write = this.#writer(queries, 'query');
    const stride = strideOf(this.dims);
    const count = queries.length / this.dims;
    const answers: RowMatch[][] = [];
    const atOnce = queriesAtOnce(this.dims);
    for (let from = 0; from < count; from += atOnce) {
      const n = Math.min(atOnce, count - from);
      const vectors = new Float32Array(n * stride);
      for (let i = 0; i < n; i += 1) write(from + i, vectors.subarray(i * stride, (i + 1) * stride));
      answers.push(...this.#search(vectors, n, k, new Uint32Array(n).fill(NO_ROW)));
    }
    return answers;
  }

  /**
   * The best k rows for the vector of a row, that row itself not among them, its duplicates first.
   *
   * @throws RangeError when the row was never added or is removed, or k is no positive integer
   */
  searchRow(row: number, k: number): RowMatch[] {
    return this.search(this.vector(row), k, row);
  }

  /**
   * A copy of a row's vector as it is stored, float32 [dims].
   *
   * @throws RangeError when the row was never added or is removed
   */
  vector(row: number): Float32Array<ArrayBuffer> {
    this.#requireRow(row);
    const shard = this.#shards.get(this.#positionOf(row));
    if (!shard?.has(row)) throw new RangeError(`row ${row} was removed, expected a row of the index`);
    return shard.vectors(row, row + 1).slice(0, this.dims);
  }

  /** An index of the same dims and metric without a row, in memory. */
  empty(): ExactIndex {
    const rowsPerShard = rowsPerShardOf(this.dims, false);
    return new ExactIndex(this.#kernel, { ...this.#shape, rowsPerShard, file: undefined });
  }

  /** In the order of their rows. */
  shards(): Iterable<Shard> {
    return this.#shards.values();
  }

  /** Rows from `first` to before `end` that can be found: uint32 [n], and copies of their vectors, float32 [n, stride]. */
  stored(
    first: number,
    end: number,
  ): { readonly rows: Uint32Array<ArrayBuffer>; readonly vectors: Float32Array<ArrayBuffer> } {
    const stride = strideOf(this.dims);
    const rows: number[] = [];
    const vectors = new Float32Array((end - first) * stride);
    for (const shard of this.#shards.values()) {
      const [low, high] = [Math.max(first, shard.firstRow), Math.min(end, shard.end)];
      if (low >= high) continue;
      const stored = shard.vectors(low, high);
      for (let row = low; row < high; row += 1) {
        if (!shard.has(row)) continue;
        vectors.set(stored.subarray((row - low) * stride, (row - low + 1) * stride), rows.length * stride);
        rows.push(row);
      }
    }
    return { rows: Uint32Array.from(rows), vectors: vectors.slice(0, rows.length * stride) };
  }

  #search(vectors: Float32Array, count: number, k: number, selves: Uint32Array): RowMatch[][] {
    const wanted = Math.min(k, this.size);
    if (wanted === 0) return Array.from({ length: count }, () => []);
    const queries = queriesOf(vectors, count, wanted, { selves });
    for (const shard of this.#shards.values()) shard.search(queries);
    return Array.from({ length: count }, (_, q) => this.#answer(queries.heaps, q));
  }

  #answer(heaps: Heaps, q: number): RowMatch[] {
    const matches = bestFirst(heaps, q);
    return this.#shape.metric === 'cosine' ? matches.map(asCosine) : matches;
  }

  /** Checks all vectors, then writes any of them as the metric wants it. */
  #writer(vectors: Float32Array, what: string): (i: number, target: Float32Array) => void {
    const { dims } = this;
    const isCosine = this.#shape.metric === 'cosine';
    const lengths = squaredLengths(vectors, dims, what, isCosine);
    return (i, target) => {
      if (isCosine) writeUnit(vectors, dims, i, lengths[i] ?? Number.NaN, target);
      else target.set(vectors.subarray(i * dims, (i + 1) * dims));
    };
  }

  #positionOf(row: number): number {
    return Math.floor(row / this.#shape.rowsPerShard);
  }

  /** Makes room for rows up to a number before any is stored: a failure leaves the index as it was. */
  #makeRoom(rows: number): void {
    const { rowsPerShard } = this.#shape;
    const fresh = new Map<number, Shard>();
    for (let position = this.#positionOf(this.#rows); position * rowsPerShard < rows; position += 1) {
      const known = this.#shards.get(position);
      const shard = known ?? new Shard(this.#kernel, this.#shape, position * rowsPerShard);
      shard.reserve(Math.min(rows, (position + 1) * rowsPerShard));
      if (!known) fresh.set(position, shard);
    }
    for (const [position, shard] of fresh) this.#shards.set(position, shard);
  }

  #requireRow(row: number): void {
    if (!Number.isInteger(row) || row < 0 || row >= this.#rows) {
      throw new RangeError(`row ${row} was never added, expected an integer from 0 to below ${this.#rows}`);
    }
  }
}

/**
 * The number of queries whose float32 and int16 take six megabytes, which is little beside the rows of a shard. The
 * more queries, the less often rows in a file are read.
 */
export function queriesAtOnce(dims: number): number {
  return Math.max(4, Math.min(1024, Math.floor(2 ** 20 / strideOf(dims) / 4) * 4));
}

export function requirePositive(what: string, value: number): void {
  if (!Number.isSafeInteger(value) || value <= 0) {
    throw new RangeError(`${what} is ${value}, expected a positive integer`);
  }
}
