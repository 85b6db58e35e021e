/** Writes vectors, drawn or from a file, as .npy files for the browser and every peer. */
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { arrayText } from '../../src/app/messages/file-reasons';
import { reasonText } from '../../src/app/messages/reason-text';
import { ByteReader } from '../../src/exchange/byte-reader';
import { NpyArray } from '../../src/exchange/npy-array';
import { UsageError, note } from '../command';
import { VectorDrawer, type DrawnSet } from './draw-vectors';

/** Float32 of little-endian order, C order, [n, dims]. */
export interface VectorFile {
  readonly path: string;
  readonly n: number;
  readonly dims: number;
  /** Where the first row begins. */
  readonly dataAt: number;
}

/** The rows that are searched, and the queries. */
export interface VectorFiles {
  readonly rows: VectorFile;
  readonly queries: VectorFile;
}

/** Queries of a run; fewer where a file has fewer rows. */
const QUERIES = 1000;
const FLOAT_BYTES = 4;
/** Vectors that are in memory at once. */
const BLOCK_BYTES = 16 * 2 ** 20;
/** A header ends where the rows' first byte is a multiple of this. */
const HEADER_BYTES = 64;
/** Bytes read for a header, more than the longest one. */
const MOST_HEADER_BYTES = 2 ** 17;
const DRAWN = fileURLToPath(new URL('../../.bench/vectors', import.meta.url));

/** The first bytes of a .npy file of format 1.0 with float32 [n, dims], as NumPy writes them. */
export function npyHeader(n: number, dims: number): Buffer {
  const dict = `{'descr': '<f4', 'fortran_order': False, 'shape': (${n}, ${dims}), }`;
  const before = 10;
  const padded = Math.ceil((before + dict.length + 1) / HEADER_BYTES) * HEADER_BYTES - before;
  const header = Buffer.alloc(before + padded, ' ');
  header.write('\x93NUMPY\x01\x00', 'latin1');
  header.writeUInt16LE(padded, 8);
  header.write(dict, before, 'latin1');
  header.write('\n', header.length - 1);
  return header;
}

/** Writes rows as they arrive. The file appears under its name only when whole, even if the process is killed. */
export async function writeVectors(
  path: string,
  n: number,
  dims: number,
  blocks: AsyncIterable<Float32Array> | Iterable<Float32Array>,
): Promise<VectorFile> {
  const part = `${path}.${process.pid}.part`;
  const header = npyHeader(n, dims);
  const file = await open(part, 'w');
  try {
    await file.writeFile(header);
    for await (const block of blocks) {
      await file.writeFile(new Uint8Array(block.buffer, block.byteOffset, block.byteLength));
    }
    await file.close();
    await rename(part, path);
  } catch (error) {
    await file.close();
    await rm(part, { force: true });
    throw error;
  }
  return { path, n, dims, dataAt: header.length };
}

/** Rejects with a `UsageError` where the file is none, or no float32 [n, dims] in C order with a row in it. */
export async function openVectors(path: string): Promise<VectorFile> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new UsageError(`--vectors: there is no file ${path}.`);
  const head = new Blob([await firstBytes(path)]);
  const array = await NpyArray.open({
    what: 'file',
    sizeBytes: found.size,
    open: async () => new ByteReader(head.stream(), 'file'),
  }).catch((error: unknown) => {
    throw new UsageError(
      `--vectors: ${path}: ${reasonText(error instanceof Error ? error.message : String(error))}.`,
    );
  });
  const { dtype, shape, isFortranOrder, dataAt } = array.header;
  const [n = 0, dims = 0] = shape;
  const isFloat32 = dtype.kind === 'f' && dtype.itemBytes === FLOAT_BYTES && !dtype.isBigEndian;
  const came = arrayText(array.described);
  const bytes = dataAt + n * dims * FLOAT_BYTES;
  if (!isFloat32 || isFortranOrder || shape.length !== 2 || bytes === dataAt) {
    const order = isFortranOrder ? ' in Fortran order' : '';
    throw new UsageError(`--vectors: ${path} is ${came}${order}, expected float32 [n, dims] in C order.`);
  }
  if (found.size !== bytes) {
    throw new UsageError(`--vectors: ${path} has ${found.size} bytes, expected ${bytes} for ${came}.`);
  }
  return { path, n, dims, dataAt };
}

/** Files drawn from a seed; kept, and drawn once. */
export async function drawnVectors(n: number, dims: number, seed: number): Promise<VectorFiles> {
  await mkdir(DRAWN, { recursive: true });
  const drawn = async (set: DrawnSet, count: number): Promise<VectorFile> => {
    // a changed recipe needs another name, or earlier files would be used for it
    const path = join(DRAWN, `clusters-${set}-${count}x${dims}-seed${seed}.npy`);
    if (existsSync(path)) return openVectors(path);
    note(`knn: drawing ${count} ${set} of ${dims} dims`);
    return writeVectors(path, count, dims, blocksOf(new VectorDrawer(dims, seed, set), count, dims));
  };
  return { rows: await drawn('rows', n), queries: await drawn('queries', QUERIES) };
}

/** Rows of a file, evenly spread, written as queries of their own. */
export async function queriesAmong(rows: VectorFile, path: string): Promise<VectorFile> {
  const count = Math.min(QUERIES, rows.n);
  const queries = new Float32Array(count * rows.dims);
  const file = await open(rows.path);
  try {
    const rowBytes = rows.dims * FLOAT_BYTES;
    for (let i = 0; i < count; i += 1) {
      const row = Math.floor((i * rows.n) / count);
      const target = new Uint8Array(queries.buffer, i * rowBytes, rowBytes);
      await file.read(target, 0, rowBytes, rows.dataAt + row * rowBytes);
    }
  } finally {
    await file.close();
  }
  return writeVectors(path, count, rows.dims, [queries]);
}

async function firstBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = await open(path);
  try {
    const bytes = new Uint8Array(MOST_HEADER_BYTES);
    const { bytesRead } = await file.read(bytes);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function* blocksOf(drawer: VectorDrawer, n: number, dims: number): Iterable<Float32Array> {
  const blockRows = Math.max(1, Math.floor(BLOCK_BYTES / (dims * FLOAT_BYTES)));
  for (let row = 0; row < n; row += blockRows) yield drawer.draw(Math.min(blockRows, n - row));
}
