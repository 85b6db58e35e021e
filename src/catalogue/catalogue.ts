/** Calls of the page in; the stored catalogue and the answers from its shards out. */
import type { CatalogueState } from '../contract/catalogue';
import type { EncoderIdentity } from '../contract/encoder';
import type { FocusView, Offer } from '../contract/photo';
import type { Match, NamedProducts, Product, ProductEmbedding } from '../contract/product';
import type { SkippedPhoto } from '../contract/job';
import type { Store } from '../store/store';
import type { TableStore } from '../store/table-store';
import { Announcer } from './announcer';
import { Answering } from './active-encoder';
import { bestFor, embeddingOf, lookalikesOf, thumbnailOf, viewOf } from './search/answers';
import { addProducts, removeProducts } from './embeddings/changes';
import type { KnnCalls } from './embeddings/embeddings';
import { Indexing } from './jobs/indexing';
import { Line } from '../shared/line';
import { CHECKPOINT_MS, type LookalikeTable } from './table/lookalike-table';
import { NameSearch } from './products/name-search';
import { OpenEmbeddings } from './embeddings/open-embeddings';
import type { PhotoEncoder } from './jobs/photo-encoder';
import { facts } from './products/product-facts';
import { ProductList } from './products/product-list';
import { SeveralEncoders } from './several-encoders';
import { Turns } from '../shared/queue';
import { vectorBatch } from './vectors/vector-batch';

