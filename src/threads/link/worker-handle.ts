/** Wraps a worker so that calls to it reject with `WorkerDied` when it dies. */
import { wrap } from 'comlink';
import { LookalikeError } from '../../shared/errors';
import { Lifetime } from '../../shared/lifetime';
import type { Promised, Reach } from './worker-proxy';

/** A worker whose calls reject when it dies: with comlink alone they would never settle. */
export interface WorkerHandle<Api> extends Reach<Promised<Api>> {
  readonly worker: Worker;
  /** Counts the worker as dead, for this reason. */
  readonly die: (reason: string) => void;
  /** Calls back once, when the worker dies. */
  onDeath(listener: () => void): void;
  /** Ends the thread. Calls in flight and later calls reject with `AbortError`; `onDeath` is not called. */
  readonly close: () => void;
}

/** @param name of the worker, for the error's message. */
export function startWorker<Api extends object>(worker: Worker, name: string): WorkerHandle<Api> {
  const listeners: (() => void)[] = [];
  const life = new Lifetime();
  // comlink's own type distributes over unions, so the results of calls would not have the declared types
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
