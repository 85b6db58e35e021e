/** Declares what crosses threads about a product, and about those that are like it. */

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
  /** How many there are of them all. */
  readonly total: number;
  readonly products: readonly Product[];
}

/** One result: best first; equal scores in the order in which products were added. */
export interface Match {
  readonly product: Product;
  /** Cosine similarity, -1..1; among vectors by the metric chosen for them. Higher is closer. */
  readonly score: number;
}
