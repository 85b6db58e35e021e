/** Declares the products of a catalogue, and the calls that every catalogue answers about them. */
import type { CallOptions } from './call';
import type { FocusView } from './photo';

/** An item of the catalogue. */
export interface Product {
  /** Its photo's path, or the name of its vector: unique in the catalogue. */
  readonly id: string;
  /** The file's name without folder and extension. */
  readonly name: string;
  /** Lower-case hex SHA-256 of the photo's bytes; of a vector the fingerprint of its file. */
  readonly hash: string;
  /** Of the photo, in pixels, as `height`; both are 0 where the product is a vector without a photo. */
  readonly width: number;
  readonly height: number;
  readonly sizeBytes: number;
  /** Milliseconds since 1970. */
  readonly addedAt: number;
}

/** Some of the products whose names begin alike. */
export interface NamedProducts {
  /** Number of all such products, also of those not in `products`. */
  readonly total: number;
  readonly products: readonly Product[];
}

/** One result: best first; equal scores in the order in which products were added. */
export interface Match {
  readonly product: Product;
  /** Cosine similarity, -1..1; among vectors by the metric chosen for them. Higher is closer. */
  readonly score: number;
}

/** What an encoder has made of a product's photo. */
export interface ProductEmbedding {
  /** float32 [dims], of unit length. */
  readonly embedding: Float32Array<ArrayBuffer>;
  /** Of the encoder. */
  readonly fingerprint: string;
}

/** Options of `ProductCalls.search`. */
export interface SearchOptions extends CallOptions {
  /**
   * Fingerprint of the encoder that made the embedding. The search is refused if another encoder is open by now. Not
   * checked by default.
   */
  readonly fingerprint?: string | undefined;
}

/** The calls of every catalogue whose products are in the index. */
export interface ProductCalls {
  /** `count` products from position `start` in the order of adding. */
  list(start: number, count: number): Promise<readonly Product[]>;
  /**
   * `count` products from position `start` among those whose names begin with `prefix`, ignoring case. They are sorted
   * by name, so the prefix itself comes first.
   */
  named(prefix: string, start: number, count: number): Promise<NamedProducts>;
  /** The thumbnail of one product. Rejects with `ProductMissing`. */
  thumbnail(id: string): Promise<Blob>;
  /** What the encoder saw of a product's photo. Rejects with `ProductMissing`. */
  view(id: string): Promise<FocusView>;
  /** The best `k` for an embedding of the open encoder. Rejects with `VectorInvalid`, `FingerprintMismatch`. */
  search(embedding: Float32Array, k: number, options?: SearchOptions): Promise<readonly Match[]>;
  /** The best `k` for a product of the catalogue, itself never among them. Rejects with `ProductMissing`. */
  lookalikes(id: string, k: number, options?: CallOptions): Promise<readonly Match[]>;
  /**
   * The embedding of a product's photo as it was seen when it was added; the caller owns it. Rejects with
   * `ProductMissing`, `FingerprintMismatch`.
   */
  embedding(id: string): Promise<ProductEmbedding>;
  /** Removes products with their photos and embeddings. Unknown ids are ignored. Returns how many were removed. */
  remove(ids: readonly string[]): Promise<number>;
}
