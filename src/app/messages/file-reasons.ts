/** Says in English why files of vectors and names are refused. */
import type { ArrayName, DtypeName, FilePart, FileReasons, Sayings } from '../../contract/reasons';
import { section } from './language';
import { gigabytes, shapeText } from './reason-parts';

const KINDS: Readonly<Record<string, string>> = {
  f: 'floats',
  i: 'integers',
  u: 'unsigned integers',
  b: 'booleans',
  c: 'complex numbers',
  S: 'bytes strings',
  U: 'strings',
  M: 'dates',
  m: 'spans of time',
  V: 'raw bytes',
  O: 'Python objects',
};

const PARTS: Readonly<Record<string, string>> = {
  file: 'the file',
  names: 'the file of names',
  zip: 'the zip file',
};

function part(what: FilePart): string {
  return PARTS[what] ?? `the array “${what.slice(what.indexOf(':') + 1)}”`;
}

function type({ kind, descr }: DtypeName): string {
  if (descr === undefined) return 'a structured type';
  return kind === '' ? `an unknown type (${descr})` : `${KINDS[kind] ?? kind} (${descr})`;
}

/** Writes an array's shape and type. */
export function arrayText({ shape, dtype }: ArrayName): string {
  return `${shapeText(shape)} of ${type(dtype)}`;
}

function list(files: readonly string[]): string {
  return files.map((name) => `“${name}”`).join(', ');
}

function row({ row: at, name }: { readonly row: number; readonly name: string }): string {
  return `row ${at} (“${name}”)`;
}

function damaged(fault: string): string {
  return `the zip file is damaged: ${fault}`;
}

