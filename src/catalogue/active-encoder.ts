/** Knows which encoder answers, with its embeddings and its lookalike table, and has another one take over. */
import type { EncoderIdentity } from '../contract/encoder';
import { Channel } from '../shared/channel';
import { AsyncEmitter } from '../shared/emitter';
import { LookalikeError } from '../shared/errors';
import { SerialQueue } from '../shared/serial-queue';
import { withCurrent } from '../shared/with-current';
import type { TableStore } from '../store/table-store';
import type { CatalogueContext } from './catalogue-context';
import type { Embeddings } from './embeddings/embeddings';
import type { OpenEmbeddings } from './embeddings/open-embeddings';
import type { JobQueue } from './jobs/job-queue';
import type { PhotoEncoder } from './jobs/photo-encoder';
import { LookalikeTable } from './table/lookalike-table';

/** The encoder that answers, and what is made of its embeddings. */
export interface Active {
  readonly encoder: EncoderIdentity;
  readonly embeddings: Embeddings;
  readonly table: LookalikeTable;
  /** Ends the filling of its index: another encoder takes over. */
  readonly stop: AbortController;
  /** Resolves when all embeddings are in the index and what waited goes on, or another encoder has taken over. */
  filled: Promise<void>;
  /** Rows that are in the index, until all are. */
  rowsFilled: number | undefined;
}

/** How another encoder takes over. */
export interface HandOver {
  /** Encodes from then on; by default the one that does now. */
  readonly photoEncoder?: PhotoEncoder;
  /** Done within `writes`, while nothing uses either index. */
  readonly between?: () => Promise<void>;
}

/** One encoder at a time answers. */
export class ActiveEncoder {
  /** To the worker of the encoder that answers. */
  readonly channel = new Channel<PhotoEncoder>('encoder');
  /** All embeddings of the encoder that answers are in the index: what waited for that goes on. */
  readonly filled = new AsyncEmitter();
  /** Another encoder is about to take over: what is encoded and not stored by the former one is to be dropped. */
  readonly beforeSwitch = new AsyncEmitter();
  readonly #context: CatalogueContext;
  readonly #open: OpenEmbeddings;
  readonly #tables: TableStore;
  readonly #jobs: JobQueue;
  readonly #checkpointMs: number;
  readonly #switches = new SerialQueue();
  #active: Active | undefined;

  /** @param checkpointMs of work on a table from one checkpoint to the next. */
  constructor(
    context: CatalogueContext,
    open: OpenEmbeddings,
    tables: TableStore,
    jobs: JobQueue,
    checkpointMs: number,
  ) {
    this.#context = context;
    this.#open = open;
    this.#tables = tables;
    this.#jobs = jobs;
    this.#checkpointMs = checkpointMs;
    context.beforeChange.on(async (fingerprint) => {
      if (fingerprint === this.fingerprint) await this.#active?.table.outdate();
    });
    context.jobEnded.on(() => this.#active?.table.proceed());
  }

  /** Undefined until an encoder has opened the catalogue. */
  get fingerprint(): string | undefined {
    return this.#active?.encoder.fingerprint;
  }

  /** @throws `StorageFailed` before an encoder has opened the catalogue. */
  current(): Active {
    if (!this.#active)
      throw new LookalikeError('StorageFailed', 'the catalogue was used before it was opened');
    return this.#active;
  }

  /** As `current`, once all of its embeddings are in the index. Rejects as the disk or the kNN workers do. */
  whenFilled(): Promise<Active> {
    return withCurrent(
      () => this.current(),
      async (asked) => {
        await asked.filled;
        if (asked === this.#active) return asked;
        throw new LookalikeError('AbortError', 'another encoder took over while an index was filled');
      },
    );
  }

  /** An encoder answers from now on: from what of its embeddings is in memory; those on disk come in by themselves. */
  async begin(encoder: EncoderIdentity): Promise<void> {
    const embeddings = await this.#open.open(encoder);
    const active: Active = {
      encoder,
      embeddings,
      table: new LookalikeTable(this.#context, this.#tables, embeddings, this.#jobs, this.#checkpointMs),
      stop: new AbortController(),
      filled: Promise.resolve(),
      rowsFilled: embeddings.isWhole ? undefined : 0,
    };
    this.#active = active;
    active.filled = this.#fill(active);
    // `whenFilled` rejects with it
    active.filled.catch(() => undefined);
  }

  /** Another encoder takes over, or the same one anew. */
  async handOver(encoder: EncoderIdentity, how: HandOver = {}): Promise<void> {
    await this.#switches.run(async () => {
      const former = this.current();
      former.stop.abort();
      const takenOver = this.#takeOver(former, encoder, how);
      // calls that wait for the former one's index wait for the next encoder
      former.filled = takenOver;
      await takenOver;
    });
  }

  /** Stops the table, before the catalogue is left; what is on disk stays. To be called within `writes`. */
  async leave(): Promise<void> {
    await this.#active?.table.abandon();
  }

  async #takeOver(
    former: Active,
    encoder: EncoderIdentity,
    { photoEncoder, between }: HandOver,
  ): Promise<void> {
    const { writes, changed } = this.#context;
    try {
      await this.beforeSwitch.emit();
      if (photoEncoder) this.channel.connect(photoEncoder);
      await writes.run(async () => {
        await former.table.abandon();
        await between?.();
      });
    } finally {
      await writes.run(() => this.begin(encoder));
      changed.emit();
    }
  }

  async #fill(active: Active): Promise<void> {
    const { embeddings, encoder, table, stop } = active;
    const { writes, changed } = this.#context;
    // nothing may change the embeddings before what is on disk is in the index
    await writes.run(async () => {
      if (embeddings.isWhole || stop.signal.aborted) return;
      const isWhole = await embeddings.fill((rows) => {
        active.rowsFilled = rows;
        changed.emit();
      }, stop.signal);
      // loading was interrupted: drop the partial index, so that switching back loads it from disk again
      if (!isWhole) await this.#open.putAway(encoder.fingerprint);
    });
    if (stop.signal.aborted) return active.filled;
    await this.filled.emit();
    const stored = await this.#tables.load();
    if (stored && active === this.#active) await table.takeUp(stored);
    active.rowsFilled = undefined;
    changed.emit();
  }
}
