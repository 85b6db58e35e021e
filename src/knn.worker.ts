/** `KnnApi` calls from other threads in; answers of one exact index out, which lives in this worker alone. */
import { expose } from 'comlink';
import type { KnnApi } from './contract';
import { LookalikeError } from './errors';
import { ExactIndex } from './knn/exact-index';
import { VectorError } from './knn/vector-error';

let opening: Promise<ExactIndex> | undefined;

/** Runs a call on the index of the last `reset`, also while that is still under way. */
async function withIndex<Answer>(call: string, run: (index: ExactIndex) => Answer): Promise<Answer> {
  if (!opening) throw new Error(`${call} came first, expected reset(dims) before it`);
  const index = await opening;
  try {
    return run(index);
  } catch (error) {
    if (!(error instanceof VectorError)) throw error;
    throw new LookalikeError('VectorInvalid', error.message, { cause: error });
  }
}

const api = {
  async reset(dims) {
    opening = ExactIndex.create({ dims });
    await opening;
  },
  append: (vectors) => withIndex('append', (index) => index.append(vectors)),
  remove: (rows) => withIndex('remove', (index) => index.remove(rows)),
  search: (query, k) => withIndex('search', (index) => index.search(query, k)),
  searchRow: (row, k) => withIndex('searchRow', (index) => index.searchRow(row, k)),
  connect(port): void {
    expose(api, port);
  },
} satisfies KnnApi;

expose(api);
