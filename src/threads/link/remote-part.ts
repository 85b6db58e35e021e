/** Wraps the part of an index that a kNN worker holds at the other end of a port. */
import { transfer, wrap, type Endpoint } from 'comlink';
import type { IndexPart } from '../../knn/index-part';
import type { Lifetime } from '../../shared/lifetime';
import { workerProxy, type Promised, type Reach } from './worker-proxy';

/**
 * Appended vectors are transferred: they belong to the worker from then on.
 *
 * @param life of the worker: once it has ended every call rejects, where comlink would never settle
 */
export function remotePart(endpoint: Endpoint, life: Lifetime): IndexPart {
  const part = wrap<IndexPart>(endpoint) as unknown as Promised<IndexPart>;
  const reach: Reach<Promised<IndexPart>> = { call: (use) => life.outlasting(use(part)) };
  return workerProxy(reach, {
    append: (vectors: Float32Array<ArrayBuffer>) =>
      reach.call((calls) => calls.append(transfer(vectors, [vectors.buffer]))),
  });
}
