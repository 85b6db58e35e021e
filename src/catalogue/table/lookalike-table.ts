/** Makes the table of every product's lookalikes by one encoder, and tells where it is out of date. */
import type { TableProgress } from '../../contract/table';
import { LookalikeError } from '../../shared/errors';
import type { TableRecord } from '../../store/schema';
import type { StoredTable, TableStore } from '../../store/table-store';
import type { CatalogueContext } from '../catalogue-context';
import type { Embeddings } from '../embeddings/embeddings';
import { failureOf } from '../jobs/job';
import type { JobQueue } from '../jobs/job-queue';
import { TableOrder } from './table-order';
import { TablePace } from './table-pace';
import { TableRun } from './table-run';

/** More lookalikes than this are of no use to look through, and the heaps of 100,000 products would fill the memory. */
const MOST_LOOKALIKES = 100;

/** Work on the table between two checkpoints, unless told otherwise. */
export const CHECKPOINT_MS = 12_000;

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
  readonly #context: CatalogueContext;
  readonly #tables: TableStore;
  readonly #embeddings: Embeddings;
  readonly #jobs: JobQueue;
  readonly #checkpointMs: number;
  #record: TableRecord | undefined;
  #outdatedBy: TableProgress['outdatedBy'];
  #run: TableRun | undefined;
  #settled: Promise<void> = Promise.resolve();

  /**
   * @param jobs a table begun while products are added would be out of date with the next batch: it waits for them.
   * @param checkpointMs of work from one checkpoint to the next.
   */
  constructor(
    context: CatalogueContext,
    tables: TableStore,
    embeddings: Embeddings,
    jobs: JobQueue,
    checkpointMs: number,
  ) {
    this.#context = context;
    this.#tables = tables;
    this.#embeddings = embeddings;
    this.#jobs = jobs;
    this.#checkpointMs = checkpointMs;
  }

  /** Takes up the table that an earlier session left: goes on by itself if it was running. */
  async takeUp({ record, isOutdated }: StoredTable): Promise<void> {
    this.#record = record;
    if (record.state === 'waiting') this.proceed();
    else if (isOutdated) this.#outdatedBy = 'products';
    else if (record.fingerprint !== this.#passport.fingerprint) this.#outdatedBy = 'encoder';
    else if ((record.metric ?? 'cosine') !== this.#passport.metric) this.#outdatedBy = 'metric';
    else if (record.state === 'running') await this.#context.writes.run(() => this.#goOn(record));
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
    const { name, products, writes, changed } = this.#context;
    await writes.run(async () => {
      if (this.#embeddings.rows.size === 0 && !this.#jobs.isAdding) {
        throw new LookalikeError(
          products.size > 0 ? 'FingerprintMismatch' : 'ProductMissing',
          `a table of ${products.size} products, none with an embedding, expected at least one that has`,
        );
      }
      await this.#halt();
      const id = crypto.randomUUID();
      const record = {
        catalogue: name,
        id,
        k,
        ...this.#passport,
        state: 'waiting',
        products: 0,
        done: 0,
      } as const;
      if (!this.#jobs.isAdding) return this.#begin(record);
      await this.#tables.begin(record);
      this.#record = record;
      this.#outdatedBy = undefined;
      changed.emit();
      // the job may have ended while this was stored
      this.proceed();
    });
  }

  /** Resolves when what was under way is stored. A table that waits, is done or outdated is left alone. */
  async pause(): Promise<void> {
    await this.#context.writes.run(async () => {
      this.#run?.pause();
      await this.#settled;
    });
  }

  /** Lets a table that was paused or failed go on. */
  async resume(): Promise<void> {
    await this.#context.writes.run(async () => {
      const record = this.#record;
      const state = this.#outdatedBy ? undefined : record?.state;
      if (record && (state === 'paused' || state === 'failed')) await this.#goOn(record);
    });
  }

  /** Forgets the table, finished or not, with all its rows. */
  async cancel(): Promise<void> {
    await this.#context.writes.run(async () => {
      await this.abandon();
      await this.#tables.remove();
      this.#context.changed.emit();
    });
  }

  /** Stops and forgets, before the catalogue is cleared or left; what is on disk stays. */
  async abandon(): Promise<void> {
    await this.#halt();
    this.#record = undefined;
    this.#outdatedBy = undefined;
  }

  /** The catalogue is about to change: resolves when the index is free for it. To be called within `writes`. */
  async outdate(): Promise<void> {
    await this.#halt();
    if (!this.#record || this.#record.state === 'waiting') return;
    this.#outdatedBy ??= 'products';
    this.#context.changed.emit();
  }

  /** A job that adds products may have ended: a table that waited for it begins. */
  proceed(): void {
    if (this.#record?.state !== 'waiting' || this.#jobs.isAdding) return;
    this.#context.writes
      .run(async () => {
        const record = this.#record;
        if (record?.state === 'waiting' && !this.#jobs.isAdding) await this.#begin(record);
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
    const ids = record?.state === 'done' ? await this.#tables.list(record.id) : undefined;
    let position = 0;
    if (record && ids) {
      for await (const { first, products, lookalikes, scores } of this.#tables.rows(record.id)) {
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

  /** What the rows are compared by. */
  get #passport(): Required<Pick<TableRecord, 'fingerprint' | 'metric'>> {
    const { fingerprint, metric = 'cosine' } = this.#embeddings.encoder;
    return { fingerprint, metric };
  }

  async #halt(): Promise<void> {
    this.#run?.halt();
    await this.#settled;
  }

  async #begin(waiting: TableRecord): Promise<void> {
    const order = await this.#order();
    const products = order.ids.length;
    const record: TableRecord = { ...waiting, ...this.#passport, state: 'running', products };
    await this.#tables.begin(record, order.ids);
    this.#outdatedBy = undefined;
    this.#start(record, order);
  }

  async #goOn(record: TableRecord): Promise<void> {
    const [order, ids] = [await this.#order(), await this.#tables.list(record.id)];
    if (!ids || !order.isOf(ids)) {
      this.#outdatedBy = 'products';
      this.#context.changed.emit();
      return;
    }
    const { failure: _gone, ...rest } = record;
    const running: TableRecord = { ...rest, state: 'running' };
    const checkpoint = order.fromCheckpoint(await this.#tables.checkpoint(record.id), record.k);
    await this.#tables.save(running);
    this.#start(running, order, checkpoint);
  }

  async #order(): Promise<TableOrder> {
    const { knn, rows } = this.#embeddings;
    return new TableOrder(rows.idOfRow, await knn.call(async (pool) => pool.rows));
  }

  #start(record: TableRecord, order: TableOrder, ...[from]: Parameters<TableRun['run']> | []): void {
    const run = new TableRun(record, order, {
      tables: this.#tables,
      knn: this.#embeddings.knn,
      checkpointMs: this.#checkpointMs,
      changed: this.#context.changed,
    });
    this.#record = record;
    this.#run = run;
    this.#settled = run
      .run(from)
      .catch((error: unknown) => (run.isHalted ? undefined : this.#fail(error)))
      .finally(() => {
        if (this.#record?.state === 'running') this.#record = run.record;
        this.#run = undefined;
        this.#context.changed.emit();
      });
    this.#context.changed.emit();
  }

  async #fail(error: unknown): Promise<void> {
    const record = this.#run?.record ?? this.#record;
    if (!record) return;
    this.#record = { ...record, state: 'failed', failure: failureOf(error, 'WorkerDied') };
    // where even this cannot be stored, the record still says `running`, and the next start goes on from it
    await this.#tables.save(this.#record).catch(() => undefined);
  }
}
