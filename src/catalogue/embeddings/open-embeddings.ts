/** Holds the embeddings of several encoders in memory at once while they fit, so that a switch finds both filled. */
import type { EncoderIdentity } from '../../contract/encoder';
import { rowBytes } from '../../knn/shard-layout';
import { Channel } from '../../shared/channel';
import type { CatalogueContext, ReplacedProducts } from '../catalogue-context';
import { Embeddings, type KnnCalls } from './embeddings';

/** Encoders whose embeddings are in memory at once: as many as can be compared. */
const MOST_OPEN = 4;

interface Held {
  readonly embeddings: Embeddings;
  readonly index: KnnCalls;
}

/** Each encoder's embeddings in an index of its own. */
export class OpenEmbeddings {
  readonly #context: CatalogueContext;
  readonly #memoryBytes: number;
  /** By fingerprint, the one used longest ago first. */
  readonly #held = new Map<string, Held>();
  readonly #spare: KnnCalls[] = [];
  #makeIndex: (() => KnnCalls) | undefined;

  /** @param memoryBytes that all indexes together should take at most; the active one stays whatever it takes. */
  constructor(context: CatalogueContext, memoryBytes: number) {
    this.#context = context;
    this.#memoryBytes = memoryBytes;
    context.productsReplaced.on((replaced) => this.#forget(replaced));
  }

  /** @param makeIndex called for every further encoder; indexes that are no longer needed are used again. */
  connect(makeIndex: () => KnnCalls): void {
    this.#makeIndex = makeIndex;
  }

  /**
   * Of an encoder: as they are in memory, or empty and to be filled. Others, those used longest ago first, make room.
   *
   * @param staying fingerprint of the encoder that is never put away for it.
   */
  async open(encoder: EncoderIdentity, staying?: string): Promise<Embeddings> {
    const { fingerprint } = encoder;
    const held = this.#held.get(fingerprint);
    if (held) {
      this.#held.delete(fingerprint);
      this.#held.set(fingerprint, held);
      return held.embeddings;
    }
    await this.#makeRoom(encoder.dims, staying);
    const index = this.#spare.pop() ?? this.#makeIndex?.();
    const knn = new Channel<KnnCalls>('kNN');
    if (index) knn.connect(index);
    const embeddings = new Embeddings(this.#context, encoder, knn);
    await embeddings.reset();
    if (index) this.#held.set(fingerprint, { embeddings, index });
    return embeddings;
  }

  /** Of an encoder, where all of them are in memory. */
  whole(fingerprint: string): Embeddings | undefined {
    const embeddings = this.#held.get(fingerprint)?.embeddings;
    return embeddings?.isWhole ? embeddings : undefined;
  }

  /** Gives the memory of an encoder's embeddings back; those on disk stay. */
  async putAway(fingerprint: string): Promise<void> {
    const held = this.#held.get(fingerprint);
    if (!held) return;
    this.#held.delete(fingerprint);
    held.embeddings.knn.cut();
    await held.index.reset(1);
    this.#spare.push(held.index);
  }

  async putAllAway(): Promise<void> {
    for (const fingerprint of [...this.#held.keys()]) await this.putAway(fingerprint);
  }

  async #forget({ ids, by }: ReplacedProducts): Promise<void> {
    for (const [fingerprint, { embeddings }] of this.#held) {
      if (fingerprint !== by) await embeddings.forget(ids);
    }
  }

  async #makeRoom(dims: number, staying: string | undefined): Promise<void> {
    const products = this.#context.products.size;
    const bytesOf = (width: number) => products * rowBytes(width, false);
    for (;;) {
      const others = [...this.#held].map(([print, { embeddings }]) => ({ print, embeddings }));
      const bytes = others.reduce(
        (sum, { embeddings }) => sum + bytesOf(embeddings.encoder.dims),
        bytesOf(dims),
      );
      const oldest = others.find(({ print }) => print !== staying);
      if (!oldest || (bytes <= this.#memoryBytes && others.length < MOST_OPEN)) return;
      await this.putAway(oldest.print);
    }
  }
}
