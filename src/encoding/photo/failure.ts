/** Says why a photo of a batch was not encoded, so that the others of the batch still are. */
import type { EncodeOutcome } from '../../contract/photo';
import { asError, nameOf } from '../../shared/errors';

/** The outcome of a photo that was not encoded. */
export type Failed = Extract<EncodeOutcome, { readonly failure: unknown }>;

/** @param thrown an error whose name is not a `LookalikeError`'s counts as `PhotoCorrupt`. */
export function failureOf(thrown: unknown): Failed {
  const error = asError(thrown);
  return { failure: { name: nameOf(error) ?? 'PhotoCorrupt', message: error.message } };
}
