/** Encoders in; the embeddings of each, several of them in memory at once while they fit, out. */
import type { EncoderIdentity } from '../../contract/encoder';
import { rowBytes } from '../../knn/shard-layout';
import type { Store } from '../../store/store';
import { Embeddings, type KnnCalls } from './embeddings';
import { Line } from '../../shared/line';
import type { ProductList } from '../products/product-list';

/** Encoders whose embeddings are in memory at once: as many as can be compared. */
const MOST_OPEN = 4;

interface Held {
  readonly embeddings: Embeddings;
  readonly index: KnnCalls;
}

/** What the embeddings share with the rest of the catalogue. */
export interface OpenEmbeddingsHost {
  readonly store: Store;
  /** Its name within the store. */
  readonly catalogue: string;
  readonly products: ProductList;
  /** The embeddings of this encoder are about to change: resolves when whoever reads all of them has stopped. */
  readonly changing: (fingerprint: string) => Promise<void>;
  /** What all indexes together should take at most; the one that answers is held whatever it takes. */
  readonly memoryBytes: number;
}

/** Each encoder's embeddings in an index of its own, so that a switch between two finds both filled. */
export class OpenEmbeddings {
  readonly #host: OpenEmbeddingsHost;
  /** By fingerprint, the one used longest ago first. */
  readonly #held = new Map<string, Held>();
  readonly #spare: KnnCalls[] = [];
  #makeIndex: (() => KnnCalls) | undefined;

  constructor(host: OpenEmbeddingsHost) {
    this.#host = host;
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
    const knn = new Line<KnnCalls>('kNN');
    if (index) knn.connect(index);
    const { store, catalogue, products, changing } = this.#host;
    const embeddings = new Embeddings({ store, catalogue, products, knn }, encoder, () =>
      changing(fingerprint),
    );
    await embeddings.reset();
    if (index) this.#held.set(fingerprint, { embeddings, index });
    return embeddings;
  }

  /** Of an encoder, where all of them are in memory. */
  whole(fingerprint: string): Embeddings | undefined {
    const embeddings = this.#held.get(fingerprint)?.embeddings;
    return embeddings?.isWhole ? embeddings : undefined;
  }

  /** Takes products out of every index but one; see `Embeddings.forget`. */
  async forgetElsewhere(ids: readonly string[], fingerprint: string): Promise<void> {
    for (const [other, { embeddings }] of this.#held) {
      if (other !== fingerprint) await embeddings.forget(ids);
    }
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

  async #makeRoom(dims: number, staying: string | undefined): Promise<void> {
    const products = this.#host.products.size;
    const bytesOf = (width: number) => products * rowBytes(width, false);
    for (;;) {
      const others = [...this.#held].map(([print, { embeddings }]) => ({ print, embeddings }));
      const bytes = others.reduce(
        (sum, { embeddings }) => sum + bytesOf(embeddings.encoder.dims),
        bytesOf(dims),
      );
      const oldest = others.find(({ print }) => print !== staying);
      if (!oldest || (bytes <= this.#host.memoryBytes && others.length < MOST_OPEN)) return;
      await this.putAway(oldest.print);
    }
  }
}
