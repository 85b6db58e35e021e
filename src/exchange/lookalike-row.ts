/** Declares a product with its lookalikes, as the tables hold them. */

/** One lookalike of a product. */
export interface ScoredId {
  readonly id: string;
  /** Cosine similarity, -1..1, float32. */
  readonly score: number;
}

/** A product and its lookalikes, best first. */
export interface LookalikeRow {
  readonly id: string;
  readonly lookalikes: readonly ScoredId[];
}

/** How one format writes. */
export interface TableFormat {
  /** Before the first product; empty where the format has none. */
  readonly header: string;
  /** The lines of one product, each with its line break. */
  lines(row: LookalikeRow): string;
}
