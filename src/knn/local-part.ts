/** Calls of a pool in; answers of one part of the index, which lives on this thread, out. */
import { ExactIndex, type ExactIndexOptions } from './exact-index';
import type { Heaps, RowMatch } from './heaps';
import type { IndexPart } from './index-part';
import type { Metric } from './metric';
import { Pairing, type PairAnswer, type PairBlock, type PairQuestion } from './pairing';

/** A part for pools on its own thread, or to be called from another. Calls before the first `reset` reject and say so. */
export class LocalPart implements IndexPart {
  readonly #options: Pick<ExactIndexOptions, 'rowsPerShard'>;
  #opening: Promise<ExactIndex> | undefined;
  #pairing: Pairing | undefined;

  constructor(options: Pick<ExactIndexOptions, 'rowsPerShard'> = {}) {
    this.#options = options;
  }

  async reset(dims: number, metric: Metric): Promise<void> {
    this.#pairing = undefined;
    this.#opening = ExactIndex.create({ ...this.#options, dims, metric });
    await this.#opening;
  }

  async append(vectors: Float32Array): Promise<number> {
    return (await this.#index('append')).append(vectors);
  }

  async remove(rows: readonly number[]): Promise<void> {
    (await this.#index('remove')).remove(rows);
  }

  async search(query: Float32Array, k: number, exceptRow?: number): Promise<RowMatch[]> {
    return (await this.#index('search')).search(query, k, exceptRow);
  }

  async searchMany(queries: Float32Array, k: number): Promise<RowMatch[][]> {
    return (await this.#index('searchMany')).searchMany(queries, k);
  }

  async vector(row: number): Promise<Float32Array<ArrayBuffer>> {
    return (await this.#index('vector')).vector(row);
  }

  async memoryBytes(): Promise<number> {
    return (await this.#opening)?.memoryBytes ?? 0;
  }

  async startPairs(k: number): Promise<void> {
    this.#pairing = new Pairing(await this.#index('startPairs'), k);
  }

  async block(first: number, end: number): Promise<PairBlock> {
    return this.#open('block').block(first, end);
  }

  async pair(question: PairQuestion): Promise<PairAnswer> {
    return this.#open('pair').pair(question);
  }

  async kept(first: number, end: number): Promise<Heaps> {
    return this.#open('kept').kept(first, end);
  }

  async restore(first: number, heaps: Heaps): Promise<void> {
    this.#open('restore').restore(first, heaps);
  }

  async endPairs(): Promise<void> {
    this.#pairing?.end();
    this.#pairing = undefined;
  }

  /** The index of the last `reset`, also while that is still under way. */
  #index(call: string): Promise<ExactIndex> {
    if (!this.#opening) throw new Error(`${call} came first, expected reset(dims) before it`);
    return this.#opening;
  }

  #open(call: string): Pairing {
    if (!this.#pairing) throw new Error(`${call} came first, expected startPairs(k) before it`);
    return this.#pairing;
  }
}
