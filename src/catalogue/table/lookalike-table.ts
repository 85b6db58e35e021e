/** Calls of the page and changes of the catalogue in; one table of every product's lookalikes, or the reason why not, out. */
import type { Metric } from '../../contract/metric';
import type { TableProgress } from '../../contract/table';
import { LookalikeError } from '../../shared/errors';
import type { TableRecord } from '../../store/schema';
import type { StoredTable, TableStore } from '../../store/table-store';
import { failureOf } from '../jobs/job';
import type { ProductList } from '../products/product-list';
import type { Rows } from '../embeddings/rows';
import { TableOrder } from './table-order';
import { TablePace } from './table-pace';
import { TableRun, type RunHost } from './table-run';

/** More lookalikes than this nobody looks through, and the heaps of 100,000 products would fill the memory. */
const MOST_LOOKALIKES = 100;

/** Work on the table between two checkpoints, unless told otherwise. */
export const CHECKPOINT_MS = 12_000;

/** What the table shares with the rest of the catalogue. */
export interface TableHost extends RunHost {
  readonly catalogue: string;
  readonly store: TableStore;
  readonly products: ProductList;
  /** Of the products in the index. */
  readonly rows: Rows;
  readonly fingerprint: string;
  readonly metric: Metric;
  /** Whether a job is adding products: a table begun now would be out of date with its next batch. */
  readonly isAdding: () => boolean;
  /** Runs one change of disk and index after the other. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
}

/** A product and its lookalikes, best first. */
export interface TableRow {
  readonly id: string;
  /** Scores are float32, by the catalogue's metric. */
  readonly lookalikes: readonly { readonly id: string; readonly score: number }[];
}

/**
 * The lookalike table of one catalogue. While products are being added it waits; a change of products after that makes
 * it outdated for good, since every row may have another answer now. So a table is right or it is not there.
 */
export class LookalikeTable {
  readonly #host: TableHost;
  #record: TableRecord | undefined;
  #outdatedBy: TableProgress['outdatedBy'];
  #run: TableRun | undefined;
  #settled: Promise<void> = Promise.resolve();

  constructor(host: TableHost) {
    this.#host = host;
  }

  /** Takes up the table that an earlier session left: goes on by itself if it was running. */
  async takeUp({ record, isOutdated }: StoredTable): Promise<void> {
    this.#record = record;
    if (record.state === 'waiting') this.proceed();
    else if (isOutdated) this.#outdatedBy = 'products';
    else if (record.fingerprint !== this.#host.fingerprint) this.#outdatedBy = 'encoder';
    else if ((record.metric ?? 'cosine') !== this.#host.metric) this.#outdatedBy = 'metric';
    else if (record.state === 'running') await this.#host.exclusively(() => this.#goOn(record));
  }

  /**
   * Begins a table in the place of any other, or has it wait for the job that adds products.
   *
   * @param k lookalikes per product, 1 to 100; all others where there are fewer.
   * Rejects with RangeError for another k, with `FingerprintMismatch` where no product has an embedding of the open
   * encoder, with `ProductMissing` where there is no product.
   */
  async start(k: number): Promise<void> {
    if (!Number.isInteger(k) || k < 1 || k > MOST_LOOKALIKES) {
      throw new RangeError(`k is ${k}, expected an integer from 1 to ${MOST_LOOKALIKES}`);
    }
    const { catalogue, products, rows, fingerprint, metric, exclusively, isAdding, store, changed } =
      this.#host;
    await exclusively(async () => {
      if (rows.size === 0 && !isAdding()) {
        throw new LookalikeError(
          products.size > 0 ? 'FingerprintMismatch' : 'ProductMissing',
          `a table of ${products.size} products, none with an embedding, expected at least one that has`,
        );
      }
      await this.#halt();
      const id = crypto.randomUUID();
      const record = {
        catalogue,
        id,
        k,
        fingerprint,
        metric,
        state: 'waiting',
        products: 0,
        done: 0,
      } as const;
      if (!isAdding()) return this.#begin(record);
      await store.begin(record);
      this.#record = record;
      this.#outdatedBy = undefined;
      changed();
    });
  }

  /** Resolves when what was under way is stored. A table that waits, is done or outdated is left alone. */
  async pause(): Promise<void> {
    await this.#host.exclusively(async () => {
      this.#run?.pause();
      await this.#settled;
    });
  }

