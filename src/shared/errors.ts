/** Names every way the product can fail, and declares an error that keeps its name across threads. */

/** Every way the product can fail. `app/ui/sentences.ts` owes each name one sentence and one way out. */
export const ERROR_NAMES = [
  'AbortError', // the caller cancelled
  'PhotoEmpty', // zero bytes
  'PhotoNotAnImage', // the bytes are no image format at all
  'PhotoUnsupported', // an image format this browser cannot decode (HEIC, TIFF, SVG, …)
  'PhotoCorrupt', // an image format, but the bytes do not decode
  'PhotoTooLarge', // more pixels or bytes than can be decoded safely
  'PhotoChanged', // the bytes differ from those that the product was made of
  'PhotoUnreadable', // the file is gone or may not be read
  'CropInvalid', // a part of a photo that is not inside it, or next to nothing
  'PixelsAltered', // the browser changes pixels that are read back (privacy mode)
  'ModelMissing', // model or card could not be loaded
  'ModelCorrupt', // model or card is not what the card says
  'ModelUnsuitable', // a custom model that encodes no photos, or whose inputs or outputs are not supported
  'ModelTooLarge', // a custom model that is too large for a tab
  'HubFailed', // the hub of models does not answer, or knows no such model
  'EncoderFailed', // the runtime failed while encoding
  'DeviceUnavailable', // the forced device does not exist here
  'FingerprintMismatch', // vectors made by another encoder
  'StorageFull', // the browser refused to store more
  'StorageFailed', // IndexedDB is missing, blocked or broken
  'CatalogueInUse', // another tab owns the catalogue
  'VectorInvalid', // wrong dims, NaN, infinite or zero vector
  'ProductMissing', // no product of that id
  'FileUnsupported', // a file to import whose kind or layout is not supported
  'FileCorrupt', // a file to import that is damaged or cut off
  'NamesInvalid', // no names, or an empty or repeated one
  'NamesMismatch', // another number of names than of vectors
  'RowInvalid', // a row of vectors that cannot be searched: NaN, infinite, or zero under cosine
  'MemoryShort', // vectors that would take more memory than the import may use
  'ImportRunning', // vectors are being imported already
  'PhotoUnsearchable', // a search by photo among vectors that another encoder made
  'IdUnwritable', // an id that the chosen table cannot hold
  'FileUnwritable', // a file to save to that may not be written, or for which there is no room
  'TableMissing', // no finished lookalike table, or it went out of date while it was read
  'WorkerDied', // a worker crashed or could not start
] as const;

export type ErrorName = (typeof ERROR_NAMES)[number];

/** An error whose meaning is its `name`; comlink carries name, message and stack across a thread, nothing else. */
export class LookalikeError extends Error {
  override readonly name: ErrorName;

  /** @param message what came and what was expected, for developers; what people read too is a reason of `contract/reasons.ts`. */
  constructor(name: ErrorName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}

/** The error's name if it is one of ours, also after crossing a thread; undefined for other errors. */
export function nameOf(error: { readonly name: string }): ErrorName | undefined {
  return ERROR_NAMES.find((name) => name === error.name);
}

/** Whether an error, possibly one that crossed a thread, carries one of our names. */
export function hasName(error: unknown, name: ErrorName): boolean {
  return error instanceof Error && error.name === name;
}

/** Whether work stopped because it was cancelled. */
export function isAbort(error: unknown): boolean {
  return hasName(error, 'AbortError');
}

/** Any thrown value as an Error, so that a message can be shown and nothing is swallowed. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** Throws `AbortError` when the signal has fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new LookalikeError('AbortError', 'cancelled by the caller');
}
