/** The page's address in; one set of workers, and what they report as one snapshot for React, out. */
import type { CatalogueState, Device, EncoderFacts } from '../contract';
import { DEFAULT_FOCUS, DEFAULT_MODEL } from '../default-model';
import { asError, isAbort } from '../errors';
import { startWorkers, type Workers } from '../workers';
import { chosenEncoder } from './chosen-encoder';
import { keepForOffline } from './offline';

/** What the page knows of its workers. */
export interface Snapshot {
  /** Undefined until the catalogue is open. */
  readonly state: CatalogueState | undefined;
  /** Undefined until the encoder is loaded. */
  readonly encoder: EncoderFacts | undefined;
  /** What the page cannot go on from by itself. */
  readonly failure: Error | undefined;
  /** Whether the next visit works without a network; undefined until known. */
  readonly offline: boolean | undefined;
}

/** `?device=wasm` or `?device=webgpu`; anything else lets the encoder choose. */
function forcedDevice(search: string): Device | undefined {
  const device = new URLSearchParams(search).get('device');
  return device === 'wasm' || device === 'webgpu' ? device : undefined;
}

/** Starts the workers once a page, however often React mounts its components. */
export class LookalikeStore {
  readonly workers: Workers;
  /** Id of the model of others that the page started with; undefined for the shipped encoder. */
  readonly keptId = chosenEncoder();
  readonly #listeners = new Set<() => void>();
  #snapshot: Snapshot = { state: undefined, encoder: undefined, failure: undefined, offline: undefined };

  constructor(location: Location) {
    this.workers = startWorkers({
      modelUrl: `${import.meta.env.BASE_URL}models/${DEFAULT_MODEL}/`,
      keptId: this.keptId,
      focusUrl: `${import.meta.env.BASE_URL}models/${DEFAULT_FOCUS}/`,
      device: forcedDevice(location.search),
    });
    window.addEventListener('unhandledrejection', ({ reason }) => {
      if (!isAbort(reason)) this.#set({ failure: asError(reason) });
    });
    this.#open().catch((error: unknown) => {
      this.#set({ failure: asError(error) });
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly snapshot = (): Snapshot => this.#snapshot;

  async #open(): Promise<void> {
    const first = await this.workers.open((state) => {
      this.#set({ state });
    });
    // a job that went on by itself may have reported already
    if (this.#snapshot.state === undefined) this.#set({ state: first });
    const [encoder] = await Promise.all([this.workers.encoder.load(), this.workers.catalogue.filled()]);
    this.#set({ encoder });
    // a browser that forbids it (private windows do) still works with a network
    const offline = await keepForOffline(encoder.files).catch(() => false);
    this.#set({ offline });
  }

  #set(change: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}
