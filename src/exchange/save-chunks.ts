/** Writes a file chunk by chunk, or gathers the chunks in a Blob. */
import { LookalikeError, asError, nameOf } from '../shared/errors';

/** Bytes after which chunks become a Blob of their own, which the browser may keep on disk. */
const PART_BYTES = 8 * 1024 * 1024;

/**
 * Writes into a file that the user chose. The file stays as it was until the last chunk is written, and also if
 * anything fails. No more than one chunk is in memory.
 *
 * Rejects with `FileUnwritable`, and with whatever `chunks` rejects with under one of our names.
 */
export async function intoFile(
  file: FileSystemFileHandle,
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>,
): Promise<void> {
  try {
    const writable = await file.createWritable();
    try {
      for await (const chunk of chunks) await writable.write(chunk);
      await writable.close();
    } catch (error) {
      // drops what was written; a stream that broke by itself has dropped it already and rejects here
      await writable.abort().catch(() => undefined);
      throw error;
    }
  } catch (thrown) {
    const error = asError(thrown);
    if (nameOf(error)) throw error;
    throw new LookalikeError('FileUnwritable', `${file.name}: ${error.name}: ${error.message}`, {
      cause: thrown,
    });
  }
}

/** Gathers a file for a download, in parts. Rejects with whatever `chunks` rejects with. */
export async function intoBlob(chunks: AsyncIterable<Uint8Array<ArrayBuffer>>): Promise<Blob> {
  const parts: Blob[] = [];
  let part: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    part.push(chunk);
    bytes += chunk.byteLength;
    if (bytes < PART_BYTES) continue;
    parts.push(new Blob(part));
    part = [];
    bytes = 0;
  }
  return new Blob([...parts, ...part]);
}
