/** Makes indexes over the kNN workers, which all of one catalogue's encoders share. */
import { transfer, wrap, type Remote } from 'comlink';
import type { KnnApi } from '../contract/knn';
import type { IndexPart } from '../knn/index-part';
import { IndexPool } from '../knn/index-pool';
import { LookalikeError } from '../shared/errors';
import { Lifetime } from '../shared/lifetime';
import { remotePart } from '../threads/link/remote-part';

/** Without one of its workers no answer is whole: when one has died every call to every index rejects. */
export class KnnPools {
  readonly #life = new Lifetime();

  /** @returns makes an index of its own, with a part in each worker. */
  over(ports: readonly MessagePort[]): () => IndexPool {
    const workers = ports.map((port) => wrap<KnnApi>(port));
    return () => new IndexPool(workers.map((worker) => this.#partOf(worker)));
  }

  /** Calls under way and all later ones reject with `WorkerDied`. */
  lose(): void {
    this.#life.end(new LookalikeError('WorkerDied', 'a kNN worker died'));
  }

  #partOf(worker: Remote<KnnApi>): IndexPart {
    const { port1, port2 } = new MessageChannel();
    // if the worker is dead by now, the first call to the part rejects
    this.#life.outlasting(worker.connect(transfer(port1, [port1]))).catch(() => undefined);
    return remotePart(port2, this.#life);
  }
}
