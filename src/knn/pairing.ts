/** Finds the lookalikes of all rows of an index, block by block, comparing each pair of rows once. */
import type { PairDevice } from './device-trial';
import type { ExactIndex } from './exact-index';
import type { GpuPairing } from './gpu-pairing';
import { emptyHeaps, type Heaps } from './heaps';
import { NO_ROW } from './kernel';
import { sketchRows } from './pair-sketches';
import { firstFloors } from './first-floors';
import type { Queries } from './queries';

/** Rows that are compared with all rows behind them. */
export interface PairBlock {
  /** uint32 [n]: their numbers in the index that holds them; removed rows are left out. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** float32 [n, stride] as the index stores them. */
  readonly vectors: Float32Array<ArrayBuffer>;
  /** float64 [n]: each row's floor, below which it wants no score. A stale floor costs time, but answers stay right. */
  readonly floors: Float64Array<ArrayBuffer>;
}

/** A block to compare with the rows of an index, which may be another's block. */
export interface PairQuestion extends Pick<PairBlock, 'vectors' | 'floors'> {
  /** uint32 [n]: the numbers by which the heaps name the block's rows. */
  readonly names: Uint32Array<ArrayBuffer>;
  /** uint32 [n]: their numbers in this index if they are its own; the answer then has `kept`. */
  readonly selves?: Uint32Array<ArrayBuffer>;
  /** The first row of this index that lies behind the block's first. */
  readonly from: number;
  /** Default `wasm`; `webgpu` is allowed once `startGpu` has resolved. */
  readonly device?: PairDevice;
  /** After so many milliseconds on a GPU WASM compares the rest. Default: never. */
  readonly limitMs?: number;
}

/** What an index found for a block. */
export interface PairAnswer {
  /** The best of this index's rows from `from` on. */
  readonly found: Heaps;
  /** Where the block is this index's own: by their names, the best of all rows before it. */
  readonly kept?: Heaps;
  /** Why a GPU has not compared all pairs; the answer is complete nevertheless. */
  readonly gaveUp?: string | undefined;
}

/** Products of two values in a slice of a block: about twenty milliseconds, as a search may have to wait for one. */
const PRODUCTS_A_SLICE = 2 ** 29;

/**
 * One index's share in finding the k lookalikes of every row. Each row has a heap of its own; a block of queries fills
 * its own heaps and those of the rows that it is compared with, so a pair is computed once for both.
 *
 * Blocks must come in ascending order, each compared with every row behind it: then, when its turn comes, the heaps of
 * a block hold the best of all rows before it. Rows must be neither added nor removed meanwhile.
 */
export class Pairing {
  readonly #index: ExactIndex;
  readonly #k: number;

  /** Makes room for the rows' heaps: 12 bytes times k a row. @throws RangeError where there is no memory */
  constructor(index: ExactIndex, k: number) {
    this.#index = index;
    this.#k = k;
    for (const shard of index.shards()) shard.keep(k);
  }

  /**
   * Saves `pair` work and changes nothing of what it finds: raises every row's floor, and makes sketches of all rows. A
   * step of the generator is some milliseconds, between which the index may be searched.
   *
   * @throws RangeError where there is no memory
   */
  *prepare(): Generator<void, void> {
    for (const { rows, floors } of firstFloors(this.#index, this.#k)) {
      for (const shard of this.#index.shards()) {
        rows.forEach((row, i) => {
          if (row >= shard.firstRow && row < shard.end) shard.raise(row, floors[i] ?? -Infinity);
        });
      }
      yield;
    }
    yield* sketchRows(this.#index);
  }

  /** Rows `first` to before `end`, copied. */
  block(first: number, end: number): PairBlock {
    const { rows, vectors } = this.#index.stored(first, end);
    const all = new Float64Array(end - first);
    for (const shard of this.#index.shards()) {
      const [low, high] = [Math.max(first, shard.firstRow), Math.min(end, shard.end)];
      if (low < high) all.set(shard.floors(low, high), low - first);
    }
    return { rows, vectors, floors: Float64Array.from(rows, (row) => all[row - first] ?? -Infinity) };
  }

  /**
   * Compares a block with the rows from `from` on, in slices: a step of the generator is one of them. Between two steps
   * the index may be searched; the next block must wait for the last step.
   */
  *pair(question: PairQuestion): Generator<void, PairAnswer> {
    const queries = this.#queriesOf(question);
    for (const shard of queries.count > 0 ? this.#index.shards() : []) {
      const first = Math.max(question.from, shard.firstRow);
      yield* shard.pair(queries, first, shard.end, this.#rowsAtOnce(queries));
    }
    return this.#answer(question, queries);
  }

  /** As `pair`, with a GPU that does what it can. @param breathe awaited between slices */
  async pairOn(gpu: GpuPairing, question: PairQuestion, breathe: () => Promise<void>): Promise<PairAnswer> {
    const queries = this.#queriesOf(question);
    const { from, limitMs } = question;
    const rowsAtOnce = this.#rowsAtOnce(queries);
    const gaveUp = await gpu.pair(queries, from, { rowsAtOnce, limitMs, breathe });
    return { ...this.#answer(question, queries), gaveUp };
  }

  /** A copy of what rows `first` to before `end` have kept, to go on from later. */
  kept(first: number, end: number): Heaps {
    const out = emptyHeaps(end - first, this.#k);
    for (const shard of this.#index.shards()) {
      const [low, high] = [Math.max(first, shard.firstRow), Math.min(end, shard.end)];
      if (low >= high) continue;
      const heaps = shard.kept(low, high);
      out.scores.set(heaps.scores, (low - first) * this.#k);
      out.rows.set(heaps.rows, (low - first) * this.#k);
    }
    return out;
  }

  /** Puts what `kept` gave for rows from `first` on in its place again. */
  restore(first: number, { scores, rows }: Heaps): void {
    const end = first + rows.length / this.#k;
    for (const shard of this.#index.shards()) {
      const [low, high] = [Math.max(first, shard.firstRow), Math.min(end, shard.end)];
      if (low >= high) continue;
      const [from, to] = [(low - first) * this.#k, (high - first) * this.#k];
      shard.restore(low, { scores: scores.slice(from, to), rows: rows.slice(from, to), k: this.#k });
    }
  }

  /** Gives the rows' heaps up. */
  end(): void {
    for (const shard of this.#index.shards()) shard.keep(0);
  }

  #queriesOf({ vectors, floors, names, selves }: PairQuestion): Queries {
    const count = names.length;
    return {
      count,
      vectors,
      names,
      floors,
      selves: selves ?? new Uint32Array(count).fill(NO_ROW),
      heaps: emptyHeaps(count, this.#k),
    };
  }

  #rowsAtOnce({ count }: Queries): number {
    return Math.ceil(PRODUCTS_A_SLICE / (Math.max(1, count) * this.#index.dims));
  }

  /** Must be called after the last slice, because the block's own first rows come before its last. */
  #answer({ selves }: PairQuestion, { heaps }: Queries): PairAnswer {
    return { found: heaps, ...(selves ? { kept: this.#ofRows(selves) } : {}) };
  }

  #ofRows(rows: Uint32Array): Heaps {
    const out = emptyHeaps(rows.length, this.#k);
    rows.forEach((row, i) => {
      const heap = this.kept(row, row + 1);
      out.scores.set(heap.scores, i * this.#k);
      out.rows.set(heap.rows, i * this.#k);
    });
    return out;
  }
}
