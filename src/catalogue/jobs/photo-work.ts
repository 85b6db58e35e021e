/** Types what one kind of job does with its photos, and refuses what another encoder has made of them. */
import type { SkippedPhoto } from '../../contract/job';
import { LookalikeError } from '../../shared/errors';
import type { JobRecord } from '../../store/schema';
import type { IndexOutcome, IndexedPhoto } from './photo-encoder';

/** A photo read and looked at. */
export type Finished =
  | { readonly kind: 'unchanged'; readonly position: number }
  | { readonly kind: 'skipped'; readonly position: number; readonly skipped: SkippedPhoto }
  | {
      readonly kind: 'encoded';
      readonly position: number;
      readonly path: string;
      readonly hash: string;
      readonly photo: Blob;
      readonly encoded: IndexedPhoto;
    };

/** What the kinds of jobs differ in: `AddPhotos` makes products, `EmbedPhotos` embeddings of products that are there. */
export interface PhotoWork {
  encodeBatch(photos: readonly Blob[]): Promise<readonly IndexOutcome[]>;
  /** Whether the photo at this path need not even be read. */
  isSettled(path: string): boolean;
  /** Whether this photo, at this path, needs no encoding. */
  isUnchanged(path: string, hash: string): boolean;
  /** Stores a batch and the job's checkpoint behind it in one transaction; resolves with that checkpoint. */
  commit(job: JobRecord, finished: readonly Finished[]): Promise<JobRecord>;
}

/** @throws `FingerprintMismatch` where another encoder has made any of it, whatever channel it came over. */
export function requireOneEncoder(finished: readonly Finished[], fingerprint: string): void {
  for (const photo of finished) {
    if (photo.kind !== 'encoded' || photo.encoded.fingerprint === fingerprint) continue;
    throw new LookalikeError(
      'FingerprintMismatch',
      `an embedding of ${photo.encoded.fingerprint} came for ${photo.path}, ${fingerprint} was expected`,
    );
  }
}
