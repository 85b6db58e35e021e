/** Encodes the photos of products that are there and adds these embeddings, beside those of other encoders. */
import type { JobEncoder } from '../../contract/encoders';
import type { Channel } from '../../shared/channel';
import type { RateMeter } from '../../shared/rate';
import type { LaterView } from '../../store/later-views';
import type { JobRecord } from '../../store/schema';
import type { Store } from '../../store/store';
import type { ActiveEncoder } from '../active-encoder';
import type { CatalogueContext } from '../catalogue-context';
import type { Row } from '../embeddings/block-book';
import type { WritableEmbeddings } from '../embeddings/writable-embeddings';
import type { IndexOutcome, PhotoEncoder } from './photo-encoder';
import { requireOneEncoder, type Finished, type PhotoWork } from './photo-work';

/** What makes the embeddings, and where they go. */
export interface EmbeddingPlace {
  readonly encoder: JobEncoder;
  readonly channel: Channel<PhotoEncoder>;
  readonly embeddings: WritableEmbeddings;
  /** Has the job under a name of its own. */
  readonly store: Store;
}

/** The work of a job that embeds. */
export class EmbedPhotos implements PhotoWork {
  readonly #context: CatalogueContext;
  readonly #active: ActiveEncoder;
  readonly #place: EmbeddingPlace;
  readonly #rate: RateMeter;

  /** @param rate of photos that are stored. */
  constructor(context: CatalogueContext, active: ActiveEncoder, place: EmbeddingPlace, rate: RateMeter) {
    this.#context = context;
    this.#active = active;
    this.#place = place;
    this.#rate = rate;
  }

  encodeBatch(photos: readonly Blob[]): Promise<readonly IndexOutcome[]> {
    return this.#place.channel.call((encoder) => encoder.encodeBatch(photos));
  }

  /** What was removed meanwhile needs no embedding, and what has one by now no other. */
  isSettled(id: string): boolean {
    const { encoder, embeddings } = this.#place;
    return !this.#context.products.get(id) || embeddings.has(encoder.fingerprint, id);
  }

  isUnchanged(): boolean {
    return false;
  }

  commit(job: JobRecord, finished: readonly Finished[]): Promise<JobRecord> {
    return this.#context.writes.run(() => this.#commit(job, finished));
  }

  async #commit(job: JobRecord, finished: readonly Finished[]): Promise<JobRecord> {
    const { products } = this.#context;
    const { encoder, store } = this.#place;
    const { fingerprint } = encoder;
    requireOneEncoder(finished, fingerprint);
    const embeddings = await this.#place.embeddings.of(encoder);
    const added: Row[] = [];
    const laterViews: LaterView[] = [];
    const skipped: { path: string; name: 'PhotoChanged'; message: string; position: number }[] = [];
    let unchanged = 0;
    for (const photo of finished) {
      if (photo.kind !== 'encoded') continue;
      const { path, hash, position } = photo;
      const product = products.get(path);
      if (!product || embeddings.rows.rowOf(path) !== undefined) unchanged += 1;
      else if (product.hash !== hash)
        skipped.push({
          path,
          name: 'PhotoChanged',
          message: `SHA-256 ${hash} came, expected ${product.hash}`,
          position,
        });
      else {
        added.push({ id: path, hash, embedding: photo.encoded.embedding });
        laterViews.push({ id: path, fingerprint, view: photo.encoded.view });
      }
    }
    const counted = (kind: Finished['kind']) => finished.filter((photo) => photo.kind === kind).length;
    const next: JobRecord = {
      ...job,
      position: job.position + finished.length,
      encoded: job.encoded + added.length,
      unchanged: job.unchanged + unchanged + counted('unchanged'),
      skipped: job.skipped + skipped.length + counted('skipped'),
    };
    const plan = await embeddings.plan([], added);
    await store.commit({
      job: next,
      ...plan,
      keepsTable: this.#active.fingerprint !== fingerprint,
      laterViews,
      skipped: [
        ...skipped,
        ...finished.flatMap((photo) =>
          photo.kind === 'skipped' ? [{ ...photo.skipped, position: photo.position }] : [],
        ),
      ],
    });
    await embeddings.apply(plan, [], added);
    this.#rate.add(finished.length);
    return next;
  }
}
