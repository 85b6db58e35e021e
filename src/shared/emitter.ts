/** Calls the listeners of one event, in the order in which they were added. */

/** A listener that is added twice is called twice. */
class Listeners<Listener> {
  readonly #entries = new Set<{ readonly listener: Listener }>();

  add(listener: Listener): () => void {
    const entry = { listener };
    this.#entries.add(entry);
    return () => {
      this.#entries.delete(entry);
    };
  }

  /** The listeners at the time of the call, without those that are removed before their turn. */
  *each(): Generator<Listener> {
    for (const entry of [...this.#entries]) if (this.#entries.has(entry)) yield entry.listener;
  }
}

/** An event whose listeners have all returned when `emit` returns. */
export class Emitter<T = void> {
  readonly #listeners = new Listeners<(value: T) => void>();

  /** @returns removes the listener: it is not called any more, even by an event that is being emitted. */
  on(listener: (value: T) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** A listener that throws stops no other; the first error is thrown once all have been called. */
  emit(value: T): void {
    const errors: unknown[] = [];
    for (const listener of this.#listeners.each()) {
      try {
        listener(value);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}

/** An event whose `emit` resolves once the work of every listener has settled. */
export class AsyncEmitter<T = void> {
  readonly #listeners = new Listeners<(value: T) => Promise<void> | void>();

  /** @returns removes the listener: it is not called any more, even by an event that is being emitted. */
  on(listener: (value: T) => Promise<void> | void): () => void {
    return this.#listeners.add(listener);
  }

  /**
   * Calls each listener once the one before it has settled. One that rejects or throws stops no other; the first error
   * is what this rejects with once all have settled.
   */
  async emit(value: T): Promise<void> {
    const errors: unknown[] = [];
    for (const listener of this.#listeners.each()) {
      try {
        await listener(value);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}