/** One catalogue: single owner of its part of the disk and of the kNN workers' shards. */
export class Catalogue {
  readonly #store: Store;
  readonly #name: string;
  readonly #encoderLine = new Line<PhotoEncoder>('encoder');
  readonly #products = new ProductList();
  readonly #names = new NameSearch(this.#products);
  readonly #announcer = new Announcer((usageBytes) => this.#stateOf(usageBytes));
  readonly #turns = new Turns();
  readonly #folders = new Map<string, FileSystemDirectoryHandle>();
  readonly #embeddings: OpenEmbeddings;
  readonly #indexing: Indexing;
  /** All that takes more than the encoder that answers. */
  readonly several: SeveralEncoders;
  readonly #answering: Answering;
  /** What is left to do once an index is filled: jobs that an earlier session left are taken up once. */
  #whenFilled: () => Promise<void> = async () => undefined;

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
    this.#store = store;
    this.#name = name;
    const products = this.#products;
    const changed = () => this.#announcer.changed();
    const exclusively = <T>(work: () => Promise<T>) => this.#turns.take(work);
    const shared = { catalogue: name, products, folders: this.#folders, exclusively, changed };
    const open = new OpenEmbeddings({
      store,
      catalogue: name,
      products,
      memoryBytes,
      changing: async (fingerprint) => {
        if (answering.isBy(fingerprint)) await answering.opened?.table.outdate();
      },
    });
    const answering = new Answering({
      ...shared,
      open,
      tables,
      checkpointMs,
      isAdding: () => this.#indexing.isAdding,
      filled: () => this.#whenFilled(),
    });
    this.#embeddings = open;
    this.#answering = answering;
    this.several = new SeveralEncoders({
      ...shared,
      store,
      open,
      answering,
      answeringLine: this.#encoderLine,
      halt: () => this.#indexing.halt(),
    });
    this.#indexing = new Indexing({
      ...shared,
      store,
      get embeddings() {
        return answering.now().embeddings;
      },
      encoder: this.#encoderLine,
      replaced: (ids) => this.#forgetElsewhere(ids),
      changed: () => {
        answering.opened?.table.proceed();
        this.#announcer.changed();
      },
    });
  }

  /** Lays the line to an encoder worker. In place of one that died it lets the job that waited for that one go on. */
  async connectEncoder(encoder: PhotoEncoder): Promise<void> {
    const wasRunning = this.#indexing.progress()?.state === 'running';
    this.#encoderLine.connect(encoder);
    if (wasRunning) await this.#indexing.encoderReplaced();
  }

  /** The encoder died and none takes its place: a running job fails instead of waiting for ever. */
  loseEncoder(): void {
    this.#encoderLine.cut();
  }

  /** @param makeIndex called for each encoder whose embeddings are to be in memory. */
  connectKnn(makeIndex: () => KnnCalls): void {
    this.#embeddings.connect(makeIndex);
  }

  /** Reads the products; what `encoder` made of them then comes into the shards by itself, see `filled`. */
  async open(encoder: EncoderIdentity): Promise<CatalogueState> {
    const stored = await this.#store.load();
    for (const product of stored.products) this.#products.put(product);
    for (const { folder, handle } of stored.folders) this.#folders.set(folder, handle);
    this.#whenFilled = async () => {
      this.#whenFilled = async () => {
        this.#indexing.proceed();
      };
      if (stored.job) await this.#indexing.takeUp(stored.job);
      await this.several.takeUp();
    };
    await this.#answering.begin(encoder);
    await this.#announcer.measureUsage();
    return this.state;
  }

  /** Resolves when answers are no longer partial. Rejects as the disk or the kNN workers do. */
  async filled(): Promise<void> {
    await this.#answering.settled();
  }

  subscribe(listener: (state: CatalogueState) => void): void {
    this.#announcer.subscribe(listener);
  }

  /** The table of every product's lookalikes; to be called once the catalogue is `filled`. */
  get table(): LookalikeTable {
    return this.#answering.now().table;
  }

  async add(offer: Offer): Promise<string> {
    await this.#answering.settled();
    const id = await this.#indexing.add(offer);
    await this.several.given(offer);
    return id;
  }

  async pause(): Promise<void> {
    await this.#answering.settled();
    await this.#indexing.pause();
  }

  async resume(): Promise<void> {
    await this.#answering.settled();
    await this.#indexing.resume();
  }

  async cancel(): Promise<void> {
    await this.#answering.settled();
    await this.#indexing.cancel();
  }

  async dismissJob(): Promise<void> {
    await this.#answering.settled();
    await this.#indexing.dismiss();
  }

  async skipped(): Promise<readonly SkippedPhoto[]> {
    return this.#store.skipped();
  }

  async vanished(): Promise<readonly string[]> {
    return this.#indexing.vanished;
  }

  async remove(ids: readonly string[]): Promise<number> {
    const { embeddings } = await this.#answering.settled();
    return this.#turns.take(async () => {
      const gone = await removeProducts(this.#store, this.#products, embeddings, ids);
      await this.#forgetElsewhere(gone);
      this.#indexing.forgetVanished(new Set(gone));
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
    const { encoder, embeddings } = this.#answering.now();
    await this.#turns.take(async () => {
      const sequence = () => this.#products.nextSequence();
      const batch = vectorBatch(this.#name, encoder, names, vectors, sequence, Date.now());
      await addProducts(this.#store, this.#products, embeddings, batch);
      this.#announcer.changed();
    });
  }

  /** Another catalogue is about to take the index: resolves when nothing of this one uses it any more. */
  async leave(): Promise<void> {
    await this.#turns.take(async () => this.#answering.opened?.table.abandon());
  }

  async clear(): Promise<void> {
    const { encoder, table } = await this.#answering.settled();
    await this.#indexing.abandon();
    await this.several.abandon();
    await this.#turns.take(async () => {
      await table.abandon();
      await this.#store.clear();
      await this.#embeddings.putAllAway();
    });
    this.#folders.clear();
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
    return viewOf(this.#store, id, this.#answering.now().encoder.fingerprint);
  }

  /** @param fingerprint of the encoder that made the embedding; not asked by default. */
  async search(embedding: Float32Array, k: number, fingerprint?: string): Promise<readonly Match[]> {
    const { embeddings } = this.#answering.now();
    return bestFor({ embedding, fingerprint }, k, embeddings, this.#products);
  }

  async lookalikes(id: string, k: number): Promise<readonly Match[]> {
    return lookalikesOf(id, k, this.#answering.now(), this.#products);
  }

  /** As `CatalogueApi.embedding`. */
  embedding(id: string): Promise<ProductEmbedding> {
    return embeddingOf(id, this.#answering.now(), this.#products);
  }

  async #forgetElsewhere(ids: readonly string[]): Promise<void> {
    await this.#embeddings.forgetElsewhere(ids, this.#answering.now().encoder.fingerprint);
    await this.several.forget(ids);
  }

  /** What the listeners are told. */
  get state(): CatalogueState {
    return this.#announcer.state;
  }

  #stateOf(usageBytes: number | undefined): CatalogueState {
    const products = this.#products.size;
    const opened = this.#answering.now();
    const filling = opened.rowsFilled;
    return {
      products,
      // what another encoder made is known once all of this one's is in
      stale: filling === undefined ? products - opened.embeddings.rows.size : 0,
      filling,
      encoder: opened.encoder.fingerprint,
      job: this.#indexing.progress(),
      embedding: this.several.progress(),
      table: opened.table.progress(),
      revision: this.#products.version,
      usageBytes,
    };
  }
}
