/** Starts the workers of the vectors when they are needed, and keeps what they report. */
import type { Metric } from '../../contract/metric';
import type { MemoryOptions, VectorsState } from '../../contract/vectors';
import { asError } from '../../shared/errors';
import { startVectorWorkers, type VectorWorkers } from '../../threads/start-photos';

/** What the page knows of the vectors. */
export interface VectorsSnapshot {
  /** Undefined until the worker has reported what is stored. */
  readonly state: VectorsState | undefined;
  readonly failure: Error | undefined;
}

/** Holds one set of workers a page, started by the first call that needs them. */
export class VectorStore {
  readonly #listeners = new Set<() => void>();
  #snapshot: VectorsSnapshot = { state: undefined, failure: undefined };
  #started: { readonly workers: VectorWorkers; readonly ready: Promise<void> } | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly snapshot = (): VectorsSnapshot => this.#snapshot;

  get catalogue(): VectorWorkers['catalogue'] {
    return this.#start().workers.catalogue;
  }

  /** Starts the workers, which report what is stored. Further calls do nothing. A failure is in the snapshot. */
  start(): void {
    this.#start();
  }

  /** Loads the stored vectors into memory. Does nothing where the workers failed to start. */
  async open(): Promise<void> {
    const { workers, ready } = this.#start();
    await ready;
    if (!this.#snapshot.failure) await workers.catalogue.open();
  }

  /** As `VectorsApi.importFiles`. */
  async importFiles(files: readonly File[], metric: Metric, memory: MemoryOptions): Promise<void> {
    const { workers, ready } = this.#start();
    await ready;
    await workers.catalogue.importFiles(files, metric, memory);
  }

  #start(): { readonly workers: VectorWorkers; readonly ready: Promise<void> } {
    if (this.#started) return this.#started;
    const workers = startVectorWorkers();
    const ready = workers
      .start((state) => {
        this.#set({ state, failure: undefined });
      })
      .then(
        (state) => {
          this.#set({ state, failure: undefined });
        },
        (error: unknown) => {
          this.#set({ state: undefined, failure: asError(error) });
        },
      );
    this.#started = { workers, ready };
    return this.#started;
  }

  #set(snapshot: VectorsSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}
