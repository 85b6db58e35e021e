/** An error's name in; what happened and what to do, in one sentence each, out. */
import { nameOf, type ErrorName } from '../../shared/errors';
import { errors, type Told } from '../messages/errors';

export interface Sentence extends Told {
  /** What came and what was expected, where only that lets somebody put a file right: a message as `contract/reasons.ts` says. */
  readonly detail?: string;
}

/** Errors of files to import: their messages are reasons, for people too. */
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

/** The sentence for anything thrown; unknown errors keep their own words. */
export function sentenceFor(error: { readonly name: string; readonly message: string }): Sentence {
  const name = nameOf(error);
  if (name && TOLD_IN_FULL.has(name)) return { ...errors.named[name], detail: error.message };
  return name ? errors.named[name] : errors.unexpected(error.message);
}
