/** Calls of the page in; the stored catalogue and the answers from its shards out. */
import type {
  CatalogueState,
  EncoderIdentity,
  FocusView,
  Match,
  NamedProducts,
  Offer,
  Product,
  SkippedPhoto,
} from '../contract';
import { LookalikeError } from '../errors';
import type { Store } from '../store/store';
import type { TableStore } from '../store/table-store';
import { Announcer } from './announcer';
import { bestFor, lookalikesOf, thumbnailOf, viewOf } from './answers';
import { addProducts, removeProducts } from './changes';
import { Embeddings, type KnnCalls } from './embeddings';
import { Indexing } from './indexing';
import { Line } from './line';
import { CHECKPOINT_MS, LookalikeTable } from './lookalike-table';
import { NameSearch } from './name-search';
import type { PhotoEncoder } from './photo-encoder';
import { facts } from './product-facts';
import { ProductList } from './product-list';
import { Turns } from './turns';
import { vectorBatch } from './vector-batch';

/** What is known once an encoder has opened the catalogue. */
interface Opened {
  readonly encoder: EncoderIdentity;
  readonly embeddings: Embeddings;
  readonly indexing: Indexing;
  readonly table: LookalikeTable;
  /** Resolves when all embeddings are in the index and interrupted jobs go on. */
  readonly filled: Promise<void>;
}

/** One catalogue: single owner of its part of the disk and of the kNN workers' shards. */
export class Catalogue {
  readonly #store: Store;
  readonly #tables: TableStore;
  readonly #checkpointMs: number;
  readonly #name: string;
  readonly #encoderLine = new Line<PhotoEncoder>('encoder');
  readonly #knnLine = new Line<KnnCalls>('kNN');
  readonly #products = new ProductList();
  readonly #names = new NameSearch(this.#products);
  readonly #announcer = new Announcer((usageBytes) => this.#stateOf(usageBytes));
  readonly #turns = new Turns();
  #opened: Opened | undefined;
  /** Rows that are in the index, until all are. */
  #rowsFilled: number | undefined;

  /**
   * @param name of the catalogue within the stores.
   * @param checkpointMs of work on the table from one checkpoint to the next, default 12,000.
   */
  constructor(store: Store, tables: TableStore, name: string, checkpointMs = CHECKPOINT_MS) {
    this.#store = store;
    this.#tables = tables;
    this.#name = name;
    this.#checkpointMs = checkpointMs;
  }

  /** Lays the line to an encoder worker. In place of one that died it lets the job that waited for that one go on. */
  async connectEncoder(encoder: PhotoEncoder): Promise<void> {
    const indexing = this.#opened?.indexing;
    const wasRunning = indexing?.progress()?.state === 'running';
    this.#encoderLine.connect(encoder);
    if (wasRunning) await indexing.encoderReplaced();
  }

  /** The encoder died and none takes its place: a running job fails instead of waiting for ever. */
  loseEncoder(): void {
    this.#encoderLine.cut();
  }

  connectKnn(knn: KnnCalls): void {
    this.#knnLine.connect(knn);
  }

