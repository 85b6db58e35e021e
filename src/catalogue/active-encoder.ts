/** Encoders, one after the other, in; the embeddings of the one that answers, filled, and its lookalike table, out. */
import type { EncoderIdentity } from '../contract/encoder';
import type { TableStore } from '../store/table-store';
import type { Embeddings } from './embeddings/embeddings';
import { LookalikeTable, type TableHost } from './table/lookalike-table';
import type { OpenEmbeddings } from './embeddings/open-embeddings';
import { Turns } from '../shared/queue';
import { LookalikeError } from '../shared/errors';

/** What answering shares with the rest of the catalogue. */
export interface AnsweringHost extends Pick<
  TableHost,
  'catalogue' | 'products' | 'checkpointMs' | 'isAdding' | 'exclusively' | 'changed'
> {
  readonly tables: TableStore;
  readonly open: OpenEmbeddings;
  /** Lets go on what waited until an index was filled. */
  readonly filled: () => Promise<void>;
}

/** What is known of the encoder that answers. */
export interface Opened {
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

/** One encoder at a time answers; how it took over from the one before is nobody else's business. */
export class Answering {
  readonly #host: AnsweringHost;
  readonly #switches = new Turns();
  #opened: Opened | undefined;

  constructor(host: AnsweringHost) {
    this.#host = host;
  }

  /** Undefined until an encoder has opened the catalogue. */
  get opened(): Opened | undefined {
    return this.#opened;
  }

  /** @throws `StorageFailed` before an encoder has opened the catalogue. */
  now(): Opened {
    if (!this.#opened)
      throw new LookalikeError('StorageFailed', 'the catalogue was used before it was opened');
    return this.#opened;
  }

  isBy(fingerprint: string): boolean {
    return this.#opened?.encoder.fingerprint === fingerprint;
  }

  /** Whoever answers, once all of it is in. Rejects as the disk or the kNN workers do. */
  async settled(): Promise<Opened> {
    for (;;) {
      const opened = this.now();
      await opened.filled;
      // another encoder may have taken over meanwhile
      if (opened === this.#opened) return opened;
    }
  }

  /** An encoder answers from now on: from what of its embeddings is in memory; those on disk come in by themselves. */
  async begin(encoder: EncoderIdentity): Promise<void> {
    const embeddings = await this.#host.open.open(encoder);
    const opened: Opened = {
      encoder,
      embeddings,
      table: this.#tableOf(embeddings),
      stop: new AbortController(),
      filled: Promise.resolve(),
      rowsFilled: embeddings.isWhole ? undefined : 0,
    };
    this.#opened = opened;
    opened.filled = this.#fill(opened);
    // whoever asks for it is told
    opened.filled.catch(() => undefined);
  }

  /**
   * Another encoder takes over, or the same one anew.
   *
   * @param leave stops what encodes for the former one.
   * @param between done while nothing uses either index.
   */
  async handOver(
    encoder: EncoderIdentity,
    leave: () => Promise<void>,
    between: () => Promise<void> = async () => undefined,
  ): Promise<void> {
    const { exclusively, changed } = this.#host;
    await this.#switches.take(async () => {
      const former = this.now();
      former.stop.abort();
      // who comes now waits for the next one
      let takenOver: () => void = () => undefined;
      former.filled = new Promise((resolve) => {
        takenOver = resolve;
      });
      try {
        await leave();
        await exclusively(async () => {
          await former.table.abandon();
          await between();
        });
      } finally {
        await exclusively(() => this.begin(encoder)).finally(takenOver);
        changed();
      }
    });
  }

  async #fill(opened: Opened): Promise<void> {
    const { embeddings, encoder, table, stop } = opened;
    const { open, exclusively, filled, tables, changed } = this.#host;
    // nothing may change the embeddings before what is on disk is in the index
    await exclusively(async () => {
      if (embeddings.isWhole || stop.signal.aborted) return;
      const isWhole = await embeddings.fill((rows) => {
        opened.rowsFilled = rows;
        changed();
      }, stop.signal);
      // half an index answers nobody who comes back to it
      if (!isWhole) await open.putAway(encoder.fingerprint);
    });
    if (stop.signal.aborted) return;
    await filled();
    const storedTable = await tables.load();
    if (storedTable && opened === this.#opened) await table.takeUp(storedTable);
    opened.rowsFilled = undefined;
    changed();
  }

  #tableOf({ encoder: { fingerprint, metric = 'cosine' }, rows, knn }: Embeddings): LookalikeTable {
    const { tables, catalogue, products, checkpointMs, isAdding, exclusively, changed } = this.#host;
    return new LookalikeTable({
      catalogue,
      store: tables,
      products,
      rows,
      knn,
      fingerprint,
      metric,
      checkpointMs,
      isAdding,
      exclusively,
      changed,
    });
  }
}
