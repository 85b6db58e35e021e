/** Puts a file's named vectors into a catalogue, part by part: all of them, or none and the reason why. */
import { LookalikeError, asError, isAbort } from '../../shared/errors';
import type { Metric } from '../../knn/metric';
import type { ImportProgress, VectorsFacts } from '../../contract/vectors';
import { BLOCK_ROWS } from '../embeddings/block-book';
import type { Catalogue } from '../catalogue';
import { RateMeter } from '../../shared/rate';
import { refuseUnsearchable, type NamedRows } from './vector-batch';

/** Vectors committed together: few enough that memory holds little twice, enough that small rows go fast. */
const BATCH_BYTES = 4_194_304;
const MOST_BATCH_ROWS = 8 * BLOCK_ROWS;
const FLOAT_BYTES = 4;

/** Vectors with their names that can be read once, from the first row on. */
export interface VectorSource {
  readonly facts: Omit<VectorsFacts, 'metric' | 'importedAt'>;
  /** In the order of the file; the receiver owns each. Only a loop that ends without an error has seen sound vectors. */
  readonly blocks: (rowsPerBlock: number) => AsyncIterable<NamedRows>;
}

/** Rows committed together: whole blocks of the store. */
function batchRows(dims: number): number {
  const blocks = Math.floor(BATCH_BYTES / (dims * FLOAT_BYTES * BLOCK_ROWS));
  return Math.min(MOST_BATCH_ROWS, Math.max(1, blocks) * BLOCK_ROWS);
}

/** One import. Its owner undoes what it has stored where it does not come to its end. */
export class VectorImport {
  readonly #source: VectorSource;
  readonly #metric: Metric;
  readonly #changed: () => void;
  readonly #rate = new RateMeter();
  #state: ImportProgress['state'] = 'running';
  #failure: ImportProgress['failure'];
  #done = 0;
  /** All rows are in: too late to cancel. */
  #isFull = false;
  #wake: () => void = () => undefined;

  /** @param changed told whenever `progress` has. */
  constructor(source: VectorSource, metric: Metric, changed: () => void) {
    this.#source = source;
    this.#metric = metric;
    this.#changed = changed;
  }

  /** Whether it may still come to its end. */
  get isUnderWay(): boolean {
    return this.#state === 'running' || this.#state === 'paused';
  }

  progress(): ImportProgress {
    const { name, rows } = this.#source.facts;
    const running = this.#state === 'running';
    return {
      name,
      state: this.#state,
      total: rows,
      done: this.#done,
      perSecond: running ? this.#rate.perSecond : 0,
      etaMs: running ? this.#rate.etaMs(rows - this.#done) : undefined,
      failure: this.#failure,
    };
  }

  /**
   * Puts all rows into a catalogue that is open and empty. Rejects with `RowInvalid`, with what the source rejects with,
   * with `StorageFull`, `StorageFailed`, and with `AbortError` once it was cancelled.
   */
  async fill(catalogue: Catalogue): Promise<void> {
    const { dims } = this.#source.facts;
    this.#rate.restart();
    for await (const rows of this.#source.blocks(batchRows(dims))) {
      await this.#gate();
      refuseUnsearchable(rows, dims, this.#metric, this.#done);
      await catalogue.addVectors(rows.names, rows.vectors);
      this.#done += rows.names.length;
      this.#rate.add(rows.names.length);
      this.#changed();
    }
    await this.#gate();
    this.#isFull = true;
  }

  pause(): void {
    if (this.#state === 'running' && !this.#isFull) this.#set('paused');
  }

  resume(): void {
    if (this.#state !== 'paused') return;
    this.#rate.restart();
    this.#set('running');
  }

  cancel(): void {
    if (this.isUnderWay && !this.#isFull) this.#set('cancelled');
  }

  /** All rows are stored for good. */
  finish(): void {
    this.#set('done');
  }

  /** Nothing was kept. */
  fail(thrown: unknown): void {
    // it was just cancelled: that it could not go on is of no use to the user any more
    if (isAbort(thrown) || this.#state === 'cancelled') return;
    const { name, message } = asError(thrown);
    this.#failure = { name, message };
    this.#set('failed');
  }

  #set(state: ImportProgress['state']): void {
    this.#state = state;
    this.#wake();
    this.#changed();
  }

  async #gate(): Promise<void> {
    while (this.#state === 'paused') {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#state === 'cancelled') throw new LookalikeError('AbortError', 'the import was cancelled');
  }
}
