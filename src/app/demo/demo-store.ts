/** The page's encoder in; the demo's worker, started when the demo is first shown, and what it reports, out. */
import type { DemoState } from '../../contract/demo';
import { asError } from '../../shared/errors';
import { startDemoWorker, type DemoWorkers, type Workers } from '../../threads/start-photos';
import { keepForOffline } from '../offline/offline';

/** What the page knows of the demo. */
export interface DemoSnapshot {
  /** Undefined until its embeddings are in memory, or being made. */
  readonly state: DemoState | undefined;
  readonly failure: Error | undefined;
}

/** One demo worker a page, from the first use of `catalogue` or `open` on. */
export class DemoStore {
  readonly encoder: Workers['encoder'];
  readonly #listeners = new Set<() => void>();
  #snapshot: DemoSnapshot = { state: undefined, failure: undefined };
  #workers: DemoWorkers | undefined;
  #opening: Promise<void> | undefined;
  /** Of the encoder that the demo is opened for. */
  #fingerprint: string | undefined;

  constructor(encoder: Workers['encoder']) {
    this.encoder = encoder;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly snapshot = (): DemoSnapshot => this.#snapshot;

  get catalogue(): DemoWorkers['catalogue'] {
    return this.#started().catalogue;
  }

  /**
   * Makes the demo ready for an encoder, however often it is called. A failure is in the snapshot.
   *
   * @param fingerprint of the page's encoder, undefined until it has been told: the demo is then made ready for the one
   *   that answers first, beside the catalogue instead of after it. For another one than before a new worker begins.
   */
  open(fingerprint: string | undefined): Promise<void> {
    const before = this.#fingerprint;
    if (before !== undefined && fingerprint !== undefined && before !== fingerprint) {
      this.#workers?.dispose();
      this.#workers = undefined;
      this.#opening = undefined;
      this.#set({ state: undefined, failure: undefined });
    }
    this.#fingerprint = fingerprint ?? before;
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#set({ state: undefined, failure: asError(error) });
    });
    return this.#opening;
  }

  async #open(): Promise<void> {
    const embeddingsUrl = new URL(`${import.meta.env.BASE_URL}demo/embeddings.bin`, window.location.href)
      .href;
    const workers = this.#started();
    const state = await workers.start(embeddingsUrl, (changed) => {
      if (workers === this.#workers) this.#set({ state: changed, failure: undefined });
    });
    if (workers === this.#workers) this.#set({ state, failure: undefined });
    // what is kept or not is the photos' page to tell: the demo draws itself anew in any case
    await keepForOffline([embeddingsUrl]).catch(() => false);
  }

  #started(): DemoWorkers {
    this.#workers ??= startDemoWorker(this.encoder);
    return this.#workers;
  }

  #set(snapshot: DemoSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}
