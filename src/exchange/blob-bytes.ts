/** Reads the bytes at a place in a Blob, or rejects with the reason. */
import { LookalikeError } from '../shared/errors';
import { refusal, type FilePart } from '../contract/reasons';

/**
 * The error of a failed read under one of our names. A browser answers with a DOMException if the file has gone, has
 * changed since it was chosen or may not be read. Any other error comes from the bytes themselves.
 */
export function readError(cause: unknown, what: FilePart): LookalikeError {
  if (cause instanceof LookalikeError) return cause;
  const name = cause instanceof DOMException ? 'PhotoUnreadable' : 'FileCorrupt';
  return refusal(name, { code: 'unreadable', what, why: String(cause) }, { cause });
}

/**
 * @param what the Blob is, for a reason.
 * @returns the bytes from `from` to before `to`; the receiver owns them. Rejects with `FileCorrupt` where the Blob
 *   ends before `to`, with `PhotoUnreadable` where the browser can't read it.
 */
export async function blobBytes(
  blob: Blob,
  from: number,
  to: number,
  what: FilePart,
): Promise<Uint8Array<ArrayBuffer>> {
  if (to > blob.size) {
    throw refusal('FileCorrupt', { code: 'too-short', what, bytes: blob.size, least: to });
  }
  try {
    return new Uint8Array(await blob.slice(from, to).arrayBuffer());
  } catch (cause) {
    throw readError(cause, what);
  }
}
