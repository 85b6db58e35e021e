/** Opens a reader of a zip file's entry, stored or deflated. */
import { refusal, type FilePart } from '../contract/reasons';
import { blobBytes } from './blob-bytes';
import { blobStream } from './blob-stream';
import { ByteReader } from './byte-reader';
import type { ZipEntry } from './zip-directory';

const HEADER_BYTES = 30;
const HEADER_SIGNATURE = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
/** Deflate makes nothing smaller than this: a run of 258 equal bytes takes two bits. */
const MAX_RATIO = 1032;

/**
 * Opens an entry at its first byte; the reader's `finish` compares the checksum. The stream is inflated as it is
 * read, so no more than a portion of it is in memory.
 * Rejects with `FileUnsupported` (encrypted, another compression), `FileCorrupt`, `PhotoUnreadable`.
 */
export async function openZipEntry(file: Blob, entry: ZipEntry, what: FilePart): Promise<ByteReader> {
  if (entry.isEncrypted) {
    throw refusal('FileUnsupported', { code: 'zip-encrypted', what });
  }
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw refusal('FileUnsupported', { code: 'zip-method', what, method: entry.method });
  }
  const { compressedBytes, sizeBytes } = entry;
  const isPossible =
    entry.method === STORED ? sizeBytes === compressedBytes : sizeBytes <= compressedBytes * MAX_RATIO;
  if (!isPossible) {
    throw refusal('FileCorrupt', { code: 'zip-ratio', what, bytes: sizeBytes, packedBytes: compressedBytes });
  }
  const packed = await packedBytes(file, entry, what);
  const stream = entry.method === STORED ? blobStream(packed) : inflated(packed);
  return new ByteReader(stream, what, entry.crc);
}

/**
 * The bytes of an entry. Only the entry's own header says where they begin, because it repeats the name and has extra
 * fields of its own.
 */
async function packedBytes(file: Blob, entry: ZipEntry, what: FilePart): Promise<Blob> {
  const { headerAt } = entry;
  const header = await blobBytes(file, headerAt, headerAt + HEADER_BYTES, 'zip');
  const view = new DataView(header.buffer);
  const dataAt = headerAt + HEADER_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
  if (view.getUint32(0, true) !== HEADER_SIGNATURE || dataAt + entry.compressedBytes > file.size) {
    throw refusal('FileCorrupt', { code: 'zip-misplaced', what });
  }
  return file.slice(dataAt, dataAt + entry.compressedBytes);
}

function inflated(packed: Blob): ReadableStream<Uint8Array> {
  return blobStream(packed).pipeThrough(new DecompressionStream('deflate-raw'));
}
