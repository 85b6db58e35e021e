/** What an index is made of in; how many values and bytes a row of it takes in a shard out. */
import { KERNEL_STEP } from './kernel';
import type { Metric } from './metric';
import type { RowFile } from './row-file';

const FLOAT_BYTES = 4;
/** Of a row beside its float32 and its int8: scale, error, norm and offset, each a float32. */
export const FACT_BYTES = 16;
/** Rows on their way into a file, or from it: a chunk of `undecided.as.ts`. */
const STAGE_BYTES = 2 ** 20;

/** What all shards of an index have in common. */
export interface ShardShape {
  /** Values per vector. */
  readonly dims: number;
  /** Rows that a shard has room for, a multiple of 4. */
  readonly rowsPerShard: number;
  readonly metric: Metric;
  /** Where the rows' float32 are; absent: in the shard's own memory. */
  readonly file?: RowFile | undefined;
}

/** Values from one row to the next: the dims rounded up to whole steps of the kernel. */
export function strideOf(dims: number): number {
  return Math.ceil(dims / KERNEL_STEP) * KERNEL_STEP;
}

/** Bytes that a row takes in a shard. @param inFile whether its float32 are in a file */
export function rowBytes(dims: number, inFile: boolean): number {
  return strideOf(dims) * (inFile ? 1 : FLOAT_BYTES + 1) + FACT_BYTES;
}

/** Rows that are on their way at once: of a file, a multiple of four, as the kernel compares. */
export function stageRows(stride: number, rowsPerShard: number): number {
  const rows = Math.floor(STAGE_BYTES / (stride * FLOAT_BYTES) / 4) * 4;
  return Math.min(rowsPerShard, Math.max(4, rows));
}
