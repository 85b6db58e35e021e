/** Reads the directory of a zip file: what it says of each entry. */
import { refusal } from '../contract/reasons';
import { blobBytes } from './blob-bytes';

/** One file inside a zip file, as the directory describes it. */
export interface ZipEntry {
  /** With folders, if any. */
  readonly name: string;
  /** 0: stored, 8: deflated; others exist. */
  readonly method: number;
  readonly isEncrypted: boolean;
  /** CRC-32 of the uncompressed bytes. */
  readonly crc: number;
  readonly compressedBytes: number;
  readonly sizeBytes: number;
  /** Where the entry's own header begins in the file. */
  readonly headerAt: number;
}

/** Where the directory lies and how much it lists. */
interface DirectoryPlace {
  readonly at: number;
  readonly sizeBytes: number;
  readonly entries: number;
}

const END_BYTES = 22;
const END_SIGNATURE = 0x06054b50;
const MAX_COMMENT_BYTES = 0xffff;
const LOCATOR_BYTES = 20;
const LOCATOR_SIGNATURE = 0x07064b50;
const END64_BYTES = 56;
const END64_SIGNATURE = 0x06064b50;
const ENTRY_BYTES = 46;
const ENTRY_SIGNATURE = 0x02014b50;
const ZIP64_FIELD = 0x0001;
/** In a 32-bit field: the value is in the entry's zip64 field. */
const ELSEWHERE = 0xffffffff;
const ELSEWHERE_16 = 0xffff;

/**
 * Reads the directory at the end of a zip file (PKWARE APPNOTE 6.3, zip64 too) and nothing else of it. The end record
 * must be the file's very end, so that a file that was cut off, or goes on after it, is refused at once.
 * Rejects with `FileCorrupt`, `FileUnsupported` (split into several files), `PhotoUnreadable`.
 */
export async function readZipDirectory(file: Blob): Promise<readonly ZipEntry[]> {
  const place = await findDirectory(file);
  const bytes = await blobBytes(file, place.at, place.at + place.sizeBytes, 'zip');
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (entries.length < place.entries) {
    if (at + ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== ENTRY_SIGNATURE) {
      throw refusal('FileCorrupt', {
        code: 'zip-directory',
        entries: entries.length,
        expected: place.entries,
      });
    }
    const nameBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const end = at + ENTRY_BYTES + nameBytes + extraBytes + view.getUint16(at + 32, true);
    if (end > bytes.length)
      throw refusal('FileCorrupt', { code: 'zip-entry-cut', entry: entries.length + 1 });
    const name = new TextDecoder().decode(bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes));
    const extraAt = at + ENTRY_BYTES + nameBytes;
    const wide = new WideValues(view, extraAt, extraAt + extraBytes);
    // the zip64 field lists its values in this order
    const sizeBytes = wide.valueOf(view.getUint32(at + 24, true));
    const compressedBytes = wide.valueOf(view.getUint32(at + 20, true));
    const headerAt = wide.valueOf(view.getUint32(at + 42, true));
    entries.push({
      name,
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      crc: view.getUint32(at + 16, true),
      compressedBytes,
      sizeBytes,
      headerAt,
    });
    at = end;
  }
  return entries;
}

async function findDirectory(file: Blob): Promise<DirectoryPlace> {
  const tailAt = Math.max(0, file.size - END_BYTES - MAX_COMMENT_BYTES);
  const tail = viewOf(await blobBytes(file, tailAt, file.size, 'zip'));
  let at = tail.byteLength - END_BYTES;
  while (at >= 0 && !endsAt(tail, at)) at -= 1;
  if (at < 0) throw refusal('FileCorrupt', { code: 'zip-end' });
  if (tail.getUint16(at + 4, true) !== 0 && tail.getUint16(at + 4, true) !== ELSEWHERE_16) {
    throw refusal('FileUnsupported', { code: 'zip-part' });
  }
  const entries = tail.getUint16(at + 10, true);
  const sizeBytes = tail.getUint32(at + 12, true);
  const directoryAt = tail.getUint32(at + 16, true);
  const isWide = entries === ELSEWHERE_16 || sizeBytes === ELSEWHERE || directoryAt === ELSEWHERE;
  return (isWide ? await findWide(file, tailAt + at) : undefined) ?? { at: directoryAt, sizeBytes, entries };
}

/** The record's comment, which may hold anything, must reach the end of the file. */
function endsAt(tail: DataView, at: number): boolean {
  return (
    tail.getUint32(at, true) === END_SIGNATURE &&
    at + END_BYTES + tail.getUint16(at + 20, true) === tail.byteLength
  );
}

/** Reads the zip64 end record, found by the locator before the end record; undefined where there is no locator. */
async function findWide(file: Blob, endAt: number): Promise<DirectoryPlace | undefined> {
  if (endAt < LOCATOR_BYTES) return undefined;
  const locator = viewOf(await blobBytes(file, endAt - LOCATOR_BYTES, endAt, 'zip'));
  if (locator.getUint32(0, true) !== LOCATOR_SIGNATURE) return undefined;
  const at = wideValue(locator, 8);
  const end = viewOf(await blobBytes(file, at, at + END64_BYTES, 'zip'));
  if (end.getUint32(0, true) !== END64_SIGNATURE) throw refusal('FileCorrupt', { code: 'zip64-end' });
  return { at: wideValue(end, 48), sizeBytes: wideValue(end, 40), entries: wideValue(end, 32) };
}

/** The 64-bit values of an entry's zip64 field, taken one after the other. */
class WideValues {
  readonly #view: DataView;
  #at = 0;
  #end = 0;

  /** Looks through the extra fields from `from` to before `to`. */
  constructor(view: DataView, from: number, to: number) {
    this.#view = view;
    for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
      if (view.getUint16(at, true) !== ZIP64_FIELD) continue;
      this.#at = at + 4;
      this.#end = Math.min(to, at + 4 + view.getUint16(at + 2, true));
      return;
    }
  }

  /** The value itself, or the next of the field if it only refers to that. */
  valueOf(narrow: number): number {
    if (narrow !== ELSEWHERE) return narrow;
    if (this.#at + 8 > this.#end) throw refusal('FileCorrupt', { code: 'zip64-sizes' });
    this.#at += 8;
    return wideValue(this.#view, this.#at - 8);
  }
}

/** A uint64 as a number; past 2^53 it is no size of a file that exists, and any comparison with one fails. */
function wideValue(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
