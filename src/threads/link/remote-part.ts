/** A port or worker that answers as a kNN worker in; the part of an index that it holds out. */
import { transfer, wrap, type Endpoint } from 'comlink';
import type { KnnApi } from '../../contract/catalogue';
import type { IndexPart } from '../../knn/index-part';
import type { Lifetime } from '../../shared/lifetime';

/**
 * Vectors that are appended belong to the worker from then on.
 *
 * @param life of the worker: once it has ended every call rejects, where comlink would wait for ever
 */
export function remotePart(endpoint: Endpoint, life: Lifetime): IndexPart {
  const knn = wrap<KnnApi>(endpoint);
  const answer = <T>(asked: Promise<T>) => life.outlasting(asked);
  return {
    reset: (dims, metric, format) => answer(knn.reset(dims, metric, format)),
    append: (vectors) => answer(knn.append(transfer(vectors, [vectors.buffer]))),
    remove: (rows) => answer(knn.remove(rows)),
    search: (query, k, exceptRow) => answer(knn.search(query, k, exceptRow)),
    searchMany: (queries, k) => answer(knn.searchMany(queries, k)),
    vector: (row) => answer(knn.vector(row)),
    memoryBytes: () => answer(knn.memoryBytes()),
    startPairs: (k) => answer(knn.startPairs(k)),
    startGpu: () => answer(knn.startGpu()),
    block: (first, end) => answer(knn.block(first, end)),
    pair: (question) => answer(knn.pair(question)),
    kept: (first, end) => answer(knn.kept(first, end)),
    restore: (first, heaps) => answer(knn.restore(first, heaps)),
    endPairs: () => answer(knn.endPairs()),
  };
}
