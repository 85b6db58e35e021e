/** Vectors in; pools of parts that answer as other threads would, and what one index alone answers, out. */
import type { PairCheckpoint, RowLookalikes } from '../../../src/knn/all-pairs';
import { ExactIndex } from '../../../src/knn/exact-index';
import { IndexPool } from '../../../src/knn/index-pool';
import { LocalPart } from '../../../src/knn/local-part';
import type { Metric } from '../../../src/knn/metric';
import type { PairQuestion } from '../../../src/knn/pairing';

export const DIMS = 24;
export const BLOCK = 10;
export const K = 4;

/** A part whose messages are copied, as between threads. */
export class CopyingPart extends LocalPart {
  constructor() {
    super({ rowsPerShard: 28 });
  }

  override async block(first: number, end: number) {
    return structuredClone(await super.block(first, end));
  }

  override async pair(question: PairQuestion) {
    return structuredClone(await super.pair(structuredClone(question)));
  }

  override async kept(first: number, end: number) {
    return structuredClone(await super.kept(first, end));
  }
}

export function partsOf(count: number): LocalPart[] {
  return Array.from({ length: count }, () => new CopyingPart());
}

export async function poolOf(
  parts: number,
  vectors: Float32Array<ArrayBuffer>,
  metric: Metric = 'cosine',
): Promise<IndexPool> {
  const pool = new IndexPool(partsOf(parts), BLOCK);
  await pool.reset(DIMS, metric);
  await pool.append(vectors);
  return pool;
}

/** Every row's lookalikes, in the order of rows. */
export async function allOf(pool: IndexPool, k: number, from?: PairCheckpoint): Promise<RowLookalikes[]> {
  const all: RowLookalikes[] = [];
  for await (const { rows } of pool.lookalikes(k, from ? { from } : {})) all.push(...rows);
  return all;
}

/** The same, by a search for each row in one index. */
export async function oneByOne(
  vectors: Float32Array<ArrayBuffer>,
  k: number,
  removed: readonly number[] = [],
  metric: Metric = 'cosine',
): Promise<RowLookalikes[]> {
  const index = await ExactIndex.create({ dims: DIMS, metric });
  index.append(vectors);
  index.remove(removed);
  return Array.from({ length: vectors.length / DIMS }, (_, row) => row)
    .filter((row) => !removed.includes(row))
    .map((row) => ({ row, matches: index.searchRow(row, k) }));
}