  /** Reads the products; what `encoder` made of them then comes into the shards by itself, see `filled`. */
  async open(encoder: EncoderIdentity): Promise<CatalogueState> {
    const stored = await this.#store.load();
    for (const product of stored.products) this.#products.put(product);
    const table = this.#tableOf(encoder);
    const owned = { store: this.#store, catalogue: this.#name, products: this.#products, knn: this.#knnLine };
    const embeddings = new Embeddings(owned, encoder, () => table.outdate());
    await embeddings.reset();
    const indexing = new Indexing(
      {
        catalogue: this.#name,
        store: this.#store,
        products: this.#products,
        embeddings,
        encoder: this.#encoderLine,
        exclusively: (work) => this.#turns.take(work),
        changed: () => {
          table.proceed();
          this.#announcer.changed();
        },
      },
      stored.folders,
    );
    const filled = this.#fill(embeddings, async () => {
      if (stored.job) await indexing.takeUp(stored.job);
      const storedTable = await this.#tables.load();
      if (storedTable) await table.takeUp(storedTable);
    });
    // whoever asks for `filled` is told
    filled.catch(() => undefined);
    this.#opened = { encoder, embeddings, indexing, table, filled };
    await this.#announcer.measureUsage();
    return this.state;
  }

  /** Resolves when answers are no longer partial. Rejects as the disk or the kNN workers do. */
  async filled(): Promise<void> {
    await this.#open().filled;
  }

  async #fill(embeddings: Embeddings, takeUpJobs: () => Promise<void>): Promise<void> {
    this.#rowsFilled = 0;
    // nothing may change the embeddings before what is on disk is in the index
    await this.#turns.take(() =>
      embeddings.fill((rows) => {
        this.#rowsFilled = rows;
        this.#announcer.changed();
      }),
    );
    await takeUpJobs();
    this.#rowsFilled = undefined;
    this.#announcer.changed();
  }

  subscribe(listener: (state: CatalogueState) => void): void {
    this.#announcer.subscribe(listener);
  }

  /** The table of every product's lookalikes; to be called once the catalogue is `filled`. */
  get table(): LookalikeTable {
    return this.#open().table;
  }

  async add(offer: Offer): Promise<string> {
    return (await this.#settled()).indexing.add(offer);
  }

  async pause(): Promise<void> {
    await (await this.#settled()).indexing.pause();
  }

  async resume(): Promise<void> {
    await (await this.#settled()).indexing.resume();
  }

  async cancel(): Promise<void> {
    await (await this.#settled()).indexing.cancel();
  }

  async dismissJob(): Promise<void> {
    await (await this.#settled()).indexing.dismiss();
  }

  async reembed(): Promise<void> {
    await (await this.#settled()).indexing.reembed();
  }

  async skipped(): Promise<readonly SkippedPhoto[]> {
    return this.#store.skipped();
  }

  async vanished(): Promise<readonly string[]> {
    return this.#open().indexing.vanished;
  }

  async remove(ids: readonly string[]): Promise<number> {
    const { embeddings, indexing } = await this.#settled();
    return this.#turns.take(async () => {
      const gone = await removeProducts(this.#store, this.#products, embeddings, ids);
      indexing.forgetVanished(new Set(gone));
      this.#announcer.changed();
      return gone.length;
    });
  }

  /**
   * Adds products that are vectors without photos, in one transaction.
   *
   * @param names new in the catalogue, each once.
   * @param vectors float32 [names.length, dims] of the open encoder; only read.
   */
  async addVectors(names: readonly string[], vectors: Float32Array<ArrayBuffer>): Promise<void> {
    const { encoder, embeddings } = this.#open();
    await this.#turns.take(async () => {
      const sequence = () => this.#products.nextSequence();
      const batch = vectorBatch(this.#name, encoder, names, vectors, sequence, Date.now());
      await addProducts(this.#store, this.#products, embeddings, batch);
      this.#announcer.changed();
    });
  }

  /** Another catalogue is about to take the index: resolves when nothing of this one uses it any more. */
  async leave(): Promise<void> {
    await this.#turns.take(async () => this.#opened?.table.abandon());
  }

  async clear(): Promise<void> {
    const { indexing, encoder, table } = await this.#settled();
    await indexing.abandon();
    await this.#turns.take(async () => {
      await table.abandon();
      await this.#store.clear();
    });
    for (const { id } of this.#products.ordered()) this.#products.delete(id);
    await this.open(encoder);
    await this.filled();
  }

  async list(start: number, count: number): Promise<readonly Product[]> {
    const part = this.#products.ordered().slice(start, start + count);
    return part.map(facts);
  }

  async named(prefix: string, start: number, count: number): Promise<NamedProducts> {
    const found = this.#names.startingWith(prefix);
    return { total: found.length, products: found.slice(start, start + count).map(facts) };
  }

  thumbnail(id: string): Promise<Blob> {
    return thumbnailOf(this.#store, id);
  }

  view(id: string): Promise<FocusView> {
    return viewOf(this.#store, id);
  }

  async search(embedding: Float32Array, k: number): Promise<readonly Match[]> {
    const { encoder, embeddings } = this.#open();
    return bestFor(embedding, k, encoder.dims, embeddings, this.#products);
  }

  async lookalikes(id: string, k: number): Promise<readonly Match[]> {
    const { embeddings, filled } = this.#open();
    return lookalikesOf(id, k, embeddings, this.#products, filled);
  }

  async #settled(): Promise<Opened> {
    const opened = this.#open();
    await opened.filled;
    return opened;
  }

  #open(): Opened {
    if (!this.#opened)
      throw new LookalikeError('StorageFailed', 'the catalogue was used before it was opened');
    return this.#opened;
  }

  #tableOf({ fingerprint, metric = 'cosine' }: EncoderIdentity): LookalikeTable {
    return new LookalikeTable({
      catalogue: this.#name,
      store: this.#tables,
      products: this.#products,
      knn: this.#knnLine,
      fingerprint,
      metric,
      checkpointMs: this.#checkpointMs,
      isAdding: () => this.#opened?.indexing.isAdding === true,
      exclusively: (work) => this.#turns.take(work),
      changed: () => {
        this.#announcer.changed();
      },
    });
  }

  /** What the listeners are told. */
  get state(): CatalogueState {
    return this.#announcer.state;
  }

  #stateOf(usageBytes: number): CatalogueState {
    const products = this.#products.size;
    const filling = this.#rowsFilled;
    return {
      products,
      // what another encoder made is known once all of this one's is in
      stale: filling === undefined ? products - this.#products.searchable : 0,
      filling,
      job: this.#opened?.indexing.progress(),
      table: this.#opened?.table.progress(),
      revision: this.#products.version,
      usageBytes,
    };
  }
}
