/** Answers calls about the demo's drawn products, with shipped embeddings or those of an encoder. */
import type { EncodeOutcome, FocusView } from '../contract/photo';
import type { EncoderIdentity } from '../contract/encoder';
import type { Match, NamedProducts, Product, ProductEmbedding } from '../contract/product';
import type { ArticleFacts, DemoEncoding, DemoQuality, DemoState } from '../contract/demo';
import type { DemoPhoto } from './article';
import { demoPhotos, SEED } from './assortment';
import { PHOTO_SIDE } from './draw-photo';
import { readEmbeddings, type ShippedEmbeddings } from './embeddings-file';
import { photoFile } from './photo-file';
import { LookalikeError, asError, hasName, nameOf } from '../shared/errors';
import { ExactIndex } from '../knn/exact-index';
import type { RowMatch } from '../knn/heaps';
import { judgeDemo } from './demo-quality';
import { DrawnPhotos } from './drawn-photos';
import { RateMeter } from '../shared/rate';

/** Photos per batch. Each is encoded alone by a helper, and this many keep four helpers busy. */
const BATCH = 16;
/** Least time between two calls of the listeners. */
const NOTIFY_MS = 200;
/** Attempts per batch: a dead encoder is replaced, then the batch is retried. */
const TRIES = 3;

type EncodeBatch = (photos: readonly Blob[]) => Promise<readonly EncodeOutcome[]>;

/** Holds the demo. A row of the index is a product's position, as rows are added in the catalogue's order. */
export class DemoCatalogue {
  readonly #photos: readonly DemoPhoto[] = demoPhotos();
  readonly #positions = new Map(this.#photos.map(({ id }, position) => [id, position]));
  readonly #drawn = new DrawnPhotos();
  readonly #views: FocusView[] = [];
  readonly #listeners: ((state: DemoState) => void)[] = [];
  readonly #rate = new RateMeter();
  #index: ExactIndex | undefined;
  #fingerprint = '';
  #encodeBatch: EncodeBatch | undefined;
  #encoding: { state: DemoEncoding['state']; failure?: DemoEncoding['failure'] } | undefined;
  #isNotifying = false;

  /**
   * @param file the shipped embeddings; undefined where they could not be fetched.
   * @param encodeBatch called in the background, from now on, where the shipped embeddings do not fit the encoder.
   */
  async open(
    encoder: EncoderIdentity,
    file: Uint8Array<ArrayBuffer> | undefined,
    encodeBatch: EncodeBatch,
  ): Promise<DemoState> {
    const shipped = file && (await readEmbeddings(file));
    this.#index = await ExactIndex.create({ dims: encoder.dims });
    this.#fingerprint = encoder.fingerprint;
    if (shipped && this.#fits(shipped, encoder)) {
      for (const { embedding, view } of shipped.rows) {
        this.#index.append(embedding);
        this.#views.push(view);
      }
    } else {
      this.#encodeBatch = encodeBatch;
      void this.resume();
    }
    return this.state;
  }

  subscribe(listener: (state: DemoState) => void): void {
    this.#listeners.push(listener);
  }

