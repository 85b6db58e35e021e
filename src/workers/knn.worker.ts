/** Answers other threads' kNN calls from the parts of indexes that live in this worker. */
import { expose } from 'comlink';
import type { KnnApi } from '../contract/knn';
import { LookalikeError } from '../shared/errors';
import { LocalPart } from '../knn/local-part';
import { VectorError } from '../knn/vector-error';
import { PrivateFile } from './private-file';

const rows = new PrivateFile(`${name}.f32`);

/** Maps errors to the app's names, since only an error's name crosses a thread. */
function refuse(error: unknown): never {
  if (error instanceof VectorError)
    throw new LookalikeError('VectorInvalid', error.message, { cause: error });
  if (error instanceof DOMException && error.name === 'QuotaExceededError')
    throw new LookalikeError('StorageFull', error.message, { cause: error });
  throw error;
}

/** Makes the calls of one port, with its own part. Only one part at a time may have its rows in the file. */
function partCalls(): KnnApi {
  const part = new LocalPart({
    file: async (format) => {
      if (format === 'q8') return rows.open();
      await rows.remove();
      return undefined;
    },
    // imported on demand: only large jobs try the GPU
    gpu: async (index) => (await import('../knn/gpu-pairing')).GpuPairing.open(navigator.gpu, index),
  });
  return {
    reset: (dims, metric, format) => part.reset(dims, metric, format),
    append: (vectors) => part.append(vectors).catch(refuse),
    remove: (rows) => part.remove(rows),
    search: (query, k, exceptRow) => part.search(query, k, exceptRow).catch(refuse),
    searchMany: (queries, k) => part.searchMany(queries, k).catch(refuse),
    vector: (row) => part.vector(row),
    memoryBytes: () => part.memoryBytes(),
    startPairs: (k) => part.startPairs(k),
    startGpu: () => part.startGpu(),
    block: (first, end) => part.block(first, end),
    pair: (question) => part.pair(question),
    kept: (first, end) => part.kept(first, end),
    restore: (first, heaps) => part.restore(first, heaps),
    endPairs: () => part.endPairs(),
    connect(port): void {
      expose(partCalls(), port);
    },
  };
}

expose(partCalls());
