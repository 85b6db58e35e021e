/** Rejects answers with the reason where what gives them dies first. */

/**
 * Of a worker, or of a line to one: a dead worker never answers. Not `Promise.race` against one long-lived promise,
 * which would keep every answer in memory until that is settled.
 */
export class Lifetime {
  readonly #waiting = new Set<(reason: Error) => void>();
  #death: Error | undefined;

  /** Calls that wait, and all later ones, reject with the reason; the first one stays. */
  end(reason: Error): void {
    this.#death ??= reason;
    for (const reject of this.#waiting) reject(this.#death);
    this.#waiting.clear();
  }

  /** Settles as the answer does, or rejects with the reason of the death if that comes first. */
  outlasting<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      if (this.#death) this.end(this.#death);
      answer.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });
  }
}
