/** `KnnApi` calls from other threads in; answers of one part of the index out, which lives in this worker alone. */
import { expose } from 'comlink';
import type { KnnApi } from './contract';
import { LookalikeError } from './errors';
import { LocalPart } from './knn/local-part';
import { VectorError } from './knn/vector-error';

const part = new LocalPart();

/** Only an error's name crosses a thread, and it must be one of the app's. */
function refuseVector(error: unknown): never {
  if (!(error instanceof VectorError)) throw error;
  throw new LookalikeError('VectorInvalid', error.message, { cause: error });
}

const api = {
  reset: (dims, metric) => part.reset(dims, metric),
  append: (vectors) => part.append(vectors).catch(refuseVector),
  remove: (rows) => part.remove(rows),
  search: (query, k, exceptRow) => part.search(query, k, exceptRow).catch(refuseVector),
  searchMany: (queries, k) => part.searchMany(queries, k).catch(refuseVector),
  vector: (row) => part.vector(row),
  memoryBytes: () => part.memoryBytes(),
  startPairs: (k) => part.startPairs(k),
  block: (first, end) => part.block(first, end),
  pair: (question) => part.pair(question),
  kept: (first, end) => part.kept(first, end),
  restore: (first, heaps) => part.restore(first, heaps),
  endPairs: () => part.endPairs(),
  connect(port): void {
    expose(api, port);
  },
} satisfies KnnApi;

expose(api);
