/** Runs work that must not overlap, one piece after the other. */

/** Each piece of work waits for the one before it, whatever becomes of that. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Resolves when all that has been given so far has ended. */
  get ended(): Promise<unknown> {
    return this.#last;
  }

  /** Resolves and rejects as the work does. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    // the caller of `run` gets the rejection; the work behind it goes on all the same
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
