/** Makes indexes over the kNN workers, which all encoders of one catalogue share. */
import { transfer, wrap, type Remote } from 'comlink';
import type { KnnApi } from '../contract/knn';
import type { IndexPart } from '../knn/index-part';
import { IndexPool } from '../knn/index-pool';
import { LookalikeError } from '../shared/errors';
import { Lifetime } from '../shared/lifetime';
import { remotePart } from '../threads/link/remote-part';

/** Shares the kNN workers between indexes. Every worker holds rows, so after one has died every call rejects. */
export class KnnPools {
  readonly #life = new Lifetime();

  /** @returns a function that makes an index with a part in each worker. */
  over(ports: readonly MessagePort[]): () => IndexPool {
    const workers = ports.map((port) => wrap<KnnApi>(port));
    return () => new IndexPool(workers.map((worker) => this.#partOf(worker)));
  }

  /** Makes calls in flight and all later calls reject with `WorkerDied`. */
  lose(): void {
    this.#life.end(new LookalikeError('WorkerDied', 'a kNN worker died'));
  }

  #partOf(worker: Remote<KnnApi>): IndexPart {
    const { port1, port2 } = new MessageChannel();
    // if the worker is already dead, the first call to the part rejects: nothing to report here
    this.#life.outlasting(worker.connect(transfer(port1, [port1]))).catch(() => undefined);
    return remotePart(port2, this.#life);
  }
}
