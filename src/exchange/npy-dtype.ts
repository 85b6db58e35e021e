/** Parses a NumPy type, as the header names it, into kind, size and byte order of an item. */
import type { DtypeName } from '../contract/reasons';
import type { Literal } from './python-literal';

/** The type of an array's items. */
export interface NpyDtype {
  /** NumPy's letter: `f`, `i`, `u`, `b`, `c`, `S`, `U`, `M`, `m`, `V`, `O`; empty for a structured or unknown type. */
  readonly kind: string;
  /** Bytes of one item; 0 where `kind` is empty, or an item is a Python object. */
  readonly itemBytes: number;
  readonly isBigEndian: boolean;
  /** As the header has it; undefined where it is structured. */
  readonly descr: string | undefined;
}

/** The kinds that this parser knows. */
const KINDS = 'fiubcSUMmVO';

/** Bytes of one character in a `U` item: UTF-32. */
const CODE_POINT_BYTES = 4;

/** Never fails: a type that is not understood has an empty `kind`, and its reader refuses it by its `descr`. */
export function parseDtype(descr: Literal): NpyDtype {
  if (typeof descr !== 'string') {
    return { kind: '', itemBytes: 0, isBigEndian: false, descr: undefined };
  }
  const [, order, kind = '', size] = /^([<>|])([a-zA-Z])(\d*)(?:\[.*\])?$/.exec(descr) ?? [];
  if (kind === '' || !KINDS.includes(kind)) return { kind: '', itemBytes: 0, isBigEndian: false, descr };
  const isBigEndian = order === '>';
  const itemBytes = Number(size) * (kind === 'U' ? CODE_POINT_BYTES : 1);
  return { kind, itemBytes, isBigEndian, descr };
}

/** A type for a reason. */
export function dtypeName({ kind, descr }: NpyDtype): DtypeName {
  return { kind, descr };
}
