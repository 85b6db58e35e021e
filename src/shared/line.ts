/** Calls to another worker in; the same calls, rejected when the line to it is replaced, out. */
import { LookalikeError } from './errors';
import { Lifetime } from './lifetime';

/**
 * A line to another worker. A worker that died never answers, so whoever waits on the old line is told when a new
 * one is laid.
 */
export class Line<Api> {
  readonly #name: string;
  #api: Api | undefined;
  #life = new Lifetime();

  /** @param name of the worker, for the error's message. */
  constructor(name: string) {
    this.#name = name;
  }

  /** Tells whoever waits that the worker is gone; calls are refused until another line is laid. */
  cut(): void {
    this.#api = undefined;
    this.#life.end(new LookalikeError('WorkerDied', `the ${this.#name} worker died while it worked`));
  }

  connect(api: Api): void {
    this.cut();
    this.#api = api;
    this.#life = new Lifetime();
  }

  /** Rejects with `WorkerDied` when the line is replaced first, or was never laid. */
  async call<T>(use: (api: Api) => Promise<T>): Promise<T> {
    if (!this.#api) throw new LookalikeError('WorkerDied', `no line to the ${this.#name} worker yet`);
    return this.#life.outlasting(use(this.#api));
  }
}