  /** Lets a table that was paused or failed go on. */
  async resume(): Promise<void> {
    await this.#host.exclusively(async () => {
      const record = this.#record;
      const state = this.#outdatedBy ? undefined : record?.state;
      if (record && (state === 'paused' || state === 'failed')) await this.#goOn(record);
    });
  }

  /** Forgets the table, finished or not, with all its rows. */
  async cancel(): Promise<void> {
    await this.#host.exclusively(async () => {
      await this.abandon();
      await this.#host.store.remove();
      this.#host.changed();
    });
  }

  /** Stops and forgets, before the catalogue is cleared or left; what is on disk stays. */
  async abandon(): Promise<void> {
    await this.#halt();
    this.#record = undefined;
    this.#outdatedBy = undefined;
  }

  /** The catalogue is about to change: resolves when the index is free for it. To be called within `exclusively`. */
  async outdate(): Promise<void> {
    await this.#halt();
    if (!this.#record || this.#record.state === 'waiting') return;
    this.#outdatedBy ??= 'products';
    this.#host.changed();
  }

  /** A job that adds products may have ended: a table that waited for it begins. */
  proceed(): void {
    if (this.#record?.state !== 'waiting' || this.#host.isAdding()) return;
    this.#host
      .exclusively(async () => {
        const record = this.#record;
        if (record?.state === 'waiting' && !this.#host.isAdding()) await this.#begin(record);
      })
      .catch((error: unknown) => this.#fail(error));
  }

  progress(): TableProgress | undefined {
    if (!this.#record) return undefined;
    const { state, k, products, done, failure } = this.#run?.record ?? this.#record;
    const reached = this.#run?.pace.done ?? done;
    const by = this.#run?.by;
    return {
      state: this.#outdatedBy ? 'outdated' : state,
      outdatedBy: this.#outdatedBy,
      k,
      products,
      done: reached,
      share: TablePace.share(products, reached),
      perSecond: this.#run?.pace.perSecond ?? 0,
      etaMs: this.#run?.pace.etaMs,
      by: by && { device: by.device, why: by.why, hasGpuFailed: by.hasGpuFailed },
      failure,
    };
  }

  /** The finished table, row by row. Rejects with `TableMissing` where there is none, or it goes out of date meanwhile. */
  async *rows(): AsyncGenerator<TableRow> {
    const record = this.#outdatedBy ? undefined : this.#record;
    const ids = record?.state === 'done' ? await this.#host.store.list(record.id) : undefined;
    let position = 0;
    if (record && ids) {
      for await (const { first, products, lookalikes, scores } of this.#host.store.rows(record.id)) {
        if (first !== position) break;
        const width = lookalikes.length / products;
        for (let i = 0; i < products; i += 1) {
          yield {
            id: ids[position + i] ?? '',
            lookalikes: Array.from(lookalikes.subarray(i * width, (i + 1) * width), (other, rank) => ({
              id: ids[other] ?? '',
              score: scores[i * width + rank] ?? Number.NaN,
            })),
          };
        }
        position += products;
      }
    }
    if (position === ids?.length) return;
    throw new LookalikeError(
      'TableMissing',
      `${position} rows of a table were read, expected ${ids?.length ?? 'a finished one'}`,
    );
  }

  async #halt(): Promise<void> {
    this.#run?.halt();
    await this.#settled;
  }

  async #begin(waiting: TableRecord): Promise<void> {
    const { store, fingerprint, metric } = this.#host;
    const order = await this.#order();
    const record: TableRecord = {
      ...waiting,
      fingerprint,
      metric,
      state: 'running',
      products: order.ids.length,
    };
    await store.begin(record, order.ids);
    this.#outdatedBy = undefined;
    this.#start(record, order);
  }

  async #goOn(record: TableRecord): Promise<void> {
    const { store, changed } = this.#host;
    const [order, ids] = [await this.#order(), await store.list(record.id)];
    if (!ids || !order.isOf(ids)) {
      this.#outdatedBy = 'products';
      changed();
      return;
    }
    const { failure: _gone, ...rest } = record;
    const running: TableRecord = { ...rest, state: 'running' };
    const checkpoint = order.fromCheckpoint(await store.checkpoint(record.id), record.k);
    await store.save(running);
    this.#start(running, order, checkpoint);
  }

  async #order(): Promise<TableOrder> {
    const rows = await this.#host.knn.call(async (pool) => pool.rows);
    return new TableOrder(this.#host.rows.idOfRow, rows);
  }

  #start(record: TableRecord, order: TableOrder, ...[from]: Parameters<TableRun['run']> | []): void {
    const run = new TableRun(record, order, this.#host);
    this.#record = record;
    this.#run = run;
    this.#settled = run
      .run(from)
      .catch((error: unknown) => (run.isHalted ? undefined : this.#fail(error)))
      .finally(() => {
        if (this.#record?.state === 'running') this.#record = run.record;
        this.#run = undefined;
        this.#host.changed();
      });
    this.#host.changed();
  }

  async #fail(error: unknown): Promise<void> {
    const record = this.#run?.record ?? this.#record;
    if (!record) return;
    this.#record = { ...record, state: 'failed', failure: failureOf(error, 'WorkerDied') };
    // where even this cannot be stored, the record still says `running`, and the next start goes on from it
    await this.#host.store.save(this.#record).catch(() => undefined);
  }
}
