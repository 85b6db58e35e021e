/** Reads the names of products, in their order, from a .npy, .txt or .csv file. */
import { refusal } from '../contract/reasons';
import { blobBytes } from './blob-bytes';
import { NPY_MAGIC } from './npy-header';
import { readNpyNames } from './npy-names';
import { collectNames } from './placed-names';
import { csvNames, lineNames } from './text-names';

/** Half of the longest string that a browser makes; a million names of 250 characters. */
const MAX_TEXT_BYTES = 268_435_456;

/**
 * Reads names: a .npy file is known by its first bytes, .csv and .txt by the file's extension, in any case.
 * Text is UTF-8, with a byte order mark or without.
 *
 * Rejects with `FileUnsupported` (another kind of file, another encoding, an array of other things), `FileCorrupt`
 * (cut off, quotes that do not fit), `NamesInvalid` (none, empty, repeated), `PhotoUnreadable`; the message says what
 * came, where, and what was expected.
 */
export async function readNames(file: File): Promise<readonly string[]> {
  const magic = await blobBytes(file, 0, Math.min(NPY_MAGIC.length, file.size), 'file');
  if (String.fromCharCode(...magic) === NPY_MAGIC) return collectNames(await readNpyNames(file), 'entry');
  const [extension] = /\.[^.]*$/.exec(file.name.toLowerCase()) ?? [''];
  if (extension !== '.txt' && extension !== '.csv') {
    throw refusal('FileUnsupported', { code: 'names-extension', file: file.name, extension });
  }
  const text = await readText(file);
  return collectNames(extension === '.csv' ? csvNames(text) : lineNames(text), 'line');
}

async function readText(file: File): Promise<string> {
  if (file.size > MAX_TEXT_BYTES) {
    throw refusal('FileUnsupported', { code: 'names-long', bytes: file.size, most: MAX_TEXT_BYTES });
  }
  const bytes = await blobBytes(file, 0, file.size, 'names');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw refusal('FileUnsupported', { code: 'names-encoding' }, { cause });
  }
}
