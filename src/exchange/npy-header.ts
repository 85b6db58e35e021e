/** Reads type, shape and order of a .npy file's array from its header. */
import { refusal, type FilePart } from '../contract/reasons';
import type { ByteReader } from './byte-reader';
import { parseDtype, type NpyDtype } from './npy-dtype';
import { parseLiteral, type Literal } from './python-literal';

/** What a .npy file says of its array. */
export interface NpyHeader {
  readonly dtype: NpyDtype;
  readonly shape: readonly number[];
  /** Whether columns lie together instead of rows. */
  readonly isFortranOrder: boolean;
  /** Byte offset of the first item. */
  readonly dataAt: number;
}

/** The first six bytes of every .npy file: `\x93NUMPY`. */
export const NPY_MAGIC = '\x93NUMPY';
const PREFIX_BYTES = NPY_MAGIC.length + 2;
/** Real headers have a hundred bytes or so; only structures, which are refused anyway, have long ones. */
const MAX_HEADER_BYTES = 65_536;

/**
 * Reads the header of format 1.0, 2.0 or 3.0 (numpy.lib.format) from the reader's start, up to its data.
 *
 * @param what the array is, for a reason.
 * Rejects with `FileUnsupported` where this is no .npy file or one of another version, with `FileCorrupt` where the
 * header is cut off or says nothing that makes sense, with `PhotoUnreadable`.
 */
export async function readNpyHeader(reader: ByteReader, what: FilePart): Promise<NpyHeader> {
  const prefix = await reader.read(PREFIX_BYTES);
  const magic = String.fromCharCode(...prefix.subarray(0, NPY_MAGIC.length));
  if (magic !== NPY_MAGIC) {
    throw refusal('FileUnsupported', { code: 'npy-magic', what, magic });
  }
  const [major = 0, minor = 0] = prefix.subarray(NPY_MAGIC.length);
  if (major < 1 || major > 3 || minor !== 0) {
    throw refusal('FileUnsupported', { code: 'npy-version', what, major, minor });
  }
  const lengthBytes = major === 1 ? 2 : 4;
  const length = new DataView((await reader.read(lengthBytes)).buffer);
  const headerBytes = major === 1 ? length.getUint16(0, true) : length.getUint32(0, true);
  if (headerBytes > MAX_HEADER_BYTES) {
    const reason = { code: 'npy-header-long', what, bytes: headerBytes, most: MAX_HEADER_BYTES } as const;
    throw refusal('FileUnsupported', reason);
  }
  const encoded = await reader.read(headerBytes);
  // format 3.0 is UTF-8, but only the field names of structures go past ASCII, and those are never read
  const text = new TextDecoder('latin1').decode(encoded);
  const facts = factsOf(parseLiteral(text));
  if (!facts) {
    throw refusal('FileCorrupt', { code: 'npy-header', what, text: text.trim().slice(0, 200) });
  }
  return { ...facts, dataAt: PREFIX_BYTES + lengthBytes + headerBytes };
}

function factsOf(header: Literal | undefined): Omit<NpyHeader, 'dataAt'> | undefined {
  if (!(header instanceof Map)) return undefined;
  const facts = header as ReadonlyMap<Literal, Literal>;
  const descr = facts.get('descr');
  const isFortranOrder = facts.get('fortran_order');
  const shape = facts.get('shape');
  if (descr === undefined || typeof isFortranOrder !== 'boolean' || !isShape(shape)) return undefined;
  return { dtype: parseDtype(descr), isFortranOrder, shape };
}

function isShape(value: Literal | undefined): value is readonly number[] {
  return Array.isArray(value) && value.every((length) => Number.isSafeInteger(length));
}
