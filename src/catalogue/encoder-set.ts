/** Answers calls about more than one encoder: switches between them, embeds beside the active one, deletes and compares. */
import type { EncoderIdentity } from '../contract/encoder';
import type { Offer } from '../contract/photo';
import type { SkippedPhoto } from '../contract/job';
import type {
  ComparedAnswer,
  Comparison,
  EmbeddingProgress,
  JobEncoder,
  SeenPhoto,
  StoredEmbeddings,
} from '../contract/encoders';
import type { ActiveEncoder } from './active-encoder';
import type { CatalogueContext } from './catalogue-context';
import type { OpenEmbeddings } from './embeddings/open-embeddings';
import { BackgroundEmbedding } from './jobs/background-embedding';
import type { PhotoEncoder } from './jobs/photo-encoder';
import { Comparing } from './search/comparing';

/** All encoders of one catalogue. */
export class EncoderSet {
  readonly #context: CatalogueContext;
  readonly #open: OpenEmbeddings;
  readonly #active: ActiveEncoder;
  readonly #background: BackgroundEmbedding;
  readonly #comparing: Comparing;

  constructor(context: CatalogueContext, open: OpenEmbeddings, active: ActiveEncoder) {
    this.#context = context;
    this.#open = open;
    this.#active = active;
    this.#background = new BackgroundEmbedding(context, open, active);
    this.#comparing = new Comparing(context, open, active);
  }

  /** See `BackgroundEmbedding.restore`. */
  restore(): void {
    this.#background.restore();
  }

  /** Connects the encoder of the job that was taken up, or in place of one that died. */
  connect(encoder: PhotoEncoder): Promise<void> {
    return this.#background.connect(encoder);
  }

  /** No encoder takes the place of the one that died: the job fails. */
  lose(): void {
    this.#background.lose();
  }

  /** As `EncodersApi.embed`. */
  async embed(encoder: JobEncoder, photoEncoder: PhotoEncoder): Promise<void> {
    await this.#background.cancel();
    await this.#background.connect(photoEncoder);
    await this.#background.start(encoder);
  }

  /** As `EncodersApi.lacking`. */
  async lacking(encoder: EncoderIdentity): Promise<number> {
    return (await this.#background.lacking(encoder)).length;
  }

  pause(): Promise<void> {
    return this.#background.pause();
  }

  resume(): Promise<void> {
    return this.#background.resume();
  }

  cancel(): Promise<void> {
    return this.#background.cancel();
  }

  skipped(): Promise<readonly SkippedPhoto[]> {
    return this.#background.skipped();
  }

  progress(): EmbeddingProgress | undefined {
    return this.#background.progress();
  }

  /** Photos came that a job may wait for. */
  given(offer: Pick<Offer, 'photos'>): Promise<void> {
    return this.#background.given(offer);
  }

  /** See `BackgroundEmbedding.abandon`. */
  abandon(): Promise<void> {
    return this.#background.abandon();
  }

  stored(): Promise<readonly StoredEmbeddings[]> {
    return this.#context.store.embeddings();
  }

  /**
   * Another encoder answers from now on, from its own embeddings; where they are not in memory they come in as at
   * opening. A running job goes on with it: what was encoded by the former and not yet stored is dropped.
   */
  async switchTo(encoder: EncoderIdentity, photoEncoder: PhotoEncoder): Promise<void> {
    await this.#active.handOver(encoder, { photoEncoder });
  }

  /** Deletes what one encoder has made of the products; its job ends first. Products and all else stay. */
  async delete(fingerprint: string): Promise<void> {
    const { store, writes, changed } = this.#context;
    const { encoder } = await this.#active.whenFilled();
    await this.#background.leave(fingerprint);
    const isActive = encoder.fingerprint === fingerprint;
    const remove = async () => {
      await this.#open.putAway(fingerprint);
      await store.removeEmbeddings(fingerprint, !isActive);
    };
    if (isActive) await this.#active.handOver(encoder, { between: remove });
    else await writes.run(remove);
    changed.emit();
  }

  /** As `EncodersApi.compareAnswers`. */
  compareAnswers(
    id: string,
    encoders: readonly EncoderIdentity[],
    k: number,
    signal?: AbortSignal,
  ): Promise<readonly ComparedAnswer[]> {
    return this.#comparing.compareAnswers(id, encoders, k, signal);
  }

  /** As `EncodersApi.comparePhotos`. */
  comparePhotos(
    seen: readonly SeenPhoto[],
    k: number,
    signal?: AbortSignal,
  ): Promise<readonly ComparedAnswer[]> {
    return this.#comparing.comparePhotos(seen, k, signal);
  }

  /** As `EncodersApi.compareEncoders`. */
  compareEncoders(
    encoders: readonly EncoderIdentity[],
    k: number,
    signal?: AbortSignal,
  ): Promise<Comparison> {
    return this.#comparing.compareEncoders(encoders, k, signal);
  }
}
