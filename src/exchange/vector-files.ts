/** Opens files that were given together, and pairs the vectors and the names among them. */
import { LookalikeError } from '../shared/errors';
import { refusal } from '../contract/reasons';
import { sha256 } from '../shared/sha256';
import { bindNames, type NamedBlock } from './bind-names';
import { blobBytes } from './blob-bytes';
import { readNames } from './names';
import { NpyArray, npyFile } from './npy-array';
import { NPY_MAGIC } from './npy-header';
import { openVectors } from './vectors';

/** Vectors with their names, and what they were opened from. */
export interface VectorFiles {
  readonly facts: {
    /** Name of the file of vectors. */
    readonly name: string;
    /** Name of the file of names; absent where rows are named by their numbers, from 0. */
    readonly namesFrom: string | undefined;
    /** `vectors:` and the SHA-256 of the file's size and of samples from all over it. */
    readonly fingerprint: string;
    readonly rows: number;
    readonly dims: number;
  };
  /** As `NamedVectors.blocks`. */
  readonly blocks: (rowsPerBlock: number) => AsyncGenerator<NamedBlock, void, undefined>;
}

const TEXT = /\.(txt|csv)$/i;
const VECTORS = /\.(npy|npz)$/i;
/** So many samples, evenly spread from the first byte to the last, tell apart files of the same size. */
const SAMPLES = 64;
const SAMPLE_BYTES = 65_536;

/**
 * Opens one file of vectors, with or without one of names, in any order. An .npy file is recognised by its content.
 *
 * Rejects with `FileUnsupported` if there are more or fewer of either, or if a file is neither. Rejects as
 * `openVectors`, `readNames` and `bindNames` do, with the file's name in the message. No row has been read then.
 */
export async function openVectorFiles(files: readonly File[]): Promise<VectorFiles> {
  const vectors: File[] = [];
  const names: File[] = [];
  for (const file of files) ((await isNames(file)) ? names : vectors).push(file);
  const [file, ...moreVectors] = vectors;
  const [namesFile, ...moreNames] = names;
  if (!file) {
    throw refusal(
      'FileUnsupported',
      namesFile ? { code: 'only-names', files: called(names) } : { code: 'no-file' },
    );
  }
  if (moreVectors.length > 0) {
    throw refusal('FileUnsupported', { code: 'several-vectors', files: called(vectors) });
  }
  if (moreNames.length > 0) {
    throw refusal('FileUnsupported', { code: 'several-names', files: called(names) });
  }
  const opened = await told(file, openVectors(file));
  if (opened.rows === 0) {
    throw refusal('FileUnsupported', { code: 'no-vectors', file: file.name });
  }
  const read = namesFile
    ? await told(namesFile, readNames(namesFile))
    : Array.from({ length: opened.rows }, (_, row) => String(row));
  const named = bindNames(opened, read);
  return {
    facts: {
      name: file.name,
      namesFrom: namesFile?.name,
      fingerprint: `vectors:${await told(file, sampledHash(file))}`,
      rows: named.rows,
      dims: named.dims,
    },
    blocks: (rowsPerBlock) => named.blocks(rowsPerBlock),
  };
}

async function isNames(file: File): Promise<boolean> {
  if (TEXT.test(file.name)) return true;
  const magic = await told(file, blobBytes(file, 0, Math.min(NPY_MAGIC.length, file.size), 'file'));
  if (String.fromCharCode(...magic) === NPY_MAGIC) {
    const { dtype, shape } = (await told(file, NpyArray.open(npyFile(file)))).header;
    return 'USO'.includes(dtype.kind || '-') || (shape.length === 1 && dtype.kind !== 'f');
  }
  // a damaged file of vectors is refused with its own reason later
  if (VECTORS.test(file.name)) return false;
  throw refusal('FileUnsupported', { code: 'neither-kind', file: file.name });
}

/** Hashes samples, because a file as large as memory cannot be hashed at once. */
async function sampledHash(file: File): Promise<string> {
  const samples: BlobPart[] = [`${file.size}\n`];
  if (file.size <= SAMPLES * SAMPLE_BYTES) samples.push(await blobBytes(file, 0, file.size, 'file'));
  else {
    for (let i = 0; i < SAMPLES; i += 1) {
      const from = Math.floor((i * (file.size - SAMPLE_BYTES)) / (SAMPLES - 1));
      samples.push(await blobBytes(file, from, from + SAMPLE_BYTES, 'file'));
    }
  }
  return sha256(await new Blob(samples).arrayBuffer());
}

/** Adds the file's name to a refusal, because several files are opened at once. */
async function told<T>(file: File, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof LookalikeError)) throw error;
    const reason = { code: 'in-file', file: file.name, why: error.message } as const;
    throw refusal(error.name, reason, { cause: error });
  }
}

function called(files: readonly File[]): readonly string[] {
  return files.map(({ name }) => name);
}
