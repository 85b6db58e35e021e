/** Runs a piece of work once and shares its result; only after a failure it may run again. */
export class Once<Args extends readonly unknown[], Result> {
  readonly #work: (...args: Args) => Promise<Result>;
  #started: Promise<Result> | undefined;

  constructor(work: (...args: Args) => Promise<Result>) {
    this.#work = work;
  }

  /** The run under way, or the one that succeeded; undefined before the first and after a failure. */
  get started(): Promise<Result> | undefined {
    return this.#started;
  }

  /** Settles as the work does. @param args not looked at where the work has been started before. */
  run(...args: Args): Promise<Result> {
    this.#started ??= this.#work(...args).catch((error: unknown) => {
      this.#started = undefined;
      throw error;
    });
    return this.#started;
  }
}
