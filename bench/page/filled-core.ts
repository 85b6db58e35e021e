/** Fills the search core with seeded vectors, in this thread. */
import { ExactIndex } from '../../src/knn/exact-index';
import type { VectorOptions } from '../page-calls';
import type { Searchable } from './time-searches';
import { unitVectors } from './unit-vectors';

/** Vectors made at once: 10 MB at 256 dims. */
const PART_ROWS = 10_000;

export async function fillCore({ n, dims, seed }: VectorOptions): Promise<Searchable> {
  const index = await ExactIndex.create({ dims });
  for (let from = 0; from < n; from += PART_ROWS) {
    index.append(unitVectors({ n: Math.min(PART_ROWS, n - from), dims, seed: seed + from }));
  }
  return {
    rows: n,
    dims,
    search: (query, k) => index.search(query, k),
    lookalikes: (row, k) => index.searchRow(row, k),
  };
}
