/** Keeps one encoder's worker, and starts another in its place when it dies. */
import { transfer } from 'comlink';
import type {
  Device,
  EncoderApi,
  EncoderFacts,
  EncoderIdentity,
  EncoderOptions,
} from '../../contract/encoder';
import { hasName } from '../../shared/errors';
import { withCurrent } from '../../shared/with-current';
import { startWorker, type WorkerHandle } from '../link/worker-handle';
import type { Promised, Reach } from '../link/worker-proxy';
import { watchdog } from '../link/watchdog';

/** Replacements of a dead worker while the page is open; after one more death the encoder is lost. */
const MAX_RESTARTS = 3;
/** A quarter of a batch. */
const FEW_PHOTOS = 4;
/** Seconds for which a worker may block its thread; each replacement gets twice as many. */
const PATIENCE = 15;

function startEncoder(): WorkerHandle<EncoderApi> {
  return startWorker(
    new Worker(new URL('../../workers/encoder.worker.ts', import.meta.url), {
      type: 'module',
      name: 'encoder',
    }),
    'encoder',
  );
}

/**
 * Chooses the options of the worker that replaces a dead one. The first keeps the device, as a driver may have been
 * reset, but takes fewer photos at once, as memory may have run out. The second has no GPU and takes one photo at a
 * time. The third has one thread, which needs the least memory, and rejects with the runtime's error instead of dying.
 */
function afterDeaths(options: EncoderOptions, deaths: number): EncoderOptions {
  return {
    ...options,
    ...(deaths > 0 ? { mostPhotos: deaths > 1 ? 1 : FEW_PHOTOS } : {}),
    ...(deaths > 1 ? { device: 'wasm' as const } : {}),
    ...(deaths > 2 ? { mostThreads: 1 } : {}),
    diesWithRuntime: deaths < MAX_RESTARTS,
  };
}

/** One encoder's worker, or its replacement. */
export class SupervisedEncoder implements Reach<Promised<EncoderApi>> {
  readonly id: string | undefined;
  readonly #options: EncoderOptions;
  readonly #replaced: () => void;
  #current: WorkerHandle<EncoderApi>;
  #deaths = 0;
  #facts: EncoderFacts | undefined;
  #loading: Promise<EncoderFacts> | undefined;

  /**
   * @param replaced called when a worker has died: a new one is started, or `isLost` is true.
   * @param id of the encoder that these options load.
   */
  constructor(options: EncoderOptions, replaced: () => void, id = options.keptId) {
    this.id = id;
    this.#options = options;
    this.#replaced = replaced;
    this.#current = this.#started();
  }

  get isLost(): boolean {
    return this.#deaths > MAX_RESTARTS;
  }

  /** Device of the last completed load. */
  get device(): Device | undefined {
    return this.#facts?.device;
  }

  /** Calls the worker, and repeats the call with its replacement if it dies meanwhile. */
  call<T>(use: (api: Promised<EncoderApi>) => Promise<T>): Promise<T> {
    return withCurrent(
      () => this.#current,
      (asked) => asked.call(use),
      (error) => hasName(error, 'WorkerDied'),
    );
  }

  /** Loads once: returns the same promise at every call, until the worker dies or the load fails. */
  load(): Promise<EncoderFacts> {
    if (this.#loading) return this.#loading;
    const loading = this.#load();
    this.#loading = loading;
    loading.catch(() => {
      if (this.#loading === loading) this.#loading = undefined;
    });
    return loading;
  }

  describe(options: EncoderOptions = this.#options): Promise<EncoderIdentity> {
    return this.call((api) => api.describe(options));
  }

  /** Opens a port to this worker for another one. */
  openPort(): Promise<MessagePort> {
    return this.call(async (api) => {
      const { port1, port2 } = new MessageChannel();
      await api.connect(transfer(port1, [port1]));
      return port2;
    });
  }

  /** Closes the worker: calls in flight reject with `AbortError`. */
  close(): void {
    this.#current.close();
  }

  async #load(): Promise<EncoderFacts> {
    this.#facts = await this.call((api) => api.load(afterDeaths(this.#options, this.#deaths)));
    return this.#facts;
  }

  #started(): WorkerHandle<EncoderApi> {
    const started = startEncoder();
    // the last replacement has no time limit
    if (this.#deaths < MAX_RESTARTS) watchdog(started, PATIENCE * 2 ** this.#deaths);
    started.onDeath(() => {
      started.worker.terminate();
      this.#deaths += 1;
      this.#loading = undefined;
      if (!this.isLost) this.#current = this.#started();
      this.#replaced();
    });
    return started;
  }
}