  get state(): DemoState {
    const products = this.#photos.length;
    const done = this.#views.length;
    if (!this.#encoding) return { products };
    const { state, failure } = this.#encoding;
    return {
      products,
      filling: done,
      encoding: {
        state,
        total: products,
        done,
        perSecond: this.#rate.perSecond,
        etaMs: this.#rate.etaMs(products - done),
        failure,
      },
    };
  }

  pause(): void {
    if (this.#encoding?.state !== 'running') return;
    this.#encoding = { state: 'paused' };
    this.#changed();
  }

  /** Encodes the rest. Resolves when the encoding has ended, failed or been paused. */
  async resume(): Promise<void> {
    if (this.#encoding?.state === 'running') return;
    this.#encoding = { state: 'running' };
    this.#rate.restart();
    this.#changed();
    try {
      await this.#encode();
    } catch (thrown) {
      const error = asError(thrown);
      this.#encoding = {
        state: 'failed',
        failure: { name: nameOf(error) ?? 'EncoderFailed', message: error.message },
      };
    }
    this.#changed();
  }

  list(start: number, count: number): readonly Product[] {
    return this.#photos.slice(start, start + count).map(productOf);
  }

  named(prefix: string, start: number, count: number): NamedProducts {
    const wanted = prefix.toLowerCase();
    const found = this.#photos.filter(({ article }) => article.name.toLowerCase().startsWith(wanted));
    return { total: found.length, products: found.slice(start, start + count).map(productOf) };
  }

  async thumbnail(id: string): Promise<Blob> {
    return this.#drawn.photo(this.#photo(id));
  }

  view(id: string): FocusView {
    const view = this.#views[this.#position(id)];
    if (!view)
      throw new LookalikeError('FingerprintMismatch', `${id} has no embedding of the open encoder yet`);
    return view;
  }

  article(id: string): ArticleFacts {
    const { article, shot } = this.#photo(id);
    const { sku, name, category, priceCents } = article;
    const photos = this.#photos.filter((other) => other.article.sku === sku).length;
    return { sku, name, category, priceCents, photos, worn: shot !== 'flat' };
  }

  search(embedding: Float32Array, k: number): readonly Match[] {
    const { dims } = this.#opened();
    if (embedding.length !== dims) {
      throw new LookalikeError(
        'VectorInvalid',
        `a query of ${embedding.length} dims came, ${dims} were expected`,
      );
    }
    return this.#matches(this.#opened().search(embedding, k));
  }

  lookalikes(id: string, k: number): readonly Match[] {
    return this.#matches(this.#nearest(this.#position(id), k));
  }

  /** As `DemoApi.embedding`. */
  embedding(id: string): ProductEmbedding {
    const position = this.#embedded(this.#position(id));
    return { embedding: this.#opened().vector(position), fingerprint: this.#fingerprint };
  }

  /** Judges the search with every product that has an embedding. */
  async quality(): Promise<DemoQuality> {
    const photos = this.#photos.slice(0, this.#views.length);
    return judgeDemo(photos, (position, k) => this.#nearest(position, k), productOf);
  }

  #nearest(position: number, k: number): readonly RowMatch[] {
    const index = this.#opened();
    return index.search(index.vector(this.#embedded(position)), k, position);
  }

  /** @throws FingerprintMismatch where the product at this position has no embedding yet. */
  #embedded(position: number): number {
    if (position < this.#opened().rows) return position;
    throw new LookalikeError(
      'FingerprintMismatch',
      'a product without an embedding of the open encoder came',
    );
  }

  #matches(rows: readonly RowMatch[]): readonly Match[] {
    return rows.flatMap(({ row, score }) => {
      const photo = this.#photos[row];
      return photo ? [{ product: productOf(photo), score }] : [];
    });
  }

  #fits({ fingerprint, dims, rows }: ShippedEmbeddings, encoder: EncoderIdentity): boolean {
    return (
      fingerprint === encoder.fingerprint &&
      dims === encoder.dims &&
      rows.length === this.#photos.length &&
      rows.every(({ id }, row) => id === this.#photos[row]?.id)
    );
  }

  async #encode(): Promise<void> {
    while (this.#encoding?.state === 'running') {
      const start = this.#views.length;
      const batch = this.#photos.slice(start, start + BATCH);
      if (batch.length === 0) {
        this.#encoding = undefined;
        return;
      }
      const drawn: Blob[] = [];
      for (const photo of batch) drawn.push(await photoFile(photo));
      const outcomes = await this.#encoded(drawn);
      for (const outcome of outcomes) {
        if ('failure' in outcome) throw new LookalikeError(outcome.failure.name, outcome.failure.message);
        this.#opened().append(outcome.encoded.embedding);
        this.#views.push(outcome.encoded.view);
      }
      this.#rate.add(batch.length);
      this.#changed();
    }
  }

  async #encoded(photos: readonly Blob[]): Promise<readonly EncodeOutcome[]> {
    for (let tries = 1; ; tries++) {
      try {
        if (!this.#encodeBatch) throw new LookalikeError('EncoderFailed', 'the demo has no encoder');
        return await this.#encodeBatch(photos);
      } catch (error) {
        if (!hasName(error, 'WorkerDied') || tries === TRIES) throw error;
      }
    }
  }

  #photo(id: string): DemoPhoto {
    return this.#photos[this.#position(id)]!;
  }

  #position(id: string): number {
    const position = this.#positions.get(id);
    if (position === undefined) throw new LookalikeError('ProductMissing', `no product ${id}`);
    return position;
  }

  #opened(): ExactIndex {
    if (!this.#index) throw new LookalikeError('StorageFailed', 'the demo was used before it was opened');
    return this.#index;
  }

  #changed(): void {
    if (this.#isNotifying) return;
    this.#isNotifying = true;
    setTimeout(() => {
      this.#isNotifying = false;
      for (const listener of this.#listeners) listener(this.state);
    }, NOTIFY_MS);
  }
}

function productOf({ id, article }: DemoPhoto): Product {
  return {
    id,
    name: article.name,
    hash: SEED,
    width: PHOTO_SIDE,
    height: PHOTO_SIDE,
    sizeBytes: 0,
    addedAt: 0,
  };
}
