/** Answers the calls about one catalogue, by parts that share its context. */
import type { CatalogueState } from '../contract/catalogue';
import type { EncoderIdentity } from '../contract/encoder';
import type { FocusView, Offer } from '../contract/photo';
import type { Match, NamedProducts, Product, ProductEmbedding } from '../contract/product';
import type { SkippedPhoto } from '../contract/job';
import type { Store } from '../store/store';
import type { TableStore } from '../store/table-store';
import { ActiveEncoder } from './active-encoder';
import { Announcer } from './announcer';
import { CatalogueContext } from './catalogue-context';
import { addProducts, removeProducts } from './embeddings/changes';
import type { KnnCalls } from './embeddings/embeddings';
import { OpenEmbeddings } from './embeddings/open-embeddings';
import { EncoderSet } from './encoder-set';
import { Indexing } from './jobs/indexing';
import { JobQueue } from './jobs/job-queue';
import type { PhotoEncoder } from './jobs/photo-encoder';
import { NameSearch } from './products/name-search';
import { toProduct } from './products/to-product';
import { bestFor, embeddingOf, lookalikesOf, thumbnailOf, viewOf } from './search/answers';
import { CHECKPOINT_MS, type LookalikeTable } from './table/lookalike-table';
import { vectorBatch } from './vectors/vector-batch';

/** One catalogue: single owner of its part of the disk and of the kNN workers' shards. */
export class Catalogue {
  readonly #context: CatalogueContext;
  readonly #names: NameSearch;
  readonly #embeddings: OpenEmbeddings;
  readonly #active: ActiveEncoder;
  readonly #indexing: Indexing;
  readonly #announcer: Announcer;
  /** Takes the calls about more than the encoder that answers. */
  readonly encoders: EncoderSet;

