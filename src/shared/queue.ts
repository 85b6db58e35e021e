/** Work that must not overlap in; the same work, one piece after the other, out. */

/** A line in which each waits for the one before it, whatever becomes of that. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Resolves when all that has been given so far has ended. */
  get ended(): Promise<unknown> {
    return this.#last;
  }

  /** Resolves and rejects as the work does. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
