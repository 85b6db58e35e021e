/** Answers a pool's calls for one part of the index, which lives on this thread. */
import { ExactIndex, type ExactIndexOptions } from './exact-index';
import type { GpuPairing } from './gpu-pairing';
import type { Heaps, RowMatch } from './heaps';
import type { IndexPart } from './index-part';
import type { Metric, RowFormat } from './metric';
import { Pairing, type PairAnswer, type PairBlock, type PairQuestion } from './pairing';
import type { SyncFile } from './row-file';
import { turn } from './turn';

/** With fewer rows, comparing all pairs takes less time than preparing them. */
const PREPARED_ROWS = 16_384;

/** Options of a `LocalPart`. */
export interface LocalPartOptions extends Pick<ExactIndexOptions, 'rowsPerShard'> {
  /** From so many rows on, rows are prepared before all pairs are compared. Default 16,384; answers are the same. */
  readonly preparedRows?: number;
  /** Called by every `reset` with the format of the rows: opens an empty file for `q8`, closes it for `f32`. */
  readonly file?: (format: RowFormat) => Promise<SyncFile | undefined>;
  /** Opens a GPU that is to compare blocks of the index; rejects where there is none. Default: there is none. */
  readonly gpu?: (index: ExactIndex) => Promise<GpuPairing>;
}

/** A part for pools on its own thread, or to be called from another. Calls before the first `reset` reject and say so. */
export class LocalPart implements IndexPart {
  readonly #options: LocalPartOptions;
  #opening: Promise<ExactIndex> | undefined;
  #pairing: Pairing | undefined;
  #gpu: GpuPairing | undefined;
  /** The last block's work: blocks are compared one after the other, and searches run in between. */
  #lastPair: Promise<unknown> = Promise.resolve();

  constructor(options: LocalPartOptions = {}) {
    this.#options = options;
  }

  async reset(dims: number, metric: Metric, format: RowFormat = 'f32'): Promise<void> {
    this.#pairing = undefined;
    this.#closeGpu();
    this.#opening = this.#create(dims, metric, format);
    await this.#opening;
  }

  async #create(dims: number, metric: Metric, format: RowFormat): Promise<ExactIndex> {
    const { rowsPerShard, file } = this.#options;
    if (format === 'q8' && !file) throw new RangeError('a part without a file came, expected one for q8');
    const opened = await file?.(format);
    return ExactIndex.create({
      ...(rowsPerShard === undefined ? {} : { rowsPerShard }),
      dims,
      metric,
      file: opened,
    });
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
    const index = await this.#index('startPairs');
    const pairing = new Pairing(index, k);
    this.#pairing = pairing;
    const { preparedRows = PREPARED_ROWS } = this.#options;
    if (index.size >= preparedRows) await this.#sliced(pairing, pairing.prepare());
  }

  async startGpu(): Promise<string> {
    const pairing = this.#open('startGpu');
    const { gpu } = this.#options;
    if (!gpu) throw new Error('startGpu came to a part without a GPU');
    const opened = await gpu(await this.#index('startGpu'));
    if (pairing !== this.#pairing) {
      opened.close();
      throw new Error('the pairs were ended before the GPU was ready');
    }
    this.#closeGpu();
    this.#gpu = opened;
    return opened.adapter;
  }

  async block(first: number, end: number): Promise<PairBlock> {
    return this.#open('block').block(first, end);
  }

  async pair(question: PairQuestion): Promise<PairAnswer> {
    const pairing = this.#open('pair');
    const mine = this.#lastPair.then(() => this.#paired(pairing, question));
    this.#lastPair = mine.catch(() => undefined);
    return mine;
  }

  async kept(first: number, end: number): Promise<Heaps> {
    await this.#lastPair;
    return this.#open('kept').kept(first, end);
  }

  async restore(first: number, heaps: Heaps): Promise<void> {
    this.#open('restore').restore(first, heaps);
  }

  async endPairs(): Promise<void> {
    this.#pairing?.end();
    this.#pairing = undefined;
    this.#closeGpu();
  }

  #closeGpu(): void {
    this.#gpu?.close();
    this.#gpu = undefined;
  }

  async #paired(pairing: Pairing, question: PairQuestion): Promise<PairAnswer> {
    if (question.device !== 'webgpu' || !this.#gpu) return this.#sliced(pairing, pairing.pair(question));
    this.#requireOpen(pairing);
    return pairing.pairOn(this.#gpu, question, async () => {
      this.#requireOpen(pairing);
      await turn();
      this.#requireOpen(pairing);
    });
  }

  /** Runs the slices, and handles messages between two of them. Rejects once the pairing is not the open one. */
  async #sliced<T>(pairing: Pairing, slices: Generator<void, T>): Promise<T> {
    for (;;) {
      this.#requireOpen(pairing);
      const slice = slices.next();
      if (slice.done) return slice.value;
      await turn();
    }
  }

  #requireOpen(pairing: Pairing): void {
    if (pairing !== this.#pairing) throw new Error('the pairs were ended before this was compared');
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