  /**
   * @param name of the catalogue within the stores.
   * @param checkpointMs of work on the table from one checkpoint to the next, default 12,000.
   * @param memoryBytes that the embeddings of several encoders should take together at most, default 512 MiB.
   */
  constructor(
    store: Store,
    tables: TableStore,
    name: string,
    checkpointMs = CHECKPOINT_MS,
    memoryBytes = 2 ** 29,
  ) {
    // each part knows those before it alone; events carry what they have to say to each other
    const context = new CatalogueContext(name, store);
    const jobs = new JobQueue();
    this.#context = context;
    this.#names = new NameSearch(context.products);
    this.#embeddings = new OpenEmbeddings(context, memoryBytes);
    this.#active = new ActiveEncoder(context, this.#embeddings, tables, jobs, checkpointMs);
    this.#indexing = new Indexing(context, this.#active, jobs);
    this.encoders = new EncoderSet(context, this.#embeddings, this.#active);
    this.#announcer = new Announcer(context, (usageBytes) => this.#stateOf(usageBytes));
  }

  /** Connects an encoder worker. In place of one that died it lets the job that waited for that one go on. */
  async connectEncoder(encoder: PhotoEncoder): Promise<void> {
    const wasRunning = this.#indexing.progress()?.state === 'running';
    this.#active.channel.connect(encoder);
    if (wasRunning) await this.#indexing.encoderReplaced();
  }

  /** The encoder died and none takes its place: a running job fails instead of waiting for ever. */
  loseEncoder(): void {
    this.#active.channel.cut();
  }

  /** @param makeIndex called for each encoder whose embeddings are to be in memory. */
  connectKnn(makeIndex: () => KnnCalls): void {
    this.#embeddings.connect(makeIndex);
  }

  /** Reads the products; what `encoder` made of them then comes into the shards by itself, see `filled`. */
  async open(encoder: EncoderIdentity): Promise<CatalogueState> {
    const { store, products, folders } = this.#context;
    const stored = await store.load();
    for (const product of stored.products) products.put(product);
    for (const { folder, handle } of stored.folders) folders.set(folder, handle);
    this.#indexing.restore(stored.job);
    this.encoders.restore();
    await this.#active.begin(encoder);
    await this.#announcer.measureUsage();
    return this.state;
  }

  /** Resolves when answers are no longer partial. Rejects as the disk or the kNN workers do. */
  async filled(): Promise<void> {
    await this.#active.whenFilled();
  }

  /** Calls back with every newer state. */
  subscribe(listener: (state: CatalogueState) => void): void {
    this.#announcer.told.on(listener);
  }

  /** The table of every product's lookalikes; to be called once the catalogue is `filled`. */
  get table(): LookalikeTable {
    return this.#active.current().table;
  }

  async add(offer: Offer): Promise<string> {
    await this.#active.whenFilled();
    const id = await this.#indexing.add(offer);
    await this.encoders.given(offer);
    return id;
  }

  async pause(): Promise<void> {
    await this.#active.whenFilled();
    await this.#indexing.pause();
  }

  async resume(): Promise<void> {
    await this.#active.whenFilled();
    await this.#indexing.resume();
  }

  async cancel(): Promise<void> {
    await this.#active.whenFilled();
    await this.#indexing.cancel();
  }

  async dismissJob(): Promise<void> {
    await this.#active.whenFilled();
    await this.#indexing.dismiss();
  }

  async skipped(): Promise<readonly SkippedPhoto[]> {
    return this.#context.store.skipped();
  }

  async vanished(): Promise<readonly string[]> {
    return this.#indexing.vanished;
  }

  async remove(ids: readonly string[]): Promise<number> {
    const { embeddings } = await this.#active.whenFilled();
    return this.#context.writes.run(async () => {
      const gone = await removeProducts(this.#context, embeddings, ids);
      this.#indexing.forgetVanished(new Set(gone));
      this.#context.changed.emit();
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
    const { encoder, embeddings } = this.#active.current();
    const { name, products, writes, changed } = this.#context;
    await writes.run(async () => {
      const batch = vectorBatch(name, encoder, names, vectors, () => products.nextSequence(), Date.now());
      await addProducts(this.#context, embeddings, batch);
      changed.emit();
    });
  }

  /** Another catalogue is about to take the index: resolves when nothing of this one uses it any more. */
  async leave(): Promise<void> {
    await this.#context.writes.run(() => this.#active.leave());
  }

  async clear(): Promise<void> {
    const { store, products, folders, writes } = this.#context;
    const { encoder, table } = await this.#active.whenFilled();
    await this.#indexing.abandon();
    await this.encoders.abandon();
    await writes.run(async () => {
      await table.abandon();
      await store.clear();
      await this.#embeddings.putAllAway();
    });
    folders.clear();
    for (const { id } of products.ordered()) products.delete(id);
    await this.open(encoder);
    await this.filled();
  }

  async list(start: number, count: number): Promise<readonly Product[]> {
    const part = this.#context.products.ordered().slice(start, start + count);
    return part.map(toProduct);
  }

  async named(prefix: string, start: number, count: number): Promise<NamedProducts> {
    const found = this.#names.startingWith(prefix);
    return { total: found.length, products: found.slice(start, start + count).map(toProduct) };
  }

  thumbnail(id: string): Promise<Blob> {
    return thumbnailOf(this.#context.store, id);
  }

  view(id: string): Promise<FocusView> {
    return viewOf(this.#context.store, id, this.#active.current().encoder.fingerprint);
  }

  /** @param fingerprint of the encoder that made the embedding; not asked by default. */
  async search(embedding: Float32Array, k: number, fingerprint?: string): Promise<readonly Match[]> {
    const { embeddings } = this.#active.current();
    return bestFor({ embedding, fingerprint }, k, embeddings, this.#context.products);
  }

  async lookalikes(id: string, k: number): Promise<readonly Match[]> {
    return lookalikesOf(id, k, this.#active.current(), this.#context.products);
  }

  /** As `CatalogueApi.embedding`. */
  embedding(id: string): Promise<ProductEmbedding> {
    return embeddingOf(id, this.#active.current(), this.#context.products);
  }

  /** What the listeners are told. */
  get state(): CatalogueState {
    return this.#announcer.state;
  }

  #stateOf(usageBytes: number | undefined): CatalogueState {
    const products = this.#context.products.size;
    const active = this.#active.current();
    const filling = active.rowsFilled;
    return {
      products,
      // what another encoder made is known once all of this one's is in
      stale: filling === undefined ? products - active.embeddings.rows.size : 0,
      filling,
      encoder: active.encoder.fingerprint,
      job: this.#indexing.progress(),
      embedding: this.encoders.progress(),
      table: active.table.progress(),
      revision: this.#context.products.version,
      usageBytes,
    };
  }
}
