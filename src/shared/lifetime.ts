/** Rejects pending calls to a worker when that worker dies. */

/**
 * The life of a worker, or of a channel to one: a dead worker never answers. `Promise.race` against one long-lived
 * promise would keep every answer in memory until that promise settles.
 */
export class Lifetime {
  readonly #waiting = new Set<(reason: Error) => void>();
  #death: Error | undefined;

  /** Rejects pending and later calls with the reason; a second reason is ignored. */
  end(reason: Error): void {
    this.#death ??= reason;
    for (const reject of this.#waiting) reject(this.#death);
    this.#waiting.clear();
  }

  /** Settles as the answer does, or rejects with the reason if `end` is called first. */
  outlasting<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      if (this.#death) this.end(this.#death);
      answer.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });
  }
}
