/** Types what a job needs of the encoder of its photos. */
import type { Encoded, PhotoFailure } from '../../contract/photo';

/** A photo encoded, with its thumbnail packed. */
export interface IndexedPhoto extends Omit<Encoded, 'picture'> {
  /** At most 256 px on the longest side. */
  readonly jpeg: ArrayBuffer;
}

/** One photo of a batch: encoded, or the reason why not. */
export type IndexOutcome = { readonly encoded: IndexedPhoto } | { readonly failure: PhotoFailure };

/** The encoder as the catalogue sees it. */
export interface PhotoEncoder {
  /** Outcomes in the order of the photos. */
  encodeBatch(photos: readonly Blob[]): Promise<readonly IndexOutcome[]>;
}
