/** Rejects calls to another worker when that worker is replaced, so that no caller waits for a dead one. */
import { LookalikeError } from './errors';
import { Lifetime } from './lifetime';

/** Calls to another worker. A worker that died never answers: its calls reject when the next worker is connected. */
export class Channel<Api> {
  readonly #name: string;
  #api: Api | undefined;
  #life = new Lifetime();

  /** @param name of the worker, for the error's message. */
  constructor(name: string) {
    this.#name = name;
  }

  /** Rejects the calls under way with `WorkerDied`, and all later ones until another worker is connected. */
  cut(): void {
    this.#api = undefined;
    this.#life.end(new LookalikeError('WorkerDied', `the ${this.#name} worker died while it worked`));
  }

  connect(api: Api): void {
    this.cut();
    this.#api = api;
    this.#life = new Lifetime();
  }

  /** Rejects with `WorkerDied` when the worker is replaced first, or was never connected. */
  async call<T>(use: (api: Api) => Promise<T>): Promise<T> {
    if (!this.#api) throw new LookalikeError('WorkerDied', `no line to the ${this.#name} worker yet`);
    return this.#life.outlasting(use(this.#api));
  }
}
