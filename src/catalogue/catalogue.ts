/** Calls of the page in; the stored catalogue and the answers from its shards out. */
import type {
  CatalogueState,
  EncoderIdentity,
  FocusView,
  Match,
  Offer,
  Product,
  SkippedPhoto,
} from '../contract';
import { LookalikeError } from '../errors';
import type { ProductRecord } from '../store/schema';
import type { Store } from '../store/store';
import type { RowMatch } from '../knn/heaps';
import { Embeddings, type KnnCalls } from './embeddings';
import { Indexing } from './indexing';
import { Line } from './line';
import type { PhotoEncoder } from './photo-encoder';
import { ProductList } from './product-list';

/** The page is told at most this often; it draws no faster anyway. */
const NOTIFY_MS = 200;

/** What is known once an encoder has opened the catalogue. */
interface Opened {
  readonly encoder: EncoderIdentity;
  readonly embeddings: Embeddings;
  readonly indexing: Indexing;
}

function facts(record: ProductRecord): Product {
  const { id, name, hash, width, height, sizeBytes, addedAt } = record;
  return { id, name, hash, width, height, sizeBytes, addedAt };
}

/** One catalogue: single owner of its part of the disk and of the kNN worker's shards. */
export class Catalogue {
  readonly #store: Store;
  readonly #name: string;
  readonly #encoderLine = new Line<PhotoEncoder>('encoder');
  readonly #knnLine = new Line<KnnCalls>('kNN');
  readonly #products = new ProductList();
  readonly #listeners: ((state: CatalogueState) => void)[] = [];
  #opened: Opened | undefined;
  #lastChange: Promise<unknown> = Promise.resolve();
  #usageBytes = 0;
  #notifying: ReturnType<typeof setTimeout> | undefined;

  /** @param name of the catalogue within the store. */
  constructor(store: Store, name: string) {
    this.#store = store;
    this.#name = name;
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

  /** Reads the catalogue and fills the shards with what `encoder` made; then an interrupted job goes on. */
  async open(encoder: EncoderIdentity): Promise<CatalogueState> {
    const stored = await this.#store.load();
    for (const product of stored.products) this.#products.put(product);
    const embeddings = new Embeddings(
      this.#store,
      this.#name,
      this.#products,
      this.#knnLine,
      encoder.fingerprint,
      encoder.dims,
    );
    await embeddings.open();
    const indexing = new Indexing(
      {
        catalogue: this.#name,
        store: this.#store,
        products: this.#products,
        embeddings,
        encoder: this.#encoderLine,
        exclusively: (work) => this.#exclusively(work),
        changed: () => {
          this.#changed();
        },
      },
      stored.folders,
    );
    this.#opened = { encoder, embeddings, indexing };
    if (stored.job) await indexing.takeUp(stored.job);
    await this.#measureUsage();
    return this.#state();
  }

  subscribe(listener: (state: CatalogueState) => void): void {
    this.#listeners.push(listener);
  }

  async add(offer: Offer): Promise<string> {
    return this.#open().indexing.add(offer);
  }

  async pause(): Promise<void> {
    await this.#open().indexing.pause();
  }

  async resume(): Promise<void> {
    await this.#open().indexing.resume();
  }

  async cancel(): Promise<void> {
    await this.#open().indexing.cancel();
  }

  async dismissJob(): Promise<void> {
    await this.#open().indexing.dismiss();
  }

  async reembed(): Promise<void> {
    await this.#open().indexing.reembed();
  }

  async skipped(): Promise<readonly SkippedPhoto[]> {
    return this.#store.skipped();
  }

  async vanished(): Promise<readonly string[]> {
    return this.#open().indexing.vanished;
  }

  async remove(ids: readonly string[]): Promise<number> {
    const { embeddings, indexing } = this.#open();
    return this.#exclusively(async () => {
      const products = ids.flatMap((id) => this.#products.get(id) ?? []);
      const gone = products.map(({ id }) => id);
      const plan = await embeddings.plan(gone, []);
      await this.#store.commit({
        ...plan,
        removedProducts: gone,
        removedOriginals: products.flatMap(({ original }) => (original ? [original] : [])),
      });
      await embeddings.apply(plan, gone, []);
      for (const id of gone) this.#products.delete(id);
      indexing.forgetVanished(new Set(gone));
      this.#changed();
      return gone.length;
    });
  }

  async clear(): Promise<void> {
    const { indexing, encoder } = this.#open();
    await indexing.abandon();
    await this.#exclusively(() => this.#store.clear());
    for (const { id } of this.#products.ordered()) this.#products.delete(id);
    await this.open(encoder);
    this.#changed();
  }

  async list(start: number, count: number): Promise<readonly Product[]> {
    return this.#products
      .ordered()
      .slice(start, start + count)
      .map(facts);
  }

  async thumbnail(id: string): Promise<Blob> {
    const jpeg = await this.#store.thumbnail(id);
    if (!jpeg) throw new LookalikeError('ProductMissing', `no thumbnail of ${id}`);
    return jpeg;
  }

  async view(id: string): Promise<FocusView> {
    const view = await this.#store.view(id);
    if (!view) throw new LookalikeError('ProductMissing', `no product ${id}`);
    return view;
  }

  async search(embedding: Float32Array, k: number): Promise<readonly Match[]> {
    const { encoder, embeddings } = this.#open();
    if (embedding.length !== encoder.dims) {
      throw new LookalikeError(
        'VectorInvalid',
        `a query of ${embedding.length} dims came, ${encoder.dims} were expected`,
      );
    }
    return this.#matches(await embeddings.search(embedding, k));
  }

  async lookalikes(id: string, k: number): Promise<readonly Match[]> {
    const { embeddings } = this.#open();
    const row = this.#products.rowOf(id);
    if (row === undefined) {
      const known = this.#products.get(id) !== undefined;
      throw new LookalikeError(
        known ? 'FingerprintMismatch' : 'ProductMissing',
        known ? `${id} has no embedding of the open encoder` : `no product ${id}`,
      );
    }
    return this.#matches(await embeddings.searchRow(row, k));
  }

  #open(): Opened {
    if (!this.#opened)
      throw new LookalikeError('StorageFailed', 'the catalogue was used before it was opened');
    return this.#opened;
  }

  #matches(rows: readonly RowMatch[]): readonly Match[] {
    return rows.flatMap(({ row, score }) => {
      const product = this.#products.atRow(row);
      // a product removed while the search ran has no row any more
      return product ? [{ product: facts(product), score }] : [];
    });
  }

  #exclusively<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#lastChange.then(work, work);
    // the next one waits for this one, whatever became of it
    this.#lastChange = mine.catch(() => undefined);
    return mine;
  }

  #state(): CatalogueState {
    const products = this.#products.size;
    return {
      products,
      stale: products - this.#products.searchable,
      job: this.#opened?.indexing.progress(),
      revision: this.#products.version,
      usageBytes: this.#usageBytes,
    };
  }

  async #measureUsage(): Promise<void> {
    this.#usageBytes = (await navigator.storage.estimate()).usage ?? 0;
  }

  #changed(): void {
    if (this.#notifying !== undefined) return;
    this.#notifying = setTimeout(() => {
      this.#notifying = undefined;
      void this.#notify();
    }, NOTIFY_MS);
  }

  async #notify(): Promise<void> {
    await this.#measureUsage();
    const state = this.#state();
    for (const listener of this.#listeners) listener(state);
  }
}
