/** Runs a piece of work once and shares its result; only after a failure it may run again. */
export class Once<Args extends readonly unknown[], Result> {
  readonly #work: (...args: Args) => Promise<Result>;
  readonly #waiting: ((run: Promise<Result>) => void)[] = [];
  /** The run under way, or the one that succeeded. */
  #shared: Promise<Result> | undefined;
  #latest: Promise<Result> | undefined;

  constructor(work: (...args: Args) => Promise<Result>) {
    this.#work = work;
  }

  /** Settles as the latest run does, also where that has failed; before the first run it waits for one. */
  latest(): Promise<Result> {
    return this.#latest ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  /**
   * Settles as the work does.
   *
   * @param args ignored if the work has been started before.
   */
  run(...args: Args): Promise<Result> {
    this.#shared ??= this.#begin(args);
    return this.#shared;
  }

  #begin(args: Args): Promise<Result> {
    const run = this.#work(...args).catch((error: unknown) => {
      this.#shared = undefined;
      throw error;
    });
    this.#latest = run;
    for (const resolve of this.#waiting.splice(0)) resolve(run);
    return run;
  }
}
