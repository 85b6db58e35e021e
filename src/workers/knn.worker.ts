/** `KnnApi` calls from other threads in; answers of parts of indexes out, which live in this worker alone. */
import { expose } from 'comlink';
import type { KnnApi } from '../contract/knn';
import { LookalikeError } from '../shared/errors';
import { LocalPart } from '../knn/local-part';
import { VectorError } from '../knn/vector-error';
import { PrivateFile } from './private-file';

const rows = new PrivateFile(`${name}.f32`);

/** Only an error's name crosses a thread, and it must be one of the app's. */
function refuse(error: unknown): never {
  if (error instanceof VectorError)
    throw new LookalikeError('VectorInvalid', error.message, { cause: error });
  if (error instanceof DOMException && error.name === 'QuotaExceededError')
    throw new LookalikeError('StorageFull', error.message, { cause: error });
  throw error;
}

/** Every line to this worker has a part of its own; of those only one at a time may have its rows in the file. */
function partCalls(): KnnApi {
  const part = new LocalPart({
    file: async (format) => {
      if (format === 'q8') return rows.open();
      await rows.remove();
      return undefined;
    },
    // loaded when a job is large enough for a GPU to be tried
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
