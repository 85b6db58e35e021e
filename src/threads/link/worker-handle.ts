/** Starts the life of a worker: calls to it reject with `WorkerDied` when it dies. */
import { wrap } from 'comlink';
import { LookalikeError } from '../../shared/errors';
import { Lifetime } from '../../shared/lifetime';
import type { Promised, Reach } from './worker-proxy';

/** A worker whose calls reject when it dies: comlink itself would wait for ever. */
export interface WorkerHandle<Api> extends Reach<Promised<Api>> {
  readonly worker: Worker;
  /** Counts it as dead, of this reason. */
  readonly die: (reason: string) => void;
  /** Calls back once, when the worker dies. */
  onDeath(listener: () => void): void;
  /** Ends its thread: calls under way, and later ones, reject with `AbortError`; that is no death. */
  readonly close: () => void;
}

/** @param name of the worker, for the error's message. */
export function startWorker<Api extends object>(worker: Worker, name: string): WorkerHandle<Api> {
  const listeners: (() => void)[] = [];
  const life = new Lifetime();
  // comlink's own type takes unions apart, so that what a call gives back is not what its API declares
  const calls = wrap<Api>(worker) as unknown as Promised<Api>;
  const die = (reason: string) => {
    life.end(new LookalikeError('WorkerDied', `the ${name} worker died: ${reason}`));
    for (const listener of listeners.splice(0)) listener();
  };
  worker.addEventListener('error', (event) => {
    die(event.message || 'it could not start');
  });
  worker.addEventListener('messageerror', () => {
    die('a message could not be read');
  });
  return {
    call: (use) => life.outlasting(use(calls)),
    worker,
    die,
    onDeath: (listener) => listeners.push(listener),
    close: () => {
      worker.terminate();
      listeners.length = 0;
      life.end(new LookalikeError('AbortError', `the ${name} worker was ended`));
    },
  };
}
