/** The page's address in; one set of workers, and what they report as one snapshot for React, out. */
import type { CatalogueState, Device, EncoderFacts } from '../contract';
import { DEFAULT_FOCUS, DEFAULT_MODEL } from '../default-model';
import { asError, isAbort } from '../errors';
import { startWorkers, type Reopened, type Workers } from '../workers';
import { chosenEncoder, noteChosen } from './chosen-encoder';
import { keepForOffline } from './offline';

/** What the page knows of its workers. */
export interface Snapshot {
  /** Undefined until the catalogue is open. */
  readonly state: CatalogueState | undefined;
  /** Undefined until the encoder is loaded. */
  readonly encoder: EncoderFacts | undefined;
  /** Id of the model of others that answers; undefined for the shipped encoder. */
  readonly keptId: string | undefined;
  /** An encoder that died amid its work and was opened again, until that has been read. */
  readonly reopened: Reopened | undefined;
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
  readonly #listeners = new Set<() => void>();
  #snapshot: Snapshot;

  constructor(location: Location) {
    const keptId = chosenEncoder();
    this.#snapshot = {
      state: undefined,
      encoder: undefined,
      keptId,
      reopened: undefined,
      failure: undefined,
      offline: undefined,
    };
    this.workers = startWorkers({
      modelUrl: `${import.meta.env.BASE_URL}models/${DEFAULT_MODEL}/`,
      keptId,
      focusUrl: `${import.meta.env.BASE_URL}models/${DEFAULT_FOCUS}/`,
      device: forcedDevice(location.search),
    });
    window.addEventListener('unhandledrejection', ({ reason }) => {
      if (!isAbort(reason)) this.#set({ failure: asError(reason) });
    });
    this.workers.encoders.onReopened((reopened) => {
      const { facts } = reopened;
      const isAnswering = facts.fingerprint === this.#snapshot.state?.encoder;
      this.#set({ reopened, ...(isAnswering ? { encoder: facts } : {}) });
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

  /**
   * Has another encoder answer from now on. Rejects with `ModelMissing`, and then nothing has changed; what its loading
   * rejects with is the page's failure.
   */
  readonly use = async (keptId: string | undefined): Promise<void> => {
    await this.workers.encoders.use(keptId);
    noteChosen(keptId);
    this.#set({ keptId, encoder: undefined, failure: undefined, reopened: undefined });
    await this.#load(keptId);
  };

  /** The page has said that an encoder was opened again. */
  readonly forgetReopened = (): void => {
    this.#set({ reopened: undefined });
  };

  async #load(keptId: string | undefined): Promise<void> {
    try {
      const encoder = await this.workers.encoder.load();
      if (keptId !== this.#snapshot.keptId) return;
      this.#set({ encoder });
      // a browser that forbids it (private windows do) still works with a network
      const offline = await keepForOffline(encoder.files).catch(() => false);
      this.#set({ offline });
    } catch (error) {
      // of one that has been left meanwhile nobody needs to know
      if (keptId === this.#snapshot.keptId) this.#set({ failure: asError(error) });
    }
  }

  async #open(): Promise<void> {
    const first = await this.workers.open((state) => {
      this.#set({ state });
    });
    // a job that went on by itself may have reported already
    if (this.#snapshot.state === undefined) this.#set({ state: first });
    await Promise.all([this.#load(this.#snapshot.keptId), this.workers.catalogue.filled()]);
  }

  #set(change: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}