const english: Sayings<FileReasons> = {
  'only-names': ({ files }) =>
    `only names came (${list(files)}), expected the file of their vectors with them`,
  'no-file': () => 'no file came, expected vectors as .npy or .npz',
  'several-vectors': ({ files }) => `${files.length} files of vectors came (${list(files)}), expected one`,
  'several-names': ({ files }) => `${files.length} files of names came (${list(files)}), expected one`,
  'no-vectors': ({ file }) => `“${file}” holds no vectors, expected at least one`,
  'neither-kind': ({ file }) =>
    `“${file}” is neither, expected vectors as .npy or .npz and names as .npy, .txt or .csv`,
  'in-file': ({ file, why }) => `“${file}”: ${why}`,
  unreadable: ({ what, why }) => `${part(what)} cannot be read: ${why}`,
  'too-short': ({ what, bytes, least }) => `${part(what)} has ${bytes} bytes, expected at least ${least}`,
  'ends-early': ({ what, bytes, least }) =>
    `${part(what)} ends after ${bytes} bytes, expected at least ${least}`,
  'goes-on': ({ what, bytes }) => `${part(what)} goes on after its ${bytes} bytes`,
  checksum: ({ what, came, expected }) => `${part(what)} has the checksum ${came}, expected ${expected}`,
  'not-vectors': ({ magic }) =>
    `the file ${magic === undefined ? 'is empty' : `starts with ${JSON.stringify(magic)}`}, expected vectors as .npy or .npz`,
  'npy-magic': ({ what, magic }) =>
    `${part(what)} starts with ${JSON.stringify(magic)}, expected "\\x93NUMPY"`,
  'npy-version': ({ what, major, minor }) =>
    `${part(what)} is .npy format ${major}.${minor}, expected 1.0, 2.0 or 3.0`,
  'npy-header-long': ({ what, bytes, most }) =>
    `${part(what)} has a header of ${bytes} bytes, expected at most ${most}`,
  'npy-header': ({ what, text }) => `${part(what)} has a header without type, order and shape: ${text}`,
  'npy-cut': ({ what, bytes, expected, ...rest }) =>
    `${part(what)} is cut off: ${bytes} bytes of data, expected ${expected} for ${arrayText(rest)}`,
  'npy-goes-on': ({ what, bytes, expected, ...rest }) =>
    `${part(what)} goes on after its end: ${bytes} bytes of data, expected ${expected} for ${arrayText(rest)}`,
  'npz-arrays': ({ several, arrays }) =>
    `the .npz file has ${several ? 'several arrays' : 'no array'} that could be the vectors: ` +
    `${arrays.map((one) => `${one.name} ${arrayText(one)}`).join('; ') || 'no arrays at all'}; ` +
    'expected one two-dimensional array of floats, or one called vectors or embeddings',
  'vectors-dtype': ({ what, dtype }) =>
    `${part(what)} holds ${type(dtype)}, expected float16, float32 or float64`,
  'vectors-shape': ({ what, shape }) =>
    `${part(what)} has the shape ${shapeText(shape)}, expected two dimensions (n, dims)`,
  'vectors-empty': ({ what, shape }) =>
    `${part(what)} has the shape ${shapeText(shape)}, expected at least one value per vector`,
  'vectors-fortran': ({ what }) =>
    `${part(what)} is in Fortran order (columns together), expected C order: save np.ascontiguousarray(vectors)`,
  'zip-encrypted': ({ what }) => `${part(what)} is encrypted, expected one without a password`,
  'zip-method': ({ what, method }) =>
    `${part(what)} is compressed by zip method ${method}, expected 0 (stored) or 8 (deflated)`,
  'zip-ratio': ({ what, bytes, packedBytes }) => `${part(what)} claims ${bytes} bytes from ${packedBytes}`,
  'zip-misplaced': ({ what }) => `${part(what)} is not where the zip file’s directory says`,
  'zip-part': () => 'the zip file is one part of several, expected a whole one',
  'zip-end': () => damaged('it is cut off, or bytes follow its end'),
  'zip-directory': ({ entries, expected }) =>
    damaged(`its directory ends after ${entries} entries, expected ${expected}`),
  'zip-entry-cut': ({ entry }) => damaged(`entry ${entry} of its directory is cut off`),
  'zip64-end': () => damaged('its zip64 end record is not where it should be'),
  'zip64-sizes': () => damaged('an entry lacks its zip64 sizes'),
  'csv-quote-inside': ({ line }) =>
    `line ${line} has a quote inside an unquoted cell, expected the cell in quotes and its quotes doubled`,
  'csv-quote-open': ({ line }) => `line ${line} opens a quote that is never closed`,
  'csv-after-quote': ({ line }) =>
    `line ${line} goes on after a closing quote, expected a comma or the line’s end`,
  'names-extension': ({ file, extension }) =>
    `the file of names is called “${file}” (${extension || 'no extension'}), expected .npy, .txt or .csv`,
  'names-long': ({ bytes, most }) => `the file of names has ${bytes} bytes, expected at most ${most}`,
  'names-encoding': () => 'the file of names is not UTF-8, expected UTF-8',
  'names-dtype': ({ dtype }) =>
    `the file holds ${type(dtype)}, expected strings${dtype.kind === 'O' ? ': save np.asarray(names, dtype=str)' : ''}`,
  'names-shape': ({ shape }) => `the names have the shape ${shapeText(shape)}, expected (n,)`,
  'names-mismatch': ({ names, rows }) =>
    `There are ${names} names but ${rows} vectors, a difference of ${Math.abs(names - rows)}: nothing was imported.`,
  'no-names': () => 'the file holds no names',
  'name-bytes': ({ place, form }) =>
    `entry ${place} is not text, expected ${form === 'unicode' ? 'Unicode characters' : 'UTF-8'}`,
  'name-empty': ({ unit, place }) => `${unit} ${place} is empty, expected a name`,
  'name-nul': ({ unit, place }) => `${unit} ${place} holds a NUL character, expected text`,
  'name-twice': ({ unit, before, place, name }) =>
    `${unit} ${before} and ${unit} ${place} hold the same name “${name}”, expected every name once`,
  'row-zero': (which) => `${row(which)} is all zeros, expected a vector with a direction: a cosine needs one`,
  'row-value': ({ at, value, ...which }) =>
    `value ${at} of ${row(which)} is ${value}, expected finite numbers of float32`,
  'some-rows-zero': () =>
    'some vectors are all zeros, expected only vectors with a direction: a cosine needs one',
  'memory-short': ({ file, bytes, most, onDiskBytes }) =>
    `${file} takes ${gigabytes(bytes)} GB of memory, expected at most ${gigabytes(most)} GB; ` +
    `with its full values on disk it takes ${gigabytes(onDiskBytes)} GB`,
};

export const fileReasons = section('fileReasons', english);
