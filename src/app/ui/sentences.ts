/** Says in two sentences what an error means and what the user can do. */
import { nameOf, type ErrorName } from '../../shared/errors';
import { errors, type Told } from '../messages/errors';

export interface Sentence extends Told {
  /** The error's message, coded as in `contract/reasons.ts`, where it helps the user to correct a file. */
  readonly detail?: string;
}

/** Errors whose messages are reasons that the user should read: those of imported files and models. */
const TOLD_IN_FULL: ReadonlySet<ErrorName> = new Set([
  'FileUnsupported',
  'FileCorrupt',
  'NamesInvalid',
  'NamesMismatch',
  'RowInvalid',
  'MemoryShort',
  'ModelUnsuitable',
  'ModelTooLarge',
  'HubFailed',
]);

/** Returns the sentence for an error; an unknown error is shown by its own message. */
export function sentenceFor(error: { readonly name: string; readonly message: string }): Sentence {
  const name = nameOf(error);
  if (name && TOLD_IN_FULL.has(name)) return { ...errors.named[name], detail: error.message };
  return name ? errors.named[name] : errors.unexpected(error.message);
}
