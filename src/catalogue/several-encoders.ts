/** Calls about more than one encoder in; products embedded, embeddings deleted, and encoders compared, out. */
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
import type { Store } from '../store/store';
import type { Answering } from './active-encoder';
import { BackgroundEmbedding, type BackgroundHost } from './jobs/background-embedding';
import { compareAnswers, compareEncoders, comparePhotos, type ComparingHost } from './search/comparing';
import type { Embeddings } from './embeddings/embeddings';
import { Line } from '../shared/line';
import type { PhotoEncoder } from './jobs/photo-encoder';

/** What it shares with the rest of the catalogue. */
export interface SeveralHost extends Omit<BackgroundHost, 'encoder' | 'isAnswering'> {
  readonly answering: Answering;
  /** To the worker of the encoder that answers. */
  readonly answeringLine: Line<PhotoEncoder>;
  /** Stops what is encoded for the one that answers, until its embeddings have been filled anew. */
  readonly halt: () => Promise<void>;
}

/** The encoders of one catalogue beside the one that answers. */
export class SeveralEncoders {
  readonly #host: SeveralHost;
  readonly #store: Store;
  readonly #line = new Line<PhotoEncoder>('embedding encoder');
  readonly #background: BackgroundEmbedding;
  readonly #comparing: ComparingHost;

  constructor(host: SeveralHost) {
    this.#host = host;
    this.#store = host.store.forEmbedding();
    this.#background = new BackgroundEmbedding({
      ...host,
      store: this.#store,
      encoder: this.#line,
      isAnswering: (fingerprint) => host.answering.isBy(fingerprint),
    });
    this.#comparing = { products: host.products, whole: (encoder) => this.#whole(encoder) };
  }

  /** Takes up the job that an earlier session left; it goes on once its encoder is connected. */
  async takeUp(): Promise<void> {
    const record = await this.#store.job();
    if (record) await this.#background.takeUp(record);
  }

  /** A line to the encoder of the job that was taken up, or in place of one that died. */
  async connect(encoder: PhotoEncoder): Promise<void> {
    this.#line.connect(encoder);
    await this.#background.connected();
  }

  /** No encoder takes the place of the one that died: the job fails. */
  lose(): void {
    this.#line.cut();
  }

  /** As `EncodersApi.embed`. */
  async embed(encoder: JobEncoder, photoEncoder: PhotoEncoder): Promise<void> {
    await this.#background.cancel();
    await this.connect(photoEncoder);
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
    return this.#store.skipped();
  }

  progress(): EmbeddingProgress | undefined {
    return this.#background.progress();
  }

  /** Photos came that a job may wait for. */
  given(offer: Pick<Offer, 'photos'>): Promise<void> {
    return this.#background.given(offer);
  }

  /** Products were removed, or have another photo. To be called within `exclusively`. */
  forget(ids: readonly string[]): Promise<void> {
    return this.#background.forget(ids);
  }

  abandon(): Promise<void> {
    return this.#background.abandon();
  }

  stored(): Promise<readonly StoredEmbeddings[]> {
    return this.#store.embeddings();
  }

  /**
   * Another encoder answers from now on, from its own embeddings; where they are not in memory they come in as at
   * opening. A running job goes on with it: what was encoded by the former and not yet stored is dropped.
   */
  async switchTo(encoder: EncoderIdentity, photoEncoder: PhotoEncoder): Promise<void> {
    const { answering, answeringLine, halt } = this.#host;
    await answering.handOver(encoder, async () => {
      await halt();
      answeringLine.connect(photoEncoder);
    });
  }

  /** Deletes what one encoder has made of the products; its job ends first. Products and all else stay. */
  async delete(fingerprint: string): Promise<void> {
    const { answering, open, exclusively, halt, changed } = this.#host;
    const { encoder } = await answering.settled();
    await this.#background.leave(fingerprint);
    const remove = (isAnswering: boolean) => async () => {
      await open.putAway(fingerprint);
      await this.#store.removeEmbeddings(fingerprint, !isAnswering);
    };
    if (encoder.fingerprint === fingerprint) await answering.handOver(encoder, halt, remove(true));
    else await exclusively(remove(false));
    changed();
  }

  /** As `EncodersApi.compareAnswers`. */
  compareAnswers(
    id: string,
    encoders: readonly EncoderIdentity[],
    k: number,
    signal?: AbortSignal,
  ): Promise<readonly ComparedAnswer[]> {
    return compareAnswers(this.#comparing, id, encoders, k, signal);
  }

  /** As `EncodersApi.comparePhotos`. */
  comparePhotos(
    seen: readonly SeenPhoto[],
    k: number,
    signal?: AbortSignal,
  ): Promise<readonly ComparedAnswer[]> {
    return comparePhotos(this.#comparing, seen, k, signal);
  }

  /** As `EncodersApi.compareEncoders`. */
  compareEncoders(
    encoders: readonly EncoderIdentity[],
    k: number,
    signal?: AbortSignal,
  ): Promise<Comparison> {
    return compareEncoders(this.#comparing, encoders, k, signal);
  }

  async #whole(encoder: EncoderIdentity): Promise<Embeddings> {
    const { open, exclusively, answering } = this.#host;
    // the one that answers is filled already, or being filled: what comes behind it here waits for that
    return exclusively(async () => {
      const embeddings = await open.open(encoder, answering.opened?.encoder.fingerprint);
      if (!embeddings.isWhole) await embeddings.fill(() => undefined);
      return embeddings;
    });
  }
}
