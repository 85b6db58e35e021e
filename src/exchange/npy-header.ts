/** The first bytes of a .npy file in; type, shape and order of its array out. */
import { LookalikeError } from '../errors';
import type { ByteReader } from './byte-reader';
import { parseDtype, type NpyDtype } from './npy-dtype';
import { parseLiteral, type Literal } from './python-literal';

/** What a .npy file says of its array. */
export interface NpyHeader {
  readonly dtype: NpyDtype;
  readonly shape: readonly number[];
  /** Columns lie together instead of rows. */
  readonly isFortranOrder: boolean;
  /** Where the items begin. */
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
 * @param what the array's name in a message.
 * Rejects with `FileUnsupported` where this is no .npy file or one of another version, with `FileCorrupt` where the
 * header is cut off or says nothing that makes sense, with `PhotoUnreadable`.
 */
export async function readNpyHeader(reader: ByteReader, what: string): Promise<NpyHeader> {
  const prefix = await reader.read(PREFIX_BYTES);
  const magic = String.fromCharCode(...prefix.subarray(0, NPY_MAGIC.length));
  if (magic !== NPY_MAGIC) {
    throw new LookalikeError(
      'FileUnsupported',
      `${what} starts with ${JSON.stringify(magic)}, expected "\\x93NUMPY"`,
    );
  }
  const [major = 0, minor = 0] = prefix.subarray(NPY_MAGIC.length);
  if (major < 1 || major > 3 || minor !== 0) {
    throw new LookalikeError(
      'FileUnsupported',
      `${what} is .npy format ${major}.${minor}, expected 1.0, 2.0 or 3.0`,
    );
  }
  const lengthBytes = major === 1 ? 2 : 4;
  const length = new DataView((await reader.read(lengthBytes)).buffer);
  const headerBytes = major === 1 ? length.getUint16(0, true) : length.getUint32(0, true);
  if (headerBytes > MAX_HEADER_BYTES) {
    throw new LookalikeError(
      'FileUnsupported',
      `${what} has a header of ${headerBytes} bytes, expected at most ${MAX_HEADER_BYTES}`,
    );
  }
  const encoded = await reader.read(headerBytes);
  // format 3.0 is UTF-8, but only the field names of structures, which nobody looks at, go past ASCII
  const text = new TextDecoder('latin1').decode(encoded);
  const facts = factsOf(parseLiteral(text));
  if (!facts) {
    throw new LookalikeError(
      'FileCorrupt',
      `${what} has a header without type, order and shape: ${text.trim().slice(0, 200)}`,
    );
  }
  return { ...facts, dataAt: PREFIX_BYTES + lengthBytes + headerBytes };
}

/** A shape for a message, as NumPy writes it. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape.join()},)` : `(${shape.join(', ')})`;
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
