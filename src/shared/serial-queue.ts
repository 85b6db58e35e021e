/** Runs work that must not overlap, one piece after the other. */

/** A mutex: each piece of work starts once the one before it has resolved or rejected. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Resolves when all that has been given so far has ended. */
  get ended(): Promise<unknown> {
    return this.#last;
  }

  /** Resolves and rejects as the work does. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    // the caller of `run` gets the rejection; the next piece of work runs anyway
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
