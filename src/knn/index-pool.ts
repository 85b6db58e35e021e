/** Parts of an index, each on a thread of its own, in; one index over all of them out. */
import { Deal } from './deal';
import { queriesAtOnce, requirePositive } from './exact-index';
import { asCosine, bestFirst, emptyHeaps, mergeMatches, type Heaps, type RowMatch } from './heaps';
import type { Metric } from './metric';
import type { IndexPart } from './index-part';
import type { PairAnswer } from './pairing';
import { squaredLengths } from './unit-vector';

/** The lookalikes of some rows. */
export interface RowLookalikes {
  readonly row: number;
  /** The k best others, best first; fewer where there are fewer. */
  readonly matches: readonly RowMatch[];
}

/** All there is to go on from. */
export interface PairCheckpoint {
  /** The next row whose lookalikes are to come. */
  readonly row: number;
  /** By part, the heaps of all rows from there on. */
  readonly kept: readonly Heaps[];
}

export interface PairOptions {
  /** Default: from the first row on. */
  readonly from?: PairCheckpoint;
  /** Rows from one checkpoint to the next; default: none is made. */
  readonly checkpointRows?: number;
}

/** Some rows' lookalikes. */
export interface PairStep {
  readonly rows: readonly RowLookalikes[];
  /** The row behind the last of them, removed rows counted. */
  readonly end: number;
  readonly checkpoint?: PairCheckpoint;
}

/** A block of rows about which all parts have been asked. */
interface Asking {
  readonly names: Uint32Array<ArrayBuffer>;
  readonly answers: Promise<PairAnswer[]>;
}

/** Rows that stay together: enough for a block of queries, few enough that 100,000 rows spread evenly. */
const BLOCK_ROWS = 1024;
/** Blocks under way at once: parts that are done with one find the next. */
const AHEAD = 3;

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

  /** Empties the index. */
  async reset(dims: number, metric: Metric = 'cosine'): Promise<void> {
    this.#broken = true;
    await Promise.all(this.#parts.map((part) => part.reset(dims, metric)));
    this.#dims = dims;
    this.#metric = metric;
    this.#rows = 0;
    this.#broken = false;
  }

  /**
   * Adds rows, all or none.
   *
   * @param vectors float32 [n, dims], only read until the call returns its promise
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
        (await part.searchMany(queries, k)).map((matches) => this.#inWhole(i, matches)),
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
    this.#requireRow(row);
    const holder = this.#parts[this.#deal.partOf(row)];
    if (!holder) throw new RangeError('a pool without parts holds no row');
    return this.#search(await holder.vector(this.#deal.ownOf(row)), k, row);
  }

  /**
   * The k lookalikes of every row, a block of rows at a time, in the order of rows; a row is never among its own. Rows
   * must be neither added nor removed until it ends; leaving the loop ends it.
   */
  async *lookalikes(
    k: number,
    { from, checkpointRows = Infinity }: PairOptions = {},
  ): AsyncGenerator<PairStep> {
    this.#requireWhole('lookalikes');
    requirePositive('k', k);
    await Promise.all(this.#parts.map((part) => part.startPairs(k)));
    // parts need not be equally fast: a block that came early must still be compared after those before it
    let asked: Promise<unknown> = Promise.resolve();
    try {
      let row = from?.row ?? 0;
      if (from) await this.#restore(from);
      let checkpointAt = row + checkpointRows;
      const under: { readonly found: Promise<RowLookalikes[]>; readonly end: number }[] = [];
      while (row < this.#rows || under.length > 0) {
        while (row < this.#rows && row < checkpointAt && under.length < AHEAD) {
          const end = Math.min(row + queriesAtOnce(this.#dims), this.#deal.blockEnd(row), this.#rows);
          const answers = this.#ask(row, end, asked);
          asked = answers;
          const found = answers.then((asking) => this.#merged(asking, k));
          // one that fails is told when its turn comes
          found.catch(() => undefined);
          under.push({ found, end });
          row = end;
        }
        const next = under.shift();
        if (!next) continue;
        const step = { rows: await next.found, end: next.end };
        // what the rows have kept is that of one row only where no block is under way
        if (under.length > 0 || row < checkpointAt || row === this.#rows) yield step;
        else {
          yield { ...step, checkpoint: { row, kept: await this.#kept(row) } };
          checkpointAt = row + checkpointRows;
        }
      }
    } finally {
      // where the loop was left, no question may come behind the end
      await asked.catch(() => undefined);
      await Promise.all(this.#parts.map((part) => part.endPairs()));
    }
  }

  #kept(row: number): Promise<Heaps[]> {
    return Promise.all(
      this.#parts.map((part, i) =>
        part.kept(this.#deal.countBefore(i, row), this.#deal.countBefore(i, this.#rows)),
      ),
    );
  }

  async #restore({ row, kept }: PairCheckpoint): Promise<void> {
    if (kept.length !== this.#parts.length) {
      throw new RangeError(
        `a checkpoint of ${kept.length} parts came, expected one of ${this.#parts.length}`,
      );
    }
    await Promise.all(
      this.#parts.map(async (part, i) => {
        const own = kept[i];
        if (own) await part.restore(this.#deal.countBefore(i, row), own);
      }),
    );
  }

  /**
   * Has rows `first` to before `end`, which one part holds, compared with all rows behind them.
   *
   * @param before resolves when the parts have been asked about the rows before these
   * @returns resolves when the parts have been asked, not when they have answered
   */
  async #ask(first: number, end: number, before: Promise<unknown>): Promise<Asking> {
    const holder = this.#deal.partOf(first);
    const own = this.#deal.ownOf(first);
    const [block] = await Promise.all([this.#parts[holder]?.block(own, own + end - first), before]);
    if (!block) return { names: new Uint32Array(0), answers: Promise.resolve([]) };
    const names = block.rows.map((row) => this.#deal.rowOf(holder, row));
    const answers = Promise.all(
      this.#parts.map((part, i) =>
        part.pair({
          vectors: block.vectors,
          floors: block.floors,
          names,
          ...(i === holder ? { selves: block.rows } : {}),
          from: this.#deal.countBefore(i, first),
        }),
      ),
    );
    return { names, answers };
  }

  async #merged({ names, answers }: Asking, k: number): Promise<RowLookalikes[]> {
    const parts = await answers;
    return Array.from(names, (row, q) => {
      const best = mergeMatches(
        parts.flatMap(({ found, kept = emptyHeaps(0, k) }, i) => [
          this.#inWhole(i, bestFirst(found, q)),
          bestFirst(kept, q),
        ]),
        k,
      );
      return { row, matches: this.#metric === 'cosine' ? best.map(asCosine) : best };
    });
  }

  async #search(query: Float32Array, k: number, except: number | undefined): Promise<RowMatch[]> {
    this.#requireWhole('search');
    const answers = await Promise.all(
      this.#parts.map(async (part, i) => {
        const isHolder = except !== undefined && this.#deal.partOf(except) === i;
        const matches = await (isHolder
          ? part.search(query, k, this.#deal.ownOf(except))
          : part.search(query, k));
        return this.#inWhole(i, matches);
      }),
    );
    return mergeMatches(answers, k);
  }

  /** A part's answer with the rows' numbers in the whole. */
  #inWhole(part: number, matches: readonly RowMatch[]): RowMatch[] {
    return matches.map(({ row, score }) => ({ row: this.#deal.rowOf(part, row), score }));
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
