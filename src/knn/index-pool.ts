/** Makes one index of several parts, each on a thread of its own. */
import { AllPairs, inWhole, type PairOptions, type PairStep } from './all-pairs';
import { Deal } from './deal';
import { requirePositive } from './exact-index';
import { mergeMatches, type RowMatch } from './heaps';
import type { IndexPart } from './index-part';
import type { Metric, RowFormat } from './metric';
import { squaredLengths } from './unit-vector';

/** Rows that stay together: enough for a block of queries, few enough that 100,000 rows spread evenly. */
const BLOCK_ROWS = 1024;
/**
 * An exact index over several parts. Answers do not depend on how many there are. Until a `reset` every other call
 * rejects; after a failed `append` too, as its rows may be in some parts and not in others.
 */
export class IndexPool {
  readonly #parts: readonly IndexPart[];
  readonly #deal: Deal;
  #dims = 0;
  #metric: Metric = 'cosine';
  #rows = 0;
  #broken = true;

  /** @param blockRows rows that stay in one part together, default 1,024. */
  constructor(parts: readonly IndexPart[], blockRows = BLOCK_ROWS) {
    this.#parts = parts;
    this.#deal = new Deal(parts.length, blockRows);
  }

  /** Rows ever added. */
  get rows(): number {
    return this.#rows;
  }

  /** Empties the index. @param metric default `cosine` @param format default `f32` */
  async reset(dims: number, metric: Metric = 'cosine', format: RowFormat = 'f32'): Promise<void> {
    this.#broken = true;
    await Promise.all(this.#parts.map((part) => part.reset(dims, metric, format)));
    this.#dims = dims;
    this.#metric = metric;
    this.#rows = 0;
    this.#broken = false;
  }

  /**
   * Adds rows, all or none.
   *
   * @param vectors float32 [n, dims]; belongs to the index from the call on, and may be transferred to a part
   * @returns the number of the first new row. Rejects with `VectorError` as `ExactIndex.append` does.
   */
  async append(vectors: Float32Array<ArrayBuffer>): Promise<number> {
    this.#requireWhole('append');
    const lengths = squaredLengths(vectors, this.#dims, 'row', this.#metric === 'cosine');
    const first = this.#rows;
    const shares = this.#deal.shares(vectors, this.#dims, first);
    this.#rows = first + lengths.length;
    try {
      await Promise.all(
        this.#parts.map(async (part, i) => {
          const share = shares[i];
          if (share && share.length > 0) await part.append(share);
        }),
      );
    } catch (error) {
      this.#broken = true;
      throw error;
    }
    return first;
  }

  /** Rejects with `RangeError` for a row that was never added; then none was removed. */
  async remove(rows: readonly number[]): Promise<void> {
    this.#requireWhole('remove');
    for (const row of rows) this.#requireRow(row);
    await Promise.all(
      this.#parts.map(async (part, i) => {
        const own = rows.filter((row) => this.#deal.partOf(row) === i).map((row) => this.#deal.ownOf(row));
        if (own.length > 0) await part.remove(own);
      }),
    );
  }

  /** As `ExactIndex.search`. */
  search(query: Float32Array, k: number): Promise<RowMatch[]> {
    return this.#search(query, k, undefined);
  }

  /** As `ExactIndex.searchMany`. One call at a time keeps every part busy; more only wait for each other. */
  async searchMany(queries: Float32Array, k: number): Promise<RowMatch[][]> {
    this.#requireWhole('searchMany');
    const answers = await Promise.all(
      this.#parts.map(async (part, i) =>
        (await part.searchMany(queries, k)).map((matches) => inWhole(this.#deal, i, matches)),
      ),
    );
    const [first = []] = answers;
    return first.map((_, q) =>
      mergeMatches(
        answers.map((ofPart) => ofPart[q] ?? []),
        k,
      ),
    );
  }

  /** Bytes that the parts hold, unused room included. */
  async memoryBytes(): Promise<number> {
    const bytes = await Promise.all(this.#parts.map((part) => part.memoryBytes()));
    return bytes.reduce((sum, ofPart) => sum + ofPart, 0);
  }

  /** As `ExactIndex.searchRow`. */
  async searchRow(row: number, k: number): Promise<RowMatch[]> {
    this.#requireWhole('searchRow');
    return this.#search(await this.vector(row), k, row);
  }

  /** As `ExactIndex.vector`. */
  async vector(row: number): Promise<Float32Array<ArrayBuffer>> {
    this.#requireRow(row);
    const holder = this.#parts[this.#deal.partOf(row)];
    if (!holder) throw new RangeError('a pool without parts holds no row');
    return holder.vector(this.#deal.ownOf(row));
  }

  /**
   * The k lookalikes of every row, a block of rows at a time, in the order of rows; a row is never among its own. Rows
   * must be neither added nor removed until it ends; leaving the loop ends it. Searches may come meanwhile.
   *
   * Rejects with the signal's reason once that has fired.
   */
  async *lookalikes(k: number, options: PairOptions = {}): AsyncGenerator<PairStep> {
    this.#requireWhole('lookalikes');
    requirePositive('k', k);
    yield* new AllPairs(this.#parts, this.#deal, {
      k,
      rows: this.#rows,
      dims: this.#dims,
      metric: this.#metric,
    }).run(options);
  }

  async #search(query: Float32Array, k: number, except: number | undefined): Promise<RowMatch[]> {
    this.#requireWhole('search');
    const answers = await Promise.all(
      this.#parts.map(async (part, i) => {
        const isHolder = except !== undefined && this.#deal.partOf(except) === i;
        const matches = await (isHolder
          ? part.search(query, k, this.#deal.ownOf(except))
          : part.search(query, k));
        return inWhole(this.#deal, i, matches);
      }),
    );
    return mergeMatches(answers, k);
  }

  #requireWhole(call: string): void {
    if (this.#broken)
      throw new Error(`${call} came first or after a failed append, expected reset before it`);
  }

  #requireRow(row: number): void {
    if (!Number.isInteger(row) || row < 0 || row >= this.#rows) {
      throw new RangeError(`row ${row} was never added, expected an integer from 0 to below ${this.#rows}`);
    }
  }
}
