/** A NumPy type as its header names it in; kind, size and byte order of an item out. */
import type { Literal } from './python-literal';

/** The type of an array's items. */
export interface NpyDtype {
  /** NumPy's letter: `f`, `i`, `u`, `b`, `c`, `S`, `U`, `M`, `m`, `V`, `O`; empty for a structured or unknown type. */
  readonly kind: string;
  /** Of one item; 0 where `kind` is empty, or an item is a Python object. */
  readonly itemBytes: number;
  readonly isBigEndian: boolean;
  /** For messages: in words, then as the header has it. */
  readonly text: string;
}

const WORDS: Readonly<Record<string, string>> = {
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

/** Of a `U` item: UTF-32. */
const CODE_POINT_BYTES = 4;

/** Never fails: a type that is not understood has an empty `kind`, and its reader refuses it by its `text`. */
export function parseDtype(descr: Literal): NpyDtype {
  if (typeof descr !== 'string') {
    return { kind: '', itemBytes: 0, isBigEndian: false, text: 'a structured type' };
  }
  const [, order, kind = '', size] = /^([<>|])([a-zA-Z])(\d*)(?:\[.*\])?$/.exec(descr) ?? [];
  const words = WORDS[kind];
  if (words === undefined)
    return { kind: '', itemBytes: 0, isBigEndian: false, text: `an unknown type (${descr})` };
  const isBigEndian = order === '>';
  const itemBytes = Number(size) * (kind === 'U' ? CODE_POINT_BYTES : 1);
  return { kind, itemBytes, isBigEndian, text: `${words} (${descr})` };
}
