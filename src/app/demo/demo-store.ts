/** Starts the demo's worker when the demo is first shown, and keeps what it reports. */
import type { DemoState } from '../../contract/demo';
import { asError } from '../../shared/errors';
import { startDemoWorker, type DemoWorkers, type Workers } from '../../threads/start-photos';
import { keepForOffline } from '../offline/offline';

/** What the page knows of the demo. */
export interface DemoSnapshot {
  /** Undefined until the embeddings are loaded, or are being computed. */
  readonly state: DemoState | undefined;
  readonly failure: Error | undefined;
}

/** Holds one demo worker a page, started by the first use of `catalogue` or `open`. */
export class DemoStore {
  readonly encoder: Workers['encoder'];
  readonly #listeners = new Set<() => void>();
  #snapshot: DemoSnapshot = { state: undefined, failure: undefined };
  #workers: DemoWorkers | undefined;
  #opening: Promise<void> | undefined;
  /** Fingerprint of the encoder that the demo is opened for. */
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
   * Opens the demo for an encoder; further calls for the same one return the same promise. A failure is in the
   * snapshot.
   *
   * @param fingerprint of the page's encoder. Undefined until it is known: the demo then opens for the encoder that is
   *   active first, while the catalogue is still opening. Another fingerprint than before starts a new worker.
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
    // a failure is not reported: the photos' page shows what works offline, and the demo can be computed again
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
