/** Times many searches one by one. */
import { seeded } from '../../test/unit/knn/random-vectors';
import type { TimingOptions } from '../page-calls';
import { unitVectors } from './unit-vectors';

/** What can be searched by a vector or by one of its rows. */
export interface Searchable {
  readonly rows: number;
  readonly dims: number;
  readonly search: (query: Float32Array<ArrayBuffer>, k: number) => unknown;
  readonly lookalikes: (row: number, k: number) => unknown;
}

/** Times searches one by one, with queries drawn from the seed beforehand; a promised answer is waited for. */
export async function timeSearches(
  { rows, dims, search, lookalikes }: Searchable,
  { kind, searches, k, seed }: TimingOptions,
): Promise<readonly number[]> {
  const queries = unitVectors({ n: searches, dims, seed });
  const random = seeded(seed);
  const times: number[] = [];
  for (let i = 0; i < searches; i += 1) {
    const query = queries.slice(i * dims, (i + 1) * dims);
    const row = Math.floor(((random() + 1) / 2) * rows);
    const from = performance.now();
    const answer = kind === 'search' ? search(query, k) : lookalikes(row, k);
    if (answer instanceof Promise) await answer;
    times.push(performance.now() - from);
  }
  return times;
}
