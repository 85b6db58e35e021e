/** Finds and stores the rows of a table, from checkpoint to checkpoint. */
import type { PairCheckpoint, PairStep } from '../../knn/all-pairs';
import type { TableRecord, TableRowsRecord } from '../../store/schema';
import type { TableStore, Unbound } from '../../store/table-store';
import type { KnnCalls } from '../embeddings/embeddings';
import type { Channel } from '../../shared/channel';
import type { Emitter } from '../../shared/emitter';
import type { TableOrder } from './table-order';
import { TablePace } from './table-pace';

/** Writing checkpoints may take one part in so many of the time, … */
const CHECKPOINT_SHARE = 20;
/** … unless that would put them so many times further apart than is wanted. */
const MOST_PATIENCE = 10;

/** Where a run reads and stores. */
export interface RunPlace {
  readonly tables: TableStore;
  readonly knn: Channel<KnnCalls>;
  /** Work between two checkpoints at least, in milliseconds: what a killed tab loses at most, and a little more. */
  readonly checkpointMs: number;
  /** Emitted with every progress. */
  readonly changed: Emitter;
}

/** What compares the rows, and how it came to that. */
export type TableDevice = Pick<PairStep, 'device' | 'why' | 'hasGpuFailed'>;

/** One stretch of work on a table, from its start or its checkpoint to its end, a pause or a halt. */
export class TableRun {
  readonly pace: TablePace;
  readonly #place: RunPlace;
  readonly #order: TableOrder;
  readonly #stop = new AbortController();
  #record: TableRecord;
  #isPausing = false;
  #by: TableDevice | undefined;

  /** @param record its `done` is where `run` goes on from; the catalogue must stay as it is until that has settled. */
  constructor(record: TableRecord, order: TableOrder, place: RunPlace) {
    this.#record = record;
    this.#order = order;
    this.#place = place;
    this.pace = new TablePace(record.products, record.done);
  }

  /** As it is on disk. */
  get record(): TableRecord {
    return this.#record;
  }

  /** Undefined until the first rows are found. */
  get by(): TableDevice | undefined {
    return this.#by;
  }

  /** Has the run end as soon as what is under way can be stored. */
  pause(): void {
    this.#isPausing = true;
  }

  /** Has `run` reject at once; what came after the last checkpoint is lost. */
  halt(): void {
    this.#stop.abort();
  }

  get isHalted(): boolean {
    return this.#stop.signal.aborted;
  }

  /**
   * Resolves when the table is done or paused, which is stored then. Rejects with what store and index reject with;
   * the last checkpoint stands.
   */
  async run(from: PairCheckpoint | undefined): Promise<void> {
    const { knn, checkpointMs } = this.#place;
    const { k, products } = this.#record;
    const width = Math.min(k, products - 1);
    let storedAt = performance.now();
    let patienceMs = checkpointMs;
    const pairs = await knn.call(async (pool) =>
      pool.lookalikes(k, {
        ...(from ? { from } : {}),
        isCheckpointDue: () => this.#isPausing || performance.now() - storedAt >= patienceMs,
        signal: this.#stop.signal,
      }),
    );
    let rows: Unbound<TableRowsRecord>[] = [];
    try {
      for (;;) {
        const next = await knn.call(() => pairs.next());
        if (next.done) break;
        const step = next.value;
        this.#by = step;
        if (step.rows.length > 0) {
          rows.push(this.#order.toRecord(step.rows, width));
          this.pace.reached(this.pace.done + step.rows.length);
          this.#place.changed.emit();
        }
        // behind the last product there may be removed rows, of which there is nothing to store
        if (!step.checkpoint || this.pace.done === products) continue;
        const begunAt = performance.now();
        await this.#store(this.#isPausing ? 'paused' : 'running', rows, step.checkpoint);
        if (this.#record.state === 'paused') return;
        rows = [];
        storedAt = performance.now();
        const fairMs = Math.min((storedAt - begunAt) * CHECKPOINT_SHARE, checkpointMs * MOST_PATIENCE);
        patienceMs = Math.max(checkpointMs, fairMs);
      }
    } finally {
      // `run` rejects with what ended the loop; that a dead index cannot be left is of no more use
      await knn.call(() => pairs.return(undefined)).catch(() => undefined);
    }
    await this.#store('done', rows, undefined);
  }

  async #store(
    state: TableRecord['state'],
    rows: readonly Unbound<TableRowsRecord>[],
    checkpoint: PairCheckpoint | undefined,
  ): Promise<void> {
    const record = { ...this.#record, state, done: this.pace.done };
    await this.#place.tables.commit({
      record,
      rows,
      checkpoint: checkpoint ? this.#order.toCheckpoint(checkpoint) : [],
    });
    this.#record = record;
  }
}
