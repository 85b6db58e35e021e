/** A started worker in; calls to it that reject with `WorkerDied` when it dies out. */
import { wrap, type Remote } from 'comlink';
import { LookalikeError } from '../../shared/errors';
import { Lifetime } from '../../shared/lifetime';

/** A worker whose calls reject when it dies: comlink itself would wait for ever. */
export interface Raced<Api> {
  readonly api: Remote<Api>;
  readonly worker: Worker;
  readonly call: <T>(answer: Promise<T>) => Promise<T>;
  /** Counts it as dead, of this reason. */
  readonly die: (reason: string) => void;
  /** Calls back once, when the worker dies. */
  onDeath(listener: () => void): void;
  /** Ends it: calls under way, and later ones, reject with `AbortError`; that is no death. */
  readonly end: () => void;
}

/** @param name of the worker, for the error's message. */
export function race<Api>(worker: Worker, name: string): Raced<Api> {
  const listeners: (() => void)[] = [];
  const life = new Lifetime();
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
    api: wrap<Api>(worker),
    worker,
    call: (answer) => life.outlasting(answer),
    die,
    onDeath: (listener) => listeners.push(listener),
    end: () => {
      worker.terminate();
      listeners.length = 0;
      life.end(new LookalikeError('AbortError', `the ${name} worker was ended`));
    },
  };
}
