/** Resolves an address of vectors to the bytes of a file. */
import type { Served } from '../served';
import type { VectorFile, VectorFiles } from './vector-file';

const FLOAT_BYTES = 4;

/** `/vectors/rows/<first>-<end>` or `/vectors/queries`; undefined where there are no such vectors. */
export function vectorsAt({ rows, queries }: VectorFiles, path: string): Served | undefined {
  if (path === '/vectors/queries') return part(queries, 0, queries.n);
  const [, first, end] = /^\/vectors\/rows\/(\d+)-(\d+)$/.exec(path) ?? [];
  return first === undefined || end === undefined ? undefined : part(rows, Number(first), Number(end));
}

function part({ path, n, dims, dataAt }: VectorFile, first: number, end: number): Served | undefined {
  if (first >= end || end > n) return undefined;
  const at = (row: number) => dataAt + row * dims * FLOAT_BYTES;
  return { file: path, bytes: { start: at(first), end: at(end) } };
}
