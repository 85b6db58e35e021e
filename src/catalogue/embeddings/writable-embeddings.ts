/** Finds where an encoder's new embeddings go: to disk and index where all of its are in memory, else to the disk alone. */
import type { EncoderIdentity } from '../../contract/encoder';
import { Channel } from '../../shared/channel';
import type { CatalogueContext } from '../catalogue-context';
import { Embeddings } from './embeddings';
import type { OpenEmbeddings } from './open-embeddings';
import { WriteOnlyIndex } from './write-only-index';

/** For one encoder at a time. */
export class WritableEmbeddings {
  readonly #context: CatalogueContext;
  readonly #open: OpenEmbeddings;
  /** Of an encoder whose embeddings are not in memory: they are written, and not searched. */
  #written: Embeddings | undefined;

  constructor(context: CatalogueContext, open: OpenEmbeddings) {
    this.#context = context;
    this.#open = open;
    context.productsReplaced.on(async ({ ids }) => this.#written?.forget(ids));
  }

  /** Reads the disk unless all of the encoder's embeddings are in memory or were read before. To be called within `writes`. */
  async of(encoder: EncoderIdentity): Promise<Embeddings> {
    const whole = this.#open.whole(encoder.fingerprint);
    if (whole) {
      // from now on this one does not know what is added
      this.#written = undefined;
      return whole;
    }
    if (this.#written?.encoder.fingerprint === encoder.fingerprint) return this.#written;
    const knn = new Channel<WriteOnlyIndex>('kNN');
    knn.connect(new WriteOnlyIndex());
    const written = new Embeddings(this.#context, encoder, knn);
    await written.reset();
    await written.fill(() => undefined);
    this.#written = written;
    return written;
  }

  /** Whether a product is known to have an embedding of this encoder, as far as the disk was read. */
  has(fingerprint: string, id: string): boolean {
    const embeddings = this.#open.whole(fingerprint) ?? this.#written;
    return embeddings?.encoder.fingerprint === fingerprint && embeddings.rows.rowOf(id) !== undefined;
  }

  /** Forgets what was read of an encoder; of any by default. What is in memory to be searched stays. */
  forget(fingerprint = this.#written?.encoder.fingerprint): void {
    if (this.#written?.encoder.fingerprint === fingerprint) this.#written = undefined;
  }
}
