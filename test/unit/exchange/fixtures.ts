/** Names of golden files, or facts of a .npy file, in; files to read, and what NumPy reads from them, out. */
import { readFile } from 'node:fs/promises';
import { reasonText } from '../../../src/app/messages/reason-text';
import { hasName, type ErrorName } from '../../../src/shared/errors';
import type { VectorsFile } from '../../../src/exchange/vectors';

/** As `training/exchange_golden.py` writes it: values are base64 of little-endian float32 [rows, dims]. */
interface Golden {
  readonly rows: number;
  readonly dims: number;
  readonly names: readonly string[];
  readonly widenedHalves: string;
  readonly values: Readonly<Record<string, string>>;
}

const FOLDER = new URL('../../fixtures/exchange/', import.meta.url);

export async function readGolden(): Promise<Golden> {
  return JSON.parse(await readFile(new URL('golden.json', FOLDER), 'utf8')) as Golden;
}

/** A golden file's bytes, from offset 0 of a buffer of their own. */
export async function bytesOf(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return Uint8Array.from(await readFile(new URL(name, FOLDER)));
}

/** A golden file. */
export async function fixture(name: string): Promise<File> {
  return new File([await bytesOf(name)], name);
}

/** A .npy file of format 1.0, made by hand. */
export function npyOf(descr: string, shape: string, data: BlobPart, name = 'made.npy'): File {
  return npyWith(`{'descr': ${descr}, 'fortran_order': False, 'shape': ${shape}, }\n`, data, name);
}

/** A .npy file with any header. */
export function npyWith(header: string, data: BlobPart, name = 'made.npy'): File {
  const prefix = Uint8Array.of(
    0x93,
    0x4e,
    0x55,
    0x4d,
    0x50,
    0x59,
    1,
    0,
    header.length & 255,
    header.length >> 8,
  );
  return new File([prefix, header, data], name);
}

/** All values of the file, block by block: bits as int32, so that -0 and NaN are told apart. */
export async function bitsOf(vectors: VectorsFile, rowsPerBlock: number): Promise<number[]> {
  const bits: number[] = [];
  for await (const block of vectors.blocks(rowsPerBlock)) bits.push(...new Int32Array(block.buffer));
  return bits;
}

/** As `bitsOf`, of base64. */
export function bitsOfBase64(values: string): number[] {
  return [...new Int32Array(Uint8Array.from(Buffer.from(values, 'base64')).buffer)];
}

/** Name and words of what the work rejects with; an error without one of our names is thrown on. */
export async function refusal(work: Promise<unknown>): Promise<[ErrorName, string]> {
  try {
    await work;
  } catch (error) {
    for (const name of NAMES) if (hasName(error, name)) return [name, reasonText((error as Error).message)];
    throw error;
  }
  throw new Error('nothing was refused');
}

const NAMES = [
  'FileUnsupported',
  'FileCorrupt',
  'NamesInvalid',
  'NamesMismatch',
  'IdUnwritable',
  'PhotoUnreadable',
] as const;
