/** Computes where a shard's memory has what, and how many bytes it takes. */
import { KERNEL_STEP } from './kernel';

const FLOAT_BYTES = 4;
/** Facts of a row beside its float32 and its int8: scale, error, norm and offset. */
const FACTS = 4;
/** At most this much lies unused behind the last row, unless four rows take more. */
const GROUP_BYTES = 2 ** 18;
const MAX_GROUP_ROWS = 1024;
/** Of a full shard: its memory is given back once all of its rows are removed. */
const SHARD_BYTES = 128 * 2 ** 20;
/** Rows on their way into a file, or from it: a chunk of `undecided.as.ts`. */
const STAGE_BYTES = 2 ** 20;
/** Pairs that wait for their rows' float32: enough that few reads bring them. */
const PAIR_ROOM = 4096;
const PAIR_BYTES = 12;
const BOUNDS_BYTES = 16;
const ALIGNMENT_BYTES = 64;
/** Memory grows by whole pages of so many bytes. */
export const PAGE_BYTES = 65_536;
/** The most pages of a WebAssembly.Memory: 4 GiB. */
export const MAX_PAGES = 65_536;

/** Addresses and sizes in bytes. */
export interface ShardLayout {
  /** Values from one row to the next. */
  readonly stride: number;
  /** Of rows in a file: so many of them have room for their float32, at address 0; else 0. */
  readonly stageRows: number;
  readonly marksAt: number;
  readonly pairsAt: number;
  /** Pairs that there is room for. */
  readonly pairRoom: number;
  /** Where the first group is; the others lie behind it. */
  readonly groupsAt: number;
  /** A power of two, at least 4. */
  readonly groupRows: number;
  /** Of a group: its rows' float32 unless they are in a file, their int8, then four arrays of facts. */
  readonly groupBytes: number;
}

/** Values from one row to the next: the dims rounded up to whole steps of the kernel. */
export function strideOf(dims: number): number {
  return Math.ceil(dims / KERNEL_STEP) * KERNEL_STEP;
}

/** Bytes that a row takes in a shard. @param inFile whether its float32 are in a file */
export function rowBytes(dims: number, inFile: boolean): number {
  return strideOf(dims) * (inFile ? 1 : FLOAT_BYTES + 1) + FACTS * FLOAT_BYTES;
}

/** Rows of a group: as many as a quarter of a megabyte holds, rounded down to a power of two, 4 to 1,024. */
function groupRowsOf(dims: number, inFile: boolean): number {
  const rows = 2 ** Math.floor(Math.log2(GROUP_BYTES / rowBytes(dims, inFile)));
  return Math.min(MAX_GROUP_ROWS, Math.max(4, rows));
}

/** Rows of a shard: whole groups, as many as 128 MiB hold. */
export function rowsPerShardOf(dims: number, inFile: boolean): number {
  const groupRows = groupRowsOf(dims, inFile);
  return Math.max(1, Math.floor(SHARD_BYTES / rowBytes(dims, inFile) / groupRows)) * groupRows;
}

export function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
}

export function pagesOf(bytes: number): number {
  return Math.ceil(bytes / PAGE_BYTES);
}

/**
 * Rows lie in groups, each with all that is known of its rows: so memory grows at its end as rows come, and what the
 * kernel reads of many rows one after the other, their int8, lies together.
 *
 * @param rowsPerShard the most rows, by which the stage of rows in a file is limited
 */
export function layoutOf(dims: number, rowsPerShard: number, inFile: boolean): ShardLayout {
  const stride = strideOf(dims);
  const groupRows = groupRowsOf(dims, inFile);
  const staged = Math.max(4, Math.floor(STAGE_BYTES / (stride * FLOAT_BYTES) / 4) * 4);
  const stageRows = inFile ? Math.min(rowsPerShard, staged) : 0;
  const marksAt = stageRows * stride * FLOAT_BYTES;
  const pairsAt = aligned(marksAt + stageRows);
  return {
    stride,
    stageRows,
    marksAt,
    pairsAt,
    pairRoom: PAIR_ROOM,
    groupsAt: aligned(pairsAt + (inFile ? BOUNDS_BYTES + PAIR_ROOM * PAIR_BYTES : 0)),
    groupRows,
    groupBytes: groupRows * rowBytes(dims, inFile),
  };
}

/** Address behind so many rows. */
export function rowsEnd({ groupsAt, groupRows, groupBytes }: ShardLayout, rows: number): number {
  return groupsAt + Math.ceil(rows / groupRows) * groupBytes;
}

/** Address of a row's float32, where memory has them. */
export function valuesAt({ groupsAt, groupRows, groupBytes, stride }: ShardLayout, row: number): number {
  return groupsAt + Math.floor(row / groupRows) * groupBytes + (row % groupRows) * stride * FLOAT_BYTES;
}
